import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { SimulatorName } from '../../src/simulators/spec.ts';
import { assertFilm, assertPaid, dog, ledgerOf, openTill, produce, purse, type Till } from './paying.ts';
import { dataOf, eventsOf, lot, onlyOf, type Lot, type Outcome } from './studio.ts';

const LIVE = '--live --provider runway --model claude-sonnet-5-5 --budget 5 --yes --pilots off';

/** Gives the minds at a vendor answers that they will give before they think. */
async function script(mind: Till, ...answers: object[]): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const told = await fetch(`${mind.url}/__sim/script`, { method: 'POST', headers, body: JSON.stringify(answers) });
  assert.equal(told.status, 200, await told.text());
}

/** A studio with a vendor of clips and one of minds. */
async function open(t: TestContext): Promise<{ studio: Lot; clips: Till; mind: Till; env: Record<string, string> }> {
  const studio = lot();
  t.after(() => studio[Symbol.dispose]());
  const [clips, mind] = [await openTill(t, 'runway'), await openTill(t, 'anthropic')];
  return { studio, clips, mind, env: purse(clips, mind) };
}

function runOf(outcome: Outcome): string {
  return onlyOf(eventsOf(outcome), 'production-started').production;
}

/** What a simulator inside a production has billed, from its own folder. */
function billedBy({ home }: Lot, vendor: SimulatorName): number {
  const folder = join(home, 'simulators', vendor, 'jobs');
  const jobs = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Job);
  return jobs.reduce((total, { amount }) => total + amount, 0);
}

interface Job {
  amount: number;
}

test('a whole production of simulated clips and minds: every agent asked, every take looked at, every cent agreed', async (t) => {
  const studio = lot();
  t.after(() => studio[Symbol.dispose]());
  const made = await studio.run(
    ...produce('A fox at dusk', '--duration 6 --budget 5 --provider sim:luma --model sim:claude-sonnet-5-5'),
  );
  await assertFilm(made, 144);
  const events = eventsOf(made);
  assert.equal(onlyOf(events, 'production-started').provenance, 'simulated');
  const prompts = new Set(dataOf(events, 'mind-asked').map(({ prompt }) => prompt.replace(/\.\d+$/, '')));
  assert.deepEqual(
    [
      'contract',
      'script-writer',
      'script-supervisor',
      'producer',
      'video-generator',
      'qa-verifier',
      'critic',
      'editor',
    ].filter((agent) => !prompts.has(agent)),
    [],
  );
  for (const { prompt } of dataOf(events, 'mind-asked')) assert.match(prompt, /^[a-z/-]+\.\d+$/);
  const reviews = dataOf(events, 'take-reviewed');
  assert.ok(reviews.length > 0);
  for (const { provenance, answers, scores } of reviews) {
    assert.equal(provenance, 'simulated');
    assert.ok((answers?.length ?? 0) > 0);
    assert.deepEqual([scores.visualAccuracy.basis, scores.narrativeFit.basis], ['judged', 'judged']);
  }
  const entries = await ledgerOf(studio, runOf(made));
  assert.ok(entries.some(({ reservation }) => reservation.startsWith('mind/review/')));
  for (const { provenance, settled, reserved } of entries) {
    assert.equal(provenance, 'simulated');
    assert.ok(settled !== null && settled <= reserved);
  }
  const paid = entries.reduce((total, { settled }) => total + (settled ?? 0), 0);
  assert.equal(paid, billedBy(studio, 'luma') + billedBy(studio, 'anthropic'));
});

test('the same live, at vendors of our own: no tool is forced, nothing refused', async (t) => {
  const { studio, clips, mind, env } = await open(t);
  const made = await studio.runWith(env, ...dog(LIVE));
  await assertFilm(made, 48);
  await assertPaid(studio, runOf(made), clips, mind);
  for (const { request } of await mind.jobs()) {
    const { tools, toolChoice } = request as { tools: number; toolChoice: string | null };
    assert.deepEqual({ tools, toolChoice }, { tools: 0, toolChoice: null });
  }
  assert.deepEqual(
    (await mind.requests()).filter(({ status }) => status !== 200),
    [],
  );
});

