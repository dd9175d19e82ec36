import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { probe } from '../../cutting-room/codec/probe.ts';
import { conform } from '../../cutting-room/conform.ts';
import { StudioError, messageOf } from '../../errors.ts';
import { DURATION_LIMITS } from '../../film/brief.ts';
import type { Caption, Clip, Cut, CutCandidate, Sound } from '../../film/cut.ts';
import { cutFrames, laterBy, oneAtATime, rejoined, runsThrough, soundsWithin } from '../../film/cut.ts';
import { FIT_LIMITS, canMatch } from '../../film/fit.ts';
import { pictureSeconds } from '../../film/media.ts';
import type { ProductionState } from '../../film/state.ts';
import { toSeconds } from '../../film/time.ts';
import type { Journal } from '../../journal/spec.ts';
import { takePath } from '../studio/layout.ts';
import { readProduction } from '../studio/production.ts';
import type { Studio } from '../studio/studio.ts';
import { layLines } from './lay-lines.ts';
import { editOf, renderTo, type Rendered } from './render-candidate.ts';

/** The scenes of a production with the takes that are in the film. */
export async function listScenes(
  journal: Journal,
  id: string,
): Promise<{ number: number; title: string; seconds: number; slates: string[] }[]> {
  const { state } = await readProduction(journal, id);
  const { cut } = recommendedOf(id, state);
  return (state.screenplay?.scenes ?? []).map((scene) => {
    const clips = clipsOf(cut, state, scene.number, new Map());
    return {
      number: scene.number,
      title: scene.title,
      seconds: toSeconds(
        clips.reduce((total, { clip }) => total + clip.source.frames, 0),
        cut.rate,
      ),
      slates: clips.map(({ clip }) => clip.slate),
    };
  });
}

/** How a clip in the place of a take comes to the length of its shot: not at all, or as `conform` does it. */
const FITS = ['whole', 'hold', 'loop', 'speed'] as const;
type ClipFit = (typeof FITS)[number];

/**
 * A film of some scenes in the order given, with their voices and under the film's music. A clip that somebody has put in
 * the place of a take in the run's folder is used as it lies there, with its own sound, whatever its size and rate: whole,
 * or as long as its shot by the `fit` that is wished for. Where that leaves too little time for what is said, a line waits for
 * the one before or is left out, and `warnings` says so. Throws `usage` for a fit that cannot be.
 */
export async function combineScenes(
  studio: Studio,
  id: string,
  scenes: string,
  output: string | null,
  wishes: { fit?: string | undefined } = {},
): Promise<Rendered> {
  const { state } = await readProduction(studio.journal, id);
  const { cut } = recommendedOf(id, state);
  const lengths = await lengthsOf(studio, cut);
  const partsOf = (number: number): Part[] => clipsOf(cut, state, number, lengths);
  const numbers = sceneNumbers(scenes, state, partsOf);
  const fit = FITS.find((one) => one === (wishes.fit ?? 'whole'));
  if (fit === undefined)
    throw new StudioError('usage', `--fit ${JSON.stringify(wishes.fit)} is not usable`, {
      hint: `It is one of: ${FITS.join(', ')}.`,
    });
  const target = output ?? join(state.folder ?? '', scenesFile(numbers));
  // By the clip, because a scene may be wanted twice; a slate may be in the cut twice, with other frames each time.
  const known = new Map<Clip, Lying>();
  const parts: Lying[] = [];
  for (const part of numbers.flatMap(partsOf)) {
    const lying = known.get(part.clip) ?? (await asItLies(studio, state, cut, part, fit));
    known.set(part.clip, lying);
    parts.push(lying);
  }
  const { cut: film, left } = combined(parts, cut);
  const warnings = new Set([...parts.flatMap(({ told }) => told), ...left]);
  return renderTo(studio, id, film, target, { warnings: [...warnings], scenes: numbers });
}

function recommendedOf(id: string, state: ProductionState): CutCandidate {
  const { candidates, recommended } = editOf(id, state);
  const chosen = candidates.find(({ cut }) => cut.id === recommended) ?? candidates[0];
  if (chosen === undefined) throw new StudioError('internal', `${id} has no candidate`);
  return chosen;
}

/** A clip with what goes with it, in seconds from the clip's beginning. */
interface Part {
  clip: Clip;
  sounds: Sound[];
  lines: Line[];
  /** Those that belong to no line. */
  captions: Caption[];
}

/** What is said in one go: it may go on over the clips after the one that it begins with. */
interface Line {
  sound: Sound;
  captions: Caption[];
  /** As in `PlacedLine`. */
  seconds: number;
  room: number;
}

