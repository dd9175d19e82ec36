import type { Medium, Piece, Programme, Written } from './programme.ts';
import { isDropFrame, timecode } from './timecode.ts';

/**
 * A CMX 3600 list: one picture track and two of sound. Dissolves, and fades through black as two dissolves, have the two
 * lines that the format wants; wipes are W001. Reels are made of the takes' slates: eight letters at most, no two alike.
 */
export function writeEdl(programme: Programme): Written {
  const reel = reels();
  const events = [...pictureEvents(programme), ...soundEvents(programme)];
  const rows = events.flatMap((event, index) => rowsOf(event, index + 1, programme, reel));
  const heading = [
    `TITLE: ${plain(programme.title).slice(0, 70)}`,
    `FCM: ${isDropFrame(programme.rate) ? 'DROP FRAME' : 'NON-DROP FRAME'}`,
  ];
  return { text: `${[...heading, ...rows].join('\n')}\n`, lost: lossesOf(programme, events.length) };
}

/** Something on one side of an edit: a stretch of a file, or black. */
type Side = { piece: Piece; source: number } | 'black';

interface Event {
  channel: 'V' | 'A' | 'A2';
  to: Side;
  /** Frames of the programme; a transition begins with the event. */
  start: number;
  end: number;
  transition: { code: 'D' | 'W001'; frames: number; from: Side; name: string | null } | null;
}

/** The picture from the first frame to the last. A transition belongs to the event that it leads into and begins with it. */
function pictureEvents({ picture, joins, fadeOut, frames }: Programme): Event[] {
  const at = (piece: Piece | undefined, frame: number): Side =>
    piece === undefined ? 'black' : { piece, source: piece.source + frame - piece.start };
  const events: Event[] = [];
  const put = (to: Side, start: number, transition: Event['transition']): void => {
    const before = events.at(-1);
    // What goes to black from its first frame on is seen in the transition alone.
    if (before?.start === start) events.pop();
    else if (before !== undefined) before.end = start;
    events.push({ channel: 'V', to, start, end: frames, transition });
  };
  const dissolve = (length: number, from: Side): Event['transition'] =>
    length === 0 ? null : { code: 'D', frames: length, from, name: null };
  picture.forEach((piece, index) => {
    const join = joins.find(({ into }) => into === index);
    const before = picture[index - 1];
    if (join === undefined) return put(at(piece, piece.start), piece.start, null);
    const { kind, start, end } = join;
    if (kind === 'fade-black') {
      // Out of one, into the other: black has the middle.
      if (piece.start > start) put('black', start, dissolve(piece.start - start, at(before, start)));
      return put(
        at(piece, piece.start),
        piece.start,
        dissolve(end - piece.start, piece.start > start ? 'black' : at(before, start)),
      );
    }
    const code = kind === 'wipe' ? 'W001' : 'D';
    const name = NAMED[kind] ?? null;
    put(at(piece, start), start, { code, frames: end - start, from: at(before, start), name });
  });
  if (fadeOut > 0) put('black', frames - fadeOut, dissolve(fadeOut, at(picture.at(-1), frames - fadeOut)));
  return events;
}

const NAMED: Partial<Record<Programme['joins'][number]['kind'], string>> = {
  'fade-white': 'FADE THROUGH WHITE',
  'slide-left': 'SLIDE LEFT',
  'slide-right': 'SLIDE RIGHT',
  'slide-up': 'SLIDE UP',
  'slide-down': 'SLIDE DOWN',
  whip: 'WHIP',
  iris: 'IRIS',
  zoom: 'ZOOM',
};

/** The format has room for two tracks: the voice, or what there is. */
function soundEvents({ sounds }: Programme): Event[] {
  return sounds.slice(0, 2).flatMap(({ pieces }, index) =>
    pieces.map((piece): Event => ({
      channel: index === 0 ? 'A' : 'A2',
      to: { piece, source: piece.source },
      start: piece.start,
      end: piece.start + piece.frames,
      transition: null,
    })),
  );
}

function rowsOf(event: Event, number: number, programme: Programme, reel: (medium: Medium) => string): string[] {
  const { channel, to, start, end, transition } = event;
  const { begins, rate } = programme;
  const record = (frame: number): string => timecode(begins + frame, rate);
  const line = (side: Side, code: string, from: number, till: number): string => {
    const source = side === 'black' ? 0 : side.source;
    const name = side === 'black' ? 'BL' : reel(side.piece.medium);
    return [
      String(number).padStart(3, '0'),
      ` ${name.padEnd(8)}`,
      channel.padEnd(5),
      code.padEnd(8),
      timecode(source, rate),
      timecode(source + till - from, rate),
      record(from),
      record(till),
    ].join(' ');
  };
  const rows =
    transition === null
      ? [line(to, 'C', start, end)]
      : [
          line(transition.from, 'C', start, start),
          line(to, `${transition.code.padEnd(4)} ${String(transition.frames).padStart(3, '0')}`, start, end),
        ];
  const notes = [
    ...(transition?.name ? [`* EFFECT NAME: ${transition.name}`] : []),
    ...(transition === null ? clipName('FROM', to) : [...clipName('FROM', transition.from), ...clipName('TO', to)]),
    ...(channel === 'V' && start === 0 && programme.fadeIn > 0
      ? [`* FADE IN FROM BLACK: ${programme.fadeIn} FRAMES`]
      : []),
    // One for each line of the event, in their order.
    ...(transition === null ? [to] : [transition.from, to]).map((side) => `* SOURCE FILE: ${sourceFile(side)}`),
    ...marksOf(event, programme),
  ];
  return [...rows, ...notes];
}

