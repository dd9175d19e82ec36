import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { qualityOf } from '../qualities.ts';
import type { ClipOrder, MakeClip, SimulatorName } from '../spec.ts';
import type { Store } from './store.ts';
import type { Job } from './vendor.ts';

/** A clip is the same whenever it is made, so an old one need not take space: it is made again if somebody asks. */
const KEPT_MS = 48 * 3_600_000;

/** The clips of finished jobs. Each is made once and kept for two days. */
export interface Clips {
  /** Path of the job's clip, which is made first if need be. */
  of(job: Job): Promise<string>;
  /** Begins to make it, so that it is there when it is fetched. */
  begin(job: Job): void;
  remove(job: Job): void;
  /** Resolves when nothing is being made any more. */
  idle(): Promise<void>;
}

export function createClips(
  store: Store,
  { vendor, makeClip, now, signal }: { vendor: SimulatorName; makeClip: MakeClip; now: number; signal: AbortSignal },
): Clips {
  const making = new Map<string, Promise<string>>();
  for (const name of readdirSync(store.path('clips', '.'))) {
    const path = store.path('clips', name);
    if (name.endsWith('.part.mp4') || statSync(path).mtimeMs < now - KEPT_MS) rmSync(path);
  }

  const of = (job: Job): Promise<string> => {
    const path = store.path('clips', `${job.id}.mp4`);
    if (existsSync(path)) return Promise.resolve(path);
    const known = making.get(job.id);
    if (known !== undefined) return known;
    const made = make(job, path).finally(() => making.delete(job.id));
    making.set(job.id, made);
    return made;
  };

  const make = async (job: Job, path: string): Promise<string> => {
    const part = store.path('clips', `${job.id}.part.mp4`);
    try {
      await makeClip(await orderOf(job), part, signal);
      await appendFile(part, freeBox(`claude-studio simulated ${vendor} ${job.model} job ${job.id}`));
      renameSync(part, path);
      return path;
    } finally {
      rmSync(part, { force: true });
    }
  };

  const orderOf = async (job: Job): Promise<ClipOrder> => {
    const { clip, faults } = job;
    if (clip === null) throw new Error(`job ${job.id} has no clip`);
    const before = clip.continues === null ? null : store.job(clip.continues);
    const read = (name: string | null) => (name === null ? null : readFileSync(store.path('kept', name)));
    // Both even, also when they are halved.
    const shrink = (side: number) => (faults.includes('wrong_size') ? Math.round(side / 4) * 2 : side);
    return {
      vendor,
      model: job.model,
      jobId: job.id,
      prompt: job.prompt,
      width: shrink(clip.width),
      height: shrink(clip.height),
      seconds: clip.seconds * (faults.includes('wrong_duration') ? 0.6 : faults.includes('short_clip') ? 11 / 12 : 1),
      sound: clip.sound,
      seed: clip.seed ?? job.luck?.seed ?? createHash('sha256').update(job.id).digest().readUInt32BE(),
      quality: job.luck?.quality ?? qualityOf(vendor, job.model),
      firstFrame: read(clip.firstFrame),
      lastFrame: read(clip.lastFrame),
      continues: before === null || before.clip === null ? null : await of(before),
    };
  };

  return {
    of,
    begin: (job) => {
      // Whoever fetches it is told; nobody may ever do.
      of(job).catch(() => undefined);
    },
    remove: (job) => rmSync(store.path('clips', `${job.id}.mp4`), { force: true }),
    idle: async () => {
      while (making.size > 0) await Promise.allSettled(making.values());
    },
  };
}

/** A box that every player skips (ISO/IEC 14496-12, 8.1.2). */
function freeBox(text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write('free', 4, 'latin1');
  return Buffer.concat([head, body]);
}
