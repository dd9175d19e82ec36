import type { Look } from '../../subject.ts';
import type { Bottom, Extra, Hat, Top } from './role.ts';

/** What a description puts on somebody, garment by garment; null where it leaves the choice. */
export interface Outfit {
  top: Top | null;
  topColour: string | null;
  bottom: Bottom | null;
  bottomColour: string | null;
  hat: Hat | null;
  hatColour: string | null;
  extras: readonly Extra[];
  accent: string | null;
  shoe: string | null;
}

const TOPS: readonly [words: string, top: Top][] = [
  ['jacket windbreaker anorak parka', 'jacket'],
  ['coat raincoat overcoat trenchcoat trench', 'coat'],
  ['suit blazer tuxedo', 'blazer'],
  ['dress sundress', 'dress'],
  ['gown', 'gown'],
  ['robe cloak kimono', 'robe'],
  ['hoodie', 'hoodie'],
  ['sweater jumper cardigan pullover', 'sweater'],
  ['t-shirt tee', 'tee'],
  ['apron', 'apron'],
  ['overalls dungarees', 'overalls'],
  ['vest waistcoat', 'vest'],
  ['spacesuit', 'spacesuit'],
  ['armour armor', 'armour'],
  ['uniform', 'uniform'],
  ['scrubs', 'scrubs'],
  ['pyjamas pajamas onesie', 'onesie'],
  ['shirt blouse', 'shirt'],
];
const BOTTOMS: readonly [words: string, bottom: Bottom][] = [
  ['jeans denim', 'jeans'],
  ['trousers pants', 'trousers'],
  ['shorts', 'shorts'],
  ['skirt', 'skirt'],
  ['leggings tights', 'tights'],
];
const HATS: readonly [words: string, hat: Hat][] = [
  ['crown tiara', 'crown'],
  ['helmet', 'helmet'],
  ['beanie', 'beanie'],
  ['beret', 'beret'],
  ['cap', 'cap'],
  ['hood', 'hood'],
  ['headphones headset', 'headset'],
  ['fedora hat', 'fedora'],
];
const EXTRAS: readonly [words: string, extra: Extra][] = [
  ['scarf', 'scarf'],
  ['backpack rucksack', 'backpack'],
  ['cape', 'cape'],
  ['tie necktie', 'tie'],
  ['belt', 'belt'],
  ['badge', 'badge'],
  ['stethoscope', 'stethoscope'],
  ['striped stripes', 'stripes'],
  ['cane walking-stick crutch', 'cane'],
];

/** Reads the clothes out of a look; each colour goes to the garment it was written before. */
export function outfitOf(look: Look): Outfit {
  const top = worn(look, TOPS);
  const bottom = worn(look, BOTTOMS);
  const hat = worn(look, HATS);
  const extras = EXTRAS.filter(([words]) => words.split(' ').some((word) => look.traits.has(word)));
  const suit = look.traits.has('suit') || look.traits.has('tuxedo');
  return {
    top: top?.kind ?? null,
    topColour: top?.colour ?? null,
    bottom: suit ? 'trousers' : (bottom?.kind ?? null),
    bottomColour: suit ? (top?.colour ?? null) : (bottom?.colour ?? null),
    hat: hatNamed(look) ?? hat?.kind ?? null,
    hatColour: hat?.colour ?? null,
    extras: extras.map(([, extra]) => extra),
    accent:
      extras
        .flatMap(([words]) => words.split(' ').map((word) => look.colourOf(word)))
        .find((colour) => colour !== null) ?? null,
    shoe: look.colourOf('boots') ?? look.colourOf('shoes') ?? look.colourOf('sneakers'),
  };
}

/** Hats of two words. */
function hatNamed({ traits }: Look): Hat | null {
  if (traits.has('straw') && traits.has('hat')) return 'straw';
  if (traits.has('hard') && traits.has('hat')) return 'hard-hat';
  if ((traits.has('witch') || traits.has('wizard') || traits.has('pointed')) && traits.has('hat')) return 'wizard';
  return null;
}

function worn<Kind>(
  look: Look,
  table: readonly [words: string, kind: Kind][],
): { kind: Kind; colour: string | null } | null {
  for (const [words, kind] of table)
    for (const word of words.split(' ')) if (look.traits.has(word)) return { kind, colour: look.colourOf(word) };
  return null;
}
