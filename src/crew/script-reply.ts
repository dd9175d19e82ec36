import { z } from 'zod';
import type { Brief } from '../film/brief.ts';
import type { Contract, Element } from '../film/contract.ts';
import { CameraMove, Mood, Scene, ShotSize, TimeOfDay, TransitionKind, Weather } from '../film/screenplay.ts';
import type { Figure, Screenplay, Shot, Thread } from '../film/screenplay.ts';
import { FILM_RATE, toFrames } from '../film/time.ts';
import { Unfit } from './agent.ts';
import { canTell, core, shotWords } from './guard.ts';
import { lettered, sameWords, shotId } from './lettering.ts';
import { clean, cleanOrNull, mentions, quoted, unsaid } from './plain.ts';
import { lengthsOf, type Measure } from './script-lengths.ts';
import { threadId, withThreads } from './script-supervisor.ts';
import { lightAt } from './story/draft.ts';

const FigureReply = z.object({
  what: z.string().describe('Plain noun without adjectives: developer, rowing boat'),
  attributes: z.array(z.string()).describe('Adjectives: red, old'),
  action: z.string().nullable().describe('Verb phrase in plain form: type, walk across the beach'),
  expression: z.string().nullable().describe('Of a face: tired, happy'),
  count: z.number().describe('1 to 12'),
  thread: z.string().nullable().describe('Name of its thread, or null for a passing thing'),
  principal: z.boolean().describe('The shot is about it'),
  seed: z.string().nullable().describe('Id of the picture that stands for it, or null'),
});

const ShotReply = z.object({
  seconds: z.number().describe('2 to 6'),
  description: z.string().describe('What is seen, in one or two plain sentences'),
  size: ShotSize,
  move: CameraMove,
  place: z.string().describe('Plain place word: mountain lake, small office'),
  placeThread: z.string().nullable().describe('Name of the thread of the place, or null'),
  interior: z.boolean(),
  time: TimeOfDay,
  weather: Weather,
  figures: z.array(FigureReply),
  mood: Mood,
  light: z.string().describe('How the light falls, in a few words'),
  narration: z
    .string()
    .nullable()
    .describe('At most 2.5 words a second of the shot less half a second; null for silence'),
  overlays: z.array(z.string()).describe('Words laid over the picture'),
  transition: TransitionKind.describe('How the shot is entered'),
  seeds: z.array(z.object({ id: z.string(), use: z.enum(['framed', 'full-frame', 'reveal', 'figure']) })),
  elements: z.array(z.string()).describe('Ids of the contract elements that are seen in it'),
});

/** A screenplay as a mind writes it: seconds and names; frames, ids and ranges are ours. */
export const ScriptReply = z.object({
  title: z.string(),
  logline: z.string().describe('One sentence'),
  musicMood: Mood,
  threads: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['character', 'place', 'object']),
      description: z.string().describe('The look, at most 25 words'),
    }),
  ),
  scenes: z.array(
    z.object({
      title: z.string(),
      summary: z.string().describe('What happens and what it is for'),
      beat: Scene.shape.beat,
      mood: Mood,
      shots: z.array(ShotReply),
    }),
  ),
});
export type ScriptReply = z.infer<typeof ScriptReply>;

/** What the screenplay has to keep to. */
export interface Order extends Measure {
  brief: Brief;
  contract: Contract;
  /** The person has said how many scenes there are. */
  scenesOrdered: boolean;
}

/** Words that a thread's look has at most: several go into one prompt. */
const LOOK_CHARACTERS = 200;
/** A planned transition takes half of its frames from each side, and no short shot can give them. */
const DISSOLVE = 16;
const FADE_IN = 12;
const SHORT = 30;

/**
 * The screenplay that a mind means: exactly as long as ordered, with our ids. Unknown names are dropped and unused pictures
 * placed. Throws `Unfit` for another number of scenes, lengths that cannot be, and must-haves that nobody sees.
 */
