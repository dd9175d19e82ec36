import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadConfig } from '../../config.ts';
import { openStudio } from './studio.ts';

test('a studio is closed whole although a simulator did not start', async (t) => {
  const config = configIn(t);
  const studio = await openStudio({ config, version: 'test' });
  mkdirSync(config.settings.home, { recursive: true });
  writeFileSync(join(config.settings.home, 'simulators'), 'where the folders of simulators should be');
  await assert.rejects(studio.videoProvider('sim:luma'));
  await assert.rejects(studio.mind('sim:claude-sonnet-5-5'));
  await studio.close();
  assert.ok(!existsSync(studio.scratchFolder));
  await assert.rejects(studio.journal.list({}), 'its journal is closed');
  await studio.close(); // once more is nothing
});

test('a studio that cannot be opened leaves nothing open', async (t) => {
  const config = configIn(t);
  mkdirSync(config.settings.home, { recursive: true });
  writeFileSync(join(config.settings.home, 'scratch'), 'where the scratch folders should be');
  await assert.rejects(openStudio({ config, version: 'test' }), { code: 'disk' });
  assert.deepEqual(
    readdirSync(config.settings.home).toSorted(),
    ['scratch', 'studio.db'],
    'no write-ahead log is open',
  );
});

function configIn(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'studio-open-'));
  t.after(() => rmSync(root, { recursive: true, force: true, maxRetries: 20 }));
  return loadConfig({ home: join(root, 'home') }, root, {});
}
