import type { Build } from './build.ts';
import type { Feeling } from './expression.ts';
import { type Pose, reach } from './pose.ts';

/** What a gesture needs in its hands when the shot gives it nothing else. */
export type Prop =
  | 'laptop'
  | 'notebook'
  | 'book'
  | 'cup'
  | 'food'
  | 'phone'
  | 'camera'
  | 'guitar'
  | 'saxophone'
  | 'trumpet'
  | 'violin'
  | 'piano'
  | 'hammer'
  | 'brush'
  | 'rod'
  | 'pot'
  | 'microphone'
  | 'oars'
  | 'wheel'
  | 'broom'
  | 'box'
  | 'sword'
  | 'binoculars'
  | 'drums';

export interface Gesture {
  /** What arms, chest and head do at `t` seconds, on top of the stance's pose. */
  pose(build: Build, t: number, base: Pose): Partial<Pose>;
  /** Stance that it takes when the words name none. */
  stance?:
    | 'stand'
    | 'sit'
    | 'sit-office'
    | 'hop'
    | 'kneel'
    | 'lie'
    | 'drive'
    | 'row'
    | 'swim'
    | 'climb'
    | 'push'
    | 'pull'
    | 'dance'
    | 'cross-legged';
  prop?: Prop;
  /** True when it happens at a desk, which the person brings along. */
  desk?: boolean;
  /** Feeling that shows when neither words nor mood say another. */
  feeling?: Feeling;
}

/** Height of a desk top in metres for a body of 1.72 m. */
export const DESK_HEIGHT = 0.73;

/** What arms, head and chest do. Every gesture is smooth and endless in time. */
export const GESTURES = {
  idle: { pose: () => ({}) },
  type: { pose: type, stance: 'sit-office', prop: 'laptop', desk: true, feeling: 'focused' },
  write: { pose: write, stance: 'sit-office', prop: 'notebook', desk: true, feeling: 'focused' },
  'lean-back': { pose: leanBack, stance: 'sit-office', feeling: 'relaxed' },
  stretch: { pose: stretch, feeling: 'relaxed' },
  cheer: { pose: cheer, stance: 'hop', feeling: 'laughing' },
  clap: { pose: clap, feeling: 'happy' },
  wave: { pose: wave, feeling: 'happy' },
  talk: { pose: talk },
  sing: { pose: sing, prop: 'microphone', feeling: 'happy' },
  listen: { pose: listen },
  point: { pose: point },
  drink: { pose: drink, prop: 'cup', feeling: 'relaxed' },
  eat: { pose: eat, prop: 'food', feeling: 'happy' },
  hold: { pose: hold },
  give: { pose: give, feeling: 'happy' },
  reach: { pose: reachUp },
  read: { pose: read, prop: 'book', feeling: 'focused' },
  'look-up': { pose: lookUp, feeling: 'hopeful' },
  'look-out': { pose: lookOut },
  'look-down': { pose: lookDown },
  'look-around': { pose: lookAround },
  think: { pose: think, feeling: 'focused' },
  sleep: { pose: sleep, stance: 'lie', feeling: 'asleep' },
  pray: { pose: pray, stance: 'kneel', feeling: 'serene' },
  meditate: { pose: () => ({ lids: 1, nearGrip: 0.1, farGrip: 0.1 }), stance: 'cross-legged', feeling: 'serene' },
  cook: { pose: cook, prop: 'pot', feeling: 'focused' },
  guitar: { pose: guitar, prop: 'guitar', feeling: 'happy' },
  saxophone: { pose: saxophone, prop: 'saxophone', feeling: 'serene' },
  trumpet: { pose: trumpet, prop: 'trumpet', feeling: 'happy' },
  violin: { pose: violin, prop: 'violin', feeling: 'serene' },
  piano: { pose: piano, stance: 'sit', prop: 'piano', feeling: 'serene' },
  drums: { pose: drums, stance: 'sit', prop: 'drums', feeling: 'happy' },
  hammer: { pose: hammer, prop: 'hammer', feeling: 'determined' },
  fix: { pose: fix, feeling: 'focused' },
  sweep: { pose: sweep, prop: 'broom' },
  carry: { pose: carry, prop: 'box', feeling: 'determined' },
  climb: { pose: climb, stance: 'climb', feeling: 'determined' },
  swim: { pose: swim, stance: 'swim' },
  row: { pose: row, stance: 'row', prop: 'oars', feeling: 'determined' },
  drive: { pose: drive, stance: 'drive', prop: 'wheel' },
  reins: {
    pose: (build, t, base) =>
      both(build, base, [0.38, 0.26 + Math.sin(t * 6) * 0.015], [0.42, 0.24 + Math.sin(t * 6) * 0.015], 0.9),
  },
  handlebar: { pose: (build, _t, base) => both(build, base, [0.46, 0.27], [0.5, 0.26], 0.9) },
  hug: { pose: hug, feeling: 'in love' },
  despair: { pose: despair, feeling: 'frustrated' },
  cry: { pose: cry, feeling: 'crying' },
  slump: { pose: slump, feeling: 'tired' },
  fish: { pose: fish, prop: 'rod', feeling: 'serene' },
  paint: { pose: paint, prop: 'brush', feeling: 'focused' },
  photograph: { pose: photograph, prop: 'camera', feeling: 'focused' },
  binoculars: { pose: binoculars, prop: 'binoculars', feeling: 'focused' },
  call: { pose: call, prop: 'phone' },
  scroll: { pose: scroll, prop: 'phone' },
  salute: { pose: salute, feeling: 'determined' },
  'cross-arms': { pose: crossArms, feeling: 'determined' },
  akimbo: { pose: akimbo, feeling: 'determined' },
  shrug: { pose: shrug, feeling: 'worried' },
  shake: { pose: shakeFist, feeling: 'angry' },
  fight: { pose: fight, prop: 'sword', feeling: 'determined' },
  box: { pose: boxing, feeling: 'determined' },
  throw: { pose: throwing, feeling: 'determined' },
  conduct: { pose: conduct, feeling: 'determined' },
  dance: { pose: dance, stance: 'dance', feeling: 'laughing' },
  push: {
    pose: (build, _t, base) => both(build, base, [0.42, 0.04], [0.46, 0.02], 0),
    stance: 'push',
    feeling: 'determined',
  },
  pull: {
    pose: (build, _t, base) => both(build, base, [0.44, 0.16], [0.48, 0.14], 1),
    stance: 'pull',
    feeling: 'determined',
  },
  laugh: { pose: laugh, feeling: 'laughing' },
  shiver: { pose: shiver, feeling: 'worried' },
} satisfies Record<string, Gesture>;

