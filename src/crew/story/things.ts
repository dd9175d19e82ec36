import type { Figure, TimeOfDay } from '../../film/screenplay.ts';
import { actors, deedIn, expressionFor, FIGURES_LIMIT, isAlive, isVisible, objectsOf } from './acting.ts';
import { isAbstract } from './clauses.ts';
import type { Clause, Noun } from './clauses.ts';
import type { Dice } from './dice.ts';
import type { Draft } from './draft.ts';
import { figure, figureOf } from './draft.ts';
import { openLines } from './lines.ts';
import { roomOf } from './nouns.ts';
import { homeOf, isAnimal, isPerson, tradeOf } from './people.ts';
import { placeOf } from './places.ts';
import { isProduct, productOf } from './products.ts';
import type { Product } from './products.ts';
import type { Reading } from './read.ts';
import { headline } from './titles.ts';
import { withArticle } from './words.ts';
import { draft, worldOf } from './world.ts';
import type { World } from './world.ts';

/** A thing is the hero, to be sold or only looked at: what was written of it, or else the want, the thing, the use, the difference. */
export function fromProduct(reading: Reading, dice: Dice): Draft[] {
  const selling = reading.genre === 'ad' || reading.genre === 'demo';
  const visible = reading.nouns.filter((noun) => isVisible(noun) && !isAlive(noun));
  const thing =
    visible.find((noun) => isProduct(noun.what) && !noun.proper) ??
    visible.find((noun) => isProduct(noun.what)) ??
    visible[0] ??
    reading.nouns[0];
  const what = thing?.what ?? 'gift box';
  const kind = productOf(isProduct(what) || reading.genre !== 'demo' ? what : 'app');
  const room = reading.nouns.map((noun) => roomOf(noun.what)).find((key) => key !== null);
  const set = worldOf(reading, room ?? kind.place, selling ? 'hopeful' : 'serene');
  const world = selling && reading.time === null ? { ...set, time: hourOf(what, set) } : set;
  const hero = (action: string | null = null): Figure =>
    thing === undefined
      ? figure(what, { principal: true })
      : figureOf(thing, { principal: true, action: action ?? stateOf(thing, reading) });
  const told = reading.clauses.filter(
    (clause) =>
      clause.verb !== null &&
      (objectsOf(clause).length > 0 ||
        clause.subjects.some((noun) => (isVisible(noun) || isAlive(noun)) && noun.what !== thing?.what)),
  );
  const end = draft(world, 'end', 'The name', 'close-up', dice.one('leave', ['orbit', 'pull-out', 'push-in']), {
    mood: 'triumphant',
    figures: [hero()],
    lines: [kind.feel, ...placeOf(world.place.key).close],
    weight: 1.1,
    priority: 98,
  });
  if (told.length >= 2) return [...asWritten(reading, told, { world, kind, hero, dice }), end];
  return [...asKnown(reading, thing, { world, kind, hero, dice }), end];
}

/** A thing that is sold is seen by daylight, and a cup in the morning. */
function hourOf(what: string, { place, time }: World): TimeOfDay {
  if (/\b(?:coffee|tea|cup|mug|cereal|toothbrush|breakfast)\b/.test(what)) return 'morning';
  return placeOf(place.key).interior && place.key !== 'stage' ? 'day' : time;
}

interface Offer {
  world: World;
  kind: Product;
  hero: (action?: string | null) => Figure;
  dice: Dice;
}

/** What the thing is said to do: the coffee steams. */
function stateOf(thing: Noun, reading: Reading): string | null {
  const own = reading.clauses.find(
    (clause) => clause.subjects.some((noun) => noun.what === thing.what) && clause.verb !== null,
  );
  const verb = own?.verb ?? null;
  if (verb !== null && STATES.test(verb)) return verb;
  return /\bsteam/i.test(reading.concept) && /cup|mug|tea|coffee|soup/.test(thing.what) ? 'steam' : null;
}

const STATES = /^(?:steam|glow|shine|spin|roll|ring|open|bloom|melt|drive|fly|float|turn|burn|blink|pour)$/;

