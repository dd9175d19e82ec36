import type { Look, Moment, Paint, Pen } from '../../subject.ts';
import { drawDesk, drawProp, drawScreenGlow, drawSeat, drawSeatFront } from './belongings.ts';
import { drawArm, drawBehind, drawCollar, drawLeg, drawTrunk, type Wardrobe, wardrobeOf } from './clothes.ts';
import { drawFace, type HeadState } from './face.ts';
import { drawBackHair, drawBeard, drawGlasses, drawHair } from './hair.ts';
import { coversHair, drawHat } from './hats.ts';
import { perform, type Performance } from './performance.ts';
import type { Role } from './role.ts';
import { fillLimb, line } from './shapes.ts';

/** Draws one person with all that the action needs: seat, desk, what the hands hold. */
export function drawFigure(pen: Pen, role: Role, look: Look, paint: Paint, moment: Moment): void {
  const scene = perform(role, look, moment);
  const { who, pose, joints, seconds } = scene;
  const wear = wardrobeOf(who, paint);
  const key = paint.keyFrom;
  const farBehind = pose.turn > 0.55;
  inBodySize(pen, scene, () => scene.seat !== null && drawSeat(pen, scene.seat, who, paint, seconds));
  drawBehind(pen, who, wear, joints, pose, seconds);
  inHead(pen, scene, () => drawBackHair(pen, who, paint, pose.face, hairSway(scene)));
  if (farBehind || pose.behind > 0.5) drawArm(pen, who, wear, joints, pose, 'far', key);
  drawLeg(pen, who, wear, joints, pose, 'far', key);
  drawLeg(pen, who, wear, joints, pose, 'near', key);
  drawTrunk(pen, who, wear, joints, pose, paint);
  if (pose.behind > 0.5) drawArm(pen, who, wear, joints, pose, 'near', key);
  drawHead(pen, scene, wear, paint);
  inBodySize(pen, scene, () => {
    if (scene.seat !== null) drawSeatFront(pen, scene.seat, who, paint, seconds);
    if (scene.desk !== null) drawDesk(pen, who, paint, scene.desk, seconds);
  });
  for (const { prop, weight } of scene.props) {
    const alpha = pen.globalAlpha;
    pen.globalAlpha = alpha * weight;
    drawProp(pen, prop, who, joints, pose, paint, seconds);
    pen.globalAlpha = alpha;
  }
  if (!farBehind && pose.behind <= 0.5) drawArm(pen, who, wear, joints, pose, 'far', key);
  if (scene.ride !== null) drawRide(pen, scene, paint);
  if (who.extras.has('cane') && scene.seat === null && moment.hold === null && joints.palm.near.y < -0.3) {
    const { x, y } = joints.palm.near;
    line(
      pen,
      [
        { x: x - 0.02, y: y - 0.02 },
        { x: x + 0.05, y: -0.01 },
      ],
      0.026,
      paint.lit('#6b4a30'),
    );
  }
  if (moment.hold !== null) {
    pen.save();
    pen.translate(joints.palm.near.x, joints.palm.near.y);
    moment.hold(pen);
    pen.restore();
  }
  if (pose.behind <= 0.5) drawArm(pen, who, wear, joints, pose, 'near', key);
  if (scene.desk === 'laptop') inBodySize(pen, scene, () => drawScreenGlow(pen, paint));
}

function drawHead(pen: Pen, scene: Performance, wear: Wardrobe, paint: Paint): void {
  const { who, pose, joints } = scene;
  const scale = who.build.scale;
  const throat = {
    x: joints.head.x + (joints.chest.x - joints.head.x) * 0.35,
    y: joints.head.y + (joints.chest.y - joints.head.y) * 0.35,
  };
  const girth = (who.feminine ? 0.043 : 0.052) * scale * (0.6 + 0.4 * who.build.stout);
  const root = { x: joints.chest.x + 0.02 * pose.turn * scale, y: joints.chest.y - 0.03 * scale };
  fillLimb(pen, [root, throat], [girth * 1.08, girth], wear.skin.shade);
  drawCollar(pen, who, wear, joints, pose, paint);
  const state: HeadState = {
    face: pose.face,
    gazeX: pose.gazeX,
    gazeY: pose.gazeY,
    lids: pose.lids,
    talk: pose.talk,
    expression: scene.expression,
  };
  inHead(pen, scene, () => {
    drawFace(pen, who, paint, state);
    drawBeard(pen, who, paint, pose.face, Math.max(scene.expression.gape, pose.talk));
    drawHair(pen, who, paint, pose.face, coversHair(who.hat));
    if (who.glasses) drawGlasses(pen, paint, pose.face, who.age === 'child');
    drawHat(pen, who, paint, pose.face);
  });
}

/** Runs a drawing in head units, turned with the head. */
function inHead(pen: Pen, scene: Performance, draw: () => void): void {
  const { pose, joints, who } = scene;
  const half = who.build.head * 0.5;
  pen.save();
  pen.translate(joints.head.x, joints.head.y);
  pen.rotate(pose.head + (pose.lean + pose.chest) * 0.25 + pose.roll);
  pen.scale(half, half);
  draw();
  pen.restore();
}

/** Runs a drawing in metres of a body of 1.72 m. */
function inBodySize(pen: Pen, scene: Performance, draw: () => void): void {
  pen.save();
  pen.scale(scene.who.build.scale, scene.who.build.scale);
  draw();
  pen.restore();
}

/** The board or skis under the feet. */
function drawRide(pen: Pen, { ride, joints, who }: Performance, paint: Paint): void {
  const { near, far } = joints.ankle;
  const sole = who.build.ankle;
  const reach = (ride === 'surf' ? 0.32 : 0.62) * who.build.scale;
  const deck = (from: number, to: number, y: number, colour: string): void =>
    line(
      pen,
      [
        { x: from - reach, y },
        { x: to + reach, y },
        { x: to + reach + 0.1, y: y - 0.06 },
      ],
      0.05,
      paint.lit(colour),
    );
  if (ride === 'surf') deck(near.x, far.x, near.y + sole, '#e8c25a');
  else for (const foot of [far, near]) deck(foot.x, foot.x, foot.y + sole, '#c8453f');
}

/** Long hair trails behind motion and hangs when the head bows. */
function hairSway(scene: Performance): number {
  return Math.sin(scene.seconds * (scene.speed > 2 ? 8 : 2)) * (0.04 + scene.speed * 0.05) + scene.speed * 0.18;
}
