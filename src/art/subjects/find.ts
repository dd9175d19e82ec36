import type { Subject } from '../subject.ts';

/**
 * Finds the subject that a free noun phrase means: `a bunch of old wooden chairs` → chair. The longest phrase that ends
 * at the head noun wins, then the attributes joined to it (`sports` + `car`), then what follows `of` (`flock of sheep`) or
 * what a gathering of the `living` is made of (`penguin family`). Null when nothing fits: a wrong thing in the picture is
 * worse than a plain one.
 */
export function finder(
  subjects: readonly Subject[],
  living: readonly Subject[],
): (what: string, attributes?: readonly string[]) => Subject | null {
  const alive = new Set(living);
  const byWord = new Map<string, Subject>();
  for (const subject of subjects) for (const word of subject.words) if (!byWord.has(word)) byWord.set(word, subject);

  const named = (phrase: string) => byWord.get(phrase) ?? null;

  function atEnd(words: readonly string[]): Subject | null {
    if (words.length === 0) return null;
    for (let length = Math.min(4, words.length); length > 0; length--) {
      const rest = words.slice(words.length - length, -1);
      for (const head of singulars(words.at(-1)!)) {
        const found = named([...rest, head].join(' ')) ?? named([...rest, head].join('-'));
        if (found) return found;
      }
    }
    return null;
  }

  return (what, attributes = []) => {
    const words = wordsOf(what);
    if (words.length === 0) return null;
    const whole = atWhole(words, named);
    if (whole) return whole;
    const cut = words.findIndex(
      (word, i) =>
        i > 0 && (PREPOSITIONS.has(word) || (COMPLEMENTED.has(word) && PREPOSITIONS.has(words[i + 1] ?? 'of'))),
    );
    const before = cut < 0 ? words : words.slice(0, cut);
    const after = cut < 0 || words[cut] !== 'of' ? [] : words.slice(cut + 1);
    const amount = after.length > 0 && AMOUNTS.has(singulars(before.at(-1)!).at(-1)!);
    if (!amount) {
      for (const attribute of attributes) {
        const joined = atWhole([...wordsOf(attribute), before.at(-1)!], named);
        if (joined) return joined;
      }
    }
    const tail = after.slice(
      0,
      indexOrEnd(after, (word) => PREPOSITIONS.has(word)),
    );
    const members = GATHERINGS.has(before.at(-1)!) ? atEnd(before.slice(0, -1)) : null;
    if (members && alive.has(members)) return members;
    return (amount ? null : atEnd(before)) ?? (tail.length > 0 ? atEnd(tail) : null);
  };
}

const PREPOSITIONS = new Set(
  'of with in on at by near under over behind beside from for to that which who whose and made full inside into onto above below between against like wearing holding standing sitting'.split(
    ' ',
  ),
);

/** Adjectives that end the noun phrase when something hangs on them: `a tiny dragon afraid of fire`, not `a tired dog`. */
const COMPLEMENTED = new Set(
  'afraid scared frightened terrified tired proud aware unaware fond jealous ashamed capable sick worried obsessed covered filled surrounded lost'.split(
    ' ',
  ),
);

/** Words after the noun that only gather it: `penguin family`, `wolf packs`. */
const GATHERINGS = new Set(
  'family families group groups flock flocks herd herds pack packs crowd swarm colony team teams crew couple pair duo trio gang squad troop troupe'.split(
    ' ',
  ),
);

/** Words before `of` that only count or gather what follows. */
const AMOUNTS = new Set(
  'bunch pair group flock herd pack pile stack row set piece slice couple number lot crowd swarm school team handful heap line field sea collection series cluster string variety kind sort type dozen close-up view picture sight array patch bouquet litter pride family colony troop gang army fleet gaggle squad trio duo crew host'.split(
    ' ',
  ),
);

function atWhole(words: readonly string[], named: (phrase: string) => Subject | null): Subject | null {
  for (const head of singulars(words.at(-1)!)) {
    const phrase = [...words.slice(0, -1), head].join(' ');
    const found = words.length > 1 ? (named(phrase) ?? named(phrase.replaceAll(' ', '-'))) : null;
    if (found) return found;
  }
  return null;
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word !== '' && !ARTICLES.has(word));
}

const ARTICLES = new Set(
  'a an the his her its their my our your this that these those some one two three four five six several many few'.split(
    ' ',
  ),
);

/** The word as written and what its singular may be. */
function singulars(word: string): string[] {
  const irregular = IRREGULAR[word];
  if (irregular) return [word, irregular];
  const forms = [word];
  if (word.endsWith('ies')) forms.push(`${word.slice(0, -3)}y`);
  if (word.endsWith('ves')) forms.push(`${word.slice(0, -3)}f`, `${word.slice(0, -3)}fe`);
  if (/(s|x|z|ch|sh|o)es$/.test(word)) forms.push(word.slice(0, -2));
  if (word.endsWith('s') && !word.endsWith('ss')) forms.push(word.slice(0, -1));
  return forms;
}

const IRREGULAR: Readonly<Record<string, string>> = {
  men: 'man',
  women: 'woman',
  children: 'child',
  people: 'person',
  mice: 'mouse',
  geese: 'goose',
  feet: 'foot',
  teeth: 'tooth',
  oxen: 'ox',
  cacti: 'cactus',
  fungi: 'mushroom',
  knives: 'knife',
  leaves: 'leaf',
  octopi: 'octopus',
};

function indexOrEnd<T>(list: readonly T[], test: (item: T) => boolean): number {
  const index = list.findIndex(test);
  return index < 0 ? list.length : index;
}