export type GestureName = keyof typeof GESTURES;

type At = [x: number, y: number];

/** Fists up, one jab and then the other. */
function boxing(build: Build, t: number, base: Pose): Partial<Pose> {
  const jab = Math.sin(t * 4.2);
  const near = Math.max(0, jab) ** 2 * 0.26;
  const far = Math.max(0, -jab) ** 2 * 0.26;
  return {
    ...both(build, base, [0.2 + near, -0.08 - near * 0.2], [0.26 + far, -0.06 - far * 0.2], 1),
    lean: base.lean + 0.08,
  };
}

/** Both wrists to points from the middle of the shoulders, for a body of 1.72 m. */
function both(build: Build, base: Pose, near: At, far: At, grip: number): Partial<Pose> {
  return {
    ...reach(build, base, 'near', near[0] * build.scale, near[1] * build.scale),
    ...reach(build, base, 'far', far[0] * build.scale, far[1] * build.scale),
    nearGrip: grip,
    farGrip: grip,
  };
}

function one(build: Build, base: Pose, side: 'near' | 'far', at: At, flex: 1 | -1 = 1): Partial<Pose> {
  return reach(build, base, side, at[0] * build.scale, at[1] * build.scale, flex);
}

function bent(base: Pose, lean: number, chest: number): Pose {
  return { ...base, lean: base.lean + lean, chest: base.chest + chest };
}

/** The spine of a bent base, to be returned with what the arms do on it. */
function spineOf(base: Pose): Pick<Pose, 'lean' | 'chest'> {
  return { lean: base.lean, chest: base.chest };
}

/** A point on the desk, seen from the middle of the shoulders: the desk stays where it is however the back bends. */
function onDesk(build: Build, base: Pose, x: number, above: number): At {
  const lower = build.torso * 0.45;
  const higher = build.torso * 0.55;
  const chestX = base.hipX + Math.sin(base.lean) * lower + Math.sin(base.lean + base.chest) * higher;
  const chestY = base.hipY - Math.cos(base.lean) * lower - Math.cos(base.lean + base.chest) * higher;
  return [x - chestX / build.scale, -DESK_HEIGHT - above - chestY / build.scale];
}

function type(build: Build, t: number, base: Pose): Partial<Pose> {
  const hunched = bent({ ...base, turn: 0.74, face: 0.62 }, 0.2 + Math.sin(t * 0.8) * 0.015, 0.34);
  const tap = (phase: number): number =>
    Math.max(0, Math.sin(t * 13 + phase)) * 0.014 + Math.max(0, Math.sin(t * 8.3 + phase * 2)) * 0.008;
  const roam = Math.sin(t * 1.9) * 0.015;
  return {
    ...spineOf(hunched),
    turn: 0.74,
    face: 0.62,
    head: 0.3 + Math.sin(t * 0.9) * 0.03,
    gazeX: 0.55 + Math.sin(t * 1.3) * 0.15,
    gazeY: 0.45,
    ...one(build, hunched, 'near', onDesk(build, hunched, 0.25 + roam, 0.055 + tap(0))),
    ...one(build, hunched, 'far', onDesk(build, hunched, 0.31 + roam, 0.06 + tap(2.2))),
    nearPalm: -0.12,
    farPalm: -0.12,
    nearGrip: 0.45,
    farGrip: 0.45,
  };
}

