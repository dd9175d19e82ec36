import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertFilm, assertPaid, dog, openTill, purse, until, unwrapped } from './paying.ts';
import { dataOf, eventsOf, lot, onlyOf, type Lot } from './studio.ts';

describe('greenlight', { concurrency: 2 }, () => {
  test('without a person a live shoot stops after the animatic, with nothing ordered, until the word is given', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway');
    const money = purse(runway);
    const stopped = await studio.runWith(money, ...dog('--budget 1 --provider runway --live --run-id dog'));
    assert.equal(stopped.code, 3, stopped.stderr);
    const told = eventsOf(stopped);
    const { folder, hold } = onlyOf(told, 'production-started');
    assert.equal(hold, 'animatic');
    assert.deepEqual(
      [onlyOf(told, 'greenlight-asked').price, onlyOf(told, 'greenlight-asked').stage],
      [240_000, 'animatic'],
    );
    assert.equal(dataOf(told, 'production-failed').length, 0);
    assert.ok(existsSync(join(folder, 'animatic.mp4')) && existsSync(join(folder, 'report.html')));
    const { error } = JSON.parse(stopped.stderr) as { error: { code: string; message: string; hint: string } };
    assert.equal(error.code, 'waiting');
    assert.match(error.message, /^waiting for the greenlight: .* costs \$0\.24/);
    assert.match(error.hint, /^Look at .*animatic\.mp4/);

    const status = await studio.run('status', 'dog');
    assert.match(status.stdout, /^status +waiting for the greenlight: pilot . by runway /m);
    assert.match(status.stderr, /^next {2}claude-studio greenlight dog$/m);
    const [listed] = lines(await studio.run('runs', '--json'));
    assert.equal(listed?.['status'], 'waiting');
    const plan = lines(await studio.run('plan', 'dog', '--json'))[0] as { waits: string; price: number };
    assert.deepEqual([plan.waits !== null, plan.price], [true, 240_000]);

    const again = await studio.runWith(money, 'resume', 'dog');
    assert.equal(again.code, 3, again.stderr);
    assert.match(unwrapped(again.stderr), / waiting for the greenlight: .* hint: Look at .*animatic\.mp4/);
    assert.doesNotMatch(again.stderr, /error:/);
    await assertRefused(studio, money, ['greenlight', 'dog', '--pilot', 'Z'], 2, /no pilot "Z"/);
    await assertRefused(studio, money, ['greenlight', 'dog', '--cap', 'lots'], 2, /--cap "lots"/);
    await assertRefused(
      studio,
      money,
      ['greenlight', 'dog', '--cap', '0.2'],
      4,
      /costs \$0\.24, and --cap allows \$0\.20/,
    );
    await assertRefused(studio, money, ['resume', 'dog', '--cap', '2'], 2, /waits for a greenlight/);
    await assertRefused(studio, money, ['dailies', 'dog', '1A', '--lock'], 2, /1A has no take/);
    assert.deepEqual(await runway.jobs(), [], 'nothing was ordered');
    assert.deepEqual([(await runway.bill()).total, (await runway.violations()).length], [0, 0]);

    const given = await studio.runWith(money, 'greenlight', 'dog', '--cap', '0.5', '--json');
    await assertFilm(given, 48);
    assert.equal(onlyOf(eventsOf(given), 'greenlight-given').cap, 500_000);
    assert.equal((await runway.jobs()).length, 1);
    await assertPaid(studio, 'dog', runway);
    assert.match((await studio.run('status', 'dog')).stdout, /left \$0\.26 of \$0\.50/);
    await assertRefused(studio, money, ['greenlight', 'dog'], 2, /^error: dog does not wait/);
    const [account, ...others] = lines(await studio.run('ledger', '--all', '--json'));
    const { month } = account ?? {};
    assert.deepEqual([account, others], [{ provenance: 'simulated', month, state: 'spent', amount: 240_000 }, []]);
    assert.match(String(month), /^\d{4}-\d\d$/);
    const { stdout, stderr } = await studio.run('ledger', '--all', '--csv');
    assert.deepEqual([stdout, stderr], [`provenance,month,state,usd\nsimulated,${String(month)},spent,0.24\n`, '']);
  });

  test('the person may take another pilot: it is priced anew, and it alone is shot', async (t) => {
    using studio = lot();
    const luma = await openTill(t, 'luma');
    const money = purse(luma);
    const stopped = await studio.runWith(money, ...dog('--budget 3 --provider luma --live --run-id dog'));
    assert.equal(stopped.code, 3, stopped.stderr);
    const { pilots, recommended } = onlyOf(eventsOf(stopped), 'pitch-made');
    const first = pilots.find(({ id }) => id === recommended);
    const other = pilots.find(({ model }) => model !== first?.model);
    assert.ok(other !== undefined, 'two models, two pilots');
    const given = await studio.runWith(money, 'greenlight', 'dog', '--pilot', other.id.toLowerCase(), '--json');
    await assertFilm(given, 48);
    const events = eventsOf(given);
    const { pilot, reason } = onlyOf(events, 'pilot-greenlit');
    assert.deepEqual([pilot, reason], [other.id, 'You chose it.']);
    assert.equal(onlyOf(events, 'take-adopted').model, other.model);
    assert.deepEqual(
      dataOf(events, 'spending-planned').map(({ model }) => model),
      [first?.model, other.model],
    );
    assert.deepEqual(
      (await luma.jobs()).map(({ model }) => model),
      [other.model],
    );
    await assertPaid(studio, 'dog', luma);
  });

  test('whoever says --yes is not asked, and a stop after the word is no second question', async (t) => {
    using studio = lot();
    const runway = await openTill(t, 'runway', { speed: 1 });
    const money = purse(runway);
    const film = dog('--budget 1 --provider runway --live --run-id dog');
    assert.equal((await studio.runWith(money, ...film)).code, 3);
    const going = studio.startWith(money, 'greenlight', 'dog', '--json');
    await until(going, /"type":"take-submitted"/);
    going.child.kill('SIGINT');
    const { code, stderr } = await going.outcome;
    assert.equal(code, 5, stderr);
    assert.match(stderr, /still at the vendors/);
    await runway.advance(1_200);
    const resumed = await studio.runWith(money, 'resume', 'dog', '--json');
    await assertFilm(resumed, 48);
    assert.equal(dataOf(eventsOf(resumed), 'greenlight-asked').length, 1);
    assert.equal((await runway.jobs()).length, 1, 'one order, although it was stopped in the middle of it');
    await assertPaid(studio, 'dog', runway);

    const quick = purse(await openTill(t, 'runway'));
    const sure = await studio.runWith(quick, ...film.with(film.indexOf('dog'), 'sure'), '--yes');
    await assertFilm(sure, 48);
    assert.equal(dataOf(eventsOf(sure), 'greenlight-asked').length, 0);
  });
});

async function assertRefused(
  studio: Lot,
  money: Record<string, string>,
  args: string[],
  code: number,
  why: RegExp,
): Promise<void> {
  const before = (await studio.run('status', 'dog', '--json')).stdout;
  const refused = await studio.runWith(money, ...args);
  assert.equal(refused.code, code, refused.stderr);
  assert.match(unwrapped(refused.stderr), why);
  assert.match(refused.stderr, /^hint: /m);
  assert.equal((await studio.run('status', 'dog', '--json')).stdout, before, 'nothing was written down');
}

function lines({ stdout }: { stdout: string }): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
