import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { FilmPlan } from '../../src/production/desk/changes.ts';
import type { Dailies } from '../../src/production/desk/rushes.ts';
import type { MediaRef } from '../../src/film/media.ts';
import {
  assertFilm,
  assertPaid,
  dog,
  openTill,
  payForFilm,
  produce,
  purse,
  until,
  unwrapped,
  type PaidFilm,
} from './paying.ts';
import { dataOf, eventsOf, lot, onlyOf, type Lot, type Outcome } from './studio.ts';

/** Three shots of one dog: each goes on from the one before it. Runway sells them for $0.24, $0.36 and $0.24. */
const walk = (flags: string): string[] =>
  produce('A dog runs on a beach', `--duration 6 --scenes 3 --provider runway --live --yes --run-id walk ${flags}`);
/** The reshoot of 2A, and of 3A which goes on from it. */
const TWO = 600_000;

describe('dailies', { concurrency: 2 }, () => {
  describe('of a film of three shots', { concurrency: 1 }, () => {
    let film: PaidFilm;
    before(async () => {
      film = await payForFilm('runway', walk('--budget 5'));
    });
    after(() => film[Symbol.dispose]());

    test('a note, a circle and a lock change what they say and what hangs on it, and nothing is paid twice', async (t) => {
      const { studio, till: runway, money } = await film.begin(t);
      await assertFilm(film.made, 144);
      const { folder } = onlyOf(eventsOf(film.made), 'production-started');
      const orders = async (): Promise<number> => (await runway.jobs()).length;

      const seen = await dailiesOf(studio);
      assert.deepEqual(
        seen.shots.map(({ shot, takes }) => [
          shot,
          takes.map(({ slate, used, price, after }) => [slate, used, price, after]),
        ]),
        [
          ['1A', [['1A-1', true, 240_000, null]]],
          ['2A', [['2A-1', true, 360_000, '1A-1']]],
          ['3A', [['3A-1', true, 240_000, '2A-1']]],
        ],
      );
      assert.equal(seen.sheet, join(folder, 'dailies.jpg'));
      assert.deepEqual([...readFileSync(seen.sheet).subarray(0, 3)], [0xff, 0xd8, 0xff]);
      const shown = await studio.run('dailies', 'walk', '2a-1');
      assert.match(shown.stdout, /2A-1 +runway gen4\.5 +\$0\.36 .*circled, in/);
      assert.doesNotMatch(shown.stdout, /1A-1 +runway/);
      await nothingChanges(studio, money, orders);

      // A word is only written down.
      const note = 'the dog is wet, and nearer';
      const said = await studio.run('dailies', 'walk', '2A', '--reshoot', note);
      assert.equal(said.code, 0, said.stderr);
      assert.match(
        unwrapped(said.stderr),
        /2A will be shot once more: the dog is wet, and nearer\. .*3A \(3A-1 goes on from 2A-1/,
      );
      assert.match(said.stderr, /^next {2}claude-studio plan walk --diff$/m);
      const plan = await planOf(studio);
      assert.deepEqual(outline(plan), ['1A stay', '2A shoot', '3A shoot']);
      assert.deepEqual([plan.price, plan.ceiling, plan.left, plan.nothing], [TWO, TWO, 4_160_000, false]);
      assert.equal(await orders(), 3);
      const diff = await studio.run('plan', 'walk', '--diff');
      assert.match(diff.stdout, /^2A +2A-1 +shot +\$0\.36 +\$0\.36 +you asked for it: the dog is wet, and nearer$/m);
      assert.match(diff.stdout, /^stay: 1A$/m);

      // A lock keeps what follows out of it.
      await studio.run('dailies', 'walk', '3A', '--lock');
      assert.deepEqual(outline(await planOf(studio)), ['1A stay', '2A shoot', '3A stay']);
      for (const word of ['--reshoot', '--drop', '--circle'])
        await assertSaid(studio, ['3A', word], 2, /3A is locked.*--unlock/);
      await studio.run('dailies', 'walk', '3A', '--unlock');

      const changed = await studio.runWith(money, 'resume', 'walk', '--json');
      await assertFilm(changed, 144);
      assert.equal(await orders(), 5, 'two shots changed, two orders');
      const worded = (await runway.jobs()).filter(({ prompt }) => prompt.includes(note));
      assert.equal(worded.length, 1, 'the note went into one request');
      assert.deepEqual(inFilm(changed), ['1A-1', '2A-2', '3A-2']);
      assert.equal((await assertPaid(studio, 'walk', runway)).length, 5);
      assert.match(readFileSync(join(folder, 'report.html'), 'utf8'), /the dog is wet, and nearer/);
      await nothingChanges(studio, money, orders);

      // The old take again: the shot after it has one that goes on from it, so nothing is ordered.
      await assertSaid(studio, ['2A-1', '--circle'], 0, /2A-1 is the take of 2A now/);
      const back = await planOf(studio);
      assert.deepEqual(outline(back), ['1A stay', '2A use', '3A use']);
      assert.equal(back.price, 0);
      const turned = await studio.runWith(money, 'resume', 'walk', '--json');
      await assertFilm(turned, 144);
      assert.deepEqual(inFilm(turned), ['1A-1', '2A-1', '3A-1']);
      assert.equal(await orders(), 5);

      // What a person does not want is not used, and comes back only by their word.
      await assertSaid(studio, ['3A-1', '--drop'], 0, /3A-1 is not used any more/);
      assert.deepEqual(outline(await planOf(studio)), ['1A stay', '2A stay', '3A shoot'], '3A-2 goes on from 2A-2');
      await assertSaid(studio, ['3A-2', '--circle'], 0, /3A-2 is the take of 3A now/);
      assert.deepEqual(outline(await planOf(studio)), ['1A stay', '2A stay', '3A use']);
      assert.deepEqual(inFilm(await studio.runWith(money, 'resume', 'walk', '--json')), ['1A-1', '2A-1', '3A-2']);
      assert.equal(await orders(), 5);
      await assertPaid(studio, 'walk', runway);
    });

    test('killed at any moment of a change, it goes on, and what was ordered is not ordered again', async (t) => {
      const { studio, till: runway, money } = await film.begin(t);
      await studio.run('dailies', 'walk', '2A', '--reshoot', 'wet');
      const moments = [
        /"type":"take-submitted".*2A-2/,
        /"type":"take-reviewed".*2A-2/,
        /"type":"reshoot-asked".*goes on from 2A-1/,
        /"type":"take-delivered".*3A-2/,
        /"type":"dailies-decided".*3A-2/,
        /"type":"cut-proposed".*3A-2/,
      ];
      for (const moment of moments) {
        const running = studio.startWith(money, 'resume', 'walk', '--json');
        await until(running, moment);
        running.child.kill('SIGKILL');
        assert.equal((await running.outcome).signal, 'SIGKILL');
      }
      const made = await studio.runWith(money, 'resume', 'walk', '--json');
      await assertFilm(made, 144);
      assert.deepEqual(inFilm(made), ['1A-1', '2A-2', '3A-2']);
      assert.equal((await runway.jobs()).length, 5);
      await assertPaid(studio, 'walk', runway);
      await nothingChanges(studio, money, async () => (await runway.jobs()).length);
    });

    test('a wish that fails is tried as often as any attempt, then the film keeps what it has', async (t) => {
      const { studio, till: runway, money } = await film.begin(t);
      await studio.run('dailies', 'walk', '3A', '--reshoot', 'with fireworks');
      await runway.faults('fail_late@1-9');
      const tried = await studio.runWith(money, 'resume', 'walk', '--json');
      await assertFilm(tried, 144);
      assert.equal((await runway.jobs()).length, 5, 'twice, and not a third time');
      assert.deepEqual(inFilm(tried), ['1A-1', '2A-1', '3A-1']);
      await assertPaid(studio, 'walk', runway);
      await nothingChanges(studio, money, async () => (await runway.jobs()).length);
    });

    test('a lost file that was paid is named, and a reshoot takes its place', async (t) => {
      const { studio, till: runway, money } = await film.begin(t);
      const { folder } = onlyOf(eventsOf(film.made), 'production-started');
      const { media } = dataOf(eventsOf(film.made), 'take-adopted').find(({ slate }) => slate === '3A-1')!;
      rmSync(inStore(studio, media));
      assert.match((await planOf(studio)).shots[2]?.why ?? '', /copy in the run's folder/);
      rmSync(join(folder, 'takes', '3A-1.mp4'));
      assert.deepEqual(outline(await planOf(studio)), ['1A stay', '2A stay', '3A lost']);
      await studio.run('dailies', 'walk', '3A', '--reshoot');
      const mended = await studio.runWith(money, 'resume', 'walk', '--json');
      await assertFilm(mended, 144);
      assert.deepEqual(inFilm(mended), ['1A-1', '2A-1', '3A-2']);
      assert.equal((await runway.jobs()).length, 4);
    });
  });

  test('beyond the money that is left nothing is ordered, until a higher cap or a smaller wish', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway');
    const money = purse(runway);
    const made = await studio.runWith(money, ...walk('--budget 1'));
    await assertFilm(made, 144);
    await studio.run('dailies', 'walk', '2A', '--reshoot');
    const plan = await planOf(studio);
    assert.deepEqual([plan.ceiling, plan.left], [TWO, 160_000]);
    assert.deepEqual(
      plan.shots.map(({ shot, carried }) => [shot, carried]),
      [
        ['1A', true],
        ['2A', false],
        ['3A', false],
      ],
    );
    const refused = await studio.runWith(money, 'resume', 'walk', '--json');
    assert.equal(refused.code, 4, refused.stderr);
    assert.match(
      unwrapped(refused.stderr),
      /costs up to \$0\.60 \(2A, 3A\), and \$0\.16 is left .* resume walk --cap 1\.44/,
    );
    const { status } = JSON.parse((await studio.run('status', 'walk', '--json')).stdout) as { status: string };
    assert.equal(status, 'done', 'the film is there as it was');
    assert.equal((await studio.runWith(money, 'resume', 'walk', '--cap', '0.5')).code, 2);
    assert.equal((await runway.jobs()).length, 3);

    await assertFilm(await studio.runWith(money, 'resume', 'walk', '--cap', '1.44', '--json'), 144);
    assert.equal((await runway.jobs()).length, 5);
    const entries = await assertPaid(studio, 'walk', runway);
    assert.equal(
      entries.reduce((total, { settled }) => total + (settled ?? 0), 0),
      1_440_000,
    );
  });

  test('a take that is still at the vendor when its shot is sent back is taken in all the same', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { speed: 60 });
    const money = purse(runway);
    const left = await studio.runWith(
      money,
      ...dog('--budget 2 --provider runway --live --yes --run-id walk --timeout 1'),
    );
    assert.equal(left.code, 5, left.stderr);
    await studio.run('dailies', 'walk', '1A', '--reshoot', 'wet');
    const made = await studio.runWith(money, 'resume', 'walk', '--json');
    await assertFilm(made, 48);
    assert.deepEqual(inFilm(made), ['1A-2']);
    assert.equal((await runway.jobs()).length, 2);
    await assertPaid(studio, 'walk', runway);
  });

  test('a rehearsal is changed for nothing, and thumbs are counted', async () => {
    using studio = lot();
    const made = await studio.run(...produce('A dog runs on a beach. A cat sleeps in a kitchen.', '--duration 4 --scenes 2 --budget 1 --run-id walk')); // prettier-ignore
    await assertFilm(made, 96);
    assert.match((await studio.run('dailies', 'walk', '1A', '--up')).stderr, /1 up, 0 down/);
    assert.match(
      unwrapped((await studio.run('dailies', 'walk', '2A-1', '--down')).stderr),
      /50% of pairs.*The film stays as it is/,
    );
    await assertSaid(studio, ['2A-1', '--drop'], 0, /only take of 2A, so the shot will be shot again/);
    const plan = await planOf(studio);
    assert.deepEqual([outline(plan), plan.price], [['1A stay', '2A shoot'], 0]);
    const again = await studio.run('resume', 'walk', '--json');
    await assertFilm(again, 96);
    assert.deepEqual(
      dataOf(eventsOf(again), 'take-adopted')
        .map(({ slate }) => slate)
        .toSorted(),
      ['1A-1', '2A-1', '2A-2'],
    );
    const { shots, trust } = await dailiesOf(studio);
    const two = shots[1]?.takes.map(({ slate, used, dropped, thumb }) => ({ slate, used, dropped, thumb }));
    assert.deepEqual(two, [
      { slate: '2A-1', used: false, dropped: true, thumb: 'down' },
      { slate: '2A-2', used: true, dropped: false, thumb: null },
    ]);
    assert.deepEqual([trust.thumbs.up, trust.thumbs.down], [1, 1]);
    assert.ok((await planOf(studio)).nothing);

    await assertSaid(studio, ['9Z', '--up'], 2, /no shot "9Z".*It has: 1A, 2A/);
    await assertSaid(studio, ['2A-7', '--circle'], 2, /no take 2A-7.*2A has: 2A-1, 2A-2/);
    await assertSaid(studio, ['2A', '--up', '--drop'], 2, /two things/);
    await assertSaid(studio, ['2A', '--reshoot', 'x'.repeat(501)], 2, /501 characters/);
    await assertSaid(studio, ['--lock'], 2, /the shot or the take is missing/);
  });
});

