import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeFrames } from '../../cutting-room/codec/encode.ts';
import { probe } from '../../cutting-room/codec/probe.ts';
import type { NamedMedium } from '../../cutting-room/formats/otio-tree.ts';
import type { EditList } from '../../cutting-room/formats/read-otio.ts';
import { StudioError } from '../../errors.ts';
import type { Cut } from '../../film/cut.ts';
import type { Probe } from '../../film/media.ts';
import type { MicroUsd } from '../../film/money.ts';
import { shotsOf } from '../../film/screenplay.ts';
import type { ProductionState } from '../../film/state.ts';
import { toFrames, toSeconds } from '../../film/time.ts';
import { canonicalJson } from '../../json.ts';
import { priceShot } from '../../ledger/price-book.ts';
import { pilotAtHand } from '../orders/paid.ts';
import { plainName, type Reel } from '../papers/reels.ts';
import type { Studio } from '../studio/studio.ts';
import { lacksOf, type Bins, type Footage, type Recording } from './recut.ts';

/** What lies on the table while a list is read. */
export interface Desk {
  studio: Studio;
  state: ProductionState;
  before: Cut;
  list: EditList;
  /** Of the list. */
  path: string;
  reels: Reel[];
  notes: string[];
}

/** Something that a list asks for and that is not here. */
export interface Missing {
  /** Its name in the list. */
  clip: string;
  /** The shot of the screenplay that it is of, or null. */
  shot: string | null;
  seconds: number;
  /** What such a shot costs by the plan's model; null for sounds, and where that model does not sell it. */
  price: MicroUsd | null;
  why: string;
  /** Whether another take of the shot, which is as long as the screenplay has it, would do. */
  reshoot: boolean;
}

interface FoundFootage {
  /** By medium. */
  footage: Map<string, Footage>;
  /** Files that are taken in, and what they are. */
  foreign: string[];
  probes: Map<string, { path: string; facts: Probe }>;
  missing: Missing[];
}

/**
 * What the clips of a list stand for: takes by slate, by the name of their file, by their hash; else what lies beside the
 * list, which has no bytes in the store before `bringIn`. What is not here, or too short, is in `missing`.
 */
export async function findFootage(desk: Desk): Promise<FoundFootage> {
  const { list, before } = desk;
  const known = knownFootage(desk);
  const found: FoundFootage = { footage: new Map(), foreign: [], probes: new Map(), missing: [] };
  const absent = new Set<string>();
  for (const { medium } of list.picture) {
    if (medium === null) continue;
    const key = keyOf(medium);
    if (found.footage.has(key) || absent.has(key)) continue;
    const own = footageOf(medium, known, before);
    const beside = await besideList(desk, medium);
    const isWanted = own === null || (await isNewer(desk, beside.path, own));
    const facts = beside.path === null || !isWanted ? null : await pictureIn(beside.path);
    if (own !== null && (facts === null || typeof facts === 'string')) {
      found.footage.set(key, own);
      continue;
    }
    if (beside.path === null || facts === null || typeof facts === 'string') {
      absent.add(key);
      // Whatever it is, it has to be as long as the longest stretch that is seen of it.
      const frames = list.picture.flatMap((clip) =>
        clip.medium !== null && keyOf(clip.medium) === key ? [clip.frames] : [],
      );
      const why = typeof facts === 'string' ? facts : beside.why;
      found.missing.push(missingShot(desk, medium, Math.max(...frames), why));
      continue;
    }
    const taken = [...found.footage.values()].map((one) => one.slate);
    const again = own !== null && !taken.includes(own.slate);
    const slate = again ? own.slate : freeSlate(beside.path, [...known.map((one) => one.slate), ...taken]);
    const has = Math.max(1, toFrames(facts.seconds, before.rate));
    found.footage.set(key, { shot: slate, slate, media: NOWHERE, frames: has });
    found.probes.set(key, { path: beside.path, facts });
    found.foreign.push(beside.path);
  }
  for (const { clip, has, needs } of lacksOf(list, (medium) => found.footage.get(keyOf(medium)) ?? null)) {
    if (clip.medium === null) continue;
    const second = (frames: number): string => toSeconds(frames, before.rate).toFixed(2);
    const why =
      clip.source < 0
        ? `it begins ${-clip.source} frames before the take does`
        : `it goes on to ${second(needs)} s and the take has ${second(has)} s (${needs - has} frames more)`;
    found.missing.push({ ...missingShot(desk, clip.medium, clip.frames, why), reshoot: false });
  }
  return found;
}

