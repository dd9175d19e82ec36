import { SCENES_LIMIT } from '../../film/brief.ts';
import type { CameraMove, ShotSize } from '../../film/screenplay.ts';
import { quotesIn, withoutQuotes } from './film-talk.ts';
import { spokenWords } from './words.ts';

/** A scene that the person wrote out. */
export interface Note {
  text: string;
  /** Words that must stand in its picture. */
  quotes: string[];
  /** What is spoken over it, in breaths. */
  spoken: string[];
  seconds: number | null;
  size: ShotSize | null;
  move: CameraMove | null;
}

const SCENE_MARK =
  /(?:^|\n|(?<=[.!?;:)\]]\s)|(?<=\s))(?:\*\*|#+\s*)?(?:scene|shot|escena|scène|szene|场景|镜头)\s*#?(?:\d{1,2}|one|two|three|four|five|six|seven|eight)\b\s*(\([^)]{1,30}\))?\s*(?:\*\*)?\s*[-–—:.)]*\s*/giu;
const LIST_MARK = /(?:^|\n)\s*\d{1,2}[.)]\s+/gu;
const LABEL_MARK =
  /(?:^|\n|(?<=[.!?;]\s))(?:opening|beginning|start|middle|ending|end|climax|finale|intro|outro|act (?:one|two|three|1|2|3|i{1,3}))\s*(\([^)]{1,30}\))?\s*:\s*/giu;
const TIME_MARK =
  /(?:^|\n|(?<=[.!?;]\s))[[(]?\d{1,2}(?::\d{2})?\s*s?\s*[-–]\s*\d{1,2}(?::\d{2})?\s*(?:s|sec|seconds)?[\])]?\s*[:–-]\s*/giu;
const ORDER_MARK =
  /(?:^|(?<=[.!?;,]\s))(?:and\s+)?(?:first(?:ly)?|then|next|after that|afterwards|finally|lastly|at the end)\b,?\s+/giu;

/** Scenes written out one by one; a single mark is no list. */
export function notesIn(text: string, tells: (part: string) => boolean): { before: string; notes: Note[] } {
  const none = { before: text, notes: [] };

  for (const mark of [SCENE_MARK, TIME_MARK, LIST_MARK, LABEL_MARK]) {
    const found = cutAt(text, mark);
    if (found.length >= 2 || (mark === SCENE_MARK && found.length === 1))
      return { before: text.slice(0, Math.max(0, text.search(mark))).trim(), notes: found.slice(0, SCENES_LIMIT) };
  }
  if (!/\bfirst/i.test(text) || !/\b(?:then|next|finally|after that)\b/i.test(text)) return none;
  const ordered = cutAt(text, ORDER_MARK);
  const before = text.slice(0, Math.max(0, text.search(ORDER_MARK))).trim();
  // `learns to paint: first a line, then a flower` lists what is painted, and no scenes.
  return ordered.length >= 2 && ordered.every((note) => tells(note.text)) && before.length < 60
    ? { before, notes: ordered.slice(0, SCENES_LIMIT) }
    : none;
}

function cutAt(text: string, mark: RegExp): Note[] {
  const marks = [...text.matchAll(mark)];
  return marks.flatMap((match, at) => {
    const written = text.slice(match.index + match[0].length, marks[at + 1]?.index ?? text.length);
    const spoken = spokenIn(written);
    const seen = withoutSpoken(written)
      .trim()
      .replace(/^[-–—:.,;\s]+|[,;\s]+$/gu, '');
    // Of a scene that is only spoken, the words are all that there is to show.
    const body = /[\p{L}\p{N}]/u.test(seen) ? seen : spoken.join(' ');
    if (!/[\p{L}\p{N}]/u.test(body)) return [];
    return [
      {
        text: tidy(withoutQuotes(withoutCamera(body))) || body,
        quotes: quotesIn(body),
        spoken,
        seconds: noteSeconds(`${match[0]} ${body}`),
        size: sizeIn(body),
        move: moveIn(body),
      },
    ];
  });
}

/** `VO: Grow slowly.` on a line of its own. */
const SPOKEN_LINE = /(?:^|\n)[^\S\n]*(?:V\.?O\.?|voice[- ]?over|narrator|narration)\s*:[^\S\n]*([^\n]+)/giu;

/** What there is to see: spoken words are heard, also where they are quoted. */
export function withoutSpoken(text: string): string {
  return text.replace(SPOKEN_LINE, ' ');
}

/** Words of a breath: what one shot can say. */
const BREATH = 12;

/** Sentences that are short are said in one breath. */
function spokenIn(text: string): string[] {
  const said = [...text.matchAll(SPOKEN_LINE)].map(([, words = '']) =>
    words.trim().replace(/^["“«„](.*)["”»“]$/u, '$1'),
  );
  const breaths: string[] = [];
  for (const sentence of said.flatMap((words) => words.match(/[^.!?。！？]+[.!?。！？]*/gu) ?? [])) {
    const longer = `${breaths.at(-1) ?? ''} ${sentence.trim()}`;
    if (breaths.length > 0 && spokenWords(longer) <= BREATH) breaths.splice(-1, 1, longer.trim());
    else breaths.push(sentence.trim());
  }
  return breaths;
}

