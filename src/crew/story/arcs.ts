import type { CameraMove, Figure, Mood, ShotSize, TimeOfDay, Weather } from '../../film/screenplay.ts';
import { isAbstract } from './clauses.ts';
import type { Clause, Noun } from './clauses.ts';
import type { Draft } from './draft.ts';
import { figure, figureOf, hourAt } from './draft.ts';
import { endLine, faceLines, linesOf, struggleLine, thingLines } from './lines.ts';
import { habitOf, headOf, homeOf, isAnimal, isPerson, tradeOf } from './people.ts';
import { placeNamed, placeOf } from './places.ts';
import { productOf } from './products.ts';
import { readConcept } from './read.ts';
import type { Reading } from './read.ts';
import { deedOf, deedPlace } from './verbs.ts';
import { moodIn, timeIn, weatherIn, withArticle } from './words.ts';

/** Where, when and in what mood the film plays, when a shot does not say otherwise. */
interface World {
  place: { phrase: string; key: string | null };
  time: TimeOfDay;
  weather: Weather;
  mood: Mood;
}

/** The ideas of a film in the order of its story; some may be left out, none is a repetition. */
export function ideasFor(reading: Reading, seconds: number): Draft[] {
  if (reading.notes.length > 0) return fromNotes(reading);
  if (reading.metaphor !== null) return fromMetaphor(reading);
  const lead = reading.nouns.find((noun) => !isAbstract(noun.what)) ?? reading.nouns[0];
  if (reading.states !== null && moodIn(reading.states.from) === null && moodIn(reading.states.to) === null)
    return fromStates(reading, reading.states);
  const acting = reading.clauses.filter((clause) => clause.verb !== null && clause.subjects.length > 0);
  const selling = reading.genre === 'ad' || reading.genre === 'demo';
  if (
    selling ||
    (lead !== undefined &&
      lead.kind === 'thing' &&
      !acting.some(hasLife) &&
      acting.length === 0 &&
      reading.place === null)
  )
    return fromThing(reading);
  if (acting.length > 0) return fromClauses(reading, acting, seconds);
  return lead !== undefined && lead.kind !== 'thing' ? fromSomebody(reading, lead) : fromPlace(reading);
}

/** More to look at when the film is longer than its ideas: small life of the place, and the lead at it. */
export function fillers(ideas: Draft[], wanted: number, selling: boolean): Draft[] {
  const middle = ideas.filter((idea) => idea.beat !== 'end');
  const models = middle.length > 0 ? middle : ideas;
  const made: Draft[] = [];
  for (let at = 0; made.length < wanted; at++) {
    const model = models[at % models.length];
    if (model === undefined) break;
    const { details } = placeOf(model.place.key);
    const round = Math.floor(at / models.length);
    const small = details[(round + at) % details.length];
    const hero = model.figures.find((one) => one.principal) ?? model.figures[0];
    const kind = (round + at) % 3;
    if (kind === 0 && small !== undefined && !selling) {
      made.push({
        ...shot(model),
        beat: 'middle',
        title: model.title,
        size: 'close-up',
        move: 'push-in',
        figures: [figure(small.what, { action: small.action, principal: true })],
        lines: [small.line],
        note: model.note,
      });
    } else if (hero !== undefined && kind === 1) {
      made.push({
        ...shot(model),
        beat: 'middle',
        title: model.title,
        size: 'close-up',
        move: 'static',
        figures: [hero],
        lines: [...lifeOf(hero), ...faceLines(model.mood)],
        note: model.note,
      });
    } else {
      made.push({
        ...shot(model),
        beat: 'middle',
        title: model.title,
        size: round % 2 === 0 ? 'wide' : 'medium',
        move: round % 2 === 0 ? 'pan-right' : 'tracking',
        figures: model.figures,
        lines: [...placeOf(model.place.key).open, ...placeOf(model.place.key).close],
        note: model.note,
      });
    }
  }
  return made;
}

