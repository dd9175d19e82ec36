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

export interface Camera {
  /** What a move does to a depth: 0 infinitely far, 1 where the figures are, above 1 in front of them. */
  parallax(progress: number, depth: number): View;
  /** What it does to the whole picture alike, as a zoom does; null when nothing. */
  lens: ((progress: number, seconds: number) => View) | null;
}

/** Parts of the frame's width and height that a scene needs around the frame, so that no move shows its edge. */
export const OVERSCAN = { x: 0.17, y: 0.13 } as const;

const PUSH = 0.26;
const PAN = 0.2;
const TILT = 0.17;
const TRACK = 0.2;
const ZOOM = 0.24;

export function cameraOf(move: CameraMove, size: Size, seed: number): Camera {
  return { parallax: parallaxOf(move, size), lens: lensOf(move, size, seed) };
}

const STILL: View = { scale: 1, turn: 0, x: 0, y: 0 };

function parallaxOf(move: CameraMove, { width, height }: Size): Camera['parallax'] {
  const across = (amount: number, progress: number) => (eased(progress) - 0.5) * amount * width;
  const upward = (amount: number, progress: number) => (eased(progress) - 0.5) * amount * height;
  const dolly = (amount: number, depth: number) => 1 + amount * (0.12 + 0.88 * Math.min(depth, 1.3));

  switch (move) {
    case 'static':
    case 'zoom-in':
    case 'zoom-out':
    case 'handheld':
      return () => STILL;
    case 'pan-left':
      return (progress, depth) => ({ ...STILL, x: across(PAN, progress) * (0.78 + 0.22 * depth) });
    case 'pan-right':
      return (progress, depth) => ({ ...STILL, x: -across(PAN, progress) * (0.78 + 0.22 * depth) });
    case 'tilt-up':
      return (progress, depth) => ({ ...STILL, y: upward(TILT, progress) * (0.82 + 0.18 * depth) });
    case 'tilt-down':
      return (progress, depth) => ({ ...STILL, y: -upward(TILT, progress) * (0.82 + 0.18 * depth) });
    case 'push-in':
      return (progress, depth) => ({ ...STILL, scale: dolly(PUSH * eased(progress), depth) });
    case 'pull-out':
      return (progress, depth) => ({ ...STILL, scale: dolly(PUSH * (1 - eased(progress)), depth) });
    case 'orbit':
      return (progress, depth) => ({ ...STILL, x: across(0.26, progress) * (0.75 - depth) });
    case 'tracking':
      return (progress, depth) => ({ ...STILL, x: -across(TRACK, progress) * depth });
    case 'crane-up':
      return (progress, depth) => ({ ...STILL, y: upward(TILT, progress) * (0.2 + 0.8 * depth) });
    case 'crane-down':
      return (progress, depth) => ({ ...STILL, y: -upward(TILT, progress) * (0.2 + 0.8 * depth) });
  }
}

function lensOf(move: CameraMove, { width, height }: Size, seed: number): Camera['lens'] {
  switch (move) {
    case 'zoom-in':
      return (progress) => ({ ...STILL, scale: 1 + ZOOM * eased(progress) });
    case 'zoom-out':
      return (progress) => ({ ...STILL, scale: 1 + ZOOM * (1 - eased(progress)) });
    case 'orbit':
      return (progress) => ({ ...STILL, scale: 1.02 + 0.04 * Math.sin(Math.PI * eased(progress)) });
    case 'handheld':
      return (_, seconds) => ({
        scale: 1.06,
        turn: wander(seed + 3, seconds * 0.8) * 0.004,
        x: wander(seed, seconds) * 0.012 * width,
        y: wander(seed + 7, seconds * 1.2) * 0.012 * height,
      });
    default:
      return null;
  }
}