function write(build: Build, t: number, base: Pose): Partial<Pose> {
  const bowed = bent({ ...base, turn: 0.72 }, 0.2, 0.32);
  const line = (Math.sin(t * 0.9) + 1) * 0.04;
  return {
    ...spineOf(bowed),
    turn: 0.72,
    head: 0.36,
    gazeX: 0.35,
    gazeY: 0.8,
    ...one(
      build,
      bowed,
      'near',
      onDesk(build, bowed, 0.24 + line + Math.sin(t * 9) * 0.006, 0.05 + Math.sin(t * 11) * 0.004),
    ),
    ...one(build, bowed, 'far', onDesk(build, bowed, 0.4, 0.05)),
    nearGrip: 0.85,
    farGrip: 0.2,
  };
}

function leanBack(build: Build, t: number, base: Pose): Partial<Pose> {
  const back = bent(base, -0.3 + Math.sin(t * 0.9) * 0.02, 0.08);
  return {
    ...spineOf(back),
    behind: 1,
    head: -0.22 + Math.sin(t * 0.9) * 0.02,
    gazeY: -0.4,
    ...one(build, back, 'near', [-0.08, -0.19], -1),
    ...one(build, back, 'far', [-0.0, -0.19]),
    nearGrip: 0.4,
    farGrip: 0.4,
  };
}

function stretch(_build: Build, t: number, base: Pose): Partial<Pose> {
  const pull = Math.sin(t * 1.1);
  return {
    lean: base.lean - 0.1,
    chest: -0.1 + pull * 0.04,
    head: -0.25 + pull * 0.06,
    shrug: 1 + pull * 0.2,
    gazeY: -0.5,
    lids: 0.55,
    nearUpper: -2.72 - pull * 0.06,
    nearFore: -3.2 + pull * 0.1,
    farUpper: 2.72 + pull * 0.06,
    farFore: 3.2 - pull * 0.1,
    nearGrip: 0.9,
    farGrip: 0.9,
  };
}

function cheer(_build: Build, t: number, base: Pose): Partial<Pose> {
  const pump = Math.sin(t * 5.2);
  return {
    lean: base.lean - 0.03,
    chest: -0.08,
    head: -0.14 + pump * 0.04,
    shrug: 0.7,
    nearUpper: -2.5 - pump * 0.1,
    nearFore: -2.75 - pump * 0.22,
    farUpper: 2.5 + pump * 0.1,
    farFore: 2.75 + pump * 0.22,
    nearGrip: 0.85,
    farGrip: 0.85,
    turn: base.turn * 0.5,
    face: 0.3,
    gazeY: -0.2,
  };
}

function clap(build: Build, t: number, base: Pose): Partial<Pose> {
  const gap = (Math.sin(t * 9) + 1) * 0.055;
  return {
    ...both(build, base, [0.2 - gap, 0.16], [0.23 + gap, 0.15], 0.05),
    nearPalm: 0.5,
    farPalm: 0.5,
    head: -0.04,
  };
}

function wave(_build: Build, t: number, base: Pose): Partial<Pose> {
  const sway = Math.sin(t * 6.5);
  return {
    farUpper: 2.05,
    farFore: 2.75 + sway * 0.28,
    farPalm: sway * 0.2,
    farGrip: 0.02,
    head: base.head + 0.05 + Math.sin(t * 3.2) * 0.03,
    gazeX: 0.1,
  };
}

function talk(build: Build, t: number, base: Pose): Partial<Pose> {
  const beat = Math.sin(t * 2.3) * 0.6 + Math.sin(t * 3.7 + 1) * 0.4;
  const near = one(build, base, 'near', [0.12 + beat * 0.03, 0.27 - beat * 0.04]);
  return {
    ...near,
    ...one(build, base, 'far', [0.34 + beat * 0.05, 0.18 - Math.sin(t * 2.9) * 0.06]),
    farPalm: 0.25,
    nearPalm: 0.3,
    nearGrip: 0.2,
    farGrip: 0.1,
    head: base.head + Math.sin(t * 2.6) * 0.04,
    talk: speech(t),
  };
}

