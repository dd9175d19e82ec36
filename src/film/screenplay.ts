import { z } from 'zod';
import { FrameRange, Rate } from './time.ts';

export const ShotSize = z.enum([
  'extreme-wide',
  'wide',
  'full',
  'medium',
  'medium-close-up',
  'close-up',
  'extreme-close-up',
]);
export type ShotSize = z.infer<typeof ShotSize>;

export const CameraMove = z.enum([
  'static',
  'pan-left',
  'pan-right',
  'tilt-up',
  'tilt-down',
  'push-in',
  'pull-out',
  'zoom-in',
  'zoom-out',
  'orbit',
  'tracking',
  'crane-up',
  'crane-down',
  'handheld',
]);
export type CameraMove = z.infer<typeof CameraMove>;

export const TimeOfDay = z.enum(['dawn', 'morning', 'day', 'golden-hour', 'sunset', 'dusk', 'night']);
export type TimeOfDay = z.infer<typeof TimeOfDay>;

export const Weather = z.enum(['clear', 'cloudy', 'rain', 'storm', 'snow', 'fog', 'wind']);
export type Weather = z.infer<typeof Weather>;

export const Mood = z.enum([
  'serene',
  'joyful',
  'hopeful',
  'playful',
  'romantic',
  'energetic',
  'triumphant',
  'melancholic',
  'tense',
  'mysterious',
  'lonely',
  'frustrated',
  'epic',
  'neutral',
]);
export type Mood = z.infer<typeof Mood>;

export const TransitionKind = z.enum([
  'cut',
  'dissolve',
  'fade-black',
  'fade-white',
  'wipe',
  'slide-left',
  'slide-right',
  'zoom',
  'slide-up',
  'slide-down',
  'whip',
  'iris',
  'match-cut',
]);
/**
 * How a shot is entered. A `match-cut` is a cut that moves, within its frames, to where both sides look most alike; all
 * others but `cut` mix or move pictures for so many frames.
 */
export type TransitionKind = z.infer<typeof TransitionKind>;

/** Somebody or something in the picture. */
export const Figure = z.object({
  /** The noun phrase as written, without attributes: `developer`, `coffee mug`. */
  what: z.string().min(1),
  /** Adjectives as written: `red`, `old`, `tired`, `wooden`. */
  attributes: z.array(z.string()),
  /** Verb phrase in plain form, or null: `type`, `walk across the beach`. */
  action: z.string().nullable(),
  /** For people and animals: `tired`, `happy`; null where the mood decides. */
  expression: z.string().nullable(),
  /** How many; 1 for most. */
  count: z.int().min(1).max(12),
  /** The thread that makes it look the same in every shot, or null for a passing thing. */
  thread: z.string().nullable(),
  /** The shot is about it: drawn large and in front. */
  principal: z.boolean(),
  /** The seed picture that stands for it, or null. */
  seed: z.string().nullable(),
});
export type Figure = z.infer<typeof Figure>;

/** Where and when: what stands behind the figures. */
export const Setting = z.object({
  /** As written: `mountain lake`, `small office`. */
  place: z.string().min(1),
  interior: z.boolean(),
  time: TimeOfDay,
  weather: Weather,
  /** The thread of the place, so that it looks the same whenever the film comes back to it. */
  thread: z.string(),
});
export type Setting = z.infer<typeof Setting>;

/** Words drawn over the picture in the cutting room; vendors are never asked to paint letters. */
export const Overlay = z.object({
  text: z.string().min(1),
  style: z.enum(['title', 'subtitle', 'lower-third', 'caption', 'watermark']),
  position: z.enum(['center', 'lower-third', 'upper-third', 'top', 'bottom', 'bottom-right']),
  /** Frames of the shot during which it is seen. */
  range: FrameRange,
});
export type Overlay = z.infer<typeof Overlay>;

