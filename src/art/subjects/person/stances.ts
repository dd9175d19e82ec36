import { type Build } from './build.ts';
import { kick, ski, surf } from './sport.ts';
import { type Pose, restPose, stepOn } from './pose.ts';

export type Seat = 'office' | 'stool' | 'bench' | 'bed' | 'car' | 'bicycle' | 'boat';

export interface Stance {
  /** Hip, legs, spine and loose arms at `t` seconds. */
  pose(build: Build, t: number): Pose;
  seat: Seat | null;
  /** Metres a second that the ground should pass below the feet; 0 on the spot. */
  speed: number;
  /** True when the feet leave the ground for good: swimming, floating, flying. */
  afloat?: boolean;
}

/** Height of the top of every seat, in metres for a body of 1.72 m. */
export const SEAT_HEIGHT = 0.47;

const TAU = 2 * Math.PI;

/** What hip and legs do. Every stance is smooth and endless in time. */
export const STANCES = {
  stand: { seat: null, speed: 0, pose: stand },
  sit: { seat: 'stool', speed: 0, pose: sit },
  'sit-office': { seat: 'office', speed: 0, pose: sit },
  'sit-bench': { seat: 'bench', speed: 0, pose: sit },
  'sit-ground': { seat: null, speed: 0, pose: sitGround },
  'cross-legged': { seat: null, speed: 0, pose: crossLegged },
  drive: { seat: 'car', speed: 0, pose: drive },
  row: { seat: 'boat', speed: 0, pose: row },
  cycle: { seat: 'bicycle', speed: 3.2, pose: cycle },
  ride: { seat: null, speed: 0, pose: ride },
  kneel: { seat: null, speed: 0, pose: kneel },
  crouch: { seat: null, speed: 0, pose: crouch },
  lie: { seat: 'bed', speed: 0, pose: lie },
  walk: onFoot({ period: 1.04, reach: 0.32, lift: 0.1, lean: 0.05, swing: 0.5, bend: 0.22, contact: 0.6, bob: 0.018 }),
  stroll: onFoot({
    period: 1.3,
    reach: 0.26,
    lift: 0.08,
    lean: 0.02,
    swing: 0.34,
    bend: 0.18,
    contact: 0.62,
    bob: 0.014,
  }),
  run: onFoot({ period: 0.74, reach: 0.38, lift: 0.34, lean: 0.2, swing: 0.85, bend: 1.5, contact: 0.36, bob: 0.05 }),
  jog: onFoot({ period: 0.84, reach: 0.27, lift: 0.18, lean: 0.1, swing: 0.5, bend: 1.35, contact: 0.42, bob: 0.04 }),
  sprint: onFoot({
    period: 0.56,
    reach: 0.46,
    lift: 0.46,
    lean: 0.36,
    swing: 1.15,
    bend: 1.35,
    contact: 0.3,
    bob: 0.06,
  }),
  surf: { seat: null, speed: 2.2, pose: surf },
  ski: { seat: null, speed: 3, pose: ski },
  kick: { seat: null, speed: 0, pose: kick },
  jump: { seat: null, speed: 0, pose: jump },
  hop: { seat: null, speed: 0, pose: hop },
  dance: { seat: null, speed: 0, pose: dance },
  climb: { seat: null, speed: 0, pose: climb },
  swim: { seat: null, speed: 0.9, afloat: true, pose: swim },
  float: { seat: null, speed: 0, afloat: true, pose: float },
  fly: { seat: null, speed: 0, afloat: true, pose: fly },
  push: { seat: null, speed: 0, pose: push },
  pull: { seat: null, speed: 0, pose: pull },
} satisfies Record<string, Stance>;

export type StanceName = keyof typeof STANCES;

function stand(build: Build, t: number): Pose {
  const shift = Math.sin(t * 0.7) * 0.018 * build.scale;
  const pose = { ...restPose(build), hipX: shift, hipY: -build.hip * 0.9985, ...breath(build, t) };
  pose.nearUpper += Math.sin(t * 0.7 + 0.6) * 0.03;
  pose.farUpper += Math.sin(t * 0.7 + 0.9) * 0.03;
  return feet(build, pose, -0.1, 0.09);
}

