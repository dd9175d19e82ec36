/** How a word is handed to an English synthesiser: plain ASCII to say, and the pause after it. */
export interface Pronunciation {
  /** Empty when the word is in a script that an English voice cannot speak. */
  say: string;
  pause: '' | ',' | '.';
}

const CURRENCIES: Record<string, string> = { $: 'dollars', '€': 'euros', '£': 'pounds', '¥': 'yen' };
const MAGNITUDES: Record<string, string> = { k: 'thousand', m: 'million', b: 'billion', bn: 'billion' };
const SIGNS: [RegExp, string][] = [
  [/(\d)\s*[–—-]\s*(?=\d)/gu, '$1 to '],
  [/&/gu, ' and '],
  [/@/gu, ' at '],
  [/\+/gu, ' plus '],
  [/=/gu, ' equals '],
  [/%/gu, ' percent '],
  [/°\s*C\b/gu, ' degrees celsius '],
  [/°\s*F\b/gu, ' degrees fahrenheit '],
  [/°/gu, ' degrees '],
  [/#(?=\d)/gu, ' number '],
  [/×/gu, ' by '],
  [/½/gu, ' and a half '],
];
/** Written short, said in full; a point after them ends no sentence. */
const SHORT: Record<string, string> = {
  'dr.': 'doctor',
  'mr.': 'mister',
  'mrs.': 'missus',
  'ms.': 'miz',
  'prof.': 'professor',
  'st.': 'saint',
  'jr.': 'junior',
  'sr.': 'senior',
  'vs.': 'versus',
  'e.g.': 'for example',
  'i.e.': 'that is',
  'etc.': 'et cetera',
  'approx.': 'about',
  'a.m.': 'ay m',
  'p.m.': 'p m',
  'w/': 'with',
  'w/o': 'without',
};
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'ae',
  œ: 'oe',
  Œ: 'oe',
  ø: 'o',
  Ø: 'o',
  ł: 'l',
  Ł: 'l',
  đ: 'd',
  ð: 'th',
  þ: 'th',
  ı: 'i',
};

/** The words of one line as a synthesiser should say them, one for one. */
export function pronounce(words: readonly string[]): Pronunciation[] {
  const letters = words.join('').match(/\p{L}/gu) ?? [];
  const capitals = words.join('').match(/\p{Lu}/gu) ?? [];
  // In a line that shouts, capitals say nothing about which word is an abbreviation.
  const shouting = capitals.length > 6 && capitals.length > letters.length * 0.6;
  return words.map((word) => ({ say: sayable(word, shouting), pause: pauseAfter(word) }));
}

function pauseAfter(word: string): Pronunciation['pause'] {
  const tail = /[^\p{L}\p{N}]*$/u.exec(shortOf(word)?.rest ?? word)?.[0] ?? '';
  if (/[.!?…。！？]/u.test(tail)) return '.';
  return /[,;:–—，、；：]/u.test(tail) ? ',' : '';
}

/** The abbreviation that a word is, in full, and what of the word comes after it; null for any other word. */
function shortOf(word: string): { say: string; rest: string } | null {
  const bare = word.replace(/^[^\p{L}\p{N}]+/u, '');
  const written = /^[\p{L}.]+\.|^w\/o?/iu.exec(bare)?.[0] ?? '';
  const say = SHORT[written.toLowerCase()];
  const rest = bare.slice(written.length);
  return say === undefined || /[\p{L}\p{N}]/u.test(rest) ? null : { say, rest };
}

function sayable(word: string, shouting: boolean): string {
  const short = shortOf(word);
  if (short !== null) return short.say;
  let core = word.replace(/[‘’ʼ]/gu, "'").replace(/^[^\p{L}\p{N}$€£¥#@&+]+|[^\p{L}\p{N}%°½]+$/gu, '');
  core = core.replace(/(\d),(?=\d{3})/gu, '$1');
  core = core.replace(CLOCK, (_, hour: string, before?: string, half?: string, alone?: string) => {
    const minutes = before ?? alone ?? '00';
    const past = minutes === '00' ? '' : minutes.replace(/^0/u, 'oh ');
    return `${hour} ${past} ${half === undefined ? '' : (SHORT[`${half.toLowerCase()}.m.`] ?? '')}`;
  });
  core = core.replace(
    /([$€£¥])(\d+(?:\.\d+)?)(bn|[kmb])?/giu,
    (_, sign: string, amount: string, size?: string) =>
      `${amount} ${size === undefined ? '' : (MAGNITUDES[size.toLowerCase()] ?? '')} ${amount === '1' && size === undefined ? (CURRENCIES[sign] ?? '').replace(/s$/u, '') : (CURRENCIES[sign] ?? '')}`,
  );
  for (const [sign, said] of SIGNS) core = core.replace(sign, said);
  core = core
    .replace(/[ßæÆœŒøØłŁđðþı]/gu, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  if (/[^\p{ASCII}]/u.test(core.replace(/[^\p{L}\p{N}]/gu, ''))) return '';
  return core
    .replace(/([A-Za-z])\.(?=[A-Za-z]{2})/gu, '$1 dot ')
    .replace(/(\d)([A-Za-z]{3,})/gu, '$1 $2')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^A-Za-z0-9'.]+/u)
    .map((part) => (/[A-Z]{2}/u.test(part) ? abbreviation(part, shouting) : part))
    .join(' ')
    .trim();
}

/** `3:45pm`, `7am` */
const CLOCK = /^(\d{1,2})(?:(?::([0-5]\d))?([ap])\.?m|:([0-5]\d))$/iu;

/** `API` and `HTML` are spelt, `NASA` is a word. */
function abbreviation(part: string, shouting: boolean): string {
  const [, capitals = '', ending = ''] = /^([A-Z.]+)('?s)?$/u.exec(part) ?? [];
  const spelt = capitals.length >= 2 && (!/[AEIOUY]/u.test(capitals) || (!shouting && capitals.length <= 3));
  if (!spelt) return part.toLowerCase();
  const names = capitals
    .replaceAll('.', '')
    .split('')
    .map((letter) => (letter === 'A' ? 'ay' : letter));
  return names.join(' ') + (ending === '' ? '' : "'s");
}
