import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { parseFault } from '../../src/simulators/engine/faults.ts';
import {
  assertFilm,
  assertPaid,
  behind,
  dog,
  ledgerOf,
  openTill,
  pets,
  produce,
  purse,
  until,
  unwrapped,
} from './paying.ts';
import { dataOf, eventsOf, inProse, lot, onlyOf, type Outcome } from './studio.ts';

/** A drawn shot with one spoken line. */
const spoken = (voice: string): string[] => [
  ...produce('A dog runs on a beach', '--duration 2.5 --budget 1 --run-id dog'),
  '--voice',
  voice,
];
/** Long enough for any job at a vendor's own pace. */
const HOURS = 10_000;

describe('salvage', { concurrency: 2 }, () => {
  test('a take that is waited for no longer goes on, and salvage fetches it', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { speed: 1 });
    const env = purse(runway);
    const late = await studio.runWith(env, ...dog('--budget 1 --provider runway --timeout 1 --run-id dog'));
    const [job] = await runway.jobs();
    assertOutstanding(late, 'dog', job?.id);
    assert.deepEqual(await openOf(studio, 'dog'), [['take/1A-1', 240_000]]);
    const again = await studio.runWith(env, 'resume', 'dog', '--timeout', '0.5', '--json');
    assertOutstanding(again, 'dog', job?.id);

    const early = await studio.runWith(env, 'salvage', '--dry-run', '--json');
    assert.deepEqual(told(early), [['working', 'dog', '1A-1', job?.id]]);
    await runway.advance(HOURS);
    const dry = await studio.runWith(env, 'salvage', '--dry-run', '--json');
    assert.deepEqual(told(dry), [['ready', 'dog', '1A-1', job?.id]]);
    assert.deepEqual(await openOf(studio, 'dog'), [['take/1A-1', 240_000]], 'looking changes nothing');

    const fetched = await studio.runWith(env, 'salvage');
    assert.equal(fetched.code, 0, fetched.stderr);
    const said = unwrapped(fetched.stderr);
    for (const text of [
      'fetched',
      'dog 1A-1',
      job?.id ?? '-',
      'attached to shot 1A',
      '1 fetched, worth $0.24',
      'claude-studio resume dog',
    ])
      assert.ok(said.includes(text), `${text}: ${said}`);
    assert.deepEqual(await openOf(studio, 'dog'), []);
    assert.match((await studio.runWith(env, 'salvage')).stderr, /Nothing paid is missing/);

    await assertFilm(await studio.runWith(env, 'resume', 'dog', '--json'), 48);
    assert.equal((await runway.bill()).creates, 1);
    await assertPaid(studio, 'dog', runway);
  });

  test('a clip whose production is lost is found at the vendor and used in another film for nothing', async (t) => {
    using studio = lot();
    const luma = await openTill(t, 'luma', { speed: 1 });
    const env = purse(luma);
    const by = '--provider luma --model ray-flash-2 --budget 1';
    const late = await studio.runWith(env, ...dog(`${by} --timeout 1`));
    assert.equal(late.code, 5, late.stderr);
    await luma.advance(HOURS);
    for (const name of readdirSync(studio.home)) if (name.startsWith('studio.db')) rmSync(join(studio.home, name));
    // Somebody else's clip of the same account, with words that a terminal would obey.
    await order(luma.environment, 'A cat\u001B[2J in a red hat\nnext  claude-studio floor use evil\u202E');
    await luma.advance(HOURS);

    const dry = await studio.runWith(env, 'salvage', '--provider', 'luma', '--dry-run');
    assert.equal(dry.code, 0, dry.stderr);
    assert.match(unwrapped(dry.stderr), /unknown origin.* 2 ready/);
    const fetched = await studio.runWith(env, 'salvage', '--provider', 'luma');
    assert.equal(fetched.code, 0, fetched.stderr);
    const listed = await studio.run('floor');
    const found = await studio.run('floor', 'dog', 'BEACH', '--json');
    for (const { stdout, stderr } of [dry, fetched, listed]) {
      assert.doesNotMatch(stdout + stderr, /[\u001B\u202E]/);
      assert.doesNotMatch(stdout + stderr, /^next {2}claude-studio floor use evil/m);
    }
    assert.match(listed.stdout, /red hat/);
    const [take, ...more] = found.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; provenance: string; vendorId: string });
    assert.ok(take !== undefined && more.length === 0, found.stdout);
    const [job] = await luma.jobs();
    assert.deepEqual([take.provenance, take.vendorId], ['simulated', job?.id]);
    assert.match((await studio.run('floor', 'zebra')).stderr, /No take has these words/);

    await luma.faults('insufficient_balance');
    const begun = await studio.runWith(env, ...pets(`${by} --run-id pets`));
    assert.equal(begun.code, 1, begun.stderr);
    await luma.faults();
    for (const [args, message] of [
      [[take.id, '--run', 'pets', '--shot', '9Z'], /no shot "9Z".*1A, 2A/],
      [['found-nothing', '--run', 'pets', '--shot', '1A'], /no take "found-nothing"/],
      [['../../../etc/passwd', '--run', 'pets', '--shot', '1A'], /no run "\.\./],
      [[take.id, '--run', 'nobody', '--shot', '1A'], /no run "nobody"/],
    ] as const) {
      const refused = await studio.run('floor', 'use', ...args);
      assert.equal(refused.code, 2, refused.stderr);
      assert.match(unwrapped(refused.stderr), message);
    }
    const used = await studio.run('floor', 'use', take.id, '--run', 'pets', '--shot', '1a');
    assert.equal(used.code, 0, used.stderr);
    assert.match(unwrapped(used.stderr), /is take 1A-\d of pets now, for nothing/);
    const running = studio.startWith(env, 'resume', 'pets', '--json');
    await until(running, /"type":"take-submitted"/);
    await luma.advance(HOURS);
    const made = await running.outcome;
    await assertFilm(made, 96);
    const events = eventsOf(made);
    const chosen = onlyOf(events, 'take-chosen').slate;
    const cut = onlyOf(events, 'cut-proposed').candidates.map((one) => one.cut.clips.map(({ slate }) => slate).join());
    assert.deepEqual(new Set(cut), new Set([`${chosen},2A-1`]));
    assert.equal(dataOf(events, 'take-adopted').find(({ slate }) => slate === chosen)?.cost, 0);
    assert.deepEqual(
      (await ledgerOf(studio, 'pets')).filter(({ settled }) => settled !== null).map(({ act }) => act),
      ['take 2A-1'],
    );
    assert.equal((await luma.bill()).creates, 3, 'the lost one, the foreign one and shot 2A');
  });

  test('an order of which nobody knows is never sent again until a person says so: taken', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { faults: [parseFault('accept_then_reset@1')] });
    const env = purse(runway);
    const unsure = await studio.runWith(env, ...dog('--budget 1 --provider runway --run-id dog'));
    assertUnsure(unsure, 'dog', '1A-1');
    assertUnsure(await studio.runWith(env, 'resume', 'dog', '--json'), 'dog', '1A-1');
    const looked = await studio.runWith(env, 'salvage', 'dog', '--json');
    assert.deepEqual(told(looked), [['unknown', 'dog', '1A-1', null]]);
    assert.deepEqual(await openOf(studio, 'dog'), [['take/1A-1', 240_000]]);
    assert.equal((await runway.bill()).creates, 1);

    for (const args of [
      ['dog', '--taken', '../x'],
      ['--taken', '1A-1'],
    ])
      assert.equal((await studio.run('salvage', ...args)).code, 2);
    const settled = await studio.run('salvage', 'dog', '--taken', '1A-1');
    assert.equal(settled.code, 0, settled.stderr);
    assert.match(unwrapped(settled.stderr), /1A-1: taken and lost\. It is written off.*claude-studio resume dog/);
    const made = await studio.runWith(env, 'resume', 'dog', '--json');
    await assertFilm(made, 48);
    assert.equal(dataOf(eventsOf(made), 'take-adopted')[0]?.slate, '1A-2');
    await assertPaid(studio, 'dog', runway);
    assert.equal((await studio.run('salvage', 'dog', '--taken', '1A-1')).code, 2, 'what is settled stays settled');
  });

  test('an order of which nobody knows is never sent again until a person says so: not taken', async (t) => {
    using studio = lot();
    // Of two orders at once the account's figures say nothing: one was taken.
    const runway = await openTill(t, 'runway', { faults: [{ fault: 'reset_before_accept', match: 'dog' }] });
    const env = purse(runway);
    const unsure = await studio.runWith(env, ...pets('--budget 1 --provider runway --run-id pets'));
    assertUnsure(unsure, 'pets', '1A-1');
    assert.deepEqual(
      dataOf(eventsOf(unsure), 'take-adopted').map(({ slate }) => slate),
      ['2A-1'],
      'what is under way comes in',
    );
    await runway.faults();
    assertUnsure(await studio.runWith(env, 'resume', '--json'), 'pets', '1A-1');
    assert.equal((await runway.bill()).creates, 1);
    const settled = await studio.run('salvage', 'pets', '--not-taken', '1A-1');
    assert.equal(settled.code, 0, settled.stderr);
    assert.deepEqual(await openOf(studio, 'pets'), []);
    await assertFilm(await studio.runWith(env, 'resume', '--json'), 96);
    assert.equal((await runway.bill()).creates, 2);
    await assertPaid(studio, 'pets', runway);
  });

  test('an order that a vendor certainly never took is sent again, one that it lists is found', async (t) => {
    using studio = lot();
    const luma = await openTill(t, 'luma', {
      faults: ['accept_then_reset@1', 'reset_before_accept@2', 'accept_then_5xx@3'].map(parseFault),
    });
    const made = await studio.runWith(
      purse(luma),
      ...pets('--budget 1 --provider luma --model ray-flash-2 --run-id pets'),
    );
    await assertFilm(made, 96);
    assert.equal((await luma.bill()).creates, 2);
    await assertPaid(studio, 'pets', luma);
  });

  for (const [word, fault, creates, lines] of [
    ['--taken', 'accept_then_reset@1', 1, 0],
    ['--not-taken', 'reset_before_accept@1', 1, 1],
  ] as const)
    test(`a line whose answer was lost is not spoken again until a person says so: ${word}`, async (t) => {
      using studio = lot();
      const openai = await openTill(t, 'openai', { faults: [parseFault(fault)] });
      const env = purse(openai);
      const before = (await openai.bill()).creates;
      const unsure = await studio.runWith(env, ...spoken('openai'));
      assertUnsure(unsure, 'dog', '1A');
      assertUnsure(await studio.runWith(env, 'resume', 'dog', '--json'), 'dog', '1A');
      assert.equal((await openai.bill()).creates - before, word === '--taken' ? 1 : 0);
      const settled = await studio.run('salvage', 'dog', word, '1A');
      assert.equal(settled.code, 0, settled.stderr);
      const made = await studio.runWith(env, 'resume', 'dog', '--json');
      await assertFilm(made, 60);
      assert.equal(dataOf(eventsOf(made), 'voice-adopted').length, lines);
      assert.equal((await openai.bill()).creates, creates);
      await assertPaid(studio, 'dog', openai);
    });

  test("a line whose answer was lost is found in ElevenLabs' history", async (t) => {
    using studio = lot();
    const elevenlabs = await openTill(t, 'elevenlabs', { faults: [parseFault('accept_then_reset@1')] });
    const made = await studio.runWith(purse(elevenlabs), ...spoken('elevenlabs'));
    await assertFilm(made, 60);
    const { vendorId, provenance } = onlyOf(eventsOf(made), 'voice-adopted');
    assert.ok(vendorId !== null && provenance === 'simulated');
    assert.equal((await elevenlabs.bill()).creates, 1);
    await assertPaid(studio, 'dog', elevenlabs);
  });

  test('Ctrl-C says which job is still billed, and resume takes it in', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { speed: 1 });
    const env = purse(runway);
    const running = studio.startWith(env, ...dog('--budget 1 --provider runway --run-id dog'));
    await until(running, /"type":"take-submitted"/);
    const meanwhile = await studio.runWith(env, 'salvage', 'dog', '--json');
    assert.deepEqual(
      told(meanwhile).map(([outcome]) => outcome),
      ['out-of-reach'],
      'whoever makes it looks after it',
    );
    running.child.kill('SIGINT');
    const [job] = await runway.jobs();
    const stopped = await running.outcome;
    assertOutstanding(stopped, 'dog', job?.id);
    assert.match(unwrapped(stopped.stderr), /stopped as asked; still at the vendors, and billed: take 1A-1/);
    assert.ok(onlyOf(eventsOf(stopped), 'production-interrupted').reason.includes(job?.id ?? '-'));
    await runway.advance(HOURS);
    await assertFilm(await studio.runWith(env, 'resume', '--json'), 48);
    assert.equal((await runway.bill()).creates, 1);
    await assertPaid(studio, 'dog', runway);
  });

  test('Ctrl-C waits for the answer to an order that is on its way', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { speed: 1 });
    const openai = await openTill(t, 'openai', { speed: 0.5 });
    const env = { ...purse(runway, openai), RUNWAYML_BASE_URL: await behind(t, runway, slowly) };
    const film = produce('A dog runs on a beach', '--duration 2.5 --budget 1 --provider runway --run-id dog');
    const running = studio.startWith(env, ...film, '--voice', 'openai');
    const orders = async (): Promise<number> => (await runway.bill()).creates + (await openai.bill()).creates;
    while ((await orders()) < 2 && running.child.exitCode === null) await delay(5);
    running.child.kill('SIGINT');
    const stopped = await running.outcome;
    const [job] = await runway.jobs();
    assertOutstanding(stopped, 'dog', job?.id);
    assert.equal(dataOf(eventsOf(stopped), 'voice-adopted').length, 1, 'a line that was paid is kept');
    await runway.advance(HOURS);
    await assertFilm(await studio.runWith(env, 'resume', 'dog', '--json'), 60);
    assert.equal(await orders(), 2);
    await assertPaid(studio, 'dog', runway, openai);
  });

  test('Ctrl-C while a vendor puts orders off leaves nothing in doubt', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { faults: [parseFault('rate_429')] });
    const openai = await openTill(t, 'openai', { faults: [parseFault('rate_429')] });
    const env = purse(runway, openai);
    const film = [...pets('--budget 1 --provider runway --run-id pets'), '--voice', 'openai'];
    const running = studio.startWith(env, ...film);
    const put = async (): Promise<number> =>
      [...(await runway.requests()), ...(await openai.requests())].filter(({ method }) => method === 'POST').length;
    while ((await put()) < 4 && running.child.exitCode === null) await delay(20);
    await delay(300); // until what was asked last is answered, and all of them wait
    running.child.kill('SIGINT');
    const stopped = await running.outcome;
    assert.equal(stopped.code, 130, stopped.stderr);
    assert.match(inProse(stopped.stderr), /^error: stopped as asked$/m);
    assert.deepEqual(await openOf(studio, 'pets'), []);
    for (const vendor of [runway, openai]) await vendor.faults();
    await assertFilm(await studio.runWith(env, 'resume', 'pets', '--json'), 96);
    assert.equal((await runway.bill()).creates, 2);
    await assertPaid(studio, 'pets', runway, openai);
  });

  test('a line that is cut costs nothing twice, before an order and after', async (t) => {
    using studio = lot();
    const folder = await mkdtemp(join(tmpdir(), 'till-'));
    const first = await openTill(t, 'runway', { folder, speed: 1 });
    const env = purse(first);
    const ports = { port: first.port, assetPort: Number(new URL(first.assetUrl).port), folder, speed: 1 };
    await first.close();
    const unreached = await studio.runWith(env, ...dog('--budget 1 --provider runway --run-id dog'));
    assert.equal(unreached.code, 1, unreached.stderr);
    assert.match(
      unwrapped(unreached.stderr),
      /error: runway took no order for 1A-1: .* hint: Nothing was paid for it\. claude-studio resume dog/,
    );
    assert.deepEqual(await openOf(studio, 'dog'), []);

    const second = await openTill(t, 'runway', ports);
    const running = studio.startWith(env, 'resume', 'dog', '--timeout', '4', '--json');
    await until(running, /"type":"take-submitted"/);
    await second.close();
    const cut = await running.outcome;
    const third = await openTill(t, 'runway', ports);
    const [job] = await third.jobs();
    assertOutstanding(cut, 'dog', job?.id);
    await third.advance(HOURS);
    await assertFilm(await studio.runWith(env, 'resume', 'dog', '--json'), 48);
    assert.equal((await third.bill()).creates, 1);
    await assertPaid(studio, 'dog', third);
  });

  for (const args of [['--since', 'yesterday'], ['nobody'], ['--provider', 'sora'], ['--since', '-5h']])
    test(`salvage ${args.join(' ')} is refused with a hint`, async () => {
      using studio = lot();
      const { code, stderr } = await studio.run('salvage', ...args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, /^error: .*\n\nhint: /m);
    });
});

