import type { Mood, TimeOfDay, Weather } from '../../film/screenplay.ts';
import { entry } from './list.ts';
import { MOSTLY_NOUNS, VERBS } from './lexicon.ts';

const IRREGULAR: Record<string, string> = {
  became: 'become', began: 'begin', bought: 'buy', broke: 'break', brought: 'bring', built: 'build', came: 'come', caught: 'catch', drank: 'drink', drew: 'draw', drove: 'drive',
  ate: 'eat', fell: 'fall', felt: 'feel', flew: 'fly', flies: 'fly', forgot: 'forget', fought: 'fight', found: 'find', gave: 'give', grew: 'grow', held: 'hold', hid: 'hide',
  kept: 'keep', knew: 'know', knelt: 'kneel', led: 'lead', left: 'leave', lost: 'lose', made: 'make', met: 'meet', ran: 'run', rode: 'ride', rose: 'rise', said: 'say', sang: 'sing', sat: 'sit',
  saw: 'see', sent: 'send', shone: 'shine', slept: 'sleep', spoke: 'speak', stole: 'steal', stood: 'stand', struck: 'strike', swam: 'swim', taught: 'teach', threw: 'throw', told: 'tell',
  took: 'take', went: 'go', goes: 'go', woke: 'wake', won: 'win', wrote: 'write', dies: 'die', lies: 'lie', tries: 'try', cries: 'cry', carries: 'carry', studies: 'study', marries: 'marry',
  bound: 'bind', dug: 'dig', hung: 'hang', heard: 'hear', hidden: 'hide', laid: 'lay', lit: 'light', sold: 'sell', shot: 'shoot', sank: 'sink', sunk: 'sink', swept: 'sweep', swung: 'swing', tore: 'tear', torn: 'tear', thought: 'think', understood: 'understand', wore: 'wear', worn: 'wear',
  bit: 'bite', bitten: 'bite', blew: 'blow', blown: 'blow', broken: 'break', burnt: 'burn', chosen: 'choose', chose: 'choose', crept: 'creep', dealt: 'deal', done: 'do', drawn: 'draw', driven: 'drive', drunk: 'drink', eaten: 'eat', fallen: 'fall', fed: 'feed', fled: 'flee', flown: 'fly', forgotten: 'forget', frozen: 'freeze', given: 'give', gone: 'go', grown: 'grow',
  known: 'know', leapt: 'leap', learnt: 'learn', lent: 'lend', paid: 'pay', rang: 'ring', ridden: 'ride', risen: 'rise', seen: 'see', sewn: 'sew', shaken: 'shake', shook: 'shake', shown: 'show', shrank: 'shrink', slid: 'slide', spent: 'spend', spun: 'spin', spoken: 'speak', stolen: 'steal', stuck: 'stick', sung: 'sing', sworn: 'swear', taken: 'take', thrown: 'throw', woken: 'wake', woven: 'weave', written: 'write', wept: 'weep', begun: 'begin', dreamt: 'dream', knitted: 'knit', beaten: 'beat', sprang: 'spring',
  running: 'run', sitting: 'sit', swimming: 'swim', getting: 'get', lying: 'lie', dying: 'die', tying: 'tie', winning: 'win', hugging: 'hug', planning: 'plan', chopping: 'chop', stopping: 'stop',
  jogging: 'jog', hopping: 'hop', stirring: 'stir', digging: 'dig', knitting: 'knit', wrapping: 'wrap', shopping: 'shop', mopping: 'mop', clapping: 'clap', spinning: 'spin', cutting: 'cut', setting: 'set',
}; // prettier-ignore

export interface VerbForm {
  lemma: string;
  form: 'base' | 's' | 'ing' | 'ed';
  /** The word is a noun as often as a verb. */
  doubtful: boolean;
}

