import type { Mood, TimeOfDay } from '../../film/screenplay.ts';

/** One picture of an idea that has no picture: what is seen, what it does, and what is said. */
export interface Image {
  place: string;
  what: string;
  attributes: string[];
  action: string | null;
  line: string;
  mood: Mood;
  time: TimeOfDay;
}

type Row = [place: string, what: string, action: string | null, line: string, mood: Mood, time?: TimeOfDay];

/** Ideas as small stories with the sound off: beginning, middle, turn, end. */
// prettier-ignore
const ROWS: [pattern: RegExp, rows: Row[]][] = [
  [/\b(?:freedom|liberty|independence|emancipation)\b/i, [['home', 'small bird in a cage', 'sit', 'It had wings, and a shut door.', 'lonely', 'dawn'], ['home', 'open window', null, 'One morning, the latch gives.', 'hopeful', 'morning'], ['sky', 'bird', 'fly', 'It does not look back.', 'epic', 'golden-hour'], ['sky', 'flock of birds', 'fly', 'There is room for everyone.', 'triumphant', 'sunset']]],
  [/\b(?:machine learning|artificial intelligence|neural networks?|deep learning|ai|llms?)\b/i, [['workshop', 'small robot', 'fall', 'At first, it gets everything wrong.', 'playful', 'day'], ['workshop', 'robot', 'stack wooden blocks', 'It tries again. A little less wrong.', 'hopeful', 'day'], ['workshop', 'robot', 'walk', 'Nobody told it how. It found the pattern.', 'energetic', 'golden-hour'], ['park', 'robot', 'fly a kite', 'And then it does what it never saw.', 'triumphant', 'day']]],
  [/\b(?:inflation|rising prices|cost of living)\b/i, [['shop', 'loaf of bread', null, 'Last year, one coin bought a loaf.', 'neutral', 'morning'], ['shop', 'coin', 'shrink', 'The tag grows. The coin does not.', 'tense', 'day'], ['shop', 'shopping basket', null, 'The same money, half a basket.', 'frustrated', 'day'], ['home', 'piggy bank', 'shrink', 'So what you saved gets smaller.', 'melancholic', 'dusk']]],
  [/\b(?:teamwork|collaboration|cooperation|working together|community|solidarity)\b/i, [['beach', 'rower', 'row', 'One oar, and the boat goes in circles.', 'frustrated', 'dawn'], ['sea', 'crew of rowers', 'row', 'Four oars, and four opinions.', 'playful', 'morning'], ['sea', 'rowing boat', 'row', 'Then somebody starts to count.', 'energetic', 'morning'], ['harbour', 'team', 'cheer', 'Now the boat flies.', 'triumphant', 'golden-hour']]],
  [/\b(?:climate change|global warming|climate)\b/i, [['snow', 'polar bear', 'walk', 'The ice was a country once.', 'serene', 'day'], ['snow', 'sun', 'shine', 'Every summer takes a little more.', 'melancholic', 'day'], ['city', 'smoking chimney', 'smoke', 'We burn, and the sky keeps count.', 'tense', 'dusk'], ['meadow', 'wind turbine', 'turn', 'It can turn. It has begun to turn.', 'hopeful', 'dawn']]],
  [/\b(?:recycling|recycle|sustainability|circular economy|zero waste)\b/i, [['street', 'plastic bottle', null, 'An empty bottle. The end, you would say.', 'melancholic', 'day'], ['factory', 'conveyor belt with bottles', null, 'It is only the middle.', 'energetic', 'day'], ['workshop', 'thread', 'turn', 'Melted, spun, and coloured.', 'hopeful', 'day'], ['park', 'child in a new jacket', 'run', 'Now it keeps somebody warm.', 'joyful', 'golden-hour']]],
  [/\b(?:time|passing of time|aging|ageing|life)\b/i, [['meadow', 'sprout', 'grow', 'It starts smaller than a thumb.', 'hopeful', 'dawn'], ['meadow', 'young tree', 'sway', 'A summer is forever, then.', 'joyful', 'day'], ['meadow', 'old tree', 'sway', 'Leaves go. The rings remain.', 'melancholic', 'sunset'], ['meadow', 'child under an old tree', 'read', 'And somebody new sits in the shade.', 'serene', 'morning']]],
  [/\b(?:love|friendship|kindness|compassion|empathy)\b/i, [['street', 'two strangers', 'walk', 'Two people, one umbrella.', 'lonely', 'dusk'], ['street', 'umbrella', 'hold', 'One hand makes room.', 'hopeful', 'dusk'], ['cafe', 'two cups', 'steam', 'The coffee goes cold. Nobody minds.', 'romantic', 'night'], ['rooftop', 'couple', 'look up', 'It does not have to be said.', 'romantic', 'night']]],
  [/\b(?:hope|resilience|perseverance|recovery|healing)\b/i, [['desert', 'rock', null, 'Nothing has grown here for years.', 'melancholic', 'day'], ['desert', 'sprout', 'grow', 'Then one green thread.', 'hopeful', 'dawn'], ['desert', 'rain cloud', 'rain', 'And after it, the rain.', 'hopeful', 'day'], ['meadow', 'field of flowers', 'sway', 'It was only waiting.', 'triumphant', 'morning']]],
  [/\b(?:courage|bravery|fear|confidence)\b/i, [['mountain', 'child', 'stand', 'The gap is as wide as always.', 'tense', 'morning'], ['mountain', 'shoes', null, 'Knees say no. Toes say perhaps.', 'tense', 'morning'], ['mountain', 'child', 'jump', 'Courage is fear that jumped.', 'energetic', 'day'], ['mountain', 'child', 'cheer', 'The other side is the same ground.', 'triumphant', 'golden-hour']]],
  [/\b(?:creativity|innovation|ideas?|imagination|inspiration)\b/i, [['studio', 'person', 'think', 'A white page, and a dark room.', 'frustrated', 'night'], ['studio', 'light bulb', 'glow', 'A small thing lights up.', 'hopeful', 'night'], ['studio', 'person', 'draw', 'One line pulls the next.', 'energetic', 'night'], ['workshop', 'flying machine', 'fly', 'And then it leaves the paper.', 'triumphant', 'dawn']]],
  [/\b(?:privacy|cyber ?security|security|data protection|encryption|passwords?)\b/i, [['office', 'open laptop', 'glow', 'Your whole life fits behind a door.', 'neutral', 'night'], ['office', 'thief', 'walk', 'Someone is trying the handle.', 'tense', 'night'], ['server room', 'padlock', 'close', 'One lock. A key that only you have.', 'hopeful', 'night'], ['home', 'person', 'sleep', 'So you can sleep.', 'serene', 'night']]],
  [/\b(?:photosynthesis)\b/i, [['sky', 'sun', 'shine', 'Light has travelled eight minutes.', 'hopeful', 'morning'], ['garden', 'green leaf', 'glow', 'A leaf catches it, and keeps it.', 'serene', 'morning'], ['garden', 'rain cloud', 'rain', 'Water from below, air from above.', 'serene', 'day'], ['meadow', 'tree', 'grow', 'Sugar for the tree. Breath for us.', 'triumphant', 'day']]],
  [/\b(?:gravity|relativity|physics)\b/i, [['garden', 'apple', 'fall', 'An apple lets go.', 'neutral', 'day'], ['space', 'moon', 'orbit', 'The same fall, and it never lands.', 'mysterious', 'night'], ['space', 'planet', 'orbit', 'Everything pulls at everything.', 'epic', 'night'], ['garden', 'child', 'jump', 'You too, a little, at the sky.', 'playful', 'day']]],
  [/\b(?:evolution|natural selection)\b/i, [['underwater', 'small fish', 'swim', 'It begins in warm water.', 'mysterious', 'dawn'], ['beach', 'lizard', 'walk', 'Somebody tries the land.', 'hopeful', 'morning'], ['forest', 'monkey', 'climb', 'Small changes, and long time.', 'energetic', 'day'], ['meadow', 'person', 'look up', 'And one of them asks why.', 'epic', 'dusk']]],
  [/\b(?:blockchain|bitcoin|cryptocurrency|crypto)\b/i, [['village', 'notebook', 'write', 'One book, one writer. You must trust him.', 'tense', 'day'], ['village', 'crowd with notebooks', 'write', 'So everyone writes the same page.', 'playful', 'day'], ['workshop', 'chain', null, 'Page is linked to page, link by link.', 'mysterious', 'night'], ['server room', 'server rack', 'glow', 'Now nobody can tear one out.', 'triumphant', 'night']]],
  [/\b(?:investing|investment|saving|savings|finance|compound interest|money|wealth|pension)\b/i, [['home', 'piggy bank', null, 'One coin, put aside.', 'neutral', 'morning'], ['garden', 'coin', null, 'Plant it, and leave it alone.', 'playful', 'day'], ['garden', 'small tree with coins', 'grow', 'The coins have coins.', 'hopeful', 'day'], ['garden', 'big tree with coins', 'sway', 'Time did most of the work.', 'joyful', 'golden-hour']]],
  [/\b(?:learning|education|knowledge|literacy)\b/i, [['classroom', 'child', 'read', 'A locked thing, made of letters.', 'frustrated', 'morning'], ['classroom', 'book', 'glow', 'Then one word opens.', 'hopeful', 'morning'], ['space', 'child', 'float', 'Behind it: everything.', 'epic', 'night'], ['classroom', 'child', 'arms up', 'She knows. And wants to know more.', 'triumphant', 'day']]],
  [/\b(?:loneliness|isolation|depression|anxiety|mental health)\b/i, [['city', 'person', 'walk', 'So many people. No one looks up.', 'lonely', 'dusk'], ['bedroom', 'phone', null, 'The phone stays dark.', 'lonely', 'night'], ['street', 'dog', 'sit', 'Then someone sits down beside you.', 'hopeful', 'dawn'], ['park', 'person', 'walk', 'It is lighter, carried by two.', 'serene', 'morning']]],
  [/\b(?:peace|harmony|diversity|equality|inclusion|justice)\b/i, [['meadow', 'wall', null, 'A wall, and two sides of it.', 'tense', 'day'], ['meadow', 'child', 'throw a ball', 'A ball comes over.', 'playful', 'day'], ['meadow', 'children', 'play', 'A wall makes a fine bench.', 'joyful', 'golden-hour'], ['meadow', 'dove', 'fly', 'Nobody remembers who began it.', 'serene', 'sunset']]],
  [/\b(?:change|transformation|metamorphosis|growth|becoming)\b/i, [['garden', 'egg', null, 'It is round, and shut, and warm.', 'neutral', 'dusk'], ['garden', 'egg', 'shake', 'Something knocks, from inside.', 'mysterious', 'night'], ['garden', 'chick', 'look up', 'It comes out smaller than it felt.', 'tense', 'dawn'], ['sky', 'bird', 'fly', 'Nothing it knew could fly.', 'triumphant', 'morning']]],
  [/\b(?:success|ambition|leadership|motivation|determination|discipline|goals?|productivity)\b/i, [['mountain', 'climber', 'look up', 'It looks impossible from here.', 'lonely', 'dawn'], ['mountain', 'climber', 'climb', 'So look at the next hold.', 'energetic', 'morning'], ['mountain', 'climber', 'hold the rope', 'Slip. Breathe. Again.', 'tense', 'day'], ['mountain', 'climber', 'arms up', 'Then there is no more up.', 'triumphant', 'golden-hour']]],
  [/\b(?:internet|networks?|connection|connectivity|communication)\b/i, [['home', 'person', 'type', 'A hello, in one window.', 'neutral', 'dusk'], ['underwater', 'jellyfish', 'glow', 'It dives beneath an ocean.', 'mysterious', 'night'], ['city', 'windows', 'glow', 'It comes up under another sky.', 'epic', 'night'], ['home', 'grandmother', 'laugh', 'Hello, she says, a blink later.', 'joyful', 'morning']]],
  [/\b(?:democracy|voting|elections?)\b/i, [['street', 'crowd', 'talk', 'Everybody wants something else.', 'tense', 'day'], ['classroom', 'ballot box', null, 'One box, and the same slot for all.', 'neutral', 'morning'], ['classroom', 'letter', null, 'One voice, folded twice.', 'hopeful', 'day'], ['street', 'crowd', 'cheer', 'Together, that is a decision.', 'triumphant', 'dusk']]],
  [/\b(?:dreams?|sleep|memory|memories|nostalgia)\b/i, [['bedroom', 'child', 'sleep', 'The eyes close. Another door opens.', 'serene', 'night'], ['sky', 'paper boat', 'float', 'A paper boat needs no water here.', 'mysterious', 'night'], ['sky', 'whale', 'fly', 'Nothing is too heavy to fly.', 'epic', 'night'], ['bedroom', 'paper boat', null, 'And in the morning, on the pillow.', 'hopeful', 'dawn']]],
  [/\b(?:health|fitness|wellness|exercise|wellbeing|well-being|mindfulness|stress)\b/i, [['office', 'worker', 'hunch', 'The body has been waiting all day.', 'frustrated', 'day'], ['park', 'shoes', null, 'Two laces. That is the hard part.', 'hopeful', 'dawn'], ['park', 'runner', 'run', 'Breath finds its own beat.', 'energetic', 'morning'], ['park', 'runner', 'stretch', 'And the head is clear.', 'serene', 'morning']]],
];

/** The pictures of an idea that stands in the text, or null when it names none that we know. */
export function metaphorFor(text: string): Image[] | null {
  const rows = ROWS.find(([pattern]) => pattern.test(text))?.[1];
  return (
    rows?.map(([place, what, action, line, mood, time]) => {
      const [, adjective, noun] =
        /^(small|young|old|big|open|green|melting|smoking|cracked|new) (\w+)$/.exec(what) ?? [];
      return {
        place,
        what: noun ?? what,
        attributes: adjective === undefined ? [] : [adjective],
        action,
        line,
        mood,
        time: time ?? 'day',
      };
    }) ?? null
  );
}
