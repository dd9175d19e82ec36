import type { Mood } from '../../film/screenplay.ts';
import { actors, deedIn, expressionFor, gaitOf, isAlive, isVisible, objectsOf, restOf } from './acting.ts';
import type { Clause, Noun } from './clauses.ts';
import { chapters } from './chapters.ts';
import type { Dice } from './dice.ts';
import type { Draft } from './draft.ts';
import { figureOf } from './draft.ts';
import { endLines, faceLines, linesOf, openLines } from './lines.ts';
import { fromNotes } from './notes.ts';
import { habitOf, homeOf, isPerson, tradeOf } from './people.ts';
import { placeNamed, placeOf } from './places.ts';
import { isProduct } from './products.ts';
import type { Reading } from './read.ts';
import { fromPlace } from './scenic.ts';
import { tellingOf } from './tellings.ts';
import { fromMetaphor, fromProduct, fromStates } from './things.ts';
import { headline } from './titles.ts';
import { moodIn, weatherIn } from './words.ts';
import { draft, whereTo, worldOf } from './world.ts';
import type { World } from './world.ts';

/** The ideas of a film in the order of its story; some may be left out, none is a repetition. */
export function ideasFor(reading: Reading, seconds: number, dice: Dice): Draft[] {
  if (reading.notes.length > 0) return fromNotes(reading, dice);
  if (reading.metaphor !== null) return fromMetaphor(reading);
  if (reading.states !== null && moodIn(reading.states.from) === null && moodIn(reading.states.to) === null)
    return fromStates(reading, reading.states, dice);
  const acting = seenToAct(reading.clauses);
  const lead = reading.nouns.find((noun) => isVisible(noun) || isAlive(noun));
  const branded = lead !== undefined && lead.proper && isProduct(lead.what);
  if (reading.genre === 'ad' || reading.genre === 'demo' || branded) return fromProduct(reading, dice);
  if (acting.length > 0) return fromClauses(reading, acting, seconds, dice);
  if (lead !== undefined && isAlive(lead)) return fromSomebody(reading, lead, dice);
  const held = lead !== undefined && reading.place === null && !NATURAL.test(lead.what);
  return held ? fromProduct(reading, dice) : fromPlace(reading, dice);
}

/** Nobody holds them in the hand or sells them: they are looked at where they are. */
const NATURAL = /^(?:rainbow|sun|moon|star|cloud|lightning|comet|volcano|tree|glacier)$/;

/** Clauses in which somebody or something is seen to act; where only an idea or a light does, whoever was there lives through it. */
function seenToAct(clauses: readonly Clause[]): Clause[] {
  const lead = clauses.flatMap((clause) => clause.subjects).find(isAlive);
  return withListed(clauses).flatMap((clause): Clause[] => {
    if (clause.verb === null || clause.subjects.length === 0) return [];
    if (clause.subjects.some((noun) => isAlive(noun) || isVisible(noun))) return [clause];
    if (lead === undefined) return [];
    // At a desk one works on until an idea makes one look up.
    const verb = homeOf(lead.what) === 'office' && !STRIKES.test(clause.text) ? 'type' : 'look';
    return [{ ...clause, subjects: [lead], verb }];
  });
}

/** `An idea strikes.` */
const STRIKES = /\b(?:idea|inspiration|thought)\b/i;

/** `learns to paint: first a line, then a flower`: what is only listed after a deed of making is what is made. */
function withListed(clauses: readonly Clause[]): Clause[] {
  const told: Clause[] = [];
  for (const clause of clauses) {
    const maker = told.at(-1);
    const things = clause.subjects.filter((noun) => noun.kind === 'thing');
    if (clause.verb === null && maker !== undefined && maker.verb !== null && deedIn(maker).part === 'make')
      told.splice(-1, 1, { ...maker, objects: [...maker.objects, ...things, ...clause.objects] });
    else told.push(clause);
  }
  return told;
}

