/** Splits a list in one string: tables of words stay readable. */
export const list = (text: string): string[] => text.trim().split(/\s+/);

/** What a table holds for a word that somebody typed: `constructor` is in no table. */
export const entry = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;
