import { list } from './list.ts';

/** What a person of a trade does, holds and says to themselves; `-` lines are said over the shots of that step. */
export interface Trade {
  names: string[];
  /** Where they are found: a key of PLACES. */
  place: string;
  /** At work, in words that can be drawn. */
  work: string;
  holds: string;
  /** Over the work. */
  working: string;
  /** When it does not go well. */
  stuck: string;
  /** When it begins to. */
  idea: string;
  /** When it has. */
  done: string;
}

const TRADE_ROWS: [names: string, place: string, work: string, holds: string, working: string, stuck: string, idea: string, done: string][] = [
  ['developer programmer coder hacker engineer', 'office', 'type', 'laptop', 'Line after line after line.', 'Every fix breaks something else.', 'Wait. That one line.', 'Green. It runs.'],
  ['scientist researcher chemist biologist physicist inventor', 'lab', 'look into a microscope', 'flask', 'Measure. Note it down. Again.', 'The numbers refuse to agree.', 'Unless the question was wrong.', 'It holds. It really holds.'],
  ['chef cook baker', 'kitchen', 'cook', 'pan', 'Chop, stir, taste. Then salt.', 'Too much salt. Start again.', 'A little lemon, perhaps.', 'One taste, and everyone is quiet.'],
  ['barista waiter waitress bartender', 'cafe', 'pour', 'coffee cup', 'Grind, tamp, pour, smile.', 'The queue reaches the door.', 'One cup at a time.', 'The last cup is the best one.'],
  ['artist painter illustrator', 'studio', 'paint', 'paintbrush', 'A colour asks for another.', 'It looks back, and says nothing.', 'Turn it upside down.', 'There. Now it breathes.'],
  ['writer author poet novelist journalist', 'home', 'write', 'notebook', 'A word. Then a better one.', 'The page stays white.', 'It starts with the ending.', 'Last word. Full stop.'],
  ['musician guitarist pianist singer violinist drummer rapper composer', 'stage', 'play', 'guitar', 'The same four bars, until they sing.', 'A wrong note, and another.', 'What if the mistake is the tune?', 'And the room sings along.'],
  ['dancer ballerina', 'studio', 'dance', 'ribbon', 'Count to eight. Once more.', 'The floor is hard today.', 'Stop counting. Listen.', 'Nothing touches the ground.'],
  ['teacher professor', 'classroom', 'point', 'book', 'Say it once more, another way.', 'Thirty faces, thirty clouds.', 'Let them try it themselves.', 'A hand goes up. Then all of them.'],
  ['student pupil', 'library', 'read', 'book', 'One page, and the next.', 'The words begin to swim.', 'Draw it, then it makes sense.', 'Passed. With a star.'],
  ['farmer gardener', 'meadow', 'carry', 'basket', 'The soil tells you when.', 'No rain. Again, no rain.', 'Dig a little deeper.', 'More than the baskets can carry.'],
  ['fisherman sailor captain', 'sea', 'row', 'oar', 'Hands know every rope.', 'The net comes up empty.', 'Follow the birds.', 'The boat sits deep on the way home.'],
  ['carpenter woodworker craftsman blacksmith mechanic potter watchmaker clockmaker shoemaker tailor luthier', 'workshop', 'hammer', 'hammer', 'Measure twice. Cut once.', 'It cracks along the grain.', 'Then let the crack be seen.', 'It fits. As if it grew there.'],
  ['doctor nurse surgeon', 'hospital', 'hold', 'stethoscope', 'One bed, and then the next.', 'The night will not end.', 'There. A stronger beat.', 'She opens her eyes.'],
  ['athlete runner boxer swimmer footballer player gymnast cyclist skater skateboarder climber surfer skier coach', 'stadium', 'run', 'shoes', 'Before the others are awake.', 'The body says: enough.', 'One more. Only one more.', 'Nobody ahead. Only air.'],
  ['astronaut cosmonaut', 'space', 'float', 'helmet', 'Breathe in. Check the gauge.', 'Nobody answers the radio.', 'One light, where none should be.', 'Down there: blue, and home.'],
  ['detective spy inspector', 'street', 'walk', 'magnifying glass', 'Everybody leaves something behind.', 'The trail ends at a wall.', 'One thing is in the wrong place.', 'So it was you, all along.'],
  ['explorer adventurer hiker traveler traveller backpacker archaeologist pilgrim nomad tourist', 'mountain', 'walk', 'map', 'One step, then the next.', 'The map ends here.', 'The old marks point the way.', 'So it was true.'],
  ['photographer filmmaker director', 'studio', 'film', 'camera', 'Wait for the light.', 'The moment is always just gone.', 'Turn around.', 'Click. That was it.'],
  ['pilot driver trucker courier', 'road', 'drive', 'steering wheel', 'Hands at ten and two.', 'The needle is on empty.', 'There is another road.', 'Arrived. Engine off.'],
  ['nightwatchman keeper guard watchman ranger', 'harbour', 'look up', 'lantern', 'One round, and then another.', 'Something out there is not right.', 'Hold the lantern higher.', 'Safe. All of them.'],
  ['founder entrepreneur manager designer boss accountant lawyer architect worker employee freelancer team colleague', 'office', 'talk', 'laptop', 'A list, a call, another list.', 'The plan has a hole in it.', 'Turn the whole thing around.', 'Signed. Sent. Done.'],
  ['firefighter policeman policewoman soldier rescuer hero superhero', 'city', 'run', 'helmet', 'When others leave, they go in.', 'No way through. Not this way.', 'Up. There is a way up.', 'Everyone is out.'],
  ['king queen knight prince princess wizard witch warrior samurai viking pirate gladiator pharaoh', 'temple', 'walk', 'torch', 'Old promises are heavy.', 'The gates stay shut.', 'There is another door.', 'The gates swing open.'],
  ['grandmother grandma grandfather grandpa grandparent', 'home', 'sit', 'teacup', 'These hands remember.', 'Some names take longer now.', 'Then, a familiar tune.', 'And there is the smile.'],
  ['child boy girl kid toddler baby son daughter granddaughter grandson', 'park', 'run', 'kite', 'Everything is worth a closer look.', 'It fell again. It always falls.', 'Hold it into the wind.', 'Look. Look! It stays up.'],
  ['mother father parent mom dad family couple lover bride groom husband wife friend', 'home', 'hug', 'cup', 'Small things, done together.', 'A long silence at the table.', 'Somebody has to begin.', 'And then nobody lets go.'],
  ['robot android cyborg', 'workshop', 'walk', 'gear', 'It copies. It does not know why.', 'Error. And error again.', 'A spark, where none was planned.', 'It did that by itself.'],
]; // prettier-ignore

