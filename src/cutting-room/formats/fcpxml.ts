import type { TransitionKind } from '../../film/screenplay.ts';
import type { Rate } from '../../film/time.ts';
import { BOLD, LOOKS } from '../render/word-looks.ts';
import type { Mark, Medium, Piece, Programme, TimedCaption, Written } from './programme.ts';
import { pieceAt } from './programme.ts';
import { isDropFrame } from './timecode.ts';
import { type Element, element, xmlDocument } from './xml.ts';

/**
 * FCPXML 1.11 for Final Cut Pro and Resolve, by Apple's document type definition: the picture is the spine; titles and
 * captions are connected above it, sounds below it by role; scores and prompts are markers. A shot of several takes is an
 * audition in the browser, the used take first: in the timeline other readers play all that an audition holds, and what is
 * disabled over the picture. Times are rational seconds on frame boundaries.
 */
export function writeFcpxml(programme: Programme): Written {
  const shelf = shelve(programme);
  const { rate, frames, begins, title } = programme;
  const time = clockOf(rate);
  const connected = connect(programme, shelf, time);
  const spine = programme.picture.flatMap((piece, index): Element[] => {
    const join = programme.joins.find(({ into }) => into === index);
    const offset = begins + piece.start;
    const clip = clipOf(withChapters(piece, programme), shelf, time, { offset, anchored: connected.get(piece) ?? [] });
    return join === undefined
      ? [clip]
      : [transition(join.kind, begins + join.start, join.end - join.start, shelf, time), clip];
  });
  if (programme.fadeIn > 0) spine.unshift(transition('dissolve', begins, programme.fadeIn, shelf, time));
  if (programme.fadeOut > 0) {
    spine.push(transition('dissolve', begins + frames - programme.fadeOut, programme.fadeOut, shelf, time));
  }
  const sequence = element(
    'sequence',
    {
      format: shelf.format(programme.size),
      duration: time(frames),
      tcStart: time(begins),
      tcFormat: isDropFrame(rate) ? 'DF' : 'NDF',
      audioLayout: 'stereo',
      audioRate: '48k',
    },
    element('spine', {}, ...spine),
  );
  const project = element('project', { name: title }, sequence);
  const spare = programme.elsewhere.map((medium) =>
    element('asset-clip', {
      ref: shelf.asset(medium),
      name: medium.name,
      start: '0s',
      duration: time(medium.frames),
      tcFormat: isDropFrame(rate) ? 'DF' : 'NDF',
    }),
  );
  const auditions = programme.picture.flatMap((piece) => auditionOf(piece, programme, shelf, time));
  const event = element('event', { name: title }, project, ...auditions, ...spare);
  const root = element('fcpxml', { version: '1.11' }, shelf.resources(), element('library', {}, event));
  return { text: xmlDocument(root), lost: lossesOf(programme) };
}

/** The takes of a shot, each as long as it would be in the film. */
function auditionOf(used: Piece, { alternates, rate }: Programme, shelf: Shelf, time: Clock): Element[] {
  const others = alternates.flatMap(({ pieces }) => pieces.filter(({ start }) => start === used.start));
  if (others.length === 0) return [];
  const takes = [used, ...others].map((piece) =>
    element(
      'asset-clip',
      {
        ref: shelf.asset(piece.medium),
        name: piece.medium.name,
        start: time(piece.source),
        duration: time(piece.frames),
        tcFormat: isDropFrame(rate) ? 'DF' : 'NDF',
      },
      ...marksOf(piece, time),
    ),
  );
  return [element('audition', {}, ...takes)];
}

function withChapters(piece: Piece, { chapters }: Programme): Piece {
  const inside = chapters.filter(({ at }) => at >= piece.start && at < piece.start + piece.frames);
  return { ...piece, marks: [...inside.map((mark) => ({ ...mark, at: mark.at - piece.start })), ...piece.marks] };
}

type Clock = (frames: number) => string;

/** Frames as rational seconds: `1001/30000s`, `5s`. */
function clockOf({ num, den }: Rate): Clock {
  return (frames) => {
    const [upper, lower] = [frames * den, num];
    return upper % lower === 0 ? `${upper / lower}s` : `${upper}/${lower}s`;
  };
}

/** Formats, assets and effects, each named once and listed in the order in which somebody first asked for it. */
interface Shelf {
  format(size: { width: number; height: number }): string;
  asset(medium: Medium): string;
  effect(kind: keyof typeof EFFECTS): string;
  /** A number that no other style has. */
  style(): string;
  resources(): Element;
}

/** Names and identifiers that Final Cut Pro gives its own effects. */
const EFFECTS = {
  dissolve: ['Cross Dissolve', 'FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265'],
  fade: ['Fade To Color', 'FxPlug:F779C565-486D-4633-8035-0374B4DB8F5C'],
  wipe: ['Wipe', 'FxPlug:857E2FBA-98DB-411B-A88C-CE6ABC1F65D8'],
  slide: ['Slide', 'FxPlug:6AAB0D54-FCD8-4EBD-A62D-D352A5ED1648'],
  title: ['Basic Title', '.../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti'],
} as const;