function sit(build: Build, t: number): Pose {
  const scale = build.scale;
  const pose = {
    ...restPose(build),
    hipX: -0.26 * scale,
    hipY: -(SEAT_HEIGHT + 0.085) * scale,
    turn: 0.62,
    face: 0.55,
    ...breath(build, t),
    nearUpper: 0.1,
    nearFore: 1.05,
    farUpper: 0.25,
    farFore: 1.2,
  };
  pose.lean = 0.03;
  return feet(build, pose, 0.14, 0.27);
}

function sitGround(build: Build, t: number): Pose {
  const scale = build.scale;
  const pose = { ...restPose(build), hipX: -0.24 * scale, hipY: -0.11 * scale, turn: 0.6, ...breath(build, t) };
  Object.assign(pose, {
    lean: -0.14,
    chest: 0.2 + build.stoop,
    nearUpper: 0.42,
    nearFore: 1.25,
    farUpper: 0.6,
    farFore: 1.35,
  });
  return feet(build, pose, 0.24, 0.38);
}

function crossLegged(build: Build, t: number): Pose {
  const pose = { ...restPose(build), hipY: -0.1 * build.scale, turn: 0.05, face: 0.12, ...breath(build, t) };
  return {
    ...pose,
    nearUpper: -0.42,
    nearFore: -0.25,
    farUpper: 0.42,
    farFore: 0.25,
    nearThigh: -1.42,
    nearShin: 1.32,
    nearFoot: 0.4,
    farThigh: 1.42,
    farShin: -1.32,
    farFoot: 0.4,
  };
}

function drive(build: Build, t: number): Pose {
  const scale = build.scale;
  const rumble = Math.sin(t * 9) * 0.002 + Math.sin(t * 2.3) * 0.004;
  const pose = {
    ...restPose(build),
    hipX: -0.3 * scale,
    hipY: (-0.5 + rumble) * scale,
    lean: -0.2,
    chest: 0.12,
    turn: 0.8,
    face: 0.6,
  };
  return feet(build, pose, 0.36, 0.44);
}

function row(build: Build, t: number): Pose {
  const scale = build.scale;
  const stroke = Math.sin(t * 2.2);
  const pose = {
    ...restPose(build),
    hipX: (-0.2 + stroke * 0.03) * scale,
    hipY: -0.34 * scale,
    lean: -0.02 + stroke * 0.26,
    chest: 0.08,
    turn: 0.8,
    face: 0.5,
  };
  return feet(build, pose, 0.3, 0.38);
}

function cycle(build: Build, t: number): Pose {
  const scale = build.scale;
  const crank = t * 5.2;
  const pose = {
    ...restPose(build),
    hipX: -0.24 * scale,
    hipY: -0.98 * scale,
    lean: 0.5,
    chest: 0.14,
    head: 0.05,
    turn: 0.85,
    face: 0.6,
  };
  const pedal = (phase: number): [number, number] => [
    (0.02 + Math.cos(phase) * 0.16) * scale,
    (-0.43 + Math.sin(phase) * 0.16) * scale,
  ];
  return {
    ...pose,
    ...stepOn(build, pose, 'near', ...pedal(crank), 0.2 + Math.sin(crank) * 0.15),
    ...stepOn(build, pose, 'far', ...pedal(crank + Math.PI), 0.2 - Math.sin(crank) * 0.15),
  };
}

function ride(build: Build, t: number): Pose {
  const scale = build.scale;
  const canter = Math.sin(t * 6);
  const pose = {
    ...restPose(build),
    hipX: -0.05 * scale,
    hipY: (-0.62 + canter * 0.022) * scale,
    lean: 0.1 + canter * 0.03,
    chest: 0.06,
    turn: 0.75,
    face: 0.55,
  };
  return { ...pose, nearThigh: 0.75, nearShin: -0.25, nearFoot: -0.1, farThigh: 0.85, farShin: -0.15, farFoot: -0.1 };
}

