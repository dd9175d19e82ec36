import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { LumaAI } from 'lumaai';
import { lot, type Lot, type Running } from './studio.ts';

interface Announced {
  name: string;
  url: string;
  environment: Record<string, string>;
}

/** Starts `sim … --json` and waits until it has said where so many simulators are. */
async function simulating(
  lab: Lot,
  count: number,
  ...args: string[]
): Promise<{ running: Running; said: Announced[] }> {
  const running = lab.start('sim', ...args, '--json', '--clips', 'plain');
  let text = '';
  running.child.stdout?.on('data', (part: string) => (text += part));
  while (text.split('\n').length <= count) {
    if (running.child.exitCode !== null) assert.fail((await running.outcome).stderr);
    await once(running.child.stdout ?? assert.fail(), 'data');
  }
  return {
    running,
    said: text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Announced),
  };
}

const client = ({ environment }: Announced) =>
  new LumaAI({
    authToken: environment['LUMAAI_API_KEY'] ?? '',
    baseURL: environment['LUMAAI_BASE_URL'] ?? '',
    maxRetries: 0,
  });

test('a simulator that is killed knows its jobs and its bill when it is started again', async () => {
  using lab = lot();
  const first = await simulating(lab, 1, 'luma', '--speed', '1000', '--fault', 'accept_then_reset@2');
  const luma = client(first.said[0] ?? assert.fail());
  const { id = '' } = await luma.generations.create({ model: 'ray-2', prompt: 'A cat' });
  await assert.rejects(luma.generations.create({ model: 'ray-2', prompt: 'A lost cat' }), LumaAI.APIConnectionError);
  first.running.child.kill('SIGKILL');
  await first.running.outcome;

  const second = await simulating(lab, 1, 'luma', '--speed', '1000');
  const again = client(second.said[0] ?? assert.fail());
  const { generations } = await again.generations.list();
  assert.deepEqual(
    generations.map(({ request }) => (request as { prompt: string }).prompt),
    ['A lost cat', 'A cat'],
  );
  assert.equal((await again.generations.get(id)).id, id);
  const bill = (await (await fetch(`${second.said[0]?.url}/__sim/bill`)).json()) as { creates: number };
  assert.equal(bill.creates, 2);
  second.running.child.kill('SIGINT');
  assert.equal((await second.running.outcome).code, 0, 'a person who stops it gets no error');
});

test('how good clips are and how a judge judges is said when it starts, and changed while it runs', async () => {
  using lab = lot();
  const { running, said } = await simulating(lab, 1, 'luma', '--quality', '5');
  const luma = said[0] ?? assert.fail();
  await client(luma).generations.create({ model: 'ray-2', prompt: 'A cat' });
  assert.equal((await tell(luma, 'quality', { quality: 300 })).status, 400);
  assert.equal((await tell(luma, 'quality', { quality: 95 })).status, 200);
  await client(luma).generations.create({ model: 'ray-2', prompt: 'A better cat' });
  const { jobs } = (await (await fetch(`${luma.url}/__sim/jobs`)).json()) as { jobs: { luck: { quality: number } }[] };
  const [bad = 100, good = 0] = jobs.map(({ luck }) => luck.quality);
  assert.ok(bad < 40 && good > 60, `${bad}, ${good}`);
  running.child.kill('SIGINT');

  const judge = await simulating(lab, 1, 'anthropic', '--judge-bias', '-25', '--judge-noise', '20', '--mind', 'filler');
  const mind = judge.said[0] ?? assert.fail();
  const manner = async () => (await fetch(`${mind.url}/__sim/mind`)).json();
  assert.deepEqual(await manner(), { mind: 'filler', bias: -25, noise: 20 });
  assert.equal((await tell(mind, 'mind', { mind: 'genius' })).status, 400);
  assert.equal((await tell(mind, 'mind', { mind: 'rules', bias: 0 })).status, 200);
  assert.deepEqual(await manner(), { mind: 'rules', bias: 0, noise: 20 });
  judge.running.child.kill('SIGINT');
  await Promise.all([running.outcome, judge.running.outcome]);

  for (const flags of [
    ['luma', '--quality', '101'],
    ['anthropic', '--judge-bias', 'much'],
    ['anthropic', '--mind', 'genius'],
  ]) {
    const { code, stderr } = await lab.run('sim', ...flags);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /hint:/);
  }
});

function tell({ url }: Announced, what: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}/__sim/${what}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

test('all simulators stand side by side, each with what to export', async () => {
  using lab = lot();
  const { running, said } = await simulating(lab, 7, 'all', '--state', join(lab.folder, 'state'));
  assert.deepEqual(said.map(({ name }) => name).toSorted(), [
    'anthropic',
    'elevenlabs',
    'fal',
    'kling',
    'luma',
    'openai',
    'runway',
  ]);
  assert.equal(new Set(said.map(({ url }) => url)).size, 7);
  for (const { url, environment } of said) {
    assert.equal((await fetch(`${url}/__sim/bill`)).status, 200);
    const values = Object.values(environment);
    assert.ok(values.some((value) => value.startsWith('sim-')) && values.some((value) => value.startsWith(url)));
  }
  running.child.kill('SIGTERM');
  assert.equal((await running.outcome).code, 0);
});

test('without --json the lines for a shell are the data, and the rest is talk', async () => {
  using lab = lot();
  const running = lab.start('sim', 'runway', '--clips', 'plain');
  await running.lines(2);
  running.child.kill('SIGINT');
  const { stdout, stderr, code } = await running.outcome;
  assert.equal(code, 0);
  assert.match(stdout, /^export RUNWAYML_API_SECRET=sim-runway\nexport RUNWAYML_BASE_URL=http:\/\/127\.0\.0\.1:\d+\n$/);
  assert.match(stderr, /__sim\/bill/);
});

for (const [what, args, hint] of [
  ['an unknown vendor', ['sora'], /luma/],
  ['an unknown fault', ['luma', '--fault', 'bad_luck'], /fail_late/],
  ['a speed that is none', ['luma', '--speed', 'fast'], /--speed 100/],
  ['clips that do not exist', ['luma', '--clips', 'blurred'], /plain/],
  ['a port that does not exist', ['luma', '--port', '70000'], /65535/],
  ['a script that is not there', ['anthropic', '--script', 'nowhere.json'], /JSON file/],
] as const)
  test(`${what} is refused with a hint`, async () => {
    using lab = lot();
    const { code, stderr } = await lab.run('sim', ...args);
    assert.equal(code, 2);
    assert.match(stderr, hint);
  });