interface FoundRecordings {
  recordings: Map<string, Recording>;
  foreign: string[];
  missing: Missing[];
}

/** The same for its sounds: recordings of the production, the sound of a clip, else what lies beside the list. */
export async function findRecordings(desk: Desk, { footage, probes }: FoundFootage): Promise<FoundRecordings> {
  const { list, before, reels, studio } = desk;
  const found: FoundRecordings = { recordings: new Map(), foreign: [], missing: [] };
  const absent = new Set<string>();
  for (const { medium, frames } of list.sounds ?? []) {
    const key = keyOf(medium);
    if (found.recordings.has(key) || absent.has(key)) continue;
    const names = [medium.name, fileOf(medium)].flatMap((name) => [name, bare(name)]);
    const reel =
      reels.find((one) => one.kind !== 'take' && names.some((name) => name === one.name || name === one.file)) ??
      reels.find(({ media }) => media.sha256 === medium.sha256);
    if (reel?.probe.audio != null) {
      const kind = reel.kind === 'take' ? 'production' : reel.kind;
      found.recordings.set(key, { kind, media: reel.media, seconds: reel.probe.audio.seconds });
      continue;
    }
    // The sound of a clip that is in the film.
    const take = footage.get(key) ?? footageOf(medium, knownFootage(desk), before);
    const facts =
      probes.get(key)?.facts ??
      (take === null || take.media === NOWHERE ? null : await probe(studio.store.path(take.media)));
    if (take !== null && facts?.audio != null) {
      // What comes in with its picture is heard from the same file, on the clock of the picture.
      const seconds = take.media === NOWHERE ? toSeconds(take.frames, before.rate) : facts.audio.seconds;
      found.recordings.set(key, { kind: 'production', media: take.media, seconds });
      continue;
    }
    const beside = await besideList(desk, medium);
    const heard = beside.path === null ? null : await soundIn(beside.path);
    const seconds = toSeconds(frames, before.rate);
    if (beside.path === null || heard === null || typeof heard === 'string') {
      const why = typeof heard === 'string' ? heard : beside.why;
      absent.add(key);
      found.missing.push({ clip: nameOf(medium), shot: null, seconds, price: null, why, reshoot: false });
      continue;
    }
    // What lies under most of a film is its music, and steps back under a voice.
    const kind = frames > list.frames / 2 ? 'music' : 'production';
    found.recordings.set(key, { kind, media: await studio.store.put(beside.path), seconds: heard });
    found.foreign.push(beside.path);
  }
  return found;
}

/** Brings what lies beside the list into the house format. */
export async function bringIn({ studio, before }: Desk, { footage, probes }: FoundFootage): Promise<void> {
  const { workers, store, scratchFolder, mint, signal, watch } = studio;
  for (const [key, { path, facts }] of probes) {
    const one = footage.get(key);
    if (one === undefined || facts.video === null) continue;
    const made = join(scratchFolder, `${mint()}.mp4`);
    watch.onProgress({ work: 'conform', subject: one.slate, done: 0, total: 1 });
    const shape =
      facts.video.rotation % 180 === 0
        ? facts.video.width / facts.video.height
        : facts.video.height / facts.video.width;
    const fit = Math.abs(shape / (before.width / before.height) - 1) < 0.12 ? 'crop' : 'pad';
    const size = { width: before.width, height: before.height };
    const job = { from: path, path: made, size, rate: before.rate, frames: one.frames, fit } as const;
    await workers.run({ kind: 'conform', job }, { signal });
    watch.onProgress({ work: 'conform', subject: one.slate, done: 1, total: 1 });
    footage.set(key, { ...one, media: await store.put(made) });
  }
}

