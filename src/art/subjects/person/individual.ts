import type { Look } from '../../subject.ts';
import { ageOf, type Build, buildOf, isFeminine } from './build.ts';
import { outfitOf } from './outfit.ts';
import type { Age, Bottom, Extra, Hat, Role, Top } from './role.ts';

export type HairStyle =
  | 'bald'
  | 'buzz'
  | 'crop'
  | 'side-part'
  | 'quiff'
  | 'curls'
  | 'afro'
  | 'bob'
  | 'long'
  | 'wavy'
  | 'ponytail'
  | 'bun'
  | 'pixie'
  | 'braids'
  | 'fringe'
  | 'receding';
export type Beard = 'none' | 'stubble' | 'short' | 'full' | 'long' | 'moustache';

/** Everything about one person that stays the same from shot to shot. Colours are the things' own, before any light. */
export interface Individual {
  build: Build;
  age: Age;
  feminine: boolean;
  skin: string;
  lips: string;
  eyes: string;
  hair: HairStyle;
  hairColour: string;
  beard: Beard;
  glasses: boolean;
  freckles: boolean;
  /** Width of the jaw against the usual. */
  jaw: number;
  /** Size of the nose against the usual. */
  nose: number;
  browWeight: number;
  top: Top;
  topColour: string;
  /** What is seen under an open jacket, or the sleeves under an apron. */
  inner: string;
  bottom: Bottom;
  bottomColour: string;
  shoe: string;
  hat: Hat;
  /** The colour its description gives to the hat, or null. */
  hatColour: string | null;
  accent: string;
  extras: ReadonlySet<Extra>;
}

/** `[skin, lips]` from light to dark. */
const SKINS = [
  ['#f6d7c0', '#d4796f'],
  ['#f0c8a8', '#c96f63'],
  ['#e6b48f', '#bb6455'],
  ['#d99e74', '#ab5648'],
  ['#c58457', '#96493e'],
  ['#a86a43', '#83403a'],
  ['#8a5235', '#6f3330'],
  ['#6c3f2a', '#5c2a2a'],
  ['#523021', '#4a2022'],
] as const;
const HAIRS = [
  '#2a211e',
  '#3a2a22',
  '#54382a',
  '#7a4a2b',
  '#a8632e',
  '#c98f4a',
  '#e3bd72',
  '#1c1a20',
  '#8c3b22',
] as const;
const GREYS = ['#d9d6d0', '#b9b6b2', '#efece6', '#9a9794'] as const;
const COLOURS = [
  '#d1495b',
  '#e07a3f',
  '#e5b03b',
  '#5f9467',
  '#2f8f83',
  '#3f7fae',
  '#4a5fa5',
  '#7d5ba6',
  '#b65c8a',
  '#8d6e53',
  '#46566b',
  '#c9573f',
] as const;
const BOTTOMS = ['#3a4a6b', '#2f3646', '#5b5247', '#7a6a55', '#44554f', '#54586a'] as const;
const JEANS = ['#41608a', '#2f4a70', '#5878a0', '#39404f'] as const;

/** Parts of the head that may have a colour of their own. */
const HEADS = ['hair', 'beard', 'moustache', 'mustache', 'eyes', 'glasses', 'ponytail', 'braids', 'curls'] as const;

const CACHE = new WeakMap<Look, Map<Role, Individual>>();

/** Who this is: the same look always gives the same individual. */
export function individualOf(role: Role, look: Look): Individual {
  const known = CACHE.get(look) ?? new Map<Role, Individual>();
  CACHE.set(look, known);
  const individual = known.get(role) ?? meet(role, look);
  known.set(role, individual);
  return individual;
}

function meet(role: Role, look: Look): Individual {
  const age = ageOf(role, look);
  const feminine = isFeminine(role, look);
  const skin = look.choose<(typeof SKINS)[number]>('skin', SKINS);
  const outfit = outfitOf(look);
  const top = outfit.top ?? topOf(role, look, age, feminine);
  const bottom = outfit.bottom ?? look.choose('bottom', role.bottoms ?? bottomsFor(age, feminine));
  // A colour that belongs to something worn is not the colour of everything.
  const given = [
    outfit.hatColour,
    outfit.bottomColour,
    outfit.accent,
    outfit.shoe,
    ...HEADS.map((noun) => look.colourOf(noun)),
  ];
  const free = look.colour !== null && given.includes(look.colour) ? null : look.colour;
  const colour = outfit.topColour ?? free ?? look.choose('top colour', role.colours ?? COLOURS);
  return {
    build: buildOf(role, look),
    age,
    feminine,
    skin: skin[0],
    lips: skin[1],
    eyes: look.choose('eyes', ['#4a3327', '#33261f', '#5b6f4a', '#3f6f8f', '#6a4a2f']),
    hair: hairOf(look, age, feminine),
    hairColour: hairColourOf(look, age, SKINS.indexOf(skin)),
    beard: beardOf(role, look, age, feminine),
    glasses:
      look.traits.has('bespectacled') ||
      look.traits.has('glasses') ||
      look.traits.has('sunglasses') ||
      look.traits.has('eyeglasses') ||
      look.traits.has('spectacles') ||
      look.traits.has('nerdy') ||
      look.pick('glasses') < (role.glasses ?? (age === 'old' ? 0.45 : 0.18)),
    freckles:
      look.traits.has('freckled') ||
      (SKINS.indexOf(skin) < 3 && look.pick('freckles') < (age === 'child' ? 0.4 : 0.18)),
    jaw: (feminine ? 0.9 : 1.02) + look.pick('jaw') * 0.1 + (age === 'child' ? 0.04 : 0),
    nose: 0.85 + look.pick('nose') * 0.4,
    browWeight: (feminine ? 0.75 : 1) + look.pick('brow') * 0.35,
    top,
    topColour: colour,
    inner: look.choose('inner', ['#f2eee6', '#e8e4da', '#3d4250', '#cfd8dc', '#e6c9a8']),
    bottom,
    bottomColour:
      outfit.bottomColour ?? look.choose('bottom colour', role.bottomColours ?? (bottom === 'jeans' ? JEANS : BOTTOMS)),
    shoe: outfit.shoe ?? look.choose('shoe', ['#2b2a2e', '#5a3b2a', '#f0ece4', '#7a3f35', '#3b4455']),
    hat: outfit.hat ?? hatOf(role, look, age, feminine),
    hatColour: outfit.hatColour,
    accent: outfit.accent ?? look.choose('accent', ['#d8a13a', '#c8503f', '#3f8f8a', '#5f6fb0', '#e0d8c8']),
    extras: new Set([...(role.extras ?? []), ...outfit.extras]),
  };
}

