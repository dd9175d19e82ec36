import { basename, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasCredentials } from '../../cutting-room/fingerprint.ts';
import { probe } from '../../cutting-room/codec/probe.ts';
import { writeOtio } from '../../cutting-room/formats/otio.ts';
import { type Mark, type Medium, type Programme, programmeOf } from '../../cutting-room/formats/programme.ts';
import type { Cut, Sound } from '../../film/cut.ts';
import type { MediaRef, Probe } from '../../film/media.ts';
import { formatUsd } from '../../film/money.ts';
import { shotsOf } from '../../film/screenplay.ts';
import type { ProductionState, TakeState } from '../../film/state.ts';
import type { Take, VoiceLine } from '../../film/take.ts';
import { toFrames } from '../../film/time.ts';
import { takePath } from '../studio/layout.ts';
import type { Studio } from '../studio/studio.ts';

/** A file that is handed over, and what is known of it. */
export interface Reel {
  /** The slate of a take, the hash of a sound. */
  key: string;
  /** For people: `1A-1`, `voice-2B`, `music`, `effect-rain`. */
  name: string;
  /** The same with its ending. */
  file: string;
  media: MediaRef;
  probe: Probe;
  kind: 'take' | Sound['kind'];
  used: boolean;
  /** Its place below the run's folder, where it has one. */
  copy: string | null;
  take: (TakeState & { take: Take }) | null;
  line: VoiceLine | null;
  /** What was delivered, where its maker has put content credentials (C2PA) into it: the conformed take has lost them. */
  signed: { media: MediaRef; file: string } | null;
}

/**
 * Every file that a cut is made of, and every take that it leaves out as far as the media store has it: takes in the order
 * of the film, the unused ones with the circled first, then the sounds.
 */
export async function reelsOf({ store }: Studio, state: ProductionState, cut: Cut): Promise<Reel[]> {
  const reels: Reel[] = [];
  for (const { slate, media } of cut.clips) {
    if (reels.some(({ key }) => key === slate)) continue;
    // What somebody has put in the place of a take is not the take.
    const known = taken(state.takes[slate]);
    const take = known?.take.media.sha256 === media.sha256 ? known : null;
    reels.push(await reelOfClip(store, slate, media, take, true));
  }
  for (const take of unused(state, cut)) {
    const { slate, media } = take.take;
    // A take that is lost and not in the film is no reason to hand nothing over.
    if (await store.verify(media)) reels.push(await reelOfClip(store, slate, media, take, false));
  }
  for (const sound of cut.sounds) {
    if (reels.some(({ key }) => key === sound.media.sha256)) continue;
    const names = new Set(reels.map(({ name }) => name));
    reels.push(await reelOfSound(store, state, cut, sound, names));
  }
  return reels;
}

async function reelOfClip(
  store: Studio['store'],
  slate: string,
  media: MediaRef,
  take: Reel['take'],
  used: boolean,
): Promise<Reel> {
  return {
    ...named(slate, media),
    key: slate,
    kind: 'take',
    probe: take === null ? await probe(store.path(media)) : take.take.probe,
    used,
    copy: take === null ? null : takePath(slate),
    take,
    line: null,
    signed: await signedOf(store, take),
  };
}

/** Called after what it is of, with a number where there are several; `names` are taken. */
async function reelOfSound(
  store: Studio['store'],
  state: ProductionState,
  cut: Cut,
  { kind, media, at }: Sound,
  names: ReadonlySet<string>,
): Promise<Reel> {
  const line = Object.values(state.voices).find((voice) => voice.media.sha256 === media.sha256) ?? null;
  const shot = line?.shot ?? shotAt(cut, at);
  const wanted = {
    music: 'music',
    voice: `voice-${shot}`,
    effect: `effect-${effectOf(state, media) || shot}`,
    production: `sound-${shot}`,
  }[kind];
  let name = wanted;
  for (let count = 2; names.has(name); count += 1) name = `${wanted}-${count}`;
  return {
    ...named(name, media),
    key: media.sha256,
    kind,
    probe: await probe(store.path(media)),
    used: true,
    copy: null,
    take: null,
    line,
    signed: null,
  };
}

/** What an effect is called: what it is of, or as the file of the person; empty when nobody knows it. */
function effectOf({ effects, brief }: ProductionState, { sha256 }: MediaRef): string {
  const made = effects?.sounds.find(({ media }) => media.sha256 === sha256)?.sound;
  return made ?? plainName(brief?.effects.files.find(({ media }) => media.sha256 === sha256)?.name ?? '');
}

/** The name of somebody's file as ours may be called: letters, digits and dashes without an ending; empty when none is left. */
export function plainName(path: string): string {
  return basename(path, extname(path))
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
}

