import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import { loadConfig } from '../../src/config.ts';
import { StudioError } from '../../src/errors.ts';
import { type MicroUsd } from '../../src/film/money.ts';
import type { VoiceRequest } from '../../src/film/request.ts';
import { spreadWords, speechWords } from '../../src/film/speech.ts';
import { encodeWav } from '../../src/film/wav.ts';
import { createGate, type Gate } from '../../src/production/studio/gates.ts';
import { holdProduction, readProduction } from '../../src/production/studio/production.ts';
import { settleUnsure } from '../../src/production/takes/salvage.ts';
import { openStudio, type Studio } from '../../src/production/studio/studio.ts';
import { speak } from '../../src/production/orders/voice.ts';
import type { Speech, VoiceProvider } from '../../src/providers/voice/spec.ts';
import { sampleProduction } from '../fixtures/production.ts';

const RUNS = 60 * Number(process.env['STUDIO_CHAOS'] ?? 1);
const LINES = 3;
/** Rounds after which vendors are fair and everything must have come to an end. */
const UNRULY = 4;
const PATIENCE = 6;

let folder = '';
let studio: Studio;
/** Each look at the clock takes a second, so that patience ends without waiting. */
let clock = Date.now();

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studio-voices-'));
  const opened = await openStudio({ config: loadConfig({ home: folder }, folder, {}), version: 'test' });
  studio = {
    ...opened,
    settings: { ...opened.settings, poll: 0.001, parallel: 2 },
    now: () => (clock += 1_000),
  };
});
after(async () => {
  await studio.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20 });
});

/** What a vendor does with an order; `dies` means that our process ends before it hears the answer. */
const WAYS = [
  'speaks',
  'balance',
  'credentials',
  'unreachable',
  'lost',
  'spoken and lost',
  'dies',
  'spoken and dies',
] as const;
type Way = (typeof WAYS)[number];

