import type { CameraMove } from '../film/screenplay.ts';
import type { Size } from '../film/media.ts';
import { eased, wander } from './random.ts';

/** How one depth of the scene is moved: scaled around the focus, turned, then shifted; pixels and radians. */
export interface View {
  scale: number;
  turn: number;
  x: number;
  y: number;
}

/** What the camera sees at a depth: 0 infinitely far, 1 where the figures are, above 1 in front of them. */
export type Camera = (progress: number, seconds: number, depth: number) => View;

/** Parts of the frame's width and height that a scene needs around the frame, so that no move shows its edge. */
export const OVERSCAN = { x: 0.17, y: 0.13 } as const;

const PUSH = 0.26;
const PAN = 0.2;
const TILT = 0.17;
const TRACK = 0.2;

/** `following`: the principal figure moves and a tracking camera goes with it. */
export function cameraOf(move: CameraMove, { width, height }: Size, seed: number): Camera {
  const still: View = { scale: 1, turn: 0, x: 0, y: 0 };
  const across = (amount: number, progress: number) => (eased(progress) - 0.5) * amount * width;
  const upward = (amount: number, progress: number) => (eased(progress) - 0.5) * amount * height;
  const dolly = (amount: number, depth: number) => 1 + amount * (0.12 + 0.88 * Math.min(depth, 1.3));

  switch (move) {
    case 'static':
      return () => still;
    case 'pan-left':
      return (progress, _, depth) => ({ ...still, x: across(PAN, progress) * (0.78 + 0.22 * depth) });
    case 'pan-right':
      return (progress, _, depth) => ({ ...still, x: -across(PAN, progress) * (0.78 + 0.22 * depth) });
    case 'tilt-up':
      return (progress, _, depth) => ({ ...still, y: upward(TILT, progress) * (0.82 + 0.18 * depth) });
    case 'tilt-down':
      return (progress, _, depth) => ({ ...still, y: -upward(TILT, progress) * (0.82 + 0.18 * depth) });
    case 'push-in':
      return (progress, _, depth) => ({ ...still, scale: dolly(PUSH * eased(progress), depth) });
    case 'pull-out':
      return (progress, _, depth) => ({ ...still, scale: dolly(PUSH * (1 - eased(progress)), depth) });
    case 'zoom-in':
      return (progress) => ({ ...still, scale: 1 + 0.3 * eased(progress) });
    case 'zoom-out':
      return (progress) => ({ ...still, scale: 1 + 0.3 * (1 - eased(progress)) });
    case 'orbit':
      return (progress, _, depth) => ({
        scale: 1.05 + 0.03 * Math.sin(Math.PI * eased(progress)),
        turn: 0,
        x: across(0.2, progress) * (0.75 - depth) * 1.3,
        y: 0,
      });
    case 'tracking':
      return (progress, _, depth) => ({ ...still, x: -across(TRACK, progress) * depth });
    case 'crane-up':
      return (progress, _, depth) => ({ ...still, scale: 1.02, y: upward(TILT, progress) * (0.25 + 0.85 * depth) });
    case 'crane-down':
      return (progress, _, depth) => ({ ...still, scale: 1.02, y: -upward(TILT, progress) * (0.25 + 0.85 * depth) });
    case 'handheld':
      return (_, seconds, depth) => ({
        scale: 1.05,
        turn: wander(seed + 3, seconds * 0.8) * 0.004,
        x: wander(seed, seconds) * 0.011 * width * (0.6 + 0.4 * depth),
        y: wander(seed + 7, seconds * 1.2) * 0.012 * height * (0.6 + 0.4 * depth),
      });
  }
}
