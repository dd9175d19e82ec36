import { DICTIONARY } from './dictionary.ts';
import { isAdjective } from './lexicon.ts';
import { isAnimal, isPerson } from './people.ts';
import { placeNamed } from './places.ts';
import { timeIn, verbForm, weatherIn } from './words.ts';

const PICTURES: Record<string, string> = {
  '🐱': 'cat', '🐈': 'cat', '🐶': 'dog', '🐕': 'dog', '🐦': 'bird', '🐟': 'fish', '🐠': 'fish', '🐳': 'whale', '🐋': 'whale', '🐬': 'dolphin', '🐢': 'turtle', '🐉': 'dragon', '🦊': 'fox', '🐻': 'bear', '🐼': 'panda', '🦁': 'lion', '🐴': 'horse', '🦋': 'butterfly', '🐝': 'bee', '🐙': 'octopus', '🐧': 'penguin', '🦉': 'owl', '🦖': 'dinosaur', '🚀': 'rocket', '🛸': 'flying saucer', '🌕': 'moon', '🌙': 'moon', '☀️': 'sun', '☀': 'sun', '🌞': 'sun', '⭐': 'star', '🌟': 'star', '🪐': 'planet', '🌍': 'earth', '🌎': 'earth', '🌏': 'earth', '🏔️': 'mountain', '🏔': 'mountain', '⛰️': 'mountain', '⛰': 'mountain', '🗻': 'mountain', '🏖️': 'beach', '🏖': 'beach', '🌊': 'sea', '🌲': 'forest', '🌳': 'tree', '🌴': 'palm tree', '🌵': 'cactus', '🌸': 'cherry blossom', '🌻': 'sunflower', '🌹': 'rose', '🌷': 'tulip', '🌈': 'rainbow', '🌧️': 'rain', '🌧': 'rain', '❄️': 'snow', '❄': 'snow', '⛈️': 'storm', '🔥': 'fire', '🌅': 'sunrise', '🌇': 'sunset', '🌃': 'night', '🏙️': 'city', '🏙': 'city', '🌆': 'city', '🏠': 'home', '🏡': 'home', '🚗': 'car', '🚲': 'bicycle', '🚂': 'train', '🚆': 'train', '⛵': 'sailing boat', '🚢': 'ship', '✈️': 'airplane', '✈': 'airplane', '🎈': 'balloon', '🎸': 'guitar', '🎹': 'piano', '🎂': 'cake', '🍕': 'pizza', '☕': 'coffee cup', '🍎': 'apple', '🍞': 'bread', '📚': 'book', '💻': 'laptop', '📱': 'phone', '⚽': 'ball', '🏀': 'basketball', '🏆': 'trophy', '🎁': 'gift box', '❤️': 'heart', '❤': 'heart', '💔': 'broken heart', '👩‍🚀': 'astronaut', '👨‍🚀': 'astronaut', '🧑‍🚀': 'astronaut', '👧': 'girl', '👦': 'boy', '👶': 'baby', '👵': 'grandmother', '👴': 'grandfather', '👨‍🍳': 'chef', '👩‍🍳': 'chef', '👩‍💻': 'developer', '👨‍💻': 'developer', '🤖': 'robot', '👻': 'ghost', '👽': 'alien', '🏃': 'runner', '💃': 'dancer', '👑': 'crown', '🎉': 'confetti', '💡': 'light bulb', '🏝️': 'island', '🏝': 'island', '🏰': 'castle', '🎣': 'fishing rod',
}; // prettier-ignore

/** Every word and picture, with its English. */
const WORDS = new Map<string, string>([
  ...Object.entries(PICTURES),
  ...DICTIONARY.trim()
    .split('\n')
    .flatMap((line) => {
      const [english = '', ...tongues] = line.split('|');
      return tongues
        .flatMap((words) => words.trim().split(/\s+/))
        .filter((word) => word !== '')
        .map((word): [string, string] => [word, english]);
    }),
]);

const ENGLISH = new Set(
  'the a an of in and with to at on is are for by from his her their its it he she they that who into over under through when while as about how what'.split(
    ' ',
  ),
);
const FOREIGN = new Set(
  'el la los las un una de del en con y que se su por para le les des du et dans une sur est au aux der die das ein eine einen und im am mit von zu auf ist den dem il lo gli di della nel e che o os um uma no na do da em sob é van het een op met och som på en det til'.split(
    ' ',
  ),
);