function clipsOf(
  cut: Cut,
  { screenplay }: ProductionState,
  scene: number,
  lengths: ReadonlyMap<string, number>,
): Part[] {
  const shots = new Set(screenplay?.scenes.find(({ number }) => number === scene)?.shots.map(({ id }) => id));
  const effects = cut.sounds.filter(({ kind }) => kind === 'effect');
  const lines = linesOf(cut, lengths);
  const isLine = new Set(lines.map(({ sound }) => sound));
  const owned = new Set(lines.flatMap(({ captions }) => captions));
  let frame = 0;
  return cut.clips.flatMap((clip) => {
    const from = toSeconds(frame, cut.rate);
    frame += clip.source.frames;
    const to = toSeconds(frame, cut.rate);
    if (!shots.has(clip.shot)) return [];
    const inside = (at: number): boolean => at >= from && at < to;
    return {
      clip,
      sounds: [
        ...cut.sounds.flatMap((sound) =>
          (sound.kind === 'voice' || sound.kind === 'production') && !isLine.has(sound) && inside(sound.at)
            ? [{ ...sound, at: sound.at - from }]
            : [],
        ),
        ...soundsWithin(effects, from, to),
      ],
      lines: lines.flatMap((line) =>
        inside(line.sound.at)
          ? [
              {
                ...line,
                sound: { ...line.sound, at: line.sound.at - from },
                captions: line.captions.map((caption) => laterBy(caption, -from)),
              },
            ]
          : [],
      ),
      captions: cut.captions.flatMap((caption) =>
        inside(caption.start) && !owned.has(caption)
          ? [laterBy({ ...caption, end: Math.min(caption.end, to) }, -from)]
          : [],
      ),
    };
  });
}

/** The lines of a cut, each with the captions that show it. */
function linesOf(cut: Cut, lengths: ReadonlyMap<string, number>): Line[] {
  const voices = cut.sounds
    .filter((sound) => sound.kind === 'voice' && !runsThrough(sound, cut, lengths))
    .toSorted((a, b) => a.at - b.at);
  return voices.map((sound, index) => {
    const next = voices[index + 1]?.at ?? Infinity;
    const room = Math.min(next, toSeconds(cutFrames(cut), cut.rate)) - sound.at;
    const seconds = sound.seconds ?? lengths.get(sound.media.sha256) ?? room;
    const last = Math.min(next, sound.at + seconds);
    const captions = cut.captions.filter(({ start }) => start >= sound.at - HAIR && start < last - HAIR);
    return { sound, captions, seconds, room };
  });
}

/** Seconds are floats: what is nearer than this is the same. */
const HAIR = 0.001;

/** Seconds of the voices of a cut, by the hash of their files; of one that is lost the check of the whole cut will tell. */
async function lengthsOf({ store }: Studio, { sounds }: Cut): Promise<Map<string, number>> {
  const lengths = new Map<string, number>();
  for (const { kind, media } of sounds) {
    const facts = kind === 'voice' ? await probe(store.path(media)).catch(() => null) : null;
    if (facts !== null) lengths.set(media.sha256, facts.seconds);
  }
  return lengths;
}

/** `1,3` or `2-4,1`, in the order given. Throws `usage` for what is no scene of this film, or has no take in it. */
function sceneNumbers(text: string, state: ProductionState, partsOf: (scene: number) => Part[]): number[] {
  const scenes = (state.screenplay?.scenes ?? []).map(({ number }) => number);
  const known = scenes.filter((number) => partsOf(number).length > 0);
  const numbers = text.split(',').flatMap((piece) => {
    const [, first, last] = /^\s*(\d{1,4})(?:\s*-\s*(\d{1,4}))?\s*$/.exec(piece) ?? [];
    if (first === undefined) return [Number.NaN];
    const [from, to] = [Number(first), Number(last ?? first)];
    return from <= to ? Array.from({ length: Math.min(to - from + 1, 1000) }, (_, at) => from + at) : [Number.NaN];
  });
  const unknown = numbers.find((number) => !known.includes(number));
  if (numbers.length === 0 || unknown !== undefined) {
    throw new StudioError('usage', `--scenes ${JSON.stringify(text.slice(0, 60))} is not usable`, {
      hint: `This film has the scenes ${known.join(', ')}: --scenes ${known.slice(0, 2).join(',')}`,
    });
  }
  return numbers;
}

/** Names of files may have 255 bytes. */
function scenesFile(numbers: readonly number[]): string {
  const all = numbers.join('_');
  return all.length <= 100 ? `scenes_${all}.mp4` : `scenes_${numbers[0]}_and_${numbers.length - 1}_more.mp4`;
}

/** A part, and what was done to its clip, in words for the person. */
type Lying = Part & { told: string[] };

