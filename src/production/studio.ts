import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config, Settings } from '../config.ts';
import { diskMediaStore } from '../cutting-room/media-store/disk.ts';
import type { MediaStore } from '../cutting-room/media-store/spec.ts';
import type { ProductionEvent, Progress } from '../film/events.ts';
import type { Journal, RecordedEvent } from '../journal/spec.ts';
import { createComposer } from '../providers/music/composer.ts';
import type { MusicProvider } from '../providers/music/spec.ts';
import { createAnimatic } from '../providers/video/animatic.ts';
import type { VideoProvider } from '../providers/video/spec.ts';
import { createScratchVoice } from '../providers/voice/scratch.ts';
import type { VoiceProvider } from '../providers/voice/spec.ts';
import { openJournal, wallClock } from './home.ts';
import { openScratch } from './scratch.ts';
import { createWorkers, type Workers } from './workers.ts';

/** Who looks on: the terminal, or nobody. */
export interface Watch {
  onEvent(event: ProductionEvent, recorded: RecordedEvent): void;
  onProgress(progress: Progress): void;
}

/** Everything a production is handed. Departments know nothing of each other; they meet here. */
export interface Studio {
  version: string;
  settings: Pick<Settings, 'aspect' | 'resolution' | 'provider' | 'artifacts' | 'budget'>;
  /** Milliseconds since 1970 UTC. */
  now: () => number;
  /** A name that nobody has used. */
  mint: () => string;
  /** Who writes, for people and for leases: `host:pid`. */
  holder: string;
  journal: Journal;
  store: MediaStore;
  /** By id. */
  video: Record<string, VideoProvider>;
  voice: VoiceProvider;
  music: MusicProvider;
  workers: Workers;
  /** Emptied when the studio closes. */
  scratchFolder: string;
  watch: Watch;
  /** Aborts when the person wants to stop. */
  signal: AbortSignal;
  close(): Promise<void>;
}

export interface StudioOptions {
  config: Config;
  version: string;
  watch?: Watch;
  signal?: AbortSignal;
}

/** Opens the studio in its home folder, which is made if need be. Throws `disk` or `journal-corrupt`. */
export async function openStudio({ config, version, watch = NOBODY, signal }: StudioOptions): Promise<Studio> {
  const journal = await openJournal(config);
  const scratchFolder = await openScratch(config.settings.home, config.holder);
  const workers = createWorkers();
  const store = diskMediaStore(join(config.settings.home, 'media'));
  const animatic = createAnimatic(async (request, path, options) => {
    const seeds = request.seeds.map(({ id, media }) => ({ id, path: store.path(media) }));
    return workers.run({ kind: 'draw', request, seeds, path }, options);
  });
  return {
    version,
    settings: config.settings,
    now: wallClock,
    mint: randomUUID,
    holder: config.holder,
    journal,
    store,
    video: { [animatic.id]: animatic },
    voice: createScratchVoice(),
    music: createComposer(),
    workers,
    scratchFolder,
    watch,
    signal: signal ?? new AbortController().signal,
    close: async () => {
      await workers.close();
      await journal.close();
      await rm(scratchFolder, { recursive: true, force: true });
    },
  };
}

const NOBODY: Watch = { onEvent: () => undefined, onProgress: () => undefined };