function tidy(text: string): string {
  return text
    .replace(/\s+([.,;:!?])/g, '$1')
    .replace(/[\s.,;:–—-]+$/, '')
    .trim();
}

function noteSeconds(text: string): number | null {
  const range = /(\d{1,2})(?::(\d{2}))?\s*s?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?\s*(?:s\b|sec|seconds)?/.exec(text);
  if (range !== null && (range[2] !== undefined || /s\b|sec/.test(range[0]) || /^[\s([]*\d/.test(text.trim()))) {
    const clock = (minutes: string | undefined, seconds: string | undefined) =>
      seconds === undefined ? Number(minutes) : Number(minutes) * 60 + Number(seconds);
    const length = clock(range[3], range[4]) - clock(range[1], range[2]);
    if (length > 0) return Math.min(60, length);
  }
  const stated = /\b(\d{1,2}(?:\.\d)?)[\s-]*(?:s|secs?|seconds?)\b/i.exec(text)?.[1];
  const seconds = Number(stated);
  return stated === undefined || seconds <= 0 ? null : Math.min(60, seconds);
}

const SIZES: [RegExp, ShotSize][] = [
  [/\b(?:extreme|very) wide\b|\baerial\b|\bdrone shot\b|\bbird'?s[- ]eye\b|\bpanorama\b/i, 'extreme-wide'],
  [/\b(?:extreme close[- ]?up|macro|ecu)\b/i, 'extreme-close-up'],
  [/\bmedium close[- ]?up\b/i, 'medium-close-up'],
  [/\bclose[- ]?ups?\b|\bclose shot\b|\bcloseup\b/i, 'close-up'],
  [/\b(?:wide|establishing|long)[- ](?:angle )?(?:shot|view)\b|\bwide(?: angle)? of\b/i, 'wide'],
  [/\bfull(?:[- ]body)? shot\b/i, 'full'],
  [/\b(?:medium|mid)[- ]shot\b/i, 'medium'],
];
const MOVES: [RegExp, CameraMove][] = [
  [/\bpan(?:s|ning)?\b[^.,]{0,20}\bleft\b/i, 'pan-left'],
  [/\bpan(?:s|ning)?\b/i, 'pan-right'],
  [/\btilt(?:s|ing)?\b[^.,]{0,20}\bdown\b/i, 'tilt-down'],
  [/\btilt(?:s|ing)?\b/i, 'tilt-up'],
  [/\b(?:push(?:es|ing)?[- ]in|dolly[- ]in|slow push|camera moves (?:in|closer))\b/i, 'push-in'],
  [/\b(?:pull(?:s|ing)?[- ](?:out|back)|dolly[- ]out|camera moves (?:out|back))\b/i, 'pull-out'],
  [/\bzoom(?:s|ing)?[- ]out\b/i, 'zoom-out'],
  [/\bzoom(?:s|ing)?(?:[- ]in)?\b/i, 'zoom-in'],
  [/\borbit(?:s|ing)?(?: shot| around)\b|\bcamera (?:circles|orbits)\b/i, 'orbit'],
  [/\btracking(?: shot)?\b|\bdolly(?: shot)?\b|\bcamera follows\b/i, 'tracking'],
  [/\bcrane[- ]down\b/i, 'crane-down'],
  [/\bcrane(?:[- ]up| shot)?(?= shot|,|\.| up)/i, 'crane-up'],
  [/\bhand-?held\b/i, 'handheld'],
  [/\b(?:static|locked[- ]off|still) (?:shot|camera)\b/i, 'static'],
];

function sizeIn(text: string): ShotSize | null {
  return SIZES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function moveIn(text: string): CameraMove | null {
  return MOVES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** What is in the picture, without how it is photographed and how long. */
function withoutCamera(text: string): string {
  return text
    .replace(/[[(]?\b\d{1,2}(?:\.\d)?(?:\s*[-–]\s*\d{1,2})?[\s-]*(?:s|secs?|seconds?)\b[\])]?\s*[:,-]?/gi, ' ')
    .replace(/\b(?:an?\s+|the\s+)?(?:slow\s+|extreme\s+|very\s+|medium\s+)*(?:wide|establishing|long|close|mid|medium|full|tracking|aerial|drone|static|handheld|crane|macro|dolly|pov|panning|orbit)(?:[- ]?angle)?[- ]?(?:shot|view|ups?)?\s+(?:shot\s+)?(?:of|on|over|showing)\s+/gi, '')
    .replace(/\b(?:extreme\s+|medium\s+)?(?:wide|establishing|long|close|mid|medium|full|tracking|aerial|drone|static|handheld|crane|macro|dolly)[- ](?:shot|up|view)s?\s*[,:.–—-]?\s*/gi, '')
    .replace(/,?\s*(?:the\s+)?camera\s+(?:slowly\s+)?[^.,;]*(?=[.,;]|$)/gi, '')
    .replace(/,?\s*(?:slow(?:ly)?\s+)?(?:push(?:ing)?[- ]in|pull(?:ing)?[- ](?:out|back)|zoom(?:ing)?[- ](?:in|out)|pan(?:ning)?[- ](?:left|right)|tilt(?:ing)?[- ](?:up|down)|handheld|tracking shot)\b(?: on| to)?/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.:;–—-]+|[\s,:;–—-]+$/g, '')
    .trim() || text; // prettier-ignore
}
