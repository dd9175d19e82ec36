import { FIT_LIMITS, fitOf } from '../../film/fit.ts';
import { type Rate, toFrames, toSeconds } from '../../film/time.ts';

/** How a clip comes to the frames of its take. */
export interface Filling {
  /** All that the clip has, and at least what its shot needs of it. */
  frames: number;
  by: 'hold' | 'speed';
  /** What is done to a clip that is too short, in words for the person; empty where nobody would see it. */
  told: string[];
}

/** How a clip of `seconds` fills a shot that needs so many frames of it; what comes after them only helps transitions. */
export function fillingOf(seconds: number, needed: number, rate: Rate): Filling {
  const wants = toSeconds(needed, rate);
  const fit = fitOf(seconds, wants);
  const frames = Math.max(needed, toFrames(seconds, rate));
  const by = fit === 'speed' ? 'speed' : 'hold';
  if (wants - seconds <= FIT_LIMITS.unseen) return { frames, by, told: [] };
  const done = {
    whole: '',
    speed: `: it is played slower by ${Math.round((wants / seconds - 1) * 100)} %`,
    hold: ': its last frame is held',
    short: ', which asks for another take: its last frame is held',
  }[fit];
  return { frames, by, told: [`it is ${(wants - seconds).toFixed(1)} s too short for the shot${done}`] };
}
