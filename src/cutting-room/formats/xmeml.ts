import type { TransitionKind } from '../../film/screenplay.ts';
import { LOOKS } from '../render/word-looks.ts';
import type { Mark, Medium, Piece, Programme, Track, Written } from './programme.ts';
import { isDropFrame, isNtsc, timebase, timecode } from './timecode.ts';
import { type Element, element, xmlDocument } from './xml.ts';

/**
 * Final Cut Pro 7 XML (xmeml 5), which Premiere and Resolve read: picture with transitions, takes that are not used on
 * disabled tracks, titles as text generators on the topmost track, a track for each channel of each sound; chapters as
 * markers of the sequence, scores and prompts as markers of clips. A clip under a transition has -1 for the end that the
 * transition hides, and its `in` and `out` hold what the transition shows of it.
 */
export function writeXmeml(programme: Programme): Written {
  const { title, frames, size, alternates, titles, elsewhere } = programme;
  const shelf = shelve(programme);
  const rate = rateOf(programme);
  const video = [
    trackOf(pictureOf(programme, shelf), true),
    ...alternates.map(({ pieces }) =>
      trackOf(
        pieces.map((piece) => clipItem(piece, shelf, programme, { enabled: false })),
        false,
      ),
    ),
    ...tracksOfTitles(titles).map((track) =>
      trackOf(
        track.map((words, index) => titleItem(words, index, shelf, programme)),
        true,
      ),
    ),
  ];
  const sequence = element(
    'sequence',
    { id: 'sequence-1' },
    leaf('name', title),
    leaf('duration', frames),
    rate,
    timecodeOf(programme, programme.begins),
    element(
      'media',
      {},
      element('video', {}, element('format', {}, characteristics(size, rate)), ...video),
      element(
        'audio',
        {},
        leaf('numOutputChannels', 2),
        element('format', {}, soundCharacteristics(48_000)),
        ...soundTracks(programme, shelf),
      ),
    ),
    ...programme.chapters.map((mark) => markerOf(mark, mark.at)),
  );
  const bin = element(
    'bin',
    {},
    leaf('name', 'takes not used'),
    element('children', {}, ...elsewhere.map((medium) => masterClip(medium, shelf, programme))),
  );
  const root = element('xmeml', { version: '5' }, sequence, elsewhere.length > 0 ? bin : null);
  return { text: xmlDocument(root), lost: lossesOf(programme) };
}

function leaf(name: string, value: string | number): Element {
  return element(name, {}, String(value));
}

function rateOf({ rate }: Programme): Element {
  return element('rate', {}, leaf('timebase', timebase(rate)), leaf('ntsc', isNtsc(rate) ? 'TRUE' : 'FALSE'));
}

function timecodeOf(programme: Programme, frame: number): Element {
  return element(
    'timecode',
    {},
    rateOf(programme),
    leaf('string', timecode(frame, programme.rate)),
    leaf('frame', frame),
    leaf('displayformat', isDropFrame(programme.rate) ? 'DF' : 'NDF'),
  );
}

function characteristics({ width, height }: Programme['size'], rate: Element | null): Element {
  return element(
    'samplecharacteristics',
    {},
    rate,
    leaf('width', width),
    leaf('height', height),
    leaf('anamorphic', 'FALSE'),
    leaf('pixelaspectratio', 'square'),
    leaf('fielddominance', 'none'),
  );
}

function soundCharacteristics(sampleRate: number): Element {
  return element('samplecharacteristics', {}, leaf('depth', 16), leaf('samplerate', sampleRate));
}

/** Files are described where they come first and named after that. */
interface Shelf {
  file(medium: Medium): Element;
  /** The id of a clip that has no other. */
  clip(): string;
}

function shelve(programme: Programme): Shelf {
  const known = new Map<string, string>();
  let clips = 0;
  return {
    clip: () => `clipitem-${(clips += 1)}`,
    file: (medium) => {
      const id = known.get(medium.url);
      if (id !== undefined) return element('file', { id });
      known.set(medium.url, `file-${known.size + 1}`);
      return fileOf(medium, `file-${known.size}`, programme);
    },
  };
}

