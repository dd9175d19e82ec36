/** `75.5` → `00:01:15,500` with a comma as `mark`. */
export function cueTime(seconds: number, mark: ',' | '.'): string {
  const total = Math.round(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [Math.floor(total / 3_600_000), Math.floor(total / 60_000) % 60, Math.floor(total / 1000) % 60];
  return clock.map(two).join(':') + mark + String(total % 1000).padStart(3, '0');
}

/** A caption's text without empty rows, which would end it, whatever marks the ends of its rows. */
export function cueRows(text: string): string {
  return text
    .split(/[\r\n\u2028\u2029]+/u)
    .map((row) => row.trim())
    .filter((row) => row !== '')
    .join('\n');
}
