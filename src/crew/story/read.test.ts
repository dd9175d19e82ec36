import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading } from './read.ts';
import { readConcept } from './read.ts';

/** Who is seen, as `attributes what xCount: action`. */
function castOf({ nouns, clauses }: Reading): string {
  return nouns
    .map((noun) => {
      const deed = clauses.find(
        (clause) => clause.action !== null && clause.subjects.some((one) => one.what === noun.what),
      );
      const count = noun.count > 1 ? ` x${noun.count}` : '';
      return `${[...noun.attributes, noun.what].join(' ')}${count}${deed === undefined ? '' : `: ${deed.action}`}`;
    })
    .join(', ');
}

function whereOf({ place, time, weather }: Reading): string {
  return [place?.phrase, time, weather].filter((word) => word !== undefined && word !== null).join(', ');
}

const CONCEPTS: [concept: string, cast: string, where: string][] = [
  [
    'A 15-second ad for Ember Coffee: steam rises from a red cup on a wooden table, rain on the window, a woman smiles as she drinks. End line: "Ember. Wake up slowly."',
    'red steaming cup, wooden table, woman: smile',
    'living room, rain',
  ],
  ['A serene mountain lake at sunset', '', 'serene mountain lake, sunset'],
  [
    'Launch film for the note-taking app Fernleaf: a desk buried in paper notes, one tap on a phone, the desk is clear and a plant grows. End with the logo.',
    'desk: bury, paper note x3, phone, plant: grow, logo',
    '',
  ],
  [
    'A tired developer hunches over a laptop in a small office at midnight, frustrated by a bug. An idea strikes. At dawn the tests turn green; she leans back, stretches and raises her arms.',
    'tired developer: hunch, laptop, bug',
    'small office, night',
  ],
  ['中秋节的夜晚，一只白兔从山上的湖边跳向月亮，星星为它照亮道路。', 'white rabbit: jump, moon, star', 'lake, night'],
  [
    'A small robot learns to paint: first a crooked line, then a flower, then the whole garden in front of its workshop. 🎨',
    'small robot: paint, flower, workshop',
    'whole garden',
  ],
  [
    'Scene 1 - Wide shot of a lighthouse on a cliff in a storm at night, slow push in (5 seconds)\nScene 2 - Close-up of the old keeper with a white beard, he lights a lantern (4 seconds)\nScene 3 - The morning after: calm sea, a small sailboat comes home, crane up (5 seconds)',
    'lighthouse, old white beard keeper: light, lantern, small sailboat: come home',
    'cliff, night, storm',
  ],
  [
    'A runner in a yellow jacket crosses the waking city at sunrise, faster and faster, until she reaches the rooftop and the whole skyline is hers. Title says "Run your city"',
    'yellow jacket runner: cross',
    'waking city, dawn',
  ],
  ['A seed grows into a tall oak tree', 'seed: grow, tall oak tree', ''],
  [
    'An old lighthouse keeper who never sleeps writes a letter to his lost love',
    'old lighthouse keeper: write, letter',
    '',
  ],
  [
    'A detective in a trench coat follows a mysterious woman through a foggy harbour at night',
    'trench coat detective: follow, mysterious woman',
    'foggy harbour, night, fog',
  ],
  ['Time-lapse of a flower blooming in the desert', 'flower: bloom', 'desert'],
  ['Explain how volcanoes erupt', 'volcano x3: erupt', ''],
  ['A bride and groom dance at a beach wedding at sunset', 'bride: dance, groom: dance', 'beach, sunset'],
  ['A surfer paddles out, waits for the wave, and rides it to the shore', 'surfer: paddle out, wave', 'shore'],
  ["Kids' birthday party with balloons, a clown and a chocolate cake", 'kid x3, clown, chocolate cake, balloon x3', ''],
  [
    'Opening: a dark theatre. Middle: a ballerina leaps across the stage. Ending: the crowd throws roses.',
    'ballerina: leap, crowd: throw, rose x3',
    'dark theatre',
  ],
  ['1. A mouse finds a cheese\n2. A cat sees the mouse\n3. They share the cheese', 'mouse: find, cheese, cat: see', ''],
  ['Columbus sails across the Atlantic with three ships', 'man: sail, ship x3', 'Atlantic'],
  ['A vampire plays the piano in a candlelit castle', 'vampire: play, piano', 'candlelit castle'],
  [
    'He lost his job. He sat on a bench. A stray dog came and put its head on his knee. Now they walk together every morning.',
    'man: lose, bench, stray dog: come',
    'morning',
  ],
  ['A fast train crosses a snowy bridge', 'fast train: cross', 'snowy bridge, snow'],
  ['Two kids build a sandcastle, a wave destroys it and they laugh', 'kid x2: build, sandcastle, wave: destroy', ''],
  ['A blue whale swims beneath a small boat', 'blue whale: swim, small boat', ''],
  [
    'A young woman with curly hair reads a book under a tree, her dog sleeps beside her',
    'young curly hair woman: read, book, tree, dog: sleep',
    '',
  ],
  ['A monkey steals a banana from a tourist', 'monkey: steal, banana, tourist', ''],
  ['It is raining. A snail crosses the road.', 'snail: cross', 'road, rain'],
  ['A wolf howls at the full moon on a snowy mountain', 'wolf: howl, full moon', 'snowy mountain, snow'],
  [
    'A golden retriever puppy chases butterflies in a sunny meadow',
    'golden retriever puppy: chase, butterfly x3',
    'sunny meadow, day, clear',
  ],
  ['three cats sleep on a sofa while it rains outside', 'cat x3: sleep, sofa', 'living room, rain'],
  ['A flock of birds flies over a mountain lake at dawn', 'bird x5: fly', 'mountain lake, dawn'],
  [
    'My daughter Lily blows out six candles on her birthday cake, her friends cheer',
    'daughter: blow, candle x6, birthday cake, friend x3: cheer',
    '',
  ],
  ['Make a 20-second video about a chef who tosses a pizza in a busy kitchen', 'chef: toss, pizza', 'busy kitchen'],
  ['A boxer trains alone in an old gym, then wins the championship', 'boxer: train', 'old gym'],
  ['A boy kicks a ball over the fence and an old man throws it back', 'boy: kick, ball, fence, old man: throw', ''],
  ['Grandma bakes apple pie with cinnamon in her cozy kitchen', 'grandma: bake, apple pie', 'cozy kitchen'],
  [
    'A backpacker with a red scarf hikes through the Himalayas at sunrise',
    'red scarf backpacker: hike',
    'Himalayas, dawn',
  ],
  [
    'A spaceship lands on a red planet and an astronaut steps out',
    'spaceship: land, astronaut: step out',
    'red planet',
  ],
  ['A young knight fights a dragon in front of a burning castle', 'young knight: fight, dragon, burning castle', ''],
  ['Roman soldiers build a stone bridge over a river', 'roman soldier x3: build, stone bridge', 'river'],
  [
    'A woman hears footsteps in an abandoned hospital at night',
    'woman: hear, footstep x3',
    'abandoned hospital, night',
  ],
  [
    'Two strangers share an umbrella in the rain and fall in love in Paris',
    'stranger x2: share, umbrella',
    'Paris, rain',
  ],
  ['A rapper performs on a rooftop with neon lights behind him', 'rapper: perform', 'rooftop'],
  ['How photosynthesis works', '', ''],
  ['What is inflation?', '', ''],
  ['How a heart pumps blood', 'heart: pump blood', ''],
  ['A cat wearing sunglasses rides a skateboard, in the style of a meme', 'sunglasses cat: ride, skateboard', ''],
  ['coffee', 'coffee', ''],
  ['Tokyo at night', '', 'Tokyo, night'],
  ['A dragon with purple wings guards a treasure chest in a cave', 'purple wing dragon: guard', 'cave'],
  ['Create an ad for a red electric bicycle: "Ride the quiet"', 'red electric bicycle', ''],
  [
    'A lonely robot finds a flower in the ruins of a city and waters it every day',
    'lonely robot: find, flower',
    'ruins',
  ],
  ['The old fisherman mends his net, his grandson watches', 'old fisherman: mend, net, grandson: watch', ''],
  [
    'Mia the fox and her friend Tom, a small hedgehog, build a treehouse',
    'fox: build, small hedgehog: build, treehouse',
    '',
  ],
  [
    'Maria, an old potter, shapes a bowl that cracks; she fills the cracks with gold',
    'old potter: shape, bowl: crack, crack x3',
    '',
  ],
  ['A caterpillar becomes a butterfly', 'caterpillar: become, butterfly', ''],
  ['A paper boat floats down the gutter after the storm', 'paper boat: float, gutter', 'storm'],
  [
    'A man in a black suit and a woman in a white dress dance under the stars',
    'black suit man: dance, white dress woman: dance, star x3',
    'night',
  ],
  ['Penguins slide down an icy hill', 'penguin x3: slide', 'icy hill'],
  ['Surfers riding giant waves at sunset', 'surfer x3: ride, giant wave x3', 'sunset'],
  ['Sunrise over the desert, camels walking along the dunes', 'camel x3: walk', 'desert, dawn'],
  [
    'A witch brews a green potion in her cottage while her black cat watches from the windowsill',
    'witch: brew, green potion, black cat: watch',
    'cottage',
  ],
  ['Kids playing soccer in the rain', 'kid x3: play, soccer', 'rain'],
  ['A hacker in a dark hoodie types furiously on three monitors', 'dark hoodie hacker: type, monitor x3', ''],
  ['A teacher explains the solar system to her students with a globe', 'teacher: explain, student x3, globe', ''],
  ['A dog', 'dog', ''],
  ['dancing skeletons in a graveyard at midnight, Halloween party', 'dancing skeleton x3', 'graveyard, night'],
  ['A miner digs in a deep coal mine', 'miner: dig', 'deep coal mine'],
  ['A friend of mine paints the sea', 'friend of mine: paint, sea', ''],
  ['A pirate ship sails through a storm, lightning strikes the mast', 'pirate ship: sail, mast', 'storm'],
  ['A farmer harvests wheat with a tractor under a blue sky', 'farmer: harvest, wheat, tractor', 'blue sky, clear'],
  [
    'a little girl with pigtails and yellow rain boots jumps in puddles',
    'little pigtail yellow rain boot girl: jump, puddle x3',
    '',
  ],
  ['宁静的山湖日落，一只小猫看着月亮。', 'cat: look, moon', 'lake, sunset'],
  ['Un pescador anciano vuelve a casa en su barco al atardecer', 'old fisherman: return, boat', 'home, sunset'],
  ['Ein kleiner Hund läuft im Schnee durch den Wald', 'small dog: run', 'forest, snow'],
  ['Une petite fille danse sous la pluie dans la rue', 'small girl: dance', 'street, rain'],
  ['Старик с собакой гуляет в лесу утром', 'old man: walk', 'forest, morning'],
  ['صياد عجوز يعود إلى بيته عند الغروب', 'old fisherman: return', 'sunset'],
  ['一个机器人在雨中的城市里给花浇水', 'robot, flower', 'city, rain'],
  ['🐱🚀🌕', 'cat, rocket', 'moon'],
  ['एक लड़की बारिश में नाचती है', 'girl: dance', 'rain'],
  ['Um gato preto dorme na praia ao pôr-do-sol', 'black cat: sleep', 'beach, sunset'],
  ['桜の下で侍が歩く', 'samurai: walk, cherry blossom', ''],
  ['a bouquet of red roses on a piano', 'red rose x5, piano', ''],
  ['A grey elephant with big ears paints a picture', 'grey big ear elephant: paint, picture', ''],
  ['Two robots play chess on the moon', 'robot x2: play, chess', 'moon'],
  ['An old man feeds pigeons in the park', 'old man: feed, pigeon x3', 'park'],
];