const TRANSITIONS: Record<TransitionKind, keyof typeof EFFECTS> = {
  cut: 'dissolve',
  'match-cut': 'dissolve',
  dissolve: 'dissolve',
  'fade-black': 'fade',
  'fade-white': 'fade',
  wipe: 'wipe',
  'slide-left': 'slide',
  'slide-right': 'slide',
  'slide-up': 'slide',
  'slide-down': 'slide',
  whip: 'slide',
  iris: 'dissolve',
  zoom: 'dissolve',
};

function shelve({ rate, size }: Programme): Shelf {
  const time = clockOf(rate);
  const names = new Map<string, { id: string; made: Element }>();
  const put = (key: string, make: (id: string) => Element): string => {
    const known = names.get(key);
    if (known !== undefined) return known.id;
    const id = `r${names.size + 1}`;
    names.set(key, { id, made: make(id) });
    return id;
  };
  let styles = 0;
  const format: Shelf['format'] = ({ width, height }) =>
    put(`format ${width}x${height}`, (id) =>
      element('format', { id, frameDuration: time(1), width, height, colorSpace: '1-1-1 (Rec. 709)' }),
    );
  format(size);
  return {
    format,
    asset: (medium) => {
      const { name, url, frames, picture, sound, facts } = medium;
      const shape = picture === null ? null : format(picture);
      return put(`asset ${url}`, (id) =>
        element(
          'asset',
          {
            id,
            name,
            start: '0s',
            duration: time(frames),
            hasVideo: picture === null ? null : '1',
            format: shape,
            videoSources: picture === null ? null : '1',
            hasAudio: sound === null ? null : '1',
            audioSources: sound === null ? null : '1',
            audioChannels: sound?.channels ?? null,
            audioRate: sound?.sampleRate ?? null,
          },
          element('media-rep', { kind: 'original-media', src: url }),
          element(
            'metadata',
            {},
            ...Object.entries(facts).map(([key, value]) =>
              element('md', { key: `claude.studio.${key}`, value, type: 'string', displayName: key }),
            ),
          ),
        ),
      );
    },
    effect: (kind) => {
      const [name, uid] = EFFECTS[kind];
      return put(`effect ${kind}`, (id) => element('effect', { id, name, uid }));
    },
    style: () => `ts${(styles += 1)}`,
    resources: () => element('resources', {}, ...[...names.values()].map(({ made }) => made)),
  };
}

/** What hangs on each piece of the spine: an item belongs to the piece over which it begins, and its times are that piece's. */
function connect(programme: Programme, shelf: Shelf, time: Clock): Map<Piece, Element[]> {
  const { titles, captions, sounds, rate, frames } = programme;
  const anchored = new Map<Piece, Element[]>();
  const hang = (start: number, make: (offset: number) => Element): void => {
    const piece = pieceAt(programme, start);
    anchored.set(piece, [...(anchored.get(piece) ?? []), make(piece.source + start - piece.start)]);
  };
  const lanes: { end: number }[] = [];
  const laneFor = (start: number, end: number): number => {
    const free = lanes.findIndex((lane) => lane.end <= start);
    const at = free < 0 ? lanes.push({ end }) - 1 : free;
    lanes[at] = { end };
    return 1 + at;
  };
  for (const words of titles.toSorted((a, b) => a.start - b.start)) {
    const lane = laneFor(words.start, words.end);
    hang(words.start, (offset) => titleOf(words, programme, shelf, time, { offset, lane }));
  }
  const above = lanes.length + 1;
  for (const caption of captions) {
    const start = Math.round((caption.start * rate.num) / rate.den);
    const end = Math.min(frames, Math.round((caption.end * rate.num) / rate.den));
    if (end > start) {
      hang(start, (offset) => captionOf(caption, end - start, shelf, time, { offset, lane: above }));
    }
  }
  sounds.forEach(({ kind, pieces }, index) => {
    for (const piece of pieces) {
      const attributes = { lane: -1 - index, audioRole: ROLES[kind], sound: true };
      hang(piece.start, (offset) => clipOf(piece, shelf, time, { offset, ...attributes }));
    }
  });
  return anchored;
}

const ROLES = { voice: 'dialogue', music: 'music', effect: 'effects', production: 'production' } as const;

/** The file as picture or as sound, never as both: the sounds of a film are named one by one. */
function clipOf(
  piece: Piece,
  shelf: Shelf,
  time: Clock,
  {
    offset,
    lane = null,
    audioRole = null,
    sound = false,
    anchored = [],
  }: {
    offset: number;
    lane?: number | null;
    audioRole?: string | null;
    sound?: boolean;
    anchored?: Element[];
  },
): Element {
  const { medium, frames, source, gainDb } = piece;
  const both = medium.picture !== null && medium.sound !== null;
  return element(
    'asset-clip',
    {
      ref: shelf.asset(medium),
      lane,
      offset: time(offset),
      name: medium.name,
      start: time(source),
      duration: time(frames),
      srcEnable: both ? (sound ? 'audio' : 'video') : null,
      audioRole,
    },
    // Resolve reads bare decibels only, Final Cut Pro both.
    gainDb === 0 ? null : element('adjust-volume', { amount: gainDb }),
    ...anchored,
    ...marksOf(piece, time),
  );
}

