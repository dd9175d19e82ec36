import { join } from 'node:path';
import { lessonOf, type Action, type Lesson, type Trigger } from '../../film/lesson.ts';
import type { Provenance } from '../../film/provenance.ts';
import { list, number, record, text, texts, type Loose } from './loose.ts';
import { entriesOf, openReader, readJson } from './source.ts';

/** What the original remembered, as far as it can be used here. */
export interface Learnings {
  /** Claims that can be tried: they have a trigger and an action. */
  lessons: Lesson[];
  /** What can only be read, a line each. */
  texts: string[];
  /** What could not be read, and why. */
  notes: string[];
}

/** Who proposed what the original remembered; and the production, where nobody knows which of its runs it was. */
export const ORIGINALS_CRITIC = "original's critic";
export const NOBODY_KNOWS = 'the original';

/** A run of the original that is here now. */
export interface Known {
  run: string;
  provenance: Provenance;
}

/**
 * The long-term memory. A sentence becomes a hypothesis only where it names a kind of element and something that can be
 * done about it; it comes without evidence, because the original kept none. It counts as live only where a live run is
 * known to have said it: the original's memory mixes what it saw with what it made up.
 */
export async function readLearnings(root: string, runs: ReadonlyMap<string, Known>): Promise<Learnings> {
  const reader = openReader(root);
  const memory = (await readJson(reader, join(root, 'memory', 'long_term.json'))) ?? {};
  const lessons = new Map<string, Lesson>();
  const lines: string[] = [];
  for (const [name, knowledge] of Object.entries(record(memory['provider_knowledge']))) {
    const provider = name.toLowerCase();
    for (const { words, kind, polarity } of sentencesOf(record(knowledge))) {
      const rule = polarity === null ? undefined : RULES.find(({ said }) => said.test(words));
      const model = MODELS[provider];
      if (rule === undefined || model === undefined || polarity === null) {
        lines.push(`${provider}, ${kind}: ${words}`);
        continue;
      }
      const source = sourceOf(record(knowledge), words, runs);
      const lesson = lessonOf({
        claim: null,
        trigger: rule.trigger,
        action: rule.action,
        scope: { provider, model, tier: null, conceptType: null },
        polarity,
        fit: rule.fit,
        provenance: source?.provenance ?? 'offline',
        proposedBy: {
          production: source?.run ?? NOBODY_KNOWS,
          agent: ORIGINALS_CRITIC,
          call: 'a run before the import',
          slate: 'film',
          quote: words,
        },
        evidence: [],
      });
      const key = `${lesson.provenance} ${lesson.id}`;
      if (!lessons.has(key)) lessons.set(key, lesson);
    }
  }
  const { files, folders } = await entriesOf(reader, join(root, 'memory'));
  const others = [...files.filter((file) => file !== 'long_term.json'), ...folders.map((name) => `${name}/`)];
  return {
    lessons: [...lessons.values()],
    texts: [...lines, ...habitsOf(memory)],
    notes: [...reader.notes, ...others.map((name) => `memory/${name}: a memory of another layout, not read`)],
  };
}

/** What the original asked a vendor for; of others nobody knows which model was meant. */
const MODELS: Record<string, string> = { luma: 'ray-2', runway: 'gen3a_turbo' };

interface Sentence {
  words: string;
  /** For people: `weakness`. */
  kind: string;
  /** Null for what only describes. */
  polarity: Lesson['polarity'] | null;
}

/** A weakness and a thing to avoid both ask for the remedy. What is only praised asks for nothing. */
function sentencesOf(knowledge: Loose): Sentence[] {
  const kinds: [string, string, Sentence['polarity']][] = [
    ['prompt_guidelines', 'guideline', 'helps'],
    ['avoid_list', 'to avoid', 'helps'],
    ['known_weaknesses', 'weakness', 'helps'],
    ['known_strengths', 'strength', null],
    ['best_prompt_patterns', 'pattern', null],
  ];
  return kinds.flatMap(([name, kind, polarity]) =>
    [...new Set(list(knowledge[name]).flatMap((one) => text(one, 600) ?? []))].map((words) => ({
      words,
      kind,
      polarity,
    })),
  );
}

