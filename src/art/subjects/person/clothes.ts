import type { Paint, Pen } from '../../subject.ts';
import type { Individual } from './individual.ts';
import { along, type Joints, type Point, type Pose, type Side } from './pose.ts';
import {
  type Bone,
  ellipse,
  fillBones,
  fillLimb,
  hullPath,
  line,
  mid,
  shadedLimb,
  smoothPath,
  type Tones,
  tonesOf,
} from './shapes.ts';

/** The tones of everything worn, mixed once a frame. */
export interface Wardrobe {
  skin: Tones;
  top: Tones;
  sleeve: Tones;
  bottom: Tones;
  shoe: Tones;
  inner: Tones;
  accent: Tones;
}

export function wardrobeOf(who: Individual, paint: Paint): Wardrobe {
  const top = tonesOf(paint, who.topColour);
  const inner = tonesOf(paint, who.inner);
  const suit = who.top === 'spacesuit' || who.top === 'turnout' || who.top === 'onesie';
  return {
    skin: tonesOf(paint, who.skin),
    top: who.top === 'apron' ? inner : top,
    sleeve: who.top === 'vest' || who.top === 'apron' ? inner : top,
    bottom: suit
      ? tonesOf(paint, who.topColour)
      : tonesOf(paint, who.top === 'scrubs' ? who.topColour : who.bottomColour),
    shoe: tonesOf(paint, suit ? '#3b3d44' : who.top === 'armour' ? '#7d8894' : who.shoe),
    inner,
    accent: tonesOf(paint, who.accent),
  };
}

const LONG_HEMS: Partial<Record<Individual['top'], number>> = {
  dress: 1.02,
  gown: 1.84,
  robe: 1.84,
  coat: 1.1,
  'lab-coat': 0.92,
  armour: 0.45,
  turnout: 0.35,
};
const BARE_ARMS: Partial<Record<Individual['top'], number>> = {
  tee: 0.75,
  dress: 0.55,
  singlet: 0,
  scrubs: 0.8,
  overalls: 2,
  apron: 1.3,
  vest: 2,
  gown: 1.35,
};

export function drawLeg(
  pen: Pen,
  who: Individual,
  wear: Wardrobe,
  joints: Joints,
  pose: Pose,
  side: Side,
  keyFrom: number,
): void {
  const { build } = who;
  const unit = build.scale * (0.5 + 0.5 * build.stout);
  const [socket, knee, ankle] = [joints.socket[side], joints.knee[side], joints.ankle[side]];
  const tones = side === 'far' ? darker(wear.bottom) : wear.bottom;
  const skin = side === 'far' ? darker(wear.skin) : wear.skin;
  const puffy = who.top === 'spacesuit' || who.top === 'turnout' ? 1.3 : 1;
  const hip = (who.feminine ? 0.1 : 0.095) * unit * puffy;
  const bare = who.bottom === 'shorts' || who.bottom === 'skirt' || who.top === 'dress';
  drawShoe(
    pen,
    who,
    side === 'far' ? darker(wear.shoe) : wear.shoe,
    ankle,
    (side === 'near' ? pose.nearFoot : pose.farFoot) + pose.roll,
    pose.turn,
    side,
  );
  if (bare && who.top !== 'gown' && who.top !== 'robe') {
    shadedLimb(pen, [socket, knee, ankle], [0.088 * unit, 0.06 * unit, 0.036 * unit], skin, keyFrom);
    if (who.bottom === 'shorts' && who.top !== 'dress') {
      const hem = mid(socket, knee, 0.82);
      shadedLimb(pen, [socket, hem], [hip, 0.088 * unit], tones, keyFrom);
    }
    return;
  }
  const tight = who.bottom === 'tights';
  const cuff = tight ? 0.04 : 0.056 * puffy;
  shadedLimb(
    pen,
    [socket, knee, mid(knee, ankle, 0.97)],
    [hip, (tight ? 0.062 : 0.074 * puffy) * unit, cuff * unit],
    tones,
    keyFrom,
  );
  if (who.extras.has('stripes') && who.top === 'turnout') {
    line(
      pen,
      [mid(knee, ankle, 0.62)].flatMap((at) => [
        { x: at.x - 0.055, y: at.y },
        { x: at.x + 0.055, y: at.y },
      ]),
      0.035,
      wear.accent.bright,
    );
  }
  if (who.top === 'armour') ellipse(pen, knee.x, knee.y, 0.07 * unit, 0.075 * unit, tones.bright);
}

