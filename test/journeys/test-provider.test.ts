import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import type { Profile } from '../../src/production/orders/profile.ts';
import type { Scaling } from '../../src/production/trials/scale.ts';
import type { LoggedRequest } from '../../src/simulators/engine/control.ts';
import { assertPaid, openTill, purse, SHORT } from './paying.ts';
import { dataOf, eventsOf, lot, onlyOf, type Lot, type Outcome } from './studio.ts';

const BOAT = 'A red paper boat on a pond';

/** The only line on stdout. */
function pathOf({ stdout }: Outcome): string {
  const [path, ...more] = stdout.trimEnd().split('\n');
  assert.ok(path !== undefined && more.length === 0, stdout);
  return path;
}

/** Names of the steps as they were told, in order, and one of them in full. */
function stepsOf({ stderr }: Outcome): { names: string[]; detail(name: string): string } {
  const steps = stderr
    .replaceAll(/\n {12,}/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const [, name = '', detail = ''] = /^ +\d+\.\d s {2}(\S+(?: \S+)?) {2,}(.*)$/.exec(line) ?? [];
      return name === '' ? [] : [{ name, detail }];
    });
  return {
    names: steps.map(({ name }) => name),
    detail: (name) => steps.find((step) => step.name === name)?.detail ?? assert.fail(`no step ${name} in ${stderr}`),
  };
}

function runOf({ stderr }: Outcome): string {
  return /next {2}claude-studio \w+ (\S+)$/m.exec(stderr)?.[1] ?? assert.fail(stderr);
}

function pictureIn(folder: string): { path: string; png: Buffer } {
  const canvas = createCanvas(640, 360);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#c33';
  pen.fillRect(0, 0, 640, 360);
  const [path, png] = [join(folder, 'red.png'), canvas.toBuffer('image/png')];
  writeFileSync(path, png);
  return { path, png };
}