for (const [concept, cast, where] of CONCEPTS) {
  test(`reads who and where: ${concept.slice(0, 60)}`, () => {
    const reading = readConcept(concept);
    assert.equal(castOf(reading), cast);
    assert.equal(whereOf(reading), where);
  });
}

test('nouns that can be drawn are things, also without an article', () => {
  assert.equal(
    castOf(
      readConcept('A samurai stands in a bamboo forest, cherry blossoms falling', [
        'cherry blossom',
        'cherry',
        'blossom',
      ]),
    ),
    'samurai: stand, cherry blossom x3: fall',
  );
});

test('a name is a person of its gender, and stays one', () => {
  const { nouns } = readConcept('Maria opens the door. She smiles.');
  assert.deepEqual(
    nouns.map(({ what, name, kind }) => [what, name, kind]),
    [
      ['woman', 'Maria', 'person'],
      ['door', null, 'thing'],
    ],
  );
});

test('words that every table of the language has are words', () => {
  for (const word of ['constructor', 'toString', '__proto__', 'a valueOf hasOwnProperty']) readConcept(word);
});

test('style is no figure', () => {
  const reading = readConcept('A fox in the snow, in watercolour style');
  assert.equal(reading.style, 'watercolour');
  assert.equal(castOf(reading), 'fox');
});

test('a pronoun, an adverb, an hour and talk about the film are no figures', () => {
  for (const concept of [
    'Make a 60-second vertical video, faster and faster',
    'the end of the story in the morning',
    'an idea, a moment, a feeling',
  ])
    assert.equal(castOf(readConcept(concept)), '', concept);
});