function drawShoe(pen: Pen, who: Individual, tones: Tones, ankle: Point, tilt: number, turn: number, side: Side): void {
  const length = who.build.foot * (0.62 + 0.38 * turn);
  const high = who.build.ankle;
  // In front view the near foot points outwards to the left.
  const mirror = side === 'near' && turn < 0.2 ? -1 : 1;
  pen.save();
  pen.translate(ankle.x, ankle.y);
  pen.rotate(tilt);
  pen.scale(mirror, 1);
  pen.fillStyle = tones.base;
  pen.beginPath();
  pen.moveTo(-length * 0.3, -high * 0.5);
  pen.quadraticCurveTo(0.02, -high * 0.95, length * 0.2, -high * 0.35);
  pen.bezierCurveTo(length * 0.45, high * 0.1, length * 0.78, high * 0.05, length * 0.76, high * 0.72);
  pen.lineTo(-length * 0.3, high * 0.72);
  pen.quadraticCurveTo(-length * 0.38, high * 0.1, -length * 0.3, -high * 0.5);
  pen.fill();
  pen.fillStyle = tones.deep;
  pen.beginPath();
  pen.roundRect(-length * 0.33, high * 0.66, length * 1.1, high * 0.34, high * 0.15);
  pen.fill();
  pen.restore();
}

/** Pelvis, trunk and everything worn on them. */
export function drawTrunk(pen: Pen, who: Individual, wear: Wardrobe, joints: Joints, pose: Pose, paint: Paint): void {
  const { build } = who;
  const frame = trunkFrame(build.scale, joints, pose);
  const widths = trunkWidths(who, pose);
  if (who.bottom === 'skirt' && who.top !== 'dress' && who.top !== 'gown' && who.top !== 'robe')
    drawHem(pen, who, wear.bottom, joints, 1.0, 0.15, widths.pelvis * 0.98, paint.keyFrom);
  else
    ellipse(
      pen,
      joints.hip.x,
      joints.hip.y + 0.01 * build.scale,
      widths.pelvis * 0.97,
      0.115 * build.scale,
      wear.bottom.base,
      pose.lean * 0.5 + pose.roll,
    );
  const hem = LONG_HEMS[who.top];
  if (hem !== undefined)
    drawHem(
      pen,
      who,
      wear.top,
      joints,
      hem,
      who.top === 'gown' ? 0.32 : who.top === 'robe' ? 0.26 : 0.17,
      widths.pelvis * 0.99,
      paint.keyFrom,
    );

  const outline = trunkOutline(frame, widths, build.scale, who);
  smoothPath(pen, outline);
  const [left, right] = [frame('chest', -widths.chest, 0), frame('chest', widths.chest, 0)];
  const light = pen.createLinearGradient(left.x, left.y, right.x, right.y);
  light.addColorStop(0, paint.keyFrom < 0 ? wear.top.base : wear.top.shade);
  light.addColorStop(0.55, wear.top.base);
  light.addColorStop(1, paint.keyFrom < 0 ? wear.top.shade : wear.top.base);
  pen.fillStyle = light;
  pen.fill();
  pen.save();
  pen.clip();
  drawFront(pen, who, wear, frame, widths, pose, paint);
  pen.restore();
}

/** Thickness of round collars, for a body of 1.72 m. */
const COLLARS: Partial<Record<Individual['top'], number>> = {
  sweater: 0.03,
  spacesuit: 0.06,
  turnout: 0.055,
  armour: 0.05,
  onesie: 0.03,
};

