import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  assertFenced,
  briefOf,
  complaintOf,
  CONTRACT,
  exampleScreenplay,
  HOSTILE,
  scriptReply,
} from '../../test/fixtures/crew.ts';
import { usd } from '../film/money.ts';
import { shotsOf } from '../film/screenplay.ts';
import type { ScriptReply } from './script-reply.ts';
import { scriptWriter, type ScriptInput } from './script-writer.ts';
import { wordsThatFit } from './story/lines.ts';
import { spokenWords } from './story/words.ts';

const input: ScriptInput = { brief: briefOf(), contract: CONTRACT, drawable: [] };

const read = (reply: object, more: Partial<ScriptInput> = {}) =>
  scriptWriter.read(JSON.stringify(reply), { ...input, ...more });

type ShotReply = ScriptReply['scenes'][number]['shots'][number];

/** The good reply with every shot changed. */
function withShots(change: (shot: ShotReply, at: number) => Partial<ShotReply>): ScriptReply {
  const reply = scriptReply();
  let at = 0;
  for (const scene of reply.scenes) scene.shots = scene.shots.map((shot) => ({ ...shot, ...change(shot, at++) }));
  return reply;
}

test('a good screenplay is kept as it was written, with our ids and frames', () => {
  const screenplay = exampleScreenplay();
  const shots = shotsOf(screenplay);
  assert.deepEqual(
    shots.map(({ id, frames, transitionIn }) => [id, frames, transitionIn.kind, transitionIn.frames]),
    [
      ['1A', 96, 'fade-black', 12],
      ['1B', 72, 'cut', 0],
      ['2A', 96, 'dissolve', 16],
      ['2B', 120, 'cut', 0],
    ],
  );
  assert.equal(screenplay.frames, 16 * 24);
  assert.deepEqual(
    shots.flatMap(({ figures }) => figures.map(({ thread }) => thread)),
    ['object-white-lighthouse', 'character-keeper', 'character-keeper', 'object-jellyfish', 'object-jellyfish'],
  );
  const places = shots.map(({ setting }) => setting.thread);
  assert.deepEqual(places, ['place-rock', 'place-lighthouse-stairs', 'place-rock', 'place-rock']);
  assert.equal(shots[3]?.overlays[0]?.text, 'Home is the horizon');
  assert.equal(shots[3]?.overlays[0]?.style, 'title');
});

test('a sloppy screenplay is put right: sums, unknown names, counts, control characters', () => {
  const reply = withShots((shot, at) => ({
    seconds: shot.seconds * 3,
    description: `${shot.description}\u0000\u202E`,
    figures: shot.figures.map((figure) => ({
      ...figure,
      count: 40.4,
      thread: at === 2 ? null : figure.thread,
      seed: 'nope',
      principal: false,
    })),
    placeThread: 'Somewhere else',
    overlays: [],
    elements: [...shot.elements.filter((id) => id !== 'e7'), 'e99', 'e6'],
    seeds: [{ id: '../../etc/passwd', use: 'framed' as const }],
  }));
  const sloppy = {
    ...reply,
    threads: [...reply.threads, { name: ' ', kind: 'object', description: 'none' }],
    notes: 'enjoy',
  };
  const screenplay = scriptWriter.read(`\`\`\`json\n${JSON.stringify(sloppy)}\n\`\`\``, input);
  const shots = shotsOf(screenplay);
  assert.equal(
    shots.reduce((sum, { frames }) => sum + frames, 0),
    16 * 24,
  );
  assert.ok(shots.every(({ description }) => !/[\u0000\u202E]/.test(description)));
  assert.ok(shots.every(({ elements }) => !elements.includes('e99') && new Set(elements).size === elements.length));
  assert.ok(shots.flatMap(({ figures }) => figures).every(({ count, seed }) => count === 12 && seed === null));
  assert.ok(
    shots.every(
      ({ seeds, figures }) =>
        seeds.length === 0 && (figures.length === 0 || figures.some(({ principal }) => principal)),
    ),
  );
  assert.deepEqual(
    new Set(shots.flatMap(({ figures }) => figures.map(({ thread }) => thread))),
    new Set(['object-white-lighthouse', 'character-keeper', 'object-jellyfish']),
    'what is called the same is the same',
  );
  assert.equal(shots.at(-1)?.overlays[0]?.text, 'Home is the horizon', 'quoted words are laid over the end');
  assert.ok(screenplay.threads.every(({ id }) => JSON.stringify(shots).includes(`"${id}"`)));
});

test('pictures that were handed in are seen, also when nobody placed them', () => {
  const media = { sha256: 'a'.repeat(64), extension: 'png', bytes: 9 };
  const seed = (id: string, name: string, transparent: boolean) => ({
    id,
    name,
    media,
    width: 100,
    height: 100,
    transparent,
    kind: null,
    role: null,
    use: null,
    subject: null,
    description: null,
  });
  const brief = briefOf({ seeds: [seed('s1', 'logo.png', true), seed('s2', HOSTILE, false)] });
  const shots = shotsOf(read(scriptReply(), { brief }));
  assert.deepEqual(shots.at(-1)?.seeds, [{ id: 's1', use: 'reveal' }]);
  assert.ok(shots.some(({ seeds }) => seeds.some(({ id, use }) => id === 's2' && use === 'framed')));
  assertFenced(scriptWriter.question({ ...input, brief }));
});

