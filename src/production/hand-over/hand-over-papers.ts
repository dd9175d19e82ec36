import type { Cut } from '../../film/cut.ts';
import { cutFrames } from '../../film/cut.ts';
import type { ProductionState } from '../../film/state.ts';
import { formatClock, toSeconds } from '../../film/time.ts';
import { MANIFEST } from '../studio/layout.ts';
import { sealed, titlePage, type Chain, type FilmFacts } from '../papers/manifest.ts';
import { originOf } from '../papers/origins.ts';
import type { Reel } from '../papers/reels.ts';

/** Folder of a package with what vendors have signed, as it was delivered. */
export const SIGNED = 'as-delivered';

/** What the papers of a package tell of. */
export interface Papers {
  id: string;
  state: ProductionState;
  cut: Cut;
  reels: readonly Reel[];
  /** By format: its file, and what it could not carry. */
  files: Record<string, string>;
  lost: Record<string, string[]>;
  /** The film as it lies in the package. */
  film: FilmFacts | null;
  journal: Chain;
}

/**
 * Where everything in a package comes from, as JSON (HandOver.2): of each file its hash, who made it with which prompt and for
 * how much, what was thought of it, and the IPTC digital source type that others are to be told.
 */
export function manifestOf({ id, state, cut, reels, files, lost, film, journal }: Papers): string {
  const manifest = {
    schema: 'HandOver.2',
    ...titlePage(id, state),
    cut: { candidate: cut.id, frames: cutFrames(cut), rate: cut.rate, width: cut.width, height: cut.height },
    film,
    media: reels.map((reel) => ({
      file: `media/${reel.file}`,
      sha256: reel.media.sha256,
      bytes: reel.media.bytes,
      kind: reel.kind,
      inFilm: reel.used,
      signed: reel.signed === null ? null : `${SIGNED}/${reel.signed.file}`,
      ...originOf(reel, state),
    })),
    lists: Object.entries(files).map(([format, file]) => ({ format, file, notCarried: lost[format] ?? [] })),
    journal,
  };
  return sealed(manifest);
}

/** How to open a package, in plain words. */
export function readmeOf({ id, state, cut, reels, files, lost, film }: Papers): string {
  const takes = reels.filter(({ kind }) => kind === 'take');
  const unused = takes.filter(({ used }) => !used);
  const signed = takes.filter((take) => take.signed !== null).length;
  const clock = formatClock(toSeconds(cutFrames(cut), cut.rate));
  const perSecond = cut.rate.den === 1 ? String(cut.rate.num) : (cut.rate.num / cut.rate.den).toFixed(3);
  return `${[
    state.screenplay?.title ?? id,
    '',
    `The ${cut.id} cut of ${id}: ${clock}, ${cutFrames(cut)} frames at ${perSecond} a second, ${cut.width}x${cut.height}.`,
    '',
    'WHAT IS HERE',
    `  media/            ${takes.length} takes (${unused.length} of them not in the film) and ${reels.length - takes.length} sounds`,
    ...(signed === 0
      ? []
      : [`  ${SIGNED}/     ${signed} as their makers signed them (C2PA); the takes in media/ were conformed`]),
    ...(film === null ? [] : [`  ${film.file.padEnd(16)}  the film as it was rendered, to compare with`]),
    ...Object.entries(files).map(([format, file]) => `  ${file.padEnd(16)}  ${USES[format] ?? format}`),
    '  ledger.csv        where every cent went',
    `  ${MANIFEST}     of every file: hash, who made it, prompt, price, review, digital source type`,
    '',
    'HOW TO OPEN IT',
    '  Keep film.* and media/ together, wherever the folder goes: every list names its files beside itself.',
    '  DaVinci Resolve   File > Import > Timeline, film.otio or film.fcpxml; asked for the media, choose media/',
    `                    A new project is set to ${perSecond} frames a second first: later it cannot be changed`,
    '  Final Cut Pro     File > Import > XML, film.fcpxml',
    '  Premiere Pro      File > Import, film.xml; asked where a file is, point it at that one in media/ and let it',
    '                    find the others',
    '  Kdenlive          File > OpenTimelineIO Import, film.otio; asked for a place, save the project in this folder',
    '  anything older    film.edl; its reels are the names of the takes',
    ...(unused.length === 0
      ? []
      : [
          '  Takes that are not in the film lie over the ones that are, on tracks that are switched off; in Final Cut',
          '  Pro they are auditions in the browser. A program that shows them all the same (Kdenlive before 25.04,',
          '  Pitivi) does not know that a track can be off: hide the tracks called "takes not used".',
        ]),
    '  Scores and prompts are markers at the beginning of each take.',
    ...(cut.captions.length === 0
      ? []
      : [
          '  Captions: film.fcpxml has them. Resolve: File > Import > Subtitle; Premiere Pro: File > Import; captions.srt,',
          '  then drag it into the timeline.',
        ]),
    ...(film === null
      ? []
      : [
          `  The finished mix is the sound of ${film.file}, levelled and with music and effects under the voices: lay it`,
          '  into the timeline and mute the other sounds to keep it.',
        ]),
    '',
    'HOW TO BRING IT BACK',
    `  Save the timeline as .otio; claude-studio import-cut ${id} FILE.otio renders it and names what it cannot carry.`,
    '  From Final Cut Pro, Premiere Pro and Avid: otioconvert -i film.fcpxml -o back.otio (OpenTimelineIO, with its',
    '  adapters) makes one of an .fcpxml, .xml or .edl.',
    '',
    'WHAT COULD NOT BE CARRIED',
    ...Object.entries(lost).flatMap(([format, lines]) => [
      `  ${files[format] ?? format}`,
      ...lines.map((line) => `    - ${line}`),
    ]),
  ].join('\n')}\n`;
}

const USES: Record<string, string> = {
  otio: 'OpenTimelineIO: DaVinci Resolve, Kdenlive, pipelines',
  fcpxml: 'Final Cut Pro, DaVinci Resolve',
  xmeml: 'Premiere Pro, DaVinci Resolve (Final Cut Pro 7 XML)',
  edl: 'anything that reads CMX 3600',
  srt: 'captions for players and platforms',
  vtt: 'captions for web pages',
  ass: 'captions that light up word by word; titles as comments',
};
