import { z } from 'zod';
import { Cut } from '../film/cut.ts';
import { Screenplay, shotsOf } from '../film/screenplay.ts';
import type { Shot, Thread, TimeOfDay } from '../film/screenplay.ts';
import { hashJson } from '../json.ts';
import { defineAgent, Unfit } from './agent.ts';
import { clean } from './plain.ts';
import { shotIds, shownScreenplay } from './shown.ts';
import { isClothing } from './story/nouns.ts';
import { isAnimal, isPerson } from './story/people.ts';

export const SupervisorInput = z.object({ screenplay: Screenplay, cut: Cut.nullable() });
export type SupervisorInput = z.infer<typeof SupervisorInput>;

export const SupervisorOutput = z.object({
  screenplay: Screenplay,
  /** What could jump between shots, for people. */
  notes: z.array(z.string()),
});
export type SupervisorOutput = z.infer<typeof SupervisorOutput>;

export const SUPERVISOR_PROMPT = `You are the script supervisor: nothing may change between two shots that the story did not change.

THE DATA hold the screenplay: its threads (what must look the same wherever it is named), its shots with their figures and places, and the threads that
these name. order, when it is there, is a finished cut: check that order instead of the screenplay's, and change nothing.

TASK, as patches. What you do not mention stays as it is.
- threads: new ones, for a character, place or object that is seen more than once and has none (id null); or better looks for those that are there (their
  id). A look is fixed once and concrete enough that two painters would paint the same: age, build, hair, clothes with colours, material, wear; at most 25
  words. It never contradicts what a shot's own words say: a red door stays red.
- uses: which thread a figure or place of a shot names from now on, by the thread's id or, for a new one, its name. figure is the figure's noun as the shot
  has it; null means the place of the shot. When two threads are the same person, point all figures to one of them.
- notes: for people, what could jump and where: an hour that runs backwards, somebody who vanishes, weather that turns between two shots of one place, a
  look that the words of a shot contradict, screen direction. "2B → 2C: she holds the lamp in 2B and nobody has it in 2C." At most six; none is a good answer.

Do not rename figures, do not touch hours, weather, action or words: if they jump, that is a note.`;

const Reply = z.object({
  threads: z.array(
    z.object({
      id: z.string().nullable().describe('Id of a thread that is there; null for a new one'),
      name: z.string(),
      kind: z.enum(['character', 'place', 'object']),
      description: z.string().describe('The look, at most 25 words'),
    }),
  ),
  uses: z.array(
    z.object({
      shot: z.string().describe('3B'),
      figure: z.string().nullable().describe("The figure's noun as the shot has it; null for the place"),
      thread: z.string().describe('Id of a thread, or the name of a new one'),
    }),
  ),
  notes: z.array(z.string()).describe('What could jump, and between which shots'),
});
type Reply = z.infer<typeof Reply>;

/** Threads through the screenplay and notes on what could jump, in the order of the cut when there is one. */
export const scriptSupervisor = defineAgent<SupervisorInput, SupervisorOutput, Reply>({
  name: 'script-supervisor',
  input: SupervisorInput,
  output: SupervisorOutput,
  prompt: { version: 1, text: SUPERVISOR_PROMPT, maxTokens: 8_000, effort: 'low' },
  rehearse: ({ screenplay, cut }) => {
    const threaded = withThreads(screenplay);
    return { screenplay: threaded, notes: continuityNotes(threaded, cut) };
  },
  show: ({ screenplay, cut }) => ({
    shared: { screenplay: shownScreenplay(screenplay) },
    own: { order: cut?.clips.map(({ shot, transitionIn }) => ({ shot, transition: transitionIn.kind })) ?? null },
  }),
  reply: Reply,
  complete: supervised,
});

const NOTES_LIMIT = 12;

/** The screenplay with the patches that fit it. Throws `Unfit` when there are some and none fits. */
function supervised(reply: Reply, { screenplay, cut }: SupervisorInput): SupervisorOutput {
  // What has been shot has been shot by its threads.
  const threaded = withThreads(cut === null ? patched(screenplay, reply) : screenplay);
  const seen = reply.notes.map((note) => clean(note, 240)).filter((note) => note !== '');
  return {
    screenplay: threaded,
    notes: [...new Set([...continuityNotes(threaded, cut), ...seen])].slice(0, NOTES_LIMIT),
  };
}