function sing(build: Build, t: number, base: Pose): Partial<Pose> {
  return {
    ...one(build, base, 'near', [0.16, 0.02]),
    farUpper: 1.15 + Math.sin(t * 1.5) * 0.2,
    farFore: 1.75 + Math.sin(t * 1.5 - 0.5) * 0.25,
    farGrip: 0.05,
    nearGrip: 1,
    head: -0.12 + Math.sin(t * 1.8) * 0.08,
    lean: base.lean + Math.sin(t * 1.8) * 0.04,
    talk: 0.35 + speech(t * 0.6) * 0.6,
    lids: 0.5,
  };
}

function listen(build: Build, t: number, base: Pose): Partial<Pose> {
  const nod = Math.max(0, Math.sin(t * 1.3)) ** 3 * 0.12;
  return { ...both(build, base, [0.06, 0.42], [0.14, 0.42], 0.3), head: base.head + 0.05 + nod, gazeX: 0.7 };
}

function point(_build: Build, t: number, base: Pose): Partial<Pose> {
  const beat = Math.sin(t * 2) * 0.04;
  return {
    farUpper: 1.5 + beat,
    farFore: 1.62 + beat,
    farGrip: 0.75,
    nearUpper: base.nearUpper,
    head: base.head - 0.03,
    gazeX: 0.9,
    face: 0.7,
  };
}

function drink(build: Build, t: number, base: Pose): Partial<Pose> {
  const sip = ease(Math.sin(t * 1.4) * 1.6 + 0.2);
  const low = one(build, base, 'near', [0.2, 0.24]);
  const high = one(build, base, 'near', [0.17, -0.03]);
  return { ...mix(low, high, sip), nearGrip: 0.75, nearPalm: 0.3, head: base.head - sip * 0.14, lids: sip * 0.6 };
}

function eat(build: Build, t: number, base: Pose): Partial<Pose> {
  const bite = ease(Math.sin(t * 2.1) * 1.5);
  const low = one(build, base, 'near', [0.22, 0.28]);
  const high = one(build, base, 'near', [0.15, -0.03]);
  return {
    ...mix(low, high, bite),
    nearGrip: 0.7,
    nearPalm: 0.3,
    head: base.head + 0.06,
    talk: (1 - bite) * (0.15 + 0.15 * Math.sin(t * 11)) + bite * 0.4,
  };
}

function hold(build: Build, t: number, base: Pose): Partial<Pose> {
  const float = Math.sin(t * 1.6) * 0.008;
  return {
    ...both(build, base, [0.2, 0.27 + float], [0.26, 0.25 + float], 0.6),
    nearPalm: 0.4,
    farPalm: 0.4,
    gazeX: 0.4,
    gazeY: 0.5,
    head: base.head + 0.1,
  };
}

function give(build: Build, t: number, base: Pose): Partial<Pose> {
  const offer = Math.sin(t * 1.5) * 0.02;
  return {
    ...both(build, base, [0.4 + offer, 0.16], [0.46 + offer, 0.15], 0.3),
    nearPalm: 0.2,
    farPalm: 0.2,
    lean: base.lean + 0.08,
    gazeX: 0.7,
  };
}

function reachUp(_build: Build, t: number, base: Pose): Partial<Pose> {
  const strain = Math.sin(t * 1.4) * 0.05;
  return {
    farUpper: 2.45 + strain,
    farFore: 2.6 + strain,
    farGrip: 0.05,
    head: -0.35,
    gazeY: -0.9,
    gazeX: 0.5,
    shrug: 0.5,
    chest: base.chest - 0.06,
  };
}

function read(build: Build, t: number, base: Pose): Partial<Pose> {
  const drift = Math.sin(t * 1.2) * 0.006;
  return {
    ...both(build, base, [0.22, 0.22 + drift], [0.3, 0.2 + drift], 0.6),
    nearPalm: 0.35,
    farPalm: 0.35,
    head: base.head + 0.24,
    gazeX: 0.35 + Math.sin(t * 1.9) * 0.2,
    gazeY: 0.7,
  };
}

function lookUp(_build: Build, t: number, base: Pose): Partial<Pose> {
  return { head: -0.42 + Math.sin(t * 0.6) * 0.04, chest: base.chest - 0.1, gazeY: -0.9, gazeX: 0.4, face: 0.6 };
}

function lookOut(build: Build, t: number, base: Pose): Partial<Pose> {
  return {
    head: base.head - 0.05 + Math.sin(t * 0.5) * 0.03,
    gazeX: 0.95,
    gazeY: -0.1,
    face: 0.8,
    ...one(build, base, 'near', [0.02, 0.44]),
  };
}

function lookDown(_build: Build, t: number, base: Pose): Partial<Pose> {
  return { head: 0.34 + Math.sin(t * 0.6) * 0.02, chest: base.chest + 0.1, gazeY: 0.9, gazeX: 0.3 };
}

