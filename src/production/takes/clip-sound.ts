import { planFilm } from '../../cutting-room/render/plan.ts';
import type { Cut, Sound } from '../../film/cut.ts';
import { type Rate, toSeconds } from '../../film/time.ts';

/**
 * The own sound of the takes in a cut, for those slates that have one: it begins with its picture and lies under it to the
 * frame. Where pictures are mixed the sounds cross as well, as far as the take has more than is seen of it.
 */
export function clipSounds(cut: Cut, heard: ReadonlySet<string>): Sound[] {
  const { clips, joins } = planFilm(cut);
  return clips.flatMap((placed): Sound[] => {
    const clip = cut.clips[placed.clip];
    if (clip === undefined || !heard.has(clip.slate)) return [];
    const into = joins.find((join) => join.into === placed.clip);
    const out = joins.find((join) => join.into === placed.clip + 1);
    const left = placed.last + 1 - clip.source.start - clip.source.frames;
    const over = Math.min(left, out === undefined ? 0 : out.end - placed.end);
    return [
      {
        kind: 'production',
        media: clip.media,
        at: toSeconds(placed.start, cut.rate),
        ...lasting('from', clip.source.start, cut.rate),
        seconds: toSeconds(clip.source.frames + over, cut.rate),
        gainDb: 0,
        ...lasting('fadeIn', into === undefined ? 0 : into.end - placed.start, cut.rate),
        ...lasting('fadeOut', out === undefined ? 0 : placed.end - out.start + over, cut.rate),
      },
    ];
  });
}

function lasting(name: 'from' | 'fadeIn' | 'fadeOut', frames: number, rate: Rate): Partial<Sound> {
  return frames > 0 ? { [name]: toSeconds(frames, rate) } : {};
}
