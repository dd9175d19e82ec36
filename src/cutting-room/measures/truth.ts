import type { Expected } from './watch.ts';
import type { Probe } from '../../film/media.ts';
import type { Measure } from '../../film/review.ts';

/** Whether the file is what was ordered: size, rate, and as many frames, give or take one. */
export function measureTruth(facts: Probe, expected: Expected): Measure {
  const { video } = facts;
  const wrong: string[] = [];
  if (video === null) wrong.push('no picture');
  else {
    if (video.width !== expected.width || video.height !== expected.height) {
      wrong.push(`${video.width}×${video.height} instead of ${expected.width}×${expected.height}`);
    }
    const [rate, wanted] = [video.rate.num / video.rate.den, expected.rate.num / expected.rate.den];
    if (Math.abs(rate - wanted) > 0.01)
      wrong.push(`${rate.toFixed(2)} instead of ${wanted.toFixed(2)} frames a second`);
    if (Math.abs(video.frames - expected.frames) > 1)
      wrong.push(`${video.frames} instead of ${expected.frames} frames`);
    const { held = 0 } = expected;
    if (held > 0)
      wrong.push(`too short: its last ${((held * expected.rate.den) / expected.rate.num).toFixed(1)} s stand still`);
  }
  return {
    name: 'truth',
    value: video?.frames ?? 0,
    unit: 'frames',
    passed: wrong.length === 0,
    note: wrong.length === 0 ? 'size, rate and length as ordered' : wrong.join('; '),
  };
}
