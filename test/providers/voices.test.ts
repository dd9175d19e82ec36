import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usd, type MicroUsd } from '../../src/film/money.ts';
import { estimateSpeechSeconds, speechWords, spreadWords } from '../../src/film/speech.ts';
import { encodeWav } from '../../src/film/wav.ts';
import { priceVoice } from '../../src/ledger/price-book.ts';
import type { Account } from '../../src/providers/spec.ts';
import { createElevenLabsVoice } from '../../src/providers/voice/elevenlabs.ts';
import { createOpenAiVoice } from '../../src/providers/voice/openai.ts';
import { createScratchVoice } from '../../src/providers/voice/scratch.ts';
import type { VoicePriceOf, VoiceProvider } from '../../src/providers/voice/spec.ts';
import { startSimulator } from '../../src/simulators/index.ts';
import type { MakeSpeech } from '../../src/simulators/spec.ts';
import { paidVoiceConformance, voiceProviderConformance, type PaidVoiceCase } from '../conformance/voice-provider.ts';

voiceProviderConformance({
  name: 'scratch',
  open: async () => ({ voice: createScratchVoice(), close: async () => undefined }),
});

paidVoiceConformance({
  name: 'openai',
  excused: { malformed_json_200: 'half of a sound without a length is a shorter sound, which is warned of' },
  open: against('openai', ({ OPENAI_BASE_URL, OPENAI_API_KEY }) =>
    createOpenAiVoice({
      id: 'sim:openai',
      account: accountOf(OPENAI_BASE_URL, OPENAI_API_KEY),
      prices: pricesOf('openai_tts'),
      now: Date.now,
    }),
  ),
});

paidVoiceConformance({
  name: 'elevenlabs',
  open: against('elevenlabs', ({ ELEVENLABS_BASE_URL, ELEVENLABS_API_KEY }) =>
    createElevenLabsVoice({
      id: 'sim:elevenlabs',
      account: accountOf(ELEVENLABS_BASE_URL, ELEVENLABS_API_KEY),
      prices: pricesOf('elevenlabs'),
      now: Date.now,
    }),
  ),
});

/** A provider against the simulator of its vendor, which hums instead of speaking. */
function against(name: string, create: (environment: Record<string, string>) => VoiceProvider): PaidVoiceCase['open'] {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), 'studio-voice-'));
    const simulator = await startSimulator(name, {
      folder,
      speed: 1_000,
      seed: 1,
      midnight: false,
      faults: [],
      balance: usd(100),
      limits: { concurrency: null, perMinute: null },
      makeClip: () => Promise.reject(new Error('a voice has no clips')),
      makeSpeech: hum,
      encodeSound: () => Promise.reject(new Error('nobody asks for compressed sound')),
      prices: {
        video: () => null,
        voice: (line) => priceVoice(line).price,
        tokens: () => null,
      },
      now: Date.now,
      mint: randomUUID,
    });
    const control = async (path: string, plan?: string[]) => {
      const post = plan === undefined ? undefined : { method: 'POST', body: JSON.stringify(plan) };
      const response = await fetch(`${simulator.url}/__sim/${path}`, post);
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as { requests: { method: string }[]; creates: number; total: MicroUsd };
    };
    return {
      voice: create(simulator.environment),
      vendor: {
        faults: async (...plan) => void (await control('faults', plan)),
        asked: async () => (await control('requests')).requests.filter(({ method }) => method === 'POST').length,
        billed: async () => {
          const { creates: lines, total } = await control('bill');
          return { lines, total };
        },
      },
      close: async () => {
        await simulator.close();
        rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
      },
    };
  };
}

function accountOf(baseUrl: string | undefined, key: string | undefined): Account {
  return { key: () => key ?? '', baseUrl: baseUrl ?? '', provenance: 'simulated', pollMs: null };
}

function pricesOf(provider: string): VoicePriceOf {
  return (line) => {
    const { price, asOf, source } = priceVoice({ provider, ...line });
    return { amount: price, asOf, source };
  };
}

const hum: MakeSpeech = async (text) => {
  const seconds = Math.max(0.4, estimateSpeechSeconds(text));
  const samples = Float32Array.from({ length: Math.round(seconds * 24_000) }, (_, i) => 0.3 * Math.sin(i / 30));
  return { wav: encodeWav([samples], 24_000), seconds, words: spreadWords(speechWords(text), 0, seconds) };
};
