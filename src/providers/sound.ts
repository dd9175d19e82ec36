/** Samples a second of every sound that is made here. */
export const RATE = 48_000;

export interface Stereo {
  left: Float32Array;
  right: Float32Array;
}

/** Biquad filters after R. Bristow-Johnson's cookbook: each filters in place and returns what it was given. */
export function lowPass(samples: Float32Array, hertz: number, q = Math.SQRT1_2): Float32Array {
  const { cos, alpha } = turn(hertz, q);
  return biquad(samples, [(1 - cos) / 2, 1 - cos, (1 - cos) / 2], [1 + alpha, -2 * cos, 1 - alpha]);
}

export function highPass(samples: Float32Array, hertz: number, q = Math.SQRT1_2): Float32Array {
  const { cos, alpha } = turn(hertz, q);
  return biquad(samples, [(1 + cos) / 2, -1 - cos, (1 + cos) / 2], [1 + alpha, -2 * cos, 1 - alpha]);
}

/** Its middle passes unchanged. */
export function bandPass(samples: Float32Array, hertz: number, q: number): Float32Array {
  const { cos, alpha } = turn(hertz, q);
  return biquad(samples, [alpha, 0, -alpha], [1 + alpha, -2 * cos, 1 - alpha]);
}

/** Its middle is so many decibels louder. */
export function peak(samples: Float32Array, hertz: number, q: number, decibels: number): Float32Array {
  const { cos, alpha } = turn(hertz, q);
  const gain = 10 ** (decibels / 40);
  return biquad(
    samples,
    [1 + alpha * gain, -2 * cos, 1 - alpha * gain],
    [1 + alpha / gain, -2 * cos, 1 - alpha / gain],
  );
}

/** What is below (`low`) or above (`high`) is so many decibels louder. */
export function shelf(samples: Float32Array, side: 'low' | 'high', hertz: number, decibels: number): Float32Array {
  const { cos, alpha } = turn(hertz, Math.SQRT1_2);
  const gain = 10 ** (decibels / 40);
  // The low shelf is the high one with the cosine turned around.
  const sign = side === 'high' ? 1 : -1;
  const slope = 2 * Math.sqrt(gain) * alpha;
  return biquad(
    samples,
    [
      gain * (gain + 1 + sign * (gain - 1) * cos + slope),
      -2 * sign * gain * (gain - 1 + sign * (gain + 1) * cos),
      gain * (gain + 1 + sign * (gain - 1) * cos - slope),
    ],
    [
      gain + 1 - sign * (gain - 1) * cos + slope,
      2 * sign * (gain - 1 - sign * (gain + 1) * cos),
      gain + 1 - sign * (gain - 1) * cos - slope,
    ],
  );
}

function turn(hertz: number, q: number): { cos: number; alpha: number } {
  const omega = (2 * Math.PI * hertz) / RATE;
  return { cos: Math.cos(omega), alpha: Math.sin(omega) / (2 * q) };
}

type Coefficients = readonly [number, number, number];

function biquad(samples: Float32Array, [b0, b1, b2]: Coefficients, [a0, a1, a2]: Coefficients): Float32Array {
  const [n0, n1, n2, d1, d2] = [b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0];
  let [z1, z2] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i] ?? 0;
    const y = n0 * x + z1;
    z1 = n1 * x - d1 * y + z2;
    z2 = n2 * x - d2 * y;
    samples[i] = y;
  }
  return samples;
}
