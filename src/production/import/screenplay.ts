import { placeNamed, placeOf } from '../../crew/story/places.ts';
import { readConcept } from '../../crew/story/read.ts';
import { lightAt } from '../../crew/story/draft.ts';
import type { Contract } from '../../film/contract.ts';
import type { CameraMove, Screenplay, Shot, ShotSize, Thread } from '../../film/screenplay.ts';
import { FILM_RATE, toFrames } from '../../film/time.ts';
import type { OldScene } from './old-run.ts';

/** A scene of the original as a shot of ours: it paid for one clip a scene. */
export interface Numbered {
  scene: OldScene;
  number: number;
  /** `3A`. */
  shot: string;
}

/** Seconds of a scene that says nothing of its length and has no clip: what Luma sold at the time. */
const USUAL_SECONDS = 5;

/** By the numbers in their names (`scene_3`) where every scene has one of its own, else in their order. */
export function numbered(scenes: readonly OldScene[]): Numbered[] {
  const own = scenes.map(({ id }) => Number(/^scene[_-]?(\d{1,4})$/i.exec(id)?.[1] ?? 0));
  const isNamed = own.every((number) => number > 0) && new Set(own).size === own.length;
  return scenes.map((scene, at) => {
    const number = isNamed ? (own[at] as number) : at + 1;
    return { scene, number, shot: `${number}A` };
  });
}

/** Frames of a scene in the film: as it was written, else as long as its clip, else the usual. */
export function framesOf({ seconds }: OldScene, clipSeconds: number | null): number {
  return Math.max(1, toFrames(seconds ?? clipSeconds ?? USUAL_SECONDS, FILM_RATE));
}

/**
 * The screenplay that the original's scenes tell of. Of 25 fields 6 were kept, so camera, light and place are read again
 * from its words by the offline crew. `clips` are the seconds of the clips, by shot.
 */
export function screenplayOf(
  scenes: readonly Numbered[],
  contract: Contract,
  clips: ReadonlyMap<string, number>,
): Screenplay {
  const threads = new Map<string, Thread>();
  const written = scenes.map(({ scene, number, shot: id }, at): Screenplay['scenes'][number] => {
    const description = scene.description ?? scene.title ?? scene.id;
    const reading = readConcept(`${description} ${scene.elements.join(', ')}`);
    const mood = reading.mood ?? readConcept(contract.concept).mood ?? 'neutral';
    const place = reading.place?.phrase ?? 'unnamed place';
    const known = placeOf(reading.place?.key ?? placeNamed(place));
    const time = reading.time ?? known.time;
    const weather = reading.weather ?? 'clear';
    const thread = threads.get(place.toLowerCase()) ?? {
      id: `place-${threads.size + 1}`,
      kind: 'place',
      name: place,
      description: place,
    };
    threads.set(place.toLowerCase(), thread);
    const shot: Shot = {
      id,
      scene: number,
      frames: framesOf(scene, clips.get(id) ?? null),
      description,
      size: sizeIn(description),
      move: moveIn(description),
      setting: { place, interior: known.interior, time, weather, thread: thread.id },
      figures: [],
      mood,
      light: lightAt(time, known.interior, weather),
      narration: scene.narration,
      overlays: [],
      transitionIn: { kind: 'cut', frames: 0 },
      seeds: [],
      elements: elementsIn(`${scene.title ?? ''} ${description} ${scene.elements.join(' ')}`, contract),
    };
    const beat = at === 0 ? 'beginning' : at === scenes.length - 1 ? 'end' : 'middle';
    return { number, title: scene.title ?? scene.id, summary: description, beat, mood, shots: [shot] };
  });
  return {
    schema: 'Screenplay.1',
    title: readConcept(contract.concept).title,
    logline: contract.concept.slice(0, 300),
    rate: FILM_RATE,
    frames: written.flatMap(({ shots }) => shots).reduce((total, { frames }) => total + frames, 0),
    musicMood: readConcept(contract.concept).mood ?? 'neutral',
    threads: [...threads.values()],
    scenes: written,
  };
}

const SIZES: [RegExp, ShotSize][] = [
  [/extreme close[- ]?up|macro/i, 'extreme-close-up'],
  [/medium close[- ]?up/i, 'medium-close-up'],
  [/close[- ]?up|detail shot/i, 'close-up'],
  [/extreme wide|aerial|drone|establishing|bird'?s[- ]eye/i, 'extreme-wide'],
  [/wide|long shot|panoram/i, 'wide'],
  [/full shot|full[- ]body/i, 'full'],
];

function sizeIn(description: string): ShotSize {
  return SIZES.find(([words]) => words.test(description))?.[1] ?? 'medium';
}

const MOVES: [RegExp, CameraMove][] = [
  [/\bpan(?:s|ning)? (?:to the )?left|slide left/i, 'pan-left'],
  [/\bpan(?:s|ning)?\b/i, 'pan-right'],
  [/\btilt(?:s|ing)? down/i, 'tilt-down'],
  [/\btilt(?:s|ing)?\b/i, 'tilt-up'],
  [/push(?:es|ing)? in|doll(?:y|ies|ying) in|move(?:s)? closer/i, 'push-in'],
  [/pull(?:s|ing)? (?:back|out)|doll(?:y|ies|ying) out/i, 'pull-out'],
  [/zoom(?:s|ing)? out/i, 'zoom-out'],
  [/\bzoom(?:s|ing)?\b/i, 'zoom-in'],
  [/\borbit|circles? around/i, 'orbit'],
  [/\btracking|follows\b|dolly/i, 'tracking'],
  [/crane (?:shot )?down/i, 'crane-down'],
  [/\bcrane\b/i, 'crane-up'],
  [/hand-?held/i, 'handheld'],
];

function moveIn(description: string): CameraMove {
  return MOVES.find(([words]) => words.test(description))?.[1] ?? 'static';
}

/** Elements of which every word of weight stands in the scene. */
function elementsIn(said: string, { elements }: Contract): string[] {
  const known = new Set(wordsOf(said));
  return elements.flatMap(({ id, text }) => {
    const words = wordsOf(text).filter((word) => word.length > 2);
    return words.length > 0 && words.every((word) => known.has(word)) ? [id] : [];
  });
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/(?<=\p{L}{3})s$/u, ''));
}
