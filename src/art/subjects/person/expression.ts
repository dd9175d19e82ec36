/** A face as plain numbers, so that any two can be blended; all zero is calm with open eyes. */
export interface Expression {
  /** Brows up, −1 to 1. */
  raise: number;
  /** Inner ends of the brows: 1 up in worry, −1 down in anger. */
  slant: number;
  /** Opening of the eyes; 0 is usual, 0.4 wide, −1 closed. */
  open: number;
  /** Lower lids pushed up by the cheeks, 0–1. */
  squint: number;
  /** Corners of the mouth, −1 to 1. */
  smile: number;
  /** Opening of the mouth, 0–1. */
  gape: number;
  /** Width of the mouth against the usual, −0.5 to 0.5. */
  wide: number;
  /** How much of the teeth is seen, 0–1. */
  teeth: number;
  blush: number;
  tears: number;
}

const CALM: Expression = {
  raise: 0,
  slant: 0,
  open: 0,
  squint: 0,
  smile: 0.12,
  gape: 0,
  wide: 0,
  teeth: 0,
  blush: 0.25,
  tears: 0,
};

export const EXPRESSIONS = {
  neutral: CALM,
  happy: { ...CALM, raise: 0.3, squint: 0.4, smile: 0.85, gape: 0.16, wide: 0.25, teeth: 0.8, blush: 0.6 },
  content: { ...CALM, raise: 0.15, squint: 0.3, smile: 0.6, wide: 0.15, blush: 0.45 },
  laughing: { ...CALM, raise: 0.5, open: -0.45, squint: 0.9, smile: 1, gape: 0.75, wide: 0.35, teeth: 1, blush: 0.75 },
  relaxed: { ...CALM, raise: 0.15, open: -0.3, squint: 0.2, smile: 0.5, wide: 0.1, blush: 0.4 },
  serene: { ...CALM, raise: 0.2, open: -0.15, smile: 0.42, blush: 0.35 },
  hopeful: { ...CALM, raise: 0.5, slant: 0.25, open: 0.15, smile: 0.45, wide: 0.05, blush: 0.4 },
  sad: { ...CALM, raise: 0.1, slant: 0.85, open: -0.2, smile: -0.65, wide: -0.1, blush: 0.15 },
  crying: {
    ...CALM,
    raise: 0.2,
    slant: 1,
    open: -0.6,
    squint: 0.5,
    smile: -0.85,
    gape: 0.2,
    wide: 0.05,
    tears: 1,
    blush: 0.6,
  },
  tired: { ...CALM, raise: -0.1, slant: 0.4, open: -0.5, smile: -0.25, wide: -0.05, blush: 0.05 },
  frustrated: {
    ...CALM,
    raise: -0.35,
    slant: -0.55,
    open: -0.15,
    squint: 0.35,
    smile: -0.6,
    gape: 0.14,
    wide: 0.2,
    teeth: 1,
    blush: 0.4,
  },
  angry: { ...CALM, raise: -0.5, slant: -1, squint: 0.4, smile: -0.7, gape: 0.26, wide: 0.25, teeth: 1, blush: 0.65 },
  surprised: { ...CALM, raise: 1, slant: 0.15, open: 0.45, smile: 0, gape: 0.6, wide: -0.4, blush: 0.3 },
  scared: { ...CALM, raise: 0.8, slant: 0.8, open: 0.4, smile: -0.5, gape: 0.35, wide: 0.05, teeth: 0.7, blush: 0 },
  worried: { ...CALM, raise: 0.35, slant: 0.75, open: 0.1, smile: -0.4, wide: -0.1, blush: 0.15 },
  determined: { ...CALM, raise: -0.2, slant: -0.45, squint: 0.3, smile: 0.14, wide: 0.05 },
  focused: { ...CALM, raise: -0.15, slant: -0.2, open: -0.12, squint: 0.2, smile: 0, wide: -0.1, blush: 0.2 },
  'in love': { ...CALM, raise: 0.4, slant: 0.3, open: -0.1, squint: 0.35, smile: 0.8, wide: 0.15, blush: 1 },
  proud: { ...CALM, raise: 0.3, open: -0.15, squint: 0.2, smile: 0.75, wide: 0.1, blush: 0.45 },
  asleep: { ...CALM, raise: 0.1, open: -1, smile: 0.25, blush: 0.4 },
} satisfies Record<string, Expression>;

export type Feeling = keyof typeof EXPRESSIONS;

/** Word stems that mean a feeling; the first that fits wins, so the strong ones stand first. */
const FEELING_STEMS: readonly [Feeling, RegExp][] = [
  ['in love', /\b(in love|loving|lovestruck|romantic|smitten|tender|affection)/],
  ['crying', /\b(cry|cries|cried|sob|weep|tear(s|ful))/],
  [
    'laughing',
    /\b(laugh|ecsta|thrill|elat|overjoyed|euphor|triumph|jubil|excit|celebrat|giggl|hysteric|victor|delighted)/,
  ],
  ['scared', /\b(scare|afraid|fear|terrif|horrif|frighten|panic|shock)/],
  ['surprised', /\b(surpris|amaz|astonish|stun|awe|wonder|eureka|gasp|aha\b|realiz|realis|breakthrough)/],
  ['angry', /\b(angr|furious|rage|mad\b|fierce|yell|shout|scream|outrage)/],
  ['frustrated', /\b(frustrat|annoy|stress|exasperat|struggl|irritat|overwhelm|stuck|despair|desperat|defeat)/],
  ['tired', /\b(tired|exhaust|weary|sleepy|drows|fatigue|yawn|bored|burn(t|ed)? out|worn out)/],
  ['worried', /\b(worr|anxi|nervous|concern|uneasy|tense|confus|puzzl|doubt|shy|lost\b|uncertain)/],
  [
    'sad',
    /\b(sad|unhapp|melanchol|lonel|alone|grie|disappoint|gloom|depress|somber|sombre|heartbrok|dejected|homesick|miss(es|ing))/,
  ],
  ['determined', /\b(determin|resolut|confiden|brave|bold|heroic|stern|serious|stoic|intens|tough|epic|courag)/],
  ['proud', /\b(proud|smug|satisf|accomplish|success)/],
  ['hopeful', /\b(hope|curious|dream|inspir|expectant|eager|optimis|mysterious)/],
  ['focused', /\b(focus|concentrat|thoughtful|pensive|absorbed|attentive|busy|studious|contemplat)/],
  ['relaxed', /\b(relax|relie|content|cozy|cosy|comfort|lazy|cool\b|casual)/],
  ['serene', /\b(seren|calm|peace|tranquil|gentle|quiet|wise|zen)/],
  ['happy', /\b(happ|joy|smil|cheer|glad|play|grin|bright|merry|friendly|warm|kind|energetic|fun\b)/],
  ['asleep', /\b(asleep|sleeping)/],
];

/** The feeling that a word or phrase names, or null. */
export function feelingIn(words: string | null): Feeling | null {
  if (words === null) return null;
  const text = words.toLowerCase();
  return FEELING_STEMS.find(([, stems]) => stems.test(text))?.[0] ?? null;
}

export function blendExpressions(from: Expression, to: Expression, weight: number): Expression {
  if (weight <= 0 || from === to) return from;
  if (weight >= 1) return to;
  const mixed = { ...from };
  for (const key of Object.keys(mixed) as (keyof Expression)[]) mixed[key] = from[key] + (to[key] - from[key]) * weight;
  return mixed;
}
