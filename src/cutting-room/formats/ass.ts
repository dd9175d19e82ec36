import type { Overlay } from '../../film/screenplay.ts';
import { toSeconds } from '../../film/time.ts';
import { BOLD, LOOKS } from '../render/word-looks.ts';
import { safeArea } from '../render/safe-area.ts';
import type { Programme, TimedCaption, Written } from './programme.ts';

/**
 * Advanced SubStation Alpha: captions with the style and place of our own lettering. Where the times of words are known, each
 * word lights up while it is said. Titles are comments, which are not shown: the film has them in its picture.
 */
export function writeAss(programme: Programme): Written {
  const { title, size, titles, captions, rate } = programme;
  const script = [
    '[Script Info]',
    `Title: ${oneLine(title)}`,
    'ScriptType: v4.00+',
    `PlayResX: ${size.width}`,
    `PlayResY: ${size.height}`,
    'WrapStyle: 0',
    'ScaledBorderAndShadow: yes',
    'YCbCr Matrix: TV.709',
  ];
  const styles = ['[V4+ Styles]', `Format: ${STYLE_FIELDS.join(', ')}`, ...stylesOf(programme)];
  const events = [
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    ...captions.map((caption) => line('Dialogue', caption.start, caption.end, 'caption-bottom', karaoke(caption))),
    ...titles.map(({ text, style, position, start, end }) =>
      line(
        'Comment',
        toSeconds(start, rate),
        toSeconds(end, rate),
        `${style}-${position}`,
        `{\\fad(200,200)}${safe(text)}`,
      ),
    ),
  ];
  const lost = [
    'picture and sound: this is a list of words',
    ...(titles.length > 0 ? ['titles: they are comments, because the film has them in its picture'] : []),
  ];
  return { text: `${[script, styles, events].map((part) => part.join('\n')).join('\n\n')}\n`, lost };
}

// prettier-ignore
const STYLE_FIELDS = [
  'Name', 'Fontname', 'Fontsize', 'PrimaryColour', 'SecondaryColour', 'OutlineColour', 'BackColour', 'Bold', 'Italic', 'Underline', 'StrikeOut', 'ScaleX',
  'ScaleY', 'Spacing', 'Angle', 'BorderStyle', 'Outline', 'Shadow', 'Alignment', 'MarginL', 'MarginR', 'MarginV', 'Encoding',
];

/** The bundled fonts, by the names that other machines know them by. */
const FONTS = { display: 'Fraunces', sans: 'Inter' } as const;
/** The format's size is the height of a line, from the highest letter to the lowest; ours is what a letter is drawn in. */
const LINE = 1.2;

/** As on a number pad: 2 is below in the middle, 5 the very middle, 8 above. */
const ALIGNMENTS: Record<Overlay['position'], number> = {
  center: 5,
  'lower-third': 2,
  'upper-third': 8,
  top: 8,
  bottom: 2,
  'bottom-right': 3,
};

function stylesOf({ size, titles }: Programme): string[] {
  const used = new Map<string, { style: Overlay['style']; position: Overlay['position'] }>([
    ['caption-bottom', { style: 'caption', position: 'bottom' }],
  ]);
  for (const { style, position } of titles) used.set(`${style}-${position}`, { style, position });
  const short = Math.min(size.width, size.height);
  const safe = safeArea(size);
  return [...used].map(([name, { style, position }]) => {
    const { family, size: share, weight, opacity } = LOOKS[style];
    const third = position === 'lower-third' || position === 'upper-third';
    const cover = Math.round((1 - opacity) * 255);
    const alpha = cover.toString(16).toUpperCase().padStart(2, '0');
    const side = Math.round(safe.left);
    const edge = ALIGNMENTS[position] === 8 ? safe.top : size.height - safe.bottom;
    const up = Math.round(Math.max(edge, third ? size.height / 6 : 0));
    // Words that are still to come are dimmed: they light up as they are said.
    const letters = [
      FONTS[family],
      Math.round(share * short * LINE),
      `&H${alpha}FFFFFF`,
      '&H00B4B4B4',
      '&H80100806',
      '&H80000000',
    ];
    const shape = [weight >= BOLD ? -1 : 0, 0, 0, 0, 100, 100, 0, 0, 1, Math.max(1, Math.round(short * 0.004)), 1];
    return `Style: ${[name, ...letters, ...shape, ALIGNMENTS[position], side, side, up, 1].join(',')}`;
  });
}

function line(kind: 'Dialogue' | 'Comment', start: number, end: number, style: string, text: string): string {
  return `${kind}: 0,${clock(start)},${clock(end)},${style},,0,0,0,,${text}`;
}

/** The text with the time of each word before it, in hundredths from the beginning of the caption; they never drift. */
function karaoke({ text, words, start }: TimedCaption): string {
  if (words.length === 0) return safe(text);
  const hundredths = (seconds: number): number => Math.round((seconds - start) * 100);
  let reached = 0;
  const pieces = words.map(({ from, to, start: begins, end }, index) => {
    const wait = Math.max(0, hundredths(begins) - reached);
    const until = Math.max(reached + wait, hundredths(end));
    const length = until - reached - wait;
    reached = until;
    const blank = text.slice(index === 0 ? 0 : (words[index - 1]?.to ?? from), from);
    return `${wait === 0 ? '' : `{\\k${wait}}`}${safe(blank)}{\\kf${length}}${safe(text.slice(from, to))}`;
  });
  return pieces.join('') + safe(text.slice(words.at(-1)?.to ?? 0));
}

/** What the format would take for a command is drawn as it is. */
function safe(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\\', '\\\u2060')
    .replaceAll('{', '\\{')
    .replaceAll('}', '\\}')
    .replaceAll(/\n+/g, '\\N')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
}

function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** `75.5` → `0:01:15.50`. */
function clock(seconds: number): string {
  const total = Math.round(seconds * 100);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(total / 360_000)}:${two(Math.floor(total / 6000) % 60)}:${two(Math.floor(total / 100) % 60)}.${two(total % 100)}`;
}
