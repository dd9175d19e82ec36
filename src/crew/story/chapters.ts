import { gaitOf, isAlive } from './acting.ts';
import type { Noun } from './clauses.ts';
import type { Dice } from './dice.ts';
import type { Draft } from './draft.ts';
import { figure, figureOf } from './draft.ts';
import { habitOf, isPerson, tradeOf } from './people.ts';
import { placeOf } from './places.ts';
import { draft } from './world.ts';
import type { World } from './world.ts';

/** What else there is to tell of somebody when the film is longer than its concept, in the order in which it would happen. */
export function chapters(lead: Noun, world: World, dice: Dice, verb: string | null = null): Draft[] {
  const steps = isPerson(lead.what)
    ? personSteps(lead, verb)
    : lead.kind === 'animal'
      ? animalSteps(lead)
      : thingSteps(verb);
  const [near, ...far] = dice.turned('details', placeOf(world.place.key).details);
  const own = steps.map(({ title, size, move, action, expression, line, rank }) =>
    draft(world, 'middle', title, size, move, {
      figures: [figureOf(lead, { action, expression, principal: true })],
      lines: [line],
      priority: rank,
    }),
  );
  // Small life of the place is looked at together with whoever the film is about.
  const small = [...(near === undefined ? [] : [near]), ...far].map((detail, at) =>
    draft(world, 'middle', 'Small life', at % 2 === 0 ? 'medium' : 'full', at % 2 === 0 ? 'pan-left' : 'static', {
      figures: [
        figureOf(lead, { action: isAlive(lead) ? 'look' : null, principal: true }),
        figure(detail.what, { action: detail.action }),
      ],
      lines: [detail.line],
      priority: 26 - at * 3,
    }),
  );
  return braid(own, small);
}

interface Step {
  title: string;
  size: Draft['size'];
  move: Draft['move'];
  action: string | null;
  expression: string | null;
  line: string;
  rank: number;
}

const step = (
  title: string,
  size: Step['size'],
  move: Step['move'],
  action: string | null,
  expression: string | null,
  line: string,
  rank: number,
): Step => ({ title, size, move, action, expression, line, rank });

function personSteps(lead: Noun, verb: string | null): Step[] {
  const trade = tradeOf(lead.what);
  const gait = gaitOf(lead.what);
  const moving = verb === null || /^(?:walk|run|ride)$/.test(verb);
  const work = moving && gait !== 'walk' ? gait : (verb ?? trade.work);
  const known = trade.names.length > 0;
  return [
    step('At work', 'medium', 'static', work, 'focused', trade.working, known ? 36 : 21),
    step('A pause', 'medium-close-up', 'static', 'think', 'calm', 'A breath. Then on.', 20),
    step('It does not work', 'medium', 'push-in', 'hunch', 'frustrated', trade.stuck, known ? 34 : 12),
    step('Away', 'full', 'tracking', 'walk', 'sad', 'A walk, to let it settle.', 24),
    step('Alone', 'wide', 'pull-out', 'sit', 'tired', 'It would be easy to stop here.', 19),
    step('An idea', 'close-up', 'push-in', 'look up', 'surprised', trade.idea, known ? 33 : 13),
    step('Once more', 'full', 'handheld', 'run', 'focused', 'Back. Faster this time.', 18),
    step('Again', 'medium', 'tracking', work, 'focused', 'Again, from the start.', 17),
    step('Nearly', 'close-up', 'push-in', 'point', 'happy', 'Nearly. So nearly.', 16),
  ];
}

function animalSteps(lead: Noun): Step[] {
  const habit = habitOf(lead.what);
  return [
    step('Listening', 'medium', 'push-in', 'look up', 'curious', 'What was that?', 30),
    step('On the way', 'full', 'tracking', habit, null, 'Nobody said how far it is.', 29),
    step('A stop', 'medium', 'static', 'sit', 'calm', 'A short stop. There is a lot to smell.', 20),
    step('Lost', 'wide', 'pull-out', 'look', 'worried', 'The world is larger than it was this morning.', 24),
    step('Supper', 'medium', 'static', 'eat', 'happy', 'Courage needs a small breakfast.', 19),
    step(
      'Faster',
      'full',
      'tracking',
      habit === 'walk' ? 'run' : habit,
      'focused',
      'Then it remembers where it was going.',
      23,
    ),
    step(
      'A leap',
      'full',
      'handheld',
      habit === 'walk' ? 'jump' : habit,
      'focused',
      'One leap, with everything in it.',
      18,
    ),
  ];
}

function thingSteps(does: string | null): Step[] {
  return [
    step('From far', 'extreme-wide', 'pan-right', does, null, 'From far away it is only a spark of colour.', 30),
    step('Close by', 'medium', 'tracking', does, null, 'Close by, it has a voice of its own.', 29),
    step('From above', 'wide', 'crane-up', does, null, 'A small thing in a large picture.', 24),
    step('Details', 'close-up', 'orbit', does, null, 'Somebody thought about every edge of it.', 23),
  ];
}

/** One after another from each, so that no two of a kind stand together. */
function braid(...strands: Draft[][]): Draft[] {
  const length = Math.max(...strands.map((strand) => strand.length));
  return Array.from({ length }, (_, at) => strands.flatMap((strand) => strand[at] ?? [])).flat();
}