function patched(screenplay: Screenplay, { threads, uses }: Reply): Screenplay {
  const known = new Map(screenplay.threads.map((thread) => [thread.id, thread]));
  const named = new Map<string, string>();
  for (const { id, name, kind, description } of threads.slice(0, 24)) {
    const look = clean(description, 200);
    const before = known.get(id ?? '');
    const plain = clean(name, 60);
    if (look === '' || plain === '')
      throw new Unfit(`a thread needs a name and a look: ${JSON.stringify({ id, name: plain })} lacks one`);
    const thread = before ?? { id: threadId(kind, plain), kind, name: plain };
    known.set(thread.id, { ...thread, description: look });
    named.set(plain.toLowerCase(), thread.id);
  }
  const threadOf = (word: string): Thread | undefined =>
    known.get(word.trim()) ?? known.get(named.get(clean(word, 60).toLowerCase()) ?? '');
  let fitting = 0;
  const scenes = screenplay.scenes.map((scene) => ({
    ...scene,
    shots: scene.shots.map((shot): Shot => {
      const own = uses.filter((use) => use.shot.trim() === shot.id);
      const patch = (what: string | null, kind: 'place' | 'figure'): string | undefined => {
        const thread = own.flatMap((use) => (sameWord(use.figure, what) ? (threadOf(use.thread) ?? []) : [])).at(-1);
        if (thread === undefined || (thread.kind === 'place') !== (kind === 'place')) return undefined;
        fitting += 1;
        return thread.id;
      };
      return {
        ...shot,
        setting: { ...shot.setting, thread: patch(null, 'place') ?? shot.setting.thread },
        figures: shot.figures.map((figure) => ({ ...figure, thread: patch(figure.what, 'figure') ?? figure.thread })),
      };
    }),
  }));
  if (uses.length > 0 && fitting === 0) {
    throw new Unfit(
      `none of the uses fits: shots are ${shotIds(screenplay)}; threads are ${[...known.keys()].join(', ')}; figure is the noun as the shot has it, ` +
        `and a place takes the thread of a place`,
    );
  }
  const used = new Set(shotsOf({ ...screenplay, scenes }).flatMap(threadsIn));
  return { ...screenplay, scenes, threads: [...known.values()].filter(({ id }) => used.has(id)) };
}

function sameWord(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : one.trim().toLowerCase() === other.toLowerCase();
}

function threadsIn({ setting, figures }: Shot): (string | null)[] {
  return [setting.thread, ...figures.map(({ thread }) => thread)];
}

/** The same character, place or object gets the same thread in every shot. Threads that are there stay. */
export function withThreads(screenplay: Screenplay): Screenplay {
  const threads = new Map<string, Thread>(screenplay.threads.map((thread) => [thread.id, thread]));
  const shots = shotsOf(screenplay);
  const seen = new Map<string, number>();
  for (const figure of shots.flatMap((shot) => shot.figures))
    seen.set(figure.what.toLowerCase(), (seen.get(figure.what.toLowerCase()) ?? 0) + 1);
  const attributesOf = new Map<string, string[]>();
  for (const figure of shots.flatMap((shot) => shot.figures)) {
    const known = attributesOf.get(figure.what.toLowerCase()) ?? [];
    attributesOf.set(figure.what.toLowerCase(), [...new Set([...known, ...figure.attributes])]);
  }
  const open = (kind: Thread['kind'], name: string, description: string): string => {
    const id = threadId(kind, name);
    if (!threads.has(id)) threads.set(id, { id, kind, name, description });
    return id;
  };
  const scenes = screenplay.scenes.map((scene) => ({
    ...scene,
    shots: scene.shots.map((shot): Shot => ({
      ...shot,
      setting: {
        ...shot.setting,
        thread:
          shot.setting.thread ||
          open('place', shot.setting.place, placeLook(shot.setting.place, shot.setting.interior)),
      },
      figures: shot.figures.map((figure) => {
        const key = figure.what.toLowerCase();
        const alive = isPerson(figure.what) || isAnimal(figure.what);
        const name = [...(attributesOf.get(key) ?? []), figure.what].join(' ');
        if (figure.thread !== null || !(alive || figure.principal || (seen.get(key) ?? 0) > 1)) return figure;
        const look =
          isPerson(figure.what) && !UNLIKE_PEOPLE.test(figure.what)
            ? characterLook(name, shotText(shots))
            : `${name}, ${pick(FINISHES, name)}, always the same one`;
        return { ...figure, thread: open(alive ? 'character' : 'object', name, look) };
      }),
    })),
  }));
  return { ...screenplay, scenes, threads: [...threads.values()] };
}

/** The id that a thread of that name has. */
export function threadId(kind: Thread['kind'], name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 32);
  return `${kind}-${slug || hashJson(name).slice(0, 8)}`;
}

const HAIR = [
  'short dark hair',
  'curly brown hair',
  'black hair in a bun',
  'long chestnut hair',
  'cropped fair hair',
  'dark hair under a knitted cap',
];
const CLOTHES = [
  'a mustard jumper',
  'a teal shirt',
  'a rust-red jacket',
  'a navy overall',
  'a moss-green cardigan',
  'a white shirt with rolled sleeves',
];
const SKIN = ['warm brown skin', 'light freckled skin', 'dark brown skin', 'olive skin'];
/** They act like people, and have neither hair nor clothes. */
const UNLIKE_PEOPLE = /\b(?:robot|android|cyborg|ghost|spirit|phantom|monster|snowman|skeleton|alien)s?\b/i;
const FINISHES = [
  'clean outlines and a soft highlight',
  'slightly worn at the edges',
  'matte surface',
  'a thin bright rim of light',
];