/** Collars and what hangs round the neck; drawn over the neck. */
export function drawCollar(pen: Pen, who: Individual, wear: Wardrobe, joints: Joints, pose: Pose, paint: Paint): void {
  const scale = who.build.scale;
  const frame = trunkFrame(scale, joints, pose);
  const shift = 0.045 * pose.turn * scale;
  const at = (u: number, v: number): Point => frame('chest', u * scale + shift, v * scale);
  if (who.top === 'hoodie') {
    smoothPath(pen, [
      at(-0.12, 0.045),
      at(-0.02, 0.03),
      at(0.09, 0.045),
      at(0.1, 0.09),
      at(0.05, 0.06),
      at(-0.03, 0.045),
      at(-0.08, 0.07),
      at(-0.13, 0.1),
    ]);
    pen.fillStyle = wear.top.shade;
    pen.fill();
    line(pen, [at(0.0, 0.035), at(0.0, -0.1)], 0.012 * scale, wear.inner.base);
    line(pen, [at(0.05, 0.035), at(0.055, -0.08)], 0.012 * scale, wear.inner.base);
  }
  const collar = COLLARS[who.top];
  if (collar !== undefined) {
    const [left, low, right] = [at(-0.066, 0.07), at(0, 0.01), at(0.066, 0.07)];
    pen.strokeStyle = who.top === 'armour' ? wear.top.bright : wear.top.shade;
    pen.lineWidth = collar * scale;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(left.x, left.y);
    pen.quadraticCurveTo(low.x, low.y, right.x, right.y);
    pen.stroke();
  }
  if (who.extras.has('scarf')) {
    line(pen, [at(-0.075, 0.06), at(0.0, 0.03), at(0.08, 0.055)], 0.065 * scale, wear.accent.base);
    line(pen, [at(0.04, 0.03), at(0.06, -0.12)], 0.055 * scale, wear.accent.shade);
  }
  if (who.extras.has('stethoscope')) {
    pen.strokeStyle = paint.lit('#4b5563');
    pen.lineWidth = 0.014 * scale;
    const [a, b, c] = [at(-0.08, 0.06), at(0.02, -0.2), at(0.09, 0.06)];
    pen.beginPath();
    pen.moveTo(a.x, a.y);
    pen.quadraticCurveTo(b.x, b.y, c.x, c.y);
    pen.stroke();
    const low = at(0.03, -0.16);
    line(pen, [at(0.025, -0.07), low], 0.014 * scale, paint.lit('#4b5563'));
    ellipse(pen, low.x, low.y, 0.02 * scale, 0.02 * scale, paint.bright('#aab3bd', 0.2));
  }
}

