import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig } from '../../config.ts';
import { holdNew } from './production.ts';
import { openStudio } from './studio.ts';

test('productions that are begun under one name in the same second are productions of their own', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'studio-names-'));
  const config = loadConfig({ home: join(root, 'home') }, root, {});
  const [one, other] = [await openStudio({ config, version: '1' }), await openStudio({ config, version: '1' })];
  t.after(async () => {
    await Promise.all([one.close(), other.close()]);
    rmSync(root, { recursive: true, force: true, maxRetries: 20 });
  });
  const held = await Promise.all([holdNew(one, 'lake'), holdNew(other, 'lake')]);
  assert.deepEqual(held.map(({ id }) => id).toSorted(), ['lake', 'lake-2']);
  for (const production of held) {
    await production.record({ type: 'production-resumed', data: { from: 0 } });
    await production.close();
  }
  const third = await holdNew(one, 'lake');
  assert.equal(third.id, 'lake-3');
  await third.close();
});
