import { colourOf, mix, multiply, saturate, type Colour } from './colour.ts';
import type { Light } from './light.ts';

/** A look as a change of the light: how much colour is left, what all of it leans to, how deep the corners are. */
interface Grade {
  words: RegExp;
  saturation: number;
  exposure: number;
  lean: string;
  amount: number;
  corner: string;
}

const GRADES: readonly Grade[] = [
  { words: /noir|black.and.white|b&w|monochrome|grey?scale/i, saturation: 0, exposure: 0.92, lean: '#8b909c', amount: 0.12, corner: '#050608' },
  { words: /sepia|vintage|retro|old film|silent film|antique|nostalg/i, saturation: 0.35, exposure: 1, lean: '#c79a5b', amount: 0.34, corner: '#2b1a0c' },
  { words: /neon|cyberpunk|synthwave|vaporwave|80s|eighties/i, saturation: 1.45, exposure: 0.95, lean: '#c026d3', amount: 0.26, corner: '#0b1040' },
  { words: /water.?colou?r|pastel|soft|dreamy|gouache|storybook|picture book/i, saturation: 0.72, exposure: 1.1, lean: '#fdf3e4', amount: 0.28, corner: '#e8d9c8' },
  { words: /vivid|pop|bold|cartoon|comic|colou?rful|bright|playful|3d/i, saturation: 1.35, exposure: 1.06, lean: '#ffffff', amount: 0.04, corner: '#1c2340' },
  { words: /warm|cosy|cozy|golden|autumn/i, saturation: 1.05, exposure: 1.02, lean: '#ffb766', amount: 0.16, corner: '#3a1c0a' },
  { words: /cold|cool|nordic|icy|winter|clinical/i, saturation: 0.85, exposure: 1, lean: '#7fb2e5', amount: 0.18, corner: '#0b1a2c' },
  { words: /dark|moody|gothic|horror|grim|gritty|dramatic/i, saturation: 0.75, exposure: 0.8, lean: '#23304a', amount: 0.2, corner: '#04060a' },
  { words: /minimal|clean|flat|modern|simple|quiet|calm|cinematic|film|realistic/i, saturation: 0.95, exposure: 1.02, lean: '#ffffff', amount: 0.02, corner: '#20242c' },
]; // prettier-ignore

/** The light in the look that the person asked for; null when the artist knows no such look. */
export function inStyle(light: Light, style: string): Light | null {
  const grade = GRADES.find(({ words }) => words.test(style));
  if (grade === undefined) return null;
  const lean = colourOf(grade.lean);
  const graded = (colour: Colour): Colour => mix(saturate(colour, grade.saturation), lean, grade.amount);
  const [zenith, middle, horizon] = light.sky;
  return {
    ...light,
    sky: [graded(zenith), graded(middle), graded(horizon)],
    haze: graded(light.haze),
    tint: mix(light.tint, multiply(light.tint, lean), grade.amount),
    key: graded(light.key),
    exposure: light.exposure * grade.exposure,
    saturation: light.saturation * grade.saturation,
    disc: light.disc === null ? null : { ...light.disc, colour: graded(light.disc.colour) },
    wash: graded(light.wash),
    corner: mix(light.corner, colourOf(grade.corner), 0.6),
  };
}