function clipName(side: 'FROM' | 'TO', of: Side): string[] {
  if (of !== 'black') return [`* ${side} CLIP NAME: ${comment(of.piece.medium.file)}`];
  // Readers would take the name on the other side for it.
  return side === 'TO' ? ['* TO CLIP NAME: BL'] : [];
}

function sourceFile(side: Side): string {
  return side === 'black' ? 'BL' : comment(side.piece.medium.url);
}

function marksOf({ channel, to, start, end }: Event, { chapters, begins, rate }: Programme): string[] {
  if (channel !== 'V') return [];
  const own = to === 'black' ? [] : to.piece.marks.map((mark) => ({ ...mark, at: to.piece.start + mark.at }));
  const here = chapters.filter(({ at }) => at >= start && at < end);
  return [...here, ...own].map(
    ({ at, kind, name, note }) =>
      `* LOC: ${timecode(begins + Math.min(at, end - 1), rate)} ${COLOURS[kind].padEnd(7)} ${plain(note === '' ? name : `${name}: ${note}`).slice(0, 200)}`,
  );
}

const COLOURS = { chapter: 'BLUE', good: 'GREEN', bad: 'RED', open: 'YELLOW' } as const;

/** Text of one line. */
function comment(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** Signs of printers: some readers take a list for ASCII, and refuse all of it for a dash. Letters are what is written. */
const SIGNS: [RegExp, string][] = [
  [/[\u2018-\u201B\u2032]/gu, "'"],
  [/[\u00AB\u00BB\u201C-\u201F\u2033]/gu, '"'],
  [/[\u00B7\u2010-\u2015\u2022\u2212]/gu, '-'],
  [/\u2026/gu, '...'],
  [/\u00D7/gu, 'x'],
  [/\u2192/gu, '->'],
];

function plain(text: string): string {
  return SIGNS.reduce((all, [sign, instead]) => all.replaceAll(sign, instead), comment(text));
}

/** Names that mean something else: black, auxiliary, and the two of bars. */
const TAKEN = ['BL', 'AX', 'BARS', 'BK'];

function reels(): (medium: Medium) => string {
  const known = new Map<string, string>();
  const used = new Set(TAKEN);
  return (medium) => {
    const given = known.get(medium.url);
    if (given !== undefined) return given;
    const legal = medium.name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '') || 'REEL';
    let name = legal.slice(0, 8);
    for (let count = 2; used.has(name); count += 1) name = `${legal.slice(0, 8 - String(count).length)}${count}`;
    used.add(name);
    known.set(medium.url, name);
    return name;
  };
}

/** Events that have three digits, as the format's own machines read them. */
const EVENTS = 999;

function lossesOf(
  { lost, joins, fadeIn, titles, captions, alternates, elsewhere, sounds }: Programme,
  events: number,
): string[] {
  const dissolved = joins.filter(({ kind }) => NAMED[kind] !== undefined);
  const unused = alternates.reduce((total, { pieces }) => total + pieces.length, elsewhere.length);
  const gains = sounds
    .slice(0, 2)
    .flatMap(({ pieces }) => pieces)
    .filter(({ gainDb }) => gainDb !== 0).length;
  return [
    ...lost,
    ...(events > EVENTS
      ? [`${events - EVENTS} of ${events} events for a reader that stops at ${EVENTS}: their numbers have four digits`]
      : []),
    // The format has it, and readers refuse the whole list for it.
    ...(fadeIn > 0 ? [`the fade from black at the beginning: a comment says that it has ${fadeIn} frames`] : []),
    ...[...new Set(dissolved.map(({ kind }) => kind))].map(
      (kind) => `${kind}: a dissolve of the same length stands in its place`,
    ),
    ...(titles.length > 0 ? [`the titles (${titles.length})`] : []),
    ...(captions.length > 0 ? ['captions: captions.srt has them'] : []),
    ...(unused > 0 ? [`the takes that are not used (${unused})`] : []),
    ...sounds.slice(2).map(({ name }) => `the sound track "${name}": there is room for two`),
    ...(gains > 0 ? [`the gain of ${gains} sounds`] : []),
  ];
}