/** Where a list has a hole there is black, as long as its longest hole. */
export async function blackFor({ studio, list, before }: Desk): Promise<Footage | null> {
  const frames = Math.max(0, ...list.picture.map((clip) => (clip.medium === null ? clip.frames : 0)));
  if (frames === 0) return null;
  const path = join(studio.scratchFolder, `${studio.mint()}.mp4`);
  const size = { width: before.width, height: before.height };
  const dark = new Uint8Array(size.width * size.height * 4);
  for (let at = 3; at < dark.length; at += 4) dark[at] = 255;
  await encodeFrames({ path, size, rate: before.rate, frames, draw: () => dark, signal: studio.signal });
  return { ...BLACK, media: await studio.store.put(path), frames };
}

/** What was found, for `recut`; what was not found is as long as anybody wants. */
export function binsOf({ footage }: FoundFootage, { recordings }: FoundRecordings, black: Footage | null): Bins {
  return {
    footage: (medium) => footage.get(keyOf(medium)) ?? { ...BLACK, slate: medium.name },
    recording: (medium) => {
      const found = recordings.get(keyOf(medium)) ?? NOTHING;
      return found.media === NOWHERE ? { ...found, media: footage.get(keyOf(medium))?.media ?? NOWHERE } : found;
    },
    black,
  };
}

const NOWHERE = { sha256: '0'.repeat(64), extension: 'mp4', bytes: 0 };
/** Stands for what is not made. */
export const BLACK: Footage = { shot: 'black', slate: 'black', media: NOWHERE, frames: Number.MAX_SAFE_INTEGER };
const NOTHING: Recording = { kind: 'production', media: NOWHERE, seconds: 0 };

/** Every take, and every clip of a cut that is no take of this production. */
function knownFootage({ state }: Desk): Footage[] {
  const takes = Object.values(state.takes).flatMap(({ take }): Footage[] =>
    take === null || take.probe.video === null
      ? []
      : [{ shot: take.shot, slate: take.slate, media: take.media, frames: take.probe.video.frames }],
  );
  const slates = new Set(takes.map(({ slate }) => slate));
  const others = (state.edit?.candidates ?? []).flatMap(({ cut }) =>
    cut.clips.flatMap(({ shot, slate, media, available }): Footage[] =>
      slates.has(slate) ? [] : [{ shot, slate, media, frames: available.start + available.frames }],
    ),
  );
  return [...takes, ...others];
}

/** By slate, as people and programs write it, then by the name of the file, then by what is in it. */
function footageOf(medium: NamedMedium, known: readonly Footage[], before: Cut): Footage | null {
  const names = [medium.name, fileOf(medium)].flatMap((name) => [name, bare(name)]).map((name) => name.toLowerCase());
  for (const name of names) {
    const own = known.find(({ slate }) => slate.toLowerCase() === name);
    if (own !== undefined) return own;
  }
  const used = before.clips.find(({ shot }) => names.includes(shot.toLowerCase()));
  return known.find(({ slate, media }) => slate === used?.slate || media.sha256 === medium.sha256) ?? null;
}

/**
 * Whether another file lies beside the list than the one that is known. What came in with a list comes in again as it lies
 * there now; a take of the production stays, and who has put another clip in its place is told.
 */
async function isNewer({ state, notes }: Desk, path: string | null, { slate, media }: Footage): Promise<boolean> {
  const there = path === null ? null : await stat(path);
  if (path === null || there === null || there.size === media.bytes) return false;
  if (state.takes[slate] === undefined) return true;
  notes.push(
    `${basename(path)} beside the list is not the take ${slate}, which is used: give it another name to bring it in`,
  );
  return false;
}

function keyOf({ name, url, sha256 }: NamedMedium): string {
  return canonicalJson([name, url, sha256]);
}

function nameOf(medium: NamedMedium): string {
  return medium.name || fileOf(medium) || 'a clip without a name';
}

