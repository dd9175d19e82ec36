import { z } from 'zod';
import { PictureFacts, ReadText, SeenPicture } from '../film/assets.ts';
import { AssetUse, SeedKind, SeedText, type AssetRole } from '../film/brief.ts';
import { defineAgent, Unfit } from './agent.ts';
import { colourWord } from './assets/colour-words.ts';
import { coloursNamed, kindOfText, mottoesIn, scenesIn, wishesIn } from './assets/written.ts';
import { COLOURS } from './story/lexicon.ts';
import { readConcept } from './story/read.ts';

const GivenPicture = z.object({
  id: z.string(),
  /** The file's own name. */
  name: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  transparent: z.boolean(),
  facts: PictureFacts,
});
type GivenPicture = z.infer<typeof GivenPicture>;

export const AssetAnalyzerInput = z.object({
  concept: z.string().min(1),
  pictures: z.array(GivenPicture),
  texts: z.array(SeedText),
  /** Nouns that the art department can draw: what is in it is certainly a thing. */
  drawable: z.array(z.string()).default([]),
});
export type AssetAnalyzerInput = z.infer<typeof AssetAnalyzerInput>;

export const AssetAnalysis = z.object({ pictures: z.array(SeenPicture), texts: z.array(ReadText) });
export type AssetAnalysis = z.infer<typeof AssetAnalysis>;

/** A mind says what a picture and a text are; scenes are taken out of the text here, letter by letter. */
const Reply = z.object({ pictures: z.array(SeenPicture), texts: z.array(ReadText.omit({ scenes: true })) });

/** Characters of a text that a mind is shown, and things that notes may ask for. */
const EXCERPT = 12_000;
const WISHES = 6;

export const ASSET_ANALYZER_PROMPT = `You look at what a person handed in for a film: pictures, with what was measured on them, and texts. Say what each is and where it belongs.
PICTURES. kind: image, photo, sketch, logo, storyboard (several panels that tell shots), mood-board (a model of style), palette, screenshot, product, character,
setting. role: content-source, style-reference, brand-guide, storyboard, character, setting, mood.
use decides where it is seen: end (a logo, revealed at the end), hero (a product or character: it stands for whom the film is about), opening (what the
place looks like), shots (a storyboard: one panel a shot, in order; only when panels were measured), anywhere (fills a shot), look (gives colours and style
and is never shown: mood boards and palettes).
description says in one or two plain sentences what is seen, so that somebody who has not seen it could film it. subjects are plain nouns, the main thing
first ("red mug"). drawn says for a storyboard what each measured panel shows, in their order, for whoever writes the shots. textSeen is what can be read, letter by letter. palette in words. style only for what is a model of style ("grainy, muted, low sun").
reason says why you take it for that. Say nothing that you do not see.
TEXTS. kind: script, outline (scenes in short), notes, brand (rules of a brand). elements are things that notes ask to be seen, in their own words, at most
six; words are those that must be read on screen, letter by letter as they stand in the text; colours are those that the brand demands.
Every id is answered once.`;

/** What was handed in, taken for something each, and where it belongs. Offline only what is measured and named is known. */
export const assetAnalyzer = defineAgent<AssetAnalyzerInput, AssetAnalysis, z.infer<typeof Reply>>({
  name: 'asset-analyzer',
  input: AssetAnalyzerInput,
  output: AssetAnalysis,
  prompt: { version: 1, text: ASSET_ANALYZER_PROMPT, maxTokens: 8_000, effort: 'low' },
  rehearse: analyse,
  show: ({ concept, pictures, texts }) => ({
    own: {
      concept,
      pictures: pictures.map(({ facts: { panels, ...facts }, ...picture }) => ({
        ...picture,
        ...facts,
        panels: panels.length,
      })),
      texts: texts.map(({ text, ...one }) => ({ ...one, text: text.slice(0, EXCERPT) })),
    },
  }),
  reply: Reply,
  complete: completed,
});

