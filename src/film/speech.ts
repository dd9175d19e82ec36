import type { SpokenWord } from './take.ts';

/** Narration in a language that has spaces is written at this pace. */
export const WORDS_PER_SECOND = 2.5;
/** Chinese and Japanese characters, and other scripts without spaces, read aloud at a calm pace. */
const CHARACTERS_PER_SECOND = 4.5;

const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}ー々〆`;
const UNSPACED_LETTER = new RegExp(`[${UNSPACED}]`, 'gu');
const WIDE_EDGE = String.raw`[${UNSPACED}\u3000-\u303f\uff00-\uffef]`;
const STARTS_WIDE = new RegExp(`^${WIDE_EDGE}`, 'u');
const ENDS_WIDE = new RegExp(`${WIDE_EDGE}$`, 'u');
const HAS_SOUND = /[\p{L}\p{N}]/u;

const SEGMENTER = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * Text as a narrator would read it: without markdown, tags (SSML too), emoji, stage directions, sound cues and speaker
 * labels, web addresses cut to their host, white space to single blanks. Wording, numbers, punctuation and capitals stay,
 * because captions show them. Empty when nothing can be said.
 */
export function cleanForSpeech(text: string): string {
  const plain = withoutEntities(text)
    .normalize('NFC')
    .replace(/[\u200b\ufeff\u00ad\u2060\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, (mark) => (/[\n\r\u2028\u2029]/.test(mark) ? '\n' : ' '))
    .replace(/\n{2,}/gu, '\n')
    .replace(/<!--[\s\S]*?-->/gu, ' ')
    .replace(/^\s*(?:```|~~~).*$/gmu, ' ')
    .replace(/^\s*(?:[-*_]\s*){3,}$/gmu, ' ')
    .replace(/^\s*(?:#{1,6}\s+|[-*+•]\s+|>\s?|\d{1,2}[.)]\s+(?=\D))/gmu, '');
  return withoutMarks(withoutDirections(plain))
    .replace(/\.{2,}/gu, '…')
    .replace(/\s-{2,3}(?=\s)/gu, ' —')
    .replace(/([!?,;:])\1+/gu, '$1')
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[,;:!?)…]|\.(?:\s|$))/gu, '')
    .replace(/(?<=[“‘(]) /gu, '')
    .trim();
}

/** Characters that were written for a web page, as themselves. */
function withoutEntities(text: string): string {
  return text
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/giu, (entity, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : entity;
    })
    .replace(/&([a-z]{2,6});/giu, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity);
}

// prettier-ignore
const ENTITIES: Record<string, string> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', mdash: '—', ndash: '–', hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”',
};

/** What is written for actors and for those who cut, not to be said. */
function withoutDirections(text: string): string {
  return text
    .replace(/^[\s*_]*(?:SFX|FX|SOUND(?: EFFECTS?)?|MUSIC|AMBIENCE)\b[\s*_]*:.*$/gmu, ' ')
    .replace(/^\s*(?:INT|EXT|INT\.?\/EXT)\.\s.*$/gmu, ' ')
    .replace(/^\s*(?:FADE (?:IN|OUT|TO BLACK)|(?:SMASH |MATCH )?CUT TO|DISSOLVE TO)\s*[.:]/gmu, ' ')
    .replace(LABEL, '')
    .replace(/!?\[([^\]\n]*)\]\([^)\s]*\)/gu, '$1 ')
    .replace(/\[[^\]\n]{0,200}\]/gu, ' ')
    .replace(/\{{1,2}[^{}\n]{0,60}\}{1,2}/gu, ' ')
    .replace(ACTED, '$1 ')
    .replace(/(^|[.!?…:"“”]\s*|\n\s*)\(([^()\n]{1,80})\)/gu, (whole, before: string, inside: string) =>
      isDirection(inside) ? `${before} ` : whole,
    );
}

/** `NARRATOR:`, `JOHN (O.S.):` */
const LABEL =
  /^[\s*_]*(?:(?:narrator|narration|voice[- ]?over|announcer|v\.?o\.?)(?:\s*\([^)\n]{0,20}\))?|\p{Lu}[\p{Lu} .'’-]{0,30}\s*\((?:v\.?o\.?|o\.?s\.?|o\.?c\.?|cont['’]?d)\))[*_]*\s*:[\s*_]*/gimu;