test('bad clips are found out, shot again, and delivered as what they are; a judge that lies lets them pass', async (t) => {
  const scores: number[] = [];
  for (const judge of [{}, { bias: 70 }] as { bias?: number }[]) {
    const studio = lot();
    t.after(() => studio[Symbol.dispose]());
    const [clips, mind] = [await openTill(t, 'runway', { quality: 30 }), await openTill(t, 'anthropic', { judge })];
    const made = await studio.runWith(purse(clips, mind), ...dog(LIVE));
    await assertFilm(made, 48);
    const entries = await assertPaid(studio, runOf(made), clips, mind);
    const takes = entries.filter(({ reservation }) => reservation.startsWith('take/')).length;
    assert.ok(judge.bias === undefined ? takes > 1 : takes === 1, `${takes} takes`);
    scores.push(dataOf(eventsOf(made), 'take-reviewed')[0]?.overall ?? 0);
  }
  const [honest = 100, lied = 0] = scores;
  assert.ok(honest < 70 && lied > 85, String(scores));
});

test('killed while a mind thinks: that question is written off in full view, and no other is asked twice', async (t) => {
  const { studio, clips, mind, env } = await open(t);
  await mind.faults('slow_body@2');
  const running = studio.startWith(env, ...dog(LIVE));
  // The screenplay is on its way, and half of it has come.
  while ((await mind.bill()).creates < 2) {
    assert.equal(running.child.exitCode, null);
    await delay(10);
  }
  running.child.kill('SIGKILL');
  const run = runOf(await running.outcome);
  const resumed = await studio.runWith(env, 'resume', run, '--json');
  assert.equal(resumed.code, 0, resumed.stderr);
  const silent = onlyOf(eventsOf(resumed), 'mind-silent');
  assert.equal(silent.call, 'screenplay');
  const entries = await ledgerOf(studio, run);
  const lost = entries.find(({ reservation }) => reservation === `mind/screenplay/${silent.turn}`);
  assert.deepEqual([lost?.basis, lost?.settled], ['ceiling', lost?.reserved]);
  const asked = dataOf(eventsOf(resumed), 'mind-asked');
  assert.equal(asked.filter(({ call }) => call === 'screenplay').length, 2);
  const twice = asked.filter(({ call, turn }) => call !== 'screenplay' && turn > 1);
  assert.deepEqual(twice, []);
  const bills = [await clips.bill(), await mind.bill()];
  const billed = bills.reduce((total, { total: own }) => total + own, 0);
  const paid = entries.reduce((total, { settled }) => total + (settled ?? 0), 0);
  assert.ok(paid >= billed && paid - billed <= (lost?.settled ?? 0), `${paid} of ${billed}`);
});

test('what passes is waited for within one reservation: too many requests, overload, and overload in the stream', async (t) => {
  const { studio, clips, mind, env } = await open(t);
  await mind.faults('rate_429@2', 'overload_503@4', 'err_5xx_before_accept@6', 'overload_in_stream@8');
  const made = await studio.runWith(env, ...dog(LIVE));
  await assertFilm(made, 48);
  const entries = await assertPaid(studio, runOf(made), clips, mind);
  const thoughts = entries.filter(({ reservation }) => reservation.startsWith('mind/'));
  assert.deepEqual(
    thoughts.filter(({ reservation, settled, reserved }) => !reservation.endsWith('/1') || (settled ?? 0) > reserved),
    [],
  );
});

