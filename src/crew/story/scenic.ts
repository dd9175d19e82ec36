import type { TimeOfDay, Weather } from '../../film/screenplay.ts';
import { isAlive, isVisible } from './acting.ts';
import type { Dice } from './dice.ts';
import type { Draft } from './draft.ts';
import { figure, figureOf } from './draft.ts';
import { openLines } from './lines.ts';
import { habitOf } from './people.ts';
import { placeOf } from './places.ts';
import type { Detail } from './places.ts';
import type { Reading } from './read.ts';
import { draft, worldOf } from './world.ts';
import type { World } from './world.ts';

/** A place is the hero: establish, look closer, let the light turn, leave. */
export function fromPlace(reading: Reading, dice: Dice): Draft[] {
  const world = worldOf(reading, null, 'serene');
  const place = placeOf(world.place.key);
  const guests = reading.nouns
    .filter((noun) => noun.text !== world.place.phrase && isVisible(noun))
    .slice(0, 2)
    .map((noun) =>
      figureOf(noun, {
        principal: true,
        action: noun.kind === 'animal' ? habitOf(noun.what) : isAlive(noun) ? 'look up' : null,
      }),
    );
  const lives = place.details.filter((detail) => fits(detail, world));
  const [first, ...others] = dice.turned('life', lives);
  const life = (detail: Detail) => figure(detail.what, { action: detail.action, principal: true });
  const opening = dice.turned('open', openLines(world, reading));
  return [
    draft(world, 'beginning', 'The place', 'extreme-wide', dice.one('arrive', ['push-in', 'pan-right', 'crane-down']), {
      figures: guests,
      lines: opening,
      weight: 1.25,
      priority: 100,
    }),
    ...(first === undefined
      ? []
      : [
          draft(world, 'middle', 'Small life', 'wide', dice.one('life', ['pan-left', 'static', 'tracking']), {
            figures: [life(first)],
            lines: [first.line],
            priority: 90,
          }),
        ]),
    ...guests
      .slice(0, 1)
      .map((guest) =>
        draft(world, 'middle', 'Somebody is here', 'medium', 'push-in', { figures: [guest], lines: [], priority: 80 }),
      ),
    draft(world, 'middle', 'All of it', 'extreme-wide', 'pan-right', { lines: opening.slice(1), priority: 46 }),
    ...others.map((detail, at) =>
      draft(world, 'middle', 'A closer look', at % 2 === 0 ? 'medium' : 'wide', at % 2 === 0 ? 'push-in' : 'pan-left', {
        figures: [life(detail)],
        lines: [detail.line],
        priority: 60 - at * 2,
      }),
    ),
    draft(world, 'turn', 'The light turns', 'wide', 'tilt-up', {
      figures: guests.slice(0, 1),
      lines: dice.turned('light', turnOfLight(world)),
      priority: 85,
    }),
    ...hours(world).map((one, at) =>
      draft(
        { ...world, ...one, fixed: true },
        'turn',
        'Hours go by',
        at % 2 === 0 ? 'extreme-wide' : 'wide',
        at % 2 === 0 ? 'static' : 'pan-right',
        { lines: [turnOfLight({ ...world, ...one })[0] ?? ''], priority: 40 - at },
      ),
    ),
    draft(world, 'end', 'A last look', 'extreme-wide', dice.one('leave', ['pull-out', 'crane-up', 'pull-out']), {
      figures: guests,
      lines: dice.turned('close', place.close),
      weight: 1.25,
      priority: 95,
    }),
  ];
}

/** Small life that has a place in this weather and at this hour. */
function fits({ what }: Detail, { time, weather }: World): boolean {
  if (/^(?:bee|butterfly|kite|balloon|gull|hot air balloon)$/.test(what) && /rain|storm|snow/.test(weather))
    return false;
  return !(time === 'night' && /^(?:bee|butterfly|eagle|rooster|kite)$/.test(what));
}

/** A long look at a place without an hour of its own goes once through the day. */
function hours({ fixed }: World): { time: TimeOfDay; weather: Weather }[] {
  if (fixed) return [];
  return (['morning', 'golden-hour', 'sunset', 'dusk', 'night'] as const).map((time) => ({ time, weather: 'clear' }));
}

/** What changes in the sky at the hour of the film. */
function turnOfLight({ time, weather, place }: World): string[] {
  if (placeOf(place.key).interior) return ['The light moves across the floor.', 'A bar of light, and the dust in it.'];
  return SKIES[weather] ?? HOURS[time];
}

const SKIES: Partial<Record<Weather, string[]>> = {
  storm: ['Then the sky cracks open.', 'Light, count to three, and thunder.'],
  rain: ['The rain makes everything one colour.', 'A thousand rings, and no two at once.'],
  snow: ['Flake by flake, it all goes quiet.', 'White on white on white.'],
  fog: ['The fog takes the far things first.', 'Somewhere behind it is the world.'],
  wind: ['The wind comes, and everything answers.', 'What can bend, bends.'],
};
const HOURS: Record<TimeOfDay, string[]> = {
  dawn: ['A gold line, and the day is let in.', 'Then the first light arrives.'],
  morning: ['The sun clears the edge of things.', 'Shadows shorten. Things begin.'],
  day: ['A cloud lets go of the sun.', 'Light stands on everything at once.'],
  'golden-hour': ['For a while, everything is gold.', 'Long shadows, and no hurry.'],
  sunset: ['The sun touches the edge, and stays a moment.', 'Red, then gold, then almost nothing.'],
  dusk: ['The first star is not sure yet.', 'Blue comes up out of the ground.'],
  night: ['One by one, the stars come out.', 'The dark is full of small lights.'],
};