function kneel(build: Build, t: number): Pose {
  const pose = {
    ...restPose(build),
    hipX: -0.1 * build.scale,
    hipY: -(build.thigh * 0.99 + 0.075 * build.scale),
    turn: 0.7,
    face: 0.55,
    ...breath(build, t),
  };
  return {
    ...pose,
    nearThigh: 0.08,
    nearShin: -1.5,
    nearFoot: 1.35,
    ...stepOn(build, pose, 'far', 0.32 * build.scale, -build.ankle),
  };
}

function crouch(build: Build, t: number): Pose {
  const scale = build.scale;
  const pose = { ...restPose(build), hipX: -0.2 * scale, hipY: -0.36 * scale, turn: 0.7, ...breath(build, t) };
  Object.assign(pose, { lean: 0.5, chest: 0.2, head: 0.1, nearUpper: 0.5, nearFore: 1.1, farUpper: 0.6, farFore: 1.2 });
  return feet(build, pose, -0.04, 0.12);
}

function lie(build: Build, t: number): Pose {
  const deep = Math.sin(t * 1.5);
  return {
    ...restPose(build),
    hipX: 0,
    hipY: -(SEAT_HEIGHT + 0.13) * build.scale,
    roll: -Math.PI / 2 + 0.02,
    lean: 0.03,
    chest: 0.05 + deep * 0.012,
    head: 0.22,
    turn: 0.75,
    face: 0.5,
    nearUpper: -0.12,
    nearFore: 0.16,
    farUpper: -0.05,
    farFore: 0.3,
    nearThigh: 0.16,
    nearShin: 0.02,
    farThigh: 0.5,
    farShin: -0.35,
    nearFoot: -0.5,
    farFoot: -0.3,
  };
}

interface Gait {
  /** Seconds for two steps. */
  period: number;
  /** Metres that a foot lands before the hip. */
  reach: number;
  lift: number;
  lean: number;
  /** How far the arms swing, and how much the elbows are bent. */
  swing: number;
  bend: number;
  /** Share of the period that a foot stays on the ground. */
  contact: number;
  bob: number;
}

/** The ground passes as fast as the carrying foot goes back. */
function onFoot(style: Gait): Stance {
  return {
    seat: null,
    speed: (2 * style.reach) / (style.contact * style.period),
    pose: (build, t) => gait(build, t, style),
  };
}

function gait(build: Build, t: number, style: Gait): Pose {
  const scale = build.scale;
  const phase = t / style.period;
  const swing = Math.sin(phase * TAU);
  const pose = {
    ...restPose(build),
    hipY: -build.hip * (1 - style.lean * 0.2 - 0.016) - Math.cos(phase * 2 * TAU) * style.bob * scale,
    lean: style.lean,
    chest: build.stoop,
    head: 0.02,
    turn: 0.66 + swing * 0.06,
    face: 0.55,
    nearUpper: -0.02 - swing * style.swing * 0.85,
    nearFore: -0.02 - swing * style.swing * 0.85 + style.bend - swing * 0.14,
    farUpper: 0.06 + swing * style.swing * 0.85,
    farFore: 0.06 + swing * style.swing * 0.85 + style.bend + swing * 0.14,
    nearGrip: 0.5,
    farGrip: 0.5,
  };
  return {
    ...pose,
    ...stride(build, pose, 'near', phase + 0.25, style),
    ...stride(build, pose, 'far', phase + 0.75, style),
  };
}

/** One foot: flat and straight back while it carries, in a high arc while it comes forward. */
function stride(build: Build, pose: Pose, side: 'near' | 'far', phase: number, style: Gait): Partial<Pose> {
  const cycle = phase - Math.floor(phase);
  const reach = style.reach * build.scale;
  const carrying = cycle < style.contact;
  const part = carrying ? cycle / style.contact : (cycle - style.contact) / (1 - style.contact);
  // A Hermite curve gives the swing the same speed at its ends as the ground has.
  const slope = -2 * reach * ((1 - style.contact) / style.contact);
  const x = carrying ? reach - 2 * reach * part : hermite(-reach, reach, slope, slope, part);
  const arc = carrying ? 0 : Math.sin(part * Math.PI) ** 2;
  const toes = carrying
    ? -0.28 * (1 - smooth(part * 5)) + 0.5 * smooth((part - 0.62) / 0.38)
    : hermite(0.5, -0.28, 1.2, -0.2, part);
  const heel = Math.max(0, toes) * build.foot * 0.62;
  return stepOn(
    build,
    pose,
    side,
    pose.hipX + x + 0.02,
    -build.ankle - heel - arc * style.lift * build.scale * (1 - part * 0.4),
    toes,
  );
}