function marksOf({ marks, source, frames }: Piece, time: Clock): Element[] {
  return marks.map((mark) => markerOf(mark, source + Math.min(mark.at, frames - 1), time));
}

function markerOf({ name, note, kind }: Mark, start: number, time: Clock): Element {
  const told = { start: time(start), duration: time(1), value: name };
  if (kind === 'chapter') return element('chapter-marker', { ...told, note: note === '' ? null : note });
  // What is not yet good is a task that is open.
  const completed = kind === 'good' ? null : '0';
  return element('marker', { ...told, completed, note: note === '' ? null : note });
}

function transition(kind: TransitionKind, offset: number, frames: number, shelf: Shelf, time: Clock): Element {
  const effect = TRANSITIONS[kind];
  const [name] = EFFECTS[effect];
  return element(
    'transition',
    { name, offset: time(offset), duration: time(frames) },
    element('filter-video', { ref: shelf.effect(effect), name }),
  );
}

/** Percent of the height from the middle, upwards. */
const TITLE_HEIGHT = {
  center: 0,
  'upper-third': 28,
  'lower-third': -28,
  top: 40,
  bottom: -40,
  'bottom-right': -42,
} as const;

function titleOf(
  { text, style, position, start, end }: Programme['titles'][number],
  { size }: Programme,
  shelf: Shelf,
  time: Clock,
  { offset, lane }: { offset: number; lane: number },
): Element {
  const id = shelf.style();
  const { size: share, weight, opacity } = LOOKS[style];
  // The template is laid out 1080 high, whatever the size of the film.
  const fontSize = Math.round((share * Math.min(size.width, size.height) * 1080) / size.height);
  const aside = position === 'bottom-right' ? Math.round((35 * size.width) / size.height) : 0;
  return element(
    'title',
    {
      ref: shelf.effect('title'),
      lane,
      offset: time(offset),
      name: text,
      start: '0s',
      duration: time(end - start),
      role: 'titles',
    },
    element('text', {}, element('text-style', { ref: id }, text)),
    element(
      'text-style-def',
      { id },
      element('text-style', {
        font: 'Helvetica Neue',
        fontSize,
        fontFace: weight >= BOLD ? 'Bold' : 'Regular',
        fontColor: `1 1 1 ${opacity}`,
        alignment: 'center',
      }),
    ),
    element('adjust-transform', { position: `${aside} ${TITLE_HEIGHT[position]}` }),
  );
}

function captionOf(
  { text }: TimedCaption,
  frames: number,
  shelf: Shelf,
  time: Clock,
  { offset, lane }: { offset: number; lane: number },
): Element {
  const id = shelf.style();
  return element(
    'caption',
    {
      lane,
      offset: time(offset),
      name: text.replaceAll('\n', ' '),
      start: '0s',
      duration: time(frames),
      role: 'SRT?captionFormat=SRT.en',
    },
    element('text', { placement: 'bottom' }, element('text-style', { ref: id }, text)),
    element(
      'text-style-def',
      { id },
      element('text-style', { font: '.AppleSystemUIFont', fontSize: 13, fontColor: '1 1 1 1' }),
    ),
  );
}

function lossesOf({ lost, joins, titles, picture }: Programme): string[] {
  const kinds = new Set(joins.map(({ kind }) => kind));
  const told: Partial<Record<TransitionKind, string>> = {
    'fade-white': 'fade-white: Fade To Color comes up as black; set its colour to white',
    wipe: 'the direction of wipes: the one that Final Cut Pro begins with',
    'slide-left': 'the direction of slides: the one that Final Cut Pro begins with',
    'slide-right': 'the direction of slides: the one that Final Cut Pro begins with',
    'slide-up': 'the direction of slides: the one that Final Cut Pro begins with',
    'slide-down': 'the direction of slides: the one that Final Cut Pro begins with',
    whip: 'whip: a slide of the same length stands in its place',
    iris: 'iris: a dissolve of the same length stands in its place',
    zoom: 'zoom: a dissolve of the same length stands in its place',
  };
  const transitions = [...kinds].flatMap((kind) => told[kind] ?? []);
  return [
    ...lost,
    ...new Set(transitions),
    ...(titles.length > 0 ? ['the look of titles: they are Basic Titles near their place, in Helvetica Neue'] : []),
    ...(picture.some(({ medium }) => medium.sound !== null)
      ? ['sound of takes: it is off, unless the film uses it as production sound']
      : []),
  ];
}