/** A look that is a function of the name alone, so that it is the same in every run. */
function characterLook(name: string, text: string): string {
  const her =
    /\b(?:woman|girl|grandmother|grandma|queen|princess|mother|mom|daughter|granddaughter|waitress|witch|widow|bride|lady|ballerina|wife|sister)\b/i;
  const him =
    /\b(?:man|boy|grandfather|grandpa|king|prince|father|dad|son|grandson|monk|wizard|groom|fisherman|guy|husband|brother)\b/i;
  const who = her.test(name)
    ? 'female'
    : him.test(name)
      ? 'male'
      : /\bshe\b|\bher\b/i.test(text)
        ? 'female'
        : /\bhe\b|\bhis\b/i.test(text)
          ? 'male'
          : pick(['female', 'male'], `${name} who`);
  const old = /\b(?:old|elderly|grand(?:mother|father|ma|pa|parent)|retired|weathered|aged|wise)\b/i.test(name);
  const young =
    /\b(?:child|children|kid|boy|girl|toddler|baby|young|little|teen\w*|(?:grand)?(?:son|daughter))\b/i.test(name);
  const age = old
    ? 'in the late sixties, grey hair'
    : young
      ? `about ten, ${pick(HAIR, name)}`
      : `in the early thirties, ${pick(HAIR, name)}`;
  // Clothes that the concept names are the ones that are worn.
  const dressed = name.split(' ').some(isClothing);
  const clothes = dressed ? '' : `, wearing ${pick(CLOTHES, `${name} clothes`)}`;
  return `${name}: ${who}, ${age}, ${pick(SKIN, `${name} skin`)}${clothes}`;
}

function placeLook(place: string, interior: boolean): string {
  const palette = pick(
    [
      'deep blue, sand and one warm accent',
      'soft green, cream and terracotta',
      'slate, rose and amber',
      'teal, ochre and off-white',
    ],
    place,
  );
  return `${place}: ${interior ? 'the same room' : 'the same spot'} from the same side, palette of ${palette}`;
}

function shotText(shots: Shot[]): string {
  return shots.map((shot) => `${shot.description} ${shot.narration ?? ''}`).join(' ');
}

function pick(from: readonly string[], key: string): string {
  return from[Number.parseInt(hashJson(key).slice(0, 8), 16) % from.length] ?? '';
}

const DAY: TimeOfDay[] = ['dawn', 'morning', 'day', 'golden-hour', 'sunset', 'dusk', 'night'];

/** What could jump: hours that run backwards in one place, weather that flips, a hero who is not seen for half of the film. */
export function continuityNotes(screenplay: Screenplay, cut: Cut | null): string[] {
  const shots = shotsOf(screenplay);
  const order = cut === null ? shots : cut.clips.flatMap((clip) => shots.find((shot) => shot.id === clip.shot) ?? []);
  const notes: string[] = [];
  for (const [at, shot] of order.entries()) {
    const before = order[at - 1];
    if (before === undefined || before.setting.thread !== shot.setting.thread) continue;
    const step = DAY.indexOf(shot.setting.time) - DAY.indexOf(before.setting.time);
    // From night to dawn is a new day, not a step back.
    if (step < 0 && !(before.setting.time === 'night' && DAY.indexOf(shot.setting.time) <= 1)) {
      notes.push(
        `${before.id} → ${shot.id}: the hour goes back from ${before.setting.time} to ${shot.setting.time} in the ${shot.setting.place}.`,
      );
    }
    if (shot.scene === before.scene && shot.setting.weather !== before.setting.weather) {
      notes.push(
        `${before.id} → ${shot.id}: the weather changes from ${before.setting.weather} to ${shot.setting.weather} within scene ${shot.scene}.`,
      );
    }
  }
  const missing = shots.filter((shot) => !order.includes(shot));
  if (missing.length > 0) notes.push(`Not in the cut: ${missing.map((shot) => shot.id).join(', ')}.`);
  for (const thread of screenplay.threads.filter((one) => one.kind === 'character')) {
    const where = order.flatMap((shot, at) => (shot.figures.some((figure) => figure.thread === thread.id) ? [at] : []));
    if (where.length === 0 && order.length > 0) notes.push(`${thread.name} is in no shot of the cut.`);
    const gap = where.reduce((most, at, index) => Math.max(most, at - (where[index - 1] ?? at) - 1), 0);
    if (gap >= 4) notes.push(`${thread.name} is not seen for ${gap} shots in a row.`);
  }
  return notes;
}
