/** The values of an option that may be given more than once, in order: a parser for Commander. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}
