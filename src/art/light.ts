import type { Mood, Setting, TimeOfDay, Weather } from '../film/screenplay.ts';
import { colourOf, css, fade, mix, multiply, saturate, type Colour } from './colour.ts';
import type { Paint } from './subject.ts';

/** One shot's light: every colour in the picture comes through it, which is what makes the picture one. */
export interface Light {
  /** The sky from the zenith to the horizon. */
  sky: readonly [Colour, Colour, Colour];
  /** What far things fade into. */
  haze: Colour;
  /** What the air multiplies colours with. */
  tint: Colour;
  /** Colour of the key light. */
  key: Colour;
  exposure: number;
  saturation: number;
  keyFrom: -1 | 1;
  dark: boolean;
  /** The disc in the sky: across 0–1, height above the horizon 0–1 of the sky, or null when clouds hide it. */
  disc: { kind: 'sun' | 'moon'; across: number; height: number; colour: Colour } | null;
  /** 0–1. */
  stars: number;
  /** 0–1: how much of the sky is covered. */
  clouds: number;
  /** Colours by which the mood leans: a wash over the picture, and its corners. */
  wash: Colour;
  corner: Colour;
}

interface Hour {
  sky: readonly [string, string, string];
  tint: string;
  key: string;
  exposure: number;
  disc: { kind: 'sun' | 'moon'; height: number; colour: string };
  stars: number;
  dark: boolean;
}

const HOURS: Record<TimeOfDay, Hour> = {
  dawn: {
    sky: ['#41558f', '#c993b4', '#ffd9b0'],
    tint: '#d9c3d6',
    key: '#ffd0a6',
    exposure: 0.92,
    disc: { kind: 'sun', height: 0.23, colour: '#fff0d0' },
    stars: 0.12,
    dark: false,
  },
  morning: {
    sky: ['#4f9ddb', '#a5d5ef', '#fdf0d3'],
    tint: '#fff3df',
    key: '#fff0c4',
    exposure: 1,
    disc: { kind: 'sun', height: 0.42, colour: '#fff8dc' },
    stars: 0,
    dark: false,
  },
  day: {
    sky: ['#2f86d8', '#76bff0', '#d8f0f8'],
    tint: '#fffdf6',
    key: '#fffbe8',
    exposure: 1.03,
    disc: { kind: 'sun', height: 0.78, colour: '#fffdee' },
    stars: 0,
    dark: false,
  },
  'golden-hour': {
    sky: ['#5f86bd', '#f2c083', '#ffe2a0'],
    tint: '#ffdfb0',
    key: '#ffcf73',
    exposure: 1,
    disc: { kind: 'sun', height: 0.33, colour: '#fff3c2' },
    stars: 0,
    dark: false,
  },
  sunset: {
    sky: ['#3b3478', '#e0607e', '#ffb765'],
    tint: '#efb09c',
    key: '#ff9d57',
    exposure: 0.92,
    disc: { kind: 'sun', height: 0.22, colour: '#ffe3a3' },
    stars: 0.1,
    dark: false,
  },
  dusk: {
    sky: ['#1d2556', '#60508f', '#e79a8c'],
    tint: '#a196c2',
    key: '#f0a79a',
    exposure: 0.88,
    disc: { kind: 'moon', height: 0.5, colour: '#f6ead6' },
    stars: 0.4,
    dark: true,
  },
  night: {
    sky: ['#0c1338', '#1b3268', '#3f65a8'],
    tint: '#9aabde',
    key: '#b9d0ff',
    exposure: 0.84,
    disc: { kind: 'moon', height: 0.68, colour: '#f4f1e2' },
    stars: 1,
    dark: true,
  },
};

/** `veil`: how far the sky loses its colours to grey; `grey`: that grey's brightness against the sky's. */
const WEATHERS: Record<Weather, { veil: number; grey: number; clouds: number; hidden: boolean; haze: number }> = {
  clear: { veil: 0, grey: 1, clouds: 0.22, hidden: false, haze: 0 },
  wind: { veil: 0.06, grey: 1, clouds: 0.4, hidden: false, haze: 0 },
  cloudy: { veil: 0.42, grey: 0.95, clouds: 0.8, hidden: true, haze: 0.1 },
  rain: { veil: 0.6, grey: 0.74, clouds: 0.9, hidden: true, haze: 0.2 },
  storm: { veil: 0.72, grey: 0.46, clouds: 1, hidden: true, haze: 0.16 },
  snow: { veil: 0.55, grey: 1.08, clouds: 0.7, hidden: true, haze: 0.24 },
  fog: { veil: 0.62, grey: 1.02, clouds: 0, hidden: false, haze: 0.48 },
};

/** How a mood leans: `wash` is a colour and how much of it; `rich` saturation; `lift` exposure. */
const MOODS: Record<Mood, { wash: string; amount: number; rich: number; lift: number; corner: string }> = {
  serene: { wash: '#8fc7d8', amount: 0.07, rich: 0.98, lift: 1.02, corner: '#16324a' },
  joyful: { wash: '#ffd75e', amount: 0.09, rich: 1.16, lift: 1.06, corner: '#7a3a14' },
  hopeful: { wash: '#ffe0a3', amount: 0.1, rich: 1.05, lift: 1.05, corner: '#4a3320' },
  playful: { wash: '#ff9fc4', amount: 0.07, rich: 1.2, lift: 1.05, corner: '#4a2066' },
  romantic: { wash: '#ff8fa0', amount: 0.13, rich: 1.06, lift: 0.99, corner: '#571c3c' },
  energetic: { wash: '#ff7a3c', amount: 0.07, rich: 1.24, lift: 1.03, corner: '#2c1450' },
  triumphant: { wash: '#ffc24a', amount: 0.13, rich: 1.15, lift: 1.06, corner: '#5a2c0a' },
  melancholic: { wash: '#5f7fae', amount: 0.16, rich: 0.74, lift: 0.9, corner: '#0c1830' },
  tense: { wash: '#2f6f6c', amount: 0.14, rich: 0.82, lift: 0.86, corner: '#06131a' },
  mysterious: { wash: '#5a4fa8', amount: 0.16, rich: 0.92, lift: 0.84, corner: '#0d0828' },
  lonely: { wash: '#6d88ad', amount: 0.15, rich: 0.72, lift: 0.92, corner: '#0e1a2e' },
  frustrated: { wash: '#8c5a52', amount: 0.12, rich: 0.8, lift: 0.9, corner: '#200d14' },
  epic: { wash: '#ff9c55', amount: 0.1, rich: 1.14, lift: 0.98, corner: '#160a2a' },
  neutral: { wash: '#ffffff', amount: 0, rich: 1, lift: 1, corner: '#141a26' },
};