test('too much narration is sent back with its figures', () => {
  const long = withShots(() => ({
    narration: 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  }));
  assert.match(
    complaintOf(() => read(long)),
    /1A has 16 words, which need 6\.9 s.*at most 6 s here, room for 13 words/,
  );
  const much = withShots(() => ({ narration: 'one two three four five six seven eight nine ten eleven' }));
  assert.match(
    complaintOf(() => read(much)),
    /need 19\.6 s and the film has 16 s.*at least 10 words.*1A 11, 1B 11/,
  );
});

test('a shot is as long as its words need', () => {
  const reply = withShots((_, at) => ({
    seconds: at === 1 ? 2 : 5,
    narration: at === 1 ? 'one two three four five six seven eight nine ten eleven' : null,
  }));
  const shots = shotsOf(read(reply));
  assert.ok((shots[1]?.frames ?? 0) >= 4.9 * 24);
  for (const { narration, frames } of shots) assert.ok(spokenWords(narration ?? '') <= wordsThatFit(frames / 24));
});

test('scenes and shots that cannot be are sent back with how many can', () => {
  const complaint = (more: Partial<ScriptInput>) => complaintOf(() => read(scriptReply(), more));
  assert.match(complaint({ brief: briefOf({ scenes: 3 }) }), /2 scenes with shots, and exactly 3 are ordered/);
  assert.match(complaint({ brief: briefOf({ seconds: 60 }) }), /4 shots for 60 s: write 10 to 30 shots/);
  assert.match(complaint({ brief: briefOf({ seconds: 4 }) }), /4 shots for 4 s: write at most 2 shots/);
  const means = { pricePerShot: usd(2.4), shotsAffordable: 2, secondsSold: [5, 10] };
  assert.match(complaint({ means }), /4 shots, more than the budget buys: write at most 2 shots/);
  assert.match(
    complaintOf(() => read({ ...scriptReply(), scenes: [] })),
    /no scene/,
  );
  assert.match(
    complaintOf(() => scriptWriter.read('Once upon a time', input)),
    /not JSON/,
  );
  assert.match(
    complaintOf(() => read({ ...scriptReply(), musicMood: 'sad violin' })),
    /musicMood/,
  );
});

test('shots stay below a length that is sold, where the next one costs twice as much', () => {
  const means = { pricePerShot: usd(0.4), shotsAffordable: 12, secondsSold: [5, 10] };
  const frames = shotsOf(read(scriptReply(), { means })).map((shot) => shot.frames);
  assert.ok(
    Math.max(...frames) <= 4.25 * 24 + 1,
    `${frames.join(' ')} fit into clips of five seconds with their handles`,
  );
  assert.equal(
    frames.reduce((sum, one) => sum + one, 0),
    16 * 24,
  );
});

test('a must-have that nobody shows is sent back by its id and words', () => {
  const unnamed = withShots((shot) => ({
    elements: shot.elements.filter((id) => id !== 'e4'),
    figures: shot.figures.filter(({ what }) => what !== 'jellyfish'),
    description: shot.description.replaceAll('jellyfish', 'thing'),
  }));
  assert.match(
    complaintOf(() => read(unnamed)),
    /e4 “jellyfish” is in no shot/,
  );
  const claimed = withShots((shot) => ({
    figures: shot.figures.filter(({ what }) => what !== 'jellyfish'),
    description: shot.description.replaceAll(/glowing jellyfish/g, 'thing'),
  }));
  assert.match(
    complaintOf(() => read(claimed)),
    /e4 “jellyfish” is named by 2A, 2B, and nothing there says it/,
  );
});

test('a must-have that is shown and not named is named', () => {
  const unnamed = withShots((shot) => ({ elements: shot.elements.filter((id) => id !== 'e4') }));
  assert.ok(shotsOf(read(unnamed)).some(({ elements }) => elements.includes('e4')));
});

test('a hostile concept stays inside the fence', () => {
  assertFenced(
    scriptWriter.question({
      ...input,
      brief: briefOf({ concept: HOSTILE, style: HOSTILE }),
      contract: { ...CONTRACT, concept: HOSTILE },
    }),
  );
});

test('any lengths come to exactly the film, none below two seconds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -5, max: 60, noNaN: true }), { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 8, max: 30 }),
      (lengths, seconds) => {
        const reply = withShots((_, at) => ({ seconds: lengths[at] ?? 1, narration: null }));
        const shots = shotsOf(read(reply, { brief: briefOf({ seconds }) }));
        assert.equal(
          shots.reduce((sum, { frames }) => sum + frames, 0),
          seconds * 24,
        );
        assert.ok(
          shots.every(({ frames }) => frames >= 48),
          shots.map(({ frames }) => frames).join(' '),
        );
      },
    ),
  );
});
