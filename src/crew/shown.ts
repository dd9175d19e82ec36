import type { Contract } from '../film/contract.ts';
import type { Screenplay, Shot } from '../film/screenplay.ts';
import { shotsOf } from '../film/screenplay.ts';
import { toSeconds, type Rate } from '../film/time.ts';

/** A contract as a mind is shown it. */
export function shownContract({ concept, elements }: Contract): object {
  return { concept, elements };
}

/** A shot as a mind is shown it: seconds instead of frames, no ranges. */
export function shownShot(shot: Shot, rate: Rate): object {
  const { id, description, size, move, setting, figures, mood, light, narration, overlays, transitionIn } = shot;
  return {
    id,
    seconds: Number(toSeconds(shot.frames, rate).toFixed(2)),
    description,
    size,
    move,
    setting,
    figures,
    mood,
    light,
    narration,
    overlays: overlays.map(({ text }) => text),
    transition: transitionIn.kind,
    seeds: shot.seeds,
    elements: shot.elements,
  };
}

/** A screenplay as a mind is shown it. */
export function shownScreenplay({ title, logline, rate, frames, threads, scenes, musicMood }: Screenplay): object {
  return {
    title,
    logline,
    seconds: toSeconds(frames, rate),
    musicMood,
    threads,
    scenes: scenes.map(({ number, title, summary, beat, mood, shots }) => ({
      number,
      title,
      summary,
      beat,
      mood,
      shots: shots.map((shot) => shownShot(shot, rate)),
    })),
  };
}

/** Ids of all shots, for a message. */
export function shotIds(screenplay: Screenplay): string {
  return shotsOf(screenplay)
    .map(({ id }) => id)
    .join(', ');
}
