import { StudioError } from '../../errors.ts';
import type { Brief } from '../../film/brief.ts';
import type { Sound } from '../../film/cut.ts';
import { EFFECT_MANNERS, type EffectCue, type EffectManner, type EffectSound } from '../../film/effects.ts';
import type { EventData } from '../../film/events.ts';
import type { MediaRef } from '../../film/media.ts';
import { shotsOf, type Screenplay } from '../../film/screenplay.ts';
import { toSeconds } from '../../film/time.ts';
import { keepWav } from '../orders/keep-wav.ts';
import { assertGiven, ifOffline, mend } from '../orders/mend.ts';
import type { Production } from '../studio/production.ts';

type Made = EventData<'effects-adopted'>['sounds'][number];

/** An effect of a shot, and the file in which it is heard. */
export interface CuedEffect extends EffectCue {
  media: MediaRef;
  /** Seconds of the file. */
  length: number;
}

/** The effects of a film, each sound made once; what the media store has lost is made again. */
export async function makeEffects(
  production: Production,
  cues: readonly EffectCue[],
  seedNumber: number,
): Promise<CuedEffect[]> {
  const wanted = soundsOf(cues);
  if (wanted.length === 0) return [];
  const { studio } = production;
  const { id: provider, provenance } = studio.effects;
  const { sounds } = await production.revise(
    'effects',
    'effects-adopted',
    { provider, seedNumber, wanted },
    async () => ({
      provider,
      provenance,
      sounds: await makeAll(production, wanted, seedNumber),
    }),
  );
  for (const { sound, media } of sounds) {
    const again = ifOffline(provenance, async () => (await makeOne(production, sound, seedNumber)).media);
    await mend(studio, { name: `the effect ${sound}`, media, copy: null, again });
  }
  return cued(cues, sounds);
}

/** The same for an animatic: nothing of it is written down. */
export async function sketchEffects(
  production: Production,
  cues: readonly EffectCue[],
  seedNumber: number,
): Promise<CuedEffect[]> {
  return cued(cues, await makeAll(production, soundsOf(cues), seedNumber));
}

/** Throws `usage` for an effect of the person that begins when the film is over. */
export function assertInFilm({ effects }: Brief, { frames, rate }: Screenplay): void {
  const film = toSeconds(frames, rate);
  const late = effects.files.find(({ at }) => at >= film);
  if (late === undefined) return;
  const problem = `the effect ${late.name} begins at ${late.at} s, and the film is over at ${film.toFixed(1)} s`;
  throw new StudioError('usage', problem, {
    hint: 'Give it an earlier second, or the film a longer --duration, in a new run.',
  });
}

/** The effects that the person handed in, where they want them. Throws `media` when the store has lost one. */
export async function givenEffects({ studio, id }: Production, { effects }: Brief): Promise<Sound[]> {
  const given: Sound[] = [];
  for (const { name, media, at, seconds } of effects.files) {
    await assertGiven(studio, id, `the effect ${name}`, media);
    given.push({ kind: 'effect', media, at, seconds, gainDb: 0 });
  }
  return given;
}

/**
 * Lays effects on a film of these shots; those of a shot that is not in it are not heard. What goes on through neighbouring
 * shots is one stretch, its file round and round without a seam; the air of a place crosses into that of the next.
 */
export function layEffects(effects: readonly CuedEffect[], screenplay: Screenplay): Sound[] {
  const film = toSeconds(screenplay.frames, screenplay.rate);
  let frame = 0;
  const spans = new Map(
    shotsOf(screenplay).map(({ id, frames }) => {
      const start = toSeconds(frame, screenplay.rate);
      frame += frames;
      return [id, { start, end: toSeconds(frame, screenplay.rate) }];
    }),
  );
  const stretches: Stretch[] = [];
  for (const { sound, shot, at, seconds, level, media, length } of effects) {
    const span = spans.get(shot);
    // A shot that became shorter than it was written may be over before that.
    if (span === undefined || span.start + at >= span.end) continue;
    const manner = EFFECT_MANNERS[sound];
    const start = span.start + at;
    const until =
      manner === 'once'
        ? start + Math.min(length, seconds ?? Infinity)
        : Math.min(span.end, start + (seconds ?? Infinity));
    const end = Math.min(film, until);
    const before = stretches.find(
      (one) => one.media.sha256 === media.sha256 && one.gainDb === level && Math.abs(one.end - start) < HAIR,
    );
    if (before !== undefined && manner !== 'once') before.end = end;
    else if (end - start > HAIR) stretches.push({ manner, media, length, gainDb: level, start, end });
  }
  return stretches.flatMap((stretch) => (stretch.manner === 'once' ? [happening(stretch)] : round(stretch, film)));
}