function hatOf(role: Role, look: Look, age: Age, feminine: boolean): Hat {
  if (look.traits.has('hooded')) return 'hood';
  if (age === 'old' && feminine && role.hats === undefined) return 'none';
  return look.choose('hat', role.hats ?? ['none', 'none', 'none', 'none', 'none', 'none', 'none', 'beanie', 'cap']);
}

function topOf(role: Role, look: Look, age: Age, feminine: boolean): Top {
  if (look.traits.has('elegant') && role.tops === undefined) return feminine ? 'gown' : 'blazer';
  if (age === 'child' && role.age === 'adult' && role.tops === undefined)
    return look.choose('top', ['tee', 'hoodie', 'sweater', 'overalls']);
  return look.choose(
    'top',
    role.tops ??
      (feminine ? ['tee', 'sweater', 'shirt', 'jacket', 'dress'] : ['tee', 'sweater', 'shirt', 'jacket', 'hoodie']),
  );
}

function bottomsFor(age: Age, feminine: boolean): readonly [Bottom, ...Bottom[]] {
  if (age === 'child') return feminine ? ['skirt', 'tights', 'jeans'] : ['shorts', 'jeans', 'trousers'];
  return feminine ? ['jeans', 'trousers', 'skirt', 'jeans'] : ['jeans', 'trousers'];
}

function hairOf(look: Look, age: Age, feminine: boolean): HairStyle {
  if (look.traits.has('bald')) return 'bald';
  for (const [word, style] of [
    ['curly', 'curls'],
    ['curls', 'curls'],
    ['afro', 'afro'],
    ['bun', 'bun'],
    ['braids', 'braids'],
    ['ponytail', 'ponytail'],
    ['long-haired', 'long'],
    ['braided', 'braids'],
  ] as const) {
    if (look.traits.has(word)) return style;
  }
  if (feminine) {
    if (age === 'old') return look.choose('hair style', ['bun', 'bob', 'pixie', 'curls']);
    return look.choose('hair style', [
      'bob',
      'long',
      'wavy',
      'ponytail',
      'bun',
      'pixie',
      'braids',
      'fringe',
      'afro',
      'wavy',
    ]);
  }
  if (age === 'old') return look.choose('hair style', ['receding', 'crop', 'bald', 'side-part', 'receding']);
  if (age === 'child') return look.choose('hair style', ['crop', 'side-part', 'curls', 'quiff', 'fringe']);
  return look.choose('hair style', [
    'crop',
    'side-part',
    'quiff',
    'curls',
    'buzz',
    'side-part',
    'quiff',
    'afro',
    'receding',
  ]);
}

function hairColourOf(look: Look, age: Age, skin: number): string {
  for (const noun of ['hair', 'beard', 'moustache', 'ponytail', 'braids', 'curls']) {
    const colour = look.colourOf(noun);
    if (colour !== null) return colour;
  }
  const named: Record<string, string> = {
    blonde: '#e6c070',
    blond: '#e6c070',
    'red-haired': '#b5502a',
    redhead: '#b5502a',
    ginger: '#b5502a',
    brunette: '#4a3024',
    'grey-haired': '#b9b6b2',
    'gray-haired': '#b9b6b2',
    'white-haired': '#efece6',
    'dark-haired': '#2a211e',
    'black-haired': '#1c1a20',
  };
  for (const [word, colour] of Object.entries(named)) if (look.traits.has(word)) return colour;
  if (age === 'old') return look.choose('grey', GREYS);
  // Fair hair on dark skin would read as a dye.
  return skin >= 5 ? look.choose('dark hair', ['#1f1917', '#2a211e', '#33241d']) : look.choose('hair colour', HAIRS);
}

function beardOf(role: Role, look: Look, age: Age, feminine: boolean): Beard {
  if (look.traits.has('long') && look.traits.has('beard')) return 'long';
  if (look.traits.has('bearded') || look.traits.has('beard'))
    return look.choose('beard style', ['full', 'short', 'full']);
  if (
    look.traits.has('moustache') ||
    look.traits.has('mustache') ||
    look.traits.has('mustached') ||
    look.traits.has('moustached')
  )
    return 'moustache';
  if (feminine || age === 'child' || look.traits.has('clean-shaven')) return 'none';
  if (look.pick('beard') >= (role.beard ?? 0.3)) return look.pick('stubble') < 0.25 ? 'stubble' : 'none';
  if (role.beard === 1) return 'long';
  return look.choose(
    'beard style',
    age === 'old' ? ['full', 'moustache', 'full'] : ['short', 'full', 'stubble', 'moustache'],
  );
}