const TRADES: Trade[] = TRADE_ROWS.map(([names, place, work, holds, working, stuck, idea, done]) => ({
  names: names.split(' '),
  place,
  work,
  holds,
  working,
  stuck,
  idea,
  done,
}));

const SOMEBODY: Trade = {
  names: [], place: 'street', work: 'walk', holds: 'letter',
  working: 'Step by step, it takes shape.', stuck: 'Nothing works. Not yet.', idea: 'Then, something clicks.', done: 'And there it is.',
}; // prettier-ignore

const PLAIN_PEOPLE = new Set(
  'person people man woman guy lady crowd villager citizen neighbor neighbour stranger human teenager teen adult pair guest customer shopper commuter visitor passenger survivor alien elf giant monk saint twin orphan widow leader mentor rival victim owner user client patient vendor shopkeeper mayor judge president clown magician acrobat mermaid zombie vampire ninja fairy goblin troll wizard dwarf hobbit superhero hacker barista grandparent granny nana auntie uncle aunt brother sister sibling cousin couple bully kiddo dude lad newborn infant toddler tourist host guest lord duke duchess emperor empress pharaoh caveman cavewoman viking roman spartan witch sorcerer monk nun priest villain thief robber burglar rider reader audience speaker narrator presenter bystander pedestrian homeless ghost monster snowman scarecrow angel'.split(
    ' ',
  ),
);
const NOT_PEOPLE = new Set(
  'water river flower computer paper number letter tower winter summer weather feather ladder power hammer helicopter laser layer center butter sugar spider tiger rooster hamster lobster oyster otter beaver panther plover poster printer scanner router server speaker charger trailer container drawer counter answer question desert motor tractor monitor sensor reactor calculator escalator elevator projector mirror color colour door floor flavor flavour doctorate meteor corridor harbor harbour error horror humor tumor vapor anchor ginger pepper dinner supper thunder timber lumber amber ember fiber slipper sneaker chapter order border corner matter master-piece canister register toaster blender mixer heater boiler cooler burger cracker wafer scooter skyscraper planter marker sticker wrapper folder locker fever river-bank leather cucumber grasshopper ladder caterpillar newspaper wallpaper whisper cluster filter shutter starter transformer finger shoulder character beer tear gear bear year ear engineerings glacier crater quarter meter theater theatre lighter lawnmower bulldozer cruiser freezer shower twister rudder propeller anger danger hunger copper silver plaster laughter adventure lander cancer soccer sticker trailer pointer timer wiper dresser dishwasher sprinkler stroller flyer sneaker lever liver sweater jumper blazer plover roller coaster rollercoaster saucer hopper vector factor tractor protector reflector sector rotor nectar fist list wrist mist twist interest cyst poker tuner lander slider faster slower bigger smaller older younger higher lower darker brighter stronger closer nearer further larger softer louder quieter warmer colder'.split(
    ' ',
  ),
);

