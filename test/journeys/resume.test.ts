import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { dataOf, eventsOf, lot, onlyOf, type Lot, type Outcome } from './studio.ts';

const FILM = [
  'produce',
  'A fox crosses a snowy forest at dusk',
  '--budget',
  '2',
  '--duration',
  '8',
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

async function untilEvents(
  studio: Lot,
  count: number,
  child: { exitCode: number | null; signalCode: string | null },
): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const { stdout } = await studio.run('status', 'fox', '--json');
    if (stdout !== '' && (JSON.parse(stdout) as { events: number }).events >= count) return;
    await delay(20);
  }
}

test('killed at many moments, a film comes out once, the same as without', async () => {
  using undisturbed = lot();
  const whole = await undisturbed.run(...FILM);
  assert.equal(whole.code, 0, whole.stderr);
  assertOnce(whole);
  const events = eventsOf(whole).length;

  using studio = lot();
  let kills = 0;
  for (let moment = 1; moment < events; moment += Math.ceil(events / 9)) {
    const { child, outcome } = studio.start(...FILM);
    await untilEvents(studio, moment, child);
    child.kill('SIGKILL');
    if ((await outcome).signal === 'SIGKILL') kills += 1;
  }
  assert.ok(kills >= 5, `only ${kills} kills hit`);
  const resumed = await studio.run('resume', 'fox', '--json');
  assert.equal(resumed.code, 0, resumed.stderr);
  assertOnce(resumed);
  assert.equal(film(resumed), film(whole), 'the film is the same to the byte');
});

test('killed while it starts, before anything is written, the same command makes the film', async () => {
  using studio = lot();
  for (const wait of [60, 150, 250]) {
    const { child, outcome } = studio.start(...FILM);
    await delay(wait);
    child.kill('SIGKILL');
    await outcome;
  }
  const done = await studio.run(...FILM);
  assert.equal(done.code, 0, done.stderr);
  assertOnce(done);
});

test('Ctrl-C stops cleanly, says how to go on, and resume goes on', async () => {
  using studio = lot();
  const { child, outcome } = studio.start(...FILM.filter((word) => word !== '--json'));
  await untilEvents(studio, 12, child);
  child.kill('SIGINT');
  const stopped = await outcome;
  assert.equal(stopped.code, 130, stopped.stderr);
  assert.match(stopped.stderr, /claude-studio resume/);
  assert.doesNotMatch(stopped.stderr, /\n\s+at /);
  const resumed = await studio.run('resume', '--json');
  assert.equal(resumed.code, 0, resumed.stderr);
  assertOnce(resumed);
});

test('a second process on the same production is refused, and the first one is not disturbed', async () => {
  using studio = lot();
  const { child, outcome } = studio.start(...FILM);
  await untilEvents(studio, 8, child);
  const second = await studio.run('resume', 'fox');
  assert.equal(second.code, 1);
  assert.match(second.stderr, /^error: .*fox/m);
  assert.match(second.stderr, /^hint: /m);
  const first = await outcome;
  assert.equal(first.code, 0, first.stderr);
  assertOnce(first);
});

test('a finished production is not made again, and its folder is made whole again when it was damaged', async () => {
  using studio = lot();
  const first = await studio.run(...FILM);
  const { folder } = onlyOf(eventsOf(first), 'production-started');
  const before = film(first);
  const { rm, writeFile } = await import('node:fs/promises');
  await rm(join(folder, 'takes'), { recursive: true });
  await writeFile(join(folder, 'film.mp4'), 'not a film');
  const again = await studio.run(...FILM);
  assert.equal(again.code, 0, again.stderr);
  assertOnce(again);
  assert.equal(film(again), before);
});

test('a viewer in another process follows a production to its end', async () => {
  using studio = lot();
  const { child, outcome } = studio.start(...FILM);
  await untilEvents(studio, 3, child);
  const viewer = await studio.run('status', 'fox', '--follow', '--json');
  const made = await outcome;
  assert.equal(viewer.code, 0, viewer.stderr);
  assert.equal(made.code, 0, made.stderr);
  assert.deepEqual(eventsOf(viewer), eventsOf(made));
  const again = await studio.run('status', 'fox', '--follow', '--json');
  assert.deepEqual(eventsOf(again), eventsOf(made), 'a finished one is told whole and ends');
});
