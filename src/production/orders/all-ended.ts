import { StudioError } from '../../errors.ts';

/**
 * Results of works that go on side by side, in their order, when the last has ended. Unlike `Promise.all` it leaves none
 * behind: what a vendor is asked for meanwhile is paid, and its answer has to be written down before the production is let
 * go of. When some fail, throws the trouble that must not be forgotten (`paid-work-outstanding`), else the first.
 */
export async function allEnded<T extends readonly unknown[] | []>(
  works: T,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  const ended = await Promise.allSettled(works);
  const troubles = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (troubles.length > 0) throw troubles.find(isOutstanding) ?? troubles[0];
  return Promise.all(works);
}

function isOutstanding(error: unknown): boolean {
  return error instanceof StudioError && error.code === 'paid-work-outstanding';
}