export const ANIMALS: Record<string, string> = {
  dog: 'park', puppy: 'home', retriever: 'park', terrier: 'park', cat: 'home', kitten: 'home', horse: 'meadow', pony: 'meadow', cow: 'meadow', sheep: 'meadow', goat: 'mountain', pig: 'village', chicken: 'village',
  rooster: 'village', duck: 'lake', duckling: 'lake', swan: 'lake', goose: 'lake', heron: 'lake', frog: 'lake', bird: 'sky', sparrow: 'garden', eagle: 'mountain', hawk: 'sky', owl: 'forest', crow: 'meadow', raven: 'forest',
  pigeon: 'city', parrot: 'forest', flamingo: 'lake', penguin: 'snow', gull: 'harbour', seagull: 'harbour', fox: 'forest', wolf: 'forest', bear: 'forest', deer: 'forest', rabbit: 'meadow', bunny: 'meadow', hare: 'meadow', squirrel: 'forest', hedgehog: 'garden',
  mouse: 'home', rat: 'street', lion: 'meadow', tiger: 'forest', leopard: 'meadow', elephant: 'meadow', giraffe: 'meadow', zebra: 'meadow', monkey: 'forest', gorilla: 'forest', panda: 'forest', koala: 'forest', kangaroo: 'desert', camel: 'desert',
  snake: 'desert', lizard: 'desert', turtle: 'sea', tortoise: 'garden', crocodile: 'river', fish: 'underwater', goldfish: 'home', shark: 'underwater', whale: 'sea', dolphin: 'sea', octopus: 'underwater', jellyfish: 'underwater', crab: 'beach', seal: 'snow', otter: 'river',
  salmon: 'river', bee: 'garden', butterfly: 'garden', caterpillar: 'garden', ladybug: 'garden', ant: 'garden', spider: 'garden', snail: 'garden', firefly: 'meadow', dragonfly: 'lake', bat: 'night', dragon: 'mountain', unicorn: 'forest', dinosaur: 'forest', husky: 'snow', reindeer: 'snow', moose: 'forest', polar: 'snow', whales: 'sea', animal: 'forest', creature: 'forest', pet: 'home',
  pup: 'park', kitty: 'home', corgi: 'home', poodle: 'home', labrador: 'park', bulldog: 'home', dachshund: 'park', hound: 'park', lamb: 'meadow', calf: 'meadow', foal: 'meadow', piglet: 'village', hen: 'village', chick: 'village', chicks: 'village', donkey: 'village', bull: 'meadow', buffalo: 'meadow', bison: 'meadow', lynx: 'forest', raccoon: 'forest', badger: 'forest', beaver: 'river', sloth: 'forest', hippo: 'river', rhino: 'meadow', cheetah: 'meadow', panther: 'forest', jaguar: 'forest', hyena: 'meadow', antelope: 'meadow', gazelle: 'meadow', fawn: 'forest', stag: 'forest', doe: 'forest', elk: 'forest', peacock: 'garden', hummingbird: 'garden', robin: 'garden', falcon: 'sky', vulture: 'desert', pelican: 'harbour', ostrich: 'meadow', turkey: 'village', hamster: 'home', gecko: 'desert', iguana: 'desert', chameleon: 'forest', toad: 'lake', worm: 'garden', beetle: 'garden', moth: 'night', cricket: 'meadow', grasshopper: 'meadow', mosquito: 'lake', wasp: 'garden', squid: 'underwater', lobster: 'underwater', clownfish: 'underwater', seahorse: 'underwater', stingray: 'underwater', walrus: 'snow', orca: 'sea', narwhal: 'sea', manatee: 'sea', mammoth: 'snow', phoenix: 'sky', griffin: 'mountain', yeti: 'snow', bigfoot: 'forest', kraken: 'sea', cub: 'forest', wolfhound: 'park', lioness: 'meadow', mare: 'meadow', stallion: 'meadow', chimpanzee: 'forest', orangutan: 'forest', lemur: 'forest', capybara: 'river', alpaca: 'mountain', llama: 'mountain', ox: 'meadow', sparrows: 'garden', vixen: 'forest', hyenas: 'meadow', bug: 'garden', insect: 'garden', ladybird: 'garden', dino: 'forest',
}; // prettier-ignore

