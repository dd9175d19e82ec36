import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { probe } from '../cutting-room/probe.ts';
import { renderFilm } from '../cutting-room/render.ts';
import { StudioError } from '../errors.ts';
import { cutFrames, type Cut, type Master } from '../film/cut.ts';
import type { MediaRef } from '../film/media.ts';
import { toSeconds } from '../film/time.ts';
import { CONTACT_SHEET, FILM, POSTER } from './layout.ts';
import { mend } from './mend.ts';
import type { Production } from './production.ts';
import type { Studio } from './studio.ts';
import type { Job } from './jobs.ts';

/** Mixes and renders a cut into the master, once; what the store has lost of it is brought back. */
export async function finish(production: Production, cut: Cut): Promise<Master> {
  const { studio, state } = production;
  const master = await production.revise(`master/${cut.id}`, 'film-mastered', cut, () => makeMaster(studio, cut));
  const { media, poster, contactSheet } = master;
  const film = (): string => studio.store.path(media);
  const parts: [string, MediaRef, () => Promise<MediaRef>][] = [
    [FILM, media, async () => studio.store.put(await renderCut(studio, cut))],
    [POSTER, poster, () => makePoster(studio, film())],
    [CONTACT_SHEET, contactSheet, () => makeSheet(studio, film(), cut)],
  ];
  for (const [name, ref, again] of parts)
    await mend(studio, { name, media: ref, copy: join(state.folder ?? '', name), again });
  return master;
}

/**
 * From a cut to a film in the media store. Success means that the file itself was read again and is what the cut says:
 * so many frames, sound where there is sound. Throws `media` when it is not.
 */
async function makeMaster(studio: Studio, cut: Cut): Promise<Master> {
  const film = await renderCut(studio, cut);
  const facts = await probe(film);
  const frames = cutFrames(cut);
  if (facts.video?.frames !== frames) {
    throw new StudioError('media', `the film has ${facts.video?.frames ?? 0} frames and its cut ${frames}`, {
      hint: 'This is a fault of the renderer; the takes are safe. Please report it with the file cut.otio.',
    });
  }
  const media = await studio.store.put(film);
  // None of these needs another, so every core has one.
  const [loudness, poster, contactSheet] = await Promise.all([
    facts.audio === null ? null : loudnessOf(studio, film),
    makePoster(studio, film),
    makeSheet(studio, film, cut),
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

function makePoster(studio: Studio, film: string): Promise<MediaRef> {
  return makeStill(studio, POSTER, (path) => ({ kind: 'poster', film, path }));
}

function makeSheet(studio: Studio, film: string, cut: Cut): Promise<MediaRef> {
  return makeStill(studio, CONTACT_SHEET, (path) => ({ kind: 'sheet', film, path, labels: labelsOf(cut) }));
}

async function makeStill(studio: Studio, name: string, job: (path: string) => Job): Promise<MediaRef> {
  const folder = join(studio.scratchFolder, studio.mint());
  await mkdir(folder);
  const path = join(folder, name);
  await studio.workers.run(job(path), { signal: studio.signal });
  return studio.store.put(path);
}

/** Renders a cut with its sound into a file in the scratch folder and returns its path. */
export async function renderCut(studio: Studio, cut: Cut): Promise<string> {
  const { store, signal, watch } = studio;
  const folder = join(studio.scratchFolder, studio.mint());
  await mkdir(folder);
  const sounds = cut.sounds.map(({ media, ...sound }) => ({ ...sound, path: store.path(media) }));
  let sound: string | null = null;
  if (sounds.length > 0) {
    sound = join(folder, 'programme.wav');
    const programme = { seconds: toSeconds(cutFrames(cut), cut.rate), sounds };
    await studio.workers.run(
      { kind: 'mix', programme, path: sound },
      { signal, onProgress: (done, total) => watch.onProgress({ work: 'mix', subject: 'film', done, total }) },
    );
  }
  const path = join(folder, 'film.mp4');
  await renderFilm({
    cut,
    files: (media) => store.path(media),
    sound,
    path,
    signal,
    onProgress: (done, total) => watch.onProgress({ work: 'render', subject: 'film', done, total }),
  });
  return path;
}

/** Silence has no loudness. */
async function loudnessOf({ workers, signal }: Studio, film: string): Promise<Master['loudness']> {
  const { integrated, truePeak } = await workers.run({ kind: 'loudness', path: film }, { signal });
  return Number.isFinite(integrated) && Number.isFinite(truePeak) ? { integrated, truePeak } : null;
}

/** What stands under each picture of the contact sheet, by the frame at which its shot begins. */
function labelsOf(cut: Cut): { frame: number; frames: number; text: string }[] {
  let frame = 0;
  return cut.clips.map((clip) => {
    const label = { frame, frames: clip.source.frames, text: clip.slate };
    frame += clip.source.frames;
    return label;
  });
}