export function screenplayFrom(reply: ScriptReply, order: Order): Screenplay {
  const scenes = reply.scenes.filter(({ shots }) => shots.length > 0);
  assertScenes(scenes.length, order);
  const threads = threadsOf(reply);
  const said = scenes.flatMap((scene, at) =>
    scene.shots.map((shot, index) => ({ ...shot, id: shotId(at + 1, index), scene: at + 1, beat: scene.beat })),
  );
  const empty = said.filter(({ description }) => clean(description, 600) === '').map(({ id }) => id);
  if (empty.length > 0) throw new Unfit(`these shots have no description: ${empty.join(', ')}`);
  const lengths = lengthsOf(
    said.map(({ id, seconds, narration }) => ({ id, seconds, narration: cleanOrNull(narration, 600) })),
    order,
  );
  const shots = said.map((shot, at): Shot => {
    const frames = lengths[at] ?? 1;
    const figures = shot.figures.slice(0, 8).flatMap((figure) => figureOf(figure, threads, order.brief));
    const place = clean(shot.place, 60) || 'open place';
    return {
      id: shot.id,
      scene: shot.scene,
      frames,
      description: clean(shot.description, 600),
      size: shot.size,
      move: shot.move,
      setting: {
        place,
        interior: shot.interior,
        time: shot.time,
        weather: shot.weather,
        thread: threadNamed(threads, shot.placeThread, 'place')?.id ?? '',
      },
      figures: withPrincipal(figures),
      mood: shot.mood,
      light: clean(shot.light, 120) || lightAt(shot.time, shot.interior, shot.weather),
      narration: cleanOrNull(shot.narration, 600),
      overlays: [],
      transitionIn: enteredBy(shot.transition, frames, lengths[at - 1]),
      seeds: seedsOf(shot.seeds, order.brief),
      elements: [...new Set(shot.elements)].filter((id) => order.contract.elements.some((one) => one.id === id)),
    };
  });
  placeSeeds(shots, order.brief);
  const texts = said.map(({ overlays }) =>
    overlays
      .map((text) => clean(text, 80))
      .filter((text) => text !== '')
      .slice(0, 3),
  );
  cover(shots, texts, order.contract);
  for (const [at, shot] of shots.entries()) {
    shot.overlays = lettered(texts[at] ?? [], {
      frames: shot.frames,
      size: shot.size,
      first: at === 0,
      closing: said[at]?.beat === 'end',
      marked: shot.seeds.some(({ use }) => use === 'reveal'),
    });
  }
  const screenplay: Screenplay = {
    schema: 'Screenplay.1',
    title: clean(reply.title, 60) || 'Untitled',
    logline: clean(reply.logline, 240),
    rate: FILM_RATE,
    frames: toFrames(order.seconds, FILM_RATE),
    musicMood: reply.musicMood,
    threads: [...threads.values()],
    scenes: scenes.map((scene, at) => ({
      number: at + 1,
      title: clean(scene.title, 60) || `Scene ${at + 1}`,
      summary: clean(scene.summary, 400),
      beat: scene.beat,
      mood: scene.mood,
      shots: shots.filter((shot) => shot.scene === at + 1),
    })),
  };
  return withUsedThreads(withThreads(alike(screenplay)));
}

function assertScenes(scenes: number, { scenesOrdered, scenes: wanted }: Order): void {
  if (scenes === 0) throw new Unfit('there is no scene with a shot');
  if (scenesOrdered && scenes !== wanted)
    throw new Unfit(
      `there are ${scenes} scenes with shots, and exactly ${wanted} ${wanted === 1 ? 'is' : 'are'} ordered`,
    );
}

/** By name, in lower case. */
type Threads = Map<string, Thread>;

function threadsOf({ threads }: ScriptReply): Threads {
  const found: Threads = new Map();
  const ids = new Set<string>();
  for (const { name, kind, description } of threads.slice(0, 24)) {
    const plain = clean(name, 60);
    const look = clean(description, LOOK_CHARACTERS);
    if (plain === '' || look === '' || found.has(plain.toLowerCase())) continue;
    let id = threadId(kind, plain);
    for (let nth = 2; ids.has(id); nth += 1) id = `${threadId(kind, plain)}-${nth}`;
    ids.add(id);
    found.set(plain.toLowerCase(), { id, kind, name: plain, description: look });
  }
  return found;
}

/** The thread of that name; `place` only among places, everything else only among what is no place. */
function threadNamed(threads: Threads, name: string | null, kind: 'place' | 'figure'): Thread | undefined {
  if (name === null) return undefined;
  const thread =
    threads.get(clean(name, 60).toLowerCase()) ?? [...threads.values()].find(({ id }) => id === name.trim());
  return thread !== undefined && (thread.kind === 'place') === (kind === 'place') ? thread : undefined;
}

function figureOf(figure: z.infer<typeof FigureReply>, threads: Threads, { seeds }: Brief): Figure[] {
  const what = clean(figure.what, 60);
  if (what === '') return [];
  return [
    {
      what,
      attributes: figure.attributes
        .map((one) => clean(one, 40))
        .filter((one) => one !== '')
        .slice(0, 6),
      action: cleanOrNull(figure.action, 80),
      expression: cleanOrNull(figure.expression, 40),
      count: Math.max(1, Math.min(12, Math.round(figure.count))),
      thread: threadNamed(threads, figure.thread, 'figure')?.id ?? null,
      principal: figure.principal,
      seed: seeds.some(({ id }) => id === figure.seed) ? figure.seed : null,
    },
  ];
}

/** A picture is about somebody. */
function withPrincipal(figures: Figure[]): Figure[] {
  if (figures.some(({ principal }) => principal)) return figures;
  return figures.map((figure, at) => (at === 0 ? { ...figure, principal: true } : figure));
}

function enteredBy(kind: TransitionKind, frames: number, before: number | undefined): Shot['transitionIn'] {
  const cut = { kind: 'cut', frames: 0 } as const;
  const fade = kind === 'fade-black' || kind === 'fade-white';
  if (before === undefined) return fade && frames > 2 * FADE_IN ? { kind, frames: FADE_IN } : cut;
  return kind === 'cut' || Math.min(frames, before) < SHORT ? cut : { kind, frames: DISSOLVE };
}

