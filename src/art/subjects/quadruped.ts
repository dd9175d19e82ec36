import { type Brush, type Fill, flat, shade } from './brush.ts';
import { mix } from './colour.ts';
import type { Subject } from '../subject.ts';
import { thing } from './thing.ts';

/** What makes one four-legged animal different from another; lengths in the brush's units, animal 100 high. */
interface Build {
  coats: [string, ...string[]];
  /** Middle of the hips and of the chest, and their radii. */
  hip: [x: number, y: number, r: number];
  chest: [x: number, y: number, r: number];
  /** Thickness of a leg at the top and at the foot. */
  leg: [top: number, foot: number];
  /** Middle of the skull when it looks ahead, and its radius. */
  head: [x: number, y: number, r: number];
  /** Tip of the muzzle from the skull, and its radius. */
  muzzle: [x: number, y: number, r: number];
  neck: number;
  ears: 'pointed' | 'hanging' | 'round' | 'long' | 'broad' | 'side';
  tail: 'wag' | 'bushy' | 'cat' | 'tuft' | 'hair' | 'stub' | 'curl' | 'thin';
  /** Colour of belly, muzzle and chest. */
  pale?: string;
  socks?: string;
  hoof?: boolean;
  /** Drawn under the head, over the body: manes, fleece, spots. */
  over?(b: Brush, pose: Pose, coat: string): void;
  /** Drawn in the head's own place, its middle at the origin: horns, trunks, masks. */
  face?(b: Brush, coat: string): void;
  /** Behind the head: a mane all round, antlers. */
  behindFace?(b: Brush, coat: string): void;
}

interface Pose {
  hip: [x: number, y: number];
  chest: [x: number, y: number];
  head: [x: number, y: number];
  /** How far the head is bowed, radians. */
  bow: number;
  asleep: boolean;
  /** 0 standing still, 1 at full gallop. */
  pace: number;
  seated: boolean;
}

/** A four-legged animal with its words, height in metres and width against that. */
export function four(id: string, words: string, height: number, ratio: number, build: Build): Subject {
  return thing({ id, words, height, ratio, place: 'ground', animated: true, draw: (b) => drawQuadruped(b, build) });
}

/** Draws a four-legged animal by its build: it stands, walks, gallops, grazes, sits, sleeps, barks. */
function drawQuadruped(b: Brush, build: Build): void {
  const coat = b.colour(...build.coats);
  const pose = poseOf(b, build);
  const far = shade(coat, 0.34);
  const skin = b.tone(coat, -95, 0);
  const hipRadius = build.hip[2];
  const chestRadius = build.chest[2];
  drawTail(b, build, pose, coat);
  drawLeg(b, build, pose, 'hind', 0.5, far);
  drawLeg(b, build, pose, 'fore', 0, far);
  b.limb(
    pose.chest[0] + chestRadius * 0.3,
    pose.chest[1] - chestRadius * 0.2,
    build.neck,
    pose.head[0],
    pose.head[1] + 2,
    build.neck * 0.72,
    skin,
  );
  b.limb(...pose.hip, hipRadius, ...pose.chest, chestRadius, skin);
  if (build.pale) {
    b.limb(
      pose.hip[0] + hipRadius * 0.5,
      pose.hip[1] + hipRadius * 0.84,
      hipRadius * 0.14,
      pose.chest[0] + chestRadius * 0.1,
      pose.chest[1] + chestRadius * 0.74,
      chestRadius * 0.26,
      flat(mix(coat, build.pale, 0.32)),
    );
  }
  drawLeg(b, build, pose, 'hind', 0, skin);
  drawLeg(b, build, pose, 'fore', 0.5, skin);
  build.over?.(b, pose, coat);
  b.at(...pose.head, () => drawHead(b, build, coat, pose.asleep), pose.bow);
}

function poseOf(b: Brush, build: Build): Pose {
  const asleep = build.ears !== 'broad' && b.does('sleep|nap|doz|snor|rest|lie|lying|curl');
  const seated = !asleep && !build.hoof && build.ears !== 'broad' && b.does('sit|beg|wait|watch|guard');
  const pace = b.does('run|gallop|chas|sprint|race|bound|charg|flee')
    ? 1
    : b.does('walk|trot|wander|stroll|roam|march|follow|prowl|sneak|hop|jump|leap|play|explor|cross')
      ? 0.45
      : 0;
  const grazing = b.does('graz|eat|drink|sniff|nibbl|search|dig');
  const legLength = Math.abs(build.hip[1]) - build.hip[2] * 0.3;
  const breath = b.swing(asleep ? 4 : 2.6) * 0.5;
  const bound = pace === 0 ? 0 : b.swing(strideOf(pace) / (pace === 1 ? 1 : 2)) * (pace === 1 ? 3.5 : 1);
  const lying = asleep ? Math.max(0, legLength - build.hip[2] * 0.75) : 0;
  const hip: [number, number] = [
    build.hip[0] + (seated ? 7 : 0),
    build.hip[1] + lying + (seated ? legLength - build.hip[2] * 0.85 : 0) + bound,
  ];
  const chest: [number, number] = [
    build.chest[0] - (seated ? 4 : 0),
    build.chest[1] + lying + breath + bound * 0.6 - pace,
  ];
  const nod = b.does('bark|howl|roar|growl|shout|moo|sing') ? Math.max(0, b.swing(0.7)) * -4 : b.swing(3.1, 0.2) * 0.9;
  const [hx, hy, hr] = build.head;
  const down = asleep
    ? -Math.max(hr * 1.1, build.muzzle[1] + build.muzzle[0] * 0.1 + build.muzzle[2]) - hy + 1
    : grazing
      ? Math.min(-build.muzzle[1] * 1.1 - hr * 1.2, -hr) - hy + b.swing(2.2) * 2
      : lying;
  return {
    hip,
    chest,
    head: [hx + (asleep ? 4 : grazing ? 9 : 0), hy + down + bound * 0.8 + nod + (seated ? -2 : 0)],
    bow: asleep ? 0.1 : grazing ? 0.55 : b.does('howl') ? -0.6 : b.swing(5.3) * 0.03,
    asleep,
    pace,
    seated,
  };
}