function lookAround(_build: Build, t: number, base: Pose): Partial<Pose> {
  const scan = Math.sin(t * 1.2);
  return {
    face: 0.2 + scan * 0.6,
    gazeX: scan * 0.9,
    turn: base.turn + scan * 0.08,
    head: base.head + Math.sin(t * 0.8) * 0.04,
  };
}

function think(build: Build, t: number, base: Pose): Partial<Pose> {
  return {
    ...one(build, base, 'near', [0.15, 0.015 + Math.sin(t * 1.1) * 0.006]),
    ...one(build, base, 'far', [0.0, 0.33]),
    nearPalm: 0.5,
    nearGrip: 0.7,
    head: base.head + 0.06 + Math.sin(t * 0.7) * 0.03,
    gazeX: 0.6 + Math.sin(t * 0.7) * 0.25,
    gazeY: -0.45,
  };
}

function sleep(_build: Build, t: number, base: Pose): Partial<Pose> {
  return { lids: 1, head: base.head + 0.12 + Math.sin(t * 1.5) * 0.012, talk: 0.05 + Math.sin(t * 1.5) * 0.03 };
}

function pray(build: Build, t: number, base: Pose): Partial<Pose> {
  const breath = Math.sin(t * 1.3) * 0.006;
  return {
    ...both(build, base, [0.2, 0.13 + breath], [0.22, 0.13 + breath], 0),
    nearPalm: 0.4,
    farPalm: 0.4,
    head: base.head + 0.26,
    lids: 0.95,
  };
}

function cook(build: Build, t: number, base: Pose): Partial<Pose> {
  const turn = t * 3.4;
  return {
    ...both(build, base, [0.36 + Math.cos(turn) * 0.05, 0.22 + Math.sin(turn) * 0.018], [0.44, 0.32], 0.9),
    head: base.head + 0.22,
    gazeX: 0.6,
    gazeY: 0.7,
    lean: base.lean + 0.05,
    turn: 0.6,
  };
}

function guitar(build: Build, t: number, base: Pose): Partial<Pose> {
  const strum = Math.sin(t * 7.5);
  return {
    ...both(build, base, [0.02 + strum * 0.02, 0.34 + strum * 0.045], [0.42 + Math.sin(t * 1.2) * 0.03, 0.14], 0.75),
    head: base.head + 0.14 + Math.sin(t * 3.75) * 0.05,
    gazeX: 0.5,
    gazeY: 0.6,
    lean: base.lean + Math.sin(t * 3.75) * 0.02,
    turn: 0.32,
  };
}

function saxophone(build: Build, t: number, base: Pose): Partial<Pose> {
  const sway = Math.sin(t * 1.9);
  const keys = Math.sin(t * 8) * 0.008;
  return {
    ...both(build, base, [0.2 + sway * 0.02, 0.3 + keys], [0.22 + sway * 0.02, 0.13 - keys], 0.85),
    head: base.head + 0.1 + sway * 0.05,
    lids: 0.85,
    lean: base.lean - 0.05 + sway * 0.05,
    turn: 0.6,
  };
}

function trumpet(build: Build, t: number, base: Pose): Partial<Pose> {
  const sway = Math.sin(t * 1.9);
  const keys = Math.sin(t * 9) * 0.006;
  return {
    ...both(build, base, [0.34, -0.1 + keys + sway * 0.015], [0.3, -0.08 + sway * 0.015], 0.9),
    head: base.head - 0.04,
    lids: 0.7,
    lean: base.lean - 0.07 + sway * 0.03,
    turn: 0.75,
  };
}

function violin(build: Build, t: number, base: Pose): Partial<Pose> {
  const bow = Math.sin(t * 3.1);
  return {
    ...both(build, base, [0.2 + bow * 0.09, 0.06 + bow * 0.08], [0.42, -0.02], 0.8),
    head: 0.2 + bow * 0.03,
    lids: 0.8,
    lean: base.lean + bow * 0.04,
    turn: 0.35,
  };
}

function piano(build: Build, t: number, base: Pose): Partial<Pose> {
  const press = (phase: number): number => Math.max(0, Math.sin(t * 5 + phase)) * 0.02;
  const run = Math.sin(t * 1.1) * 0.05;
  return {
    lean: base.lean + 0.06 + Math.sin(t * 1.1) * 0.04,
    turn: 0.74,
    ...one(build, base, 'near', onDesk(build, base, 0.3 + run, 0.05 + press(0))),
    ...one(build, base, 'far', onDesk(build, base, 0.42 - run, 0.05 + press(2.4))),
    nearGrip: 0.35,
    farGrip: 0.35,
    nearPalm: -0.1,
    farPalm: -0.1,
    head: base.head + 0.1 + Math.sin(t * 1.1) * 0.06,
    gazeX: 0.5,
    gazeY: 0.5,
  };
}

