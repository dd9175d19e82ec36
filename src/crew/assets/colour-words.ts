/** A colour in a word or two that a person would say: `#1f4e5a` is `deep teal`. Takes six hexadecimal digits after `#`. */
export function colourWord(hex: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const lightness = (most + least) / 2;
  const chroma = most - least;
  if (chroma < 0.04) return greyAt(lightness);
  const hue = hueOf(red, green, blue, most, chroma);
  const name = nameAt(hue, lightness, chroma);
  if (chroma < 0.16)
    return lightness > 0.85 ? (hue < 70 ? 'cream' : 'off-white') : lightness < 0.12 ? 'black' : `${name} grey`;
  // What is named by how light it is needs no second word for that.
  if (NAMED_LIGHT.has(name)) return name;
  return lightness < 0.3 ? `deep ${name}` : lightness > 0.78 ? `pale ${name}` : name;
}

function greyAt(lightness: number): string {
  const steps = ['black', 'charcoal', 'grey', 'silver', 'white'] as const;
  return steps[[0.1, 0.35, 0.65, 0.92].findIndex((limit) => lightness < limit)] ?? 'white';
}

function hueOf(red: number, green: number, blue: number, most: number, chroma: number): number {
  const sixth =
    most === red
      ? (green - blue) / chroma + 6
      : most === green
        ? (blue - red) / chroma + 2
        : (red - green) / chroma + 4;
  return (sixth * 60) % 360;
}

/** Upper ends of the hues, in degrees. */
const HUES: readonly (readonly [number, string])[] = [
  [14, 'red'],
  [40, 'orange'],
  [66, 'yellow'],
  [88, 'lime'],
  [158, 'green'],
  [188, 'teal'],
  [204, 'sky blue'],
  [250, 'blue'],
  [288, 'purple'],
  [325, 'magenta'],
  [346, 'crimson'],
  [360, 'red'],
];

const NAMED_LIGHT = new Set(['brown', 'rust', 'cream', 'sand', 'pink', 'navy', 'sky blue', 'olive']);

function nameAt(hue: number, lightness: number, chroma: number): string {
  const name = HUES.find(([until]) => hue < until)?.[1] ?? 'red';
  if (name === 'orange' && lightness < 0.42) return chroma > 0.45 ? 'rust' : 'brown';
  if ((name === 'orange' || name === 'yellow') && lightness > 0.84) return 'cream';
  if ((name === 'orange' || name === 'yellow') && chroma < 0.4 && lightness > 0.5) return 'sand';
  if ((name === 'yellow' || name === 'lime') && lightness < 0.4) return 'olive';
  if ((name === 'red' || name === 'magenta' || name === 'crimson') && lightness > 0.72) return 'pink';
  if (name === 'blue' && lightness < 0.25) return 'navy';
  return name;
}
