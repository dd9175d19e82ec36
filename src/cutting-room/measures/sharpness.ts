import { type Watch, middleOf, spoken, stretches } from './watch.ts';

/** The crisp edges of a take are at most this wide, as a part of the frame's long side: 4 pixels of 960, 8 of 1920. */
const SOFT = 0.0042;
/** For a while soft: so many times wider than the take's crisp frames, and that wide at least. */
const SOFTER = 2;
const SOFTER_LEAST = 0.003;
/** Pixels are coarse: in small pictures crisp edges take a larger part. */
const SMALLEST_LONG_SIDE = 900;

/**
 * How crisp the crisp edges are, all the time and for a while. Only a fifth of the edges count, because what lies behind
 * a figure may be out of focus; a picture without strong edges (fog, a clear sky) is not judged.
 */
export function watchSharpness(): Watch {
  const widths: { index: number; width: number }[] = [];
  let looked = 0;
  return {
    see({ index, edges }) {
      if (edges === null) return;
      looked = index;
      const both = [edges.across, edges.down].filter((width) => width !== null);
      // A pan blurs the upright edges, a tilt the level ones.
      if (both.length > 0) widths.push({ index, width: Math.min(...both) });
    },
    report({ rate, width, height }) {
      const long = Math.max(width, height, SMALLEST_LONG_SIDE);
      const all = widths.map((one) => one.width).toSorted((a, b) => a - b);
      const middle = middleOf(all);
      const value = middle === null ? null : Math.round(middle * 100) / 100;
      const measure = { name: 'sharpness', value, unit: 'pixels an edge' };
      if (middle === null) return { ...measure, passed: true, note: 'too little contrast to tell' };
      if (middle > SOFT * long) return { ...measure, passed: false, note: 'even the strongest edges are soft' };
      const crisp = all[Math.floor(all.length / 5)] ?? middle;
      const limit = Math.max(crisp * SOFTER, SOFTER_LEAST * long);
      const every = widths.length < 2 ? 1 : Math.round(looked / (widths.length - 1));
      const soft = widths.flatMap((one) => (one.width > limit ? [Math.round(one.index / every)] : []));
      const found = stretches(soft, 2).map(({ from, to }) => ({ from: from * every, to: (to + 1) * every - 1 }));
      return {
        ...measure,
        passed: found.length === 0,
        note: found.length === 0 ? 'edges are crisp' : `out of focus from ${spoken(found, rate)}`,
      };
    },
  };
}
