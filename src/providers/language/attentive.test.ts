import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import test, { type TestContext } from 'node:test';
import { attentive } from './attentive.ts';

test('an answer that comes piece by piece is waited for as long as it takes', async (t) => {
  const url = await serve(t, async (response) => {
    for (let piece = 0; piece < 6; piece += 1) {
      response.write(`${piece}`);
      await delay(60);
    }
    response.end();
  });
  assert.equal(await (await attentive(250)(url)).text(), '012345');
});

test('an answer that stalls is given up, before its head and in the middle', async (t) => {
  const stalled = await serve(t, async (response) => {
    response.write('some');
    await delay(5_000, undefined, { ref: false });
  });
  const response = await attentive(150)(stalled);
  await assert.rejects(response.text(), /nothing was heard for 0.15 s|terminated|aborted/);
  const silent = await serve(t, () => delay(5_000, undefined, { ref: false }));
  await assert.rejects(attentive(150)(silent), /nothing was heard for 0.15 s/);
});

test('whoever asked can stop it', async (t) => {
  const silent = await serve(t, () => delay(5_000, undefined, { ref: false }));
  await assert.rejects(attentive(60_000)(silent, { signal: AbortSignal.timeout(50) }), { name: 'TimeoutError' });
});

async function serve(t: TestContext, answer: (response: ServerResponse) => Promise<void>): Promise<string> {
  const server = createServer((_, response) => void answer(response));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