/** Somebody is named, but nothing happens yet: show them at what they do, with a small wish that comes true. */
function fromSomebody(reading: Reading, lead: Noun, dice: Dice): Draft[] {
  const world = worldOf(reading, homeOf(lead.what), lead.kind === 'animal' ? 'playful' : 'hopeful');
  const extras = reading.nouns
    .filter((noun) => noun !== lead && isVisible(noun))
    .slice(0, 2)
    .map((noun) => figureOf(noun, { action: noun.kind === 'animal' ? habitOf(noun.what) : null }));
  const act = (action: string | null, expression: string | null = null) =>
    figureOf(lead, { action, expression, principal: true });
  const opening = dice.turned('open', openLines(world, reading));
  const closing = dice.turned('close', placeOf(world.place.key).close);
  if (!isPerson(lead.what)) {
    const habit = habitOf(lead.what);
    return [
      draft(world, 'beginning', 'The place', 'wide', dice.one('arrive', ['pan-right', 'push-in']), {
        figures: [act('sit'), ...extras],
        lines: opening,
        weight: 1.2,
        priority: 90,
      }),
      draft(world, 'middle', 'The hero', 'medium', 'push-in', {
        figures: [act('look up', 'curious'), ...extras],
        lines: ['Somebody has noticed something.', 'Two ears, one question.'],
        priority: 100,
      }),
      ...chapters(lead, world, dice),
      draft(world, 'turn', 'Off it goes', 'full', 'tracking', {
        mood: 'energetic',
        figures: [act(habit === 'walk' ? 'run' : habit, 'happy'), ...extras.slice(0, 1)],
        lines: ['And then there is no stopping it.'],
        priority: 95,
      }),
      draft(world, 'end', 'Home', dice.one('rest', ['wide', 'medium']), 'pull-out', {
        figures: [act(restOf(lead, null).action, 'happy')],
        lines: closing,
        weight: 1.1,
        priority: 92,
      }),
    ];
  }
  const trade = tradeOf(lead.what);
  const dark = /^(?:mysterious|tense|lonely|melancholic|serene|romantic)$/.test(world.mood);
  const rest = dark ? { action: 'look up', expression: expressionFor(world.mood) } : restOf(lead, 'success');
  return [
    draft(world, 'beginning', 'The place', 'wide', dice.one('arrive', ['push-in', 'crane-down']), {
      figures: [act(dice.one('stand', ['stand', 'walk'])), ...extras],
      lines: opening,
      weight: 1.2,
      priority: 90,
    }),
    draft(world, 'middle', 'At work', 'medium', 'static', {
      figures: [act(trade.work, 'focused'), ...extras],
      lines: [trade.working],
      priority: 100,
    }),
    draft(world, 'middle', 'It does not go well', 'medium-close-up', 'push-in', {
      mood: 'frustrated',
      figures: [act('hunch', 'frustrated')],
      lines: [trade.stuck],
      priority: 70,
    }),
    ...chapters(lead, world, dice).filter(
      (idea) => !idea.lines.some((line) => [trade.working, trade.stuck, trade.idea].includes(line)),
    ),
    draft(world, 'turn', 'An idea', 'close-up', 'push-in', {
      mood: 'hopeful',
      figures: [act('look up', 'surprised')],
      lines: [trade.idea],
      priority: 75,
    }),
    draft(world, 'end', 'Done', 'wide', dice.one('leave', ['pull-out', 'crane-up']), {
      mood: dark ? world.mood : 'triumphant',
      figures: [act(rest.action, rest.expression)],
      lines: [trade.done],
      weight: 1.1,
      priority: 95,
    }),
  ];
}

/** What a film is about while its clauses are told one after another. */
interface Telling {
  lead: Noun | undefined;
  world: World;
  dice: Dice;
}

/** Something happens: each clause is acted, looked at more closely, and answered; around it the way in and the way out. */
function fromClauses(reading: Reading, acting: Clause[], seconds: number, dice: Dice): Draft[] {
  const lead = leadOf(acting);
  const moods = acting.map((clause) => deedIn(clause).mood);
  const start = worldOf(reading, whereTo(acting, lead), moods.find((mood) => mood !== null) ?? 'hopeful');
  const room = Math.max(2, Math.floor(seconds / 2.6));
  const told = acting.length <= room ? acting : evenly(acting, room);
  const parts = told.map((clause) => deedIn(clause).part);
  const trouble = parts.indexOf('struggle');
  const telling: Telling = { lead, world: start, dice };
  const scenes = told.map((clause, at) =>
    tellClause(telling, clause, { at, last: at === told.length - 1, trouble: at === trouble }),
  );
  const more =
    lead === undefined
      ? []
      : chapters(
          lead,
          start,
          dice,
          trouble >= 0 || told[0] === undefined
            ? null
            : (lead !== undefined && isAlive(lead) && deedIn(told[0]).pose) || told[0].verb,
        );
  const [first, ...others] = scenes;
  const body = others.length === 0 ? [...(first ?? []), ...more] : [...(first ?? []), ...more, ...others.flat()];
  return [arrival(reading, start, told, lead, dice), ...body, departure(telling, told, trouble)];
}

/** Whom it is about: who acts first, unless that is a thing and somebody alive follows. */
function leadOf(acting: Clause[]): Noun | undefined {
  const subjects = acting.flatMap((clause) => clause.subjects);
  return subjects.find(isAlive) ?? subjects.find(isVisible) ?? subjects[0];
}

