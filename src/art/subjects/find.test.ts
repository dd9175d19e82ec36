import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DRAWABLE, findSubject } from './index.ts';
import { colourAmong } from './colour.ts';
import { lookOf } from './look.ts';

/** Subject id, then the phrases that mean it, separated by commas. */
const MEANINGS = `
dog: dog, puppy, golden retriever, a happy old dog, the dogs, two puppies, border collie, stray hound
cat: cat, kittens, black cat, tabby, the neighbour's cat
horse: horse, white stallion, wild horses, pony
unicorn: unicorn
zebra: zebra, herd of zebras
giraffe: giraffes
heron: heron, white stork
crow: raven
kangaroo: kangaroo
crocodile: alligator
cow: cow, cattle, bull, herd of cows, calves
sheep: sheep, lamb, flock of sheep
bear: bear, polar bear, grizzly bears
lion: lion, tiger, a pride of lions, big cat
elephant: elephant, baby elephant, mammoth
mouse: mouse, mice, hamster
squirrel: squirrel
bird: bird, sparrows, flock of birds
seagull: seagull
parrot: parrot
owl: owl, snowy owl
duck: duck, rubber duck, geese
fish: fish, goldfish, school of fish, koi
whale: whale, humpback whale, orca
butterfly: butterfly, butterflies, moth
bee: bee, honeybees, swarm of bees
dragon: dragon, fire-breathing dragon
dinosaur: dinosaur, t-rex, velociraptor
car: car, sedan, red sports car, taxi, vintage cars
police car: police car
truck: truck, pickup truck
van: delivery van
ambulance: ambulance
fire truck: fire engine
bus: bus, school bus
tram: tram
bicycle: bicycle, bike, mountain bikes
motorcycle: motorcycle, scooter
train: train, locomotive, steam train, subway
sailboat: sailboat, boat, small fishing sailboat, yacht
ship: ship, cargo ship, ferry
airplane: airplane, plane, jet
rocket: rocket, space shuttle, starship
ufo: ufo, spaceship, flying saucer
balloon: hot-air balloon, hot air balloon, zeppelin
toy balloon: balloon, red balloon, balloons
drone: drone, quadcopter
satellite: satellite
space station: space station
tree: tree, oak, old oak tree, cherry trees, willow
pine: pine tree, fir
christmas tree: christmas tree
palm: palm, palm trees
flower: flower, tulips, bouquet of flowers, daisy
rose: rose, single red rose, roses
sunflower: sunflower, field of sunflowers
mushroom: mushroom, toadstools
plant: potted plant, houseplant, vase
rock: rock, boulders
comet: asteroid, shooting star
mountain: mountain, snowy mountains, hill
sun: sun, rising sun
moon: moon, full moon, crescent moon
star: star, stars
planet: planet, saturn
earth: earth, planet earth
fire: fire, campfire, flames
candle: candle, candles, lit candle
house: house, cottage, small brick house, mansion, haunted house
cabin: cabin, small wooden house, log cabin, hut
castle: castle, ruined palace, sandcastle
lighthouse: lighthouse, lone lighthouse, the old lighthouse
skyscraper: skyscraper, office building, towers
bridge: bridge, suspension bridge
windmill: windmill, dutch windmill
wind turbine: wind turbine, wind turbines
temple: temple, greek temple, museum
shop: shop, bakery, cozy coffee shop, market stall
factory: factory, warehouse
desk: desk, cluttered desk, workbench
table: table, wooden dining table, coffee table
chair: chair, office chair, rocking chair, wooden chairs
sofa: sofa, couch
bed: bed, hospital bed
lamp: lamp, desk lamp
bookshelf: bookshelf, shelves, bookcases
door: door, wooden door, doorway
clock: clock, alarm clock, ticking clock
piano: piano, grand piano
laptop: laptop, MacBook, open laptop
computer: computer, monitor, computer screens
phone: phone, smartphone, iPhone, cell phone
television: tv, television, flat screen
camera: camera, film camera, security cameras
microphone: microphone, mic
headphones: headphones, headset
robot: robot, small robot, androids, humanoid robot
robot arm: robot arm, robotic arms
server rack: server rack, computer servers, supercomputer
telescope: telescope, binoculars
light bulb: light bulb, glowing lightbulb, idea
solar panel: solar panel, solar panels
coffee cup: coffee, coffee cup, cup of coffee, steaming mug of tea, espresso, latte, mugs
teapot: teapot, kettle
bottle: bottle, bottle of water, wine bottle, perfume
glass: glass, glass of water, orange juice
beer: beer, pint of beer
wine: wine, glass of wine, champagne
pizza: pizza, slice of pizza
burger: burger, cheeseburger
bread: bread, loaf of bread, croissants
cake: cake, birthday cake, cupcakes
apple: apple, fruit, peaches
ice cream: ice cream, ice cream cone
soup: soup, bowl of soup
noodles: noodles, bowl of ramen
hammer: hammer, hammers
key: key, golden key, keys
book: book, books, pile of old books, notebook, spellbook
letter: letter, love letter, envelope
document: sheet of paper, contract
papers: stack of papers
brain: brain
flask: test tubes
traffic light: traffic lights
pencil: pencil, pen, crayons
lantern: lantern, paper lanterns, flashlight
sword: sword, katana, knives
map: map, treasure map
compass: compass
hourglass: hourglass, sand timer
gear: gear, gears, cogs
chart: chart, bar chart, graph, sales
umbrella: umbrella, yellow umbrella
backpack: backpack, school bag
suitcase: suitcase, briefcase
box: box, cardboard boxes, package
gift: gift, present
ball: ball, soccer ball, basketball
guitar: guitar, electric guitar
violin: violin, cello
trophy: trophy, gold cup trophy
flag: flag, flags
crown: crown, golden crown
coin: coin, coins, money, pile of gold coins
heart: heart, hearts
treasure chest: treasure chest, chest
shoe: shoe, sneakers, boots
hat: hat, straw hat, helmets
dress: dress, t-shirt
ring: ring, diamond ring, diamonds
fireworks: fireworks, firework
paper plane: paper plane, paper airplane
toothbrush: toothbrush, bamboo toothbrush
`;