function analyse({ concept, pictures, texts, drawable }: AssetAnalyzerInput): AssetAnalysis {
  const written = texts.map((text) => read(text, kindOfText(text.name, text.text), concept, drawable));
  // A picture may be of something that only the script knows.
  const story = [concept, ...written.flatMap(({ scenes, elements }) => [...elements, ...scenes])].join('. ');
  return { pictures: pictures.map((picture) => look(picture, story, drawable)), texts: written };
}

/** An answer about what was handed in and nothing else; what is to be read must stand in the text. Throws `Unfit`. */
function completed({ pictures, texts }: z.infer<typeof Reply>, asked: AssetAnalyzerInput): AssetAnalysis {
  const one = <T extends { id: string }>(answers: T[], id: string): T => {
    const [answer, ...more] = answers.filter((other) => other.id === id);
    if (answer === undefined || more.length > 0) throw new Unfit(`${id} has to be answered exactly once`);
    return answer;
  };
  return {
    pictures: asked.pictures.map(({ id, facts }) => {
      const seen = one(pictures, id);
      return seen.use === 'shots' && facts.panels.length === 0 ? { ...seen, use: 'anywhere' } : seen;
    }),
    texts: asked.texts.map((given) => {
      const said = one(texts, given.id);
      return {
        ...said,
        scenes: scenesFor(given, said.kind, asked.concept),
        words: said.words.filter((words) => given.text.includes(words)),
      };
    }),
  };
}

interface Guess {
  kind: SeedKind;
  reason: string;
}

function look(picture: GivenPicture, story: string, drawable: readonly string[]): SeenPicture {
  const subject = subjectOf(picture.name, story);
  const { kind, reason } = byName(picture) ?? bySubject(picture, subject, story, drawable) ?? byFacts(picture);
  const palette = [...new Set(picture.facts.palette.map(({ hex }) => colourWord(hex)))];
  const { role, use } = PURPOSE[kind];
  // Without panels a storyboard is one drawing.
  const alone = use === 'shots' && picture.facts.panels.length === 0;
  return {
    id: picture.id,
    kind,
    role,
    use: alone ? 'anywhere' : use,
    description: described(picture, kind, palette, subject),
    reason,
    palette,
    subjects: subject === null || use === 'look' || use === 'shots' ? [] : [subject],
    drawn: [],
    textSeen: [],
    style: use === 'look' ? toneOf(picture.facts) : [],
  };
}

const PURPOSE: Record<SeedKind, { role: AssetRole; use: AssetUse }> = {
  image: { role: 'content-source', use: 'anywhere' },
  photo: { role: 'content-source', use: 'anywhere' },
  sketch: { role: 'content-source', use: 'anywhere' },
  screenshot: { role: 'content-source', use: 'anywhere' },
  logo: { role: 'brand-guide', use: 'end' },
  storyboard: { role: 'storyboard', use: 'shots' },
  'mood-board': { role: 'mood', use: 'look' },
  palette: { role: 'style-reference', use: 'look' },
  product: { role: 'content-source', use: 'hero' },
  character: { role: 'character', use: 'hero' },
  setting: { role: 'setting', use: 'opening' },
};

/** What a file is called by those who make it; the first that fits. */
const NAMES: readonly (readonly [RegExp, SeedKind])[] = [
  [/story ?boards?|\bpanels?\b/, 'storyboard'],
  [/mood ?boards?|\bmoods?\b|style ?(?:boards?|frames?|refs?|references?)|inspirations?|look ?(?:book|and feel)/, 'mood-board'],
  [/palettes?|swatch(?:es)?|colou?r ?(?:scheme|palette|card)s?/, 'palette'],
  [/screen ?(?:shot|grab|cap)s?|\bui\b|wireframes?|mockups?|\bscreens?\b/, 'screenshot'],
  [/\blogo\w*|\bbrand\w*|\bicons?\b|\b(?:word|trade) ?marks?\b|\bemblems?\b/, 'logo'],
  [/\bcharacters?\b|\bportraits?\b|\bmascots?\b|\bactors?\b|\bheadshots?\b/, 'character'],
  [/products?|packshots?|packaging/, 'product'],
  [/\bsettings?\b|locations?|backgrounds?|backdrops?|\bplaces?\b|landscapes?|sceneries|scenery|\bplates?\b|interiors?|exteriors?/, 'setting'],
  [/sketch\w*|drawings?|doodles?|scribbles?|concept ?art/, 'sketch'],
  [/photos?|\bimg\b|\bdsc\w*|\bpxl\b|pictures?|snapshots?/, 'photo'],
]; // prettier-ignore

