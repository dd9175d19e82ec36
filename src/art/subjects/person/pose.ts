import type { Build } from './build.ts';

/** Metres, x to the right, y down, origin between the feet. */
export interface Point {
  x: number;
  y: number;
}

export type Side = 'near' | 'far';

/**
 * A posture as plain numbers, so that any two can be blended. Angles are radians; those of limbs are measured from
 * straight down and grow towards the right, those of spine and head from straight up and grow towards the right, so
 * that leaning forward is positive. `near` is the side towards the viewer, seen on the left.
 */
export interface Pose {
  hipX: number;
  /** Negative: the hip is above the ground. */
  hipY: number;
  /** Turns the whole body about the hip; −π/2 lies on the back. */
  roll: number;
  /** Angle of the lower spine. */
  lean: number;
  /** Angle of the upper spine against the lower. */
  chest: number;
  /** Tilt of the head; positive bows. */
  head: number;
  /** 0 faces us, 1 is seen from the side. */
  turn: number;
  /** The same for the face alone. */
  face: number;
  shrug: number;
  nearUpper: number;
  nearFore: number;
  /** Bend of the hand against the forearm. */
  nearPalm: number;
  /** 0 flat and open, 1 a fist. */
  nearGrip: number;
  farUpper: number;
  farFore: number;
  farPalm: number;
  farGrip: number;
  nearThigh: number;
  nearShin: number;
  /** 0 is flat on the ground, positive points the toes down. */
  nearFoot: number;
  farThigh: number;
  farShin: number;
  farFoot: number;
  gazeX: number;
  gazeY: number;
  /** 1 puts the near hand behind the head. */
  behind: number;
  /** How far speech opens the mouth, 0–1. */
  talk: number;
  /** 1 closes the eyes. */
  lids: number;
}

/** Standing upright with loose arms; `hipY` is the build's. */
export function restPose(build: Build): Pose {
  return {
    hipX: 0,
    hipY: -build.hip,
    roll: 0,
    lean: 0,
    chest: 0,
    head: 0,
    turn: 0.3,
    face: 0.45,
    shrug: 0,
    nearUpper: -0.16,
    nearFore: 0.02,
    nearPalm: 0,
    nearGrip: 0.55,
    farUpper: 0.16,
    farFore: 0.26,
    farPalm: 0,
    farGrip: 0.55,
    nearThigh: -0.03,
    nearShin: -0.03,
    nearFoot: 0,
    farThigh: 0.06,
    farShin: 0.03,
    farFoot: 0,
    gazeX: 0.25,
    gazeY: 0,
    behind: 0,
    talk: 0,
    lids: 0,
  };
}

/** `from` at 0, `to` at 1. */
export function blendPoses(from: Pose, to: Pose, weight: number): Pose {
  if (weight <= 0) return from;
  if (weight >= 1) return to;
  const mixed = { ...from };
  for (const key of Object.keys(mixed) as (keyof Pose)[]) mixed[key] = from[key] + (to[key] - from[key]) * weight;
  return mixed;
}

export interface Joints {
  hip: Point;
  waist: Point;
  /** Middle of the shoulders. */
  chest: Point;
  /** Centre of the head. */
  head: Point;
  shoulder: Record<Side, Point>;
  elbow: Record<Side, Point>;
  wrist: Record<Side, Point>;
  /** Middle of the palm. */
  palm: Record<Side, Point>;
  socket: Record<Side, Point>;
  knee: Record<Side, Point>;
  ankle: Record<Side, Point>;
}

/** Where everything is when the body takes the pose. */
export function jointsOf(build: Build, pose: Pose): Joints {
  const hip = { x: pose.hipX, y: pose.hipY };
  const { waist, chest } = spine(build, pose);
  const neck = (pose.lean + pose.chest) * 0.55 + pose.head * 0.45;
  const head = up(chest, neck, build.neck + build.head * 0.46);
  const near = arm(build, pose, 'near');
  const far = arm(build, pose, 'far');
  const left = leg(build, pose, 'near');
  const right = leg(build, pose, 'far');
  const turned = (point: Point): Point => turnAbout(hip, point, pose.roll);
  const both = (a: Point, b: Point): Record<Side, Point> => ({ near: turned(a), far: turned(b) });
  return {
    hip,
    waist: turned(waist),
    chest: turned(chest),
    head: turned(head),
    shoulder: both(near.from, far.from),
    elbow: both(near.elbow, far.elbow),
    wrist: both(near.wrist, far.wrist),
    palm: both(near.palm, far.palm),
    socket: both(left.from, right.from),
    knee: both(left.knee, right.knee),
    ankle: both(left.ankle, right.ankle),
  };
}