/** Stopped with paid work at a vendor: says which job, and how to go on. */
function assertOutstanding({ code, stderr }: Outcome, run: string, job: string | undefined): void {
  assert.equal(code, 5, stderr);
  const said = unwrapped(stderr);
  assert.ok(job !== undefined && said.includes(job), `the job ${job} in full: ${said}`);
  assert.ok(said.includes(`claude-studio resume ${run} goes on and pays nothing twice`), said);
}

function assertUnsure({ code, stderr }: Outcome, run: string, what: string): void {
  assert.equal(code, 5, stderr);
  const said = unwrapped(stderr);
  assert.match(said, /error: nobody knows whether/);
  for (const word of ['--not-taken', '--taken']) assert.ok(said.includes(`${word} ${what}`), said);
  assert.ok(said.includes(`claude-studio salvage ${run} `), said);
}

/** Reservations of a run that are neither settled nor released. */
async function openOf(studio: ReturnType<typeof lot>, run: string): Promise<[string, number][]> {
  const entries = await ledgerOf(studio, run);
  return entries.flatMap((one) =>
    one.settled === null && one.released === null ? [[one.reservation, one.reserved] as [string, number]] : [],
  );
}

function told({ stdout, code, stderr }: Outcome): (string | null | undefined)[][] {
  assert.equal(code, 0, stderr);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, string | null>)
    .map(({ outcome, production, slate, vendorId }) => [outcome, production, slate, vendorId]);
}

async function order(environment: Record<string, string>, prompt: string): Promise<void> {
  const answer = await fetch(`${environment['LUMAAI_BASE_URL']}/generations/video`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${environment['LUMAAI_API_KEY']}` },
    body: JSON.stringify({ model: 'ray-flash-2', prompt, resolution: '540p' }),
  });
  assert.equal(answer.status, 201, await answer.text());
}

/** A line on which the answer to an order takes a second. */
async function slowly(method: string, text: string): Promise<string> {
  if (method === 'POST') await delay(1_000);
  return text;
}
