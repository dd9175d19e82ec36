/** Members of an object that nobody has checked. */
export type Loose = Readonly<Record<string, unknown>>;

/** An object as it is; anything else as an object without members. */
export function record(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** One line of text of `most` characters at most, without what no screen should be sent; null where there is none. */
export function text(value: unknown, most = 2_000): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const line = String(value)
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}\ufffd]+/gu, ' ')
    .trim();
  const kept = [...line].slice(0, most).join('').trim();
  return kept === '' ? null : kept;
}

/** A finite number, also one that stands as text. */
export function number(value: unknown): number | null {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
}

/** Dollars that can be an amount. */
export function dollars(value: unknown): number | null {
  const read = number(value);
  return read !== null && read >= 0 && read <= 1_000_000 ? read : null;
}

export function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** The texts of a list, or the one text that stands in its place; 50 at most. */
export function texts(value: unknown): string[] {
  const all = Array.isArray(value) ? value : [value];
  return all.slice(0, 50).flatMap((one) => text(one, 600) ?? []);
}

/** A moment in ISO 8601 (UTC), or null. Moments without a zone are UTC, as the original wrote them. */
export function moment(value: unknown): string | null {
  const said = text(value, 60);
  if (said === null) return null;
  const zoned = /T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/.test(said) ? `${said}Z` : said;
  const at = /^\d{4}-\d{2}-\d{2}/.test(zoned) ? Date.parse(zoned) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** `scene_2` before `scene_10`. */
export function naturally(a: string, b: string): number {
  return ORDER.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

const ORDER = new Intl.Collator('en', { numeric: true });