/** The way in: where it is, and whose film it will be. */
function arrival(reading: Reading, world: World, told: Clause[], lead: Noun | undefined, dice: Dice): Draft {
  const deed = told[0] === undefined ? null : deedIn(told[0]);
  const before =
    lead === undefined
      ? null
      : isPerson(lead.what)
        ? deed?.part === 'struggle' || placeOf(world.place.key).interior
          ? workOf(lead, world)
          : gaitOf(lead.what)
        : lead.kind === 'animal'
          ? 'look up'
          : (told[0]?.verb ?? null);
  return draft(world, 'beginning', 'The place', 'wide', dice.one('arrive', ['push-in', 'pan-right', 'crane-down']), {
    mood: deed?.part === 'struggle' ? 'neutral' : world.mood,
    figures: lead === undefined ? [] : [figureOf(lead, { action: before, principal: true })],
    lines: dice.turned('open', openLines(world, reading)),
    weight: 1.1,
    priority: 80,
  });
}

/** What somebody is seen doing before anything happens: nobody talks to an empty office. */
function workOf(lead: Noun, world: World): string {
  return world.place.key === 'office' ? 'type' : tradeOf(lead.what).work;
}

/** One clause: the deed, then what it is done to, then the face of who does it. */
function tellClause(
  telling: Telling,
  clause: Clause,
  { at, last, trouble }: { at: number; last: boolean; trouble: boolean },
): Draft[] {
  const { lead, dice } = telling;
  const deed = deedIn(clause);
  const before = telling.world;
  const time = clause.time;
  // What one clause says of hour, weather and place holds until another says otherwise.
  telling.world = {
    ...before,
    place: clause.place ?? before.place,
    time: time ?? before.time,
    fixed: before.fixed || time !== null,
    weather: weatherIn(clause.text) ?? before.weather,
  };
  const { world } = telling;
  // Trouble is how it begins, not how it goes on.
  const mood = deed.mood ?? moodIn(clause.text) ?? (world.mood === 'frustrated' && at > 0 ? 'hopeful' : world.mood);
  const beat = last && at > 0 ? 'turn' : 'middle';
  const figures = actors(clause, mood, at === 0 ? null : (lead ?? null));
  const words = [clause.verb ?? '', ...clause.text.toLowerCase().split(/\s+/)];
  // What somebody only lives through is told as it was written, and not as what they do meanwhile.
  const lived = clause.verb !== null && !clause.text.toLowerCase().includes(clause.verb);
  const lines = lived ? linesOf(clause) : [...tellingOf(clause, dice), ...linesOf(clause)];
  const key = `${at} ${clause.text}`;
  const angle = dice.roll(key, 3);
  const struck = lead !== undefined && isPerson(lead.what) && STRIKES.test(clause.text) && deed.lemma === 'look';
  const shots = [
    struck
      ? draft(world, 'turn', 'An idea', 'medium-close-up', 'push-in', {
          mood: 'hopeful',
          figures: figures.map((one) => ({ ...one, expression: 'surprised' })),
          lines: [tradeOf(lead.what).idea, ...lines],
          words,
          priority: 100 - at * 0.1,
        })
      : draft(
          world,
          beat,
          headline(clause),
          // Who swims or rows lies long in the picture.
          /^(?:swim|surf|row)\b/.test(figures[0]?.action ?? '')
            ? 'wide'
            : ((['medium', 'full', 'full'] as const)[angle] ?? 'medium'),
          (['push-in', 'tracking', 'handheld'] as const)[angle] ?? 'tracking',
          { mood, figures, lines, words, priority: 100 - at * 0.1, weight: 1.15 },
        ),
  ];
  for (const [nth, object] of objectsOf(clause).slice(0, 3).entries()) {
    if (object.kind === 'person') continue;
    shots.push(
      draft(world, beat, `The ${object.what}`, 'close-up', dice.one(`${key} ${nth}`, ['push-in', 'static', 'orbit']), {
        mood,
        figures: [
          figureOf(object, { principal: true, action: object.kind === 'animal' ? habitOf(object.what) : null }),
        ],
        lines: [],
        words: [object.what.toLowerCase()],
        priority: 52 - at - nth * 4,
      }),
    );
  }
  const [actor] = figures;
  if (trouble && lead !== undefined && isPerson(lead.what)) shots.push(...setback(lead, world));
  else if (actor !== undefined)
    shots.push(
      draft(
        world,
        beat,
        headline(clause),
        isPerson(actor.what) ? 'medium-close-up' : 'medium',
        dice.one(`${key} near`, ['static', 'tracking', 'push-in']),
        {
          mood,
          figures: figures.slice(0, 2),
          lines: isPerson(actor.what) || lead?.kind === 'animal' ? dice.turned(key, faceLines(mood)) : [],
          priority: 60 - at,
        },
      ),
    );
  const elsewhere = dreamtOf(clause, deed.lemma);
  if (elsewhere !== null && lead !== undefined) shots.push(dreamOf(elsewhere, lead, mood, world));
  return shots;
}

