import { SCENES_LIMIT, type TextKind } from '../../film/brief.ts';

/** Characters of one written scene: more than any shot could show. */
const SCENE_LIMIT = 700;

/** What a text is, by its name and by how it is built. */
export function kindOfText(name: string, text: string): TextKind {
  if (/brand|guidelines?|style[ _-]?guide|corporate[ _-]design/i.test(name)) return 'brand';
  if (/\.fountain$/i.test(name) || /script|screenplay|shot[ _-]?list|drehbuch|guion|sc[eé]nario/i.test(name))
    return 'script';
  if (/outline|treatment|beats?\b|synopsis|expos[eé]/i.test(name)) return 'outline';
  if (/notes?\b|notizen|todo|brief(?:ing)?\b/i.test(name)) return 'notes';
  const count = (pattern: RegExp): number => [...text.matchAll(pattern)].length;
  if (count(SCENE_HEADING) > 0 || count(NUMBERED_SCENE) > 0 || count(SPOKEN) > 1) return 'script';
  if (count(/#[0-9a-f]{6}\b/gi) + count(BRAND_WORD) >= 2) return 'brand';
  if (count(LABEL) >= 2 || count(/^\s*\d{1,2}[.)]\s+\S/gm) >= 3 || count(/^#{2,}\s+\S/gm) >= 3) return 'outline';
  return 'notes';
}

const SCENE_HEADING = /^[ \t]*(?:\.(?=[\p{L}])|(?:INT|EXT|EST|I\/E|INT\.?\/EXT)\b[. ])[^\n]*$/gmu;
const NUMBERED_SCENE =
  /^[ \t]*(?:#+\s*)?(?:\*\*)?(?:scene|shot|panel|escena|scène|szene|场景|镜头)\s*#?\d{1,3}\b[^\S\n]*(?:\*\*)?[^\S\n]*[-–—:.)]*[^\S\n]*/gimu;
const LABEL =
  /^[ \t]*(?:#+\s*)?(?:opening|beginning|middle|turn|ending|end|climax|finale|intro|outro|act [123i]{1,3})\s*:/gim;
const SPOKEN = /^[ \t]*(?:V\.?O\.?|voice[- ]?over|narrat(?:or|ion)|speaker|off)\s*(?:\([^)\n]*\))?\s*:[^\S\n]*/gim;
const BRAND_WORD =
  /\b(?:tag ?line|slogan|claim|tone of voice|typeface|primary colou?r|secondary colou?r|logo usage)\b/gi;

/** Scenes of a script or outline, in order, as they are written; none when it has none. */
export function scenesIn(text: string): string[] {
  const body = withoutTitlePage(text);
  const scenes =
    byHeadings(body) ?? byMarks(body, NUMBERED_SCENE) ?? byRows(body) ?? byMarks(body, /^[ \t]*\d{1,2}[.)]\s+/gm) ??
    byMarks(body, /^#{2,}[^\S\n]+/gm) ?? byMarks(body, LABEL) ?? byMarks(body, /^[ \t]*[-*•][^\S\n]+/gm) ?? byParagraphs(body); // prettier-ignore
  return scenes.map(flat).filter((scene) => /\p{L}{2}/u.test(scene)).slice(0, SCENES_LIMIT); // prettier-ignore
}

/** `Title: …`, `Author: …` at the head of a screenplay; also what was struck out or is only remarked. */
function withoutTitlePage(text: string): string {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\[\[[\s\S]*?\]\]/g, '');
  return plain.replace(
    /^(?:[ \t]*(?:title|credit|authors?|written by|source|draft(?: date)?|date|contact|copyright|notes|version|duration|length)[ \t]*:[^\n]*\n(?:[ \t]+[^\n]+\n)*)+/i,
    '',
  );
}

/** `INT. KITCHEN - NIGHT`, then what happens, then who says what. */
function byHeadings(text: string): string[] | null {
  const parts = cut(text, SCENE_HEADING);
  return parts.length === 0 ? null : parts.map(({ mark, body }) => [placed(mark), played(named(body))].join(' '));
}

/** Screenplays shout a name where it first appears; a cue stands alone on its line and stays. */
function named(body: string): string {
  return body.replace(
    /(?<=\p{Ll}[^\n]*|^)\p{Lu}{3,}(?=[^\n]*\p{Ll})/gmu,
    (name) => name.charAt(0) + name.slice(1).toLowerCase(),
  );
}

function byMarks(text: string, mark: RegExp): string[] | null {
  const parts = cut(text, mark);
  return parts.length < 2 && mark !== NUMBERED_SCENE
    ? null
    : parts.length === 0
      ? null
      : parts.map(({ body }) => played(titled(body)));
}

/** `The kettle` on a line of its own heads what stands below it. */
function titled(body: string): string {
  const [head = '', ...rest] = body.split('\n');
  const below = rest.join('\n').trim();
  if (below === '' || /[.!?:,;)]["”]?$/.test(head.trim())) return body;
  return head.trim() === '' ? below : `${head.replace(/[*_]+$/, '').trim()}.\n${below}`;
}

/** A shot list as a table: a row is a shot; the head and the line below it are none. */
function byRows(text: string): string[] | null {
  const rows = text
    .split('\n')
    .filter((line) => /^\s*\|.*\|.*\|\s*$/.test(line))
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  const rule = rows.findIndex((row) => row.every((cell) => /^:?-{2,}:?$/.test(cell)));
  const shots = rule < 0 ? rows : rows.slice(rule + 1);
  if (shots.length < 2) return null;
  return shots.map((row) => row.filter((cell) => cell !== '' && !/^\d{1,3}[a-z]?\.?$/i.test(cell)).join(', '));
}

function byParagraphs(text: string): string[] {
  const parts = text
    .split(/\n\s*\n/)
    .filter((part) => /[.!?]["”]?\s*$/.test(part) && part.trim().split(/\s+/).length >= 4);
  return parts.length < 2 ? [] : parts.map(played);
}

function cut(text: string, mark: RegExp): { mark: string; body: string }[] {
  const marks = [...text.matchAll(mark)];
  return marks.map((match, at) => ({
    mark: match[0].trim(),
    body: text.slice(match.index + match[0].length, marks[at + 1]?.index ?? text.length).trim(),
  }));
}

/** `INT. SMALL KITCHEN - NIGHT` → `In the small kitchen at night:`. */
function placed(heading: string): string {
  const inside = /^\.?(?:INT|I\/E)/i.test(heading);
  const [place = '', ...when] = heading
    .replace(/^\.?(?:INT\.?\/EXT|EXT\.?\/INT|INT|EXT|EST|I\/E)?[. ]*/i, '')
    .replace(/#[^#\n]*#\s*$/, '')
    .split(/\s+[-–—]\s+/);
  const hour = HOURS.find(([pattern]) => when.some((part) => pattern.test(part)))?.[1];
  const where = place.trim().toLowerCase();
  return `${inside ? 'In' : 'At'} the ${where.replace(/^the /, '')}${hour === undefined ? '' : ` ${hour}`}:`;
}

const HOURS: readonly (readonly [RegExp, string])[] = [
  [/dawn|sunrise/i, 'at dawn'],
  [/morning/i, 'in the morning'],
  [/sunset|dusk|evening/i, 'at sunset'],
  [/night|midnight/i, 'at night'],
  [/day|noon/i, 'by day'],
];

/** Action as it is; a speaker's lines as spoken words; what only the projectionist needs is left out. */
function played(body: string): string {
  const action: string[] = [];
  const spoken: string[] = [];
  let speaking = false;
  for (const raw of body.split('\n')) {
    const line = raw
      .trim()
      .replace(/^(?:#+|>|[-*•])\s+/, '')
      .replace(/\*\*|__|(?<!\p{L})[*_]|[*_](?!\p{L})/gu, '');
    const announced = line.replace(SPOKEN, '');
    if (line === '') speaking = false;
    else if (announced !== line) spoken.push(unquoted(announced));
    else if (/^\(.*\)$/.test(line) && speaking) continue;
    else if (speaking) spoken.push(unquoted(line));
    else if (isCue(line)) speaking = true;
    else if (!/^(?:CUT|FADE|DISSOLVE|SMASH|MATCH)\b.*(?::|\.|IN|OUT|BLACK)$/.test(line) && !/^(?:=|---)/.test(line))
      action.push(line);
  }
  return [action.join(' '), ...spoken.filter((line) => line !== '').map((line) => `VO: ${line}`)].join('\n');
}

/** `MIA (V.O.)`: a name in capitals alone on its line. */
function isCue(line: string): boolean {
  const name = line
    .replace(/\([^)]*\)\s*$/, '')
    .replace(/^@/, '')
    .trim();
  return /^[\p{Lu}][\p{Lu}\p{N} .'’-]{1,30}$/u.test(name) && name.split(/\s+/).length <= 4 && !/[.!?]$/.test(name);
}

function unquoted(line: string): string {
  return line.trim().replace(/^["“«„](.*)["”»“]$/u, '$1');
}

/** One scene on as few lines as it has spoken parts, without marks that would begin another. */
function flat(scene: string): string {
  return scene
    .replace(/\b(scene|shot|escena|scène|szene)\s+#?(?=\d)/giu, '$1 no. ')
    .replace(/(场景|镜头)\s*(?=\d)/gu, '$1 no. ')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, SCENE_LIMIT)
    .trim();
}

/** Lines and sentences of notes that ask for something to be seen, the most pressing first. */
export function wishesIn(text: string): string[] {
  const lines = text
    .split('\n')
    .flatMap((line) => (/^\s*(?:[-*•]|\d{1,2}[.)])\s/.test(line) ? [line] : (line.match(/[^.!?]+[.!?]*/g) ?? [])))
    .map((line) =>
      line
        .replace(/^\s*(?:[-*•]|\d{1,2}[.)]|#+|\[[ x]?\])\s*/i, '')
        .replace(/\*\*|__/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => !OFFICE.test(line))
    .filter((line) => line.split(' ').length >= 2 && line.length <= 140 && !line.endsWith(':'));
  const pressing = (line: string): number => (MUST.test(line) ? 0 : 1);
  return [...new Set(lines.toSorted((a, b) => pressing(a) - pressing(b)).map(bare))];
}

/** What notes say of the work and not of the picture. */
const OFFICE =
  /\b(?:notes?|film|video|ads?|spot|deadline|budget|meeting|client|draft|version|agenda|ideas?|questions?|monday|tuesday|wednesday|thursday|friday|e-?mail|approv\w*|feedback|invoice|todo)\b/i;
const MUST = /\b(?:must|always|has to|have to|needs? to|don'?t forget|important|include|be sure)\b/i;

/** `We must see the copper kettle` → `the copper kettle`: the thing itself. */
function bare(line: string): string {
  const thing = line
    .replace(/^(?:please\s+)?(?:and\s+)?(?:(?:we|you|the (?:film|video|ad))\s+)?(?:must|should|has to|have to|needs? to|always|do)?\s*(?:not forget|don'?t forget|be sure to|remember to)?\s*(?:show|see|include|feature|have|use|keep)s?\s+/i, '')
    .replace(/\s+(?:must|should|has to|have to|needs? to)\s+(?:be (?:seen|shown|visible|in(?: it)?|there)|appear)\b.*$/i, '')
    .replace(/[.;,!]+$/, '')
    .trim(); // prettier-ignore
  return thing === '' ? line : thing;
}

/** Words that a brand text says must be read: after `tagline:`, or quoted beside it. */
export function mottoesIn(text: string): string[] {
  const found = [...text.matchAll(/\b(?:tag ?line|slogan|claim|motto|end ?line)\b\s*(?:is|:|[-–—=])?\s*["“«„'‘]?([^"”»“'’\n]{2,80}?)["”»’']?\s*(?:\n|$|(?<=[.!?])\s)/gi)]; // prettier-ignore
  return [
    ...new Set(
      found.map(([, words = '']) => words.replace(/\*\*|__/g, '').trim()).filter((words) => /\p{L}/u.test(words)),
    ),
  ];
}

/** Colours that a text names as the brand's: hexadecimal ones first, else colour words beside the word colour. */
export function coloursNamed(text: string, known: ReadonlySet<string>): string[] {
  const exact = [...text.matchAll(/#[0-9a-f]{6}\b/gi)].map(([hex]) => hex.toLowerCase());
  if (exact.length > 0) return [...new Set(exact)];
  const lines = text.split(/\n|(?<=[.!?])\s/).filter((line) => /\bcolou?rs?\b|\bpalette\b/i.test(line));
  const words = lines.flatMap((line) => line.toLowerCase().match(/\p{L}+/gu) ?? []);
  return [...new Set(words.flatMap((word, at) => {
    if (!known.has(word)) return [];
    const shade = words[at - 1] ?? '';
    return [/^(?:dark|deep|light|pale|forest|bright|warm|sky|navy)$/.test(shade) && shade !== word ? `${shade} ${word}` : word];
  }))]; // prettier-ignore
}