function jump(build: Build, t: number): Pose {
  const phase = (t / 1.25) % 1;
  const air = phase > 0.3 && phase < 0.8 ? Math.sin(((phase - 0.3) / 0.5) * Math.PI) : 0;
  const dip =
    phase <= 0.3
      ? Math.sin((phase / 0.3) * Math.PI) ** 2
      : phase >= 0.8
        ? Math.sin(((phase - 0.8) / 0.2) * Math.PI) ** 2 * 0.7
        : 0;
  const height = air * 0.42 * build.scale;
  const pose = {
    ...restPose(build),
    hipY: -build.hip * 0.985 + dip * 0.17 * build.scale - height,
    lean: dip * 0.3,
    chest: dip * 0.1 - air * 0.1,
    turn: 0.22,
    face: 0.35,
  };
  const raise = Math.max(0, Math.sin(((phase - 0.18) / 0.74) * Math.PI)) ** 2;
  pose.nearUpper -= raise * 1.1;
  pose.nearFore -= raise * 1.3;
  pose.farUpper += raise * 1.2;
  pose.farFore += raise * 1.5;
  const tuck = air * 0.2 * build.scale;
  return {
    ...pose,
    ...stepOn(build, pose, 'near', -0.1 * build.scale - tuck * 0.6, -build.ankle - height - tuck * 0.6, air * 0.7),
    ...stepOn(build, pose, 'far', 0.1 * build.scale - tuck * 0.2, -build.ankle - height - tuck * 1.5, air * 0.8),
  };
}

function hop(build: Build, t: number): Pose {
  const bounce = Math.sin(t * 5.2);
  const pose = {
    ...restPose(build),
    hipX: Math.sin(t * 2.6) * 0.02,
    hipY: -build.hip * 0.965 - bounce * 0.022 * build.scale,
    lean: -0.04,
    chest: -0.03,
    turn: 0.15,
    face: 0.3,
  };
  return feet(build, pose, -0.15, 0.15);
}

function dance(build: Build, t: number): Pose {
  const sway = Math.sin(t * 3.6);
  const beat = Math.cos(t * 7.2);
  const pose = {
    ...restPose(build),
    hipX: sway * 0.09 * build.scale,
    hipY: -build.hip * 0.95 + beat * 0.02 * build.scale,
    lean: -sway * 0.12,
    chest: sway * 0.2,
    head: sway * 0.12,
    turn: 0.15 + sway * 0.15,
    face: 0.25 + sway * 0.3,
  };
  const lift = (amount: number): number => Math.max(0, amount) ** 2 * 0.16 * build.scale;
  return {
    ...pose,
    ...stepOn(
      build,
      pose,
      'near',
      (-0.16 - lift(sway) * 0.4) * build.scale,
      -build.ankle - lift(sway),
      lift(sway) * 3.5,
    ),
    ...stepOn(
      build,
      pose,
      'far',
      (0.16 + lift(-sway) * 0.4) * build.scale,
      -build.ankle - lift(-sway),
      lift(-sway) * 3.5,
    ),
  };
}

function climb(build: Build, t: number): Pose {
  const scale = build.scale;
  const pull = Math.sin(t * 2.4);
  const pose = {
    ...restPose(build),
    hipX: -0.06 * scale,
    hipY: -build.hip * 0.97 - pull * pull * 0.04,
    lean: 0.12,
    chest: -0.02,
    head: -0.3,
    turn: 0.72,
    face: 0.5,
  };
  return {
    ...pose,
    ...stepOn(build, pose, 'near', 0.16 * scale, -build.ankle - (0.2 + pull * 0.2) * scale, 0.1),
    ...stepOn(build, pose, 'far', 0.22 * scale, -build.ankle - (0.2 - pull * 0.2) * scale, 0.1),
  };
}

