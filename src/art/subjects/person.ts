import type { Look, Moment, Subject } from '../subject.ts';
import { drawFigure } from './person/figure.ts';
import { perform } from './person/performance.ts';
import { ROLES, type Role } from './person/role.ts';
import { DESK_HEIGHT, type Prop } from './person/gestures.ts';
import { SEAT_HEIGHT, type Seat } from './person/stances.ts';

/** Every kind of person that has words, costume or proportions of its own; the plain person first. */
export const PEOPLE: Subject[] = ROLES.map((role) => ({
  id: role.id,
  words: role.words,
  height: role.height,
  ratio: 0.45,
  place: 'ground',
  animated: true,
  draw: (pen, look, paint, moment) => drawFigure(pen, role, look, paint, moment),
}));

/** Anybody. */
export const person: Subject = PEOPLE[0] as Subject;

type Span = readonly [left: number, right: number];

/** How far to each side belongings reach, in metres of a body of 1.72 m. */
const SEAT_SPANS: Record<Seat, Span> = {
  office: [-0.66, 0],
  stool: [-0.5, 0],
  bench: [-1.16, 0.12],
  bed: [-1.16, 1.1],
  car: [-0.75, 0],
  bicycle: [-0.86, 0.96],
  boat: [-1.32, 1.47],
};
const DESK_SPAN: Span = [0, 1.38];
const PROP_SPANS: Partial<Record<Prop, Span>> = {
  piano: [0, 1.1],
  rod: [0, 1.8],
  guitar: [0, 0.95],
  pot: [0, 0.9],
  drums: [0, 0.7],
  box: [0, 0.65],
  oars: [0, 1.3],
};
const NO_SPAN: Span = [0, 0];

const ROLE_BY_ID: ReadonlyMap<string, Role> = new Map(ROLES.map((role) => [role.id, role]));

/** What a stage must know to frame, move and furnish a person; metres, origin between the feet. */
export interface Presence {
  /** Middle of the head and half its height: where a close-up looks. */
  head: { x: number; y: number; radius: number };
  /** Middle of the near palm, where `moment.hold` is drawn. */
  hand: { x: number; y: number };
  /** Outermost points of body, seat and desk, and the top of the head. */
  bounds: { left: number; right: number; top: number };
  /** Top of the seat that the person brings, or null. */
  seat: number | null;
  /** The desk that the person brings and draws: left end and width of its top, `y` its height (negative), or null. */
  desk: { x: number; y: number; width: number } | null;
  /** Metres a second that the ground must pass to the left, or the person go to the right, for the feet not to slide. */
  speed: number;
  /** Swims, floats or flies: needs no ground. */
  afloat: boolean;
}

/** Where a subject of PEOPLE is and what it brings along; null when the subject is no person. */
export function presenceOf(subject: Subject, look: Look, moment: Moment): Presence | null {
  const role = ROLE_BY_ID.get(subject.id);
  if (role === undefined) return null;
  const { joints, who, seat, desk, props, speed, afloat } = perform(role, look, moment);
  const scale = who.build.scale;
  const xs = [
    joints.head,
    joints.palm.near,
    joints.palm.far,
    joints.knee.near,
    joints.knee.far,
    joints.ankle.near,
    joints.ankle.far,
    joints.elbow.near,
  ];
  const reach = xs.map((joint) => joint.x);
  const brought = [
    ...(seat === null ? [] : [SEAT_SPANS[seat]]),
    ...(desk === null ? [] : [DESK_SPAN]),
    ...props.map(({ prop }) => PROP_SPANS[prop] ?? NO_SPAN),
  ];
  return {
    head: { ...joints.head, radius: who.build.head / 2 },
    hand: joints.palm.near,
    bounds: {
      left: Math.min(...reach, ...brought.map(([left]) => left * scale)) - 0.12 * scale,
      right: Math.max(...reach, ...brought.map(([, right]) => right * scale)) + 0.12 * scale,
      top: Math.min(joints.head.y - who.build.head * 0.75, joints.palm.near.y - 0.1, joints.palm.far.y - 0.1),
    },
    seat: seat === null ? null : SEAT_HEIGHT * scale,
    desk: desk === null ? null : { x: 0.02 * scale, y: -DESK_HEIGHT * scale, width: 1.36 * scale },
    speed,
    afloat,
  };
}
