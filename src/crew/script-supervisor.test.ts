import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFenced, complaintOf, exampleScreenplay, HOSTILE } from '../../test/fixtures/crew.ts';
import { shotsOf } from '../film/screenplay.ts';
import { scriptSupervisor, type SupervisorInput, withThreads } from './script-supervisor.ts';

const screenplay = exampleScreenplay();
const input: SupervisorInput = { screenplay, cut: null };

const read = (reply: object, given = input) => scriptSupervisor.read(JSON.stringify(reply), given);

const LANTERN = {
  id: null,
  name: 'Stairs',
  kind: 'place',
  description: 'A narrow white stair tower, iron steps, one lantern hook',
};

test('threads are opened, sharpened and named where the patches say, and nothing else changes', () => {
  const { screenplay: patched, notes } = read({
    threads: [
      LANTERN,
      {
        id: 'object-jellyfish',
        name: 'Jellyfish',
        kind: 'object',
        description: 'A pale blue glowing bell, long thin tentacles',
      },
    ],
    uses: [{ shot: '1B', figure: null, thread: 'stairs' }],
    notes: ['1A → 1B: the lantern comes from nowhere.'],
  });
  const shots = shotsOf(patched);
  assert.deepEqual(
    shots.map(({ setting }) => setting.thread),
    ['place-rock', 'place-stairs', 'place-rock', 'place-rock'],
  );
  assert.equal(
    patched.threads.find(({ id }) => id === 'object-jellyfish')?.description,
    'A pale blue glowing bell, long thin tentacles',
  );
  assert.ok(!patched.threads.some(({ id }) => id === 'place-lighthouse-stairs'), 'what nobody names any more is gone');
  assert.deepEqual(
    shots.map(({ id, figures, frames, description }) => [id, figures, frames, description]),
    shotsOf(screenplay).map(({ id, figures, frames, description }) => [id, figures, frames, description]),
  );
  assert.deepEqual(notes, ['1A → 1B: the lantern comes from nowhere.']);
});

test('patches for shots and threads that do not exist, and of the wrong kind, are left out', () => {
  const { screenplay: patched } = scriptSupervisor.read(
    `Sure!\n${JSON.stringify({
      threads: [],
      uses: [
        { shot: '9Z', figure: 'keeper', thread: 'character-keeper' },
        { shot: '2A', figure: 'jellyfish', thread: 'place-rock' },
        { shot: '2A', figure: null, thread: 'character-keeper' },
        { shot: '2A', figure: 'Jellyfish', thread: 'Keeper' },
        { shot: '2B', figure: 'jellyfish', thread: 'object-jellyfish' },
      ],
      notes: ['\u0000', 'x'.repeat(3_000)],
      score: 100,
    })}`,
    input,
  );
  assert.deepEqual(patched, screenplay);
});

test('patches of which none fits are sent back with the names that do', () => {
  const complaint = complaintOf(() =>
    read({ threads: [], uses: [{ shot: 'Scene 1', figure: 'hero', thread: 'Hero' }], notes: [] }),
  );
  assert.match(complaint, /shots are 1A, 1B, 2A, 2B; threads are character-keeper/);
  assert.match(
    complaintOf(() => read({ threads: [{ ...LANTERN, description: ' ' }], uses: [], notes: [] })),
    /needs a name and a look/,
  );
  assert.match(
    complaintOf(() => read({ threads: [] })),
    /uses/,
  );
});

test('once it is shot, only notes are taken', () => {
  const cut = {
    schema: 'Cut.1' as const,
    id: 'safe' as const,
    rate: screenplay.rate,
    width: 1280,
    height: 720,
    clips: shotsOf(screenplay).map(({ id, frames }) => ({
      shot: id,
      slate: `${id}-1`,
      media: { sha256: 'a'.repeat(64), extension: 'mp4', bytes: 1 },
      source: { start: 0, frames },
      available: { start: 0, frames },
      transitionIn: { kind: 'cut' as const, frames: 0 },
      overlays: [],
    })),
    sounds: [],
    captions: [],
    burnCaptions: false,
    fadeOut: 0,
  };
  const { screenplay: kept, notes } = read(
    { threads: [LANTERN], uses: [{ shot: '1B', figure: null, thread: 'Stairs' }], notes: ['Look at 1B.'] },
    { screenplay, cut },
  );
  assert.deepEqual(kept, screenplay);
  assert.deepEqual(notes, ['Look at 1B.']);
});

test('a hostile thread stays inside the fence', () => {
  const threads = screenplay.threads.map((thread) => ({ ...thread, description: HOSTILE }));
  assertFenced(scriptSupervisor.question({ screenplay: { ...screenplay, threads }, cut: null }));
});

test('who is no human being has neither hair nor clothes', () => {
  const looks = (what: string): string[] => {
    const scenes = screenplay.scenes.map((scene) => ({
      ...scene,
      shots: scene.shots.map((shot) => ({
        ...shot,
        figures: shot.figures.map((figure) => ({ ...figure, what, thread: null, principal: true })),
      })),
    }));
    const { threads } = withThreads({ ...screenplay, scenes, threads: [] });
    return threads.flatMap(({ kind, description }) => (kind === 'place' ? [] : [description]));
  };
  assert.match(looks('ghost').join(), /ghost/);
  assert.doesNotMatch(looks('ghost').join(), /hair|wearing|skin/);
  assert.match(looks('miner').join(), /hair.* skin, wearing/);
});