test('phrases mean what people mean by them', () => {
  let count = 0;
  const wrong: string[] = [];
  for (const line of MEANINGS.trim().split('\n')) {
    const [id = '', phrases = ''] = line.split(': ');
    for (const phrase of phrases.split(', ')) {
      count++;
      const found = findSubject(phrase, [])?.id;
      if (found !== id) wrong.push(`${phrase} → ${found}, not ${id}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(count >= 200, `${count}`);
});

test('an attribute that makes another thing of the noun is heeded', () => {
  assert.equal(findSubject('arm', ['robot'])?.id, 'robot arm');
  assert.equal(findSubject('tree', ['christmas'])?.id, 'christmas tree');
  assert.equal(findSubject('tree', ['tall'])?.id, 'tree');
});

test('what nobody can draw is nothing', () => {
  for (const phrase of ['', '  ', 'quixotic flibbertigibbet', 'of', 'the', '…', '42'])
    assert.equal(findSubject(phrase, []), null, phrase);
});

test('a wrong thing is not drawn for want of a right one', () => {
  for (const noun of 'hand bucket pyramid needle tire rhino hippo spring blender potato trampoline mosque toilet'.split(
    ' ',
  ))
    assert.equal(findSubject(noun, []), null, noun);
});

test('all that can be drawn is listed once, in lower case', () => {
  assert.equal(new Set(DRAWABLE).size, DRAWABLE.length);
  assert.deepEqual(
    DRAWABLE.filter((word) => word !== word.toLowerCase() || findSubject(word, []) === null),
    [],
  );
});

test('each colour belongs to its own part', () => {
  const look = lookOf('a man', ['yellow jacket', 'white beard', 'a dark blue woollen hat and boots']);
  assert.equal(look.colourOf('jacket'), colourAmong(['yellow']));
  assert.equal(look.colourOf('beard'), colourAmong(['white']));
  assert.equal(look.colourOf('hat'), colourAmong(['dark', 'blue']));
  assert.equal(look.colourOf('boots'), null);
});

test('only the head noun counts', () => {
  assert.equal(findSubject('house with a dog', [])?.id, 'house');
  assert.equal(findSubject('dog in front of a house', [])?.id, 'dog');
  assert.equal(findSubject('horse trailer', [])?.id, 'truck');
});

test('a gathering is what it gathers', () => {
  for (const [phrase, id] of [
    ['penguin family', 'penguin'],
    ['a family of penguins', 'penguin'],
    ['group of friends', 'person'],
    ['pack of wolves', 'wolf'],
    ['wolf pack', 'wolf'],
    ['pair of shoes', 'shoe'],
    ['couple of birds', 'bird'],
    ['crowd of people', 'person'],
    ['team of engineers', 'developer'],
    ['football team', 'person'],
    ['happy family', 'person'],
    ['flock', 'bird'],
    ['herd', 'cow'],
    ['swarm', 'bee'],
  ] as const)
    assert.equal(findSubject(phrase, [])?.id, id, phrase);
});

test('what hangs on an adjective is not the head', () => {
  assert.equal(findSubject('tiny dragon afraid of fire', [])?.id, 'dragon');
  assert.equal(findSubject('cat scared by a dog', [])?.id, 'cat');
  assert.equal(findSubject('glass full of milk', [])?.id, 'glass');
  assert.equal(findSubject('a scared dog', [])?.id, 'dog');
});

test('who plays an instrument is a musician', () => {
  for (const phrase of ['saxophone player', 'a lonely jazz saxophone player', 'piano players', 'saxophonist'])
    assert.equal(findSubject(phrase, [])?.id, 'musician', phrase);
  assert.equal(findSubject('football player', [])?.id, 'athlete');
  assert.equal(findSubject('chess player', [])?.id, 'person');
});

test('colours are read from words', () => {
  const same = (words: string, others: string) =>
    assert.equal(colourAmong(words.split(' ')), colourAmong(others.split(' ')));
  assert.match(colourAmong(['crimson']) ?? '', /^#[0-9a-f]{6}$/);
  same('shiny turquoise', 'turquoise');
  same('gray', 'grey');
  assert.notEqual(colourAmong(['dark', 'red']), colourAmong(['red']));
  assert.notEqual(colourAmong(['light', 'blue']), colourAmong(['blue']));
  assert.notEqual(colourAmong(['navy', 'blue']), colourAmong(['blue']));
  assert.equal(colourAmong(['small', 'dog', 'red', 'collar']), null);
  assert.equal(colourAmong(['old', 'wooden']), null);
});

test('a look is the same for the same text and another for another', () => {
  const look = lookOf('Biscuit, a small scruffy terrier', ['small', 'scruffy']);
  assert.equal(look.pick('ears'), lookOf('biscuit, a small scruffy terrier ', []).pick('ears'));
  assert.notEqual(look.pick('ears'), look.pick('tail'));
  assert.notEqual(look.seed, lookOf('Waffle, a small scruffy terrier', []).seed);
  assert.ok(look.traits.has('scruffy'));
  const share = Array.from({ length: 400 }, (_, i) => lookOf(`dog ${i}`, []).pick('coat')).filter(
    (value) => value < 0.5,
  );
  assert.ok(share.length > 150 && share.length < 250, `${share.length}`);
});