async function dailiesOf(studio: Lot): Promise<Dailies> {
  return read(await studio.run('dailies', 'walk', '--json')) as Dailies;
}

async function planOf(studio: Lot): Promise<FilmPlan> {
  return read(await studio.run('plan', 'walk', '--json')) as FilmPlan;
}

function read({ code, stdout, stderr }: Outcome): unknown {
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

function outline({ shots }: FilmPlan): string[] {
  return shots.map(({ shot, does }) => `${shot} ${does}`);
}

/** Slates of the last master, in order. */
function inFilm(outcome: Outcome): string[] {
  const { candidates } = dataOf(eventsOf(outcome), 'cut-proposed').at(-1) ?? { candidates: [] };
  const { cut } = dataOf(eventsOf(outcome), 'film-mastered').at(-1)!;
  return candidates.find((one) => one.cut.id === cut)!.cut.clips.map(({ slate }) => slate);
}

/** The plan says that there is nothing to do, and `resume` does just that. */
async function nothingChanges(
  studio: Lot,
  money: Record<string, string>,
  orders: () => Promise<number>,
): Promise<void> {
  const [before, ordered] = [(await studio.run('status', 'walk', '--json')).stdout, await orders()];
  const plan = await planOf(studio);
  assert.deepEqual([plan.nothing, plan.price, plan.ceiling], [true, 0, 0]);
  assert.match((await studio.run('plan', 'walk', '--diff')).stdout, /^Nothing changes: it costs \$0\.00/m);
  assert.equal((await studio.runWith(money, 'resume', 'walk')).code, 0);
  assert.equal((await studio.run('status', 'walk', '--json')).stdout, before, 'not an event');
  assert.equal(await orders(), ordered);
}

async function assertSaid(studio: Lot, args: string[], code: number, why: RegExp): Promise<void> {
  const said = await studio.run('dailies', 'walk', ...args);
  assert.equal(said.code, code, said.stderr);
  assert.match(unwrapped(said.stderr), why);
}

function inStore({ home }: Lot, { sha256, extension }: MediaRef): string {
  const path = join(home, 'media', sha256.slice(0, 2), `${sha256}.${extension}`);
  assert.ok(existsSync(path));
  return path;
}
