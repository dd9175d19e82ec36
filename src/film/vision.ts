import type { Size } from './media.ts';

/**
 * How finely a model of Anthropic's sees. `high`: Opus from 4.7, Sonnet from 5, Haiku from 5.5, every Fable and Mythos;
 * `standard`: those before.
 */
export type Eyes = 'standard' | 'high';

/** Side of the square patches that a picture is read in; each is one token. */
const PATCH = 28;

/** The longest side in pixels and the most patches that are looked at; what is larger is made smaller first. */
const SEEN: Record<Eyes, { side: number; tokens: number }> = {
  standard: { side: 1568, tokens: 1568 },
  high: { side: 2576, tokens: 4784 },
};

const FINE_FROM: Record<string, number> = { opus: 4.7, sonnet: 5, haiku: 5.5 };

/** By a model's name (`claude-sonnet-4-6`). One that is not known sees finely, which is the dearer guess. */
export function eyesOf(model: string): Eyes {
  if (/claude-[123]\b/.test(model)) return 'standard';
  const [, family = '', major, minor = '0'] = /claude-([a-z]+)-(\d)(?:-(\d)(?!\d))?/.exec(model) ?? [];
  return Number(`${major ?? '9'}.${minor}`) >= (FINE_FROM[family] ?? 0) ? 'high' : 'standard';
}

/**
 * Tokens that a picture costs: ⌈width / 28⌉ × ⌈height / 28⌉, once it is as small as the model looks at it. For all models:
 * platform.claude.com, “Vision” and “Coordinates and bounding boxes”, as of November 2026. The pages of the time of Claude
 * 4.6 said width × height / 750 and 1,600 at most, which is 3 % more for 1280×720.
 */
export function imageTokens(size: Size, eyes: Eyes): number {
  return patches(seenSize(size, eyes));
}

/** The size at which a model looks at a picture: its own, or the largest of its shape within the side and the patches. */
export function seenSize(size: Size, eyes: Eyes): Size {
  const { side, tokens } = SEEN[eyes];
  return largest(size, 1, (smaller) => longSide(smaller) <= side && patches(smaller) <= tokens);
}

/**
 * The largest size of the same shape that costs at most `tokens`; both sides even, at least 2, and at most a pixel longer
 * than the picture's own. With no more than 1,568 tokens it is seen as it is, and costs the same, with any eyes.
 */
export function fitInside(width: number, height: number, { tokens }: { tokens: number }): Size {
  const most = tokens <= SEEN.standard.tokens ? SEEN.standard : SEEN.high;
  const within = Math.min(tokens, most.tokens);
  return largest({ width, height }, 2, (size) => longSide(size) <= most.side && patches(size) <= within);
}

/** The longest sides that fit, in whole steps, the shape kept to half a step. */
function largest(size: Size, step: number, fits: (size: Size) => boolean): Size {
  const scaled = (steps: number): Size => {
    const scale = (steps * step) / longSide(size);
    const side = (length: number) => Math.max(1, Math.round((length * scale) / step)) * step;
    return { width: side(size.width), height: side(size.height) };
  };
  let [least, most] = [1, Math.max(1, Math.floor(longSide(size) / step))];
  // What a larger size costs is never less, so half of what is left can be ruled out each time.
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(scaled(middle))) least = middle;
    else most = middle - 1;
  }
  return scaled(least);
}

function patches({ width, height }: Size): number {
  return Math.ceil(width / PATCH) * Math.ceil(height / PATCH);
}

function longSide({ width, height }: Size): number {
  return Math.max(width, height);
}