/** The pictures that the person wrote, one after another, with the thing between them. */
function asWritten(reading: Reading, told: Clause[], { world, kind, hero, dice }: Offer): Draft[] {
  const { what } = hero();
  const casts = told.slice(0, 8).map((clause) => {
    const figures = actors(clause, deedIn(clause).mood ?? world.mood);
    // `Steam rises from a red cup`: the cup is what is seen.
    return figures.map((one, at) => ({
      ...(one.what === what ? hero() : one),
      principal: figures.some(({ principal }) => principal) ? one.principal : at === 0,
    }));
  });
  const alone = !casts.some((figures) => figures.some((one) => one.principal && one.what === what));
  const voices = alone ? [kind.want, kind.use, kind.feel] : [kind.want, kind.reveal, kind.use];
  const shots = told.slice(0, 8).map((clause, at): Draft => {
    const mood = deedIn(clause).mood ?? world.mood;
    const figures = casts[at] ?? [];
    const people = figures.some((one) => isPerson(one.what));
    const shown =
      figures.some((one) => one.what === what) || (alone && !people)
        ? figures
        : [...figures, { ...hero(), principal: figures.length === 0 }];
    return draft(
      { ...world, place: clause.place ?? world.place },
      at === 0 ? 'beginning' : 'middle',
      headline(clause),
      people ? 'medium' : at === 0 ? 'medium' : 'close-up',
      at === 0 ? 'push-in' : dice.one(`picture ${at}`, ['tracking', 'static', 'push-in']),
      {
        mood,
        figures: shown.slice(0, FIGURES_LIMIT),
        lines: [voices[at] ?? ''],
        words: [clause.verb ?? '', ...clause.text.toLowerCase().split(/\s+/)],
        priority: 90 - at,
      },
    );
  });
  const guest = reading.nouns.find((noun) => noun.kind === 'person');
  const [opening, ...rest] = shots;
  return [
    ...(opening === undefined ? [] : [opening]),
    ...(alone
      ? [
          draft(world, 'middle', `The ${what}`, 'close-up', 'push-in', {
            mood: 'mysterious',
            figures: [hero()],
            lines: [kind.reveal],
            priority: 95,
          }),
        ]
      : []),
    ...rest,
    ...looks(world, hero, dice),
    ...(guest === undefined
      ? []
      : [
          draft(world, 'turn', 'The difference', 'medium-close-up', 'push-in', {
            mood: 'joyful',
            figures: [
              figureOf(guest, { action: kind.pose, expression: 'happy', principal: true }),
              { ...hero(), principal: false },
            ],
            lines: [kind.use],
            priority: 60,
          }),
        ]),
  ];
}

/** The thing alone, from sides that were not shown yet. */
function looks(world: World, hero: Offer['hero'], dice: Dice): Draft[] {
  const lines = dice.turned('looks', [
    'Look closer.',
    'Nothing on it is there by accident.',
    'It was drawn a hundred times.',
    'Every side of it is the good side.',
  ]);
  const sizes = ['extreme-close-up', 'medium', 'close-up', 'full'] as const;
  const moves = ['push-in', 'orbit', 'tilt-up', 'crane-down'] as const;
  return lines.map((line, at) =>
    draft(world, 'middle', 'A closer look', sizes[at] ?? 'medium', moves[at] ?? 'orbit', {
      mood: 'mysterious',
      figures: [hero()],
      lines: [line],
      priority: 50 - at,
      weight: 0.9,
    }),
  );
}

/** Nothing was written but what it is: somebody misses something, and here it is. */
function asKnown(reading: Reading, thing: Noun | undefined, { world, kind, hero, dice }: Offer): Draft[] {
  const selling = reading.genre === 'ad' || reading.genre === 'demo';
  const user = reading.nouns.find((noun) => noun.kind === 'person');
  const person = (action: string | null, expression: string | null): Figure =>
    user === undefined
      ? figure('person', { action, expression, principal: true })
      : figureOf(user, { action, expression, principal: true });
  const beside = { ...hero(), principal: false };
  const extras = reading.nouns
    .filter((noun) => noun !== thing && noun !== user && isVisible(noun) && !noun.proper)
    .slice(0, 2)
    .map((noun) => figureOf(noun, { action: noun.kind === 'person' ? kind.pose : null }));
  const words = reading.clauses.flatMap((clause) => [clause.verb ?? '', ...clause.text.toLowerCase().split(/\s+/)]);
  const want = draft(world, 'beginning', 'The want', 'medium', 'push-in', {
    mood: selling ? 'frustrated' : world.mood,
    figures: [person(selling ? 'hunch' : kind.pose, selling ? 'tired' : 'calm')],
    lines: selling ? [kind.want] : openLines(world, reading),
    priority: selling ? 85 : 60,
  });
  const reveal = draft(world, 'middle', `The ${hero().what}`, 'close-up', 'orbit', {
    mood: 'mysterious',
    figures: [hero()],
    lines: [kind.reveal],
    priority: 100,
    weight: 1.1,
    words,
  });
  return [
    ...(dice.roll('order', 3) === 2
      ? [
          { ...reveal, beat: 'beginning' as const },
          { ...want, beat: 'middle' as const },
        ]
      : [want, reveal]),
    draft(world, 'middle', 'In use', 'full', 'tracking', {
      mood: 'energetic',
      figures: [person(kind.pose, 'happy'), beside, ...extras],
      lines: [kind.use],
      priority: 90,
      words,
    }),
    ...looks(world, hero, dice),
    draft(world, 'turn', 'The difference', 'medium-close-up', 'push-in', {
      mood: 'joyful',
      figures: [person('laugh', 'happy'), beside],
      lines: ['And suddenly it is easy.'],
      priority: 75,
    }),
    draft(world, 'turn', 'Every day', 'wide', 'tracking', {
      mood: 'joyful',
      figures: [person(kind.pose, 'happy'), beside],
      lines: ['Today, tomorrow, and the day after.'],
      priority: 42,
    }),
  ];
}

