import type { Figure } from '../film/screenplay.ts';
import type { Look, Subject } from './subject.ts';
import type { Presence } from './subjects/person.ts';

/** Somebody or something who is in the shot. */
export interface Entry {
  figure: Figure;
  /** Null: shown as lettering. */
  subject: Subject | null;
  look: Look;
  /** Of a person: where head and hands are. */
  presence: Presence | null;
  /** Sits on or stands inside another entry, that many metres above its foot. */
  mount: { on: Entry; x: number; above: number; inside: boolean } | null;
}
