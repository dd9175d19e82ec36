import type { Mood, TimeOfDay, Weather } from '../../film/screenplay.ts';

/** Splits a list in one string: tables stay readable. */
const list = (text: string): string[] => text.trim().split(/\s+/);

export const DETERMINERS = new Set(
  list('a an the this that these those my your our his her its their some every each another no any'),
);
export const PREPOSITIONS = new Set(
  list(
    'in on at with by for from to into onto across through under over above below behind beside near during after before of along around against between among inside outside past toward towards without until like off up down beneath beyond amid as about throughout within',
  ),
);
export const CONJUNCTIONS = new Set(
  list('and but then while when until so because who which that where or as before after'),
);
export const PRONOUNS = new Set(
  list(
    'he she it they him them himself herself themselves itself we us i me you who everyone everybody someone nobody something everything',
  ),
);
export const AUXILIARIES = new Set(
  list(
    'is are was were be been being am has have had will would can could should may might must do does did gets get got',
  ),
);
export const ADVERBS = new Set(
  list(
    'finally then suddenly slowly quietly gently together alone again never always still just now once soon later away back home very too almost only not also even ever first last everywhere outside inside instead forward together later how why',
  ),
);
const NOUNS_IN_LY = new Set(
  list('family butterfly dragonfly firefly jelly lily belly assembly bully italy july fly ally reply supply'),
);
const ADJECTIVES_IN_LY = new Set(
  list('lonely friendly lovely elderly ugly silly holy deadly lively early daily likely chilly curly'),
);

export const NUMBERS: Record<string, number> = {
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12,
  both: 2, several: 4, many: 6, few: 3, couple: 2, dozen: 12, hundreds: 12, thousands: 12,
}; // prettier-ignore

export const COLOURS = new Set(
  list(
    'red orange yellow green blue purple violet pink brown black white grey gray gold golden silver turquoise teal crimson scarlet emerald azure beige cream navy maroon magenta cyan indigo copper',
  ),
);

const ADJECTIVES = new Set(
  list(`serene calm peaceful quiet silent still old young tiny small little big large huge giant enormous tall short long wide narrow new ancient modern
    vintage rusty shiny bright dark dim warm cold hot cool wet dry soft hard gentle wild free brave shy proud happy sad angry tired sleepy lonely lost busy empty full
    crowded abandoned weathered worn broken cracked wooden metal stone glass paper plastic leather electric digital futuristic neon rainy snowy sunny foggy misty stormy
    cloudy windy starry moonlit sunlit golden frozen tropical rural urban local fresh organic delicious sweet spicy rich poor strong weak fast slow early late final first
    last single lone solitary distant near far deep shallow high low steep flat round square sharp smooth rough clean dirty messy tidy cosy cozy elegant simple beautiful
    pretty lovely stunning gorgeous magical mysterious secret hidden strange weird curious funny playful cheerful joyful hopeful romantic melancholic nostalgic tense
    dramatic epic heroic majestic mighty powerful humble kind clever smart wise stubborn determined exhausted frustrated nervous worried excited triumphant grumpy blind
    deaf retired homeless wealthy famous unknown favourite favorite best perfect ordinary everyday private public open closed noir cinematic animated handmade homemade
    handcrafted wireless portable solar eco green sustainable reusable premium luxury affordable minimal minimalist sleek robotic alien medieval victorian historic royal
    fluffy furry striped spotted stray injured orphaned newborn elderly autumn spring summer winter midnight mechanical noisy loud thick thin heavy light pale bold vast
    remote cheap expensive sick healthy pregnant hungry thirsty brilliant ruined burning flying sleeping dancing`),
);
const ADJECTIVE_ENDING = /(?:ous|ful|less|ive|ish|able|ible|esque|ical|ient|like|most)$/;
const NOUNS_LIKE_ADJECTIVES = new Set(
  list(
    'detective native olive archive motive table vegetable cable ingredient patient client fish relative drive hive locative objective perspective radish spouse',
  ),
);