/** One thing becomes another: what it was, the hands, the moment in between, what it is now. */
export function fromStates(reading: Reading, states: { from: string; to: string }, dice: Dice): Draft[] {
  const before = figure(states.from, { principal: true });
  const made = reading.nouns.find(
    (noun) => isVisible(noun) && !isAlive(noun) && noun.text !== states.from && noun.text !== states.to,
  );
  // `from sketch to product: how a chair is made` ends with the chair.
  const after =
    made !== undefined && /^(?:product|thing|result|object|reality|life|finished \w+)$/.test(states.to)
      ? figureOf(made, { principal: true })
      : figure(states.to, { principal: true });
  const maker = reading.nouns.find((noun) => noun.kind === 'person');
  const living = reading.nouns.find(isAlive);
  const world = worldOf(reading, living === undefined ? 'workshop' : homeOf(living.what), 'hopeful');
  const place = placeOf(world.place.key);
  const trade = tradeOf(maker?.what ?? 'carpenter');
  const hands =
    maker === undefined ? figure('craftsman', { action: trade.work }) : figureOf(maker, { action: trade.work });
  const others = reading.nouns
    .filter(
      (noun) =>
        noun !== maker &&
        !isAbstract(noun.what) &&
        isVisible(noun) &&
        noun.text !== states.from &&
        noun.text !== states.to,
    )
    .slice(0, 2)
    .map((noun) => figureOf(noun));
  const words = reading.clauses.flatMap((clause) => [clause.verb ?? '', ...clause.text.toLowerCase().split(/\s+/)]);
  const natural = living !== undefined && living.kind === 'animal';
  return [
    draft(world, 'beginning', 'Before', 'medium', 'push-in', {
      figures: [before],
      lines: dice.turned('first', [
        `First, only ${withArticle(states.from)}.`,
        `It begins as ${withArticle(states.from)}.`,
      ]),
      words,
      priority: 100,
    }),
    ...(natural
      ? []
      : [
          draft(world, 'middle', 'Hands', 'full', 'tracking', {
            figures: [{ ...hands, principal: true }, { ...before, principal: false }, ...others],
            lines: [trade.working],
            priority: 90,
            words,
          }),
        ]),
    ...others.map((one, at) =>
      draft(world, 'middle', `The ${one.what}`, 'close-up', 'orbit', {
        figures: [{ ...one, principal: true }],
        lines: ['It begins to look like what it wants to be.'],
        priority: 65 - at,
      }),
    ),
    ...(natural
      ? []
      : [
          draft(world, 'middle', 'Doubt', 'medium-close-up', 'push-in', {
            mood: 'frustrated',
            figures: [{ ...hands, action: 'think', principal: true }],
            lines: [trade.stuck],
            priority: 55,
          }),
        ]),
    draft(world, 'turn', 'In between', 'close-up', 'push-in', {
      mood: 'mysterious',
      figures: [before, { ...after, principal: false }],
      lines: ['No longer one, not yet the other.', 'In between.'],
      priority: 70,
      words,
    }),
    draft(world, 'turn', 'After', 'close-up', 'orbit', {
      mood: 'joyful',
      figures: [after],
      lines: [`And then, ${withArticle(after.what)}.`],
      priority: 95,
    }),
    draft(world, 'end', 'Out into the world', 'wide', 'pull-out', {
      mood: 'triumphant',
      figures: natural ? [after] : [after, { ...hands, action: 'arms up', expression: 'happy' }],
      lines: place.close,
      priority: 85,
    }),
  ];
}

/** An idea that has no picture is told in pictures that people know. */
export function fromMetaphor(reading: Reading): Draft[] {
  const images = reading.metaphor ?? [];
  const beats = ['beginning', 'middle', 'turn', 'end'] as const;
  const sizes = ['medium', 'full', 'close-up', 'wide'] as const;
  const moves = ['push-in', 'tracking', 'push-in', 'pull-out'] as const;
  const priorities = [95, 80, 85, 100];
  const subject = reading.nouns[0]?.what.toLowerCase() ?? '';
  const animal = reading.nouns.find((noun) => noun.kind === 'animal');
  return images.flatMap((image, at): Draft[] => {
    const world: World = {
      place: { phrase: image.place, key: image.place },
      time: image.time,
      fixed: true,
      weather: 'clear',
      mood: image.mood,
    };
    const beat = beats[Math.min(at, 3)] ?? 'middle';
    // `then a stray cat`: the animal of the concept, and no other.
    const own = animal !== undefined && isAnimal(image.what) ? animal : image;
    const shown = figure(own.what, {
      attributes: own.attributes,
      action: image.action,
      principal: true,
      expression: isPerson(image.what) ? expressionFor(image.mood) : null,
    });
    const title = `The ${own.what}`;
    return [
      draft(world, beat, title, sizes[at] ?? 'medium', moves[at] ?? 'static', {
        figures: [shown],
        lines: [image.line],
        words: [subject],
        priority: priorities[at] ?? 50,
      }),
      ...(at < images.length - 1
        ? [
            draft(world, beat, title, 'close-up', 'static', {
              figures: [shown],
              words: [subject],
              priority: 30 - at,
              weight: 0.7,
            }),
          ]
        : []),
    ];
  });
}