const FLIERS = new Set(
  'bird sparrow eagle hawk owl crow raven pigeon parrot gull seagull bee butterfly firefly dragonfly bat dragon swan goose'.split(
    ' ',
  ),
);
const SWIMMERS = new Set(
  'fish goldfish shark whale dolphin octopus jellyfish turtle salmon seal otter duck duckling'.split(' '),
);

/** Whoever plays one of these is a musician; other players play ball. */
const PLAYS_MUSIC =
  /\b(?:sax(?:ophone)?|trumpet|trombone|horn|violin|viola|cello|bass|guitar|piano|keyboards?|organ|drums?|flute|clarinet|harp|accordion|banjo|ukulele|harmonica|fiddle) player$/;

/** The word of a noun phrase that says what the thing is: the last one, or the trade that the whole names. */
export function headOf(noun: string): string {
  const phrase = noun.toLowerCase();
  return PLAYS_MUSIC.test(phrase) ? 'musician' : (phrase.split(/[\s-]+/).at(-1) ?? '');
}

export type Gender = 'female' | 'male';

const NAMES: Record<Gender, ReadonlySet<string>> = {
  female: new Set(
    list(`maria mary anna anne emma olivia sophia sofia isabella mia charlotte amelia ava lily grace rose ella chloe zoe lucy alice julia juliet laura sarah sara lisa linda susan karen jane emily hannah rachel rebecca clara nora ruby
      eva elena lena lea leah luna maya maia nina rosa carmen lucia camila valentina ana ines marie camille léa amelie greta heidi ingrid freya astrid yuki sakura hana aiko mei ling priya anjali aisha fatima layla leila zara amina
      nadia natasha olga svetlana katya irina anya tanya ada dorothy matilda mathilda penny molly daisy ivy hazel violet stella bella cinderella rapunzel cleopatra dora elsa moana wendy martha margaret helen kate katie jenny jessica
      jennifer samantha nicole michelle angela pamela diana victoria elizabeth catherine christina barbara patricia sandra betty nancy ruth abigail madison harper evelyn aria scarlett`),
  ),
  male: new Set(
    list(`john james jack jake tom tim max ben sam leo luke lucas liam noah oliver henry harry george charlie william bill bob robert david daniel dan michael mike peter paul mark matthew thomas joseph joe andrew alexander alex
      anthony tony steve steven kevin brian eric frank fred gary jim jerry larry martin oscar oskar otto felix finn theo hugo arthur edward simon adam noel nathan ethan jacob logan mason elijah carlos juan jose josé pedro diego
      miguel pablo luis jorge mateo antonio marco luca giovanni mario pierre jean louis antoine françois hans karl klaus fritz lars sven olaf ivan boris dmitri vladimir sergei igor omar ahmed ali hassan mohammed muhammad yusuf karim
      raj arjun ravi amit kenji hiroshi takeshi akira wei chen li romeo merlin caesar napoleon einstein newton leonardo galileo columbus robin aladdin pinocchio sherlock albert walter ralph stanley milo toby billy bobby johnny`),
  ),
};

/** What a first name tells, or null for a name that we do not know. */
export function genderOfName(name: string): Gender | null {
  const lower = name.toLowerCase();
  return NAMES.female.has(lower) ? 'female' : NAMES.male.has(lower) ? 'male' : null;
}

export function isPerson(noun: string): boolean {
  const head = headOf(noun);
  if (PLAIN_PEOPLE.has(head) || TRADES.some((trade) => trade.names.includes(head))) return true;
  if (NOT_PEOPLE.has(head) || Object.hasOwn(ANIMALS, head)) return false;
  return head.length > 4 && /(?:[^aeiou]er|or|ist|ian|man|woman|eer|smith)$/.test(head);
}

export function isAnimal(noun: string): boolean {
  return Object.hasOwn(ANIMALS, headOf(noun));
}

/** The trade of a person; a person of no trade that we know is somebody. */
export function tradeOf(noun: string): Trade {
  const head = headOf(noun);
  return TRADES.find((trade) => trade.names.includes(head)) ?? SOMEBODY;
}

/** Where somebody or something alive is usually met: a key of PLACES. */
export function homeOf(noun: string): string {
  return isAnimal(noun) ? (ANIMALS[headOf(noun)] ?? 'forest') : tradeOf(noun).place;
}

/** What an animal does when nobody says. */
export function habitOf(animal: string): string {
  const head = headOf(animal);
  if (FLIERS.has(head)) return 'fly';
  return SWIMMERS.has(head) ? 'swim' : 'walk';
}
