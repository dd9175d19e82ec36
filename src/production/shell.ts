/** A call of the studio as a line that can be copied into a shell. */
export function shellLine(words: readonly string[]): string {
  return ['claude-studio', ...words].map(quoted).join(' ');
}

function quoted(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
