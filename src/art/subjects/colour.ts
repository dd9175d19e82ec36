/** Mixes two `#rrggbb` colours: 0 is all of the first, 1 all of the second. */
export function mix(first: string, second: string, share: number): string {
  const a = Number.parseInt(first.slice(1), 16);
  const b = Number.parseInt(second.slice(1), 16);
  const channel = (shift: number) =>
    Math.round(((a >> shift) & 255) * (1 - share) + ((b >> shift) & 255) * share) << shift;
  return `#${(channel(16) | channel(8) | channel(0)).toString(16).padStart(6, '0')}`;
}

/** The colour that these words ask for, as `#rrggbb`, or null. `dark`, `light` and `pale` before it are heeded. */
export function colourAmong(words: readonly string[]): string | null {
  for (const [at, word] of words.entries()) {
    const colour =
      COLOURS[`${words[at - 1] ?? ''} ${word}`] ?? COLOURS[word] ?? COLOURS[word.replace(/(-)?(colou?red|ish)$/, '')];
    if (colour === undefined || PARTS.has(words[at + 1] ?? '')) continue;
    // `navy blue` names its colour twice: the pair is in the table, the first word alone would be found before it.
    const pair = COLOURS[`${word} ${words[at + 1] ?? ''}`];
    if (pair !== undefined) return pair;
    const before = words[at - 1] ?? '';
    if (before === 'dark' || before === 'deep') return mix(colour, '#101018', 0.4);
    if (before === 'light' || before === 'pale' || before === 'pastel') return mix(colour, '#ffffff', 0.45);
    return colour;
  }
  return null;
}

/** A `red collar` and a `golden hour` say nothing about the colour of the dog. */
const PARTS = new Set(
  'collar eye eyes hair beard nose beak tail roof door doors window windows sail sails wheel wheels light lights label sky sunset hour water grass background glow buttons stripe stripes spot spots flame flames leash'.split(
    ' ',
  ),
);

const COLOURS: Readonly<Record<string, string>> = {
  red: '#d63b36',
  crimson: '#b5173a',
  scarlet: '#e0322a',
  ruby: '#a81c3a',
  maroon: '#7a1f2b',
  burgundy: '#6d1f33',
  cherry: '#b8203c',
  vermilion: '#e34a2f',
  rust: '#a94a25',
  rusty: '#a3522c',
  coral: '#f47c63',
  salmon: '#f0917d',
  orange: '#ee8430',
  tangerine: '#f28a2a',
  amber: '#f0a830',
  apricot: '#f5b27c',
  peach: '#f6c09c',
  copper: '#b8703f',
  bronze: '#a5763a',
  terracotta: '#c0653f',
  yellow: '#f2c531',
  golden: '#e2ac3a',
  gold: '#e2ac3a',
  mustard: '#d1a02c',
  lemon: '#f5de4e',
  blond: '#e6c583',
  blonde: '#e6c583',
  cream: '#f4e8cf',
  ivory: '#f3ecda',
  beige: '#d9c5a2',
  sandy: '#d8bf8f',
  khaki: '#b3a672',
  tan: '#c59e6e',
  brown: '#86593a',
  chocolate: '#5b3826',
  chestnut: '#82452c',
  hazel: '#8f6b3d',
  ginger: '#c9712f',
  auburn: '#8a3f24',
  mahogany: '#6b2f24',
  green: '#4f9c50',
  lime: '#9ccc3a',
  olive: '#7d8440',
  emerald: '#1f9d68',
  jade: '#3aa57c',
  mint: '#9adfbf',
  'forest green': '#2f6b40',
  mossy: '#6c7f45',
  moss: '#6c7f45',
  sage: '#9caf88',
  teal: '#1f8a8c',
  turquoise: '#35c2bd',
  aqua: '#4fd0d8',
  cyan: '#35c4dd',
  aquamarine: '#6fdcc0',
  blue: '#3f77cc',
  navy: '#22335f',
  azure: '#3b95e0',
  cobalt: '#2450a8',
  sapphire: '#1f4fa5',
  'sky blue': '#82c2ee',
  indigo: '#4b3f9e',
  'navy blue': '#22335f',
  'royal blue': '#3257c8',
  'midnight blue': '#1b2450',
  purple: '#8049b0',
  violet: '#8f5bc9',
  lavender: '#b7a0e0',
  lilac: '#c3a1d9',
  plum: '#7c3b74',
  mauve: '#b48cb0',
  magenta: '#cf3a9a',
  fuchsia: '#d93aa8',
  pink: '#f08cb0',
  rose: '#e5768f',
  'hot pink': '#ee4a97',
  black: '#2b2b31',
  ebony: '#2a2628',
  charcoal: '#41454c',
  grey: '#8d9299',
  gray: '#8d9299',
  slate: '#66727f',
  silver: '#bcc3ca',
  silvery: '#bcc3ca',
  white: '#f2f1ed',
  snowy: '#f2f4f6',
  pearl: '#ebe6dd',
};