/** A cut with all that is known around it; `address` says where a list finds a file. */
export function programmeFor(
  id: string,
  state: ProductionState,
  cut: Cut,
  reels: readonly Reel[],
  address: (reel: Reel) => string,
): Programme {
  const { screenplay } = state;
  const media = new Map(reels.map((reel) => [reel.key, mediumOf(reel, cut, address(reel))]));
  const spare = reels.flatMap(({ take, used }) => (take === null || used ? [] : [take.take]));
  return programmeOf(cut, {
    title: screenplay?.title ?? id,
    media,
    marks: new Map(reels.flatMap(({ take }) => (take === null ? [] : [[take.slate, marksOf(take, state)]]))),
    alternates: spare.map(({ shot, slate, handles, probe: { video } }) => ({
      shot,
      slate,
      source: { start: handles.head, frames: Math.max(1, (video?.frames ?? 1) - handles.head) },
    })),
    spoken: linesOf(state).map(({ words, media: voice }) => ({
      words,
      at: cut.sounds.find((sound) => sound.media.sha256 === voice.sha256)?.at ?? null,
    })),
    chapters: (screenplay?.scenes ?? []).map(({ number, title, summary, shots }) => ({
      shots: shots.map((shot) => shot.id),
      name: `Scene ${number}: ${title}`,
      note: summary,
    })),
    facts: {
      production: id,
      concept: state.brief?.concept ?? '',
      provenance: state.provenance ?? 'offline',
      candidate: cut.id,
      studio: state.version ?? '',
    },
  });
}

/** The OpenTimelineIO list of a run's folder: it finds takes beside itself and sounds in the media store. */
export async function listOfRun(studio: Studio, id: string, state: ProductionState, cut: Cut): Promise<string> {
  const reels = await reelsOf(studio, state, cut);
  const address = ({ copy, media }: Reel): string =>
    copy === null ? pathToFileURL(studio.store.path(media)).href : copy.split('/').map(encodeURIComponent).join('/');
  return writeOtio(programmeFor(id, state, cut, reels, address)).text;
}

async function signedOf(store: Studio['store'], take: Reel['take']): Promise<Reel['signed']> {
  const media = take?.take.original?.media ?? null;
  if (take === null || media === null || !(await store.verify(media))) return null;
  return (await hasCredentials(store.path(media))) ? { media, file: `${take.slate}.${media.extension}` } : null;
}

function named(name: string, media: MediaRef): Pick<Reel, 'name' | 'file' | 'media'> {
  return { name, file: `${name}.${media.extension}`, media };
}

function taken(take: TakeState | undefined): Reel['take'] {
  return take === undefined || take.take === null ? null : { ...take, take: take.take };
}

/** Takes that the cut leaves out, the circled ones first, then by their score. */
function unused({ takes }: ProductionState, { clips }: Cut): NonNullable<Reel['take']>[] {
  const inCut = new Set(clips.map(({ slate }) => slate));
  const rank = ({ review }: TakeState): number => (review?.verdict === 'circle' ? 1000 : 0) + (review?.overall ?? -1);
  return Object.values(takes)
    .flatMap((take) => (inCut.has(take.slate) ? [] : (taken(take) ?? [])))
    .toSorted((a, b) => rank(b) - rank(a));
}

/** The shot that is seen at some second. */
function shotAt({ clips, rate }: Cut, seconds: number): string {
  let left = toFrames(seconds, rate);
  const clip = clips.find(({ source }) => (left -= source.frames) < 0) ?? clips.at(-1);
  return clip?.shot ?? '';
}

function mediumOf({ name, file, probe: facts, take, line, media, kind }: Reel, { rate }: Cut, url: string): Medium {
  const { video, audio, seconds } = facts;
  // A hair more than a whole frame is a whole one; what is missing at the end is not there.
  const heard = Math.max(1, Math.floor((seconds * rate.num) / rate.den + 0.01));
  return {
    name,
    file,
    url,
    frames: video?.frames ?? heard,
    picture: video === null ? null : { width: video.width, height: video.height },
    sound: audio === null ? null : { channels: audio.channels, sampleRate: audio.sampleRate },
    facts: { ...factsOf(take, line), kind, sha256: media.sha256 },
  };
}

function factsOf(take: Reel['take'], line: VoiceLine | null): Record<string, string> {
  if (line !== null) return { provider: line.provider, provenance: line.provenance, text: line.text };
  if (take === null) return {};
  const { provider, model, provenance, prompt, vendorId, cost, warnings } = take.take;
  return {
    provider: `${provider} ${model}`.trim(),
    provenance,
    ...(take.review === null ? {} : { review: told(take) }),
    prompt,
    cost: formatUsd(cost),
    ...(vendorId === null ? {} : { job: vendorId }),
    ...(warnings.length === 0 ? {} : { warnings: warnings.join('; ') }),
  };
}

/** What was thought of a take, and what it was asked for. */
function marksOf(take: NonNullable<Reel['take']>, { wishes }: ProductionState): Mark[] {
  const { slate, review } = take;
  const thumb = wishes.thumbs[slate];
  const kind = review === null ? 'open' : review.verdict === 'circle' ? 'good' : 'bad';
  const issues = review?.issues ?? [];
  const note = [
    ...(thumb === undefined ? [] : [thumb ? 'thumbs up' : 'thumbs down']),
    ...issues,
    `prompt: ${take.take.prompt}`,
  ].join('; ');
  return [{ at: 0, name: `${slate} ${told(take)}`, note, kind }];
}

function told({ review }: TakeState): string {
  if (review === null) return 'not reviewed';
  return `${review.verdict} · ${review.overall === null ? 'nobody could score it' : `${Math.round(review.overall)} of 100`}`;
}

/** Spoken lines in the order of the story. */
function linesOf({ screenplay, voices }: ProductionState): VoiceLine[] {
  const shots = screenplay === null ? [] : shotsOf(screenplay);
  return [...new Set(shots.flatMap(({ id }) => voices[id] ?? []))];
}