const plans = fc.record({
  /** By vendor: whether it keeps a history, and what it does with its orders, one after another; then it speaks. */
  vendors: fc.array(
    fc.record({
      remembers: fc.boolean(),
      price: fc.integer({ min: 1, max: 9 }),
      ways: fc.array(fc.constantFrom(...WAYS), { maxLength: 8 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

let films = 0;

it('whatever voices do, a line is owed to one of them at a time and paid once', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(plans, async ({ vendors }) => {
      const stalls = new Stalls();
      const cast = vendors.map((habits, i) => new Vendor(`voice-${i}`, habits, stalls));
      const id = `film-${(films += 1)}`;
      for (let round = 1; ; round += 1) {
        for (const vendor of cast) vendor.fair = round > UNRULY;
        const troubles = await produce(id, cast);
        const { state } = await readProduction(studio.journal, id);
        if (Object.keys(state.voices).length + failed(state) === LINES) break;
        assert.ok(round < UNRULY + PATIENCE, `it never came to an end: ${troubles.map(String).join('; ')}`);
        for (const [shot, order] of Object.entries(state.voiceOrders)) {
          if (order.status !== 'unsure') continue;
          const vendor = cast.find(({ id: name }) => name === order.provider);
          if (vendor === undefined || vendor.remembers) continue;
          // Nobody but the person can know.
          const taken = vendor.spoken.has(shot);
          await settleUnsure(studio, id, shot, taken);
          stalls.settle(shot);
        }
      }
      const { state } = await readProduction(studio.journal, id);
      const bill = cast.reduce((sum, vendor) => sum + vendor.spoken.size * vendor.price, 0);
      assert.equal(state.money.spent, bill, 'the ledger is what the vendors say');
      assert.equal(state.money.reserved, 0);
      const spoken = cast.flatMap((vendor) => [...vendor.spoken]);
      assert.equal(new Set(spoken).size, spoken.length, 'no line is spoken twice');
      const order = state.voiceSwitches.map(({ from, to }) => `${from} ${to}`);
      assert.equal(new Set(order).size, order.length, 'a voice hands over once');
    }),
    { numRuns: RUNS, seed: 20_261_127 },
  );
});

function failed({ voiceOrders }: { voiceOrders: Record<string, { status: string }> }): number {
  return Object.values(voiceOrders).filter(({ status }) => status === 'failed').length;
}

async function produce(id: string, cast: readonly Vendor[]): Promise<unknown[]> {
  // A gate is of one process, and so is what it knows of its vendor.
  const gates = new Map<string, Gate>();
  const process: Studio = {
    ...studio,
    gates: (name, limit) => {
      const gate = gates.get(name) ?? createGate(limit, () => 0);
      gates.set(name, gate);
      return gate;
    },
  };
  const production = await holdProduction(process, id);
  try {
    if (production.state.brief === null) {
      const [first] = sampleProduction();
      if (first?.event.type !== 'production-started') throw new Error('the sample begins otherwise');
      await production.record({ type: 'production-started', data: { ...first.event.data, production: id } });
    }
    const [voice, ...fallbacks] = cast.map((vendor) => vendor.provider());
    if (voice === undefined) throw new Error('nobody speaks');
    const lines = Array.from({ length: LINES }, (_, i) => speak(production, voice, lineOf(i + 1), fallbacks));
    const ended = await Promise.allSettled(lines);
    return ended.flatMap((one) => (one.status === 'rejected' ? [expected(one.reason)] : []));
  } finally {
    await production.close();
  }
}

function lineOf(number: number): VoiceRequest {
  const shot = `${number}A`;
  return { schema: 'VoiceRequest.1', shot, text: `This is line ${number}.`, style: 'calm', secondsAvailable: 5 };
}

class Death extends Error {}

function expected(error: unknown): unknown {
  const codes = new Set(['paid-work-outstanding', 'balance', 'config', 'provider']);
  if (error instanceof Death || (error instanceof StudioError && codes.has(error.code))) return error;
  throw error;
}

/** Lines of which nobody knows whether somebody took them. */
class Stalls {
  readonly #at = new Map<string, string>();
  stall(shot: string, vendor: string): void {
    this.#at.set(shot, vendor);
  }
  settle(shot: string): void {
    this.#at.delete(shot);
  }
  assertFree(shot: string, vendor: string): void {
    const owed = this.#at.get(shot);
    assert.equal(owed, undefined, `${shot} is ordered of ${vendor} while ${owed} may have it`);
  }
}

class Vendor {
  readonly id: string;
  readonly price: number;
  readonly remembers: boolean;
  /** Shots of the lines that it took and billed. */
  readonly spoken = new Set<string>();
  fair = false;
  readonly #ways: Way[];
  readonly #stalls: Stalls;

  constructor(
    id: string,
    { remembers, price, ways }: { remembers: boolean; price: number; ways: Way[] },
    stalls: Stalls,
  ) {
    this.id = id;
    this.price = price;
    this.remembers = remembers;
    this.#ways = [...ways];
    this.#stalls = stalls;
  }

  provider(): VoiceProvider {
    const found: VoiceProvider['find'] = async ({ request }) => {
      this.#stalls.settle(request.shot);
      if (!this.spoken.has(request.shot)) return { kind: 'absent' };
      return { kind: 'found', order: { id: `${this.id} ${request.shot}`, speech: speechOf(request) } };
    };
    return {
      id: this.id,
      provenance: 'simulated',
      repeatable: false,
      estimate: () => ({ model: 'm', price: this.price as MicroUsd, source: 'the fake' }),
      speak: async (request) => this.#answer(request),
      ...(this.remembers ? { find: found } : {}),
    };
  }

  #answer(request: VoiceRequest): Awaited<ReturnType<VoiceProvider['speak']>> {
    const { shot } = request;
    this.#stalls.assertFree(shot, this.id);
    const way = this.fair ? 'speaks' : (this.#ways.shift() ?? 'speaks');
    if (way.startsWith('spoken') || way === 'speaks') {
      assert.ok(!this.spoken.has(shot), `${this.id} speaks ${shot} twice`);
      this.spoken.add(shot);
    }
    switch (way) {
      case 'speaks':
        return { kind: 'accepted', id: `${this.id} ${shot}`, speech: speechOf(request) };
      case 'balance':
      case 'credentials':
        return { kind: 'refused', why: way, reason: `no ${way}` };
      case 'unreachable':
        this.#ways.unshift(...(this.fair ? [] : (['unreachable'] as const)));
        return { kind: 'busy', why: 'unreachable', retryAfterMs: 0, reason: 'nobody is there' };
      case 'lost':
      case 'spoken and lost':
        this.#stalls.stall(shot, this.id);
        return { kind: 'unsure', reason: 'the answer was lost' };
      case 'dies':
      case 'spoken and dies':
        this.#stalls.stall(shot, this.id);
        throw new Death(way);
    }
  }
}

function speechOf({ text }: VoiceRequest): Speech {
  const wav = encodeWav([new Float32Array(800)], 8_000);
  return { wav, seconds: 0.1, words: spreadWords(speechWords(text), 0, 0.1), cost: null, warnings: [] };
}