test('a stream that breaks off is counted as paid for what was heard, and asked again within its reservation', async (t) => {
  const { studio, clips, mind, env } = await open(t);
  await mind.faults('truncated_body@2');
  const made = await studio.runWith(env, ...dog(LIVE));
  await assertFilm(made, 48);
  const entries = await ledgerOf(studio, runOf(made));
  const bills = [await clips.bill(), await mind.bill()];
  const billed = bills.reduce((total, { total: own }) => total + own, 0);
  const paid = entries.reduce((total, { settled }) => total + (settled ?? 0), 0);
  const twice = entries.filter(({ settled, reserved }) => (settled ?? 0) > reserved);
  assert.deepEqual(twice, []);
  assert.ok(Math.abs(paid - billed) < 20_000, `${paid} of ${billed}: what was heard is an estimate`);
});

test('nonsense is sent back once with what is wrong; so is an answer that was cut off', async (t) => {
  const { studio, clips, mind, env } = await open(t);
  await script(
    mind,
    { match: 'Claude Studio Producer, contract', text: 'A contract? I would rather write a poem.' },
    { match: 'Claude Studio Producer, script-writer', text: `{"title":"${'long '.repeat(16_000)}"}` },
  );
  const made = await studio.runWith(env, ...dog(LIVE));
  await assertFilm(made, 48);
  await assertPaid(studio, runOf(made), clips, mind);
  const answers = dataOf(eventsOf(made), 'mind-answered');
  const of = (call: string) => answers.filter((answer) => answer.call === call);
  assert.deepEqual(
    of('contract').map(({ turn, problem }) => [turn, problem]),
    [
      [1, 'the answer is not JSON'],
      [2, null],
    ],
  );
  assert.deepEqual(
    of('screenplay').map(({ turn, stop }) => [turn, stop]),
    [
      [1, 'cut-off'],
      [2, 'end'],
    ],
  );
});

test('two useless answers end it, are kept, and another mind goes on', async (t) => {
  const { studio, clips, mind, env } = await open(t);
  await script(mind, { match: 'Claude Studio Producer, script-writer', text: 'No.', times: 2 });
  const failed = await studio.runWith(env, ...dog(LIVE));
  assert.equal(failed.code, 1, failed.stderr);
  assert.match(failed.stderr, /two answers that cannot be used/);
  const run = runOf(failed);
  assert.equal(onlyOf(eventsOf(failed), 'production-failed').code, 'mind');
  assert.deepEqual(
    dataOf(eventsOf(failed), 'mind-answered').flatMap(({ call, text }) => (call === 'screenplay' ? [text] : [])),
    ['No.', 'No.'],
  );
  const resumed = await studio.runWith(env, 'resume', run, '--model', 'offline', '--json');
  assert.equal(resumed.code, 0, resumed.stderr);
  const asked = (outcome: Outcome) => dataOf(eventsOf(outcome), 'mind-asked').length;
  assert.equal(asked(resumed), asked(failed));
  await assertPaid(studio, run, clips, mind);
});

test('a refusal is no answer: it is said, and asked anew when somebody wants to', async (t) => {
  const { studio, clips, mind, env } = await open(t);
  const refusal = { category: 'general_harms', explanation: 'No.' };
  await script(mind, { match: 'Claude Studio Producer, producer', refusal });
  const failed = await studio.runWith(env, ...dog(LIVE));
  assert.equal(failed.code, 1, failed.stderr);
  assert.match(failed.stderr, /refused to answer/);
  const resumed = await studio.runWith(env, 'resume', runOf(failed), '--json');
  assert.equal(resumed.code, 0, resumed.stderr);
  await assertPaid(studio, runOf(failed), clips, mind);
});

test('a budget that does not carry the minds is refused with its price, and nothing is asked', async (t) => {
  const { studio, mind, env } = await open(t);
  const poor = await studio.runWith(env, ...dog(LIVE.replace('--budget 5', '--budget 0.01')));
  assert.equal(poor.code, 4, poor.stderr);
  assert.equal((await mind.bill()).creates, 0);
});
