/** Splits a list in one string: tables of words stay readable. */
export const list = (text: string): string[] => text.trim().split(/\s+/);