/** Arm angles that bring the wrist to a point given from the middle of the shoulders; before any roll. */
export function reach(build: Build, pose: Pose, side: Side, x: number, y: number, flex: 1 | -1 = 1): Partial<Pose> {
  const { chest } = spine(build, pose);
  const { upper, lower } = bendTo(
    shoulderOf(build, pose, side),
    { x: chest.x + x, y: chest.y + y },
    build.upperArm,
    build.forearm,
    flex,
  );
  return side === 'near' ? { nearUpper: upper, nearFore: lower } : { farUpper: upper, farFore: lower };
}

/** Leg angles that put the ankle on a point; before any roll. */
export function stepOn(build: Build, pose: Pose, side: Side, x: number, y: number, foot = 0): Partial<Pose> {
  const { upper, lower } = bendTo(socketOf(build, pose, side), { x, y }, build.thigh, build.shin, -1);
  return side === 'near'
    ? { nearThigh: upper, nearShin: lower, nearFoot: foot }
    : { farThigh: upper, farShin: lower, farFoot: foot };
}

/** The point at a distance in a limb's direction. */
export function along(from: Point, angle: number, distance: number): Point {
  return { x: from.x + Math.sin(angle) * distance, y: from.y + Math.cos(angle) * distance };
}

function up(from: Point, angle: number, distance: number): Point {
  return { x: from.x + Math.sin(angle) * distance, y: from.y - Math.cos(angle) * distance };
}

function spine(build: Build, pose: Pose): { waist: Point; chest: Point } {
  const waist = up({ x: pose.hipX, y: pose.hipY }, pose.lean, build.torso * 0.45);
  return { waist, chest: up(waist, pose.lean + pose.chest, build.torso * 0.55) };
}

function shoulderOf(build: Build, pose: Pose, side: Side): Point {
  const { chest } = spine(build, pose);
  const half = (build.shoulder * (1 - 0.68 * pose.turn) - 0.018 * build.scale) * (side === 'near' ? -1 : 1);
  const tilt = pose.lean + pose.chest;
  return {
    x: chest.x + Math.cos(tilt) * half,
    y: chest.y + Math.sin(tilt) * half + (0.055 - pose.shrug * 0.05) * build.scale,
  };
}

function socketOf(build: Build, pose: Pose, side: Side): Point {
  const half = build.pelvis * 0.5 * (1 - 0.7 * pose.turn) * (side === 'near' ? -1 : 1);
  return { x: pose.hipX + half, y: pose.hipY };
}

function arm(build: Build, pose: Pose, side: Side): { from: Point; elbow: Point; wrist: Point; palm: Point } {
  const from = shoulderOf(build, pose, side);
  const [upper, fore, palm] =
    side === 'near' ? [pose.nearUpper, pose.nearFore, pose.nearPalm] : [pose.farUpper, pose.farFore, pose.farPalm];
  const elbow = along(from, upper, build.upperArm);
  const wrist = along(elbow, fore, build.forearm);
  return { from, elbow, wrist, palm: along(wrist, fore + palm, build.hand * 0.5) };
}

function leg(build: Build, pose: Pose, side: Side): { from: Point; knee: Point; ankle: Point } {
  const from = socketOf(build, pose, side);
  const [thigh, shin] = side === 'near' ? [pose.nearThigh, pose.nearShin] : [pose.farThigh, pose.farShin];
  const knee = along(from, thigh, build.thigh);
  return { from, knee, ankle: along(knee, shin, build.shin) };
}

/** Two bones from a point to another; a target out of reach is pointed at. */
function bendTo(from: Point, to: Point, first: number, second: number, flex: 1 | -1): { upper: number; lower: number } {
  const gap = Math.hypot(to.x - from.x, to.y - from.y);
  const distance = Math.min(Math.max(gap, Math.abs(first - second) + 0.02), (first + second) * 0.998);
  // The cut of the angle lies behind and above, where no limb goes.
  const direct = Math.atan2(to.x - from.x, to.y - from.y);
  const line = direct < -0.75 * Math.PI ? direct + 2 * Math.PI : direct;
  const atFirst = Math.acos(
    clampUnit((first * first + distance * distance - second * second) / (2 * first * distance)),
  );
  const atJoint = Math.acos(clampUnit((first * first + second * second - distance * distance) / (2 * first * second)));
  const upper = line - flex * atFirst;
  return { upper, lower: upper + flex * (Math.PI - atJoint) };
}

function clampUnit(value: number): number {
  return Math.max(-1, Math.min(1, value));
}

function turnAbout(centre: Point, point: Point, angle: number): Point {
  if (angle === 0) return point;
  const [x, y] = [point.x - centre.x, point.y - centre.y];
  return {
    x: centre.x + x * Math.cos(angle) - y * Math.sin(angle),
    y: centre.y + x * Math.sin(angle) + y * Math.cos(angle),
  };
}