/** True when the concept is written mostly in something else than English. */
export function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters === 0 || latin < letters / 2) return true;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const english = words.filter((word) => ENGLISH.has(word)).length;
  const foreign = words.filter((word) => FOREIGN.has(word)).length;
  const known = words.filter((word) => WORDS.has(word) && !ENGLISH.has(word)).length;
  return foreign > english && (foreign >= 2 || known > 0);
}

/**
 * What we recognise in a sentence of another language, as a plain sentence of English: who acts, the deed, what else there
 * is, and where. Empty when nothing is recognised.
 */
export function translated(sentence: string): string {
  const words = recognised(sentence);
  const looks = [
    ...words.filter(isAdjective),
    ...(words.filter(isPerson).length > 1 && words.includes('old man') ? ['old'] : []),
  ];
  const deed = words.find((word) => verbForm(word)?.form === 's');
  const hours = words.filter((word) => timeIn(word) !== null || weatherIn(word) !== null);
  const rest = words.filter((word) => !looks.includes(word) && !hours.includes(word) && verbForm(word)?.form !== 's');
  const living = rest
    .filter((word) => !(word === 'old man' && looks.includes('old')))
    .filter((word) => isPerson(word) || isAnimal(word));
  // In `mountain, lake, moon` the film plays at the lake: the last that one can stand at.
  const places = rest.filter((word) => placeNamed(word) !== null && !living.includes(word));
  const place =
    places.findLast((word) => placeNamed(word) !== 'space') ??
    (living.length > 0 || rest.length === 1 ? places[0] : undefined);
  const things = rest.filter(
    (word) =>
      word !== 'old man' &&
      word !== place &&
      !(living.includes(word) && word === living[0]) &&
      (!places.includes(word) || SEEN.test(word)),
  );
  const [who] = living;
  const lead = who ?? things.shift();
  const adjectives = looks.filter((word) => word !== 'serene');
  const named = lead === undefined ? '' : `a ${[...adjectives, lead].join(' ')}`;
  const company = things
    .slice(0, 3)
    .map((thing) => `a ${thing}`)
    .join(' and ');
  return [
    named, deed ?? '', company === '' ? '' : lead === undefined ? company : `with ${company}`,
    place === undefined ? '' : lead === undefined ? `${looks.join(' ')} ${place}` : `in the ${place}`,
    hours.length === 0 ? '' : `at ${hours.join(' and ')}`,
  ].filter((part) => part !== '').join(' ').trim(); // prettier-ignore
}

/** Places in the sky: they are seen from where the film plays. */
const SEEN = /^(?:moon|castle|lighthouse|bridge|island|temple)$/;

/** English words for what we recognise in a text, in its order; endings of cases, plurals and articles are seen through. */
function recognised(text: string): string[] {
  const lower = text.toLowerCase();
  const found: { at: number; length: number; english: string }[] = [];
  for (const match of lower.matchAll(
    /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}\p{M}-]+/gu,
  )) {
    const english = meaning(match[0]);
    if (english !== undefined) found.push({ at: match.index, length: match[0].length, english });
  }
  for (let at = 0; at < lower.length; at++) {
    // Where words stand without spaces, the longest that begins here was written.
    const length = [8, 7, 6, 5, 4, 3, 2, 1].find(
      (size) => DENSE.test(lower.charAt(at)) && WORDS.has(lower.slice(at, at + size)),
    );
    if (length === undefined) continue;
    found.push({ at, length, english: WORDS.get(lower.slice(at, at + length)) ?? '' });
    at += length - 1;
  }
  return [
    ...new Set(
      found
        .toSorted((a, b) => a.at - b.at)
        .flatMap((one) => (one.english === 'rabbit' && text.includes('白兔') ? ['white', 'rabbit'] : [one.english])),
    ),
  ];
}

const DENSE = /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}\s]/u;

function meaning(word: string): string | undefined {
  const bare = word.replace(/^(?:و|ف)?(?:ال|بال|لل|وال|كال)/u, '');
  const forms = [
    word,
    bare,
    word.replace(/[وبلف]/u, ''),
    word.replace(/(?:es|s|x|n|en|e|a|i)$/u, ''),
    word.replace(/(?:ом|ой|ами|ах|ов|у|е|и|ы|а|я|ю)$/u, ''),
  ];
  for (const form of forms) {
    const known = form.length < 3 && form !== word && form !== bare ? undefined : WORDS.get(form);
    if (known !== undefined) return known;
  }
  const stem = word.slice(0, -1);
  return stem.length < 4 || !/\p{Script=Cyrillic}/u.test(word)
    ? undefined
    : ['а', 'я', 'о', 'ь', 'е'].map((end) => WORDS.get(stem + end)).find((one) => one !== undefined);
}
