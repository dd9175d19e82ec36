import type { Size } from '../../film/media.ts';

/** Share of a side that words keep free, as televisions and phones' rounded corners need. */
const MARGIN = 0.07;
/** What players of upright films lay over them: names above, a description and buttons below. */
const UPRIGHT = { top: 0.11, bottom: 0.2 };

/** The part of a picture, in pixels, that words stay in: upright films keep more free, for what players lay over them. */
export function safeArea({ width, height }: Size): { left: number; top: number; right: number; bottom: number } {
  const upright = width / height < 0.65;
  return {
    left: width * MARGIN,
    right: width * (1 - MARGIN),
    top: height * (upright ? UPRIGHT.top : MARGIN),
    bottom: height * (1 - (upright ? UPRIGHT.bottom : MARGIN)),
  };
}
