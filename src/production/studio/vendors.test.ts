import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { loadConfig } from '../../config.ts';
import { ORDERED_MODELS } from '../../ledger/price-book.ts';
import { VIDEO_VENDORS } from './vendor-names.ts';
import { createVendors } from './vendors.ts';

test('what is quoted is what can be ordered, model by model', async () => {
  const vendors = createVendors({
    config: loadConfig({}, tmpdir(), {}),
    now: () => 0,
    simulate: () => assert.fail('nothing is ordered'),
    dry: true,
  });
  const sold = await Promise.all(
    VIDEO_VENDORS.map(async (name) =>
      (await vendors.videoProvider(name)).models.map(({ model }) => `${name} ${model}`),
    ),
  );
  const quoted = ORDERED_MODELS.map(({ provider, model }) => `${provider} ${model}`);
  assert.deepEqual(quoted.toSorted(), sold.flat().toSorted());
  await vendors.close();
});