/** The run that is known to have said so; the live one of several. */
function sourceOf(knowledge: Loose, words: string, runs: ReadonlyMap<string, Known>): Known | null {
  const saying = list(knowledge['recent_learnings'])
    .map(record)
    .filter((learning) =>
      ['prompt_tips', 'avoid_list', 'weaknesses_observed', 'strengths_observed', 'effective_patterns'].some((name) =>
        texts(learning[name]).includes(words),
      ),
    )
    .flatMap((learning) => runs.get(text(learning['run_id'], 200) ?? '') ?? []);
  return saying.find(({ provenance }) => provenance === 'live') ?? saying[0] ?? null;
}

interface Rule {
  said: RegExp;
  trigger: Trigger;
  action: Action;
  /** Share of meaning that the action keeps: the guesses of the studio's own remedies. */
  fit: number;
}

function of(kind: Trigger['kind'], words: string[] | null = null): Trigger {
  return { kind, words };
}

/** Sentences that name an element and a remedy that the studio has. The first that fits counts. */
const RULES: readonly Rule[] = [
  {
    said: /\b(?:logos?|brand marks?|icons?)\b/i,
    trigger: of('subject', ['logo', 'icon']),
    action: { do: 'offload', to: 'seed-frame' },
    fit: 1,
  },
  {
    said: /\b(?:readable|legible|on-?screen|overlaid) text\b|\btext (?:overlay|rendering|elements?|in )|\b(?:lettering|typography|captions?|signs with)\b|^text\b/i,
    trigger: of('text'),
    action: { do: 'offload', to: 'overlay' },
    fit: 0.9,
  },
  {
    said: /\b(?:fast|rapid|quick|high-speed) (?:action|motion|movements?)|\bslow camera\b|\bchoreograph/i,
    trigger: of('action', ['chase', 'dance', 'fight', 'jump', 'race', 'run', 'spin']),
    action: { do: 'settings', set: 'camera', value: 'slow' },
    fit: 0.95,
  },
  {
    said: /\b(?:multi-?step|multiple (?:actions?|steps)|several actions|sequences? of actions?|one (?:clear )?action|single action|complex actions?)\b/i,
    trigger: of('action'),
    action: { do: 'rewrite', strategy: 'one-action' },
    fit: 0.9,
  },
  {
    said: /\b(?:one|single) (?:main |clear |primary )?(?:subject|focal point)\b|\bfocus on one\b/i,
    trigger: of('subject'),
    action: { do: 'rewrite', strategy: 'foremost' },
    fit: 0.95,
  },
  {
    said: /\b(?:consistent|same) (?:character|person|face|actor)s?\b|\bcharacter consistency\b/i,
    trigger: of('subject'),
    action: { do: 'offload', to: 'seed-frame' },
    fit: 1,
  },
  {
    said: /\b(?:emotions?|feelings?|facial expressions?|inner states?)\b/i,
    trigger: of('mood'),
    action: { do: 'rewrite', strategy: 'embodied' },
    fit: 0.85,
  },
  {
    said: /\b(?:abstract|metaphor\w*|symbolic|conceptual|concrete|physical(?:ly)? descri\w+|visuali[sz]ations?)\b/i,
    trigger: of('state'),
    action: { do: 'rewrite', strategy: 'concrete' },
    fit: 0.85,
  },
];

/** What was counted and chosen: told, because nothing here decides by it. */
function habitsOf(memory: Loose): string[] {
  const patterns = Object.entries(record(memory['patterns'])).map(([name, value]) => {
    const { recommended_tier: tier, times_used: used, avg_score: score } = record(value);
    return `pattern ${text(name, 60) ?? '?'}: tier ${text(tier, 40) ?? 'unknown'}, used ${number(used) ?? 0} times, mean score ${number(score) ?? 'unknown'}`;
  });
  const rated = list(memory['production_history'])
    .map(record)
    .flatMap(({ run_id: run, user_rating: rating, user_notes: notes }) =>
      number(rating) === null
        ? []
        : [
            `run ${text(run, 100) ?? '?'} was rated ${number(rating)} of 5${text(notes, 300) === null ? '' : `: ${text(notes, 300)}`}`,
          ],
    );
  const { preferred_style: style, preferred_tier: tier, default_voice: voice } = record(memory['preferences']);
  const liked = [text(style, 60), text(tier, 60), text(voice, 60)].filter((one) => one !== null);
  return [...patterns, ...rated, ...(liked.length === 0 ? [] : [`preferences: ${liked.join(', ')}`])];
}