function drums(build: Build, t: number, base: Pose): Partial<Pose> {
  const hit = (phase: number): number => Math.sin(t * 8 + phase) * 0.07;
  return {
    ...both(build, base, [0.34, 0.22 + hit(0)], [0.44, 0.2 + hit(Math.PI)], 1),
    head: base.head + Math.sin(t * 4) * 0.08,
    turn: 0.55,
  };
}

function hammer(_build: Build, t: number, base: Pose): Partial<Pose> {
  // Slow up, quick down.
  const phase = t * 4.2 + Math.sin(t * 4.2) * 0.5;
  const blow = Math.cos(phase) * 0.5 + 0.5;
  return {
    farUpper: 0.75,
    farFore: 1.25,
    farGrip: 0.8,
    nearUpper: 0.55 + blow * 1.1,
    nearFore: 1.35 + blow * 1.4,
    nearGrip: 1,
    lean: base.lean + 0.16 - blow * 0.08,
    head: base.head + 0.2 - blow * 0.1,
    gazeX: 0.6,
    gazeY: 0.6,
    turn: 0.6,
  };
}

function fix(build: Build, t: number, base: Pose): Partial<Pose> {
  const work = Math.sin(t * 4);
  return {
    ...both(build, base, [0.36 + work * 0.02, 0.24 - work * 0.02], [0.44, 0.26 + Math.sin(t * 2.7) * 0.02], 0.85),
    lean: base.lean + 0.16,
    head: base.head + 0.2,
    gazeX: 0.6,
    gazeY: 0.7,
  };
}

function sweep(build: Build, t: number, base: Pose): Partial<Pose> {
  const stroke = Math.sin(t * 2.6) * 0.1;
  return {
    ...both(build, base, [0.2 + stroke * 0.6, 0.2], [0.34 + stroke, 0.42], 1),
    lean: base.lean + 0.12 + stroke * 0.3,
    head: base.head + 0.16,
    gazeY: 0.7,
    turn: 0.6,
  };
}

function carry(build: Build, t: number, base: Pose): Partial<Pose> {
  const jolt = Math.sin(t * 2.2) * 0.006;
  return {
    lean: base.lean - 0.08,
    ...both(build, bent(base, -0.08, 0), [0.26, 0.36 + jolt], [0.34, 0.34 + jolt], 0.5),
    nearPalm: 0.5,
    farPalm: 0.5,
  };
}

function climb(build: Build, t: number, base: Pose): Partial<Pose> {
  const pull = Math.sin(t * 2.4);
  return { ...both(build, base, [0.3, -0.22 - pull * 0.17], [0.34, -0.22 + pull * 0.17], 0.9), gazeY: -0.8 };
}

function swim(_build: Build, t: number): Partial<Pose> {
  const crawl = (phase: number): number => 1.55 + Math.sin(phase) * 1.5;
  const turn = t * 3.2;
  return {
    nearUpper: crawl(turn),
    nearFore: crawl(turn) + 0.45 + Math.cos(turn) * 0.35,
    farUpper: crawl(turn + Math.PI),
    farFore: crawl(turn + Math.PI) + 0.45 - Math.cos(turn) * 0.35,
    nearGrip: 0,
    farGrip: 0,
  };
}

function row(build: Build, t: number, base: Pose): Partial<Pose> {
  const stroke = Math.sin(t * 2.2);
  const lift = Math.cos(t * 2.2) * 0.05;
  return both(build, base, [0.34 + stroke * 0.1, 0.26 + lift], [0.4 + stroke * 0.1, 0.24 + lift], 1);
}

function drive(build: Build, t: number, base: Pose): Partial<Pose> {
  const steer = Math.sin(t * 1.3) * 0.03;
  return { ...both(build, base, [0.42, 0.16 + steer], [0.48, 0.14 - steer], 1), gazeX: 0.9, head: 0.02 };
}

function hug(build: Build, t: number, base: Pose): Partial<Pose> {
  const squeeze = Math.sin(t * 1.4) * 0.012;
  return {
    ...both(build, base, [0.26 + squeeze, 0.2], [0.3 + squeeze, 0.08], 0.15),
    nearPalm: 0.7,
    farPalm: 0.9,
    head: 0.16,
    lids: 0.9,
    lean: base.lean + 0.05,
  };
}

