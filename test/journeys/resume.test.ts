import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { dataOf, eventsOf, inProse, lot, onlyOf, type Lot, type Outcome } from './studio.ts';

const FILM = [
  'produce',
  'A fox crosses a snowy forest at dusk',
  '--budget',
  '2',
  '--duration',
  '4',
  '--scenes',
  '2',
  '--resolution',
  '540p',
  '--run-id',
  'fox',
  '--json',
];

function film(outcome: Outcome): string {
  const { folder } = onlyOf(eventsOf(outcome), 'production-started');
  return createHash('sha256')
    .update(readFileSync(join(folder, 'film.mp4')))
    .digest('hex');
}

/** Nothing is done twice: one outcome for every step, one adoption for every take, one settlement for every promise. */
function assertOnce(outcome: Outcome): void {
  const events = eventsOf(outcome);
  for (const type of [
    'contract-frozen',
    'pitch-made',
    'screenplay-written',
    'cut-proposed',
    'film-mastered',
  ] as const) {
    assert.equal(dataOf(events, type).length, 1, type);
  }
  const slates = dataOf(events, 'take-adopted').map(({ slate }) => slate);
  assert.equal(new Set(slates).size, slates.length, 'a take was adopted twice');
  const reserved = dataOf(events, 'money-reserved').map(({ reservation }) => reservation);
  const closed = [...dataOf(events, 'money-settled'), ...dataOf(events, 'money-released')].map(
    ({ reservation }) => reservation,
  );
  assert.equal(new Set(reserved).size, reserved.length, 'money was reserved twice');
  assert.deepEqual(closed.toSorted(), reserved.toSorted());
  assert.deepEqual(
    events.map(({ seq }) => seq),
    events.map((_, index) => index + 1),
  );
}

/** The film as it comes out when nobody disturbs it. */
let undisturbed: Lot;
let whole: Outcome;
before(async () => {
  undisturbed = lot();
  whole = await undisturbed.run(...FILM);
  assert.equal(whole.code, 0, whole.stderr);
  assertOnce(whole);
});
after(() => undisturbed[Symbol.dispose]());

test('killed while it starts and at many moments, a film comes out once, the same as without', async () => {
  const events = eventsOf(whole).length;
  using studio = lot();
  // Before anything is written the same command makes the film.
  for (const wait of [60, 150, 250]) {
    const { child, outcome } = studio.start(...FILM);
    await delay(wait);
    child.kill('SIGKILL');
    await outcome;
  }
  let kills = 0;
  for (let moment = 1; moment < events; moment += Math.ceil(events / 9)) {
    const { child, outcome, lines } = studio.start(...FILM);
    await lines(moment);
    child.kill('SIGKILL');
    if ((await outcome).signal === 'SIGKILL') kills += 1;
  }
  assert.ok(kills >= 5, `only ${kills} kills hit`);
  // At once, not when its lease has run out.
  assert.match((await studio.run('status', 'fox')).stdout, /interrupted, \w+: nobody is at work on it/);
  assert.match((await studio.run('runs', '--json')).stdout, /"status":"interrupted"/);
  const resumed = await studio.run('resume', 'fox', '--json');
  assert.equal(resumed.code, 0, resumed.stderr);
  assertOnce(resumed);
  assert.equal(film(resumed), film(whole), 'the film is the same to the byte');
  assert.deepEqual(readdirSync(join(studio.home, 'scratch')), [], 'what the killed ones left is swept away');
});

test('Ctrl-C stops cleanly, says how to go on, and resume goes on', async () => {
  using studio = lot();
  const { child, outcome, lines } = studio.start(...FILM);
  await lines(12);
  child.kill('SIGINT');
  const stopped = await outcome;
  assert.equal(stopped.code, 130, stopped.stderr);
  const said = inProse(stopped.stderr);
  assert.match(said, /^error: stopped as asked$/m);
  assert.match(said, /^hint: +claude-studio resume fox goes on from here\.$/m);
  assert.doesNotMatch(stopped.stderr, /\n\s+at /);
  assert.equal(onlyOf(eventsOf(stopped), 'production-interrupted').reason, 'stopped as asked');
  const resumed = await studio.run('resume', '--json');
  assert.equal(resumed.code, 0, resumed.stderr);
  assertOnce(resumed);
});

test('while one process makes a film, a second is refused and a viewer follows it to its end', async () => {
  using studio = lot();
  const { outcome, lines } = studio.start(...FILM);
  await lines(3);
  const viewing = studio.run('status', 'fox', '--follow', '--json');
  const second = await studio.run('resume', 'fox');
  assert.equal(second.code, 1);
  assert.match(second.stderr, /^error: .*fox/m);
  assert.match(second.stderr, /^hint: /m);

  const [made, viewer] = await Promise.all([outcome, viewing]);
  assert.equal(made.code, 0, made.stderr);
  assertOnce(made);
  assert.equal(viewer.code, 0, viewer.stderr);
  assert.deepEqual(eventsOf(viewer), eventsOf(made));
  const again = await studio.run('status', 'fox', '--follow', '--json');
  assert.deepEqual(eventsOf(again), eventsOf(made), 'a finished one is told whole and ends');
});

test('a finished production is not made again, and its folder is made whole again when it was damaged', async () => {
  const { folder } = onlyOf(eventsOf(whole), 'production-started');
  const kept = film(whole);
  rmSync(join(folder, 'takes'), { recursive: true });
  writeFileSync(join(folder, 'film.mp4'), 'not a film');
  const again = await undisturbed.run(...FILM);
  assert.equal(again.code, 0, again.stderr);
  assertOnce(again);
  assert.equal(film(again), kept);
});