export function drawArm(
  pen: Pen,
  who: Individual,
  wear: Wardrobe,
  joints: Joints,
  pose: Pose,
  side: Side,
  keyFrom: number,
): void {
  const { build } = who;
  const unit = build.scale * (0.55 + 0.45 * build.stout);
  const [shoulder, elbow, wrist] = [joints.shoulder[side], joints.elbow[side], joints.wrist[side]];
  const dim = (tones: Tones): Tones => (side === 'far' ? darker(tones) : tones);
  const [skin, sleeve] = [dim(wear.skin), dim(wear.sleeve)];
  const puffy =
    who.top === 'spacesuit' || who.top === 'turnout' || who.top === 'robe'
      ? 1.35
      : who.top === 'hoodie' || who.top === 'coat' || who.top === 'jacket'
        ? 1.14
        : 1;
  const radii: [number, number, number] = [0.052 * unit, 0.041 * unit, 0.028 * unit];
  drawHand(pen, who, who.top === 'spacesuit' ? dim(wear.top) : skin, joints, pose, side);
  const bare = BARE_ARMS[who.top] ?? 2;
  if (bare < 2) shadedLimb(pen, [shoulder, elbow, wrist], radii, skin, keyFrom);
  const wide = radii.map((radius) => (radius * 1.16 + 0.006 * build.scale) * puffy) as [number, number, number];
  if (bare >= 2) {
    const cuff = mid(elbow, wrist, 0.94);
    shadedLimb(
      pen,
      [shoulder, elbow, cuff],
      [wide[0], wide[1], wide[2] * (who.top === 'robe' ? 1.9 : 1.12)],
      sleeve,
      keyFrom,
    );
    if (['hoodie', 'sweater', 'jacket'].includes(who.top))
      line(pen, [mid(elbow, wrist, 0.9), mid(elbow, wrist, 0.98)], wide[2] * 2.1, sleeve.shade);
    if (['blazer', 'lab-coat'].includes(who.top))
      line(pen, [mid(elbow, wrist, 0.98), mid(elbow, wrist, 1.0)], wide[2] * 1.9, wear.inner.base);
  } else if (bare > 1) {
    shadedLimb(
      pen,
      [shoulder, elbow, mid(elbow, wrist, bare - 1)],
      [wide[0], wide[1], wide[2] * 1.25],
      sleeve,
      keyFrom,
    );
  } else if (bare > 0) {
    shadedLimb(pen, [shoulder, mid(shoulder, elbow, bare)], [wide[0], wide[1] * 1.12], sleeve, keyFrom);
  }
  if (who.top === 'armour') {
    fillLimb(pen, [shoulder, mid(shoulder, elbow, 0.2)], [0.095 * unit, 0.075 * unit], dim(wear.top).bright);
    ellipse(pen, elbow.x, elbow.y, 0.052 * unit, 0.052 * unit, dim(wear.top).bright);
  }
  if (who.extras.has('epaulettes'))
    ellipse(
      pen,
      shoulder.x,
      shoulder.y - 0.035 * unit,
      0.06 * unit,
      0.022 * unit,
      wear.accent.bright,
      pose.lean + pose.chest,
    );
}

/** Palm, thumb and fingers, from an open hand to a fist. */
function drawHand(pen: Pen, who: Individual, skin: Tones, joints: Joints, pose: Pose, side: Side): void {
  const size = who.build.hand;
  const wrist = joints.wrist[side];
  const [fore, palmBend, grip] =
    side === 'near' ? [pose.nearFore, pose.nearPalm, pose.nearGrip] : [pose.farFore, pose.farPalm, pose.farGrip];
  const angle = fore + palmBend - pose.roll;
  const palm = along(wrist, angle, size * 0.42);
  const knuckles = along(wrist, angle, size * 0.56);
  const open = 1 - Math.max(0, Math.min(1, grip));
  const thumbOut = side === 'near' ? 1 : -1;
  const thumbRoot = along(wrist, angle + thumbOut * 0.7, size * 0.3);
  const thumbTip = along(thumbRoot, angle + thumbOut * (0.15 + open * 0.7), size * 0.4);
  const bones: Bone[] = [
    [wrist, size * 0.25, palm, size * 0.34],
    [thumbRoot, size * 0.13, thumbTip, size * 0.095],
  ];
  const curl = -thumbOut * (1 - open) * 0.55;
  for (let finger = 0; finger < 4; finger++) {
    const aside = finger - 1.5;
    const root = {
      x: knuckles.x + Math.cos(angle) * aside * size * 0.13,
      y: knuckles.y - Math.sin(angle) * aside * size * 0.13,
    };
    const tip = along(root, angle + aside * (0.02 + open * 0.15) + curl, size * (0.16 + open * 0.4));
    bones.push([root, size * 0.115, tip, size * 0.085]);
  }
  fillBones(pen, bones, skin.base);
}