function despair(build: Build, t: number, base: Pose): Partial<Pose> {
  const bowed = bent(base, 0.12, 0.28);
  const rock = Math.sin(t * 1.6) * 0.02;
  return {
    ...spineOf(bowed),
    head: 0.42 + rock,
    ...one(build, bowed, 'near', [0.21, -0.08 + rock * 0.3]),
    ...one(build, bowed, 'far', [0.3, -0.07 + rock * 0.3]),
    nearPalm: 0.25,
    farPalm: 0.25,
    nearGrip: 0.25,
    farGrip: 0.25,
    gazeY: 0.8,
    lids: 0.25,
  };
}

function cry(build: Build, t: number, base: Pose): Partial<Pose> {
  const sob = Math.sin(t * 5) * 0.012;
  const bowed = bent(base, 0.1, 0.2 + sob);
  return {
    ...spineOf(bowed),
    head: 0.34 + sob,
    shrug: sob * 20,
    ...one(build, bowed, 'near', [0.17, -0.06]),
    nearPalm: 0.2,
    nearGrip: 0.4,
    lids: 0.75,
    gazeY: 0.7,
  };
}

function slump(_build: Build, t: number, base: Pose): Partial<Pose> {
  const sigh = Math.sin(t * 1.2);
  return {
    lean: base.lean + 0.1,
    chest: base.chest + 0.3 + sigh * 0.02,
    head: 0.42 + sigh * 0.03,
    shrug: -0.8 + sigh * 0.2,
    nearUpper: 0.1,
    nearFore: 0.22,
    farUpper: 0.26,
    farFore: 0.4,
    gazeY: 0.9,
    lids: 0.4,
  };
}

function fish(build: Build, t: number, base: Pose): Partial<Pose> {
  const bob = Math.sin(t * 1.3) * 0.012;
  return { ...both(build, base, [0.24, 0.26 + bob], [0.36, 0.2 + bob], 1), gazeX: 0.9, gazeY: 0.3, face: 0.7 };
}

function paint(build: Build, t: number, base: Pose): Partial<Pose> {
  const dab = Math.sin(t * 2.8);
  return {
    ...both(build, base, [0.12, 0.3], [0.46 + dab * 0.02, 0.0 + Math.sin(t * 1.3) * 0.09], 0.9),
    gazeX: 0.9,
    head: base.head + 0.02,
    lean: base.lean + dab * 0.02,
    turn: 0.55,
    face: 0.65,
  };
}

function photograph(build: Build, t: number, base: Pose): Partial<Pose> {
  const aim = Math.sin(t * 0.8) * 0.01;
  return {
    ...both(build, base, [0.18, -0.1 + aim], [0.25, -0.09 + aim], 0.6),
    nearPalm: 0.5,
    farPalm: 0.4,
    head: base.head + 0.02,
  };
}

function binoculars(build: Build, t: number, base: Pose): Partial<Pose> {
  const aim = Math.sin(t * 0.7) * 0.012;
  return { ...both(build, base, [0.2, -0.14 + aim], [0.26, -0.13 + aim], 0.8), nearPalm: 0.4, farPalm: 0.4, face: 0.8 };
}

function call(build: Build, t: number, base: Pose): Partial<Pose> {
  return {
    ...one(build, base, 'near', [-0.09, -0.08]),
    nearPalm: 0.2,
    nearGrip: 0.8,
    head: base.head - 0.06 + Math.sin(t * 1.4) * 0.04,
    talk: speech(t) * (Math.sin(t * 0.8) > 0 ? Math.sin(t * 0.8) : 0),
  };
}

function scroll(build: Build, t: number, base: Pose): Partial<Pose> {
  return {
    ...one(build, base, 'near', [0.2, 0.17 + Math.sin(t * 1.4) * 0.006]),
    nearPalm: 0.5,
    nearGrip: 0.7,
    head: base.head + 0.26,
    gazeX: 0.4,
    gazeY: 0.8,
  };
}

function salute(_build: Build, _t: number, base: Pose): Partial<Pose> {
  return { nearUpper: -1.75, nearFore: -4.1, nearPalm: -0.1, nearGrip: 0, chest: base.chest - 0.05, head: -0.03 };
}

function crossArms(build: Build, t: number, base: Pose): Partial<Pose> {
  const breath = Math.sin(t * 1.7) * 0.005;
  return {
    ...one(build, base, 'far', [-0.06, 0.26 + breath], -1),
    ...one(build, base, 'near', [0.1, 0.24 + breath]),
    nearGrip: 0.3,
    farGrip: 0.5,
  };
}

function akimbo(build: Build, _t: number, base: Pose): Partial<Pose> {
  return {
    ...one(build, base, 'near', [-0.17, 0.42], 1),
    ...one(build, base, 'far', [0.19, 0.42], -1),
    nearPalm: 0.8,
    farPalm: -0.8,
    nearGrip: 0.6,
    farGrip: 0.6,
    chest: base.chest - 0.05,
  };
}

