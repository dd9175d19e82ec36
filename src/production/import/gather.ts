import { basename } from 'node:path';
import { probe } from '../../cutting-room/codec/probe.ts';
import { messageOf } from '../../errors.ts';
import type { Brief } from '../../film/brief.ts';
import { frameSize, type Probe, type Size } from '../../film/media.ts';
import type { OldRun, OldSound, OldTake } from './old-run.ts';
import { numbered, type Numbered } from './screenplay.ts';

/** A run with its media looked at. */
export interface Gathered {
  run: OldRun;
  scenes: Numbered[];
  clips: Clip[];
  film: Media | null;
  /** By shot. */
  voices: Map<string, Heard>;
  music: Heard | null;
  size: Size;
  frame: Pick<Brief, 'aspect' | 'resolution'>;
}

/** A file with a picture. */
export interface Media {
  path: string;
  probe: Probe;
}

/** A file with a sound. */
export interface Heard {
  path: string;
  seconds: number;
  cost: number | null;
}

/** A clip that the original speaks of. */
export interface Clip {
  old: OldTake;
  shot: string;
  slate: string;
  /** Null when it cannot be used; `why` says so. */
  media: Media | null;
  why: string | null;
}

/** Looks into every file of a run; what cannot be used is added to the run's notes. */
export async function gather(run: OldRun): Promise<Gathered> {
  const scenes = numbered(run.scenes);
  const clips = await clipsOf(run, scenes);
  const film = await filmOf(run);
  const frame = frameLike(clips.find(({ media }) => media !== null)?.media?.probe ?? film?.probe ?? null);
  const voices = new Map<string, Heard>();
  for (const { scene, shot } of scenes) {
    for (const sound of run.voices.filter((voice) => voice.scene === scene.id)) {
      const heard = await hear(run, sound);
      if (heard !== null && voices.has(shot)) run.notes.push(`${basename(sound.file)}: a second voice of ${scene.id}`);
      else if (heard !== null) voices.set(shot, heard);
    }
  }
  const music = run.music === null ? null : await hear(run, run.music);
  return { run, scenes, clips, film, voices, music, frame, size: frameSize(frame.aspect, frame.resolution) };
}

async function clipsOf(run: OldRun, scenes: readonly Numbered[]): Promise<Clip[]> {
  const shots = new Map(scenes.map(({ scene, shot }) => [scene.id, shot]));
  const clips: Clip[] = [];
  for (const old of run.takes) {
    const shot = shots.get(old.scene);
    if (shot === undefined) continue;
    const slate = `${shot}-${old.variation + 1}`;
    const seen = old.file === null ? { why: old.missing ?? '' } : await look(old.file);
    if (old.file !== null && 'why' in seen) run.notes.push(`${basename(old.file)}: ${seen.why}`);
    clips.push({ old, shot, slate, ...('why' in seen ? { media: null, why: seen.why } : { media: seen, why: null }) });
  }
  return clips;
}

/** The first that is one. */
async function filmOf(run: OldRun): Promise<Media | null> {
  for (const path of run.films) {
    const seen = await look(path);
    if ('path' in seen) return seen;
    run.notes.push(`film ${basename(path)}: ${seen.why}`);
  }
  return null;
}

async function look(path: string): Promise<Media | { why: string }> {
  const facts = await factsOf(path);
  if ('why' in facts) return facts;
  return facts.video === null ? { why: 'has no picture' } : { path, probe: facts };
}

async function hear(run: OldRun, { file, cost }: OldSound): Promise<Heard | null> {
  const facts = await factsOf(file);
  if ('container' in facts && facts.audio !== null) return { path: file, seconds: facts.audio.seconds, cost };
  run.notes.push(`${basename(file)}: ${'why' in facts ? facts.why : 'has no sound'}`);
  return null;
}

async function factsOf(path: string): Promise<Probe | { why: string }> {
  try {
    return await probe(path);
  } catch (error) {
    return { why: messageOf(error).replaceAll(path, 'it') };
  }
}

/** The frame of ours that a clip fits best. */
function frameLike(facts: Probe | null): Gathered['frame'] {
  const video = facts?.video;
  if (video == null) return { aspect: '16:9', resolution: '720p' };
  const turned = video.rotation % 180 !== 0;
  const [width, height] = turned ? [video.height, video.width] : [video.width, video.height];
  const shape = width / height;
  const short = Math.min(width, height);
  return {
    aspect: shape > 1.2 ? '16:9' : shape < 0.84 ? '9:16' : '1:1',
    resolution: short >= 1_000 ? '1080p' : short >= 650 ? '720p' : '540p',
  };
}