function wordsOf(name: string): string {
  return name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replace(/[^\p{L}\p{N}]+|(?<=\p{L})(?=\p{N})/gu, ' ')
    .trim()
    .toLowerCase();
}

function byName({ name, transparent }: GivenPicture): Guess | null {
  const found = NAMES.find(([pattern]) => pattern.test(wordsOf(name)));
  if (found === undefined) return null;
  const [pattern, kind] = found;
  // A see-through photo is none: somebody cut it out.
  if (kind === 'photo' && transparent) return null;
  return { kind, reason: `its name says “${pattern.exec(wordsOf(name))?.[0] ?? kind}”` };
}

/** A cut-out of something that the concept is about stands for it. */
function bySubject(
  { transparent }: GivenPicture,
  subject: string | null,
  story: string,
  drawable: readonly string[],
): Guess | null {
  if (!transparent || subject === null) return null;
  const noun = readConcept(story, drawable).nouns.find(
    ({ what, text }) => mentions(subject, what) || mentions(subject, text),
  );
  if (noun === undefined) return null;
  const kind = noun.kind === 'thing' ? 'product' : 'character';
  return { kind, reason: `it is cut out and called “${subject}”, which the story has` };
}

function mentions(one: string, other: string): boolean {
  const words = other.toLowerCase().split(/[\s-]+/);
  return one.split(' ').every((word) => words.includes(word)) || words.every((word) => one.split(' ').includes(word));
}

function byFacts({ width, height, transparent, facts }: GivenPicture): Guess {
  if (transparent) return { kind: 'logo', reason: 'it can be seen through around it, as marks can' };
  const panels = facts.panels.length;
  if (panels >= 3 && facts.even) {
    return facts.edges < 0.01
      ? { kind: 'palette', reason: `${panels} plain fields of one size` }
      : { kind: 'storyboard', reason: `${panels} panels of one size with gutters between them` };
  }
  if (panels >= 4) return { kind: 'mood-board', reason: `${panels} pictures of different sizes on one sheet` };
  if (facts.saturation < 0.08 && facts.lightness > 0.75 && facts.colours < 40)
    return { kind: 'sketch', reason: 'dark lines on a light ground, hardly any colour' };
  if (facts.colours > 60) return { kind: 'photo', reason: `${facts.colours} colours that run into each other` };
  return { kind: 'image', reason: `${width}×${height}, nothing about it says more` };
}

/** Words of a name that say how a file came to be and not what is in it. */
const ABOUT_FILES =
  /^(?:final|new|old|copy|draft|version|v|rev|large|small|big|hi|hires|lowres|hd|web|print|edit|edited|export|scan|scanned|untitled|img|image|dsc\w*|pxl|photos?|pictures?|pics?|file|seed|asset|assets|ref|reference|shot|hero|heroine|main|white|black|transparent|bg|rgb|cmyk|png|jpg|x|px|of|the|a|an|and|with|for|my|our|cutout|cut|out|sheet|front|back|side|view|master|production|screen|screenshot|grab|ui|product|products|packshot|packaging|character|characters|portrait|mascot|person|actor|headshot|setting|settings|location|locations|background|backdrop|place|places|plate|landscape|scenery|interior|exterior|logo\w*|brand\w*|icon\w*|emblem|sketch\w*|drawing|doodle|storyboard|board|panels?|mood|moodboard|palette|swatch\w*|colou?rs?|scheme|concept|art|inspiration|style|frame|frames)$/;

