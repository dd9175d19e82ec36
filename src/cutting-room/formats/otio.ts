import type { Json } from '../../json.ts';
import type { Mark, Piece, Programme, Track, Written } from './programme.ts';

/**
 * OpenTimelineIO JSON (Timeline.1) for editors that read it: picture with its transitions, takes that are not used on
 * disabled tracks above it, one track for each sound that is heard with another; titles and scores as markers on their
 * clips, captions and chapters as markers of the film. What OTIO has no name for, and what frames round, is kept under
 * `claude_studio` in the metadata, where `readOtio` finds it again.
 */
export function writeOtio(programme: Programme): Written {
  const { rate, begins, frames, title, facts, captions, chapters, alternates, sounds, elsewhere } = programme;
  const clock = clockOf(programme);
  const notes = [
    ...chapters.map((mark) => markerOf(clock, mark)),
    ...captions.map(({ start, end, text, words }) => {
      const at = Math.min(clock.frame(start), frames - 1);
      const length = Math.max(1, clock.frame(end) - at);
      return marker(clock, {
        at,
        frames: length,
        name: text,
        colour: 'CYAN',
        told: { kind: 'caption', start, end, text, at, ...(words.length === 0 ? {} : { words }) },
      });
    }),
  ];
  const timeline: Json = {
    OTIO_SCHEMA: 'Timeline.1',
    metadata: {
      claude_studio: {
        ...facts,
        rate: { num: rate.num, den: rate.den },
        fadesOut: { frames: programme.fadesOut, shown: programme.fadeOut },
        lost: programme.lost,
        elsewhere: elsewhere.map(({ name, url, facts: told }) => ({ name, url, ...told })),
      },
    },
    name: title,
    global_start_time: clock.time(begins),
    tracks: {
      OTIO_SCHEMA: 'Stack.1',
      ...item('tracks', { markers: notes }),
      children: [
        { OTIO_SCHEMA: 'Track.1', ...item('picture', {}), kind: 'Video', children: pictureOf(programme, clock) },
        ...alternates.map((track) => trackOf(track, 'Video', clock)),
        ...sounds.map((track) => trackOf(track, 'Audio', clock)),
      ],
    },
  };
  return { text: harmless(timeline), lost: lossesOf(programme) };
}

/** Makes times of one rate. */
interface Clock {
  time(value: number): Json;
  range(start: number, frames: number): Json;
  frame(seconds: number): number;
}

function clockOf({ rate: { num, den } }: Programme): Clock {
  const rate = num / den;
  const time = (value: number): Json => ({ OTIO_SCHEMA: 'RationalTime.1', rate, value });
  return {
    time,
    range: (start, frames) => ({ OTIO_SCHEMA: 'TimeRange.1', start_time: time(start), duration: time(frames) }),
    frame: (seconds) => Math.round((seconds * num) / den),
  };
}

/** Fades stand at the ends of the track and reach inwards only. */
function pictureOf(programme: Programme, clock: Clock): Json[] {
  const { picture, joins, entered, fadeIn, fadeOut } = programme;
  const children = picture.flatMap((piece, index): Json[] => {
    const join = joins.find(({ into }) => into === index);
    const shown = index === 0 ? fadeIn : join === undefined ? 0 : join.end - join.start;
    const after = picture[index - 1]?.medium.name ?? null;
    const clip = clipOf(piece, clock, {
      markers: titlesOn(programme, piece, clock),
      told: { entered: { kind: 'cut', frames: 0, ...entered[index], shown, after } },
    });
    if (join === undefined) return [clip];
    return [transition(clock, join.kind, piece.start - join.start, join.end - piece.start), clip];
  });
  if (fadeIn > 0) children.unshift(transition(clock, 'fade-black', 0, fadeIn));
  if (fadeOut > 0) children.push(transition(clock, 'fade-black', fadeOut, 0));
  return children;
}

/** Titles stand on the clip that they are seen over, so that they go where it goes. */
function titlesOn({ titles, picture }: Programme, piece: Piece, clock: Clock): Json[] {
  return titles.flatMap(({ start, end, ...words }) => {
    if (picture.findLast((one) => one.start <= start) !== piece) return [];
    const at = piece.source + start - piece.start;
    const told = { kind: 'title', ...words };
    return [marker(clock, { at, frames: end - start, name: words.text, colour: 'PINK', told })];
  });
}