function lifeOf(hero: Figure): string[] {
  return isPerson(hero.what) ? [tradeOf(hero.what).working] : [];
}

function shot(like: Draft): Draft {
  return { ...like, overlays: [], words: [], seeds: [], seconds: null, weight: 0.9, priority: 0 };
}

const draft = (world: World, beat: Draft['beat'], title: string, size: ShotSize, move: CameraMove, parts: Partial<Draft>): Draft => ({
  beat, title, size, move, place: world.place, time: hourAt(world.time, beat), weather: world.weather, mood: world.mood,
  figures: [], lines: [], words: [], overlays: [], note: null, seconds: null, weight: 1, priority: 50, seeds: [], ...parts,
}); // prettier-ignore

function hasLife(clause: Clause): boolean {
  return clause.subjects.some((noun) => noun.kind === 'person' || noun.kind === 'animal' || noun.proper);
}

function worldOf(reading: Reading, home: string | null, mood: Mood): World {
  const place = reading.place ?? {
    phrase: home ?? 'open country',
    key: home === null ? null : (placeNamed(home) ?? home),
  };
  return {
    place,
    time: reading.time ?? placeOf(place.key).time,
    weather: reading.weather ?? 'clear',
    mood: reading.mood ?? mood,
  };
}

/** A place is the hero: establish, look closer, let the light turn, leave. */
function fromPlace(reading: Reading): Draft[] {
  const world = worldOf(reading, null, 'serene');
  const place = placeOf(world.place.key);
  const guests = reading.nouns
    .filter((noun) => noun.text !== world.place.phrase && !isAbstract(noun.what))
    .slice(0, 3)
    .map((noun) => figureOf(noun, { principal: true }));
  const [first, second, ...others] = place.details;
  const life = (detail: NonNullable<typeof first>) => figure(detail.what, { action: detail.action, principal: true });
  const props = place.props.map((what) => figure(what));
  return [
    draft(world, 'beginning', 'The place', 'extreme-wide', 'push-in', { figures: [...guests, ...props.slice(0, 2)], lines: place.open, weight: 1.25, priority: 100 }),
    ...(first === undefined ? [] : [draft(world, 'middle', 'Small life', 'medium', 'static', { figures: [life(first), ...props.slice(0, 1)], lines: [first.line], priority: 90 })]),
    ...guests.slice(0, 1).map((guest) => draft(world, 'middle', 'Somebody is here', 'medium-close-up', 'push-in', { figures: [guest], lines: [], priority: 80 })),
    ...(second === undefined ? [] : [draft(world, 'middle', 'A closer look', 'close-up', 'pan-left', { figures: [life(second)], lines: [second.line], priority: 60 })]),
    ...others.map((detail, at) => draft(world, 'middle', 'A closer look', at % 2 === 0 ? 'close-up' : 'medium', at % 2 === 0 ? 'push-in' : 'pan-right', { figures: [life(detail)], lines: [detail.line], priority: 40 - at })),
    draft(world, 'turn', 'The light turns', 'wide', 'tilt-up', { figures: props.slice(0, 1), lines: turnOfLight(world), priority: 70 }),
    draft(world, 'end', 'Last light', 'extreme-wide', 'pull-out', { figures: [...guests, ...props.slice(0, 1)], lines: place.close, weight: 1.25, priority: 95 }),
  ]; // prettier-ignore
}

/** What changes in the sky at the hour of the film. */
function turnOfLight({ time, weather, place }: World): string[] {
  if (placeOf(place.key).interior) return ['The light moves across the floor.'];
  const sky: Partial<Record<Weather, string[]>> = {
    storm: ['Then the sky cracks open.'], rain: ['The rain makes everything one colour.'], snow: ['Flake by flake, it all goes quiet.'],
    fog: ['The fog takes the far things first.'], wind: ['The wind comes, and everything answers.'],
  }; // prettier-ignore
  const hours: Record<TimeOfDay, string[]> = {
    dawn: ['A gold line, and the day is let in.', 'Then the first light arrives.'], morning: ['The sun clears the edge of things.'], day: ['A cloud lets go of the sun.'],
    'golden-hour': ['For a while, everything is gold.'], sunset: ['The sun touches the edge, and stays a moment.', 'The sun touches the edge.'],
    dusk: ['The first star is not sure yet.'], night: ['One by one, the stars come out.'],
  }; // prettier-ignore
  return sky[weather] ?? hours[time];
}

