import { StudioError } from '../../errors.ts';
import { cutFrames, type Clip, type Cut } from '../../film/cut.ts';
import { Overlay } from '../../film/screenplay.ts';
import { toFrames, toSeconds } from '../../film/time.ts';

/** Words over a film, in frames of it. */
interface Laid extends Omit<Overlay, 'range'> {
  from: number;
  to: number;
}

const PLACES: Record<Overlay['style'], Overlay['position']> = {
  title: 'center',
  subtitle: 'lower-third',
  'lower-third': 'lower-third',
  caption: 'bottom',
  watermark: 'bottom-right',
};
const STYLE = new RegExp(`^(${Overlay.shape.style.options.join('|')})(?:/([a-z-]*))?:\\s*`, 'i');
/** One word and a colon: a style, or the beginning of what is to be read. */
const HEAD = /^\s*([a-z]+(?:[-_ ][a-z]+)?)(?:\/[a-z-]*)?:/i;
const TIMES = /\s*@\s*(\d+(?:\.\d+)?)(?:\s*-\s*(\d+(?:\.\d+)?))?\s*$/;
/** Longer ones are read by nobody, and belong into captions. */
const LONGEST = 200;

/**
 * The cut with other words over its pictures, each written as `style/position: words @from-to`, in seconds of the film.
 * Without a style they are a title, without a place in its usual one, without times over the whole film. What is in the
 * same place before makes room for them; `none` takes out all that it has. Throws `usage` for words that cannot be laid.
 */
export function withTexts(cut: Cut, texts: readonly string[]): Cut {
  const laid = texts.filter((text) => text.trim() !== 'none').map((text) => laidFrom(text, cut));
  const own = texts.length > laid.length ? [] : null;
  let frame = 0;
  const clips = cut.clips.map((clip): Clip => {
    const start = frame;
    frame += clip.source.frames;
    const over = laid.flatMap((words) => within(words, start, frame));
    const all = [...(own ?? clip.overlays), ...over];
    const later = (at: number): Overlay[] => all.slice(Math.max(at + 1, all.length - over.length));
    return { ...clip, overlays: all.flatMap((words, at) => besides(words, later(at))) };
  });
  return { ...cut, clips };
}

function laidFrom(written: string, cut: Cut): Laid {
  const refuse = (why: string): StudioError =>
    new StudioError('usage', `--text ${JSON.stringify(written.slice(0, 80))} ${why}`, {
      hint: 'For example: --text "lower-third: Anna Berg, keeper @2-5", --text "watermark: © Salt Air", --text none.',
    });
  const [head = '', style = 'title', position] = STYLE.exec(written) ?? [];
  const [tail = '', from, to] = TIMES.exec(written) ?? [];
  const text = written.slice(head.length, written.length - tail.length).trim();
  const { style: styles, position: places } = Overlay.shape;
  if (position !== undefined && !places.options.some((place) => place === position.toLowerCase()))
    throw refuse(`has no place ${JSON.stringify(position)}: there are ${places.options.join(', ')}`);
  const meant = head === '' ? styles.options.find((one) => isLike(HEAD.exec(written)?.[1] ?? '', one)) : undefined;
  if (meant !== undefined)
    throw refuse(`begins almost like ${meant}: write ${meant}: or, to have it read, title: before it`);
  if (text === '') throw refuse('has no words');
  if ([...text].length > LONGEST) throw refuse(`has more than ${LONGEST} characters`);
  const frames = cutFrames(cut);
  const begins = from === undefined ? 0 : toFrames(Number(from), cut.rate);
  const ends = to === undefined ? frames : toFrames(Number(to), cut.rate);
  if (begins >= frames) throw refuse(`begins after the film, which lasts ${toSeconds(frames, cut.rate).toFixed(1)} s`);
  if (ends <= begins) throw refuse('ends before it begins');
  const kind = styles.parse(style.toLowerCase());
  return {
    text,
    style: kind,
    position: position === undefined ? PLACES[kind] : places.parse(position.toLowerCase()),
    from: begins,
    to: Math.min(ends, frames),
  };
}

/** The part of them that lies over a clip. */
function within({ from, to, ...words }: Laid, start: number, end: number): Overlay[] {
  const [first, last] = [Math.max(from, start), Math.min(to, end)];
  return last <= first ? [] : [{ ...words, range: { start: first - start, frames: last - first } }];
}

/** What is left of words of the cut where others come in their place. */
function besides(words: Overlay, over: readonly Overlay[]): Overlay[] {
  let left = [words];
  for (const { position, range } of over) {
    if (position !== words.position) continue;
    const end = range.start + range.frames;
    left = left.flatMap((one) => {
      const last = one.range.start + one.range.frames;
      return [
        { ...one, range: { start: one.range.start, frames: Math.min(last, range.start) - one.range.start } },
        { ...one, range: { start: Math.max(one.range.start, end), frames: last - Math.max(one.range.start, end) } },
      ].filter((part) => part.range.frames > 0);
    });
  }
  return left;
}

/** Whether somebody who wrote the one meant the other: a blank too many, two letters changed about, an ending. */
function isLike(written: string, style: string): boolean {
  const [one, other] = [written, style].map((text) => text.toLowerCase().replaceAll(/[^a-z]/g, ''));
  if (one === undefined || other === undefined || Math.abs(one.length - other.length) > 2) return false;
  const sorted = (text: string): string => [...text].toSorted().join('');
  return sorted(one) === sorted(other) || one.startsWith(other.slice(0, Math.max(4, other.length - 2)));
}
