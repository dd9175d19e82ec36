import type { Look } from '../subject.ts';
import { colourAmong } from './colour.ts';

/**
 * How the individual that this text describes looks. The same text gives the same individual; `words` are its adjectives
 * and descriptive nouns in the order they were written, so that `dark red` stays one colour.
 */
export function lookOf(seedText: string, words: readonly string[]): Look {
  const seed = hash(seedText.trim().toLowerCase(), 0x811c9dc5);
  const traits = words.flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}-]+/u)).filter((word) => word !== '');
  const pick = (trait: string) => hash(trait, seed) / 2 ** 32;
  return {
    seed,
    pick,
    choose: (trait, options) => options[Math.floor(pick(trait) * options.length)] ?? options[0],
    colour: colourAmong(traits),
    colourOf: (noun) => colourBefore(traits, noun),
    traits: new Set(traits),
  };
}

/** The colour in the few words before the noun: `a long red woollen scarf`. Another thing's colour ends at its own noun. */
function colourBefore(words: readonly string[], noun: string): string | null {
  for (const [at, word] of words.entries()) {
    if (word !== noun) continue;
    const before = words.slice(Math.max(0, at - 4), at);
    const own = before.findLastIndex((each) => BREAKS.has(each) || GARMENTS.has(each));
    const colour = colourAmong(before.slice(own + 1));
    if (colour !== null) return colour;
  }
  return null;
}

const BREAKS = new Set(['and', 'with', 'in', 'on', 'wearing', 'of', 'a', 'an', 'his', 'her', 'their']);
const GARMENTS = new Set(
  'jacket coat raincoat shirt t-shirt tee sweater jumper hoodie dress gown robe suit vest apron trousers pants jeans shorts skirt hat cap beanie beret helmet hood scarf tie backpack cape boots shoes hair beard glasses eyes'.split(
    ' ',
  ),
);

/** FNV-1a, then stirred so that texts one letter apart land far from each other. */
function hash(text: string, from: number): number {
  let value = from;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
