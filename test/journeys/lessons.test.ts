import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { encodeFrames } from '../../src/cutting-room/codec/encode.ts';
import type { Lesson } from '../../src/film/lesson.ts';
import { FILM_RATE, toFrames } from '../../src/film/time.ts';
import type { MakeClip } from '../../src/simulators/spec.ts';
import { assertFilm, assertPaid, dog, openTill, produce, purse, unwrapped, until, type Till } from './paying.ts';
import { dataOf, eventsOf, lot, onlyOf, type Lot, type Outcome } from './studio.ts';

/** Clips in which nothing moves, whatever was asked for. */
const still: MakeClip = async ({ width, height, seconds }, path) => {
  const frame = Buffer.alloc(width * height * 4, 0x80);
  await encodeFrames({
    path,
    size: { width, height },
    rate: FILM_RATE,
    frames: toFrames(seconds, FILM_RATE),
    draw: () => frame,
  });
};

describe('lessons', { concurrency: 2 }, () => {
  test('a model that cannot do it twice: the film is delivered as what it is, and a claim is made of it', async (t) => {
    using studio = lot();
    const runway = await stillRunway(t);
    const made = await studio.runWith(purse(runway), ...dog('--budget 2 --provider runway --live --yes --run-id dog'));
    await assertFilm(made, 48);
    const events = eventsOf(made);
    const word = dataOf(events, 'pilot-critiqued').find(({ pilot }) => pilot === 'film');
    assert.deepEqual([word?.decision, word?.delivery?.verdict, word?.delivery?.threshold], ['deliver', 'below', 85]);
    const action = onlyOf(events, 'contract-frozen').elements.find(({ kind }) => kind === 'action');
    assert.deepEqual(
      word?.missing.map(({ element, why }) => [element, /stands still/.test(why)]),
      [[action?.id, true]],
    );
    const { price } = onlyOf(events, 'spending-planned').takes[0] ?? {};
    assert.deepEqual(
      word?.delivery?.improvements.map((one) => [one.shot, one.price, one.gain > 0]),
      [['1A', price, true]],
    );
    const told = onlyOf(events, 'lessons-proposed');
    assert.deepEqual(
      told.lessons.map(({ provenance, news }) => [provenance, news]),
      [['simulated', 'new']],
    );

    const [lesson, ...others] = await lessonsOf(studio);
    assert.deepEqual(others, []);
    assert.equal(lesson?.id, told.lessons[0]?.id);
    assert.deepEqual(lesson?.scope, { provider: 'runway', model: 'gen4.5', tier: null, conceptType: null });
    assert.deepEqual(lesson?.action, { do: 'settings', set: 'camera', value: 'slow' });
    assert.deepEqual(
      lesson?.evidence.map(({ production, slate, outcome, cost }) => [production, slate, outcome, cost]),
      [
        ['dog', '1A-1', 0, 240_000],
        ['dog', '1A-2', 0, 240_000],
      ],
    );
    await assertPaid(studio, 'dog', runway);

    // Finished is finished: nothing is learnt twice, and the report has it all.
    assert.equal((await studio.runWith(purse(runway), 'resume', 'dog', '--json')).code, 0);
    assert.deepEqual(await lessonsOf(studio), [lesson]);
    const report = readFileSync(join(onlyOf(events, 'production-started').folder, 'report.html'), 'utf8');
    for (const id of ['gaps', 'lessons']) assert.match(report, new RegExp(`<section id="${id}">`));
    assert.match(report, /stands still from/);

    const shown = await studio.run('lessons', 'show', lesson?.id.slice(0, 6) ?? '');
    assert.equal(shown.code, 0, shown.stderr);
    for (const text of ['dog 1A-1', 'dog 1A-2', 'simulated', 'hypothesis', '$0.24', 'stands still'])
      assert.ok(unwrapped(shown.stdout).includes(text), `${text}\n${shown.stdout}`);

    // The same trouble in another production is more evidence for the same claim.
    const again = await studio.runWith(
      purse(runway),
      ...dog('--budget 2 --provider runway --live --yes --run-id dog2'),
    );
    assert.equal(onlyOf(eventsOf(again), 'lessons-proposed').lessons[0]?.news, 'evidence');
    const [known, ...more] = await lessonsOf(studio);
    assert.deepEqual([known?.id, known?.evidence.length, more], [lesson?.id, 4, []]);
  });

  test('killed at any moment of the evaluation, the memory has each take once', async (t) => {
    using studio = lot();
    const runway = await stillRunway(t);
    const film = dog('--budget 2 --provider runway --live --yes --run-id dog');
    const moments: [type: string, times: number][] = [
      ['pilot-critiqued', 1],
      ['pilot-critiqued', 2],
      ['lessons-proposed', 1],
    ];
    for (const [at, [type, times]] of moments.entries()) {
      const running = studio.startWith(purse(runway), ...(at === 0 ? film : ['resume', 'dog', '--json']));
      await until(running, new RegExp(`"type":"${type}"`), times);
      running.child.kill('SIGKILL');
      await running.outcome;
    }
    const done = await studio.runWith(purse(runway), 'resume', 'dog', '--json');
    await assertFilm(done, 48);
    assert.equal(dataOf(eventsOf(done), 'lessons-proposed').length, 1);
    const [lesson, ...others] = await lessonsOf(studio);
    assert.deepEqual([lesson?.evidence.length, others], [2, []]);
  });

  test('a rehearsal that cannot show what was asked for says so, ends well, and teaches no live production', async () => {
    using studio = lot();
    const concept = 'A zorblax dances in a garden. A zorblax runs in a garden.';
    const args = produce(concept, '--duration 4 --scenes 2 --budget 1 --threshold 90 --run-id z');
    const made = await studio.run(...args.filter((flag) => flag !== '--json'));
    assert.equal(made.code, 0, made.stderr);
    const talk = unwrapped(made.stderr);
    assert.match(talk, /critic film · below · ?\d+ \w+: .*“zorblax” is not in it/);
    assert.match(talk, /lesson to be tried/);
    const listed = await studio.run('lessons');
    assert.match(listed.stdout, /offline/);
    const all = await lessonsOf(studio, '--all');
    assert.deepEqual([...new Set(all.map(({ provenance }) => provenance))], ['offline']);
  });

  test('a threshold that is none is refused before anything is made, and an unknown lesson is said to be', async () => {
    using studio = lot();
    const refused = await studio.run(...produce('A dog', '--budget 1 --threshold 120'));
    assert.equal(refused.code, 2);
    assert.match(unwrapped(refused.stderr), /--threshold "120" is not usable/);
    const nothing = await studio.run('lessons');
    assert.equal(nothing.code, 0);
    assert.match(nothing.stderr, /Nothing has been claimed yet/);
    const without = await studio.run('lessons', 'show');
    assert.equal(without.code, 2);
    assert.match(without.stderr, /^hint: /m);
    const unknown = await studio.run('lessons', 'show', 'abc');
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /there is no lesson "abc"/);
  });
});

/** A vendor whose model shoots stills for films. */
function stillRunway(t: TestContext): Promise<Till> {
  return openTill(t, 'runway', { makeClip: still });
}

async function lessonsOf(studio: Lot, ...flags: string[]): Promise<Lesson[]> {
  const { stdout, code, stderr }: Outcome = await studio.run('lessons', '--json', ...flags);
  assert.equal(code, 0, stderr);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Lesson);
}