/** Somebody is named, but nothing happens yet: show them at what they do, with a small wish that comes true. */
function fromSomebody(reading: Reading, lead: Noun): Draft[] {
  const world = worldOf(reading, homeOf(lead.what), lead.kind === 'animal' ? 'playful' : 'hopeful');
  const place = placeOf(world.place.key);
  const props = place.props.map((what) => figure(what)).slice(0, 2);
  const extras = reading.nouns
    .filter((noun) => noun !== lead && !isAbstract(noun.what))
    .slice(0, 3)
    .map((noun) => figureOf(noun));
  const act = (action: string | null, expression: string | null = null) =>
    figureOf(lead, { action, expression, principal: true });
  if (lead.kind === 'animal') {
    const habit = habitOf(lead.what);
    const small = place.details.find((detail) => headOf(detail.what) !== headOf(lead.what));
    return [
      draft(world, 'beginning', 'The place', 'wide', 'pan-right', {
        figures: [act('sit'), ...props],
        lines: place.open,
        weight: 1.2,
        priority: 90,
      }),
      draft(world, 'middle', 'The hero', 'medium', 'push-in', {
        figures: [act('look up', 'curious'), ...extras],
        lines: ['Somebody has noticed something.'],
        priority: 100,
      }),
      ...(small === undefined
        ? []
        : [
            draft(world, 'middle', 'Small life', 'close-up', 'static', {
              figures: [figure(small.what, { action: small.action, principal: true })],
              lines: [small.line],
              priority: 60,
            }),
          ]),
      draft(world, 'turn', 'Off it goes', 'full', 'tracking', {
        mood: 'energetic',
        figures: [act(habit === 'walk' ? 'run' : habit, 'happy'), ...extras.slice(0, 1)],
        lines: ['And then there is no stopping it.'],
        priority: 95,
      }),
      draft(world, 'end', 'Home', 'wide', 'pull-out', {
        figures: [act('sleep', 'happy'), ...props.slice(0, 1)],
        lines: place.close,
        weight: 1.1,
        priority: 85,
      }),
    ];
  }
  const trade = tradeOf(lead.what);
  const dark = /^(?:mysterious|tense|lonely|melancholic|serene|romantic)$/.test(world.mood);
  return [
    draft(world, 'beginning', 'The place', 'wide', 'push-in', {
      figures: [act('stand'), ...props],
      lines: place.open,
      weight: 1.2,
      priority: 90,
    }),
    draft(world, 'middle', 'At work', 'medium', 'static', {
      figures: [act(trade.work, 'focused'), figure(trade.holds), ...extras],
      lines: [trade.working],
      priority: 100,
    }),
    draft(world, 'middle', 'Hands', 'close-up', 'push-in', {
      figures: [figure(trade.holds, { principal: true }), ...extras.slice(0, 1)],
      lines: place.details.slice(0, 1).map((detail) => detail.line),
      priority: 60,
    }),
    draft(world, 'middle', 'It does not go well', 'medium-close-up', 'push-in', {
      mood: 'frustrated',
      figures: [act('hunch', 'frustrated')],
      lines: [trade.stuck],
      priority: 70,
    }),
    draft(world, 'turn', 'An idea', 'close-up', 'push-in', {
      mood: 'hopeful',
      figures: [act('look up', 'surprised')],
      lines: [trade.idea],
      priority: 75,
    }),
    draft(world, 'end', 'Done', 'wide', 'pull-out', {
      mood: dark ? world.mood : 'triumphant',
      figures: [act(dark ? 'look up' : 'arms up', dark ? expressionFor(world.mood) : 'happy'), ...props.slice(0, 1)],
      lines: [trade.done],
      weight: 1.1,
      priority: 95,
    }),
  ];
}