const strideOf = (pace: number) => (pace === 1 ? 0.55 : 1.05);

function drawLeg(b: Brush, build: Build, pose: Pose, end: 'hind' | 'fore', phase: number, fill: Fill): void {
  const [top, foot] = build.leg;
  const from = end === 'hind' ? pose.hip : pose.chest;
  const radius = end === 'hind' ? build.hip[2] : build.chest[2];
  const side = phase === (end === 'hind' ? 0 : 0.5) ? 0 : 5;
  const x = from[0] + (end === 'hind' ? -radius * 0.35 : radius * 0.35) + side;
  const y = from[1] + radius * 0.35;
  const sock = build.hoof ? flat('#3a302c') : build.socks ? flat(build.socks) : fill;
  if (pose.asleep || (pose.seated && end === 'hind')) {
    if (side) return;
    b.limb(x, y, top, x + radius * 0.7, -foot, foot, fill);
    b.limb(x + radius * 0.7, -foot, foot, x + radius * 1.3, -foot, foot, sock);
    return;
  }
  const turn =
    (b.moment.seconds / strideOf(pose.pace) + phase * (pose.pace === 1 ? 0.5 : 1) + (end === 'hind' ? 0.25 : 0)) *
    Math.PI *
    2;
  const reach = Math.abs(y) * (pose.pace === 1 ? 0.62 : 0.34) * (pose.pace > 0 ? 1 : 0);
  const footX = x + Math.sin(turn) * reach;
  const footY =
    -foot - (pose.pace > 0 ? Math.max(0, Math.cos(turn)) ** 2 * Math.abs(y) * (pose.pace === 1 ? 0.4 : 0.2) : 0);
  const bend = end === 'hind' ? 1 : -0.5;
  const kneeX = (x + footX) / 2 - bend * top * 0.5 + Math.cos(turn) * (pose.pace > 0 ? top * 0.7 : 0);
  const kneeY = y + (footY - y) * 0.52;
  b.limb(x, y, top * 1.15, kneeX, kneeY, (top + foot) * 0.46, fill);
  b.limb(kneeX, kneeY, (top + foot) * 0.46, footX, footY, foot * 0.85, fill);
  b.limb(footX, footY, foot, footX + foot * 0.7, footY, foot, sock);
}

function drawHead(b: Brush, build: Build, coat: string, asleep: boolean): void {
  const [, , r] = build.head;
  const [mx, my, mr] = build.muzzle;
  build.behindFace?.(b, coat);
  drawEar(b, build.ears, r, coat, true);
  const open = b.does('bark|roar|growl|pant|howl|moo') ? Math.max(0, b.swing(0.7)) * 0.5 : 0;
  if (open > 0)
    b.limb(
      r * 0.3,
      r * 0.4,
      r * 0.4,
      mx - 1,
      my + mr * (0.5 + open * 1.6),
      mr * 0.6,
      shade(mix(coat, '#7a2c2c', 0.4), 0.1),
    );
  b.limb(0, 0, r, mx, my, mr, coat);
  if (build.pale) b.limb(r * 0.5, r * 0.52, r * 0.36, mx, my + mr * 0.25, mr * 0.76, flat(build.pale));
  if (!build.hoof && build.ears !== 'broad') {
    b.oval(mx + mr * 0.75, my - mr * 0.35, Math.max(mr * 0.36, 1.6), Math.max(mr * 0.3, 1.4), flat('#2a2324'));
  }
  build.face?.(b, coat);
  b.eye(r * 0.38, -r * 0.2, Math.max(1.5, r * 0.155), asleep);
  drawEar(b, build.ears, r, coat, false);
}