/** The word as a form of a verb that we know, or null. */
export function verbForm(word: string): VerbForm | null {
  const known = (lemma: string) => VERBS.has(lemma);
  const of = (lemma: string, form: VerbForm['form']): VerbForm => ({ lemma, form, doubtful: MOSTLY_NOUNS.has(lemma) });
  const irregular = entry(IRREGULAR, word);
  if (irregular !== undefined && irregular !== word)
    return of(irregular, word.endsWith('ing') ? 'ing' : word.endsWith('s') ? 's' : 'ed');
  if (known(word)) return of(word, 'base');
  if (word.endsWith('ing')) {
    const stem = word.slice(0, -3);
    const lemma = [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1'), stem.replace(/y$/, 'ie')].find(known);
    return lemma === undefined ? null : of(lemma, 'ing');
  }
  if (word.endsWith('ed')) {
    const stem = word.slice(0, -2);
    const lemma = [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1'), stem.replace(/i$/, 'y')].find(known);
    return lemma === undefined ? null : of(lemma, 'ed');
  }
  if (word.endsWith('s')) {
    const lemma = [word.slice(0, -1), word.slice(0, -2), word.replace(/ies$/, 'y')].find(
      (stem) => stem !== word && known(stem),
    );
    return lemma === undefined ? null : of(lemma, 's');
  }
  return null;
}

/** `mice` → `mouse`, `wolves` → `wolf`; null when the word is no plural that we see through. */
export function singular(word: string): string | null {
  const irregular: Record<string, string> = {
    people: 'person', children: 'child', men: 'man', women: 'woman', mice: 'mouse', geese: 'goose', wolves: 'wolf', leaves: 'leaf', knives: 'knife', feet: 'foot', teeth: 'tooth', lives: 'life',
    kids: 'kid', loaves: 'loaf', thieves: 'thief', heroes: 'hero', potatoes: 'potato', tomatoes: 'tomato', fireflies: 'firefly', cacti: 'cactus', fishermen: 'fisherman', elves: 'elf', buses: 'bus', volcanoes: 'volcano', mosquitoes: 'mosquito', tornadoes: 'tornado', mangoes: 'mango', waves: 'wave', caves: 'cave', gloves: 'glove', stoves: 'stove', scarves: 'scarf', shelves: 'shelf', halves: 'half', dwarves: 'dwarf', calves: 'calf', hooves: 'hoof', selves: 'self', dishes: 'dish', cookies: 'cookie', zombies: 'zombie', selfies: 'selfie', movies: 'movie', pies: 'pie', ties: 'tie', oxen: 'ox', shoes: 'shoe', horses: 'horse', houses: 'house', noses: 'nose', roses: 'rose',
  }; // prettier-ignore
  const known = entry(irregular, word);
  if (known !== undefined) return known;
  if (/(?:men)$/.test(word)) return word.replace(/men$/, 'man');
  if (
    /(?:ss|[^n]us|is|news|physics|lens|series|species|paris|chess|glasses|jeans|gas|always|canvas|atlas|christmas)$/.test(
      word,
    ) ||
    !word.endsWith('s') ||
    word.length < 4
  )
    return null;
  if (word.endsWith('ies')) return word.length > 4 ? word.replace(/ies$/, 'y') : word.slice(0, -1);
  if (/(?:ches|shes|xes|sses|zes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** `a developer`, `an astronaut`. */
export function withArticle(noun: string): string {
  return `${/^(?:[aeio]|u(?!ni|se|ser|kul))/i.test(noun) && !/^(?:one|euro)/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** `run` → `running`, `look up` → `looking up`. */
export function gerund(lemma: string): string {
  const [verb = '', ...rest] = lemma.split(' ');
  const known = Object.entries(IRREGULAR).find(([form, plain]) => plain === verb && form.endsWith('ing'))?.[0];
  const form = known ?? (/[^eo]e$/.test(verb) ? `${verb.slice(0, -1)}ing` : `${verb}ing`);
  return [form, ...rest].join(' ');
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
}

/** Words that say when; longer phrases first. */
export const TIMES: readonly (readonly [RegExp, TimeOfDay])[] = [
  [/\b(?:sunrise|dawn|daybreak|first light|before sunrise)\b/i, 'dawn'],
  [/\b(?:golden hour|late afternoon|golden light)\b/i, 'golden-hour'],
  [/\b(?:sunset|sundown|setting sun)\b/i, 'sunset'],
  [/\b(?:dusk|twilight|blue hour|nightfall)\b/i, 'dusk'],
  [
    /\b(?:midnight|night|nights|tonight|bedtime|nighttime|moonlit|moonlight|starry|under the stars|overnight|3 ?am|late evening|northern lights|aurora)\b/i,
    'night',
  ],
  [/\b(?:morning|mornings|breakfast)\b(?! star)/i, 'morning'],
  [/\b(?:evening|evenings)\b/i, 'dusk'],
  [/\b(?:noon|midday|daytime|afternoon|sunny)\b/i, 'day'],
];

export const WEATHERS: readonly (readonly [RegExp, Weather])[] = [
  [/\b(?:storm|storms|stormy|thunder|thunderstorm|lightning|tempest|hurricane|typhoon)\b(?! bolt)/i, 'storm'],
  [
    /\b(?:rain|rains|rainy|raining|drizzle|downpour|monsoon|rain-soaked|raindrops?)\b(?! (?:boots?|coat|forest|jacket))/i,
    'rain',
  ],
  [
    /\b(?:snow|snows|snowy|snowfall|snowing|blizzard|snowstorm|snow-covered|snowflakes?)\b(?! (?:leopard|white|globe|owl|boots?))/i,
    'snow',
  ],
  [/\b(?:fog|foggy|mist|misty|haze|hazy)\b/i, 'fog'],
  [
    /\b(?:wind|winds|windy|windswept|breeze|gale|gusts?)\b(?! (?:turbine|farm|chime|instrument|power|mill|tunnel))/i,
    'wind',
  ],
  [/\b(?:cloudy|overcast|(?<!above the )clouds)\b/i, 'cloudy'],
  [/\b(?:calm sea|calm water|clear sk(?:y|ies)|blue sk(?:y|ies)|cloudless|sunny|sunshine)\b/i, 'clear'],
];

export const MOODS: readonly (readonly [RegExp, Mood])[] = [
  [
    /\b(?:frustrat\w*|stuck|struggl\w*|annoy\w*|angry|exhausted|burnout|overwhelmed|chaos|chaotic|messy)\b/i,
    'frustrated',
  ],
  [
    /\b(?:triumph\w*|victor\w*|wins?|winning|champion|solves?d?|succeeds?|success|celebrat\w*|conquer\w*|achiev\w*|overcom\w*|proud)\b/i,
    'triumphant',
  ],
  [/\b(?:lonely|alone|loneliness|lone|abandoned|isolated|orphan\w*|solitary)\b/i, 'lonely'],
  [/\b(?:sad|grief|mourn\w*|lost|loss|melanchol\w*|farewell|goodbye|nostalgi\w*|war|cry|cries)\b/i, 'melancholic'],
  [
    /\b(?:tense|thriller|chased?|danger\w*|fear|afraid|storm\w*|escape\w*|horror|scary|suspense|heist|trapped|burning)\b/i,
    'tense',
  ],
  [/\b(?:myster\w*|noir|detective|secret|haunted|ghost\w*|strange|enigma\w*|unknown|ancient|hidden)\b/i, 'mysterious'],
  [/\b(?:romantic|romance|love|lovers?|kiss\w*|wedding|valentine\w*|proposal|marr(?:y|ies|ied))\b/i, 'romantic'],
  [/\b(?:fun|funny|silly|playful|cartoon|comedy|mischievous|children's|puppy|kitten|toys?)\b/i, 'playful'],
  [/\b(?:happy|joy\w*|cheerful|laugh\w*|party|birthday|festival|holiday|smil\w*)\b/i, 'joyful'],
  [
    /\b(?:epic|majestic|legend\w*|hero\w*|battle|galaxy|universe|kingdom|dragon|mighty|vast|rocket|spaceship)\b/i,
    'epic',
  ],
  [
    /\b(?:energetic|fast|race\w*|racing|sports?|sprint\w*|workout|dance\w*|marathon|skateboard\w*|extreme|electric)\b/i,
    'energetic',
  ],
  [/\b(?:hope\w*|dream\w*|future|new beginning|inspir\w*|begin\w*|grow\w*|freedom|learn\w*)\b/i, 'hopeful'],
  [/\b(?:serene|calm|peace\w*|quiet|gentle|tranquil|relax\w*|meditat\w*|still|zen|cosy|cozy|mindful\w*)\b/i, 'serene'],
];

export function timeIn(text: string): TimeOfDay | null {
  return earliest(TIMES, text);
}

export function weatherIn(text: string): Weather | null {
  return earliest(WEATHERS, text);
}

/** What is said first: the film begins there. */
function earliest<T>(table: readonly (readonly [RegExp, T])[], text: string): T | null {
  let best: { at: number; means: T } | null = null;
  for (const [pattern, means] of table) {
    const at = text.search(pattern);
    if (at >= 0 && (best === null || at < best.at)) best = { at, means };
  }
  return best?.means ?? null;
}

export function moodIn(text: string): Mood | null {
  return MOODS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Words to be spoken: whitespace words, and two characters of a script without spaces count as one. */
export function spokenWords(text: string): number {
  const dense =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/gu)?.length ?? 0;
  const rest = text
    .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/gu, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return rest + Math.ceil(dense / 2);
}

/** At most so many characters as people count them, without cutting one in two. */
export function clip(text: string, characters: number): string {
  const segments = new Intl.Segmenter().segment(text.trim().slice(0, characters * 12));
  return Array.from(segments, ({ segment }) => segment)
    .slice(0, characters)
    .join('');
}

/** The beginning of a sentence as a heading: six words at most, and none at the end that waits for another. */
export function heading(text: string): string {
  const words = text.split(/\s+/).filter(Boolean);
  const kept = words.slice(0, HEADING_WORDS);
  if (words.length > kept.length) while (kept.length > 1 && WAITING.test(kept.at(-1) ?? '')) kept.pop();
  return capital(kept.join(' ').replace(/[,;:]$/, ''));
}

const HEADING_WORDS = 6;
/** Articles, possessives, prepositions and conjunctions. */
const WAITING =
  /^(?:an?|the|this|that|these|those|his|her|its|their|my|our|your|of|in|on|at|to|for|with|from|by|into|onto|under|over|through|across|between|behind|beside|near|towards?|past|against|along|around|among|and|or|but|nor|as|while|when|where|who|which|than|like|very|some|every|each|no|is|are|was|were)$/i;