/** Plain forms of the verbs that carry stories. */
const VERBS = new Set(
  list(`accept achieve act admire adopt answer appear arrive ask attack awaken bake balance battle beat become befriend begin believe bloom blow boil borrow bounce break breathe
    brew bring brush build burn bury buy call calm capture care carry carve catch celebrate change chase chat cheer chop circle clap clean climb close code collect comb come
    comfort compete complete compose conquer connect cook count craft crash crawl create cross cry cut cycle dance dance dare debug decide decorate defeat defend deliver depart
    descend design destroy dig dine disappear discover dive draw dream drift drink drive drop dry earn eat embrace emerge enjoy enter erupt escape examine explain explode
    explore face fade fail fall feed feel fight fill find finish fish fix flap float flow fly fold follow forget forgive free freeze gather give glide glow go graze greet grow guard
    guide hammer hang harvest hatch heal hear heat help hide hike hit hold hop hope hug hunch hunt imagine improve inspect inspire invent invite jog join journey juggle jump keep
    kick kiss knead kneel knit knock land laugh launch lead leap learn leave lift light listen live lock look lose love make manage march marry master measure meditate meet melt mend
    mix mourn move navigate notice nurture observe offer open orbit order organize organise overcome pack paddle paint park pass pause pedal perform phone pick pilot plant play plan
    point polish pour practice practise pray prepare present print protect pull push race rain raise reach read realize realise rebuild receive recharge record recover recycle reflect
    release remember repair rescue rest restore return reunite reveal ride rise roam roar roast roll row rule run rush sail save say scan scare score sculpt search see sell send serve set
    sew share shelter shine shoot show shrink sing sink sip sit skate sketch ski sleep slide slow smell smile snow soar solve sort spark speak spill spin splash sprint sprout stack stand
    stare start stay steal steer step stir stop strike stretch stroll struggle study succeed surf surprise survive sweep swim swing take talk taste teach tell think throw tidy tie toss
    touch track train transform travel trust try tune turn type unite unlock use vanish visit vote wait wake walk wander warm wash watch water wave weave weld whisper win wipe wish
    wonder work worry wrap write yawn save shape mould mold assemble seek shop simplify automate sync replace remove lower boost`),
);

/** Nouns as often as verbs: they need a subject before them, and a clear verb form, to count as verbs. */
const MOSTLY_NOUNS = new Set(
  list(
    'light fish train plant water wave race dream love hope work design park order record dance play plan face cook guide pilot phone bug step ski cycle code call hammer rain snow spring journey battle fight hunt walk run ride drive swim dive hike show start stop study smile smell taste sleep rest return rise kiss hug score paint print present spark track travel visit watch wish wonder shelter sketch help change care brush drop land launch lead lock look match move pack pause pick point practice rule sail set share shoot sink sip slide splash stack stand strike stretch surprise swing talk tie touch tune turn use vote wait wash whisper answer attack beat burn chat cheer clap climb close comfort count craft crash cross cry cut dare dawn fall feed feel fill find fix flap float flow fly fold free freeze hit hold hop joke jump keep leap lift live mix pass push pull roar roast roll row rush scan scare search stir story sweep throw toss train transport warm weld win wrap yawn act brew bounce capture circle drift drink escape fade bloom glow graze harvest heat knock march measure mend mourn offer paddle polish reveal safe shine sort spin spill sprint sprout stare steal steer stroll struggle surf tear trust wake fire',
  ),
);

