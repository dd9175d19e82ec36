import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { lastFrame } from '../../src/cutting-room/stills/stills.ts';
import { parseFault } from '../../src/simulators/engine/faults.ts';
import {
  assertFilm,
  assertPaid,
  behind,
  dog,
  filesWith,
  ledgerOf,
  openTill,
  pets,
  produce,
  purse,
  shell,
  until,
  unwrapped,
} from './paying.ts';
import { dataOf, eventsOf, inProse, lot, onlyOf } from './studio.ts';

const DOG = 'A dog runs on a beach';

/** Two shots of one dog: one thread. */
const walk = (flags: string): string[] => produce(DOG, `--duration 5 --scenes 2 ${flags}`);

describe('paid', { concurrency: 2 }, () => {
  test('sim:luma and sim:openai need nothing else, and a killed film finds its jobs again', async () => {
    using studio = lot();
    const film = produce(DOG, '--duration 2.5 --budget 1 --provider sim:luma --run-id dog');
    const running = studio.start(...film, '--voice', 'sim:openai');
    await until(running, /"type":"(?:take-submitted|voice-adopted)"/, 2);
    running.child.kill('SIGKILL');
    assert.equal((await running.outcome).signal, 'SIGKILL');
    const resumed = await studio.run('resume', 'dog', '--json');
    await assertFilm(resumed, 60);
    const events = eventsOf(resumed);
    assert.deepEqual(
      events.map(({ seq }) => seq),
      events.map((_, at) => at + 1),
    );
    assert.equal(onlyOf(events, 'production-started').provenance, 'simulated');
    const { vendorId, provenance, provider } = onlyOf(events, 'take-adopted');
    assert.deepEqual([provenance, provider], ['simulated', 'sim:luma']);
    const jobs = (name: string) => readdirSync(join(studio.home, 'simulators', name, 'jobs'));
    assert.deepEqual(
      jobs('luma').map((name) => name.includes(vendorId ?? '-')),
      [true],
      'one order, although the process died after it',
    );
    assert.equal(onlyOf(events, 'voice-adopted').provenance, 'simulated');
    assert.equal(jobs('openai').length, 1);
    const entries = await ledgerOf(studio, 'dog');
    assert.deepEqual(entries.map((entry) => `${entry.provider} ${entry.provenance}`).toSorted(), [
      'sim:luma simulated',
      'sim:openai simulated',
    ]);
    const { total } = onlyOf(events, 'spending-planned');
    assert.equal(
      entries.reduce((sum, { settled }) => sum + (settled ?? 0), 0),
      total,
    );
    const { spent, provenance: whose } = JSON.parse((await studio.run('runs', '--json')).stdout) as Record<
      string,
      unknown
    >;
    assert.deepEqual([spent, whose], [total, 'simulated']);
    assert.match((await studio.run('ledger', 'dog', '--csv')).stdout, /simulated/);
  });

  test('--dry-run prices the film without a key and keeps nothing', async () => {
    using studio = lot();
    const args = pets('--budget 5 --provider runway --dry-run');
    const told = await studio.run(...args);
    assert.equal(told.code, 0, told.stderr);
    const { takes, total, worst, provenance } = onlyOf(eventsOf(told), 'spending-planned');
    assert.deepEqual(
      takes.map(({ shot, buys, price }) => [shot, buys, price]),
      [
        ['1A', 2, 240_000],
        ['2A', 2, 240_000],
      ],
    );
    assert.deepEqual([total, worst, provenance], [480_000, 960_000, 'live']);
    const seen = await studio.run(...args.filter((flag) => flag !== '--json'));
    for (const text of ['1A', '2A', '$0.24', '$0.48', '$0.96', 'runway gen4.5'])
      assert.ok(seen.stderr.includes(text), text);

    assert.deepEqual(readdirSync(studio.folder), ['home']);
    const left = readdirSync(studio.home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.deepEqual(left, [], 'neither a journal nor a medium');
    assert.equal((await studio.run('runs', '--json')).stdout, '');
  });

  test('over the budget every cheaper command costs what is said, with and without --dry-run', async () => {
    using studio = lot();
    const concept = "It's a dog, $(touch pwned) that runs on a beach; `touch pwned`";
    const film = [...produce(concept, '--budget 0.5 --duration 8 --scenes 3 --provider sim:runway')];
    const offers: string[] = [];
    for (const dry of [[], ['--dry-run'], ['--dry-run', '--provider', 'runway']]) {
      const refused = await studio.run(...film, ...dry);
      assert.equal(refused.code, 4, refused.stderr);
      const said = inProse(refused.stderr);
      assert.match(said, /^error: the film costs \$\d\.\d\d, and the budget is \$0\.50$/m);
      assert.match(said, /^hint: Nothing was spent/m);
      const { needed, budget, cheaper } = onlyOf(eventsOf(refused), 'spending-refused');
      assert.ok(needed > budget && budget === 500_000);
      assert.ok(cheaper.length >= 2 && cheaper.length <= 3, `${cheaper.length} offers`);
      for (const { command, price } of cheaper) {
        assert.ok(price <= budget);
        if (offers.includes(command)) continue;
        offers.push(command);
        const taken = await shell(studio, {}, `${command} --dry-run --json`);
        assert.equal(taken.code, 0, `${command}\n${taken.stderr}`);
        assert.equal(dataOf(eventsOf(taken), 'spending-planned')[0]?.total ?? 0, price, command);
      }
    }
    assert.ok(!existsSync(join(studio.folder, 'pwned')), 'the text of a concept is nothing that a shell runs');
    const ordered = join(studio.home, 'simulators', 'runway', 'jobs');
    assert.deepEqual(existsSync(ordered) ? readdirSync(ordered) : [], [], 'nothing was ordered');
  });

  test('no schedule of parallel shots, failures and retakes pays more than the budget', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', {
      faults: [
        { fault: 'asset_not_video', rate: 0.5 },
        { fault: 'moderation_output', rate: 0.2 },
        { fault: 'fail_late', rate: 0.2 },
      ],
    });
    const concept = 'A dog runs on a beach. A cat sleeps in a kitchen. An owl sits in a forest.';
    const making = studio.startWith(
      purse(runway),
      ...produce(concept, '--budget 1 --duration 6 --scenes 3 --provider runway --parallel 4 --run-id pets'),
    );
    let highest = 0;
    for (; making.child.exitCode === null; await delay(20)) highest = Math.max(highest, (await runway.bill()).total);
    await making.outcome;
    assert.ok(highest > 0 && highest <= 1_000_000, `the bill reached ${highest}`);
    await assertPaid(studio, 'pets', runway);
  });

  test('a shot that is billed and refused is dropped, the film is cut from the others and says so', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { faults: [{ fault: 'moderation_input', match: 'dog' }] });
    const film = pets('--budget 1 --provider runway --run-id pets');
    const made = await studio.runWith(purse(runway), ...film.filter((flag) => flag !== '--json'));
    assert.match(made.stderr, /^ +without +1A: /m);
    const seen = unwrapped((await studio.run('status', 'pets')).stdout);
    assert.match(seen, / without 1A: .* 1A-1 .* failed .* moderated, billed: The prompt did not pass moderation/);
    const combined = await studio.run('combine', 'pets', '--scenes', '1,2');
    assert.equal(combined.code, 2, 'there is nothing of scene 1');
    assert.match(combined.stderr, /^hint: This film has the scenes 2: --scenes 2$/m);
    const told = await studio.run('status', 'pets', '--follow', '--json');
    await assertFilm(told, 48);
    const events = eventsOf(told);
    assert.deepEqual(onlyOf(events, 'shots-dropped').shots, ['1A']);
    assert.deepEqual(
      dataOf(events, 'take-failed').map(({ slate, kind, billed }) => [slate, kind, billed]),
      [['1A-1', 'moderated', true]],
    );
    const entries = await assertPaid(studio, 'pets', runway);
    assert.deepEqual(
      entries.map(({ settled }) => settled),
      [240_000, 240_000],
      'a refused prompt is billed',
    );
  });

  test('when the money is gone before any shot has a take, the exit code is 4', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { faults: [{ fault: 'asset_not_video' }] });
    const made = await studio.runWith(purse(runway), ...dog('--budget 0.3 --provider runway --run-id dog'));
    assert.equal(made.code, 4, made.stderr);
    assert.equal((await runway.bill()).creates, 1);
    await assertPaid(studio, 'dog', runway);
    const again = await studio.runWith(purse(runway), 'resume', 'dog', '--json');
    assert.equal(again.code, 4, again.stderr);
    assert.equal((await runway.bill()).creates, 1);
  });

  test('a shot whose retake would eat the money of the others is dropped, and the others are shot', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { faults: [parseFault('asset_not_video@1-3')] });
    const made = await studio.runWith(purse(runway), ...walk('--budget 0.8 --provider runway --run-id walk'));
    assert.equal(made.code, 0, made.stderr);
    const { shots, reason } = onlyOf(eventsOf(made), 'shots-dropped');
    assert.deepEqual(shots, ['1A']);
    assert.match(reason, /^the money has run out: another take of 1A/);
    const jobs = await runway.jobs();
    assert.equal(jobs.length, 2);
    assert.equal(jobs[1]?.clip?.firstFrame, null, 'there is nothing to go on from');
    await assertPaid(studio, 'walk', runway);
  });

  test('when the money is gone in mid-run, what is under way is taken in and the film is cut from it', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { speed: 1 });
    const env = { ...purse(runway), CLAUDE_STUDIO_CAP: '0.60' };
    const running = studio.startWith(env, ...pets('--budget 1 --provider runway --parallel 1 --run-id pets'));
    await until(running, /"type":"take-submitted"/);
    // Another film takes what was left of the studio's cap for the second shot.
    const other = await studio.runWith(env, ...dog('--budget 1 --provider runway --timeout 0.5 --run-id dog'));
    assert.equal(other.code, 5, other.stderr);
    await runway.advance(10_000);
    const made = await running.outcome;
    await assertFilm(made, 48);
    const { shots, reason } = onlyOf(eventsOf(made), 'shots-dropped');
    assert.deepEqual(shots, ['2A']);
    assert.match(reason, /^the money has run out: .*cap of \$0\.60/);
    assert.equal((await runway.bill()).creates, 2);
    assert.deepEqual(
      (await ledgerOf(studio, 'pets')).map(({ act, settled }) => [act, settled]),
      [['take 1A-1', 240_000]],
    );
  });

  test('a vendor that bills more than its own price ends the spending, and is written down as it billed', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway');
    const tenfold = (_: string, text: string): string =>
      text.replace(/"cost":\{"credits":36\}/, '"cost":{"credits":360}');
    const env = { ...purse(runway), RUNWAYML_BASE_URL: await behind(t, runway, tenfold) };
    const made = await studio.runWith(env, ...walk('--budget 1 --provider runway --run-id walk'));
    assert.equal(made.code, 0, made.stderr);
    assert.deepEqual(onlyOf(eventsOf(made), 'shots-dropped').shots, ['2A']);
    assert.deepEqual(
      (await ledgerOf(studio, 'walk')).map(({ settled, basis }) => [settled, basis]),
      [[3_600_000, 'vendor']],
    );
    assert.equal((await runway.bill()).creates, 1);
  });

  test('real money is spent only when it is allowed, and the key is seen by nobody', async (t) => {
    using studio = lot();
    const KEY = 'key_live_a1b2c3d4e5f6';
    const runway = await openTill(t, 'runway', { faults: [{ fault: 'asset_expired', at: 1 }] });
    const live = { ...purse(runway), RUNWAYML_API_SECRET: KEY };
    const film = [...dog('--budget 1 --provider runway --run-id dog')];
    const refused = await studio.runWith(live, ...film);
    assert.equal(refused.code, 2);
    assert.match(inProse(refused.stderr), /^error: this would spend real money$/m);
    assert.match(unwrapped(refused.stderr), / hint: Say --live .* --dry-run .* sim:runway/);
    assert.deepEqual(await runway.requests(), []);
    assert.equal((await studio.run('runs', '--json')).stdout, '');

    const made = await studio.runWith(live, ...film, '--live', '--yes');
    await assertFilm(made, 48);
    assert.equal(onlyOf(eventsOf(made), 'production-started').provenance, 'live');
    await assertPaid(studio, 'dog', runway);
    assert.deepEqual(await runway.violations(), [], 'the key is not given to whoever keeps the files');
    await runway.faults('reject_401');
    const locked = await studio.runWith(live, ...film.with(9, 'cat'), '--live', '--yes', '--debug');
    assert.equal(locked.code, 2, locked.stderr);
    const told = await Promise.all([
      studio.runWith(live, 'status', 'dog', '--json'),
      studio.runWith(live, 'ledger', 'dog', '--csv'),
      studio.runWith(live, 'doctor'),
    ]);
    for (const { stdout, stderr } of [refused, made, locked, ...told]) assert.ok(!(stdout + stderr).includes(KEY));
    assert.deepEqual(filesWith(studio.folder, KEY), []);
  });

  test('a vendor that repeats the key in its words is not quoted with it', async (t) => {
    using studio = lot();
    const KEY = 'key_live_a1b2c3d4e5f6';
    let mode = '';
    const vendor = createServer((request, response) => {
      const key = request.headers.authorization ?? '';
      assert.ok(key.includes(KEY), 'the key is at the wire');
      const refused = request.method === 'POST' && mode !== 'FAILED';
      const task = { id: 'job-1', status: 'FAILED', failure: `the owner of ${key} is blocked` };
      response.writeHead(refused ? Number(mode) : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(refused ? { error: `incorrect key: ${key}` } : task));
    });
    vendor.listen(0, '127.0.0.1');
    await once(vendor, 'listening');
    t.after(() => vendor.close());
    const env = {
      ...purse(),
      RUNWAYML_API_SECRET: KEY,
      RUNWAYML_BASE_URL: `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`,
    };
    for (const [one, words] of [
      ['401', 'incorrect key'],
      ['400', 'incorrect key'],
      ['FAILED', 'is blocked'],
    ] as const) {
      mode = one;
      const told = await studio.runWith(env, ...dog('--budget 1 --provider runway --live --yes --debug'));
      assert.equal(told.code, one === '401' ? 2 : 1, told.stderr);
      assert.ok((told.stdout + told.stderr).includes(words), told.stderr);
      assert.ok(!(told.stdout + told.stderr).includes(KEY));
    }
    assert.deepEqual(filesWith(studio.folder, KEY), []);
  });

  for (const [what, args, env, message, hint] of [
    ['a missing key', ['--provider', 'runway', '--live'], {}, /no key for runway/, /RUNWAYML_API_SECRET/],
    [
      'a missing key of a voice',
      ['--provider', 'sim:luma', '--voice', 'openai', '--live'],
      {},
      /no key for openai/,
      /OPENAI_API_KEY/,
    ],
    ['any vendor without a key', ['--provider', 'any', '--live'], {}, /no key/, /doctor/],
    [
      'real pictures with a simulated voice',
      ['--provider', 'runway', '--voice', 'sim:openai', '--live'],
      { RUNWAYML_API_SECRET: 'key_live' },
      /not in both/,
      /sim:luma with sim:openai/,
    ],
    [
      'simulated pictures with a real voice',
      ['--provider', 'sim:runway', '--voice', 'openai', '--live'],
      { OPENAI_API_KEY: 'sk-live' },
      /not in both/,
      /luma with openai/,
    ],
    [
      "a key that was copied with a line's end",
      ['--provider', 'runway', '--live'],
      { RUNWAYML_API_SECRET: 'key_live\nkey_live' },
      /RUNWAYML_API_SECRET holds something that no key has/,
      /copy the key again/,
    ],
    [
      'an address with a password',
      ['--provider', 'runway', '--live'],
      { RUNWAYML_API_SECRET: 'key_live', RUNWAYML_BASE_URL: 'https://me:pass-word@127.0.0.1/' },
      /has a name or a password in it/,
      /bare address/,
    ],
    [
      "a simulator's key for the vendor itself",
      ['--provider', 'runway', '--live'],
      { RUNWAYML_API_SECRET: 'sim-runway' },
      /RUNWAYML_BASE_URL/,
      /sim/,
    ],
    [
      'an address that is not encrypted',
      ['--provider', 'runway', '--live'],
      { RUNWAYML_API_SECRET: 'key_live', RUNWAYML_BASE_URL: 'http://api.example.com' },
      /not a usable address/,
      /https/,
    ],
    [
      'an unknown vendor',
      ['--provider', 'sora', '--live'],
      {},
      /--provider "sora" is not known/,
      /luma, runway, kling, pika/,
    ],
    [
      'no time at all',
      ['--provider', 'sim:runway', '--timeout', '0'],
      {},
      /--timeout "0" is not usable/,
      /--timeout 300/,
    ],
    [
      'no order at all',
      ['--provider', 'sim:runway', '--parallel', '0'],
      {},
      /--parallel "0" is not usable/,
      /--parallel 3/,
    ],
    ['an unknown model', ['--provider', 'sim:runway', '--model', 'gen9'], {}, /no model gen9/, /providers/],
  ] as const)
    test(`${what} is refused before anything is kept`, async () => {
      using studio = lot();
      const { code, stderr, stdout } = await studio.runWith(
        { ...env },
        'produce',
        DOG,
        '--budget',
        '1',
        '--duration',
        '2',
        ...args,
      );
      assert.equal(code, 2, stderr);
      assert.match(unwrapped(stderr), new RegExp(`^error: .*${message.source}.* hint: .*${hint.source}`));
      assert.equal(stdout, '');
      assert.ok(!existsSync(join(studio.folder, 'artifacts')));
      for (const secret of Object.values<string>(env))
        if (!secret.startsWith('http')) assert.ok(!stderr.includes(secret));
    });

  test('shots of one character go on from one another: by the picture where a vendor takes pictures', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway');
    const made = await studio.runWith(purse(runway), ...walk('--budget 2 --provider runway --run-id walk'));
    await assertFilm(made, 120);
    const [first, second, ...more] = await runway.jobs();
    assert.ok(first !== undefined && second !== undefined && more.length === 0);
    assert.equal(first.clip?.firstFrame, null);
    assert.ok(second.createdAt >= (first.look.endedAt ?? Infinity), 'the second was ordered when the first was done');
    const last = join(studio.folder, 'last.png');
    await lastFrame(runway.clip(first.id), last);
    assert.ok(
      (await difference(last, runway.kept(second.clip?.firstFrame ?? '-'))) < 2,
      'the last picture of the clip as it was served',
    );
    await assertPaid(studio, 'walk', runway);
  });

  test('shots of one character go on from one another: by the generation where the vendor continues its own', async (t) => {
    using studio = lot();
    const luma = await openTill(t, 'luma');
    const made = await studio.runWith(
      purse(luma),
      ...walk('--budget 2 --provider luma --model ray-flash-2 --run-id walk'),
    );
    await assertFilm(made, 120);
    const [first, second] = await luma.jobs();
    assert.equal(second?.clip?.continues, first?.id);
    await assertPaid(studio, 'walk', luma);
  });

  test('shots of different subjects are at the vendor at the same time', async (t) => {
    using studio = lot();
    // At the vendor's own pace nothing would be done for minutes: the second order cannot have waited for the first.
    const runway = await openTill(t, 'runway', { speed: 1 });
    const film = pets('--budget 2 --provider runway');
    const running = studio.startWith(purse(runway), ...film);
    await until(running, /"type":"take-submitted"/, 2);
    await runway.advance(10_000);
    await assertFilm(await running.outcome, 96);
  });

  test('a vendor that takes one order at a time is left alone until it takes another', async (t) => {
    using studio = lot();
    const kling = await openTill(t, 'kling', { limits: { concurrency: 1 }, speed: 100 });
    const made = await studio.runWith(purse(kling), ...pets('--budget 2 --provider kling --run-id pets'));
    await assertFilm(made, 96);
    const creates = (await kling.requests()).filter(({ method }) => method === 'POST');
    assert.equal(creates.filter(({ status }) => status === 200).length, 2);
    const refused = creates.filter(({ status }) => status === 429).length;
    assert.ok(refused >= 1 && refused <= 6, `${refused} orders were refused`);
    await assertPaid(studio, 'pets', kling);
  });

  test('an order that is put off is sent again by itself, however the vendor says so', async (t) => {
    using studio = lot();
    const faults = ['rate_429@1', 'rate_429_retry_after@2', 'overload_503@3', 'reset_before_accept@4'].map(parseFault);
    const luma = await openTill(t, 'luma', { faults });
    const made = await studio.runWith(
      purse(luma),
      ...dog('--budget 1 --provider luma --model ray-flash-2 --run-id dog'),
    );
    await assertFilm(made, 48);
    assert.equal((await luma.bill()).creates, 1);
    await assertPaid(studio, 'dog', luma);
  });

  test('an empty account stops everything at once; topped up, the film is made', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { faults: [{ fault: 'insufficient_balance' }] });
    const stopped = await studio.runWith(purse(runway), ...pets('--budget 2 --provider runway --run-id pets'));
    assert.equal(stopped.code, 1, stopped.stderr);
    assert.match(
      unwrapped(stopped.stderr),
      /error: runway took no order for .*credits.* hint: Top up your account there; then claude-studio resume pets/,
    );
    const creates = (await runway.requests()).filter(({ method }) => method === 'POST');
    assert.ok(creates.length <= 2, `${creates.length} orders were tried`);
    await assertPaid(studio, 'pets', runway);
    await runway.faults();
    await assertFilm(await studio.runWith(purse(runway), 'resume', 'pets', '--json'), 96);
    assert.equal((await runway.bill()).creates, 2);
    await assertPaid(studio, 'pets', runway);
  });

  test('a delivery that does not come whole is fetched again from a fresh address', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', {
      faults: ['asset_expired@1', 'asset_404@2', 'asset_lying_length@3', 'asset_truncated@4'].map(parseFault),
    });
    const made = await studio.runWith(purse(runway), ...dog('--budget 1 --provider runway --run-id dog'));
    await assertFilm(made, 48);
    const requests = await runway.requests();
    const fetches = requests.flatMap(({ host }, at) => (host === 'assets' ? [at] : []));
    assert.deepEqual(
      fetches.slice(0, 4).map((at) => requests[at]?.status),
      [403, 404, 200, 200],
    );
    assert.equal(fetches.length, 5, 'what broke off is taken up at the same address');
    for (const at of fetches.slice(0, 4)) assert.equal(requests[at - 1]?.host, 'api', 'every address is a fresh one');
    await assertPaid(studio, 'dog', runway);
  });

  test('a delivery that is no film is a billed failure, and the next take is paid from the same budget', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { faults: ['asset_zero@1', 'asset_not_video@2-3'].map(parseFault) });
    const made = await studio.runWith(purse(runway), ...dog('--budget 0.5 --provider runway --run-id dog'));
    await assertFilm(made, 48);
    const events = eventsOf(made);
    const { slate, kind, billed } = onlyOf(events, 'take-failed');
    assert.deepEqual([slate, kind, billed], ['1A-1', 'fault', true]);
    assert.equal(onlyOf(events, 'take-adopted').slate, '1A-2');
    assert.deepEqual(
      (await assertPaid(studio, 'dog', runway)).map(({ settled }) => settled),
      [240_000, 240_000],
    );
  });

  test('a clip that is a little short or of another size is used, with a word about it; --parallel 1 orders one after the other', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', {
      faults: [
        { fault: 'short_clip', match: 'dog' },
        { fault: 'wrong_size', match: 'cat' },
      ],
    });
    const made = await studio.runWith(
      purse(runway),
      ...pets('--budget 2 --provider runway --parallel 1 --run-id pets'),
    );
    await assertFilm(made, 96);
    const [first, second, ...more] = await runway.jobs();
    assert.ok((second?.createdAt ?? 0) >= (first?.look.endedAt ?? Infinity));
    assert.deepEqual(more, [], 'no other take was ordered');
    const takes = new Map(dataOf(eventsOf(made), 'take-adopted').map((take) => [take.shot, take]));
    const warnings = (shot: string): string => takes.get(shot)?.warnings.join('; ') ?? '';
    assert.match(warnings('1A'), /it is 0\.2 s too short for the shot: it is played slower by 9 %/);
    assert.match(warnings('2A'), /the clip is 640×360, 720p was ordered/);
    assert.deepEqual(
      [takes.get('1A')?.original?.probe.video?.frames, takes.get('1A')?.probe.video?.frames],
      [44, 48],
      'the whole clip over the whole shot',
    );
    await assertPaid(studio, 'pets', runway);
  });

  test('a clip that is much too short fails its measure, and another take is ordered, each once', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { faults: [parseFault('wrong_duration@1')] });
    const made = await studio.runWith(purse(runway), ...dog('--budget 0.5 --provider runway --run-id dog'));
    await assertFilm(made, 48);
    const events = eventsOf(made);
    const [short, long, ...more] = dataOf(events, 'take-adopted');
    assert.deepEqual([short?.slate, long?.slate, more], ['1A-1', '1A-2', []]);
    assert.match(short?.warnings.join('; ') ?? '', /too short for the shot, which asks for another take/);
    assert.deepEqual(long?.warnings, []);
    const { measures, verdict } =
      dataOf(events, 'take-reviewed').find(({ slate }) => slate === '1A-1') ?? assert.fail('it was measured');
    const failed = measures.filter(({ passed }) => !passed);
    assert.match(failed.map(({ note }) => note).join('; '), /too short: its last 0\.8 s stand still/);
    assert.notEqual(verdict, 'circle');
    const cuts = onlyOf(events, 'cut-proposed').candidates.map(({ cut }) => cut.clips.map(({ slate }) => slate));
    assert.ok(cuts.flat().every((slate) => slate === '1A-2'));
    assert.equal((await runway.bill()).creates, 2);
    assert.deepEqual(
      (await assertPaid(studio, 'dog', runway)).map(({ settled }) => settled),
      [240_000, 240_000],
    );
  });

  test('where the budget has no other take, the one that is too short is in the film, and the film says so', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { faults: [parseFault('wrong_duration')] });
    const made = await studio.runWith(purse(runway), ...dog('--budget 0.4 --provider runway --run-id dog'));
    await assertFilm(made, 48);
    const { warnings } = onlyOf(eventsOf(made), 'take-adopted');
    assert.match(warnings.join('; '), /its last frame is held/);
    assert.equal((await runway.bill()).creates, 1);
    await assertPaid(studio, 'dog', runway);
  });

  test('the same command twice at once pays for one film', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { speed: 50 });
    const film = [...dog('--budget 1 --provider runway --run-id dog')];
    const both = await Promise.all([studio.runWith(purse(runway), ...film), studio.runWith(purse(runway), ...film)]);
    const [made, other] = both.toSorted((a, b) => (a.code ?? 9) - (b.code ?? 9));
    assert.ok(made !== undefined && other !== undefined);
    await assertFilm(made, 48);
    assert.ok(other.code === 0 || /is being made by another process/.test(unwrapped(other.stderr)), other.stderr);
    assert.equal((await runway.bill()).creates, 1);
    await assertPaid(studio, 'dog', runway);
  });

  test('two films at once never spend more than the studio may', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway');
    const env = { ...purse(runway), CLAUDE_STUDIO_CAP: '0.30' };
    const film = (run: string) => dog(`--budget 1 --provider runway --run-id ${run}`);
    const both = await Promise.all([studio.runWith(env, ...film('one')), studio.runWith(env, ...film('two'))]);
    const codes = both.map(({ code }) => code);
    assert.deepEqual(new Set(codes), new Set([0, 4]), both.map(({ stderr }) => stderr).join('\n'));
    const refused = both.find(({ code }) => code === 4);
    assert.match(unwrapped(refused?.stderr ?? ''), /error: .*\$0\.30/);
    const { total, creates } = await runway.bill();
    assert.deepEqual([total, creates], [240_000, 1]);
  });
});

/** Mean difference of two pictures' channels, 0 to 255; infinite when they differ in size. */
async function difference(one: string, other: string): Promise<number> {
  const [a, b] = await Promise.all([one, other].map(async (path) => pixels(await readFile(path))));
  if (a === undefined || b === undefined || a.length !== b.length) return Infinity;
  return a.reduce((total, value, at) => total + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
}

async function pixels(bytes: Buffer): Promise<Uint8ClampedArray> {
  const picture = await loadImage(bytes);
  const pen = createCanvas(picture.width, picture.height).getContext('2d');
  pen.drawImage(picture, 0, 0);
  return pen.getImageData(0, 0, picture.width, picture.height).data;
}