function swim(build: Build, t: number): Pose {
  const kick = Math.sin(t * 7) * 0.22;
  return {
    ...restPose(build),
    hipX: -0.1 * build.scale,
    hipY: 0.02 + Math.sin(t * 2) * 0.012,
    roll: 1.42,
    lean: 0,
    chest: -0.1,
    head: -0.75,
    turn: 0.8,
    face: 0.5,
    nearThigh: kick,
    nearShin: kick * 1.4 - 0.16,
    nearFoot: 1.2,
    farThigh: -kick,
    farShin: -kick * 1.4 - 0.16,
    farFoot: 1.2,
  };
}

function float(build: Build, t: number): Pose {
  const drift = Math.sin(t * 0.9);
  return {
    ...restPose(build),
    hipY: -build.hip * 1.08 + drift * 0.05,
    roll: 0.16 + Math.sin(t * 0.6) * 0.12,
    chest: 0.06,
    turn: 0.35,
    nearUpper: -0.75 + Math.sin(t * 0.8) * 0.16,
    nearFore: -0.35 + Math.sin(t * 0.8 - 0.6) * 0.25,
    farUpper: 0.85 + Math.sin(t * 0.7 + 1) * 0.16,
    farFore: 1.35 + Math.sin(t * 0.7 + 0.4) * 0.2,
    nearThigh: 0.12 + drift * 0.08,
    nearShin: -0.5 + drift * 0.1,
    nearFoot: 0.7,
    farThigh: 0.6 - drift * 0.08,
    farShin: -0.2 - drift * 0.1,
    farFoot: 0.6,
  };
}

function fly(build: Build, t: number): Pose {
  const drift = Math.sin(t * 1.4);
  return {
    ...restPose(build),
    hipY: -build.hip * 1.2 + drift * 0.05,
    roll: 1.05,
    chest: -0.1,
    head: -0.55,
    turn: 0.7,
    nearUpper: 0.2,
    nearFore: 0.1,
    farUpper: 2.9,
    farFore: 3.0,
    farGrip: 1,
    nearGrip: 0.9,
    nearThigh: -0.08 + drift * 0.04,
    nearShin: -0.3,
    nearFoot: 1.2,
    farThigh: 0.3,
    farShin: -0.5,
    farFoot: 1.2,
  };
}

function push(build: Build, t: number): Pose {
  const effort = Math.sin(t * 2.2);
  const pose = {
    ...restPose(build),
    hipX: (-0.2 + effort * 0.03) * build.scale,
    hipY: -build.hip * 0.84,
    lean: 0.62 + effort * 0.04,
    chest: 0.05,
    head: 0.25,
    turn: 0.8,
    face: 0.6,
  };
  return feet(build, pose, -0.62, 0.0);
}

function pull(build: Build, t: number): Pose {
  const effort = Math.sin(t * 2.2);
  const pose = {
    ...restPose(build),
    hipX: (-0.2 - effort * 0.04) * build.scale,
    hipY: -build.hip * 0.84,
    lean: -0.38 - effort * 0.05,
    chest: 0.1,
    head: 0.1,
    turn: 0.75,
    face: 0.55,
  };
  return feet(build, pose, 0.02, 0.3);
}

function feet(build: Build, pose: Pose, near: number, far: number): Pose {
  return {
    ...pose,
    ...stepOn(build, pose, 'near', near * build.scale, -build.ankle),
    ...stepOn(build, pose, 'far', far * build.scale, -build.ankle),
  };
}

function breath(build: Build, t: number): { lean: number; chest: number; shrug: number; head: number } {
  const air = Math.sin(t * 1.7);
  return {
    lean: Math.sin(t * 0.7) * 0.012,
    chest: build.stoop + air * 0.01,
    shrug: air * 0.12,
    head: build.stoop * 0.5 + Math.sin(t * 0.5) * 0.025,
  };
}

function hermite(from: number, to: number, leave: number, arrive: number, part: number): number {
  const [p2, p3] = [part * part, part * part * part];
  return (2 * p3 - 3 * p2 + 1) * from + (p3 - 2 * p2 + part) * leave + (3 * p2 - 2 * p3) * to + (p3 - p2) * arrive;
}

function smooth(part: number): number {
  const inside = Math.max(0, Math.min(1, part));
  return inside * inside * (3 - 2 * inside);
}
