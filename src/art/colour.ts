import { createCanvas } from '@napi-rs/canvas';

/** Red, green, blue from 0 to 255, and opacity from 0 to 1. */
export type Colour = readonly [number, number, number, number];

const known = new Map<string, Colour>();
const probe = createCanvas(1, 1).getContext('2d');

/** Any CSS colour; what is none becomes a middle grey. */
export function colourOf(css: string): Colour {
  const cached = known.get(css);
  if (cached) return cached;
  const colour = fromHex(css) ?? fromNumbers(css) ?? fromPixel(css);
  // Colours that are blended by time are endless: forget them now and then.
  if (known.size > 4096) known.clear();
  known.set(css, colour);
  return colour;
}

export function css([red, green, blue, alpha]: Colour): string {
  const opaque = `${Math.round(red)},${Math.round(green)},${Math.round(blue)}`;
  return alpha >= 1 ? `rgb(${opaque})` : `rgba(${opaque},${Math.max(0, alpha).toFixed(3)})`;
}

/** `amount` 0 gives `from`, 1 gives `to`. */
export function mix(from: Colour, to: Colour, amount: number): Colour {
  const keep = 1 - amount;
  return [
    from[0] * keep + to[0] * amount,
    from[1] * keep + to[1] * amount,
    from[2] * keep + to[2] * amount,
    from[3] * keep + to[3] * amount,
  ];
}

/** What a white light of that colour leaves of it; above 255 it clips. */
export function multiply(colour: Colour, light: Colour, exposure = 1): Colour {
  return [
    Math.min(255, (colour[0] * light[0] * exposure) / 255),
    Math.min(255, (colour[1] * light[1] * exposure) / 255),
    Math.min(255, (colour[2] * light[2] * exposure) / 255),
    colour[3],
  ];
}

/** `amount` 0 is grey, 1 leaves it, 1.2 is richer. */
export function saturate(colour: Colour, amount: number): Colour {
  const grey = luminance(colour);
  const push = (channel: number) => Math.min(255, Math.max(0, grey + (channel - grey) * amount));
  return [push(colour[0]), push(colour[1]), push(colour[2]), colour[3]];
}

export function fade(colour: Colour, alpha: number): Colour {
  return [colour[0], colour[1], colour[2], alpha];
}

function luminance(colour: Colour): number {
  return colour[0] * 0.3 + colour[1] * 0.59 + colour[2] * 0.11;
}

function fromHex(text: string): Colour | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1];
  if (!digits) return null;
  const full = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
  const value = Number.parseInt(full, 16);
  return [value >> 16, (value >> 8) & 255, value & 255, 1];
}

function fromNumbers(text: string): Colour | null {
  const parts = /^rgba?\((\d+),(\d+),(\d+)(?:,([\d.]+))?\)$/.exec(text);
  return parts && [Number(parts[1]), Number(parts[2]), Number(parts[3]), Number(parts[4] ?? 1)];
}

/** The canvas knows every notation of CSS: paint one pixel and look. */
function fromPixel(text: string): Colour {
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = '#808080';
  probe.fillStyle = text;
  probe.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = probe.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}
