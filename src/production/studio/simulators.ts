import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { writeSoundFile } from '../../cutting-room/mix/sound-file.ts';
import { StudioError } from '../../errors.ts';
import { Aspect, Resolution } from '../../film/media.ts';
import { usd, type MicroUsd } from '../../film/money.ts';
import type { VoiceRequest } from '../../film/request.ts';
import { priceMinds, priceShot, priceVoice } from '../../ledger/price-book.ts';
import { createScratchVoice } from '../../providers/voice/scratch.ts';
import type { VoiceProvider } from '../../providers/voice/spec.ts';
import { startSimulator } from '../../simulators/index.ts';
import type { EncodeSound, MakeSpeech, SimPrices, Simulator, SimulatorOptions } from '../../simulators/spec.ts';
import { newName, wallClock } from './home.ts';
import { openScratch } from './scratch.ts';
import { drawnClips, plainClips } from './simulated-clips.ts';
import { simulatedMind } from './simulated-minds.ts';
import { createWorkers, type Workers } from './workers.ts';

/** What the simulators are made of. */
export interface SimulationParts {
  config: Config;
  workers: Workers;
  /** Emptied by its owner. */
  scratchFolder: string;
  voice: VoiceProvider;
  now: () => number;
  mint: () => string;
}

/** What a person can say of a simulator. */
export type SimulatorWishes = Partial<
  Pick<
    SimulatorOptions,
    | 'port'
    | 'assetPort'
    | 'speed'
    | 'seed'
    | 'midnight'
    | 'faults'
    | 'balance'
    | 'limits'
    | 'folder'
    | 'quality'
    | 'judge'
    | 'mindBy'
  >
> & { clips?: 'drawn' | 'plain' };

const BALANCE = usd(1_000);
/** Of a simulator inside a production: a clip of a minute and a half is there in a second, or when it is drawn. */
const HURRY = 100;
/** Its account is never closed: nobody could pay money in. */
const RICH = usd(1_000_000);

/** The simulator that a production of `sim:luma` pays; it remembers its jobs from one process to the next. */
export function simulateFor(parts: SimulationParts, wire: string): Promise<Simulator> {
  return startSimulator(wire, simulatorOptions(parts, wire, { speed: HURRY, balance: RICH }));
}

/** Simulators that stand by themselves, until they are closed. */
export interface Simulation {
  /** Throws `usage` for an unknown name or a taken port. */
  start(name: string, wishes: SimulatorWishes): Promise<Simulator>;
  close(): Promise<void>;
}

export async function openSimulation(config: Config): Promise<Simulation> {
  const opened = new AsyncDisposableStack();
  const scratchFolder = opened.adopt(await openScratch(config.settings.home, config.holder), (folder) =>
    rm(folder, { recursive: true, force: true }),
  );
  const workers = opened.adopt(createWorkers(), (one) => one.close());
  const parts = { config, workers, scratchFolder, voice: createScratchVoice(), now: wallClock, mint: newName };
  return {
    start: async (name, wishes) =>
      opened.adopt(await startSimulator(name, simulatorOptions(parts, name, wishes)), (one) => one.close()),
    close: () => opened.disposeAsync(),
  };
}

/** Everything that a simulator is handed: the animatic's clips, the scratch voice, the price book. */
export function simulatorOptions(parts: SimulationParts, name: string, wishes: SimulatorWishes): SimulatorOptions {
  const { config, workers, scratchFolder, voice, now, mint } = parts;
  const { clips = 'drawn', ...rest } = wishes;
  return {
    folder: join(config.settings.home, 'simulators', name),
    speed: 1,
    seed: 1,
    midnight: false,
    faults: [],
    balance: BALANCE,
    limits: null,
    ...rest,
    makeClip: clips === 'plain' ? plainClips(scratchFolder) : drawnClips(workers, scratchFolder),
    makeSpeech: speechBy(voice),
    encodeSound: encoderIn(scratchFolder),
    prices: PRICES,
    mind: simulatedMind,
    now,
    mint,
  };
}

const STYLES: readonly VoiceRequest['style'][] = ['calm', 'warm', 'energetic', 'dramatic', 'professional'];

/** The scratch voice in the manner that a vendor's voice has by its name, as long as it takes. */
function speechBy(voice: VoiceProvider): MakeSpeech {
  return async (text, name) => {
    const letters = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
    const style = STYLES[letters % STYLES.length] ?? 'calm';
    const request: VoiceRequest = { schema: 'VoiceRequest.1', shot: name, text, style, secondsAvailable: 3_600 };
    const outcome = await voice.speak(request, new AbortController().signal);
    if (outcome.kind !== 'accepted') throw new StudioError('internal', `the scratch voice refused: ${outcome.reason}`);
    const { wav, seconds, words } = outcome.speech;
    return { wav, seconds, words };
  };
}

function encoderIn(scratchFolder: string): EncodeSound {
  return async (wav, form) => {
    const folder = await mkdtemp(join(scratchFolder, 'sound-'));
    try {
      const [source, path] = [join(folder, 'line.wav'), join(folder, `line.${form.kind}`)];
      await writeFile(source, wav);
      await writeSoundFile(source, path, form);
      return await readFile(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** The studio's own price book, so that a simulated bill and the ledger agree to the micro-dollar. */
const PRICES: SimPrices = {
  video: ({ provider, model, seconds, resolution, aspect }) => {
    const sold = Resolution.safeParse(resolution);
    if (!sold.success) return null;
    // Frames that the studio never asks for cost what the widest does.
    const frame = Aspect.catch('16:9').parse(aspect);
    return known(() => priceShot({ provider, model, seconds, resolution: sold.data, aspect: frame }).price);
  },
  voice: ({ provider, ...line }) =>
    known(() => priceVoice({ provider: provider === 'openai' ? 'openai_tts' : provider, ...line }).price),
  tokens: ({ cacheWrite5m: cacheWrite, cacheWrite1h: cacheWriteHour, ...call }) =>
    known(() => priceMinds({ ...call, cacheWrite, cacheWriteHour }).price),
};

function known(price: () => MicroUsd): MicroUsd | null {
  try {
    return price();
  } catch (error) {
    if (error instanceof StudioError && error.code === 'price-unknown') return null;
    throw error;
  }
}
