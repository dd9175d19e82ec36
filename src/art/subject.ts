import type { SKRSContext2D } from '@napi-rs/canvas';

/**
 * How everything drawn here looks: flat shapes in two or three tones with soft gradients, round corners, no outlines, no
 * letters, light from one side. One unit is one metre; the origin is where the thing touches what carries it (its lowest
 * point when it hangs in the air); x to the right, y down, so a standing thing lies at negative y. It looks to the right.
 * `shadowBlur` and `filter` are not used: they cost more than a whole frame.
 */
export type Pen = SKRSContext2D;

/** Colours as they are seen in the shot's light. */
export interface Paint {
  /** The thing's own colour in this light. */
  lit(colour: string): string;
  /** The same, on the side away from the key light; `amount` 0–1, default 0.25. */
  shade(colour: string, amount?: number): string;
  /** The same, where the light catches it; `amount` 0–1, default 0.25. */
  bright(colour: string, amount?: number): string;
  /** A colour that shines by itself: lamps, screens, windows, fire. */
  glow(colour: string, alpha?: number): string;
  /** Side from which the key light comes. */
  keyFrom: -1 | 1;
  /** Night or a dim room: lamps, screens and windows are on. */
  dark: boolean;
}

/** How one individual looks, the same in every shot of its thread. */
export interface Look {
  /** From the thread's description, or the figure itself when it has no thread. */
  seed: number;
  /** A number in [0, 1) that is always the same for this individual and this word: `look.pick('hair')`. */
  pick(trait: string): number;
  /** One of the options, always the same for this individual and this trait. */
  choose<T>(trait: string, options: readonly [T, ...T[]]): T;
  /** The colour that its description asks for (CSS), or null. */
  colour: string | null;
  /** The colour that the description gives to this part or garment of it (`beard`, `jacket`), or null. */
  colourOf(noun: string): string | null;
  /** Lower-case adjectives and descriptive words: `old`, `wooden`, `tiny`, `bearded`. */
  traits: ReadonlySet<string>;
}

/** What it is doing at this instant. */
export interface Moment {
  /** Since the shot began, handles included. Motion must be smooth in it. */
  seconds: number;
  /** 0 at the shot's first frame, 1 at its last. */
  progress: number;
  /** Plain verb and what follows: `type`, `walk across the beach`; null at rest. */
  action: string | null;
  /** `happy`, `tired`, … as written, or null. */
  expression: string | null;
  mood: string;
  /** Draws what is held, with the origin in the hand; null for empty hands. */
  hold: ((pen: Pen) => void) | null;
}

export interface Subject {
  /** `lighthouse`. */
  id: string;
  /** Lower-case singular nouns that mean it, the plainest first. */
  words: readonly [string, ...string[]];
  /** Natural height in metres. */
  height: number;
  /** Width divided by height. */
  ratio: number;
  /** Where it belongs: the stage puts it there. */
  place: 'ground' | 'surface' | 'wall' | 'air' | 'water' | 'hand';
  /** False when it never changes its shape: it is then drawn once and moved as a picture. */
  animated: boolean;
  draw(pen: Pen, look: Look, paint: Paint, moment: Moment): void;
}
