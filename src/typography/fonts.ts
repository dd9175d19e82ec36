import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { StudioError } from '../errors.ts';

export type Family = 'sans' | 'display';

export interface FontStyle {
  family: Family;
  /** 100–900. */
  weight: number;
  /** Pixels. */
  size: number;
}

/**
 * Sets a pen up so that every character of `text` is drawn from a bundled font, at the weight asked for. Throws
 * `missing-part` when a bundled font is not installed.
 */
export function useFont(pen: SKRSContext2D, text: string, style: FontStyle): void {
  pen.font = fontStack(text, style);
  // The bundled Latin fonts are variable: a weight in `font` would only thicken their strokes.
  pen.fontVariationSettings = `'wght' ${style.weight}`;
}

/** Value for `pen.font` with the fonts that `text` needs, registered on first use. */
function fontStack(text: string, style: FontStyle): string {
  const chunks = new Set<Chunk>();
  const find = (from: Chunk[], points: number[]) => from.find((chunk) => points.every((point) => covers(chunk, point)));
  chunks.add(basicLatin(style));
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (segment.trim() === '') continue;
    const points = Array.from(segment, (character) => character.codePointAt(0) ?? 0).filter(
      (point) => !SHAPING.has(point),
    );
    if (isEmoji(segment)) {
      // One chunk must hold a whole sequence, or its parts are drawn side by side.
      const whole = find(chunksOf(EMOJI, style), points);
      if (whole) chunks.add(whole);
      else for (const point of points) add(find(chunksOf(EMOJI, style), [point]));
      continue;
    }
    for (const point of points) {
      if ([...chunks].some((chunk) => covers(chunk, point))) continue;
      add(
        faces(style)
          .map((face) => find(chunksOf(face, style), [point]))
          .find((chunk) => chunk !== undefined),
      );
    }
  }
  return `${style.size}px ${Array.from(chunks, (chunk) => `"${register(chunk)}"`).join(', ')}`;

  function add(chunk: Chunk | undefined): void {
    if (chunk) chunks.add(chunk);
  }
}

/** Which bundled font packages are installed, for people who look for what is missing. */
export function fontReport(): { name: string; present: boolean }[] {
  return [SANS, DISPLAY, CHINESE, ARABIC, HEBREW, DEVANAGARI, EMOJI].map((face) => ({
    name: face.package,
    present: isInstalled(face),
  }));
}

/** A font package that comes in chunks, each for some ranges of Unicode. */
interface Face {
  package: string;
  /** The one chunk to use of a package that repeats Latin and symbols; all of them when absent. */
  only?: string;
  /** Its file for a chunk and weight. */
  file(chunk: string, weight: number): string;
}

interface Chunk {
  /** Unique: several chunks under one name do not merge, only one of them would be used. */
  name: string;
  file: string;
  ranges: [number, number][];
}

const SANS: Face = { package: '@fontsource-variable/inter', file: (chunk) => `inter-${chunk}-wght-normal.woff2` };
const DISPLAY: Face = {
  package: '@fontsource-variable/fraunces',
  file: (chunk) => `fraunces-${chunk}-wght-normal.woff2`,
};
const CHINESE: Face = {
  package: '@fontsource-variable/noto-sans-sc',
  file: (chunk) => `noto-sans-sc-${chunk}-wght-normal.woff2`,
};
const ARABIC = still('arabic');
const HEBREW = still('hebrew');
const DEVANAGARI = still('devanagari');
/** The older container on purpose: Skia draws nothing from the compressed one. */
const EMOJI: Face = {
  package: '@fontsource/noto-color-emoji',
  file: (chunk) => `noto-color-emoji-${chunk}-400-normal.woff`,
};

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Joiners and variation selectors steer shaping and need no glyph. */
const SHAPING = new Set([0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0xfe0e, 0xfe0f]);

function still(script: string): Face {
  return {
    package: `@fontsource/noto-sans-${script}`,
    only: script,
    file: (chunk, weight) => `noto-sans-${script}-${chunk}-${weight >= 550 ? 700 : 400}-normal.woff2`,
  };
}

function faces(style: FontStyle): Face[] {
  // Chinese last: its package claims a few letters of other scripts that its files do not draw.
  const rest = [ARABIC, HEBREW, DEVANAGARI, CHINESE];
  return style.family === 'display' ? [DISPLAY, SANS, ...rest] : [SANS, ...rest];
}

function isEmoji(grapheme: string): boolean {
  return /\p{Emoji_Presentation}|\p{Extended_Pictographic}️|[\p{Emoji}]️|[#*0-9]️?⃣/u.test(grapheme);
}

function basicLatin(style: FontStyle): Chunk {
  const face = style.family === 'display' ? DISPLAY : SANS;
  const chunk = chunksOf(face, style).find((candidate) => covers(candidate, 0x41));
  if (chunk === undefined) throw new StudioError('internal', `${face.package} lists no Latin letters`);
  return chunk;
}

const known = new Map<string, Chunk[]>();

function chunksOf(face: Face, style: FontStyle): Chunk[] {
  const key = `${face.package} ${style.weight >= 550}`;
  let chunks = known.get(key);
  if (chunks === undefined) {
    chunks = readChunks(face, style.weight);
    known.set(key, chunks);
  }
  return chunks;
}

function readChunks(face: Face, weight: number): Chunk[] {
  const folder = folderOf(face);
  const listed = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  const wanted = Object.entries(listed).filter(([label]) => face.only === undefined || label === face.only);
  return wanted.map(([label, ranges]) => {
    const file = face.file(label.replace(/[[\]]/g, ''), weight);
    return {
      name: `Studio ${file.replace(/\.woff2?$/, '')}`,
      file: join(folder, 'files', file),
      ranges: ranges.split(',').map(parseRange),
    };
  });
}

function folderOf(face: Face): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${face.package}/unicode.json`));
  } catch (error) {
    throw new StudioError('missing-part', `the bundled font ${face.package} is not installed`, {
      hint: 'Run `npm ci`.',
      cause: error,
    });
  }
}

function isInstalled(face: Face): boolean {
  try {
    return readChunks(face, 400).length > 0;
  } catch (error) {
    if (error instanceof StudioError) return false;
    throw error;
  }
}

/** `U+0600-06FF` → [0x600, 0x6ff]. */
function parseRange(text: string): [number, number] {
  const [first = '0', last = first] = text.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

function covers(chunk: Chunk, point: number): boolean {
  return chunk.ranges.some(([first, last]) => point >= first && point <= last);
}

const registered = new Set<string>();

function register(chunk: Chunk): string {
  if (registered.has(chunk.name)) return chunk.name;
  if (GlobalFonts.registerFromPath(chunk.file, chunk.name) === null) {
    throw new StudioError('missing-part', `the bundled font file ${chunk.file} cannot be loaded`, {
      hint: 'Run `npm ci`.',
    });
  }
  registered.add(chunk.name);
  return chunk.name;
}
