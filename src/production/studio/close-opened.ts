/** Closes whatever of these was opened, also when some of it was not: what failed to open is told to who asked for it. */
export async function closeOpened(opening: Iterable<Promise<{ close(): Promise<void> }>>): Promise<void> {
  const opened = (await Promise.allSettled(opening)).filter((one) => one.status === 'fulfilled');
  await Promise.all(opened.map(({ value }) => value.close()));
}
