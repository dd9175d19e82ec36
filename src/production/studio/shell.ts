/** A call of the studio as a line that can be copied into a shell. */
export function shellLine(words: readonly string[]): string {
  return commandLine(['claude-studio', ...words]);
}

/** A call of any program as such a line. */
export function commandLine(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

function quoted(text: string): string {
  if (/^[\w./:=@%+,-]+$/.test(text)) return text;
  const inQuotes = (words: string): string => `'${words.replaceAll("'", `'\\''`)}'`;
  if (!text.includes('\n')) return inQuotes(text);
  // A line break is written out, so that the call stays one line wherever it is printed.
  return `"$(printf %b ${inQuotes(text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n'))})"`;
}
