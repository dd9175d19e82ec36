import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EFFECT_MANNERS } from '../film/effects.ts';
import { shotsOf, type Figure, type Setting, type Shot } from '../film/screenplay.ts';
import { sampleScreenplay } from '../../test/fixtures/production.ts';
import { effectsByRule } from './effects.ts';

const [SHOT] = shotsOf(sampleScreenplay('A quiet lake'));
const FIGURE: Figure = { what: 'sailor', attributes: [], action: null, expression: null, count: 1, thread: null, principal: true, seed: null }; // prettier-ignore

/** A shot of these figures somewhere. */
function shot(setting: Partial<Setting>, figures: Partial<Figure>[] = [], more: Partial<Shot> = {}): Shot {
  assert.ok(SHOT);
  const plain = { place: 'meadow', interior: false, time: 'day', weather: 'clear', thread: 'place-1' } as const;
  return {
    ...SHOT,
    size: 'medium',
    setting: { ...plain, ...setting },
    figures: figures.map((figure) => ({ ...FIGURE, ...figure })),
    ...more,
  };
}

const heard = (...shots: Shot[]): string[] => effectsByRule(shots).map(({ sound }) => sound);

test('weather, place and hour are heard', () => {
  for (const [setting, sounds] of [
    [{ place: 'city street', weather: 'rain' }, ['rain', 'traffic']],
    [{ place: 'open sea', weather: 'storm' }, ['rain', 'wind', 'waves', 'thunder']],
    [{ place: 'forest', time: 'morning' }, ['birds']],
    [{ place: 'forest', time: 'night' }, ['crickets']],
    [{ place: 'forest', weather: 'rain' }, ['rain']],
    [{ place: 'mountain lake', time: 'sunset' }, ['birds', 'waves']],
    [{ place: 'waterfall' }, ['stream']],
    [{ place: 'desert' }, ['wind']],
    [{ place: 'small office', interior: true }, ['room']],
    [{ place: 'corner cafe', interior: true }, ['crowd', 'room']],
    [{ place: 'coral reef', weather: 'storm' }, ['underwater']],
    [{ place: 'outer space', weather: 'wind' }, ['hum']],
    [{ place: 'deep cave' }, ['room']],
    [{ place: 'frozen lake', time: 'night' }, ['wind']],
    [{ place: 'snowy city street', weather: 'cloudy' }, ['traffic']],
    [{ place: 'abandoned city street' }, ['wind']],
    [{ place: 'western town' }, ['wind']],
    [{ place: 'empty theatre', interior: true }, ['room']],
    [{ place: 'petrol station', time: 'night' }, ['traffic']],
    [{ place: 'airport runway' }, ['wind']],
  ] as const)
    assert.deepEqual(heard(shot(setting)), sounds, JSON.stringify(setting));
});

test('rain is quieter behind a window, and something beside the story is quieter than what it is about', () => {
  const level = (one: Shot, wanted: string): number =>
    effectsByRule([one]).find(({ sound }) => sound === wanted)?.level ?? 1;
  const cabin = { place: 'cabin', interior: true, weather: 'rain' } as const;
  assert.ok(level(shot(cabin), 'rain') <= level(shot({ weather: 'rain' }), 'rain') - 6);
  assert.ok(
    level(shot(cabin, [{ what: 'fire', principal: false }]), 'fire') < level(shot(cabin, [{ what: 'fire' }]), 'fire'),
  );
});

test('what somebody does is heard where it would be', () => {
  const steps = { action: 'walk home' };
  assert.ok(heard(shot({ place: 'city street' }, [steps])).includes('footsteps'));
  assert.ok(!heard(shot({ place: 'beach' }, [steps])).includes('footsteps'), 'not on sand');
  assert.ok(!heard(shot({ place: 'city street' }, [{ ...steps, what: 'cat' }])).includes('footsteps'), 'not of a cat');
  assert.ok(!heard(shot({ place: 'city street' }, [steps], { size: 'extreme-wide' })).includes('footsteps'));
  const office = { place: 'office', interior: true } as const;
  assert.ok(heard(shot(office, [{ what: 'developer', action: 'type' }])).includes('typing'));
  assert.ok(!heard(shot(office, [{ what: 'developer', action: 'sleep' }])).includes('typing'));
  assert.ok(heard(shot(office, [{ what: 'clock' }])).includes('clock'));
  assert.ok(heard(shot({ place: 'road' }, [{ what: 'red car', action: 'drive' }])).includes('engine'));
  assert.ok(!heard(shot({ place: 'road' }, [{ what: 'red car' }])).includes('engine'), 'not of one that stands');
  assert.ok(!heard(shot({ place: 'road' }, [{ what: 'red car', action: 'wait' }])).includes('engine'));
  assert.ok(heard(shot({ place: 'viaduct' }, [{ what: 'train', action: 'cross' }])).includes('train'));
  assert.ok(heard(shot({}, [{ action: 'knock on the door' }])).includes('knock'));
  assert.ok(heard(shot({}, [{ what: 'bell', action: 'ring' }])).includes('bell'));
  assert.ok(heard(shot({}, [{ what: 'monk', action: 'ring a bell' }, { what: 'bell' }])).includes('bell'));
  assert.ok(!heard(shot({}, [{ what: 'monk', action: 'walk' }, { what: 'bell' }])).includes('bell'));
});

test('a motor that somebody drives runs, and goes on running while its place is seen', () => {
  const tractor: Partial<Figure> = { what: 'tractor' };
  const field = (figures: Partial<Figure>[], thread = 'place-1'): Shot => shot({ place: 'field', thread }, figures);
  const driven = field([{ what: 'farmer', action: 'drive a tractor across' }, tractor]);
  const sounds = heard(driven, field([tractor]), field([]), field([tractor], 'place-2'));
  assert.deepEqual(sounds, ['engine', 'birds', 'engine', 'birds', 'birds', 'birds']);
});

test('it thunders once in a place, no more than three sounds go on, and each has a level', () => {
  const storm = shot({ place: 'harbour', weather: 'storm' }, [{ what: 'campfire' }, { what: 'crowd' }]);
  const cues = effectsByRule([
    storm,
    { ...storm, id: '1B' },
    { ...storm, id: '2A', setting: { ...storm.setting, thread: 'place-2' } },
  ]);
  assert.deepEqual(
    cues.filter(({ sound }) => sound === 'thunder').map((cue) => cue.shot),
    [storm.id, '2A'],
  );
  for (const id of [storm.id, '1B', '2A']) {
    const lasting = cues.filter((cue) => cue.shot === id && EFFECT_MANNERS[cue.sound] !== 'once');
    assert.equal(lasting.length, 3);
    assert.equal(new Set(lasting.map(({ sound }) => sound)).size, 3);
  }
  assert.ok(cues.every(({ level, at }) => level <= 0 && level >= -24 && at >= 0));
});
