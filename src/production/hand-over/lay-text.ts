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
const STYLE = new RegExp(
  `^(${Overlay.shape.style.options.join('|')})(?:/(${Overlay.shape.position.options.join('|')}))?:\\s*`,
  'i',
);
const TIMES = /\s*@\s*(\d+(?:\.\d+)?)(?:\s*-\s*(\d+(?:\.\d+)?))?\s*$/;
/** Longer ones are read by nobody, and belong into captions. */
const LONGEST = 200;

/**
 * The cut with other words over its pictures, each written as `style/position: words @from-to`, in seconds of the film;
 * `none` takes out those that the cut has. Without a style they are a title, without a place in its usual one, without times
 * over the whole film. Throws `usage` for words that cannot be laid.
 */
export function withTexts(cut: Cut, texts: readonly string[]): Cut {
  const laid = texts.filter((text) => text.trim() !== 'none').map((text) => laidFrom(text, cut));
  const own = texts.length > laid.length ? [] : null;
  let frame = 0;
  const clips = cut.clips.map((clip): Clip => {
    const start = frame;
    frame += clip.source.frames;
    return { ...clip, overlays: [...(own ?? clip.overlays), ...laid.flatMap((words) => within(words, start, frame))] };
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
  if (text === '') throw refuse('has no words');
  if ([...text].length > LONGEST) throw refuse(`has more than ${LONGEST} characters`);
  const frames = cutFrames(cut);
  const begins = from === undefined ? 0 : toFrames(Number(from), cut.rate);
  const ends = to === undefined ? frames : toFrames(Number(to), cut.rate);
  if (begins >= frames) throw refuse(`begins after the film, which lasts ${toSeconds(frames, cut.rate).toFixed(1)} s`);
  if (ends <= begins) throw refuse('ends before it begins');
  const kind = Overlay.shape.style.parse(style.toLowerCase());
  return {
    text,
    style: kind,
    position: position === undefined ? PLACES[kind] : Overlay.shape.position.parse(position.toLowerCase()),
    from: begins,
    to: Math.min(ends, frames),
  };
}

/** The part of them that lies over a clip. */
function within({ from, to, ...words }: Laid, start: number, end: number): Overlay[] {
  const [first, last] = [Math.max(from, start), Math.min(to, end)];
  return last <= first ? [] : [{ ...words, range: { start: first - start, frames: last - first } }];
}