const BLACK: Colour = [0, 0, 0, 1];

/** The light of a setting in a mood; `words` may name the side it comes from. `variation` in [0, 1) moves the disc. */
export function lightOf(
  setting: Pick<Setting, 'time' | 'weather' | 'interior'>,
  mood: Mood,
  words: string,
  variation: number,
): Light {
  const hour = HOURS[setting.time];
  const weather = WEATHERS[setting.weather];
  const lean = MOODS[mood];
  const wash = colourOf(lean.wash);
  // Clouds at night are lit from below, by all that shines there.
  const grey = hour.dark ? Math.max(0.95, weather.grey) : weather.grey;
  const keyFrom = /\bright\b/i.test(words) ? 1 : /\bleft\b/i.test(words) ? -1 : variation < 0.5 ? -1 : 1;
  const sky = hour.sky.map((text) => {
    const clear = mix(colourOf(text), wash, lean.amount);
    return saturate(mix(clear, multiply(saturate(clear, 0.22), [235, 240, 255, 1], grey), weather.veil), lean.rich);
  }) as [Colour, Colour, Colour];
  const outdoors = mix(
    mix(colourOf(hour.tint), wash, lean.amount),
    mix(sky[1], [255, 255, 255, 1], 0.4),
    weather.veil * 0.4,
  );
  const indoors = hour.dark ? colourOf('#e0c0ac') : mix(outdoors, [255, 244, 228, 1], 0.6);
  const dimmed = (setting.interior ? (hour.dark ? 0.94 : 1) : hour.exposure * (1 - weather.veil * 0.16)) * lean.lift;
  // A dark mood on a stormy night must still be read on a telephone.
  const exposure = hour.dark ? Math.max(0.84, dimmed) : dimmed;
  return {
    sky,
    haze: mix(mix(sky[2], sky[1], 0.45), [240, 244, 250, 1], weather.haze * (hour.dark ? 0.12 : 0.5)),
    tint: setting.interior ? mix(indoors, wash, lean.amount) : outdoors,
    key: setting.interior && hour.dark ? colourOf('#ffc98a') : colourOf(hour.key),
    exposure,
    saturation: lean.rich * (1 - weather.veil * 0.25),
    keyFrom,
    dark: hour.dark,
    disc: weather.hidden
      ? null
      : {
          kind: hour.disc.kind,
          across: keyFrom < 0 ? 0.14 + variation * 0.4 : 0.86 - (variation - 0.5) * 0.5,
          height: hour.disc.height,
          colour: colourOf(hour.disc.colour),
        },
    stars: hour.stars * (1 - weather.veil),
    clouds: weather.clouds,
    wash: fade(wash, lean.amount),
    corner: colourOf(lean.corner),
  };
}

/** Colours as that light shows them; answers are remembered, since figures ask for the same few in every frame. */
export function paintOf(light: Light): Paint {
  const shadow = mix(multiply(light.sky[0], light.tint, 0.5), BLACK, 0.35);
  const lit = remembered((colour) => litBy(light, colourOf(colour)));
  const shade = remembered((colour, amount) =>
    mix(litBy(light, colourOf(colour)), fade(shadow, colourOf(colour)[3]), amount),
  );
  const bright = remembered((colour, amount) =>
    mix(litBy(light, colourOf(colour)), fade(light.key, colourOf(colour)[3]), amount),
  );
  const glow = remembered((colour, alpha) => fade(colourOf(colour), colourOf(colour)[3] * alpha));
  return {
    lit: (colour) => lit(colour, 0),
    shade: (colour, amount = 0.25) => shade(colour, amount),
    bright: (colour, amount = 0.25) => bright(colour, amount),
    glow: (colour, alpha = 1) => glow(colour, alpha),
    keyFrom: light.keyFrom,
    dark: light.dark,
  };
}

export function litBy(light: Light, colour: Colour): Colour {
  return multiply(saturate(colour, light.saturation), light.tint, light.exposure);
}

/** The colour of something that far away in the air: 0 here, 1 gone in the haze. */
export function inAir(light: Light, colour: string, distance: number): string {
  return css(mix(litBy(light, colourOf(colour)), light.haze, distance));
}

function remembered(work: (colour: string, amount: number) => Colour): (colour: string, amount: number) => string {
  const answers = new Map<string, Map<number, string>>();
  return (colour, amount) => {
    let byAmount = answers.get(colour);
    if (!byAmount) answers.set(colour, (byAmount = new Map()));
    let answer = byAmount.get(amount);
    if (answer === undefined) {
      answer = css(work(colour, amount));
      // Figures that blend by time ask for endless amounts: keep the memory small.
      if (byAmount.size < 64) byAmount.set(amount, answer);
    }
    return answer;
  };
}
