import type { Look, Subject } from '../subject.ts';
import { Brush, shade } from './brush.ts';

interface Thing extends Omit<Subject, 'words' | 'draw' | 'animated'> {
  /** Lower-case singular nouns and phrases that mean it, the plainest first, separated by commas. */
  words: string;
  animated?: boolean;
  /** Where a broken one is cracked: middle and size, in the brush's units. */
  cracks?: readonly [x: number, y: number, size: number];
  draw(this: void, brush: Brush): void;
}

/** A subject from its drawing 100 units high: size, glow and cracks by adjective are the same for every subject. */
export function thing({ draw, words, animated = false, cracks, ...facts }: Thing): Subject {
  const [first = facts.id, ...others] = words.split(',').map((word) => word.trim());
  const names = new Set(words.split(/[^a-z0-9]+/));
  return {
    ...facts,
    words: [first, ...others],
    animated,
    draw(pen, look, paint, moment) {
      const brush = new Brush(pen, look, paint, moment, names);
      const scale = (facts.height / 100) * sizeOf(look);
      pen.save();
      pen.scale(scale, scale);
      if (brush.is('glowing|shining|luminous|magical|magic|neon|radiant|glittering')) {
        brush.halo(0, -50, 75, look.colour ?? '#ffe7a0', 0.55);
      }
      draw(brush);
      if (cracks && brush.is('broken|cracked|shattered|damaged|smashed')) crack(brush, ...cracks);
      pen.restore();
    },
  };
}

/** How much larger than its kind the individual is by its adjectives: `giant` 1.8, `tiny` 0.5. */
export function sizeOf(look: Look): number {
  return SIZES.find(([words]) => words.some((word) => look.traits.has(word)))?.[1] ?? 1;
}

const SIZES: readonly (readonly [words: readonly string[], size: number])[] = [
  [['tiny', 'miniature', 'minuscule', 'mini', 'toy', 'baby'], 0.5],
  [['giant', 'huge', 'enormous', 'gigantic', 'massive', 'colossal', 'towering'], 1.8],
  [['small', 'little', 'young'], 0.75],
  [['big', 'large', 'tall', 'grand'], 1.25],
];

function crack(b: Brush, x: number, y: number, size: number): void {
  const dark = shade('#2c2a2e', 0.1);
  b.bar(
    [
      x - 0.5 * size,
      y - 0.45 * size,
      x - 0.12 * size,
      y - 0.1 * size,
      x + 0.05 * size,
      y - 0.2 * size,
      x + 0.2 * size,
      y + 0.2 * size,
      x + 0.5 * size,
      y + 0.4 * size,
    ],
    size * 0.035,
    dark,
  );
  b.bar(
    [x - 0.12 * size, y - 0.1 * size, x - 0.3 * size, y + 0.25 * size, x - 0.24 * size, y + 0.45 * size],
    size * 0.025,
    dark,
  );
  b.bar([x + 0.05 * size, y - 0.2 * size, x + 0.35 * size, y - 0.42 * size], size * 0.025, dark);
}
