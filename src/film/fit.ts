/** How a clip that is too short for its shot is made to fill it; `short` asks for another take. */
export type Fit = 'whole' | 'speed' | 'hold' | 'short';

/** What nobody notices: a clip played by this share slower or faster, a last picture that stands for so many seconds. */
export const FIT_LIMITS = { speed: 0.1, hold: 0.5, unseen: 0.1 };

/**
 * How a clip of `has` seconds fills a shot of `wants`: it does, or its last picture is held for a moment, or it is played a
 * little slower, or its last picture is held for as long as may be. What lacks more is `short`.
 */
export function fitOf(has: number, wants: number): Fit {
  const lacking = wants - has;
  if (lacking <= 0) return 'whole';
  if (lacking <= FIT_LIMITS.unseen) return 'hold';
  if (canMatch(has, wants)) return 'speed';
  return lacking <= FIT_LIMITS.hold ? 'hold' : 'short';
}

/** Whether a clip of `has` seconds may be played slower or faster to last `wants`. */
export function canMatch(has: number, wants: number): boolean {
  return has > 0 && Math.abs(wants / has - 1) <= FIT_LIMITS.speed + 1e-9;
}