/** One camera set-up: the unit that a provider is paid for. */
export const Shot = z.object({
  /** Scene number and letter: `3B`. */
  id: z.string().regex(/^\d+[A-Z]+$/),
  scene: z.int().positive(),
  /** Frames on the timeline, without handles. */
  frames: z.int().positive(),
  /** What is seen, as one or two plain sentences. */
  description: z.string().min(1),
  size: ShotSize,
  move: CameraMove,
  setting: Setting,
  figures: z.array(Figure),
  mood: Mood,
  /** How the light falls, in words: `low warm light from the left`. */
  light: z.string(),
  /** Spoken over the shot, or null. */
  narration: z.string().nullable(),
  overlays: z.array(Overlay),
  /** How this shot is entered from the one before it; the first shot's is how the film begins. */
  transitionIn: z.object({ kind: TransitionKind, frames: z.int().nonnegative() }),
  /** Seed pictures that must be seen in this shot, by seed id, and how. */
  seeds: z.array(z.object({ id: z.string(), use: z.enum(['framed', 'full-frame', 'reveal', 'figure']) })),
  /** Contract elements that this shot answers for. */
  elements: z.array(z.string()),
});
export type Shot = z.infer<typeof Shot>;

export const Scene = z.object({
  number: z.int().positive(),
  title: z.string(),
  /** What happens, and what it is for. */
  summary: z.string(),
  beat: z.enum(['beginning', 'middle', 'turn', 'end']),
  mood: Mood,
  shots: z.array(Shot).min(1),
});
export type Scene = z.infer<typeof Scene>;

/** Something that must look the same in every shot which names it. */
export const Thread = z.object({
  id: z.string(),
  kind: z.enum(['character', 'place', 'object']),
  name: z.string(),
  /** The look, fixed once: seeds the artist and goes into every live prompt. */
  description: z.string(),
});
export type Thread = z.infer<typeof Thread>;

export const Screenplay = z.object({
  schema: z.literal('Screenplay.1'),
  title: z.string(),
  logline: z.string(),
  rate: Rate,
  /** Sum of all shots; the film's exact length. */
  frames: z.int().positive(),
  musicMood: Mood,
  threads: z.array(Thread),
  scenes: z.array(Scene).min(1),
  /** What a person wrote to be spoken and there is no time to say; absent where nothing is left out. */
  unsaid: z.array(z.string()).optional(),
});
export type Screenplay = z.infer<typeof Screenplay>;

export function shotsOf(screenplay: Screenplay): Shot[] {
  return screenplay.scenes.flatMap((scene) => scene.shots);
}

/** The same story with other lengths, in frames by shot; words on screen stay inside their shots. */
export function withLengths(screenplay: Screenplay, lengths: ReadonlyMap<string, number>): Screenplay {
  const scenes = screenplay.scenes.map((scene) => ({
    ...scene,
    shots: scene.shots.map((shot) => lasting(shot, lengths.get(shot.id) ?? shot.frames)),
  }));
  return { ...screenplay, scenes, frames: lengthOf(scenes) };
}

/** The same story without some of its shots, and so much shorter. Scenes without a shot are left out. */
export function withoutShots(screenplay: Screenplay, dropped: ReadonlySet<string>): Screenplay {
  const scenes = screenplay.scenes.flatMap((scene) => {
    const shots = scene.shots.filter(({ id }) => !dropped.has(id));
    return shots.length === 0 ? [] : [{ ...scene, shots }];
  });
  return { ...screenplay, scenes, frames: lengthOf(scenes) };
}

/** What was seen to the end of the shot still is. */
function lasting(shot: Shot, frames: number): Shot {
  const overlays = shot.overlays.map((overlay) => {
    const { start, frames: long } = overlay.range;
    const first = Math.min(start, frames - 1);
    const toEnd = start + long >= shot.frames;
    return { ...overlay, range: { start: first, frames: toEnd ? frames - first : Math.min(long, frames - first) } };
  });
  return { ...shot, frames, overlays };
}

function lengthOf(scenes: readonly Scene[]): number {
  return scenes.flatMap(({ shots }) => shots).reduce((total, shot) => total + shot.frames, 0);
}
