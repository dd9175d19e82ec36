import type { Packet } from 'node-av/lib';
import { StudioError } from '../../errors.ts';

/** Packets that are made before anybody asks for them. */
export interface Ahead extends AsyncDisposable {
  /** In order, each lent until the next. Throws what their making threw, after those before it. */
  packets: AsyncGenerator<Packet>;
}

/** Takes packets from their source at once and keeps them in memory until they are asked for. Dispose it, asked or not. */
export function takeAhead(source: AsyncGenerator<Packet>): Ahead {
  const waiting: Packet[] = [];
  let stopped = false;
  let wake = (): void => undefined;
  const taking = (async () => {
    for await (const packet of source) {
      const own = packet.clone();
      if (own === null) throw new StudioError('internal', 'a packet could not be copied');
      waiting.push(own);
      wake();
      if (stopped) return;
    }
  })();
  const over = taking.finally(() => {
    stopped = true;
    wake();
  });
  // A failure is met by whoever asks, not reported as unhandled before.
  over.catch(() => undefined);
  return {
    packets: (async function* () {
      while (true) {
        using packet = waiting.shift() ?? null;
        if (packet !== null) yield packet;
        else if (stopped) break;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
      await over;
    })(),
    async [Symbol.asyncDispose]() {
      stopped = true;
      await Promise.allSettled([over]);
      for (const packet of waiting.splice(0)) packet.free();
    },
  };
}
