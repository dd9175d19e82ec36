import type { Overlay, ShotSize } from '../film/screenplay.ts';

/** The shot over which words stand. */
export interface Ground {
  frames: number;
  size: ShotSize;
  /** The film begins with it. */
  first: boolean;
  /** The film ends with it. */
  closing: boolean;
  /** A mark is revealed in it, and words make room. */
  marked: boolean;
}

/** Words over a shot, one after another: large where the film begins and ends, else in the lower third. */
export function lettered(texts: readonly string[], { frames, size, first, closing, marked }: Ground): Overlay[] {
  const start = Math.min(Math.floor(frames / 4), first ? 12 : 6);
  const each = Math.floor((frames - start) / Math.max(1, texts.length));
  return texts.slice(0, Math.max(1, frames - start)).map((text, index): Overlay => {
    const large = !marked && (first || closing);
    // Over a far view words stand in the sky, and what is far stays as large as it is.
    const far = size === 'wide' || size === 'extreme-wide';
    const from = start + index * Math.max(1, each);
    const until = index === texts.length - 1 ? frames : from + Math.max(1, each);
    return {
      text,
      style: large ? 'title' : 'lower-third',
      position: large ? (far ? 'upper-third' : 'center') : 'lower-third',
      range: {
        start: Math.min(from, frames - 1),
        frames: Math.max(1, Math.min(until, frames) - Math.min(from, frames - 1)),
      },
    };
  });
}

export function sameWords(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return plain(one) === plain(other);
}

/** `3B` from scene 3 and the second shot; after `Z` comes `AA`. */
export function shotId(scene: number, index: number): string {
  return `${scene}${letters(index)}`;
}

function letters(index: number): string {
  return index < 26 ? String.fromCodePoint(65 + index) : `${letters(Math.floor(index / 26) - 1)}${letters(index % 26)}`;
}
