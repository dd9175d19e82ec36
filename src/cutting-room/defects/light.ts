import { between, stretchOf, throughout, type Treat } from './treatment.ts';
import { pick } from '../../film/random.ts';
import { toSeconds } from '../../film/time.ts';

/** Nothing is seen for 0.15 to 1 second. */
export const black: Treat = (clip, severity, random) => {
  const { from, until } = stretchOf(clip, between(0.15, 1, severity), random);
  const left = 0.03 * (1 - severity);
  return {
    from,
    until,
    where: null,
    note: `black for ${toSeconds(until - from, clip.rate).toFixed(2)} s`,
    tone: (pixels) => graded(pixels, scaled(left), scaled(left), scaled(left)),
  };
};

/** Shares of red, green and blue that are added, or taken away. */
const CASTS: readonly [Cast, ...Cast[]] = [
  { name: 'green', shares: [-0.5, 1, -0.5] },
  { name: 'magenta', shares: [0.7, -1, 0.7] },
  { name: 'blue', shares: [-0.9, -0.1, 1] },
  { name: 'yellow', shares: [0.7, 0.5, -1] },
];

interface Cast {
  name: string;
  shares: [number, number, number];
}

/** The colours go wrong, from the beginning or in the middle of the take. */
export const colourCast: Treat = (clip, severity, random) => {
  const { name, shares } = pick(CASTS, random);
  const from = random() < 0.5 ? 0 : stretchOf(clip, 0, random).from;
  const strength = between(0.12, 0.4, severity);
  const tables = shares.map((share) => tinted(share * strength));
  return {
    from,
    until: clip.frames,
    where: null,
    note: `a ${name} cast of ${Math.round(strength * 100)} %${from === 0 ? '' : `, from ${toSeconds(from, clip.rate).toFixed(1)} s on`}`,
    tone: (pixels) => graded(pixels, tables[0]!, tables[1]!, tables[2]!),
  };
};

/** The light trembles by 4 to 20 %, a few frames brighter, a few darker. */
export const flicker: Treat = (clip, severity, random) => {
  const swing = between(0.04, 0.2, severity);
  const half = 1 + Math.floor(random() * 3);
  const { from, until } = random() < 0.5 ? throughout(clip) : stretchOf(clip, between(0.8, 2, random()), random);
  const tables = [scaled(1 - swing), scaled(1 + swing)];
  return {
    from,
    until,
    where: null,
    note: `flickers by ${Math.round(swing * 100)} %, ${half} frames up and ${half} down`,
    tone: (pixels, index) => {
      const table = tables[Math.floor(index / half) % 2]!;
      graded(pixels, table, table, table);
    },
  };
};

function graded(
  pixels: Uint8ClampedArray,
  red: Uint8ClampedArray,
  green: Uint8ClampedArray,
  blue: Uint8ClampedArray,
): void {
  for (let at = 0; at < pixels.length; at += 4) {
    pixels[at] = red[pixels[at]!]!;
    pixels[at + 1] = green[pixels[at + 1]!]!;
    pixels[at + 2] = blue[pixels[at + 2]!]!;
  }
}

function scaled(gain: number): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: 256 }, (_, value) => value * gain);
}

/** Most of it gain, a little of it lifted shadows, as a wrong white balance and a wrong curve do. */
function tinted(by: number): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: 256 }, (_, value) => value * (1 + by * 0.8) + 255 * by * 0.2);
}
