import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadConfig } from '../config.ts';
import { readFrames, type Still } from '../cutting-room/codec/frames.ts';
import { probe } from '../cutting-room/codec/probe.ts';
import { usd } from '../film/money.ts';
import { shotsOf } from '../film/screenplay.ts';
import { animatic } from './animatic.ts';
import type { Plan } from './studio/plan.ts';
import { freeze, pitch, write } from './develop.ts';
import { pilotAtHand } from './orders/paid.ts';
import { takeBrief } from './intake.ts';
import { holdProduction, readProduction, type Production } from './studio/production.ts';
import { planSpending } from './spending.ts';
import { openStudio } from './studio/studio.ts';

test('a film is drawn and spoken once before it is paid for, and nothing of it is a take or a charge', async (t) => {
  const { production, plan, folder } = await planned(t);
  const { journal, store } = production.studio;
  const drawn = await animatic(production, plan);

  const copies = ['animatic.mp4', 'animatic-sheet.jpg'].map((name) => join(folder, name));
  const film = await probe(copies[0]!);
  assert.equal(film.video?.frames, plan.screenplay.frames);
  assert.deepEqual([film.video.width, film.video.height], [960, 540]);
  assert.ok(film.audio !== null, 'the scratch voice and the music');
  assert.deepEqual([drawn.frames, drawn.seconds], [plan.screenplay.frames, plan.screenplay.frames / 24]);
  const before = copies.map((path) => readFileSync(path));
  assert.equal(before[1]!.subarray(0, 3).toString('hex'), 'ffd8ff', 'a JPEG');

  for (const path of [...copies, store.path(drawn.media), store.path(drawn.contactSheet)]) rmSync(path);
  const { events } = production.state;
  assert.deepEqual(await animatic(production, plan), drawn);
  const after = copies.map((path) => readFileSync(path));
  assert.deepEqual(after, before);

  const { state } = await readProduction(journal, production.id);
  assert.equal(state.events, events, 'what was lost came back without another word');
  assert.deepEqual(state.animatic, drawn);
  assert.deepEqual([state.takes, state.voices, state.voiceOrders, state.money.charges], [{}, {}, {}, {}]);
  assert.deepEqual([state.music, state.money.left, state.stage], [null, plan.brief.budget, 'planning']);
});

test('the slate of a shot has its planned price: another price is another picture there, and nowhere else', async (t) => {
  const { production, plan, folder } = await planned(t);
  const middle = async (): Promise<Still> => {
    const [still] = await readFrames(join(folder, 'animatic.mp4'), [Math.floor(plan.screenplay.frames / 2)]);
    assert.ok(still);
    return still;
  };
  const first = await animatic(production, plan);
  const before = await middle();
  const { spending } = production.state;
  assert.ok(spending);
  const takes = spending.takes.map((take) => ({ ...take, price: usd(88.88) }));
  await production.record({ type: 'spending-planned', data: { ...spending, takes } });
  const second = await animatic(production, plan);
  assert.notDeepEqual(second.contactSheet, first.contactSheet);
  const changed = changes(before, await middle());
  assert.ok(changed.length > 20);
  const elsewhere = changed.filter(({ x, y }) => x > before.width / 2 || y < before.height * 0.9);
  assert.deepEqual(elsewhere, []);
});

/** A paid production of a few seconds that has its screenplay and its prices, and has ordered nothing. */
async function planned(t: TestContext): Promise<{ production: Production; plan: Plan; folder: string }> {
  const root = mkdtempSync(join(tmpdir(), 'animatic-'));
  const config = loadConfig({ home: join(root, 'home') }, root, {});
  const studio = await openStudio({ config, version: 'test' });
  const concept = 'A red boat on a lake at dawn. Then it rains.';
  const brief = await takeBrief({ concept, budget: 20, duration: 2, scenes: 2, provider: 'sim:luma' }, studio);
  const folder = join(root, 'film');
  mkdirSync(folder);
  const production = await holdProduction(studio, 'film');
  t.after(async () => {
    await production.close();
    await studio.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 20 });
  });
  await production.record({
    type: 'production-started',
    data: { production: 'film', brief, provenance: 'simulated', folder, version: 'test', hold: 'animatic' },
  });
  const contract = await freeze(production, brief);
  const screenplay = await write(production, brief, contract);
  await pitch(production, brief, contract, screenplay);
  const plan = { brief, contract, screenplay, pilot: pilotAtHand(production.state) ?? assert.fail() };
  assert.ok(shotsOf(screenplay).length > 1);
  await planSpending(production, plan);
  assert.ok((production.state.spending?.total ?? 0) > 0);
  return { production, plan, folder };
}

/** Pixels that are plainly another in the other picture. */
function changes({ data, width }: Still, other: Still): { x: number; y: number }[] {
  return Array.from({ length: data.length / 4 }, (_, pixel) => pixel).flatMap((pixel) => {
    const far = [0, 1, 2].some((at) => Math.abs((data[pixel * 4 + at] ?? 0) - (other.data[pixel * 4 + at] ?? 0)) > 60);
    return far ? [{ x: pixel % width, y: Math.floor(pixel / width) }] : [];
  });
}