function drawEar(b: Brush, kind: Build['ears'], r: number, coat: string, far: boolean): void {
  const x = far ? r * 0.3 : -r * 0.35;
  const fill = far ? shade(coat, 0.32) : coat;
  const twitch = Math.max(0, b.swing(4.7) - 0.9) * 2;
  b.at(
    x,
    -r * 0.72,
    () => {
      if (kind === 'pointed') {
        b.poly([-r * 0.42, r * 0.2, -r * 0.12, -r * 0.78, r * 0.45, r * 0.1], fill, r * 0.12);
        if (!far)
          b.poly(
            [-r * 0.2, r * 0.1, -r * 0.08, -r * 0.46, r * 0.22, r * 0.06],
            flat(mix(coat, '#e8a29a', 0.5)),
            r * 0.06,
          );
      } else if (kind === 'hanging') {
        b.blob(
          [0, -r * 0.15, r * 0.35, r * 0.25, r * 0.2, r * 1.15, -r * 0.25, r * 1.25, -r * 0.5, r * 0.4],
          far ? shade(coat, 0.4) : mix(coat, '#2a1a12', 0.3),
        );
      } else if (kind === 'round') {
        b.oval(0, -r * 0.05, r * 0.4, r * 0.4, fill);
        if (!far) b.oval(0, r * 0.02, r * 0.22, r * 0.22, flat(mix(coat, '#d99a90', 0.5)));
      } else if (kind === 'long') {
        b.blob([-r * 0.3, r * 0.2, -r * 0.55, -r * 1.2, -r * 0.2, -r * 2, r * 0.2, -r * 1.2, r * 0.25, r * 0.2], fill);
        if (!far) b.blob([-r * 0.12, 0, -r * 0.3, -r * 1, -r * 0.18, -r * 1.6, r * 0.04, -r], flat('#e9b5ac'));
      } else if (kind === 'broad') {
        if (!far)
          b.blob(
            [
              r * 0.1,
              -r * 0.1,
              -r * 0.9,
              -r * 0.3,
              -r * 1.25,
              r * 0.6,
              -r * 0.8,
              r * 1.5,
              -r * 0.2,
              r * 1.3,
              r * 0.15,
              r * 0.6,
            ],
            mix(coat, '#5a5560', 0.2),
          );
      } else if (!far) {
        b.blob([r * 0.1, r * 0.2, -r * 0.7, -r * 0.05, -r * 1.15, r * 0.3, -r * 0.6, r * 0.55], fill);
      }
    },
    (far ? 0.18 : -0.12) + twitch * 0.3,
  );
}

function drawTail(b: Brush, build: Build, pose: Pose, coat: string): void {
  const r = build.hip[2];
  const [x, y] = [pose.hip[0] - r * 0.85, pose.hip[1] - r * 0.35];
  const happy = b.does('bark|play|wag|run|jump|greet') ? 0.38 : 1.5;
  const sway = b.swing(happy) * (pose.asleep ? 0.15 : 1);
  const lift = pose.pace * 8;
  // A lying animal's tail lies on the ground.
  const tip = (length: number) => Math.min(y + length, -5);
  switch (build.tail) {
    case 'wag':
      b.line([x, y, x - 10, y - 8 - lift * 0.3, x - 14 + sway * 4, y - 22], 6, flat(coat));
      break;
    case 'bushy':
      b.blob(
        [
          x + 4,
          y - 4,
          x - 14,
          y - 4 - lift,
          x - 33,
          y + 6 - lift + sway * 3,
          x - 42,
          y + 20 - lift + sway * 4,
          x - 26,
          y + 20 - lift,
          x - 8,
          y + 10,
        ],
        coat,
      );
      b.blob(
        [x - 33, y + 8 - lift + sway * 3, x - 43, y + 20 - lift + sway * 4, x - 28, y + 19 - lift + sway * 2],
        flat(build.pale ?? coat),
      );
      break;
    case 'cat':
      b.line([x, y, x - 14, y + 2, x - 20 + sway * 2, y - 16, x - 12 + sway * 6, y - 34], 5.5, flat(coat));
      break;
    case 'tuft':
      b.line([x, y, x - 8, y + 10, x - 9 + sway * 4, tip(30)], 3.2, flat(coat));
      b.oval(x - 9 + sway * 4.4, tip(33), 3.6, 6, flat(mix(coat, '#3a2418', 0.6)));
      break;
    case 'hair':
      b.blob(
        [
          x + 3,
          y - 5,
          x - 7,
          y - 2 - lift,
          x - 13 - lift + sway * 2,
          y + 16 - lift * 1.6,
          x - 8 - lift + sway * 4,
          tip(36) - lift * 2,
          x - 1,
          y + 20 - lift,
        ],
        mix(coat, '#1b1210', 0.55),
      );
      break;
    case 'stub':
      b.oval(x, y + 1, r * 0.3, r * 0.3, flat(build.pale ?? coat));
      break;
    case 'curl':
      b.line([x, y + 4, x - 6, y - 2, x - 3, y - 8, x + 1 - 3, y - 3, x - 10, y - 5 + sway], 2.8, flat(coat));
      break;
    case 'thin':
      b.line([x, y + 6, x - 8, y + 16, x - 10 + sway * 3, tip(28)], 2.6, flat(mix(coat, '#d08c80', 0.35)));
      break;
  }
}