function transition(clock: Clock, kind: string, before: number, after: number): Json {
  return {
    OTIO_SCHEMA: 'Transition.1',
    metadata: { claude_studio: { kind } },
    name: kind,
    in_offset: clock.time(before),
    out_offset: clock.time(after),
    // At an end of the track it is a fade, and a dissolve with nothing is that.
    transition_type: kind === 'dissolve' || before === 0 || after === 0 ? 'SMPTE_Dissolve' : 'Custom_Transition',
  };
}

function trackOf({ name, pieces }: Track, kind: 'Video' | 'Audio', clock: Clock): Json {
  let reached = 0;
  const children = pieces.flatMap((piece): Json[] => {
    const gap = piece.start - reached;
    reached = piece.start + piece.frames;
    const clip = clipOf(piece, clock, kind === 'Audio' ? {} : { enabled: false });
    return gap === 0 ? [clip] : [{ OTIO_SCHEMA: 'Gap.1', ...item('', { range: clock.range(0, gap) }) }, clip];
  });
  return { OTIO_SCHEMA: 'Track.1', ...item(name, { enabled: kind === 'Audio' }), kind, children };
}

function clipOf(
  { medium, frames, source, start, marks, gainDb, heard }: Piece,
  clock: Clock,
  { enabled = true, markers = [], told = {} }: { enabled?: boolean; markers?: Json[]; told?: Record<string, Json> },
): Json {
  const scores = marks.map((mark) => markerOf(clock, { ...mark, at: source + Math.min(mark.at, frames - 1) }));
  return {
    OTIO_SCHEMA: 'Clip.2',
    ...item(medium.name, {
      range: clock.range(source, frames),
      markers: [...scores, ...markers],
      enabled,
      told: {
        ...told,
        ...(gainDb === 0 ? {} : { gainDb }),
        ...(heard === undefined ? {} : { heard: { ...heard, start, frames, source } }),
      },
    }),
    media_references: {
      DEFAULT_MEDIA: {
        OTIO_SCHEMA: 'ExternalReference.1',
        metadata: { claude_studio: medium.facts },
        name: medium.file,
        available_range: clock.range(0, medium.frames),
        available_image_bounds: null,
        target_url: medium.url,
      },
    },
    active_media_reference_key: 'DEFAULT_MEDIA',
  };
}

/** What everything on a timeline has. */
function item(
  name: string,
  {
    range = null,
    markers = [],
    enabled = true,
    told = {},
  }: { range?: Json; markers?: Json[]; enabled?: boolean; told?: Record<string, Json> },
): Record<string, Json> {
  const metadata: Json = Object.keys(told).length === 0 ? {} : { claude_studio: told };
  return { metadata, name, source_range: range, effects: [], markers, enabled };
}

const COLOURS: Record<Mark['kind'], string> = { chapter: 'BLUE', good: 'GREEN', bad: 'RED', open: 'YELLOW' };

function markerOf(clock: Clock, { at, name, note, kind }: Mark): Json {
  return marker(clock, { at, frames: 1, name, colour: COLOURS[kind], told: { kind }, note });
}

function marker(
  clock: Clock,
  {
    at,
    frames,
    name,
    colour,
    told,
    note = '',
  }: { at: number; frames: number; name: string; colour: string; told: Record<string, Json>; note?: string },
): Json {
  return {
    OTIO_SCHEMA: 'Marker.2',
    metadata: { claude_studio: told },
    name,
    color: colour,
    marked_range: clock.range(at, frames),
    // Some programs show the name alone, some the comment alone.
    comment: note === '' ? name : `${name}: ${note}`,
  };
}

function lossesOf({ lost, joins, titles, captions, sounds }: Programme): string[] {
  const own = new Set(joins.flatMap(({ kind }) => (kind === 'dissolve' ? [] : [kind])));
  const gains = sounds.flatMap(({ pieces }) => pieces).filter(({ gainDb }) => gainDb !== 0).length;
  return [
    ...lost,
    ...[...own].map((kind) => `${kind}: OTIO knows dissolves only; it is a custom transition of the right length`),
    ...(titles.length > 0 ? ['titles: they are markers, with their style and position as metadata'] : []),
    ...(captions.length > 0 ? ['captions: they are markers; captions.srt has them as captions'] : []),
    ...(gains > 0 ? [`the gain of ${gains} sounds: it is metadata`] : []),
  ];
}

/** JSON without characters that a terminal would obey, and without halves of characters, which readers refuse. */
function harmless(timeline: Json): string {
  const whole = (_key: string, value: unknown): unknown => (typeof value === 'string' ? value.toWellFormed() : value);
  return `${JSON.stringify(timeline, whole, 2).replace(
    /[\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}\n`;
}
