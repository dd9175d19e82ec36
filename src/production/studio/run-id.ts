/** Safe as a name of a folder on every system. */
export const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** `20261123_141503-a-serene-mountain-lake`: local time and the concept's first words. */
export function nameRun(now: number, concept: string): string {
  return `${localTime(now)}-${slug(concept)}`;
}

/** `20261123_141503`. */
export function localTime(now: number): string {
  const at = new Date(now);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `${day}_${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
}

/** Lower-case letters, digits and dashes; `film` when the concept has none of them. */
function slug(concept: string): string {
  const plain = concept
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return plain.slice(0, 40).replace(/-[^-]*$/, (tail) => (plain.length > 40 ? '' : tail)) || 'film';
}
