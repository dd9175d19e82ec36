import { between, stretchOf, type Treat } from './treatment.ts';
import { toSeconds } from '../../film/time.ts';

/** The picture stops for 0.5 to 2 seconds, and goes on where it would be by then. */
export const freeze: Treat = (clip, severity, random) => {
  const { from, until } = stretchOf(clip, between(0.5, 2, severity), random);
  return {
    from,
    until,
    where: null,
    note: `stands still for ${toSeconds(until - from, clip.rate).toFixed(1)} s`,
    source: (index) => (index >= from && index < until ? from - 1 : index),
  };
};

/** One take spliced like two: it leaps back in time, or nearer without a move of the camera. */
export const jumpCut: Treat = (clip, severity, random) => {
  const { from } = stretchOf(clip, 0, random);
  const until = clip.frames;
  if (random() < 0.5) {
    const leap = Math.min(from, Math.round((between(0.5, 1.5, severity) * clip.rate.num) / clip.rate.den));
    return {
      from,
      until,
      where: null,
      note: `leaps back by ${toSeconds(leap, clip.rate).toFixed(1)} s`,
      source: (index) => (index < from ? index : index - leap),
    };
  }
  const nearer = between(1.12, 1.5, severity);
  const [x, y] = [random(), random()];
  const [width, height] = [clip.width / nearer, clip.height / nearer];
  return {
    from,
    until,
    where: null,
    note: `leaps nearer, ${nearer.toFixed(2)} times`,
    draw: (pen, clean) =>
      pen.drawImage(
        clean,
        (clip.width - width) * x,
        (clip.height - height) * y,
        width,
        height,
        0,
        0,
        clip.width,
        clip.height,
      ),
  };
};
