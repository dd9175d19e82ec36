import type { ShotSize } from '../film/screenplay.ts';
import type { Entry } from './blocking.ts';

/** A person's height in the frame by shot size. */
const PERSON: Record<ShotSize, number> = {
  'extreme-wide': 0.17,
  wide: 0.46,
  full: 0.76,
  medium: 1.34,
  'medium-close-up': 1.95,
  'close-up': 2.9,
  'extreme-close-up': 4.4,
};
/** Any other thing's. */
const THING: Record<ShotSize, number> = {
  'extreme-wide': 0.15,
  wide: 0.32,
  full: 0.52,
  medium: 0.56,
  'medium-close-up': 0.62,
  'close-up': 0.7,
  'extreme-close-up': 1.05,
};
/** What towers: buildings, ships, trees. */
const TOWERING: Record<ShotSize, number> = {
  'extreme-wide': 0.36,
  wide: 0.54,
  full: 0.7,
  medium: 0.8,
  'medium-close-up': 0.95,
  'close-up': 1.2,
  'extreme-close-up': 1.6,
};
/** Where feet stand, parts of the frame's height. */
export const FEET: Record<ShotSize, number> = {
  'extreme-wide': 0.85,
  wide: 0.88,
  full: 0.93,
  medium: 0.92,
  'medium-close-up': 0.93,
  'close-up': 0.94,
  'extreme-close-up': 1.05,
};
/** Where the middle of the head is, parts of the frame's height, when feet are below the frame. */
export const HEAD_AT: Record<ShotSize, number> = {
  'extreme-wide': 0.2,
  wide: 0.2,
  full: 0.2,
  medium: 0.3,
  'medium-close-up': 0.37,
  'close-up': 0.46,
  'extreme-close-up': 0.5,
};

/** Figures fill the frame from here on, and feet are out of it. */
export function isTight(size: ShotSize): boolean {
  return PERSON[size] > 1;
}

/** The principal figure's height in the frame. */
export function shownHeight({ subject, presence }: Entry, shotSize: ShotSize, measure: number): number {
  if (!subject) return measure * 0.4;
  if (presence) return measure * PERSON[shotSize] * Math.min(1, Math.max(0.62, (subject.height / 1.7) ** 0.6));
  const part = subject.height > 4.5 && subject.place !== 'air' ? TOWERING[shotSize] : THING[shotSize];
  const byHeight = measure * part;
  // A long thing is measured by its length.
  return subject.ratio > 1.25 ? Math.min(byHeight, (measure * part * 1.5) / subject.ratio) : byHeight;
}
