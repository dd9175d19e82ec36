import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig } from '../../config.ts';
import { bareBrief } from '../../film/brief.ts';
import { usd, ZERO } from '../../film/money.ts';
import type { VideoRequest } from '../../film/request.ts';
import type { ModelCard, VideoProvider } from '../../providers/video/spec.ts';
import { readAccount } from '../studio/account.ts';
import { holdNew } from '../studio/production.ts';
import { openStudio } from '../studio/studio.ts';
import { order } from './order.ts';

test('money of an order that was never taken is free at once, also when we are stopped before it is ordered anew', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'studio-order-'));
  const stop = new AbortController();
  const config = loadConfig({ home: join(root, 'home') }, root, {});
  const studio = await openStudio({ config, version: 'test', signal: stop.signal });
  const production = await holdNew(studio, 'lake');
  t.after(async () => {
    await production.close();
    await studio.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 20 });
  });
  const seller = { provider: 'luma', model: 'ray-2' };
  const brief = bareBrief('A lake.', { budget: usd(1), ...seller });
  await production.record({
    type: 'production-started',
    data: { production: 'lake', brief, provenance: 'live', folder: root, version: 'test', hold: 'never' },
  });
  const reservation = 'take/1A-1';
  await production.decide(() => [
    {
      type: 'money-reserved',
      data: { reservation, act: 'take 1A-1', ...seller, provenance: 'live', amount: usd(0.4) },
    },
    {
      type: 'take-intended',
      data: {
        slate: '1A-1',
        shot: '1A',
        ...seller,
        reservation,
        reference: 'r',
        witness: null,
        prompt: 'p',
        after: null,
      },
    },
  ]);
  assert.equal(production.state.money.reserved, usd(0.4));
  const provider = {
    id: 'luma',
    provenance: 'live',
    repeatable: false,
    pollMs: 1,
    find: async () => {
      stop.abort();
      return { kind: 'absent' };
    },
    start: () => assert.fail('nothing is ordered after a stop'),
    estimate: () => ({ price: usd(0.4), ceiling: usd(0.4) }),
  } as unknown as VideoProvider;
  const signal = new AbortController().signal;
  const context = { signal, reference: 'r', scratchFolder: root, file: () => '', onProgress: () => undefined };
  const asking = {
    production,
    provider,
    card: { model: 'ray-2' } as ModelCard,
    request: { slate: '1A-1', shot: { id: '1A' } } as VideoRequest,
    context,
    gate: studio.gates('luma', 1),
    deadline: Infinity,
  };
  await assert.rejects(order(asking), { code: 'interrupted' });
  assert.equal(production.state.takes['1A-1']?.status, 'unsent');
  assert.equal(production.state.money.reserved, ZERO);
  assert.equal((await readAccount(studio.journal, 'live')).reserved, ZERO);
});