/** `*sighs*`, at the beginning of a sentence. */
const ACTED =
  /(^|[.!?…:"“”]\s*|\n\s*)(\*{1,2}|_)(?:[a-z]+ly )?(?:sighs?|laughs?|chuckles?|giggles?|coughs?|gasps?|pauses?|whispers?|sobs?|groans?|yawns?|sniffs?|smiles?|nods?|clears (?:his|her|their )?throat)(?: [a-z]+ly)?\2/giu;

/**
 * At the beginning of a sentence `(softly)` and `(PAUSE)` are for the narrator; `(He was wrong.)` and `(1984)` are of the
 * text.
 */
function isDirection(inside: string): boolean {
  if (/[.!?…]$/u.test(inside)) return /^(?:\p{Lu}\.)+$/u.test(inside);
  return /^\p{Ll}/u.test(inside) || (/\p{Lu}{3}/u.test(inside) && !/\p{Ll}/u.test(inside));
}

/** Tags, addresses, emphasis, emoji. */
function withoutMarks(text: string): string {
  return text
    .replace(/<(https?:\/\/[^\s<>]+)>/giu, '$1 ')
    .replace(/<\/?[a-z][^<>\n]{0,200}>/giu, ' ')
    .replace(
      /\b(?:https?:\/\/(?:www\.)?|www\.)([^\s/?#:<>"']+?)(?:[/?#:][^\s<>"']*?)?(?=[.,;:!?)。、]*(?:\s|$))/giu,
      '$1',
    )
    .replace(/(\*\*|__|~~|\*|`+)(?=\S)(.*?\S)\1/gu, '$2')
    .replace(/(^|[\s"'(])_(?=\S)(.*?\S)_(?=$|[\s"').,;:!?])/gu, '$1$2')
    .replace(/[*`~^|\\]+/gu, ' ')
    .replace(/[#*0-9]\ufe0f?\u20e3/gu, (keycap) => keycap.charAt(0))
    .replace(/[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\ufe0f\u20e3]\u200d?/gu, ' ');
}

/** A cleaned text that ends where a sentence ends, so that a narrator who goes on makes a pause there. */
export function asSentence(text: string): string {
  return /[\p{L}\p{N}]$/u.test(text) ? text + (ENDS_WIDE.test(text) ? '。' : '.') : text;
}

/**
 * The words of a line in order, each with the punctuation that belongs to it; scripts that are written without spaces are
 * cut by the rules of Unicode. `joinWords` puts them together again.
 */
export function speechWords(text: string): string[] {
  const words: string[] = [];
  let opening = '';
  for (const chunk of text.split(/\s+/u).filter((part) => part !== '')) {
    for (const piece of STARTS_WIDE.test(chunk) || chunk.match(UNSPACED_LETTER) ? segments(chunk) : [chunk]) {
      if (HAS_SOUND.test(piece)) {
        words.push(opening + piece);
        opening = '';
      } else if (words.length > 0 && !/^[\p{Ps}\p{Pi}]/u.test(piece)) {
        words.push((words.pop() ?? '') + (piece === chunk ? ' ' : '') + piece);
      } else {
        opening += piece;
      }
    }
  }
  if (opening !== '' && words.length > 0) words.push((words.pop() ?? '') + opening);
  return words;
}

/** Words as a line of text: with blanks, except where the script has none. */
export function joinWords(words: readonly string[]): string {
  return words.reduce(
    (line, word) => line + (line === '' || ENDS_WIDE.test(line) || STARTS_WIDE.test(word) ? '' : ' ') + word,
    '',
  );
}

/** Seconds that a narrator needs for a text, before anybody has spoken it. */
export function estimateSpeechSeconds(text: string): number {
  const characters = text.match(UNSPACED_LETTER)?.length ?? 0;
  const words = text
    .replace(UNSPACED_LETTER, ' ')
    .split(/\s+/u)
    .filter((word) => HAS_SOUND.test(word)).length;
  return words / WORDS_PER_SECOND + characters / CHARACTERS_PER_SECOND;
}

/** Words spread over a time by how long they are to say, where nobody can tell when each one is spoken. */
export function spreadWords(words: readonly string[], start: number, end: number): SpokenWord[] {
  const weights = words.map(weightOf);
  const total = weights.reduce((sum, each) => sum + each, 0);
  let passed = 0;
  return words.map((word, i) => {
    const from = start + ((end - start) * passed) / total;
    passed += weights[i] ?? 0;
    return { word, start: from, end: start + ((end - start) * passed) / total };
  });
}

/** Letters, and the breath after a sentence. */
function weightOf(word: string): number {
  return 1 + (word.match(/[\p{L}\p{N}]/gu)?.length ?? 0) + (/[.!?。！？]\P{L}*$/u.test(word) ? 3 : 0);
}

function segments(chunk: string): string[] {
  return [...SEGMENTER.segment(chunk)].map(({ segment }) => segment);
}