/** Something happens: each clause is acted, and around it the place, the setback, the idea, the faces and the way out. */
function fromClauses(reading: Reading, acting: Clause[], seconds: number): Draft[] {
  const living = acting.flatMap((clause) => clause.subjects).find((noun) => noun.kind !== 'thing' || noun.proper);
  const lead = living ?? acting[0]?.subjects[0] ?? reading.nouns[0];
  const moods = acting.map((clause) => deedOf(clause.verb ?? '').mood);
  const world = worldOf(reading, whereTo(acting, lead), moods.find((mood) => mood !== null) ?? 'hopeful');
  const place = placeOf(world.place.key);
  const props = place.props.map((what) => figure(what));
  const human = lead !== undefined && lead.kind === 'person';
  const trade = tradeOf(lead?.what ?? '');
  const room = Math.max(2, Math.floor(seconds / 2));
  const told = acting.length <= room ? acting : evenly(acting, room);
  const hero = (action: string | null, expression: string | null = null): Figure[] =>
    lead === undefined ? [] : [figureOf(lead, { action, expression, principal: true })];
  const parts = told.map((clause) => deedOf(clause.verb ?? '').part);
  const trouble = parts.indexOf('struggle');
  const victory = parts.findLastIndex((part) => part === 'success' || part === 'find');
  const ideas: Draft[] = [];
  const opening = told[0];
  const arrive = lead !== undefined && lead.kind === 'person' ? (trouble === 0 ? trade.work : 'walk') : 'look up';
  ideas.push(draft(world, 'beginning', 'The place', 'wide', 'push-in', {
    mood: trouble === 0 ? 'neutral' : world.mood, figures: [...hero(arrive), ...props.slice(0, 3)], lines: place.open, weight: 1.1, priority: 80,
  })); // prettier-ignore
  for (const [at, clause] of told.entries()) {
    const deed = deedOf(/\bfalls? in love\b|\bfell in love\b/.test(clause.text) ? 'love' : (clause.verb ?? ''));
    const last = at === told.length - 1;
    const beat = last && told.length > 1 ? 'turn' : 'middle';
    const here = clause.place === null ? world : { ...world, place: clause.place };
    const when = timeIn(clause.text);
    const mood = deed.mood ?? world.mood;
    const figures = actors(clause, deed.pose, mood);
    const words = [clause.verb ?? '', ...clause.text.toLowerCase().split(/\s+/)];
    ideas.push(draft(here, beat, headline(clause), at % 2 === 0 ? 'medium' : 'full', at % 2 === 0 ? 'tracking' : 'push-in', {
      mood, figures: [...figures, ...props.slice(0, 1)], lines: linesOf(clause), words, priority: 100 - at * 0.1, weight: 1.15,
      weather: weatherIn(clause.text) ?? here.weather, ...(when === null ? {} : { time: when }),
    })); // prettier-ignore
    for (const [nth, object] of clause.objects.slice(0, 4).entries()) {
      if (object.kind === 'person' || isAbstract(object.what)) continue;
      ideas.push(
        draft(here, beat, `The ${object.what}`, 'close-up', 'push-in', {
          mood,
          figures: [
            figureOf(object, { principal: true, action: object.kind === 'animal' ? habitOf(object.what) : null }),
          ],
          lines: thingLines(object),
          priority: 55 - at - nth * 4,
        }),
      );
    }
    if (at === trouble && human) {
      const [small] = place.details;
      if (small !== undefined)
        ideas.push(
          draft(here, 'middle', 'Time passes', 'close-up', 'static', {
            mood: 'frustrated',
            figures: [figure(small.what, { action: small.action, principal: true })],
            lines: [small.line],
            priority: 50,
          }),
        );
      ideas.push(
        draft(here, 'middle', 'It does not work', 'medium-close-up', 'push-in', {
          mood: 'frustrated',
          figures: [...hero('hunch', 'frustrated'), figure(trade.holds)],
          lines: [trade.stuck, struggleLine(clause)],
          priority: 78,
        }),
      );
      ideas.push(
        draft(here, 'turn', 'An idea', 'close-up', 'push-in', {
          mood: 'hopeful',
          figures: hero('look up', 'surprised'),
          lines: [trade.idea],
          priority: 76,
        }),
      );
    } else if (human && !last) {
      ideas.push(
        draft(here, 'middle', 'A face', 'close-up', 'static', {
          mood,
          figures: hero(null, expressionFor(mood)),
          lines: faceLines(mood),
          priority: 45 - at,
        }),
      );
    }
  }
  const next = opening === undefined ? null : deedOf(told.at(-1)?.verb ?? '').part;
  const glad = next === 'success' || next === 'find' || next === 'love';
  // Years later it may be somebody else who is left in the picture.
  const heir = told.at(-1)?.subjects.find((noun) => noun.kind !== 'thing') ?? lead;
  const rest = heir?.kind === 'person' ? (glad ? 'lean back' : 'look up') : heir?.kind === 'animal' ? 'sit' : null;
  const finish =
    heir === undefined ? [] : [figureOf(heir, { action: rest, expression: glad ? 'happy' : null, principal: true })];
  const others =
    told
      .at(-1)
      ?.subjects.filter((noun) => noun.what !== heir?.what)
      .map((noun) => figureOf(noun)) ?? [];
  const dawn = glad && victory >= 0 && world.time === 'night' && trouble >= 0;
  ideas.push(draft(world, 'end', dawn ? 'Morning' : 'And after', 'wide', 'pull-out', {
    mood: glad ? 'triumphant' : world.mood, figures: [...finish, ...others.slice(0, 2), ...props.slice(0, 2)],
    lines: [...(human && victory >= 0 && trouble >= 0 ? [trade.done] : []), ...(next === null && human ? [...place.close, endLine(heir, next)] : [endLine(heir, next), ...place.close])], weight: 1.1, priority: 90, ...(dawn ? { time: 'dawn' as const } : {}),
  })); // prettier-ignore
  return ideas;
}