const IRREGULAR: Record<string, string> = {
  became: 'become', began: 'begin', bought: 'buy', broke: 'break', brought: 'bring', built: 'build', came: 'come', caught: 'catch', drank: 'drink', drew: 'draw', drove: 'drive',
  ate: 'eat', fell: 'fall', felt: 'feel', flew: 'fly', flies: 'fly', forgot: 'forget', fought: 'fight', found: 'find', gave: 'give', grew: 'grow', held: 'hold', hid: 'hide',
  kept: 'keep', knew: 'know', knelt: 'kneel', led: 'lead', left: 'leave', lost: 'lose', made: 'make', met: 'meet', ran: 'run', rode: 'ride', rose: 'rise', said: 'say', sang: 'sing', sat: 'sit',
  saw: 'see', sent: 'send', shone: 'shine', slept: 'sleep', spoke: 'speak', stole: 'steal', stood: 'stand', struck: 'strike', swam: 'swim', taught: 'teach', threw: 'throw', told: 'tell',
  took: 'take', went: 'go', goes: 'go', woke: 'wake', won: 'win', wrote: 'write', dies: 'die', lies: 'lie', tries: 'try', cries: 'cry', carries: 'carry', studies: 'study', marries: 'marry',
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
  const irregular = IRREGULAR[word];
  if (irregular !== undefined) return of(irregular, word.endsWith('ing') ? 'ing' : word.endsWith('s') ? 's' : 'ed');
  if (known(word)) return of(word, 'base');
  if (word.endsWith('ing')) {
    const stem = word.slice(0, -3);
    const lemma = [stem, `${stem}e`].find(known);
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

export function isAdverb(word: string): boolean {
  return (
    ADVERBS.has(word) ||
    (word.endsWith('ly') && word.length > 4 && !NOUNS_IN_LY.has(word) && !ADJECTIVES_IN_LY.has(word))
  );
}

export function isAdjective(word: string): boolean {
  if (ADJECTIVES.has(word) || COLOURS.has(word) || ADJECTIVES_IN_LY.has(word)) return true;
  if (/^[a-z]+-(?:[a-z]+ed|powered|free|old|filled|covered|shaped|colou?red|like)$/.test(word)) return true;
  return word.length > 5 && ADJECTIVE_ENDING.test(word) && !NOUNS_LIKE_ADJECTIVES.has(word);
}

/** `mice` → `mouse`, `wolves` → `wolf`; null when the word is no plural that we see through. */
export function singular(word: string): string | null {
  const irregular: Record<string, string> = {
    people: 'person', children: 'child', men: 'man', women: 'woman', mice: 'mouse', geese: 'goose', wolves: 'wolf', leaves: 'leaf', knives: 'knife', feet: 'foot', teeth: 'tooth', lives: 'life',
    kids: 'kid', loaves: 'loaf', thieves: 'thief', heroes: 'hero', potatoes: 'potato', tomatoes: 'tomato', fireflies: 'firefly', cacti: 'cactus', fishermen: 'fisherman', elves: 'elf', buses: 'bus', waves: 'wave', shoes: 'shoe', horses: 'horse', houses: 'house', noses: 'nose', roses: 'rose',
  }; // prettier-ignore
  const known = irregular[word];
  if (known !== undefined) return known;
  if (/(?:men)$/.test(word)) return word.replace(/men$/, 'man');
  if (
    /(?:ss|us|is|news|physics|lens|series|species|paris|chess|glasses|jeans|gas|always|canvas|atlas|christmas)$/.test(
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

/** `solve` → `solves`. */
export function thirdPerson(lemma: string): string {
  const irregular: Record<string, string> = { be: 'is', have: 'has', do: 'does', go: 'goes' };
  const [verb = '', ...rest] = lemma.split(' ');
  const form =
    irregular[verb] ??
    (/(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : /[^aeiou]y$/.test(verb) ? verb.replace(/y$/, 'ies') : `${verb}s`);
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
    /\b(?:midnight|night|nights|nighttime|moonlit|moonlight|starry|under the stars|overnight|3 ?am|late evening|northern lights|aurora)\b/i,
    'night',
  ],
  [/\b(?:morning|mornings|breakfast)\b/i, 'morning'],
  [/\b(?:evening|evenings)\b/i, 'dusk'],
  [/\b(?:noon|midday|daytime|afternoon|sunny)\b/i, 'day'],
];

export const WEATHERS: readonly (readonly [RegExp, Weather])[] = [
  [/\b(?:storm|stormy|thunder|thunderstorm|lightning|tempest|hurricane)\b/i, 'storm'],
  [/\b(?:rain|rainy|raining|drizzle|downpour|monsoon|rain-soaked)\b/i, 'rain'],
  [/\b(?:snow|snowy|snowfall|snowing|blizzard|snowstorm|snow-covered)\b/i, 'snow'],
  [/\b(?:fog|foggy|mist|misty|haze)\b/i, 'fog'],
  [/\b(?:wind|windy|breeze|gale|gusts?)\b/i, 'wind'],
  [/\b(?:cloudy|overcast|clouds)\b/i, 'cloudy'],
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
  return TIMES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

export function weatherIn(text: string): Weather | null {
  return WEATHERS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
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