/** What the name says is in it; null for a camera's number. Words that the concept has too are certainly meant. */
function subjectOf(name: string, story: string): string | null {
  const said = new Set(story.toLowerCase().match(/\p{L}+/gu));
  const words = wordsOf(name)
    .split(' ')
    .filter(
      (word) => /^\p{L}{2,}$/u.test(word) && (!ABOUT_FILES.test(word) || (said.has(word) && !FILE_TALK.test(word))),
    );
  return words.length === 0 || words.length > 4 ? null : words.join(' ');
}

const FILE_TALK = /^(?:a|an|the|of|and|with|for|my|our|x|v|new|old|shot|main|out|cut)$/;

function described(
  { width, height, facts }: GivenPicture,
  kind: SeedKind,
  palette: string[],
  subject: string | null,
): string {
  const shape = width > height * 1.15 ? 'wide' : height > width * 1.15 ? 'tall' : 'square';
  const tone = toneOf(facts).slice(0, 2).join(' and ');
  const ground = facts.seeThrough > 0.01 ? `, ${Math.round(facts.seeThrough * 100)} % of it see-through` : '';
  const panels = facts.panels.length === 0 ? '' : `, ${facts.panels.length} panels`;
  const colours = palette.length === 0 ? '' : `: ${palette.slice(0, 4).join(', ')}`;
  const shows = subject === null ? 'What it shows is not known.' : `By its name it shows ${subject}.`;
  return `A ${shape} ${kind.replace('-', ' ')}${panels}${ground}; ${tone}${colours}. ${shows}`;
}

/** How it looks, in words that the artists know. */
function toneOf({ lightness, saturation, warmth }: PictureFacts): string[] {
  return [
    ...(warmth > 0.08 ? ['warm'] : warmth < -0.06 ? ['cool'] : []),
    ...(lightness < 0.32 ? ['dark'] : lightness > 0.72 ? ['bright'] : []),
    saturation > 0.55 ? 'vivid' : saturation < 0.22 ? 'quiet' : 'calm',
  ];
}

function read(given: SeedText, kind: ReadText['kind'], concept: string, drawable: readonly string[]): ReadText {
  const scenes = scenesFor(given, kind, concept);
  const elements =
    kind === 'notes'
      ? wishesIn(given.text)
          .filter((wish) => readConcept(wish, drawable).nouns.length > 0)
          .slice(0, WISHES)
      : [];
  const words = kind === 'brand' || kind === 'notes' ? mottoesIn(given.text).slice(0, 2) : [];
  const colours =
    kind === 'brand'
      ? coloursNamed(given.text, COLOURS)
          .slice(0, 6)
          .map((colour) => (colour.startsWith('#') ? colourWord(colour) : colour))
      : [];
  const counted = given.text.split(/\s+/).length;
  const found = [
    scenes.length > 0 ? `${scenes.length} ${scenes.length === 1 ? 'scene' : 'scenes'}` : '',
    elements.length > 0 ? `${elements.length} ${elements.length === 1 ? 'thing' : 'things'} to be seen` : '',
    words.length > 0 ? `the words “${words.join('”, “')}”` : '',
    colours.length > 0 ? `the colours ${colours.join(', ')}` : '',
  ].filter((part) => part !== '');
  return {
    id: given.id,
    kind,
    description:
      `${TITLES[kind]} of ${counted.toLocaleString('en-US')} words: ${found.length === 0 ? 'nothing in it that could be filmed as it is' : found.join('; ')}.`.slice(
        0,
        600,
      ),
    scenes,
    elements: elements.filter((wish) => !words.some((one) => wish.includes(one))),
    words,
    colours: [...new Set(colours)],
  };
}

const TITLES: Record<ReadText['kind'], string> = {
  script: 'A script',
  outline: 'An outline',
  notes: 'Notes',
  brand: 'Rules of a brand',
};

/** A concept that has its scenes written out needs no others. */
function scenesFor({ text }: SeedText, kind: ReadText['kind'], concept: string): string[] {
  if (kind !== 'script' && kind !== 'outline') return [];
  return readConcept(concept).notes.length > 0 ? [] : scenesIn(text);
}