describe('test-provider', { concurrency: 2 }, () => {
  test('one order is told step by step, from the key to the bill', async (t) => {
    using studio = lot();
    const till = await openTill(t, 'luma');
    const done = await studio.runWith(purse(till), 'test-provider', 'luma', '--prompt', BOAT);
    assert.equal(done.code, 0, done.stderr);
    const { names, detail } = stepsOf(done);
    const seen = names.filter((name) => name !== 'running'); // which may be over between two looks
    assert.deepEqual(seen, ['price', 'key', 'test', 'reserved', 'ordered', 'delivered', 'paid', 'fetched', 'probed']);
    const [job, ...more] = await till.jobs();
    assert.ok(job !== undefined && more.length === 0, 'one order');
    assert.equal(job.prompt, BOAT, 'the person’s words and no others');
    assert.ok(detail('ordered').includes(job.id), 'the whole id');
    assert.match(detail('key'), /\$1000\.00 left/);
    assert.ok(detail('fetched').includes(`${Math.round(statSync(pathOf(done)).size / 1_000)} kB`));
    const { video, seconds } = await probe(pathOf(done));
    assert.deepEqual([video?.width, video?.height, seconds], [960, 540, 5], 'the smallest that is sold');
    assert.match(detail('probed'), /^1A-1 5\.00 s, h264 960x540, 24 fps, 120 frames, no sound/);
    const [entry] = await assertPaid(studio, runOf(done), till);
    assert.equal(entry?.settled, 136_858);
    assert.ok(detail('paid').startsWith('$0.136858') && detail('paid').endsWith('$0.136858 estimated'));
    const { stdout } = await studio.run('runs', '--json');
    assert.equal((JSON.parse(stdout) as { status: string }).status, 'done');
  });

  test('after its own deadline it names the job, and neither resume nor salvage orders again', async (t) => {
    using studio = lot();
    const till = await openTill(t, 'luma', { speed: 1 });
    const impatient = () => studio.runWith(purse(till), 'test-provider', 'luma', '--timeout', '0.2');
    const [first, second] = [await impatient(), await impatient()];
    const [one, other] = await till.jobs();
    for (const [outcome, job] of [
      [first, one],
      [second, other],
    ] as const) {
      assert.equal(outcome.code, 5, outcome.stderr);
      assert.equal(outcome.stdout, '');
      for (const text of [job?.id ?? '-', `claude-studio resume ${runOf(outcome)}`, 'claude-studio salvage'])
        assert.ok(outcome.stderr.replaceAll(/\s+/g, ' ').includes(text), `${text} in ${outcome.stderr}`);
    }
    await till.advance(3_600);
    const resumed = await studio.runWith(purse(till), 'resume', runOf(first), '--json');
    assert.equal(resumed.code, 0, resumed.stderr);
    assert.equal(onlyOf(eventsOf(resumed), 'take-submitted').vendorId, one?.id);
    assert.ok(existsSync(onlyOf(eventsOf(resumed), 'production-wrapped').film));

    const salvaged = await studio.runWith(purse(till), 'salvage', runOf(second), '--json');
    const told = JSON.parse(salvaged.stdout) as { outcome: string; vendorId: string };
    assert.deepEqual([told.outcome, told.vendorId], ['fetched', other?.id]);
    const again = await studio.runWith(purse(till), 'resume', runOf(second), '--json');
    assert.equal(again.code, 0, again.stderr);
    const { prompt, cost } = onlyOf(eventsOf(again), 'take-adopted');
    assert.deepEqual([prompt, cost], [one?.prompt, 136_858]);

    assert.equal((await till.bill()).creates, 2);
    for (const run of [first, second])
      assert.match((await studio.run('status', runOf(run))).stdout, /reserved \$0\.00/);
  });

  test('an order whose answer was lost is known again by the very words that were sent', async (t) => {
    using studio = lot();
    const till = await openTill(t, 'luma');
    await till.faults('accept_then_reset@1', 'list_500');
    const lost = await studio.runWith(purse(till), 'test-provider', 'luma', '--prompt', BOAT, '--timeout', '1');
    assert.equal(lost.code, 5, lost.stderr);
    assert.ok(stepsOf(lost).names.includes('unsure'));
    await till.faults();
    const salvaged = await studio.runWith(purse(till), 'salvage', runOf(lost), '--json');
    assert.equal((JSON.parse(salvaged.stdout) as { outcome: string }).outcome, 'fetched', salvaged.stdout);
    const { creates } = await till.bill();
    assert.equal(creates, 1);
    await assertPaid(studio, runOf(lost), till);
  });

  test('a prompt that the vendor does not make ends with its reason, and nothing is paid', async (t) => {
    using studio = lot();
    const till = await openTill(t, 'luma');
    const refused = await studio.runWith(purse(till), 'test-provider', 'luma', '--prompt', 'A gory beheading');
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /^error: the vendor made no clip \(moderated, not billed\)/m);
    const again = await studio.runWith(purse(till), 'resume');
    assert.equal(again.code, 1, 'resume says the same and orders nothing');
    await assertPaid(studio, runOf(refused), till);
  });

  test('a picture is sent as a file or by its address, to a model that takes it', async (t) => {
    using studio = lot();
    const till = await openTill(t, 'luma');
    const { path, png } = pictureIn(studio.folder);
    const file = await studio.runWith(purse(till), 'test-provider', 'luma', '--image', path, '--json');
    assert.equal(file.code, 0, file.stderr);
    const host = createServer((_, answer) => answer.setHeader('content-type', 'image/png').end(png)).listen(
      0,
      '127.0.0.1',
    );
    t.after(() => host.close());
    await once(host, 'listening');
    const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/red.png`;
    const address = await studio.runWith(purse(till), 'test-provider', 'luma', '--image', url, '--json');
    assert.equal(address.code, 0, address.stderr);
    const jobs = (await till.jobs()).map(({ model, clip }) => [model, clip?.firstFrame != null]);
    assert.deepEqual(jobs, [
      ['ray-3.2', true],
      ['ray-flash-2', true],
    ]);
  });

  test('a voice is tried with one line', async (t) => {
    using studio = lot();
    const tills = [await openTill(t, 'openai'), await openTill(t, 'elevenlabs')];
    for (const till of tills) {
      const done = await studio.runWith(purse(till), 'test-provider', till.name, '--prompt', 'One two three.');
      assert.equal(done.code, 0, done.stderr);
      const { names, detail } = stepsOf(done);
      assert.deepEqual(names, ['price', 'key', 'test', 'reserved', 'ordered', 'fetched', 'probed', 'paid']);
      assert.match(detail('probed'), /3 words/);
      assert.ok((await probe(pathOf(done))).audio !== null);
      assert.equal((await till.bill()).creates, 1);
      await assertPaid(studio, runOf(done), till);
      const again = await studio.runWith(purse(till), 'resume', runOf(done));
      assert.equal(again.code, 0, again.stderr);
      assert.equal((await till.bill()).creates, 1);
    }
  });

  test('what cannot be is said before anything is ordered', async () => {
    using studio = lot();
    const cases: [number, RegExp, string[], NodeJS.ProcessEnv?][] = [
      [2, /no provider "nobody"[^]*luma, runway, kling, pika[^]*openai, elevenlabs/, ['nobody']],
      [2, /no key for luma[^]*LUMAAI_API_KEY[^]*sim:luma/, ['luma']],
      [2, /spend real money[^]*--live[^]*--dry-run[^]*sim:luma/, ['luma'], { LUMAAI_API_KEY: 'no-simulator' }],
      [2, /budget is missing[^]*--budget 2\.06/, ['luma', 'scale', '--live'], { LUMAAI_API_KEY: 'no-simulator' }],
      [2, /ray-flash-2 has 5, 9 s/, ['luma', '--dry-run', '--duration', '7']],
      [2, /has no model "ray-9"[^]*ray-flash-2, ray-2, ray-3\.2/, ['sim:luma', '--dry-run', '--model', 'ray-9']],
      [2, /only moves a picture: --image/, ['runway', '--dry-run', '--model', 'gen4_turbo']],
      [2, /--duration is for pictures/, ['openai', '--dry-run', '--duration', '5']],
      [2, /sells voices/, ['sim:openai', 'scale', '--dry-run']],
      [2, /no test "speed"/, ['luma', 'speed']],
      [2, /cannot open the picture/, ['luma', '--dry-run', '--image', 'http://example.com/a.png']],
      [2, /the picture .*lost\.png cannot be opened[^]*--image/, ['luma', '--dry-run', '--image', 'lost.png']],
      [
        2,
        /by public address only/,
        ['luma', '--dry-run', '--model', 'ray-2', '--image', pictureIn(studio.folder).path],
      ],
      [4, /one order costs \$0\.136858[^]*--budget 0\.14/, ['luma', '--dry-run', '--budget', '0.1']],
    ];
    for (const [code, text, args, env = {}] of cases) {
      const outcome = await studio.runWith(env, 'test-provider', ...args);
      assert.equal(outcome.code, code, `${args.join(' ')}: ${outcome.stderr}`);
      assert.match(outcome.stderr.replaceAll(/\n {4,}/g, ' '), text);
      assert.equal(outcome.stdout, '');
    }
    assert.equal((await studio.run('runs', '--json')).stdout, '');
    const dry = await studio.run('test-provider', 'kling', '--dry-run');
    assert.equal(dry.code, 0, dry.stderr);
    assert.deepEqual(stepsOf(dry).names, ['price']);
  });
});

/** `claude-studio sim …`, until the test is over. */
async function simulating(t: TestContext, studio: Lot, ...args: string[]) {
  const running = studio.start('sim', ...args, '--clips', 'plain', '--json');
  t.after(async () => {
    running.child.kill('SIGKILL');
    await running.outcome;
  });
  const [line] = (await once(running.child.stdout ?? assert.fail(), 'data')) as [string];
  const { url, environment } = JSON.parse(line) as { url: string; environment: Record<string, string> };
  const refused = async (): Promise<number> => {
    const answer = await fetch(`${url}/__sim/requests`);
    const { requests } = (await answer.json()) as { requests: LoggedRequest[] };
    return requests.filter(({ method, status }) => method === 'POST' && status === 429).length;
  };
  return { environment, refused };
}

function scalingOf(outcome: Outcome): Scaling {
  assert.equal(outcome.code, 0, outcome.stderr);
  const last = JSON.parse(outcome.stdout.trimEnd().split('\n').at(-1) ?? '') as { type: string; data: Scaling };
  assert.equal(last.type, 'profile-measured');
  return last.data;
}

describe('test-provider scale', () => {
  const FIVE = `Scene 1: a dog on a beach. Scene 2: a cat in a kitchen. Scene 3: a ship on the sea.
    Scene 4: a horse in a meadow. Scene 5: a train in the mountains.`;

  test('finds where the vendor refuses, and a later film asks for no more at once', async (t) => {
    using studio = lot();
    // Everything is ordered at once and takes long enough to be together, whoever is slow.
    const vendor = await simulating(t, studio, 'luma', '--concurrency', '3', '--speed', '10', '--seed', '4741');
    const env = purse(vendor);
    const film = ['produce', FIVE, '--budget', '5', '--duration', '20', '--scenes', '5', '--provider', 'luma'];
    const shot = (run: string) => studio.runWith(env, ...film, '--model', 'ray-flash-2', '--run-id', run, ...SHORT);

    const before = await shot('before');
    assert.equal(before.code, 0, before.stderr);
    assert.equal(dataOf(eventsOf(before), 'take-adopted').length, 5);
    const unwise = await vendor.refused();
    assert.ok(unwise > 0, 'the card says ten at once, so some are refused');

    const scaling = scalingOf(await studio.runWith(env, 'test-provider', 'luma', 'scale', '--max', '8', '--json'));
    const { measurement, stopped } = scaling;
    assert.deepEqual([measurement.limit, stopped, measurement.provenance], [3, 'limit', 'simulated']);
    assert.deepEqual(
      measurement.levels.map(({ level, ranAtOnce, refused }) => [level, ranAtOnce, refused]),
      [
        [1, 1, false],
        [2, 2, false],
        [4, 3, true],
      ],
    );
    assert.equal(scaling.paid, 7 * 136_858);
    const measured = await vendor.refused();

    const after = await shot('after');
    assert.equal(after.code, 0, after.stderr);
    assert.equal(dataOf(eventsOf(after), 'take-adopted').length, 5);
    assert.equal(await vendor.refused(), measured, 'no order was refused any more');
    const { stdout } = await studio.runWith(env, 'providers', '--json');
    const offers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { card?: { model: string }; profile?: Profile });
    const profile = offers.find(({ card }) => card?.model === 'ray-flash-2')?.profile;
    assert.deepEqual([profile?.limit, profile?.secondsByHour], [3, { [measurement.hour]: measurement.seconds }]);
  });

  test('finds where the vendor lets orders wait for each other', async (t) => {
    using studio = lot();
    // By the dice of this seed no order takes very long or very short.
    const vendor = await simulating(t, studio, 'runway', '--concurrency', '2', '--speed', '8', '--seed', '75');
    const told = await studio.runWith(purse(vendor), 'test-provider', 'runway', 'scale', '--max', '8');
    assert.equal(told.code, 0, told.stderr);
    assert.match(told.stdout, /^limit of runway gen4\.5: 2 at once$/m);
    assert.equal(await vendor.refused(), 0);
  });

  test('stops before a level that the budget does not carry', async (t) => {
    using studio = lot();
    const till = await openTill(t, 'kling');
    const done = await studio.runWith(purse(till), 'test-provider', 'kling', 'scale', '--max', '8', '--budget', '0.7');
    assert.equal(done.code, 0, done.stderr);
    assert.match(stepsOf(done).detail('stopped'), /^\$0\.07 is left, and 4 at once cost \$0\.84$/);
    assert.match(done.stdout, /; the budget carried no more$/m);
    assert.equal((await till.bill()).total, 630_000);
    await assertPaid(studio, runOf(done), till);
  });
});

test('providers lists every model without a key, in 80 columns', async () => {
  using studio = lot();
  const bare = await studio.run('providers');
  assert.equal(bare.code, 0, bare.stderr);
  for (const text of ['ray-flash-2', 'gen4.5', 'kling-3.0', 'pika-2.2', 'tts-1', 'FAL_KEY opens pika-2.2'])
    assert.ok(bare.stdout.includes(text), text);
  assert.deepEqual(
    bare.stdout.split('\n').filter((line) => line.length > 80),
    [],
  );

  const keys = { RUNWAYML_API_SECRET: 'not-shown', LUMAAI_API_KEY: 'sim-luma', LUMAAI_BASE_URL: 'http://127.0.0.1:9' };
  const { stdout } = await studio.runWith(keys, 'providers', '--json');
  assert.ok(!stdout.includes('not-shown'));
  const offers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { vendor: string; key: { state: string } });
  const states = (vendor: string) => offers.filter((one) => one.vendor === vendor).map(({ key }) => key.state);
  assert.deepEqual(states('runway'), ['present', 'present']);
  assert.deepEqual(states('luma'), ['simulated', 'simulated', 'missing']);
  assert.deepEqual(states('pika'), ['missing']);
});
