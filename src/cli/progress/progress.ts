import type { ProductionEvent, Progress } from '../../film/events.ts';
import { fold, initialState } from '../../film/state.ts';
import type { Terminal } from '../terminal.ts';
import type { Work } from './advance.ts';
import { liveBlock } from './live-block.ts';
import { createNarrator } from './narrator.ts';

/** Ten pictures a second are enough for a calm eye. */
const FRAME_MS = 100;

export interface ProgressOptions {
  /** Milliseconds since 1970, the same clock as the events'. */
  now: () => number;
  /** Paths below it are shown relative to it. */
  cwd: string;
  /** Another process makes the film, so nobody else tells here that it was stopped. */
  isFollowed?: boolean;
  /** Only the plan is made: nothing is ordered, whoever is to shoot it. */
  dry?: boolean;
}

export interface ProgressView {
  onEvent(event: ProductionEvent, at: number): void;
  onProgress(progress: Progress): void;
  /**
   * Takes the live lines away and ends with the summary of a finished film and the next command. A call that was `refused`
   * has done nothing to the film, and has a hint of its own.
   */
  stop(end?: { refused: boolean }): void;
}

/**
 * Watches one production: facts scroll by as permanent lines, and on a screen what is going on stays below them. Feed it
 * the events from the first one on: those from before it was made are history, which is known but not told again.
 */
export function createProgress(
  terminal: Terminal,
  { now, cwd, isFollowed = false, dry = false }: ProgressOptions,
): ProgressView {
  const narrator = createNarrator(terminal, { cwd, isFollowed, dry });
  const openedAt = now();
  const works = new Map<string, Work>();
  let state = initialState();
  let watching = false;
  let drawnAt = -Infinity;
  let ticks = 0;

  const draw = () => {
    if (!terminal.interactive || now() - drawnAt < FRAME_MS) return;
    drawnAt = now();
    ticks += 1;
    terminal.live(liveBlock(state, [...works.values()], drawnAt, ticks, terminal));
  };
  const timer = terminal.interactive ? setInterval(draw, FRAME_MS).unref() : undefined;

  return {
    onEvent(event, at) {
      state = fold(state, event, at);
      forgetFinished(works, event);
      if (!watching && at < openedAt) return;
      if (!watching) narrator.begin(state);
      watching = true;
      narrator.tell(event, state);
      draw();
    },
    onProgress(progress) {
      const key = `${progress.work} ${progress.subject}`;
      if (progress.done >= progress.total) works.delete(key);
      else works.set(key, { ...progress, since: works.get(key)?.since ?? now() });
      draw();
    },
    stop({ refused } = { refused: false }) {
      clearInterval(timer);
      terminal.live([]);
      // A film that was finished before is shown again, though nothing happened.
      if (watching || (state.status === 'done' && !refused)) narrator.end(state);
      watching = false;
    },
  };
}

/** An event ends the work that it reports on, whether or not the last progress of that work was heard. */
function forgetFinished(works: Map<string, Work>, { type, data }: ProductionEvent): void {
  if (type === 'take-adopted' || type === 'take-failed' || type === 'take-unsure')
    for (const work of ['draw', 'shoot', 'fetch', 'conform']) works.delete(`${work} ${data.slate}`);
  else if (type === 'take-delivered') works.delete(`shoot ${data.slate}`);
  else if (type === 'take-reviewed') works.delete(`review ${data.slate}`);
  else if (type === 'voice-adopted') works.delete(`voice ${data.shot}`);
  else if (type === 'production-interrupted' || type === 'production-failed' || type === 'production-wrapped')
    works.clear();
}
