import { join } from 'node:path';
import { cutFrames, type Cut, type Master } from '../../film/cut.ts';
import { makeFolders } from '../../folders.ts';
import type { MediaRef } from '../../film/media.ts';
import type { ProductionState } from '../../film/state.ts';
import { loudnessOf, makePoster, makeSheet } from '../finish.ts';
import { CONTACT_SHEET, FILM, POSTER, takePath } from '../studio/layout.ts';
import { mend } from '../orders/mend.ts';
import { wrap, writeReport } from '../wrap.ts';
import type { Media } from './gather.ts';
import type { Work } from './work.ts';

/** The film as the original rendered it, or why there is none, and the folder for people. */
export async function conclude(work: Work): Promise<void> {
  const { production, run, film } = work;
  if (film !== null) {
    if (production.state.master === null)
      await production.record({ type: 'film-mastered', data: await masterOf(work, film) });
    const { master } = production.state;
    if (master === null) return;
    await restoreMaster(work, film, master);
    await wrap(production, master);
    return;
  }
  const { state, studio } = production;
  makeFolders(join(state.folder ?? '', 'takes'));
  for (const { take } of Object.values(state.takes))
    if (take !== null) await studio.store.place(take.media, join(state.folder ?? '', takePath(take.slate)));
  const reason = `imported: ${run.trouble ?? (run.mock ? 'a mock run, it left no film' : 'the original left no film')}`;
  if (state.status === 'running') {
    await production.record(
      run.status === 'failed'
        ? { type: 'production-failed', data: { code: 'imported', message: reason } }
        : { type: 'production-interrupted', data: { reason } },
    );
  }
  await writeReport(production);
}

/** What the media store has lost of the film, from where it was read. */
async function restoreMaster({ production: { studio, state } }: Work, film: Media, master: Master): Promise<void> {
  const parts: [name: string, media: MediaRef, again: () => Promise<MediaRef>][] = [
    [FILM, master.media, () => studio.store.put(film.path)],
    [POSTER, master.poster, () => makePoster(studio, studio.store.path(master.media))],
    [
      CONTACT_SHEET,
      master.contactSheet,
      () => makeSheet(studio, studio.store.path(master.media), slated(cutIn(state), master.frames)),
    ],
  ];
  for (const [name, media, again] of parts)
    await mend(studio, { name, media, copy: join(state.folder ?? '', name), again });
}

function cutIn({ edit }: ProductionState): Cut | undefined {
  return edit?.candidates.find(({ cut }) => cut.id === edit.recommended)?.cut;
}

async function masterOf({ production: { studio, state } }: Work, { path, probe: facts }: Media): Promise<Master> {
  const media = await studio.store.put(path);
  const kept = studio.store.path(media);
  const cut = cutIn(state);
  const frames = Math.max(1, facts.video?.frames ?? 1);
  return {
    schema: 'Master.1',
    cut: cut?.id ?? 'balanced',
    media,
    seconds: facts.seconds,
    frames,
    loudness: facts.audio === null ? null : await loudnessOf(studio, kept),
    poster: await makePoster(studio, kept),
    contactSheet: await makeSheet(studio, kept, slated(cut, frames)),
  };
}

/** Where its shots lie in a film that is not quite as long as its cut says. */
function slated(cut: Cut | undefined, frames: number): { frames: number; text: string }[] {
  if (cut === undefined) return [{ frames, text: 'film' }];
  const share = frames / cutFrames(cut);
  return cut.clips.map(({ source, slate }) => ({
    frames: Math.max(1, Math.floor(source.frames * share)),
    text: slate,
  }));
}
