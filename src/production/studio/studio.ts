import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config, Settings } from '../../config.ts';
import { diskMediaStore } from '../../cutting-room/media-store/disk.ts';
import type { MediaStore } from '../../cutting-room/media-store/spec.ts';
import type { ProductionEvent, Progress } from '../../film/events.ts';
import type { Journal, RecordedEvent } from '../../journal/spec.ts';
import { createComposer } from '../../providers/music/composer.ts';
import type { MusicProvider } from '../../providers/music/spec.ts';
import { createFoley } from '../../providers/effects/foley.ts';
import type { EffectProvider } from '../../providers/effects/spec.ts';
import { createAnimatic } from '../../providers/video/animatic.ts';
import type { VideoProvider } from '../../providers/video/spec.ts';
import { createScratchVoice } from '../../providers/voice/scratch.ts';
import type { VoiceProvider } from '../../providers/voice/spec.ts';
import { closeOpened } from './close-opened.ts';
import { drawTake } from './draw.ts';
import { createGate, type Gate } from './gates.ts';
import { openJournal, openPassingJournal, wallClock } from './home.ts';
import type { LanguageModel } from '../../providers/language/spec.ts';
import { createMinds } from './minds.ts';
import { openScratch } from './scratch.ts';
import { videoVendorsWithKey } from './vendor-names.ts';
import type { Vendors } from './vendors.ts';
import { createWorkers, type Workers } from './workers.ts';

/** Who looks on: the terminal, or nobody. */
export interface Watch {
  onEvent(event: ProductionEvent, recorded: RecordedEvent): void;
  onProgress(progress: Progress): void;
  /** A yes or a no; null where nobody can be asked. */
  ask?(question: string): Promise<boolean | null>;
}

/** Everything a production is handed. Departments know nothing of each other; they meet here. */
export interface Studio {
  version: string;
  settings: Settings;
  /** Milliseconds since 1970 UTC. */
  now: () => number;
  /** A name that nobody has used. */
  mint: () => string;
  /** Who writes, for people and for leases: `host:pid`. */
  holder: string;
  journal: Journal;
  store: MediaStore;
  /** The provider of that name; see `Vendors`. */
  videoProvider(id: string): Promise<VideoProvider>;
  voiceProvider(id: string): Promise<VoiceProvider>;
  /** The same, only to ask for prices: no key is needed and no simulator is started. */
  priceList(id: string): Promise<VideoProvider>;
  /** Vendors of pictures for which there is a key. */
  videoWithKey(): string[];
  /** The language model of that name; see `Minds`. */
  mind(name: string): Promise<LanguageModel>;
  /** True when there is a key for Claude. */
  hasClaude: boolean;
  scratchVoice: VoiceProvider;
  /** The gate of that name, with so many places when it is new. */
  gates: (name: string, limit: number) => Gate;
  music: MusicProvider;
  effects: EffectProvider;
  workers: Workers;
  /** Emptied when the studio closes. */
  scratchFolder: string;
  watch: Watch;
  /** Nothing is kept and nothing is ordered. */
  dry: boolean;
  /** The words of the command that opened the studio, for offers of cheaper ones; null where there were none. */
  invocation: readonly string[] | null;
  /** Aborts when the person wants to stop. */
  signal: AbortSignal;
  close(): Promise<void>;
}

export interface StudioOptions {
  config: Config;
  version: string;
  watch?: Watch;
  signal?: AbortSignal;
  /** Nothing is kept and nothing is ordered: what would be done is only told. */
  dry?: boolean;
  invocation?: readonly string[] | null;
}

/** Opens the studio in its home folder, which is made if need be. Throws `disk` or `journal-corrupt`. */
export async function openStudio({
  config,
  version,
  watch = NOBODY,
  signal,
  dry = false,
  invocation = null,
}: StudioOptions): Promise<Studio> {
  await using opened = new AsyncDisposableStack();
  const journal = opened.adopt(dry ? await openPassingJournal() : await openJournal(config), (one) => one.close());
  const scratchFolder = opened.adopt(await openScratch(config.settings.home, config.holder), (folder) =>
    rm(folder, { recursive: true, force: true }),
  );
  const workers = opened.adopt(createWorkers(), (one) => one.close());
  const store = diskMediaStore(dry ? join(scratchFolder, 'media') : join(config.settings.home, 'media'));
  const animatic = createAnimatic((request, path, options) => drawTake({ store, workers }, request, path, options));
  const scratchVoice = createScratchVoice();
  const simulate = async (wire: string) => {
    const { simulateFor } = await import('./simulators.ts');
    return simulateFor({ config, workers, scratchFolder, voice: scratchVoice, now: wallClock, mint: randomUUID }, wire);
  };
  // A rehearsal pays nobody, so it does not load those who are paid.
  const loaded = new Map<boolean, Promise<Vendors>>();
  const vendors = (onlyPrices: boolean): Promise<Vendors> => {
    const known = loaded.get(onlyPrices);
    if (known !== undefined) return known;
    const loading = import('./vendors.ts').then(({ createVendors }) =>
      createVendors({ config, now: wallClock, simulate, dry: onlyPrices }),
    );
    loaded.set(onlyPrices, loading);
    return loading;
  };
  opened.defer(() => closeOpened(loaded.values()));
  const minds = opened.adopt(createMinds(config, simulate), (one) => one.close());
  const gates = new Map<string, Gate>();
  // All is open: from here on it is closed by who has the studio, the last thing first, and each whatever becomes of the others.
  const closing = opened.move();
  return {
    version,
    settings: config.settings,
    now: wallClock,
    mint: randomUUID,
    holder: config.holder,
    journal,
    store,
    videoProvider: async (id) => (id === animatic.id ? animatic : (await vendors(dry)).videoProvider(id)),
    voiceProvider: async (id) => (await vendors(dry)).voiceProvider(id),
    priceList: async (id) => (await vendors(true)).videoProvider(id),
    videoWithKey: () => videoVendorsWithKey(config),
    mind: (name) => minds.mind(name),
    hasClaude: config.accounts.anthropic !== undefined,
    scratchVoice,
    gates: (name, limit) => {
      const gate = gates.get(name) ?? createGate(limit, wallClock);
      gates.set(name, gate);
      return gate;
    },
    music: createComposer(),
    effects: createFoley(),
    workers,
    scratchFolder,
    watch,
    dry,
    invocation,
    signal: signal ?? new AbortController().signal,
    close: () => closing.disposeAsync(),
  };
}

const NOBODY: Watch = { onEvent: () => undefined, onProgress: () => undefined };