/** Straps are in front; the bag itself hangs behind and is drawn before the trunk. */
export function drawBehind(
  pen: Pen,
  who: Individual,
  wear: Wardrobe,
  joints: Joints,
  pose: Pose,
  seconds: number,
): void {
  const scale = who.build.scale;
  const frame = trunkFrame(scale, joints, pose);
  if (who.extras.has('backpack')) {
    const back = -0.12 * pose.turn * scale - 0.06 * scale;
    smoothPath(
      pen,
      [
        frame('chest', back - 0.14 * scale, 0.02 * scale),
        frame('chest', back + 0.14 * scale, 0.04 * scale),
        frame('waist', back + 0.15 * scale, -0.02 * scale),
        frame('waist', back - 0.15 * scale, -0.04 * scale),
      ],
      0.2,
    );
    pen.fillStyle = who.top === 'spacesuit' ? wear.top.deep : wear.accent.shade;
    pen.fill();
  }
  if (who.extras.has('cape')) {
    const flow = Math.sin(seconds * 2.1) * 0.05 * scale;
    const trail = (0.1 + Math.abs(pose.lean) * 0.5) * scale;
    const low = mid(joints.hip, mid(joints.ankle.near, joints.ankle.far), 0.82);
    smoothPath(pen, [
      frame('chest', -0.15 * scale, 0.05 * scale),
      frame('chest', 0.13 * scale, 0.05 * scale),
      frame('waist', 0.2 * scale, 0),
      { x: low.x + 0.26 * scale + flow * 0.4, y: low.y },
      { x: low.x - 0.1 * scale, y: low.y + 0.03 * scale },
      { x: low.x - 0.36 * scale - trail + flow, y: low.y - 0.03 * scale },
      frame('waist', -0.26 * scale, 0),
    ]);
    pen.fillStyle = who.top === 'armour' || who.top === 'singlet' ? wear.accent.shade : wear.top.deep;
    pen.fill();
  }
}

type Level = 'chest' | 'waist' | 'hip';
type Frame = (level: Level, u: number, v: number) => Point;

/** Points beside and above the joints of the trunk, turned with it: `u` to the right, `v` towards the head, in metres. */
function trunkFrame(scale: number, joints: Joints, pose: Pose): Frame {
  const angles = {
    chest: pose.lean + pose.chest + pose.roll,
    waist: pose.lean + pose.chest * 0.4 + pose.roll,
    hip: pose.lean * 0.7 + pose.roll,
  };
  const origins = { chest: joints.chest, waist: joints.waist, hip: joints.hip };
  // The breast lies before the spine when seen from the side.
  const forward = { chest: 0.025 * pose.turn * scale, waist: 0.012 * pose.turn * scale, hip: 0 };
  return (level, u, v) => {
    const [sin, cos] = [Math.sin(angles[level]), Math.cos(angles[level])];
    const across = u + forward[level];
    return { x: origins[level].x + cos * across + sin * v, y: origins[level].y + sin * across - cos * v };
  };
}

interface Widths {
  shoulder: number;
  chest: number;
  waist: number;
  pelvis: number;
}

function trunkWidths(who: Individual, pose: Pose): Widths {
  const { build } = who;
  const bulky = {
    spacesuit: 1.3,
    turnout: 1.18,
    hoodie: 1.1,
    coat: 1.1,
    jacket: 1.07,
    armour: 1.12,
    robe: 1.08,
    overalls: 1.06,
    onesie: 1.15,
  } as Partial<Record<Individual['top'], number>>;
  const bulk = bulky[who.top] ?? 1;
  const side = build.scale * (0.125 + (build.stout - 1) * 0.1);
  const seen = (half: number, depth: number): number => half * (1 - 0.55 * pose.turn) + depth * 0.5 * pose.turn;
  return {
    shoulder: build.shoulder * (1 - 0.68 * pose.turn) + 0.028 * build.scale,
    chest: seen(build.shoulder * (who.feminine ? 0.8 : 0.86), side) * bulk,
    waist:
      seen(build.waist * 1.22, side * 0.95) *
      bulk *
      (who.top === 'singlet' || who.top === 'gown' || who.top === 'dress' ? 0.94 : 1.06),
    pelvis: seen(build.pelvis * 1.06, side * 1.15) * (bulk > 1.15 ? 1.1 : 1.02),
  };
}