/** The part with the clip that lies in the folder in place of its take, if somebody has put another there. */
async function asItLies(studio: Studio, state: ProductionState, cut: Cut, part: Part, fit: ClipFit): Promise<Lying> {
  const name = takePath(part.clip.slate);
  const path = join(state.folder ?? '', name);
  if (!(await liesThere(path))) return { ...part, told: [] }; // gone: the store has the take
  const stored = await studio.store.put(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (stored.sha256 === part.clip.media.sha256) return { ...part, told: [] };

  const slot = part.clip.source.frames;
  const facts = await probe(path);
  const { video, audio } = facts;
  const seconds = pictureSeconds(facts);
  const shot = toSeconds(slot, cut.rate);
  if (fit === 'speed' && !canMatch(seconds, shot))
    throw new StudioError(
      'usage',
      `${path} lasts ${seconds.toFixed(1)} s, too far from the ${shot.toFixed(1)} s of its shot for --fit speed`,
      {
        hint: `At most ${FIT_LIMITS.speed * 100} % slower or faster goes unseen: take --fit hold, loop or whole, or another clip.`,
      },
    );
  const still = video?.frames === 1 && audio === null;
  const by = fit !== 'whole' ? fit : still ? 'hold' : null;
  if (by === null && facts.seconds > DURATION_LIMITS.max)
    throw new StudioError(
      'usage',
      `${path} lasts ${facts.seconds.toFixed(0)} s, and a film has ${DURATION_LIMITS.max} at most`,
      { hint: 'Take --fit hold, which uses as much of it as its shot lasts, or cut it.' },
    );
  const made = join(studio.scratchFolder, `${studio.mint()}.mp4`);
  const { frames, sound, changes } = await conform({
    from: path,
    path: made,
    size: cut,
    rate: cut.rate,
    fit: 'pad',
    ...(by === null ? {} : { frames: slot, by }),
    signal: studio.signal,
  });
  const media = await studio.store.put(made);
  const whole = { start: 0, frames };
  const told =
    Math.abs(frames - slot) > 1
      ? [
          `${toSeconds(frames, cut.rate).toFixed(1)} s where its shot has ${shot.toFixed(1)} s (--fit hold, loop or speed makes it as long)`,
        ]
      : [];
  return {
    told: [`${name} is not the take that was shot: ${[...changes, ...told].join('; ') || 'used as it lies there'}`],
    clip: {
      ...part.clip,
      media,
      source: whole,
      available: whole,
      overlays: part.clip.overlays.filter(({ range }) => range.start < frames),
    },
    sounds: [
      ...soundsOver(part, toSeconds(frames, cut.rate)).filter(({ kind }) => !sound || kind !== 'production'),
      ...(sound ? [{ kind: 'production' as const, media, at: 0, seconds: null, gainDb: 0 }] : []),
    ],
    lines: part.lines,
    captions: part.captions.flatMap((caption) => {
      const end = Math.min(caption.end, toSeconds(frames, cut.rate));
      return end > caption.start ? [{ ...caption, end }] : [];
    }),
  };
}

/** Sounds of what is seen are over with the clip. */
function soundsOver({ sounds }: Part, seconds: number): Sound[] {
  const isSeen = ({ kind }: Sound): boolean => kind === 'effect' || kind === 'production';
  return [...sounds.filter((sound) => !isSeen(sound)), ...soundsWithin(sounds.filter(isSeen), 0, seconds)];
}

async function liesThere(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isFile()) return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw unreadable(path, error);
  }
  throw unreadable(path, 'it is not a file');
}

function unreadable(path: string, why: unknown): StudioError {
  return new StudioError('media', `${path} cannot be read: ${typeof why === 'string' ? why : messageOf(why)}`, {
    hint: 'Put a clip there that can be read, or take it away: then the take that was shot is used.',
    cause: why,
  });
}

/** Parts one after another, straight cut where they were not neighbours before; in `left` what is said and has no time. */
function combined(parts: Lying[], cut: Cut): { cut: Cut; left: string[] } {
  const clips: Clip[] = [];
  const sounds: Sound[] = cut.sounds.filter(({ kind }) => kind === 'music');
  const captions: Caption[] = [];
  const lines: (Line & { at: number; shot: string })[] = [];
  let frame = 0;
  for (const part of parts) {
    const at = toSeconds(frame, cut.rate);
    const before = clips.at(-1);
    const neighbours =
      before !== undefined &&
      cut.clips[cut.clips.findIndex(({ slate }) => slate === part.clip.slate) - 1]?.slate === before.slate;
    const transitionIn =
      neighbours || before === undefined ? part.clip.transitionIn : { kind: 'cut' as const, frames: 0 };
    clips.push({ ...part.clip, transitionIn });
    sounds.push(...part.sounds.map((sound) => ({ ...sound, at: at + sound.at })));
    captions.push(...part.captions.map((caption) => laterBy(caption, at)));
    lines.push(...part.lines.map((line) => ({ ...line, at, shot: part.clip.shot })));
    frame += part.clip.source.frames;
  }
  const end = toSeconds(frame, cut.rate);
  const inOrder = lines.toSorted((a, b) => a.at + a.sound.at - (b.at + b.sound.at));
  const begins = layLines(
    inOrder.map(({ at, sound, seconds, room }) => ({ wanted: at + sound.at, seconds, room })),
    end,
  );
  // Without another clip only the order is to blame.
  const wayOut = parts.some(({ told }) => told.length > 0) ? ': --fit hold keeps it' : '';
  const left = inOrder.flatMap((line, index) => {
    const at = begins[index] ?? null;
    if (at === null) return [`what is said over ${line.shot} does not fit whole and is left out${wayOut}`];
    sounds.push({ ...line.sound, at });
    captions.push(...line.captions.map((caption) => laterBy(caption, at - line.sound.at)));
    return [];
  });
  return { cut: { ...cut, clips, sounds: rejoined(sounds), captions: oneAtATime(captions, end) }, left };
}