/** Where it plays when nobody says: where the deed is done, where the leading figure lives, or a place that is built or seen. */
function whereTo(acting: Clause[], lead: Noun | undefined): string | null {
  const object = acting.flatMap((clause) => clause.objects).find((noun) => placeNamed(noun.what) !== null);
  const trade =
    lead === undefined
      ? null
      : lead.kind === 'animal' || tradeOf(lead.what).names.length > 0
        ? homeOf(lead.what)
        : null;
  const deed = acting.map((clause) => deedPlace(clause.verb ?? '')).find((place) => place !== null) ?? null;
  return (
    trade ??
    (object === undefined ? null : placeNamed(object.what)) ??
    deed ??
    (lead?.kind === 'person' || lead?.proper === true ? 'street' : null)
  );
}

/** Everyone in the clause: subjects act, the rest is there. */
function actors(clause: Clause, pose: string, mood: Mood): Figure[] {
  const acting = clause.subjects.map((noun, at) => {
    const alive = noun.kind !== 'thing' || noun.proper;
    const person = noun.kind === 'person' || (noun.proper && noun.kind === 'thing');
    const natural =
      noun.kind === 'animal' && /^(?:run|walk|hammer|cook|point|arms up|hunch|hug)$/.test(pose)
        ? habitOf(noun.what) === 'walk'
          ? pose === 'walk'
            ? 'walk'
            : 'run'
          : habitOf(noun.what)
        : pose;
    const action =
      natural === ''
        ? person
          ? tradeOf(noun.what).work
          : isAnimal(noun.what)
            ? habitOf(noun.what)
            : (clause.verb ?? null)
        : natural;
    return figureOf(noun, {
      action: alive ? action : clause.verb,
      expression: alive ? expressionFor(mood) : null,
      principal: at === 0,
    });
  });
  const others = clause.objects
    .filter((noun) => !isAbstract(noun.what))
    .slice(0, 3)
    .map((noun) =>
      figureOf(noun, {
        action:
          noun.kind === 'animal'
            ? habitOf(noun.what)
            : noun.kind === 'person' && /hug|talk|wave|dance/.test(pose)
              ? pose
              : null,
      }),
    );
  return [...acting, ...others];
}

