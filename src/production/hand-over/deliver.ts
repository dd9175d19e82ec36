import { mkdir, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { quietEncoders } from '../../config.ts';
import { captionsFrom, NARROW_ROW } from '../../cutting-room/render/captions.ts';
import { assertCodec, containerOf } from '../../cutting-room/delivery/codecs.ts';
import { type Framing, planFraming, windowOf } from '../../cutting-room/delivery/framing.ts';
import { enlargement } from '../../cutting-room/delivery/reframe.ts';
import { renderDelivery } from '../../cutting-room/delivery/render.ts';
import { hashOfFile } from '../../cutting-room/fingerprint.ts';
import { writeSrt } from '../../cutting-room/formats/srt.ts';
import { writeVtt } from '../../cutting-room/formats/vtt.ts';
import { shortenedJoins } from '../../cutting-room/render/plan.ts';
import { probe } from '../../cutting-room/codec/probe.ts';
import { cutDown } from '../../crew/cut-down.ts';
import { StudioError } from '../../errors.ts';
import { type Caption, type Clip, type Cut, cutFrames } from '../../film/cut.ts';
import {
  type Cutdown,
  DeliveryAspect,
  type DeliveryCodec,
  DeliveryResolution,
  type FilmDelivery,
  type Fit,
  type PreviewKind,
  deliverySize,
} from '../../film/delivery.ts';
import type { Probe, Size } from '../../film/media.ts';
import { speechWords, spreadWords } from '../../film/speech.ts';
import type { ProductionState } from '../../film/state.ts';
import { toSeconds } from '../../film/time.ts';
import { candidateOf } from './render-candidate.ts';
import { loudnessOf, mixSound, renderCut } from '../finish.ts';
import { writeManifest } from '../papers/manifest.ts';
import { withTexts } from './lay-text.ts';
import { assertWhole } from '../orders/mend.ts';
import { meansFile, placeAll, placeFor } from '../studio/output.ts';
import { holdProduction, readProduction } from '../studio/production.ts';
import type { Studio } from '../studio/studio.ts';
import { writeReport } from '../wrap.ts';

/** What is to be handed over; null for what is to be as in the production. */
export interface DeliveryWish {
  candidate: string | null;
  aspect: DeliveryAspect | null;
  resolution: DeliveryResolution | null;
  codec: DeliveryCodec;
  fit: Fit;
  cutdown: Cutdown | null;
  preview: PreviewKind | null;
  /** Words over the pictures, as `withTexts` reads them. */
  texts: readonly string[];
  /** A file, or a folder that is there. */
  output: string | null;
}

export interface Delivered {
  delivery: FilmDelivery;
  /** Codec of its sound, or null. */
  soundCodec: string | null;
  /** Captions that were written beside the film. */
  captions: string[];
  /** What it is made of, for `verify`. */
  manifest: string;
  /** False when the production is being made by somebody else, who keeps its journal. */
  recorded: boolean;
}

/**
 * Hands a finished cut over in another frame, codec or length: its pictures are laid out anew from the takes, words are
 * drawn for the new frame, and the file is read again before it counts. Poster, contact sheet, captions and preview go
 * beside it; everything appears whole or not at all. Nothing is paid. Throws `not-found`, `usage`, `missing-part`, `media`,
 * `disk` and `interrupted`.
 */
export async function deliverFilm(studio: Studio, id: string, wish: DeliveryWish): Promise<Delivered> {
  assertCodec(wish.codec);
  const { state } = await readProduction(studio.journal, id);
  const chosen = candidateOf(id, state, wish.candidate);
  await assertWhole(studio, id, chosen.cut);
  const { aspect, size, name } = frameFor(chosen.cut, state, wish);
  const wanted = targetOf(state, wish, name);
  const shorter = wish.cutdown === null ? null : await shorten(studio, state, chosen.cut, wish.cutdown);
  const cut = laidOutFor(withTexts(shorter?.cut ?? chosen.cut, wish.texts), size);
  const shape = windowOf(chosen.cut, size);
  const scale = enlargement(chosen.cut, size, shape === null ? 'whole' : wish.fit);

  const target = await placeFor(studio, wanted, { folder: state.folder, ending: `.${containerOf(wish.codec)}` });

  const folder = join(studio.scratchFolder, studio.mint());
  await mkdir(folder);
  const film = await renderFor(studio, { source: chosen.cut, cut, folder, wish });
  const facts = await probe(film);
  assertDelivered(facts, cut, wish.codec);
  const loudness = facts.audio === null ? null : await loudnessOf(studio, film);
  const beside = await makeBeside(studio, { film, cut, folder, target, preview: wish.preview });
  const delivery: FilmDelivery = {
    path: target,
    poster: beside.poster,
    contactSheet: beside.contactSheet,
    preview: beside.preview,
    media: { ...(await hashOfFile(film)), extension: containerOf(wish.codec) },
    candidate: chosen.cut.id,
    aspect,
    ...size,
    codec: wish.codec,
    frames: cutFrames(cut),
    seconds: toSeconds(cutFrames(cut), cut.rate),
    loudness,
    fit: shape === null ? null : wish.fit,
    enlarged: scale,
    cutdown: wish.cutdown,
    left: shorter?.left ?? [],
    notes: [...notesOn(chosen.cut, size, shape, wish.fit, scale, loudness), ...shortenedJoins(cut)],
  };
  await placeAll([...beside.files, { from: film, to: target }]);
  const manifest = await writeManifest(studio, { id, state, cut }, target);
  const recorded = await recordDelivery(studio, id, delivery);
  return { delivery, soundCodec: facts.audio?.codec ?? null, captions: beside.captions, manifest, recorded };
}

interface TargetFrame {
  aspect: DeliveryAspect;
  size: Size;
  /** `film-9x16-1080p-hevc-15s`. */
  name: string;
}

function frameFor(cut: Cut, { edit }: ProductionState, wish: DeliveryWish): TargetFrame {
  const own = nearestAspect(cut);
  const aspect = wish.aspect ?? own;
  const short = Math.min(cut.width, cut.height);
  const resolution =
    wish.resolution ?? DeliveryResolution.options.find((name) => Number.parseInt(name, 10) >= short) ?? '2160p';
  // An imported film may have a size that nobody else has: unless another one is asked for, it keeps it.
  const asIs = wish.resolution === null && (wish.aspect === null || wish.aspect === own);
  const size = asIs ? { width: cut.width, height: cut.height } : deliverySize(aspect, resolution);
  const parts = [
    'film',
    cut.id === edit?.recommended ? null : cut.id,
    aspect.replace(':', 'x'),
    `${Math.min(size.width, size.height)}p`,
    wish.codec === 'h264' ? null : wish.codec,
    wish.fit === 'pad' && windowOf(cut, size) !== null ? 'pad' : null,
    wish.cutdown === null ? null : `${wish.cutdown}s`,
  ];
  return { aspect, size, name: parts.filter((part) => part !== null).join('-') };
}

function nearestAspect({ width, height }: Size): DeliveryAspect {
  const off = (aspect: DeliveryAspect): number => {
    const { width: across, height: down } = deliverySize(aspect, '1080p');
    return Math.abs(Math.log(((width / height) * down) / across));
  };
  return DeliveryAspect.options.reduce((best, aspect) => (off(aspect) < off(best) ? aspect : best));
}

/** Where the film goes: into the file of that name, or under its own name into the folder. */
function targetOf(state: ProductionState, { codec, output }: DeliveryWish, name: string): string {
  const ending = `.${containerOf(codec)}`;
  if (output === null) return join(state.folder ?? '', 'deliveries', `${name}${ending}`);
  return meansFile(output) ? resolve(output) : join(resolve(output), `${name}${ending}`);
}

async function shorten(
  { store }: Studio,
  { screenplay, contract, takes }: ProductionState,
  cut: Cut,
  seconds: Cutdown,
): Promise<{ cut: Cut; left: string[] }> {
  const lengths = new Map<string, number>();
  for (const { kind, media } of cut.sounds)
    if (kind !== 'music') lengths.set(media.sha256, (await probe(store.path(media))).seconds);
  const scores = new Map(Object.values(takes).map(({ slate, review }) => [slate, review?.overall ?? null]));
  const frames = Math.round((seconds * cut.rate.num) / cut.rate.den);
  return cutDown({ cut, screenplay, contract, scores, lengths, frames });
}

/** The cut in the new frame, its captions broken for it. */
function laidOutFor(cut: Cut, size: Size): Cut {
  const narrower = size.width / size.height < (cut.width / cut.height) * 0.99 && size.width <= size.height;
  const captions = narrower ? cut.captions.flatMap((caption) => rebroken(caption)) : cut.captions;
  return { ...cut, ...size, captions };
}

/** A caption as one or more with shorter rows, each while its words are said. */
function rebroken(caption: Caption): Caption[] {
  const known = caption.words?.map(({ from, to, start, end }) => ({ word: caption.text.slice(from, to), start, end }));
  const words = known ?? spreadWords(speechWords(caption.text), caption.start, caption.end);
  const parts = captionsFrom([{ words, at: 0 }], { rowWidth: NARROW_ROW });
  // The first begins and the last ends as the whole did.
  return parts
    .map((part, at) => ({
      ...part,
      start: at === 0 ? caption.start : Math.max(caption.start, part.start),
      end: at === parts.length - 1 ? caption.end : Math.min(caption.end, part.end),
    }))
    .filter(({ start, end }) => end > start);
}

/** Renders the cut in its new frame; where frame and codec are the production's, nothing is encoded twice. */
async function renderFor(
  studio: Studio,
  { source, cut, folder, wish }: { source: Cut; cut: Cut; folder: string; wish: DeliveryWish },
): Promise<string> {
  const same = source.width === cut.width && source.height === cut.height;
  if (same && wish.codec === 'h264') return renderCut(studio, cut);
  quietEncoders();
  const { store, signal, watch } = studio;
  const shape = windowOf(source, cut);
  const crops = shape !== null && wish.fit === 'crop';
  const [framings, sound] = await Promise.all([
    crops ? framingsOf(studio, cut, shape) : cut.clips.map((): Framing => ({ fit: shape === null ? 'whole' : 'pad' })),
    mixSound(studio, cut, join(folder, 'programme.wav')),
  ]);
  const path = join(folder, `film.${containerOf(wish.codec)}`);
  const seconds = toSeconds(cutFrames(cut), cut.rate);
  await renderDelivery({
    cut,
    files: (media) => store.path(media),
    framings,
    codec: wish.codec,
    sound,
    path,
    signal,
    onProgress: (done, total) => watch.onProgress({ work: 'render', subject: 'film', done, total, seconds }),
  });
  return path;
}

/** Frames beside what is used of a clip that a transition may show. */
const BESIDE = 24;

/** Where the window of each clip stands or goes; as many are looked at side by side as there are workers. */
async function framingsOf(
  { store, workers, watch, signal }: Studio,
  { clips, rate }: Cut,
  shape: NonNullable<ReturnType<typeof windowOf>>,
): Promise<Framing[]> {
  const ranges = clips.map(lookedAt);
  const total = ranges.reduce((sum, { frames }) => sum + frames, 0);
  const seen = clips.map(() => 0);
  return Promise.all(
    clips.map(async ({ media }, at) => {
      const range = ranges[at] ?? { start: 0, frames: 1 };
      const onProgress = (done: number): void => {
        seen[at] = done;
        const all = seen.reduce((sum, each) => sum + each, 0);
        watch.onProgress({ work: 'review', subject: 'film', done: all, total });
      };
      const job = { path: store.path(media), range };
      const attention = await workers.run({ kind: 'attention', job }, { signal, onProgress });
      return planFraming(attention, shape, { frames: range.frames, rate });
    }),
  );
}

function lookedAt({ source, available }: Clip): Clip['source'] {
  const start = Math.max(available.start, source.start - BESIDE);
  const end = Math.min(available.start + available.frames, source.start + source.frames + BESIDE);
  return { start, frames: end - start };
}

/** The file as it was read again. Throws `media` when it is not what was to be made. */
function assertDelivered({ video, audio }: Probe, cut: Cut, codec: DeliveryCodec): void {
  const wanted: [string, unknown, unknown][] = [
    ['width', cut.width, video?.width],
    ['height', cut.height, video?.height],
    ['frames', cutFrames(cut), video?.frames],
    ['codec', codec, video?.codec],
    ['sound', cut.sounds.length > 0, audio !== null],
  ];
  for (const [what, should, is] of wanted) {
    if (should === is) continue;
    throw new StudioError('media', `the delivered film has ${what} ${String(is)} and should have ${String(should)}`, {
      hint: 'This is a fault of the renderer; the film and its takes are safe. Please report it.',
    });
  }
}

interface Beside {
  poster: string;
  contactSheet: string;
  preview: string | null;
  captions: string[];
  files: { from: string; to: string }[];
}

/** What goes beside the film under its name: `film-9x16.poster.png`. */
async function makeBeside(
  { workers, signal, watch }: Studio,
  {
    film,
    cut,
    folder,
    target,
    preview,
  }: { film: string; cut: Cut; folder: string; target: string; preview: PreviewKind | null },
): Promise<Beside> {
  const stem = target.slice(0, -extname(target).length);
  const files: Beside['files'] = [];
  const file = (ending: string): { from: string; to: string } => {
    const made = { from: join(folder, `beside.${ending}`), to: `${stem}.${ending}` };
    files.push(made);
    return made;
  };
  let frame = 0;
  const labels = cut.clips.map(({ source: { frames }, slate }) => {
    const label = { frame, frames, text: slate };
    frame += frames;
    return label;
  });
  const [poster, sheet] = [file('poster.png'), file('contact-sheet.png')];
  const moving = preview === null ? null : file(preview);
  await Promise.all([
    workers.run({ kind: 'poster', film, path: poster.from }, { signal }),
    workers.run({ kind: 'sheet', film, path: sheet.from, labels }, { signal }),
    ...(preview === null || moving === null
      ? []
      : [
          workers.run(
            {
              kind: 'preview',
              job: { film, path: moving.from, kind: preview, shots: labels.map(({ frames }) => frames) },
            },
            {
              signal,
              onProgress: (done, total) => watch.onProgress({ work: 'render', subject: 'preview', done, total }),
            },
          ),
        ]),
  ]);
  const captions: string[] = [];
  if (cut.captions.length > 0) {
    for (const [ending, text] of [
      ['srt', writeSrt(cut.captions)],
      ['vtt', writeVtt(cut.captions)],
    ] as const) {
      const made = file(ending);
      await writeFile(made.from, text);
      captions.push(made.to);
    }
  }
  return { poster: poster.to, contactSheet: sheet.to, preview: moving?.to ?? null, captions, files };
}

/** LUFS that sound may be beside −14. */
const LOUDNESS_TOLERANCE = 0.5;

function notesOn(
  source: Size,
  size: Size,
  shape: ReturnType<typeof windowOf>,
  fit: Fit,
  scale: number,
  loudness: FilmDelivery['loudness'],
): string[] {
  const notes: string[] = [];
  const [of, into] = [`${source.width}×${source.height}`, `${size.width}×${size.height}`];
  if (shape !== null && fit === 'crop') {
    const side = shape.axis === 'x' ? 'width' : 'height';
    notes.push(`${Math.round(shape.share * 100)} % of the ${side} of each picture is seen, where its subject is`);
  }
  if (scale > 1.01)
    notes.push(`the takes are ${of}: enlarged ${scale.toFixed(2)} times for ${into}, they show no more than they have`);
  if (loudness !== null && Math.abs(loudness.integrated + 14) > LOUDNESS_TOLERANCE)
    notes.push(`the sound is at ${loudness.integrated.toFixed(1)} LUFS instead of -14: its peaks leave no room`);
  return notes;
}

/** Others who hand over at the same time are done with the journal in a moment. */
const PATIENCE_MS = 8_000;

/** Writes it down and into the report; false when somebody is at work on the production and keeps its journal. */
async function recordDelivery(studio: Studio, id: string, delivery: FilmDelivery): Promise<boolean> {
  // Who hands a film over is not told once more how it was made.
  const quiet = { ...studio, watch: { ...studio.watch, onEvent: () => undefined } };
  const until = studio.now() + PATIENCE_MS;
  for (;;) {
    try {
      const production = await holdProduction(quiet, id);
      try {
        await production.record({ type: 'film-delivered', data: delivery });
        if (production.state.status === 'done') await writeReport(production);
        return true;
      } finally {
        await production.close();
      }
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'locked') throw error;
      if (studio.now() >= until) return false;
      await delay(150);
    }
  }
}
