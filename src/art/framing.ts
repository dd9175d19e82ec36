import type { Size } from '../film/media.ts';
import { ShotSize, type Shot } from '../film/screenplay.ts';
import type { Entry } from './entry.ts';
import type { Subject } from './subject.ts';
import { sizeOf } from './subjects/thing.ts';

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

/**
 * The size in which a person would be seen from as near: a mouse that fills half of the frame is seen from a hand's width,
 * and what is behind it is out of focus. Never wider than the shot; what shows the place shows it sharp.
 */
export function nearAs(size: ShotSize, lead: Subject | null): ShotSize {
  if (!isTight(size) || lead === null || lead.place === 'air') return size;
  const metre = THING[size] / lead.height;
  const from = ShotSize.options.indexOf(size);
  return ShotSize.options.slice(from).findLast((other) => PERSON[other] / GROWN_UP <= metre) ?? size;
}

/** Metres. */
const GROWN_UP = 1.7;

/** Lower edge of a title over the scene, part of the frame's height, by the lines that it will likely take; or null. */
export function titleFoot(shot: Shot, { width, height }: Size): number | null {
  const title = shot.overlays.find(({ style }) => style === 'title');
  if (!title) return null;
  const letter = Math.min(width, height) * 0.125;
  const room = (width * 0.82) / (letter * 0.52);
  let lines = 1;
  let long = 0;
  for (const word of title.text.split(/\s+/)) {
    if (long > 0 && long + 1 + word.length > room) [lines, long] = [lines + 1, word.length];
    else long += (long > 0 ? 1 : 0) + word.length;
  }
  const tall = (Math.min(lines, 4) * letter * 1.2) / height;
  if (title.position === 'center') return Math.min(0.75, 0.5 + tall / 2);
  return title.position === 'upper-third' ? Math.min(0.75, 1 / 6 + tall) : null;
}

/** The principal figure's height in the frame. */
export function shownHeight({ subject, presence }: Entry, shotSize: ShotSize, measure: number): number {
  if (!subject) return measure * 0.4;
  if (presence) return measure * PERSON[shotSize] * Math.min(1, Math.max(0.62, (subject.height / GROWN_UP) ** 0.6));
  const part = subject.height > 4.5 && subject.place !== 'air' ? TOWERING[shotSize] : THING[shotSize];
  const byHeight = measure * part * smallness(subject, shotSize);
  // A long thing is measured by its length.
  return subject.ratio > 1.25 ? Math.min(byHeight, (byHeight * 1.5) / subject.ratio) : byHeight;
}

/** What is small looks small beside what stands around it, if less so than it is: it has to be found. In the air nothing stands beside it. */
function smallness({ height, place }: Subject, size: ShotSize): number {
  return isTight(size) || place === 'air' ? 1 : Math.min(1, Math.max(0.42, height ** 0.4));
}

/** Where feet stand under a title. */
export const TITLED_FEET = 0.95;

/** Pixels of a metre by which somebody's head stays under the title, also when the camera nears. */
export function below(title: number, lead: Entry | undefined, { height }: Size): number {
  if (!lead?.subject || lead.subject.place === 'air') return Infinity;
  const tall = lead.presence ? -lead.presence.bounds.top + (lead.mount?.above ?? 0) : lead.subject.height;
  return (height * Math.max(0.25, TITLED_FEET - title)) / (tall * 1.1);
}

/** Pixels of a metre by which somebody with what carries him, or a thing that does not tower, stays inside the frame. */
export function across(lead: Entry | undefined, shot: Shot, { width, height }: Size): number {
  if (!lead?.subject || shot.size === 'extreme-close-up') return Infinity;
  if (isTight(shot.size) && (lead.presence || lead.subject.height > 4.5)) return Infinity;
  const on = lead.mount?.on;
  const wide = (width * 0.88) / Math.max(widthOf(lead, 1), on ? widthOf(on, 1) : 0);
  // Of a boat the sails may leave the frame, not where it has them.
  return lead.mount?.inside && on?.subject
    ? Math.min(wide, (height * 1.1) / (on.subject.height * sizeOf(on.look)))
    : wide;
}

/** Width of a lettered card to its height. */
export const CARD_RATIO = 1.75;

/** Across of one of its metres and what it brings along, in pixels. */
export function widthOf({ subject, presence }: Entry, metre: number): number {
  if (!subject) return metre * CARD_RATIO;
  if (!presence) return metre * subject.height * subject.ratio;
  const { left, right } = presence.bounds;
  const desk = presence.desk ? presence.desk.x + presence.desk.width : right;
  return (Math.max(right, desk) - left) * metre;
}