/** The place that somebody only thinks of: `dreams of the sea`. */
function dreamtOf(clause: Clause, lemma: string): World['place'] | null {
  if (!/^(?:dream|imagine|remember|wish|miss)$/.test(lemma)) return null;
  const phrase =
    /\b(?:of|about|for)\s+(?:the\s+|an?\s+)?([\p{L}\s-]{2,40}?)(?=\s(?:at|in|on|with|while|and)\b|[,.;]|$)/u.exec(
      clause.predicate,
    )?.[1];
  const key = phrase === undefined ? null : placeNamed(phrase);
  return phrase === undefined || key === null ? null : { phrase, key };
}

/** A place that is only thought of is seen, with whoever thinks of it in it. */
function dreamOf(place: World['place'], lead: Noun, mood: Mood, world: World): Draft {
  return draft({ ...world, place, weather: 'clear' }, 'turn', `The ${place.phrase}`, 'wide', 'push-in', {
    mood,
    figures: [figureOf(lead, { action: 'arms up', expression: 'happy', principal: true })],
    lines: placeOf(place.key).open,
    words: [place.phrase.toLowerCase()],
    priority: 96,
    weight: 1.1,
  });
}

/** It does not work, and then there is an idea. */
function setback(lead: Noun, world: World): Draft[] {
  const trade = tradeOf(lead.what);
  const act = (action: string, expression: string) => [figureOf(lead, { action, expression, principal: true })];
  return [
    draft(world, 'middle', 'It does not work', 'medium-close-up', 'push-in', {
      mood: 'frustrated',
      figures: act('hunch', 'frustrated'),
      lines: [trade.stuck],
      priority: 78,
    }),
    draft(world, 'turn', 'An idea', 'close-up', 'push-in', {
      mood: 'hopeful',
      figures: act('look up', 'surprised'),
      lines: [trade.idea],
      priority: 76,
    }),
  ];
}

/** The way out: whoever it was about comes to rest as their kind does, with those who were there at the end. */
function departure({ lead, world, dice }: Telling, told: Clause[], trouble: number): Draft {
  const final = told.at(-1);
  const part = final === undefined ? null : deedIn(final).part;
  const glad = part === 'success' || part === 'find' || part === 'love';
  // Years later it may be somebody else who is left in the picture.
  const heir = final?.subjects.find(isAlive) ?? lead;
  const alive = heir !== undefined && isAlive(heir);
  const rest = alive ? restOf(heir, part) : { action: final?.verb ?? null, expression: null };
  const hero = heir === undefined ? [] : [figureOf(heir, { ...rest, principal: true })];
  const others = [...(final?.subjects ?? []), ...(lead === undefined || heir === lead ? [] : [lead])]
    .filter((noun) => noun.what !== heir?.what && (isVisible(noun) || isAlive(noun)))
    .slice(0, 2)
    .map((noun) => figureOf(noun, { action: isAlive(noun) ? restOf(noun, part).action : null }));
  const kept =
    part === 'find' || part === 'make' || part === 'love' ? (final === undefined ? [] : objectsOf(final)) : [];
  const treasure = kept
    .filter((noun) => noun.what !== heir?.what)
    .slice(0, 1)
    .map((noun) => figureOf(noun));
  const dawn = glad && world.time === 'night' && trouble >= 0;
  const trade = tradeOf(heir?.what ?? '');
  const lines = dice.turned('end', endLines(heir, part, placeOf(world.place.key).close));
  return draft(
    world,
    'end',
    dawn ? 'Morning' : 'And after',
    dice.one('rest', ['wide', 'full', 'wide']),
    dice.one('leave', ['pull-out', 'crane-up', 'pull-out']),
    {
      mood: glad || world.mood === 'frustrated' ? 'triumphant' : world.mood,
      figures: [...hero, ...others, ...treasure],
      lines: glad && trouble >= 0 && trade.names.length > 0 ? [trade.done, ...lines] : lines,
      weight: 1.1,
      priority: 97,
      ...(dawn ? { time: 'dawn' as const } : {}),
    },
  );
}

/** So many of a list, spread over all of it, the first and the last included. */
function evenly<T>(items: T[], wanted: number): T[] {
  if (items.length <= wanted) return items;
  if (wanted === 1) return items.slice(0, 1);
  return Array.from({ length: wanted }, (_, at) => items[Math.round((at * (items.length - 1)) / (wanted - 1))] as T);
}
