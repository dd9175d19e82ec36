import { z } from 'zod';
import { StudioError } from '../../errors.ts';
import { VideoRequest, VoiceRequest } from '../../film/request.ts';
import { hashJson } from '../../json.ts';
import type { Journal } from '../../journal/spec.ts';

/** What a test of a vendor orders. Nobody in the crew wrote it, so nobody could write it again: it is kept whole. */
export const RigOrder = z.discriminatedUnion('kind', [
  /** Every take of the test is this request under its own slate. */
  z.object({ kind: z.literal('take'), request: VideoRequest }),
  z.object({ kind: z.literal('line'), request: VoiceRequest }),
]);
export type RigOrder = z.infer<typeof RigOrder>;

const ORDERED = 'rig-ordered.1';

/** Written before the production of the test begins, once. */
export async function writeRigOrder(journal: Journal, id: string, order: RigOrder): Promise<void> {
  await journal.append(streamOf(id), [{ schema: ORDERED, data: order }], 0);
}

/** Null for a production that is no test. Throws `schema-unknown` and `journal-corrupt`. */
export async function readRigOrder(journal: Journal, id: string): Promise<RigOrder | null> {
  const [event] = await journal.read(streamOf(id));
  if (event === undefined) return null;
  if (event.schema !== ORDERED) {
    throw new StudioError('schema-unknown', `this version does not know the order ${event.schema}`, {
      hint: 'It was written by a newer claude-studio: update this one.',
    });
  }
  const checked = RigOrder.safeParse(event.data);
  if (checked.success) return checked.data;
  throw new StudioError('journal-corrupt', `the order of ${id} cannot be read: ${z.prettifyError(checked.error)}`);
}

/** The request of a test's take as it was or will be sent; null for a production that is no test. */
export async function rigRequest(journal: Journal, id: string, slate: string): Promise<VideoRequest | null> {
  const order = await readRigOrder(journal, id);
  return order?.kind === 'take' ? takeOf(order.request, slate) : null;
}

/** Another take of the same: the same words, other dice. */
export function takeOf(request: VideoRequest, slate: string): VideoRequest {
  return { ...request, slate, seedNumber: Number.parseInt(hashJson([request.seedNumber, slate]).slice(0, 8), 16) };
}

function streamOf(id: string): string {
  return `rig/${id}`;
}