function trunkOutline(frame: Frame, widths: Widths, scale: number, who: Individual): Point[] {
  const tall = 0.035 * scale;
  const bust = who.feminine && who.age !== 'child' ? 0.018 * scale : 0;
  return [
    frame('chest', -0.055 * scale, 0.065 * scale),
    frame('chest', 0.055 * scale, 0.065 * scale),
    frame('chest', widths.shoulder * 0.97, -0.016 * scale),
    frame('chest', widths.chest + bust, -0.14 * scale),
    frame('waist', widths.waist, 0.02 * scale),
    frame('hip', widths.pelvis, 0.03 * scale),
    frame('hip', widths.pelvis * 0.9, -tall * 1.6),
    frame('hip', -widths.pelvis * 0.9, -tall * 1.6),
    frame('hip', -widths.pelvis, 0.03 * scale),
    frame('waist', -widths.waist, 0.02 * scale),
    frame('chest', -widths.chest, -0.14 * scale),
    frame('chest', -widths.shoulder * 0.97, -0.016 * scale),
  ];
}

/** A skirt, coat or robe: cloth stretched from the hip over the legs; `length` counts thighs, then shins. */
function drawHem(
  pen: Pen,
  who: Individual,
  tones: Tones,
  joints: Joints,
  length: number,
  flare: number,
  girth: number,
  keyFrom: number,
): void {
  const scale = who.build.scale;
  const { hip, knee, ankle, socket } = joints;
  const at = (side: Side): Point =>
    length <= 1 ? mid(socket[side], knee[side], length) : mid(knee[side], ankle[side], length - 1);
  const circle = (point: Point, radius: number): Circle => [point.x, point.y, radius];
  const waist = circle({ x: hip.x, y: hip.y - 0.04 * scale }, girth);
  const knees = [circle(knee.near, girth * 0.72), circle(knee.far, girth * 0.72)];
  const ends = [circle(at('near'), flare * 0.55 * scale), circle(at('far'), flare * 0.55 * scale)];
  const pieces =
    length <= 1
      ? [[waist, ...ends]]
      : [
          [waist, ...knees],
          [...knees, ...ends],
        ];
  const lit = ([x, y, radius]: Circle): Circle => [x + keyFrom * 0.012 * scale, y - 0.006 * scale, radius * 0.93];
  for (const [colour, place] of [
    [tones.shade, (it: Circle): Circle => it],
    [tones.base, lit],
  ] as const) {
    pen.fillStyle = colour;
    for (const piece of pieces) {
      hullPath(pen, piece.map(place));
      pen.fill();
    }
  }
}

type Circle = [x: number, y: number, radius: number];