/** Name of the file in an address of any kind. */
function fileOf({ url }: NamedMedium): string {
  const last = (url ?? '').split(/[/\\]/).at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last; // a percent sign that means itself
  }
}

function bare(name: string): string {
  return basename(name, extname(name));
}

/** A slate for a file that no shot stands for. */
function freeSlate(path: string, taken: readonly string[]): string {
  const plain = plainName(path);
  const wanted = plain === '' || /^\d+[A-Z]+(?:-\d+)?$/i.test(plain) || plain === BLACK.slate ? `clip-${plain}` : plain;
  let slate = wanted;
  for (let count = 2; taken.includes(slate); count += 1) slate = `${wanted}-${count}`;
  return slate;
}

/** The file of that address or name, where it lies in the folder of the list: a list reaches nothing else on the machine. */
async function besideList({ path }: Desk, medium: NamedMedium): Promise<{ path: string | null; why: string }> {
  if (medium.other !== null) return { path: null, why: `it is ${medium.other}` };
  const { url } = medium;
  if (url === null || url === '') return { path: null, why: 'the list names no file for it' };
  if (/^(?!file:)[a-z][a-z0-9+.-]+:/i.test(url))
    return { path: null, why: 'it lies at an address, and lists are not fetched' };
  const folder = await realpath(dirname(path));
  let why = 'its file is not beside the list';
  for (const place of placesOf(url, folder, fileOf(medium))) {
    const real = await realpath(place).catch(() => null);
    if (real === null || !(await stat(real)).isFile()) continue;
    const inside = relative(folder, real);
    if (!inside.startsWith('..') && !isAbsolute(inside)) return { path: real, why };
    why = 'its file lies outside of the folder of the list: put it beside the list';
  }
  return { path: null, why };
}

function placesOf(url: string, folder: string, file: string): string[] {
  try {
    const named = url.startsWith('file:') ? fileURLToPath(url) : resolve(folder, decodeURIComponent(url));
    return [named, join(folder, basename(file))].filter((place) => !place.includes('\0'));
  } catch {
    return [join(folder, basename(file))].filter((place) => !place.includes('\0'));
  }
}

/** What the file is, or why it cannot be used. */
async function pictureIn(path: string): Promise<Probe | string> {
  const facts = await lookedAt(path);
  return typeof facts === 'string' || facts.video !== null ? facts : 'its file has no picture';
}

async function soundIn(path: string): Promise<number | string> {
  const facts = await lookedAt(path);
  return typeof facts === 'string' ? facts : (facts.audio?.seconds ?? 'its file has no sound');
}

async function lookedAt(path: string): Promise<Probe | string> {
  try {
    return await probe(path);
  } catch (error) {
    if (error instanceof StudioError && error.code === 'media') return error.message.replaceAll(path, basename(path));
    throw error;
  }
}

function missingShot({ state, before }: Desk, medium: NamedMedium, frames: number, why: string): Missing {
  const clip = nameOf(medium);
  const seconds = toSeconds(frames, before.rate);
  const shots = state.screenplay === null ? [] : shotsOf(state.screenplay);
  const [, named] = /^(\d+[A-Z]+)(?:-\d+)?(?:\.\w+)?$/i.exec(clip) ?? [];
  const shot = shots.find(({ id }) => id === named?.toUpperCase()) ?? null;
  const reshoot = shot !== null && frames <= shot.frames;
  return { clip, shot: shot?.id ?? null, seconds, price: priceOf(state, seconds), why, reshoot };
}

function priceOf(state: ProductionState, seconds: number): MicroUsd | null {
  const pilot = pilotAtHand(state);
  const { brief } = state;
  if (pilot === undefined || brief === null) return null;
  const { aspect, resolution } = brief;
  try {
    return priceShot({ provider: pilot.provider.replace(/^sim:/, ''), model: pilot.model, seconds, aspect, resolution })
      .price;
  } catch (error) {
    if (error instanceof StudioError && error.code === 'price-unknown') return null;
    throw error;
  }
}