export function expressionFor(mood: Mood): string | null {
  const faces: Partial<Record<Mood, string>> = {
    joyful: 'happy', triumphant: 'happy', playful: 'happy', romantic: 'happy', hopeful: 'calm', serene: 'calm', frustrated: 'frustrated',
    melancholic: 'sad', lonely: 'sad', tense: 'worried', mysterious: 'surprised', energetic: 'focused', epic: 'focused',
  }; // prettier-ignore
  return faces[mood] ?? null;
}

function headline(clause: Clause): string {
  const words = (clause.predicate || clause.text).split(/\s+/).slice(0, 6).join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One thing becomes another: what it was, the hands, the moment in between, what it is now. */
function fromStates(reading: Reading, states: { from: string; to: string }): Draft[] {
  const before = figure(states.from, { principal: true });
  const after = figure(states.to, { principal: true });
  const maker = reading.nouns.find((noun) => noun.kind === 'person');
  const world = worldOf(reading, maker === undefined ? 'workshop' : homeOf(maker.what), 'hopeful');
  const place = placeOf(world.place.key);
  const trade = tradeOf(maker?.what ?? 'carpenter');
  const hands =
    maker === undefined ? figure('person', { action: trade.work }) : figureOf(maker, { action: trade.work });
  const others = reading.nouns
    .filter((noun) => noun !== maker && !isAbstract(noun.what) && noun.text !== states.from && noun.text !== states.to)
    .slice(0, 2)
    .map((noun) => figureOf(noun));
  const [small] = place.details;
  const words = reading.clauses.flatMap((clause) => [clause.verb ?? '', ...clause.text.toLowerCase().split(/\s+/)]);
  return [
    draft(world, 'beginning', 'Before', 'medium', 'push-in', { figures: [before, ...place.props.slice(0, 2).map((what) => figure(what))], lines: [`First, only ${withArticle(states.from)}.`], words, priority: 100 }),
    draft(world, 'middle', 'Hands', 'medium-close-up', 'tracking', { figures: [{ ...hands, principal: true }, before, ...others], lines: [trade.working], priority: 90, words }),
    ...(small === undefined ? [] : [draft(world, 'middle', 'The tool', 'close-up', 'static', { figures: [figure(small.what, { action: small.action, principal: true })], lines: [small.line], priority: 60 })]),
    draft(world, 'turn', 'In between', 'extreme-close-up', 'push-in', { mood: 'mysterious', figures: [before, after], lines: ['No longer one, not yet the other.', 'In between.'], priority: 70, words }),
    draft(world, 'turn', 'After', 'close-up', 'orbit', { mood: 'joyful', figures: [after], lines: [`And then, ${withArticle(states.to)}.`], priority: 95 }),
    draft(world, 'end', 'Out into the world', 'wide', 'pull-out', { mood: 'triumphant', figures: [after, { ...hands, action: 'lean back', expression: 'happy' }], lines: place.close, priority: 85 }),
  ]; // prettier-ignore
}

/** An idea that has no picture is told in pictures that people know. */
function fromMetaphor(reading: Reading): Draft[] {
  const images = reading.metaphor ?? [];
  const beats = ['beginning', 'middle', 'turn', 'end'] as const;
  const sizes = ['medium', 'medium-close-up', 'close-up', 'wide'] as const;
  const moves = ['push-in', 'static', 'push-in', 'pull-out'] as const;
  const priorities = [95, 80, 85, 100];
  return images.flatMap((image, at): Draft[] => {
    const place = placeOf(image.place);
    const world: World = {
      place: { phrase: image.place, key: image.place },
      time: image.time,
      weather: 'clear',
      mood: image.mood,
    };
    const beat = beats[Math.min(at, 3)] ?? 'middle';
    const shown = figure(image.what, {
      attributes: image.attributes,
      action: image.action,
      principal: true,
      expression: isPerson(image.what) ? expressionFor(image.mood) : null,
    });
    const subject = reading.nouns[0]?.what.toLowerCase() ?? '';
    return [
      draft(world, beat, headlineOf(image.what), sizes[at] ?? 'medium', moves[at] ?? 'static', {
        time: image.time, figures: [shown, ...place.props.slice(0, 2).map((what) => figure(what))], lines: [image.line], words: [subject], priority: priorities[at] ?? 50,
      }),
      ...(at < images.length - 1 ? [draft(world, beat, headlineOf(image.what), 'extreme-close-up', 'static', { time: image.time, figures: [shown], lines: [], words: [subject], priority: 30 - at, weight: 0.7 })] : []),
    ]; // prettier-ignore
  });
}

function headlineOf(what: string): string {
  return `The ${what}`;
}

/** A thing is the hero, to be sold or only looked at: the want, the thing, the use, the difference. */
function fromThing(reading: Reading): Draft[] {
  const selling = reading.genre === 'ad' || reading.genre === 'demo';
  const thing = reading.nouns.find((noun) => noun.kind === 'thing') ?? reading.nouns[0];
  const what = thing?.what ?? 'glowing shape';
  const kind = productOf(reading.genre === 'demo' ? `${what} app` : what);
  const world = worldOf(reading, kind.place, selling ? 'hopeful' : 'serene');
  const place = placeOf(world.place.key);
  const user = reading.nouns.find((noun) => noun.kind === 'person');
  const person = (action: string | null, expression: string | null): Figure =>
    user === undefined ? figure('person', { action, expression }) : figureOf(user, { action, expression });
  const hero = (action: string | null = null): Figure =>
    thing === undefined ? figure(what, { principal: true }) : figureOf(thing, { principal: true, action });
  const props = place.props.map((prop) => figure(prop));
  const extras = reading.nouns
    .filter((noun) => noun !== thing && noun !== user && !isAbstract(noun.what))
    .slice(0, 3)
    .map((noun) => figureOf(noun));
  const said = reading.clauses.filter((clause) => clause.verb !== null).flatMap(linesOf);
  const words = reading.clauses.flatMap((clause) => [clause.verb ?? '', ...clause.text.toLowerCase().split(/\s+/)]);
  const slogan = reading.quotes.at(-1);
  return [
    draft(world, 'beginning', 'The want', 'wide', 'push-in', { mood: selling ? 'frustrated' : world.mood, figures: [{ ...person(selling ? 'hunch' : kind.pose, selling ? 'tired' : 'calm'), principal: true }, ...props.slice(0, 2)], lines: [selling ? kind.want : (place.open[0] ?? kind.want)], priority: 85 }),
    draft(world, 'middle', headlineOf(what), 'close-up', 'orbit', { mood: 'mysterious', figures: [hero()], lines: [...said, kind.reveal], priority: 100, weight: 1.1, words }),
    draft(world, 'middle', 'In use', 'medium', 'tracking', { mood: 'energetic', figures: [{ ...person(kind.pose, 'happy'), principal: true }, hero(), ...extras], lines: [...said.slice(1), kind.use], priority: 90, words }),
    draft(world, 'middle', 'The detail', 'extreme-close-up', 'push-in', { figures: [hero()], lines: thing === undefined ? [] : thingLines(thing), priority: 50 }),
    draft(world, 'turn', 'The difference', 'medium-close-up', 'push-in', { mood: 'joyful', figures: [person('look up', 'happy'), hero()], lines: [kind.feel], priority: 75 }),
    draft(world, 'end', 'The name', 'medium', 'pull-out', { mood: 'triumphant', figures: [hero()], lines: slogan === undefined ? [kind.feel, ...place.close] : [sentence(slogan)], overlays: [], weight: 1.1, priority: 95 }),
  ]; // prettier-ignore
}

function sentence(text: string): string {
  return /[.!?。！？]$/u.test(text) ? text : `${text}.`;
}

/** Scenes that were written out: exactly those, in their order, with what they say; the rest is filled in from the scene before. */
function fromNotes(reading: Reading): Draft[] {
  let world = worldOf(
    reading,
    reading.nouns[0] === undefined ? null : reading.nouns[0].kind === 'thing' ? null : homeOf(reading.nouns[0].what),
    'neutral',
  );
  let lead: Noun | null = null;
  return reading.notes.flatMap((note, at) => {
    const own = readConcept(note.text);
    const last = at === reading.notes.length - 1;
    const beat =
      at === 0
        ? 'beginning'
        : last
          ? 'end'
          : at === reading.notes.length - 2 && reading.notes.length > 2
            ? 'turn'
            : 'middle';
    const acting = own.clauses.find((clause) => clause.verb !== null) ?? own.clauses[0];
    const deed = deedOf(acting?.verb ?? '');
    world = {
      place: own.place ?? world.place,
      time: own.time ?? world.time,
      weather: own.weather ?? (own.place === null ? world.weather : 'clear'),
      mood: own.mood ?? deed.mood ?? world.mood,
    };
    const figures = own.foreign
      ? own.nouns.map((noun) => figureOf(noun))
      : own.clauses
          .flatMap((clause) => actors(clause, deedOf(clause.verb ?? '').pose, world.mood))
          .filter((one) => one.what !== own.place?.phrase && placeNamed(one.what) !== world.place.key);
    const seen = figures
      .filter((one, index) => figures.findIndex((other) => other.what === one.what) === index)
      .slice(0, 5);
    // `He smiles.`: a pronoun means whoever was there before.
    if (seen.length === 0 && lead !== null && /\b(?:he|she|they|him|her|them)\b/i.test(note.text))
      seen.push(figureOf(lead, { action: deed.pose || null }));
    lead = own.nouns.find((noun) => noun.kind !== 'thing') ?? lead;
    const [main, ...rest] = seen;
    const place = placeOf(world.place.key);
    const shown =
      main === undefined
        ? place.props.slice(0, 2).map((what) => figure(what))
        : [{ ...main, principal: true }, ...rest, ...place.props.slice(0, 1).map((what) => figure(what))];
    const lines = own.foreign
      ? own.sentences
      : [
          ...own.clauses.filter((clause) => clause.verb !== null).flatMap(linesOf),
          ...(main === undefined ? (last ? place.close : place.open) : []),
        ];
    const firstSize = at === 0 ? 'wide' : last ? 'wide' : at % 2 === 0 ? 'medium' : 'medium-close-up';
    const one = draft(world, beat, headlineOfNote(note.text), note.size ?? firstSize, note.move ?? (at === 0 ? 'push-in' : last ? 'pull-out' : 'static'), {
      time: world.time, figures: shown, lines, words: [...own.clauses.map((clause) => clause.verb ?? ''), note.text], overlays: [...note.quotes], note: at, seconds: note.seconds, priority: 200 - at, weight: 1.2,
    }); // prettier-ignore
    return [one];
  });
}

function headlineOfNote(text: string): string {
  const words = (text.split(/[.,;:!?\n]/)[0] ?? text)
    .replace(/^(?:an?|the)\s+/i, '')
    .split(/\s+/)
    .slice(0, 6)
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1) || 'Scene';
}

/** So many of a list, spread over all of it, the first and the last included. */
export function evenly<T>(items: T[], wanted: number): T[] {
  if (items.length <= wanted) return items;
  if (wanted === 1) return items.slice(0, 1);
  return Array.from({ length: wanted }, (_, at) => items[Math.round((at * (items.length - 1)) / (wanted - 1))] as T);
}
