import type { Progress } from '../../film/events.ts';
import { formatSpan } from '../../film/time.ts';
import type { Rendered } from '../../production/hand-over/render-candidate.ts';
import type { Terminal } from '../terminal.ts';
import { pad } from '../text.ts';
import { advance, formatSpeed, type Work } from './advance.ts';
import type { ProgressOptions, ProgressView } from './progress.ts';
import { plural } from './words.ts';

/** Four pictures a second: a render is over in seconds. */
const FRAME_MS = 250;

/** Watches a film being rendered, and nothing else: how far it is, how fast it goes, how long it will take. */
export function createRenderView(terminal: Terminal, { now }: ProgressOptions): ProgressView {
  // Sound is mixed while pictures are made.
  const works = new Map<string, Work>();
  let drawnAt = -Infinity;
  return {
    onEvent: () => undefined,
    onProgress(progress) {
      const { work, done, total } = progress;
      if (!(work in DOING)) return;
      if (done >= total) works.delete(work);
      else works.set(work, { ...progress, since: works.get(work)?.since ?? now() });
      if (now() - drawnAt < FRAME_MS) return;
      drawnAt = now();
      terminal.live(
        [...works.values()].map(
          (one) => `  ${pad(DOING[one.work] ?? '', 20)} ${advance(one, drawnAt - one.since, terminal)}`,
        ),
      );
    },
    stop: () => terminal.live([]),
  };
}

const DOING: Partial<Record<Progress['work'], string>> = {
  render: 'rendering',
  mix: 'mixing',
  conform: 'conforming',
  review: 'finding the subjects',
};

/** What a film took: `360 frames: 300 copied, 36 from an earlier render, 24 made; 8.2x realtime`. */
export function madeOf(
  { frames, copied, cached, made }: { frames: number; copied: number; cached: number; made: number },
  seconds: number,
  spent: number,
): string {
  const parts = [
    [copied, 'copied'],
    [cached, 'from an earlier render'],
    [made, 'made'],
  ].flatMap(([count, how]) => (count === 0 ? [] : [`${count} ${how}`]));
  return `${plural(frames, 'frame')}: ${parts.join(', ')}; ${formatSpan(spent)}, ${formatSpeed((seconds * 1_000) / Math.max(1, spent))} realtime`;
}

/** The same for programs: where a film of a production lies, its length and what became of its frames. */
export function factsOf(production: string, { report: { frames, copied, cached, made }, ...film }: Rendered): object {
  return { production, ...film, frames, copied, cached, made };
}
