import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportHtml } from '../analysis/report/report.ts';
import { writeSrt } from '../cutting-room/formats/srt.ts';
import { writeVtt } from '../cutting-room/formats/vtt.ts';
import { thumbnail } from '../cutting-room/stills/stills.ts';
import { screenplayMarkdown } from '../crew/screenplay-markdown.ts';
import { makeFolders } from '../folders.ts';
import type { Cut, Master } from '../film/cut.ts';
import { decodeEvent } from '../film/events.ts';
import type { MediaRef } from '../film/media.ts';
import { sum, type MicroUsd } from '../film/money.ts';
import type { ProductionState } from '../film/state.ts';
import { ledgerText } from './papers/ledger-text.ts';
import { ANIMATIC, ANIMATIC_SHEET, CONTACT_SHEET, FILM, POSTER, takePath } from './studio/layout.ts';
import { writeManifest } from './papers/manifest.ts';
import { streamOf, type Production } from './studio/production.ts';
import { listOfRun } from './papers/reels.ts';
import { trustIn } from './takes/reliability.ts';
import { cannotWrite, write } from './studio/whole-file.ts';

/**
 * Closes the production: says where the film lies, and lays out the folder that people read. The folder is made from the
 * journal and the media store alone, so it can be made again whenever somebody has damaged it.
 */
export async function wrap(production: Production, master: Master): Promise<void> {
  const { state } = production;
  const folder = state.folder ?? '';
  const film = join(folder, FILM);
  await layOut(production, master);
  // A film that stays the same although something else was wanted is finished anew all the same.
  const { given } = state.wishes;
  const asked = { master: master.media, ...(given === 0 ? {} : { given }) };
  await production.revise('wrap', 'production-wrapped', asked, () =>
    Promise.resolve({
      film,
      seconds: master.seconds,
      bytes: master.media.bytes,
      wasted: wastedOn(production.state, master),
    }),
  );
  // Written last, because they tell of the wrap as well.
  const cut = cutOf(production.state, master);
  if (cut !== undefined)
    await writeManifest(production.studio, { id: production.id, state: production.state, cut }, film);
  await writeReport(production);
}

async function layOut({ studio, id, state }: Production, master: Master): Promise<void> {
  const { store } = studio;
  const folder = state.folder ?? '';
  const cut = cutOf(state, master);
  makeFolder(join(folder, 'takes'));
  for (const { take } of Object.values(state.takes)) {
    // A take that is lost and not in the film is no reason to have no film.
    if (take !== null && (await store.verify(take.media)))
      await store.place(take.media, join(folder, takePath(take.slate)));
  }
  await store.place(master.poster, join(folder, POSTER));
  await store.place(master.contactSheet, join(folder, CONTACT_SHEET));
  for (const [name, media] of animaticFiles(state)) {
    // Its greenlight is given: a film does not fail for want of it.
    if (await store.verify(media)) await store.place(media, join(folder, name));
  }
  if (state.screenplay !== null && state.contract !== null) {
    await write(join(folder, 'screenplay.md'), screenplayMarkdown(state.screenplay, state.contract));
  }
  if (cut !== undefined) {
    if (cut.captions.length > 0) {
      await write(join(folder, 'captions.srt'), writeSrt(cut.captions));
      await write(join(folder, 'captions.vtt'), writeVtt(cut.captions));
    }
    await write(join(folder, 'cut.otio'), await listOfRun(studio, id, state, cut));
  }
  await write(join(folder, 'ledger.csv'), await ledgerText(studio.journal, id, state));
  await store.place(master.media, join(folder, FILM));
}

/** Writes `report.html` of how the production stands at this moment, with or without a film, into the run's folder. */
export async function writeReport({ id, state, studio }: Production): Promise<void> {
  const { journal, store } = studio;
  const events = (await journal.read(streamOf(id))).map((one) => ({ ...decodeEvent(one), at: one.at }));
  const addresses = new Map<string, string>();
  // Pictures are inside the page: a report that is sent alone still shows what it is about.
  for (const { take } of Object.values(state.takes)) {
    if (take === null || !(await store.verify(take.media))) continue;
    const middle = Math.floor((take.probe.video?.frames ?? 0) / 2);
    addresses.set(take.media.sha256, dataUri('jpeg', await thumbnail(store.path(take.media), middle)));
  }
  if (state.master !== null) {
    addresses.set(state.master.media.sha256, FILM);
    addresses.set(state.master.contactSheet.sha256, CONTACT_SHEET);
    addresses.set(state.master.poster.sha256, dataUri('png', await readFile(store.path(state.master.poster))));
  }
  for (const [name, media] of animaticFiles(state)) addresses.set(media.sha256, name);
  const address = (ref: MediaRef): string | null => addresses.get(ref.sha256) ?? null;
  const { self, thumbs } = await trustIn(journal, state.provenance ?? 'offline');
  const trust = { ...self, selfLine: self.line, thumbsLine: thumbs.line };
  await write(join(state.folder ?? '', 'report.html'), reportHtml(state, events, address, trust));
}

function animaticFiles({ animatic }: ProductionState): [string, MediaRef][] {
  if (animatic === null) return [];
  return [
    [ANIMATIC, animatic.media],
    [ANIMATIC_SHEET, animatic.contactSheet],
  ];
}

function dataUri(kind: 'png' | 'jpeg', bytes: Buffer): string {
  return `data:image/${kind};base64,${bytes.toString('base64')}`;
}

/** Money for takes that are not in the film. */
function wastedOn(state: ProductionState, master: Master): MicroUsd {
  const cut = cutOf(state, master);
  const used = new Set(cut?.clips.map(({ slate }) => `take/${slate}`));
  return sum(
    Object.values(state.money.charges).flatMap(({ reservation, settled }) =>
      reservation.startsWith('take/') && settled !== null && !used.has(reservation) ? [settled] : [],
    ),
  );
}

function cutOf({ edit }: ProductionState, master: Master): Cut | undefined {
  return edit?.candidates.find((candidate) => candidate.cut.id === master.cut)?.cut;
}

function makeFolder(folder: string): void {
  try {
    makeFolders(folder);
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}