function shrug(_build: Build, t: number, base: Pose): Partial<Pose> {
  const lift = 0.5 + Math.sin(t * 2) * 0.5;
  return {
    shrug: lift * 1.3,
    nearUpper: -0.35,
    nearFore: -1.2 - lift * 0.2,
    farUpper: 0.4,
    farFore: 1.3 + lift * 0.2,
    nearGrip: 0,
    farGrip: 0,
    head: base.head + 0.1,
    turn: 0.12,
    face: 0.25,
  };
}

function shakeFist(_build: Build, t: number, base: Pose): Partial<Pose> {
  const shake = Math.sin(t * 7);
  return {
    farUpper: 1.2,
    farFore: 2.65 + shake * 0.18,
    farGrip: 1,
    nearGrip: 1,
    nearFore: 0.5,
    lean: base.lean + 0.08,
    talk: 0.5 + speech(t) * 0.4,
    head: base.head + 0.05 + shake * 0.02,
  };
}

function fight(_build: Build, t: number, base: Pose): Partial<Pose> {
  const cut = Math.sin(t * 3.2);
  return {
    nearUpper: 1.1 + cut * 0.55,
    nearFore: 1.9 + cut * 0.75,
    nearGrip: 1,
    farUpper: 0.4,
    farFore: 1.6,
    farGrip: 0.9,
    lean: base.lean + 0.1 - cut * 0.06,
    turn: 0.5,
  };
}

function throwing(_build: Build, t: number, base: Pose): Partial<Pose> {
  const cast = Math.sin(t * 2.8);
  return {
    nearUpper: 1.0 - cast * 0.9,
    nearFore: 2.1 - cast * 0.4,
    nearGrip: 0.6,
    farUpper: 0.9 + cast * 0.5,
    farFore: 1.3 + cast * 0.3,
    lean: base.lean + 0.08 - cast * 0.12,
    turn: 0.45,
  };
}

function conduct(_build: Build, t: number, base: Pose): Partial<Pose> {
  const [x, y] = [Math.sin(t * 2.4), Math.sin(t * 4.8)];
  return {
    nearUpper: -0.95 - x * 0.2,
    nearFore: -2.15 - y * 0.35,
    farUpper: 1.0 + x * 0.2,
    farFore: 2.2 + y * 0.35,
    nearGrip: 0.3,
    farGrip: 0.3,
    head: base.head + y * 0.03,
  };
}

function dance(_build: Build, t: number, base: Pose): Partial<Pose> {
  const sway = Math.sin(t * 3.6);
  return {
    nearUpper: -1.3 - sway * 0.7,
    nearFore: -2.0 - sway * 0.6,
    farUpper: 1.3 - sway * 0.7,
    farFore: 2.1 - sway * 0.5,
    nearGrip: 0.15,
    farGrip: 0.15,
    nearPalm: -0.2,
    farPalm: 0.2,
    head: base.head,
  };
}

function laugh(build: Build, t: number, base: Pose): Partial<Pose> {
  const shake = Math.sin(t * 8) * 0.02;
  return {
    lean: base.lean - 0.06 + shake,
    chest: base.chest + shake,
    shrug: 0.3 + shake * 8,
    head: -0.18 + shake,
    talk: 0.55 + shake * 6,
    lids: 0.5,
    ...one(build, base, 'near', [0.1, 0.36]),
    nearGrip: 0.2,
  };
}

function shiver(build: Build, t: number, base: Pose): Partial<Pose> {
  const shake = Math.sin(t * 19) * 0.006;
  return {
    ...one(build, base, 'far', [-0.08 + shake, 0.16], -1),
    ...one(build, base, 'near', [0.13 + shake, 0.14]),
    nearGrip: 0.4,
    farGrip: 0.4,
    shrug: 1.1,
    chest: base.chest + 0.12,
    head: base.head + 0.1 + shake,
  };
}

/** How open a talking mouth is: syllables of uneven strength. */
function speech(t: number): number {
  return (
    Math.max(0, 0.42 + 0.35 * Math.sin(t * 11.3) * Math.sin(t * 4.1 + 1) + 0.25 * Math.sin(t * 17.1)) *
    (0.75 + 0.25 * Math.sin(t * 1.7))
  );
}

function ease(value: number): number {
  const part = Math.max(0, Math.min(1, value));
  return part * part * (3 - 2 * part);
}

function mix(from: Partial<Pose>, to: Partial<Pose>, weight: number): Partial<Pose> {
  const mixed: Partial<Pose> = {};
  for (const key of Object.keys(from) as (keyof Pose)[])
    mixed[key] = (from[key] ?? 0) + ((to[key] ?? 0) - (from[key] ?? 0)) * weight;
  return mixed;
}