interface Stretch {
  manner: EffectManner;
  media: MediaRef;
  length: number;
  gainDb: number;
  start: number;
  end: number;
}

/** Seconds are floats: what is nearer than this is the same. */
const HAIR = 0.001;
/** Seconds in which a sound comes and goes; half of an ambience's lie beyond its shots. */
const FADES = { ambience: 0.8, doing: 0.15 } as const;
/** At the end of the film. */
const LAST_FADE = 1;

function happening({ media, start, end, length, gainDb }: Stretch): Sound {
  const cut = end - start < length - HAIR ? { fadeOut: Math.min(LAST_FADE, (end - start) / 2) } : {};
  return { kind: 'effect', media, at: start, seconds: end - start, gainDb, ...cut };
}

/**
 * A loop: wherever it is heard it is as far as if it had begun with the film, so that two stretches of it cross without a
 * seam, whatever their levels.
 */
function round({ manner, media, length, gainDb, ...span }: Stretch, film: number): Sound[] {
  const fade = manner === 'ambience' ? FADES.ambience : FADES.doing;
  const beyond = manner === 'ambience' ? fade / 2 : 0;
  const isLast = span.end + beyond > film - HAIR;
  // Nothing comes or goes across a join of two rounds; what goes and what comes at one moment move alike, so that they cross.
  const first = Math.max(0, offJoin(span.start - beyond, fade, length));
  const last = isLast ? offLastJoin(film, length) : offJoin(span.end + beyond - fade, fade, length) + fade;
  const fadeIn = Math.min(fade, (last - first) / 2);
  const fadeOut = Math.min(isLast ? LAST_FADE : fade, (last - first) / 2);
  const sounds: Sound[] = [];
  for (let at = first; at < last - HAIR;) {
    const place = at % length < length - HAIR ? at % length : 0;
    const seconds = Math.min(length - place, last - at);
    sounds.push({ kind: 'effect', media, at, ...(place > HAIR ? { from: place } : {}), seconds, gainDb });
    at += seconds;
  }
  return sounds.map((sound, nth) => ({
    ...sound,
    ...(nth === 0 ? { fadeIn } : {}),
    ...(nth === sounds.length - 1 ? { fadeOut } : {}),
  }));
}

/** Where a fade from this second on begins, so that it lies on one side of the join of two rounds: the nearer one. */
function offJoin(at: number, fade: number, length: number): number {
  const into = Math.ceil(at / length) * length - at;
  if (into < HAIR || into > fade - HAIR) return at;
  return into < fade / 2 ? at + into : at + into - fade;
}

/** The end of the film, or the join of two rounds shortly before it. */
function offLastJoin(film: number, length: number): number {
  const join = Math.floor(film / length) * length;
  return film - join < LAST_FADE ? join : film;
}

function soundsOf(cues: readonly EffectCue[]): EffectSound[] {
  return [...new Set(cues.map(({ sound }) => sound))].toSorted();
}

async function makeAll(production: Production, wanted: readonly EffectSound[], seedNumber: number): Promise<Made[]> {
  const made: Made[] = [];
  for (const sound of wanted) made.push(await makeOne(production, sound, seedNumber));
  return made;
}

async function makeOne(production: Production, sound: EffectSound, seedNumber: number): Promise<Made> {
  const { effects, signal } = production.studio;
  const { wav, seconds } = await effects.make({ sound, seedNumber }, signal);
  return { sound, media: await keepWav(production, wav), seconds };
}

function cued(cues: readonly EffectCue[], made: readonly Made[]): CuedEffect[] {
  return cues.flatMap((cue) => {
    const file = made.find(({ sound }) => sound === cue.sound);
    return file === undefined ? [] : [{ ...cue, media: file.media, length: file.seconds }];
  });
}