/** What is seen on the front of the trunk; the pen is clipped to it. */
function drawFront(
  pen: Pen,
  who: Individual,
  wear: Wardrobe,
  frame: Frame,
  widths: Widths,
  pose: Pose,
  paint: Paint,
): void {
  const scale = who.build.scale;
  // The middle of the front wanders to the right as the body turns.
  const shift = {
    chest: widths.chest * 0.62 * pose.turn,
    waist: widths.waist * 0.55 * pose.turn,
    hip: widths.pelvis * 0.5 * pose.turn,
  };
  const at = (level: Level, u: number, v: number): Point =>
    frame(level, u * scale * (1 - 0.35 * pose.turn) + shift[level], v * scale);
  const panel = (points: Point[], colour: string): void => {
    pen.fillStyle = colour;
    pen.beginPath();
    for (const point of points) pen.lineTo(point.x, point.y);
    pen.closePath();
    pen.fill();
  };
  const opening = (width: number, low: number, colour: string): void =>
    panel([at('chest', -width, 0.1), at('chest', width, 0.1), at('chest', 0.012, low)], colour);
  const seam = (from: number): void =>
    line(pen, [at('chest', 0, from), at('waist', 0, 0), at('hip', 0, -0.1)], 0.01 * scale, wear.top.deep);
  switch (who.top) {
    case 'tee':
    case 'singlet':
    case 'scrubs':
      panel(
        [
          at('chest', -0.075, 0.1),
          at('chest', 0.075, 0.1),
          at('chest', 0.05, 0.03),
          at('chest', 0, 0.008),
          at('chest', -0.05, 0.03),
        ],
        wear.skin.shade,
      );
      break;
    case 'dress':
    case 'gown':
      panel(
        [
          at('chest', -0.085, 0.1),
          at('chest', 0.085, 0.1),
          at('chest', 0.06, 0.0),
          at('chest', 0, -0.04),
          at('chest', -0.06, 0.0),
        ],
        wear.skin.shade,
      );
      line(
        pen,
        [frame('waist', -0.3 * scale, 0.01 * scale), frame('waist', 0.3 * scale, 0.01 * scale)],
        0.035 * scale,
        wear.top.shade,
      );
      break;
    case 'shirt':
    case 'uniform':
      opening(0.05, -0.03, wear.skin.shade);
      seam(0);
      for (const v of [-0.08, -0.16]) {
        const button = at('chest', 0, v);
        ellipse(pen, button.x, button.y, 0.008 * scale, 0.008 * scale, wear.top.deep);
      }
      panel(
        [at('chest', -0.085, 0.09), at('chest', -0.045, 0.09), at('chest', 0.0, 0.0), at('chest', -0.05, -0.03)],
        wear.top.bright,
      );
      panel(
        [at('chest', 0.085, 0.09), at('chest', 0.045, 0.09), at('chest', 0.0, 0.0), at('chest', 0.05, -0.03)],
        wear.top.bright,
      );
      break;
    case 'hoodie':
      panel(
        [at('waist', -0.1, 0.0), at('waist', 0.1, 0.0), at('hip', 0.13, 0.05), at('hip', -0.13, 0.05)],
        wear.top.shade,
      );
      break;
    case 'sweater':
    case 'onesie':
      line(
        pen,
        [frame('hip', -0.3 * scale, -0.02 * scale), frame('hip', 0.3 * scale, -0.02 * scale)],
        0.05 * scale,
        wear.top.shade,
      );
      break;
    case 'jacket':
    case 'vest':
      panel(
        [
          at('chest', -0.05, 0.12),
          at('chest', 0.05, 0.12),
          at('waist', 0.055, 0),
          at('hip', 0.05, -0.12),
          at('hip', -0.05, -0.12),
          at('waist', -0.055, 0),
        ],
        wear.inner.base,
      );
      break;
    case 'blazer':
    case 'lab-coat':
    case 'coat': {
      const low = who.top === 'blazer' ? -0.24 : who.top === 'coat' ? -0.15 : -0.2;
      opening(0.075, low, wear.inner.base);
      panel(
        [at('chest', -0.11, 0.1), at('chest', -0.06, 0.1), at('chest', 0.012, low), at('chest', -0.085, -0.08)],
        wear.top.shade,
      );
      panel(
        [at('chest', 0.11, 0.1), at('chest', 0.06, 0.1), at('chest', 0.012, low), at('chest', 0.085, -0.08)],
        wear.top.shade,
      );
      line(pen, [at('chest', 0.012, low), at('hip', 0.02, -0.12)], 0.01 * scale, wear.top.deep);
      break;
    }
    case 'overalls':
      panel(
        [
          frame('waist', -0.4 * scale, 0.05 * scale),
          at('waist', -0.1, 0.07),
          at('chest', -0.09, -0.12),
          at('chest', 0.09, -0.12),
          at('waist', 0.1, 0.07),
          frame('waist', 0.4 * scale, 0.05 * scale),
          frame('hip', 0.4 * scale, -0.2 * scale),
          frame('hip', -0.4 * scale, -0.2 * scale),
        ],
        wear.bottom.base,
      );
      line(pen, [at('chest', -0.075, -0.12), at('chest', -0.1, 0.1)], 0.032 * scale, wear.bottom.shade);
      line(pen, [at('chest', 0.075, -0.12), at('chest', 0.1, 0.1)], 0.032 * scale, wear.bottom.shade);
      break;
    case 'apron':
      panel(
        [
          at('chest', -0.08, -0.06),
          at('chest', 0.08, -0.06),
          at('waist', 0.15, 0.02),
          at('hip', 0.2, -0.2),
          at('hip', -0.2, -0.2),
          at('waist', -0.15, 0.02),
        ],
        paint.lit(who.topColour),
      );
      line(pen, [at('chest', -0.07, -0.06), at('chest', -0.05, 0.1)], 0.018 * scale, paint.lit(who.topColour));
      line(pen, [at('chest', 0.07, -0.06), at('chest', 0.05, 0.1)], 0.018 * scale, paint.lit(who.topColour));
      break;
    case 'spacesuit': {
      const box = at('chest', 0, -0.17);
      pen.fillStyle = wear.top.deep;
      pen.beginPath();
      pen.roundRect(box.x - 0.085 * scale, box.y - 0.055 * scale, 0.17 * scale, 0.11 * scale, 0.02 * scale);
      pen.fill();
      for (const [u, colour] of [
        [-0.045, '#e0554a'],
        [0, '#4fae7a'],
        [0.045, '#e8b93e'],
      ] as const)
        ellipse(pen, box.x + u * scale, box.y, 0.014 * scale, 0.014 * scale, paint.glow(colour, 1));
      break;
    }
    case 'armour':
      line(pen, [at('chest', 0, 0.05), at('waist', 0, 0.02)], 0.012 * scale, wear.top.bright);
      line(
        pen,
        [frame('waist', -0.3 * scale, 0.03 * scale), frame('waist', 0.3 * scale, 0.03 * scale)],
        0.012 * scale,
        wear.top.deep,
      );
      break;
    case 'robe':
      panel(
        [at('chest', -0.03, 0.1), at('chest', 0.03, 0.1), at('hip', 0.05, -0.2), at('hip', -0.05, -0.2)],
        wear.accent.base,
      );
      break;
    case 'turnout':
      seam(0.1);
      break;
  }
  drawTrunkExtras(pen, who, wear, frame, at, paint);
}

