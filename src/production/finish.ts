import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { probe } from '../cutting-room/codec/probe.ts';
import { assertRenderable } from '../cutting-room/render/plan.ts';
import { type RenderReport, renderFilm } from '../cutting-room/render/render.ts';
import { type UnitCache, openUnitCache } from '../cutting-room/render/unit-cache.ts';
import { StudioError } from '../errors.ts';
import { cutFrames, type Cut, type Master } from '../film/cut.ts';
import type { MediaRef } from '../film/media.ts';
import { toSeconds } from '../film/time.ts';
import { hashJson } from '../json.ts';
import { cacheIn } from './studio/cache.ts';
import { CONTACT_SHEET, FILM, POSTER } from './studio/layout.ts';
import { mend } from './orders/mend.ts';
import type { Production } from './studio/production.ts';
import type { Studio } from './studio/studio.ts';
import type { Job } from './studio/jobs.ts';

/** Mixes and renders a cut into the master, once; what the store has lost of it is brought back. */
export async function finish(production: Production, cut: Cut): Promise<Master> {
  const { studio, state } = production;
  const master = await production.revise(`master/${cut.id}`, 'film-mastered', cut, () => makeMaster(studio, cut));
  const { media, poster, contactSheet } = master;
  const film = (): string => studio.store.path(media);
  const parts: [string, MediaRef, () => Promise<MediaRef>][] = [
    [FILM, media, async () => studio.store.put(await renderCut(studio, cut))],
    [POSTER, poster, () => makePoster(studio, film())],
    [CONTACT_SHEET, contactSheet, () => makeSheet(studio, film(), slated(cut))],
  ];
  for (const [name, ref, again] of parts)
    await mend(studio, { name, media: ref, copy: join(state.folder ?? '', name), again });
  return master;
}

async function makeMaster(studio: Studio, cut: Cut): Promise<Master> {
  const { path: film, media, facts } = await renderWhole(studio, cut);
  const frames = cutFrames(cut);
  // None of these needs another, so every core has one.
  const [loudness, poster, contactSheet] = await Promise.all([
    facts.audio === null ? null : loudnessOf(studio, film),
    makePoster(studio, film),
    makeSheet(studio, film, slated(cut)),
  ]);
  return {
    schema: 'Master.1',
    cut: cut.id,
    media,
    seconds: toSeconds(frames, cut.rate),
    frames,
    loudness,
    poster,
    contactSheet,
  };
}

/**
 * From a cut to a film in the media store; `path` is a scratch copy. Success means that the file itself was read again and
 * is what the cut says: so many frames. Throws `media` when it is not.
 */
export async function renderWhole(
  studio: Studio,
  cut: Cut,
): Promise<{ path: string; media: MediaRef; facts: Awaited<ReturnType<typeof probe>> }> {
  const path = await renderCut(studio, cut);
  const facts = await probe(path);
  const frames = cutFrames(cut);
  if (facts.video?.frames !== frames) {
    throw new StudioError('media', `the film has ${facts.video?.frames ?? 0} frames and its cut ${frames}`, {
      hint: 'This is a fault of the renderer; the takes are safe. Please report it with the file cut.otio.',
    });
  }
  return { path, media: await studio.store.put(path), facts };
}

/** The picture that stands for a film. */
export function makePoster(studio: Studio, film: string): Promise<MediaRef> {
  return makeStill(studio, POSTER, (path) => ({ kind: 'poster', film, path }));
}

/** One picture of every shot of a film, in order; `name` says by its end whether PNG or JPEG. */
export function makeSheet(
  studio: Studio,
  film: string,
  shots: { frames: number; text: string }[],
  name = CONTACT_SHEET,
): Promise<MediaRef> {
  let frame = 0;
  const labels = shots.map((shot) => {
    const label = { ...shot, frame };
    frame += shot.frames;
    return label;
  });
  return makeStill(studio, name, (path) => ({ kind: 'sheet', film, path, labels }));
}

/** The shots of a cut under the slates of their takes. */
function slated({ clips }: Cut): { frames: number; text: string }[] {
  return clips.map(({ source, slate }) => ({ frames: source.frames, text: slate }));
}

async function makeStill(studio: Studio, name: string, job: (path: string) => Job): Promise<MediaRef> {
  const folder = join(studio.scratchFolder, studio.mint());
  await mkdir(folder);
  const path = join(folder, name);
  await studio.workers.run(job(path), { signal: studio.signal });
  return studio.store.put(path);
}

/**
 * Renders a cut with its sound into a file in the scratch folder and returns its path. What an earlier render of anything
 * has encoded is copied from the studio's home. Throws `media` before anything is made for a cut that cannot be rendered.
 */
export async function renderCut(
  studio: Studio,
  cut: Cut,
  onReport: (report: RenderReport) => void = () => undefined,
): Promise<string> {
  assertRenderable(cut);
  const { store, signal, watch } = studio;
  const folder = join(studio.scratchFolder, studio.mint());
  await mkdir(folder);
  const path = join(folder, 'film.mp4');
  const seconds = toSeconds(cutFrames(cut), cut.rate);
  // Pictures are made while the sound is mixed; the film waits for it with its first packet.
  const sound = cut.sounds.length === 0 ? null : mixed(studio, cut, join(folder, 'programme.wav'));
  try {
    const report = await renderFilm({
      cut,
      files: (media) => store.path(media),
      sound,
      path,
      cache: unitsOf(studio),
      signal,
      onProgress: (done, total) => watch.onProgress({ work: 'render', subject: 'film', done, total, seconds }),
    });
    onReport(report);
    return path;
  } finally {
    await Promise.allSettled([sound]);
  }
}

function unitsOf({ settings, now }: Studio): UnitCache {
  return openUnitCache({ ...cacheIn(settings.home), now });
}

/** Raise it when the same sounds are mixed differently than before. */
const MIXING = 2;

/** Mixes the sounds of a cut into a WAV file and returns its path; null when there are none. */
export async function mixSound(studio: Studio, cut: Cut, path: string): Promise<string | null> {
  return cut.sounds.length === 0 ? null : await mixed(studio, cut, path);
}

/** The mix, or what an earlier render has mixed of the same sounds. */
async function mixed(studio: Studio, cut: Cut, path: string): Promise<string> {
  const { store, workers, signal, watch } = studio;
  const seconds = toSeconds(cutFrames(cut), cut.rate);
  const cache = unitsOf(studio);
  const key = hashJson({ mixing: MIXING, seconds, sounds: cut.sounds });
  const [known] = (await cache.get(key)) ?? [];
  if (known !== undefined) {
    await writeFile(path, known.data);
    return path;
  }
  const sounds = cut.sounds.map(({ media, ...sound }) => ({ ...sound, path: store.path(media) }));
  await workers.run(
    { kind: 'mix', programme: { seconds, sounds }, path },
    { signal, onProgress: (done, total) => watch.onProgress({ work: 'mix', subject: 'film', done, total }) },
  );
  await cache.put(key, [{ data: await readFile(path), key: true }]);
  return path;
}

/** Loudness of a film with sound, or null: silence has none. */
export async function loudnessOf({ workers, signal }: Studio, film: string): Promise<Master['loudness']> {
  const { integrated, truePeak } = await workers.run({ kind: 'loudness', path: film }, { signal });
  return Number.isFinite(integrated) && Number.isFinite(truePeak) ? { integrated, truePeak } : null;
}
