import type { Build } from './build.ts';
import { type Pose, restPose, stepOn } from './pose.ts';

/** Crouched sideways on a board, arms out, swaying with what carries it. */
export function surf(build: Build, t: number): Pose {
  const sway = Math.sin(t * 1.7);
  const scale = build.scale;
  const pose = {
    ...restPose(build),
    hipY: -build.hip * 0.78,
    roll: sway * 0.05,
    lean: 0.22 + sway * 0.06,
    chest: 0.05,
    turn: 0.5,
    face: 0.6,
    nearUpper: -1.15 - sway * 0.2,
    nearFore: -1.3 - sway * 0.2,
    farUpper: 1.2 - sway * 0.2,
    farFore: 1.4 - sway * 0.15,
  };
  return onBoth(build, pose, -0.3 * scale, 0.3 * scale);
}

/** Low over two skis, elbows bent, weight from side to side. */
export function ski(build: Build, t: number): Pose {
  const sway = Math.sin(t * 2.1);
  const scale = build.scale;
  const pose = {
    ...restPose(build),
    hipX: -0.1 * scale,
    hipY: -build.hip * (0.76 + sway * 0.03),
    lean: 0.62,
    chest: 0.1,
    head: -0.35,
    turn: 0.75,
    face: 0.65,
    nearUpper: -0.1 + sway * 0.1,
    nearFore: 1.25 + sway * 0.08,
    farUpper: 0.1 - sway * 0.1,
    farFore: 1.35 - sway * 0.08,
    nearGrip: 1,
    farGrip: 1,
  };
  return onBoth(build, pose, 0.02 * scale, 0.1 * scale);
}

/** Swings one leg back and through, again and again. */
export function kick(build: Build, t: number): Pose {
  const swing = Math.sin(t * 3.2);
  const scale = build.scale;
  const pose = {
    ...restPose(build),
    hipY: -build.hip * 0.985,
    lean: 0.06 - swing * 0.16,
    turn: 0.72,
    face: 0.6,
    nearUpper: 0.5 * swing - 0.2,
    nearFore: 0.6 * swing,
    farUpper: -0.6 * swing + 0.2,
    farFore: -0.5 * swing + 0.6,
  };
  const lift = 0.06 + Math.max(0, swing) * 0.34 + Math.max(0, -swing) * 0.16;
  return {
    ...pose,
    ...stepOn(build, pose, 'near', -0.02 * scale, -build.ankle, 0),
    ...stepOn(build, pose, 'far', (0.04 + swing * 0.46) * scale, -build.ankle - lift * scale, -swing * 0.3),
  };
}

function onBoth(build: Build, pose: Pose, near: number, far: number): Pose {
  return {
    ...pose,
    ...stepOn(build, pose, 'near', near, -build.ankle, 0),
    ...stepOn(build, pose, 'far', far, -build.ankle, 0),
  };
}