function seedsOf(asked: readonly Shot['seeds'][number][], { seeds }: Brief): Shot['seeds'] {
  return asked.filter(
    ({ id }, at) => seeds.some((seed) => seed.id === id) && asked.findIndex((one) => one.id === id) === at,
  );
}

/** Every picture that was handed in is seen: a mark at the end, another where there is room. */
function placeSeeds(shots: Shot[], { seeds }: Brief): void {
  const last = shots.at(-1);
  for (const seed of seeds) {
    const used = shots.some(
      (shot) => shot.seeds.some(({ id }) => id === seed.id) || shot.figures.some((one) => one.seed === seed.id),
    );
    if (used || last === undefined) continue;
    if (seed.transparent || seed.use === 'end') last.seeds.push({ id: seed.id, use: 'reveal' });
    else if (seed.use === 'shots')
      (shots.find((shot) => shot.seeds.length === 0) ?? last).seeds.push({ id: seed.id, use: 'full-frame' });
    else {
      const free = shots.toSorted((a, b) => a.seeds.length - b.seeds.length || a.figures.length - b.figures.length)[0];
      (free ?? last).seeds.push({ id: seed.id, use: seed.use === 'opening' ? 'full-frame' : 'framed' });
    }
  }
}

/**
 * Words that must be read are laid over the shot that names them, else the last one, as they are spelt. Throws `Unfit` for
 * must-haves that no shot names, or that nothing in their shots says.
 */
function cover(shots: Shot[], texts: string[][], contract: Contract): void {
  const problems: string[] = [];
  for (const element of contract.elements) {
    if (element.kind === 'duration') continue;
    if (element.kind === 'text') spell(element, shots, texts);
    const naming = shots.filter(({ elements }) => elements.includes(element.id));
    const seen =
      naming.length > 0
        ? naming
        : shots.filter((shot, at) => unsaid(element.text, wordsOf(shot, texts[at])).length === 0);
    if (naming.length === 0) for (const shot of seen) shot.elements.push(element.id);
    if (!element.must) continue;
    if (seen.length === 0)
      problems.push(`${element.id} ${quoted([element.text])} is in no shot: show it and name ${element.id} there`);
    else if (
      (element.kind === 'subject' || element.kind === 'attribute') &&
      canTell(element, contract) &&
      !seen.some((shot) => mentions(wordsOf(shot, texts[shots.indexOf(shot)]), core(element)))
    ) {
      const ids = seen.map(({ id }) => id).join(', ');
      problems.push(
        `${element.id} ${quoted([element.text])} is named by ${ids}, and nothing there says it: use its own words in the description, figures or place`,
      );
    }
  }
  if (problems.length > 0) throw new Unfit(problems.join('. '));
}

function spell(element: Element, shots: readonly Shot[], texts: string[][]): void {
  const place = texts.findIndex((words) => words.some((text) => sameWords(text, element.text)));
  const named = shots.findIndex(({ elements }) => elements.includes(element.id));
  const at = place >= 0 ? place : named >= 0 ? named : shots.length - 1;
  const others = (texts[at] ?? []).filter((text) => !sameWords(text, element.text));
  texts[at] = [...others, element.text];
  const shot = shots[at];
  if (shot !== undefined && !shot.elements.includes(element.id)) shot.elements.push(element.id);
}

/** A shot with the words over it. */
function wordsOf(shot: Shot, texts: readonly string[] = []): string {
  return [shotWords(shot), ...texts].join(' ');
}

/** What is called the same is the same: a thread that one shot names holds for the others. */
function alike(screenplay: Screenplay): Screenplay {
  const shots = screenplay.scenes.flatMap((scene) => scene.shots);
  const ids = (names: [string, string][]) =>
    new Map(names.filter(([name, id]) => names.every(([other, its]) => other !== name || its === id)));
  const figures = ids(
    shots.flatMap((shot) =>
      shot.figures.flatMap(({ what, thread }): [string, string][] =>
        thread === null ? [] : [[what.toLowerCase(), thread]],
      ),
    ),
  );
  const places = ids(
    shots.flatMap(({ setting: { place, thread } }): [string, string][] =>
      thread === '' ? [] : [[place.toLowerCase(), thread]],
    ),
  );
  return {
    ...screenplay,
    scenes: screenplay.scenes.map((scene) => ({
      ...scene,
      shots: scene.shots.map((shot) => ({
        ...shot,
        setting: {
          ...shot.setting,
          thread: shot.setting.thread || (places.get(shot.setting.place.toLowerCase()) ?? ''),
        },
        figures: shot.figures.map((figure) => ({
          ...figure,
          thread: figure.thread ?? figures.get(figure.what.toLowerCase()) ?? null,
        })),
      })),
    })),
  };
}

function withUsedThreads(screenplay: Screenplay): Screenplay {
  const shots = screenplay.scenes.flatMap((scene) => scene.shots);
  const used = new Set(
    shots.flatMap(({ setting, figures }) => [setting.thread, ...figures.map(({ thread }) => thread)]),
  );
  return { ...screenplay, threads: screenplay.threads.filter(({ id }) => used.has(id)) };
}