function fileOf({ file, url, frames, picture, sound }: Medium, id: string, programme: Programme): Element {
  return element(
    'file',
    { id },
    leaf('name', file),
    // Readers of this format expect the name of the machine.
    leaf('pathurl', url.replace(/^file:\/\/\//, 'file://localhost/')),
    rateOf(programme),
    leaf('duration', frames),
    timecodeOf(programme, 0),
    element(
      'media',
      {},
      picture === null
        ? null
        : element('video', {}, leaf('duration', frames), characteristics(picture, rateOf(programme))),
      sound === null
        ? null
        : element('audio', {}, soundCharacteristics(sound.sampleRate), leaf('channelcount', sound.channels)),
    ),
  );
}

function trackOf(items: Element[], enabled: boolean): Element {
  return element('track', {}, ...items, leaf('enabled', enabled ? 'TRUE' : 'FALSE'), leaf('locked', 'FALSE'));
}

function pictureOf(programme: Programme, shelf: Shelf): Element[] {
  const { picture, joins, fadeIn, fadeOut, frames } = programme;
  const items = picture.flatMap((piece, index): Element[] => {
    const head = joins.find(({ into }) => into === index);
    const tail = joins.find(({ into }) => into === index + 1);
    const under = {
      head: head === undefined ? null : piece.start - head.start,
      tail: tail === undefined ? null : tail.end - piece.start - piece.frames,
    };
    if (index === 0 && fadeIn > 0) under.head = 0;
    if (index === picture.length - 1 && fadeOut > 0) under.tail = 0;
    const clip = clipItem(piece, shelf, programme, { under });
    if (head === undefined) return [clip];
    return [transitionItem(programme, head.kind, head.start, head.end, 'center'), clip];
  });
  if (fadeIn > 0) items.unshift(transitionItem(programme, 'dissolve', 0, fadeIn, 'start-black'));
  if (fadeOut > 0) items.push(transitionItem(programme, 'dissolve', frames - fadeOut, frames, 'end-black'));
  return items;
}

/** A piece on a track. `under` says how many frames transitions show before and after it; null where there is none. */
function clipItem(
  { medium, start, frames, source, marks, gainDb }: Piece,
  shelf: Shelf,
  programme: Programme,
  {
    enabled = true,
    under = { head: null, tail: null },
    id = shelf.clip(),
    extra = [],
  }: {
    enabled?: boolean;
    under?: { head: number | null; tail: number | null };
    id?: string;
    extra?: Element[];
  },
): Element {
  return element(
    'clipitem',
    { id },
    leaf('name', medium.name),
    leaf('enabled', enabled ? 'TRUE' : 'FALSE'),
    leaf('duration', medium.frames),
    rateOf(programme),
    leaf('start', under.head === null ? start : -1),
    leaf('end', under.tail === null ? start + frames : -1),
    leaf('in', source - (under.head ?? 0)),
    leaf('out', source + frames + (under.tail ?? 0)),
    shelf.file(medium),
    gainDb === 0 ? null : gain(gainDb),
    ...extra,
    ...marks.map((mark) => markerOf(mark, source + Math.min(mark.at, frames - 1))),
    commentsOf(medium),
  );
}

/** Where the file comes from, on the lines that an editor's bin shows. */
function commentsOf({ facts }: Medium): Element | null {
  const lines = Object.entries(facts).slice(0, 4);
  if (lines.length === 0) return null;
  return element(
    'comments',
    {},
    ...lines.map(([key, value], index) =>
      leaf(index === 0 ? 'mastercomment1' : `mastercomment${index + 1}`, `${key}: ${value}`),
    ),
  );
}

function transitionItem(
  programme: Programme,
  kind: TransitionKind,
  start: number,
  end: number,
  alignment: 'center' | 'start-black' | 'end-black',
): Element {
  return element(
    'transitionitem',
    {},
    rateOf(programme),
    leaf('start', start),
    leaf('end', end),
    leaf('alignment', alignment),
    effectOf(kind),
  );
}

const EFFECTS: Record<TransitionKind, { name: string; category: string }> = {
  cut: { name: 'Cross Dissolve', category: 'Dissolve' },
  dissolve: { name: 'Cross Dissolve', category: 'Dissolve' },
  'fade-black': { name: 'Dip to Color Dissolve', category: 'Dissolve' },
  'fade-white': { name: 'Dip to Color Dissolve', category: 'Dissolve' },
  wipe: { name: 'Edge Wipe', category: 'Wipe' },
  'slide-left': { name: 'Push Slide', category: 'Slide' },
  'slide-right': { name: 'Push Slide', category: 'Slide' },
  'slide-up': { name: 'Push Slide', category: 'Slide' },
  'slide-down': { name: 'Push Slide', category: 'Slide' },
  whip: { name: 'Push Slide', category: 'Slide' },
  iris: { name: 'Oval Iris', category: 'Iris' },
  zoom: { name: 'Cross Zoom', category: '3D Simulation' },
  'match-cut': { name: 'Cross Dissolve', category: 'Dissolve' },
};

function effectOf(kind: TransitionKind): Element {
  const { name, category } = EFFECTS[kind];
  const level = kind === 'fade-white' ? 255 : 0;
  const colour = element(
    'parameter',
    {},
    leaf('parameterid', 'dipcolor'),
    leaf('name', 'Color'),
    element('value', {}, leaf('alpha', 255), leaf('red', level), leaf('green', level), leaf('blue', level)),
  );
  return element(
    'effect',
    {},
    leaf('name', name),
    leaf('effectid', name),
    leaf('effectcategory', category),
    leaf('effecttype', 'transition'),
    leaf('mediatype', 'video'),
    leaf('wipecode', 0),
    leaf('wipeaccuracy', 100),
    leaf('startratio', 0),
    leaf('endratio', 1),
    leaf('reverse', kind === 'slide-right' ? 'TRUE' : 'FALSE'),
    kind === 'fade-black' || kind === 'fade-white' ? colour : null,
  );
}

function tracksOfTitles(titles: Programme['titles']): Programme['titles'][] {
  const tracks: Programme['titles'][] = [];
  for (const words of titles.toSorted((a, b) => a.start - b.start)) {
    const free = tracks.find((track) => (track.at(-1)?.end ?? 0) <= words.start);
    if (free === undefined) tracks.push([words]);
    else free.push(words);
  }
  return tracks;
}

/** Text generators are laid out so high, whatever the size of the film. */
const TEXT_HEIGHT = 480;
/** Shares of the height from the middle, downwards. */
const TITLE_PLACE = {
  center: 0,
  'upper-third': -0.28,
  'lower-third': 0.28,
  top: -0.4,
  bottom: 0.4,
  'bottom-right': 0.42,
} as const;

function titleItem(
  { text, style, position, start, end }: Programme['titles'][number],
  index: number,
  shelf: Shelf,
  programme: Programme,
): Element {
  const parameter = (id: string, name: string, ...value: (string | Element)[]): Element =>
    element('parameter', {}, leaf('parameterid', id), leaf('name', name), element('value', {}, ...value));
  return element(
    'generatoritem',
    { id: `title-${index + 1}-${shelf.clip()}` },
    leaf('name', 'Text'),
    leaf('enabled', 'TRUE'),
    leaf('duration', end - start),
    rateOf(programme),
    leaf('start', start),
    leaf('end', end),
    leaf('in', 0),
    leaf('out', end - start),
    leaf('anamorphic', 'FALSE'),
    leaf('alphatype', 'black'),
    element(
      'effect',
      {},
      leaf('name', 'Text'),
      leaf('effectid', 'Text'),
      leaf('effectcategory', 'Text'),
      leaf('effecttype', 'generator'),
      leaf('mediatype', 'video'),
      parameter('str', 'Text', text),
      parameter('fontname', 'Font', 'Helvetica Neue'),
      parameter('fontsize', 'Size', String(Math.round(LOOKS[style].size * TEXT_HEIGHT))),
      parameter('fontalign', 'Alignment', position === 'bottom-right' ? '3' : '2'),
      parameter('origin', 'Origin', leaf('horiz', 0), leaf('vert', TITLE_PLACE[position])),
    ),
  );
}

/** A file of two channels lies on two tracks whose clips are linked. */
function soundTracks(programme: Programme, shelf: Shelf): Element[] {
  return programme.sounds.flatMap((track) => {
    const channels = Math.min(2, Math.max(1, ...track.pieces.map(({ medium }) => medium.sound?.channels ?? 1)));
    const ids = track.pieces.map(() => Array.from({ length: channels }, () => shelf.clip()));
    return Array.from({ length: channels }, (_, channel) => soundTrack(programme, track, shelf, channel, ids));
  });
}

function soundTrack(programme: Programme, { pieces }: Track, shelf: Shelf, channel: number, ids: string[][]): Element {
  const clips = pieces.flatMap((piece, index): Element[] => {
    const has = piece.medium.sound?.channels ?? 1;
    if (channel >= has) return [];
    const own = (ids[index] ?? []).slice(0, has);
    const extra = [
      element('sourcetrack', {}, leaf('mediatype', 'audio'), leaf('trackindex', channel + 1)),
      ...(own.length < 2
        ? []
        : own.map((id) => element('link', {}, leaf('linkclipref', id), leaf('mediatype', 'audio')))),
    ];
    return [clipItem(piece, shelf, programme, { id: own[channel] ?? shelf.clip(), extra })];
  });
  return element(
    'track',
    {},
    ...clips,
    leaf('enabled', 'TRUE'),
    leaf('locked', 'FALSE'),
    leaf('outputchannelindex', channel + 1),
  );
}

function gain(decibels: number): Element {
  return element(
    'filter',
    {},
    element(
      'effect',
      {},
      leaf('name', 'Audio Levels'),
      leaf('effectid', 'audiolevels'),
      leaf('effectcategory', 'audiolevels'),
      leaf('effecttype', 'audiolevels'),
      leaf('mediatype', 'audio'),
      element(
        'parameter',
        {},
        leaf('parameterid', 'level'),
        leaf('name', 'Level'),
        leaf('valuemin', 0),
        leaf('valuemax', MOST_GAIN),
        leaf('value', Math.min(MOST_GAIN, 10 ** (decibels / 20)).toFixed(5)),
      ),
    ),
  );
}

/** 12 dB. */
const MOST_GAIN = 3.98107;

function markerOf({ name, note }: Mark, at: number): Element {
  return element('marker', {}, leaf('name', name), leaf('comment', note), leaf('in', at), leaf('out', -1));
}

function masterClip(medium: Medium, shelf: Shelf, programme: Programme): Element {
  return element(
    'clip',
    { id: shelf.clip() },
    leaf('name', medium.name),
    leaf('duration', medium.frames),
    rateOf(programme),
    element('media', {}, element('video', {}, element('track', {}, element('clipitem', {}, shelf.file(medium))))),
    commentsOf(medium),
  );
}

const SLIDES = ['slide-left', 'slide-right', 'slide-up', 'slide-down'] as const;

function lossesOf({ lost, joins, titles, captions, sounds }: Programme): string[] {
  const kinds = new Set(joins.map(({ kind }) => kind));
  const loud = sounds.flatMap(({ pieces }) => pieces).filter(({ gainDb }) => 10 ** (gainDb / 20) > MOST_GAIN).length;
  return [
    ...lost,
    ...(kinds.has('zoom') ? ['zoom: Cross Zoom; a program without it shows a dissolve'] : []),
    ...(SLIDES.some((kind) => kinds.has(kind)) ? ['slides: Push Slide; a program without it shows a dissolve'] : []),
    ...(kinds.has('slide-up') || kinds.has('slide-down') ? ['the direction of slides up and down'] : []),
    ...(kinds.has('whip') ? ['whip: Push Slide, without the smear; a program without it shows a dissolve'] : []),
    ...(kinds.has('iris') ? ['iris: Oval Iris; a program without it shows a dissolve'] : []),
    ...(titles.length > 0 ? ['the look of titles: plain text near its place, in Helvetica Neue'] : []),
    ...(captions.length > 0 ? ['captions: bring in captions.srt'] : []),
    ...(loud > 0 ? [`gain over 12 dB of ${loud} sounds`] : []),
  ];
}