function drawTrunkExtras(pen: Pen, who: Individual, wear: Wardrobe, frame: Frame, at: Frame, paint: Paint): void {
  const scale = who.build.scale;
  if (who.extras.has('stripes')) {
    const colour = who.top === 'shirt' ? paint.lit('#3a5a9a') : paint.bright('#f5e27a', 0.1);
    for (const v of who.top === 'shirt' ? [-0.04, -0.1, -0.16, -0.22, -0.28] : [-0.14, -0.24])
      line(
        pen,
        [frame('chest', -0.4 * scale, v * scale), frame('chest', 0.4 * scale, v * scale)],
        (who.top === 'shirt' ? 0.022 : 0.035) * scale,
        colour,
      );
  }
  if (who.extras.has('tie')) {
    pen.fillStyle = wear.accent.base;
    pen.beginPath();
    for (const point of [
      at('chest', -0.018, 0.045),
      at('chest', 0.03, 0.045),
      at('chest', 0.036, -0.17),
      at('chest', 0.008, -0.21),
      at('chest', -0.02, -0.17),
    ])
      pen.lineTo(point.x, point.y);
    pen.fill();
  }
  if (who.extras.has('badge')) {
    const badge = at('chest', 0.08, -0.09);
    ellipse(pen, badge.x, badge.y, 0.024 * scale, 0.028 * scale, paint.bright('#e2b84a', 0.2));
  }
  if (who.extras.has('backpack'))
    for (const u of [-0.1, 0.1])
      line(pen, [at('chest', u, 0.1), at('chest', u * 1.15, -0.2)], 0.03 * scale, wear.accent.deep);
  if (who.extras.has('belt'))
    line(
      pen,
      [frame('hip', -0.4 * scale, 0.07 * scale), frame('hip', 0.4 * scale, 0.07 * scale)],
      0.045 * scale,
      paint.lit('#4a3427'),
    );
}

function darker(tones: Tones): Tones {
  return { bright: tones.base, base: tones.shade, shade: tones.deep, deep: tones.deep };
}
