import type { Asked, Said } from './minds.ts';

/** How the crew of a fake mind judges: the chance of a yes to what is asked for, 0–1, by the pictures. */
export type Eye = (pictures: readonly Buffer[]) => number | Promise<number>;

/** A crew that films "A red fox walks on a beach" in three shots: plain answers, the same every time. */
export function fakeCrew({ eye = () => 0.9, pilots }: { eye?: Eye; pilots?: (option: Option) => boolean } = {}) {
  return async (asked: Asked): Promise<Said> => {
    const [, agent = ''] = /^Claude Studio Producer, ([a-z-]+(?:\/[a-z]+)?), version \d+\./.exec(asked.system) ?? [];
    const own = dataIn(asked).at(-1) ?? {};
    switch (agent) {
      case 'contract':
        return { json: CONTRACT };
      case 'script-writer':
        return { json: SCREENPLAY };
      case 'script-supervisor':
        return { json: { threads: [], uses: [], notes: [] } };
      case 'script-supervisor/continuity':
        return { json: { sameSubjects: YES, samePlace: YES, sameLight: YES } };
      case 'producer':
        return { json: pitchOf(own['options'] as Option[], pilots) };
      case 'video-generator':
        return { json: { prompt: promptFor(own) } };
      case 'qa-verifier':
        return { json: vote(own['questions'] as { id: string; ask: string }[], await eye(asked.pictures)) };
      case 'critic':
        return { json: { decision: 'continue', reason: 'It shows what was asked for.', lessons: [] } };
      case 'editor':
        return { json: cuts(own['takes'] as { slate: string }[]) };
      default:
        return { json: SILENT[agent] ?? {} };
    }
  };
}

export interface Option {
  option: number;
  provider: string;
  model: string;
  tier: string;
}

/** Everything between fences, in order. */
export function dataIn({ texts }: Pick<Asked, 'texts'>): { [key: string]: unknown }[] {
  return texts.flatMap((text) =>
    [...text.matchAll(/<data>\n([\s\S]*?)\n<\/data>/g)].map(
      ([, json = '{}']) => JSON.parse(json) as { [key: string]: unknown },
    ),
  );
}

const YES = { answer: 'yes', confidence: 90, why: 'they are alike' };
const SILENT: { [agent: string]: unknown } = {
  'audio-generator': { style: 'warm', music: { mood: 'serene', turns: [] }, effects: [] },
};

const CONTRACT = {
  elements: [
    { id: 'e1', kind: 'subject', text: 'fox', weight: 0.5, must: true, of: null },
    { id: 'e2', kind: 'attribute', text: 'red', weight: 0.2, must: false, of: 'e1' },
    { id: 'e3', kind: 'action', text: 'walks', weight: 0.1, must: false, of: 'e1' },
    { id: 'e4', kind: 'setting', text: 'beach', weight: 0.2, must: false, of: null },
  ],
};

function shotOf(seconds: number, size: string, description: string, more: object = {}) {
  return {
    seconds,
    description,
    size,
    move: 'static',
    place: 'beach',
    placeThread: 'the beach',
    interior: false,
    time: 'day',
    weather: 'clear',
    figures: [
      {
        what: 'fox',
        attributes: ['red'],
        action: 'walk',
        expression: null,
        count: 1,
        thread: 'the fox',
        principal: true,
        seed: null,
      },
    ],
    mood: 'serene',
    light: 'soft light from the left',
    narration: null,
    overlays: [],
    transition: 'cut',
    seeds: [],
    elements: ['e1', 'e2', 'e3', 'e4'],
    ...more,
  };
}

const SCREENPLAY = {
  title: 'The Beach',
  logline: 'A red fox finds the sea.',
  musicMood: 'serene',
  threads: [
    { name: 'the fox', kind: 'character', description: 'a red fox with a white tip of the tail' },
    { name: 'the beach', kind: 'place', description: 'a wide sandy beach with grey stones' },
  ],
  scenes: [
    {
      title: 'The sea',
      summary: 'A red fox comes to the sea.',
      beat: 'beginning',
      mood: 'serene',
      shots: [
        shotOf(4, 'wide', 'A red fox walks on a beach towards the water.'),
        shotOf(4, 'medium', 'The red fox walks on along the beach, its tail low.'),
        shotOf(4, 'close-up', 'The red fox walks into the wind on the beach.'),
      ],
    },
  ],
};

function pitchOf(options: Option[], wanted: (option: Option) => boolean = () => true) {
  const chosen = options.filter((option) => wanted(option)).slice(0, 3);
  return {
    pilots: chosen.map(({ option, tier }) => ({ option, approach: `Shot as ${tier}.`, rationale: 'It fits.' })),
    recommended: chosen[0]?.option ?? 0,
    reason: 'It carries the film.',
  };
}

function promptFor(own: { [key: string]: unknown }): string {
  const { description = '' } = (own['shot'] ?? {}) as { description?: string };
  const looks = (own['looks'] ?? []) as string[];
  return [description, ...looks].join(' ');
}

function vote(questions: { id: string; ask: string }[], chance: number) {
  return {
    answers: questions.map(({ id, ask }, at) => {
      const flaw = /contradict|wrong|change its|letters|does not belong|nothing to do|blurred|false/.test(ask);
      // Better takes get more yeses, evenly over the questions.
      const shown = ((at * 37) % 100) / 100 < chance;
      return { id, answer: flaw ? 'no' : shown ? 'yes' : 'no', confidence: 85, picture: 'picture 1' };
    }),
    issues: [],
    suggestions: [],
  };
}

function cuts(takes: { slate: string }[]) {
  const shots = takes.map(({ slate }) => ({ slate, order: null, later: 0, transition: 'cut' }));
  return {
    safe: { title: 'Plain', reasoning: 'Straight cuts.' },
    balanced: { title: 'Calm', reasoning: 'As it was written.', shots },
    creative: { title: 'Bold', reasoning: 'A little freer.', shots },
    recommended: 'balanced',
    reason: 'It breathes.',
  };
}
