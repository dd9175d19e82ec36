import { z } from 'zod';
import { StudioError } from '../errors.ts';
import { hashJson } from '../json.ts';
import { ElementKind, type Element } from './contract.ts';
import { MicroUsd } from './money.ts';
import { Tier } from './pilot.ts';
import { Provenance } from './provenance.ts';

/** Which elements of a contract a lesson is about. */
export const Trigger = z.strictObject({
  kind: ElementKind,
  /** Lower case and sorted: the element has at least one of them, in any of its regular forms. Null: any element of the kind. */
  words: z.array(z.string().min(1)).min(1).nullable(),
});
export type Trigger = z.infer<typeof Trigger>;

/**
 * What is done for such an element. Each keeps the element in the film: leaving one out is nothing that the studio may
 * learn, so there is no way to write it down.
 */
export const Action = z.discriminatedUnion('do', [
  /** The prompt says the same in other words. */
  z.strictObject({
    do: z.literal('rewrite'),
    strategy: z.enum(['concrete', 'embodied', 'one-action', 'foremost', 'in-order']),
  }),
  /** Somebody else than the model brings it in: a picture to begin with, the cutting room, a shot of its own. */
  z.strictObject({ do: z.literal('offload'), to: z.enum(['seed-frame', 'overlay', 'split']) }),
  z.strictObject({
    do: z.literal('settings'),
    set: z.enum(['camera', 'size', 'seconds', 'resolution']),
    value: z.string().min(1).max(40),
  }),
  /** Another model shoots it. */
  z.strictObject({ do: z.literal('route'), provider: z.string().min(1), tier: Tier.nullable() }),
]);
export type Action = z.infer<typeof Action>;

/** Where a lesson is claimed to hold; null is everywhere. */
export const Scope = z.strictObject({
  provider: z.string().min(1),
  model: z.string().min(1),
  tier: Tier.nullable(),
  conceptType: z.string().nullable(),
});
export type Scope = z.infer<typeof Scope>;

/** What became of one element in one take. */
export const Evidence = z.object({
  production: z.string(),
  slate: z.string(),
  /** The element's id in the contract of that production, its words and its share of the whole. */
  element: z.string(),
  text: z.string(),
  weight: z.number().min(0).max(1),
  /** 1: it is there as asked; 0: it is not; between them the share of votes that saw it. */
  outcome: z.number().min(0).max(1),
  /** Seen by a judge, measured on the frames, or said by who made the take. */
  basis: z.enum(['judged', 'measured', 'warned']),
  /** As it was said. */
  note: z.string(),
  /** What the take cost. */
  cost: MicroUsd,
});
export type Evidence = z.infer<typeof Evidence>;

/** Who claims it, and what they had before their eyes. */
const Proposal = z.object({
  production: z.string(),
  agent: z.string(),
  /** The call of a live mind that said so, or null for a rule. */
  call: z.string().nullable(),
  slate: z.string(),
  /** The issue as it was quoted. */
  quote: z.string(),
});

/** A claim under test: for such elements, at that model, doing this helps (or hurts). Never a bare sentence. */
export const Lesson = z
  .object({
    schema: z.literal('Lesson.1'),
    /** Made of trigger, action and scope: the same claim has the same id, whoever makes it in whatever words. */
    id: z.string(),
    /** For people only: nothing is decided by it. */
    claim: z.string().min(1),
    trigger: Trigger,
    action: Action,
    scope: Scope,
    polarity: z.enum(['helps', 'hurts']),
    /** Share of the element's meaning that survives the action. */
    fit: z.number().min(0).max(1),
    /** Contested: it has been claimed to help and to hurt. */
    status: z.enum(['hypothesis', 'contested']),
    provenance: Provenance,
    proposedBy: Proposal,
    evidence: z.array(Evidence),
  })
  .refine((lesson) => lesson.id === lessonId(lesson), 'the id does not belong to trigger, action and scope');
export type Lesson = z.infer<typeof Lesson>;

/** What a lesson says: everything but who said it and why. */
type Content = { trigger: Trigger; action: Action; scope: Scope };

/** What a lesson is claimed with; its id, status and default words follow from it. */
export interface Claim {
  /** A label, or null for the plain description. */
  claim: string | null;
  trigger: Trigger;
  action: Action;
  scope: Scope;
  polarity: Lesson['polarity'];
  fit: number;
  provenance: Provenance;
  proposedBy: Lesson['proposedBy'];
  evidence: readonly Evidence[];
}

/** A claim as a lesson: words in one order, each take and element counted once, texts of others cut to a line. */
export function lessonOf(claimed: Claim): Lesson {
  const { kind, words } = claimed.trigger;
  const trigger: Trigger = {
    kind,
    words: words === null ? null : [...new Set(words.map((word) => word.toLowerCase()))].toSorted(),
  };
  const parts = { trigger, action: claimed.action, scope: claimed.scope };
  const { proposedBy, polarity } = claimed;
  return {
    schema: 'Lesson.1',
    id: lessonId(parts),
    claim: line(claimed.claim ?? '') || describe({ ...parts, polarity }),
    ...parts,
    polarity,
    fit: claimed.fit,
    status: 'hypothesis',
    provenance: claimed.provenance,
    proposedBy: { ...proposedBy, quote: line(proposedBy.quote) },
    evidence: added([], claimed.evidence),
  };
}

/** The id of a claim: 16 hexadecimal digits over trigger, action and scope. */
export function lessonId({ trigger, action, scope }: Content): string {
  return hashJson([trigger, action, scope]).slice(0, 16);
}

/**
 * Two proposals of the same claim as one: the evidence of both, each take and element once, and the label, the fit and the
 * proposer of the one that is known. Claimed to help here and to hurt there, it is contested from then on. Throws
 * `internal` for different claims, and for evidence of different provenance: those never meet.
 */
export function merge(known: Lesson, other: Lesson): Lesson {
  if (known.id !== other.id || known.provenance !== other.provenance)
    throw new StudioError(
      'internal',
      `lesson ${known.id} (${known.provenance}) is not ${other.id} (${other.provenance})`,
    );
  const agreed = known.polarity === other.polarity && known.status === 'hypothesis' && other.status === 'hypothesis';
  return {
    ...known,
    status: agreed ? 'hypothesis' : 'contested',
    evidence: added(known.evidence, other.evidence),
  };
}

/** Whether an element is one that the lesson is about. */
export function triggers({ kind, words }: Trigger, element: Pick<Element, 'kind' | 'text'>): boolean {
  if (kind !== element.kind) return false;
  if (words === null) return true;
  const stems = new Set(wordsOf(element.text).map(stemOf));
  return words.some((word) => stems.has(stemOf(word)));
}

/**
 * What is to be expected of it, in shares of a film's whole: what failed without it, by weight, and as much as the action
 * keeps. The rank among hypotheses; no claim of an effect.
 */
export function promise({ evidence, fit }: Lesson): number {
  return fit * evidence.reduce((total, { weight, outcome }) => total + weight * (1 - outcome), 0);
}

/** Takes in which such an element was looked for, and in how many it was not there. */
export function tally({ evidence }: Lesson): { takes: number; failed: number } {
  const takes = Map.groupBy(evidence, ({ production, slate }) => `${production}/${slate}`);
  const failed = [...takes.values()].filter((rows) => rows.some(({ outcome }) => outcome < 0.5));
  return { takes: takes.size, failed: failed.length };
}

/** The claim in plain words: `luma ray-2, words in the picture: lay them over the picture instead`. */
export function describe({ trigger, action, scope, polarity }: Content & Pick<Lesson, 'polarity'>): string {
  const where = [scope.provider, scope.model, scope.tier?.replaceAll('_', ' '), scope.conceptType].filter(Boolean);
  const named =
    trigger.words === null ? '' : ` (${trigger.words.slice(0, 3).join(', ')}${trigger.words.length > 3 ? ' …' : ''})`;
  return `${where.join(' ')}, ${KINDS[trigger.kind]}${named}: ${polarity === 'hurts' ? 'it hurts to ' : ''}${deed(action)}`;
}

/** The weakest of several provenances: evidence is worth no more than its weakest part. */
export function weakest(first: Provenance, ...others: Provenance[]): Provenance {
  const all = new Set([first, ...others]);
  return (['offline', 'simulated', 'live'] as const).find((one) => all.has(one)) ?? first;
}

const KINDS: Record<ElementKind, string> = {
  subject: 'who and what is seen',
  action: 'what they do',
  attribute: 'how things look',
  setting: 'where and when',
  mood: 'moods',
  state: 'states that cannot be seen',
  text: 'words in the picture',
  duration: 'lengths',
};

const STRATEGIES = {
  concrete: 'say what can be seen of it',
  embodied: 'show it in faces and bodies',
  'one-action': 'ask for one action a clip',
  foremost: 'name it first, large and in front',
  'in-order': 'tell it step by step, in its order',
} as const;

const OFFLOADS = {
  'seed-frame': 'begin with a picture of it',
  overlay: 'lay it over the picture in the cutting room',
  split: 'give each part a shot of its own',
} as const;

function deed(action: Action): string {
  switch (action.do) {
    case 'rewrite':
      return STRATEGIES[action.strategy];
    case 'offload':
      return OFFLOADS[action.to];
    case 'settings':
      return `set the ${action.set} to ${action.value}`;
    case 'route':
      return `have ${action.provider}${action.tier === null ? '' : ` (${action.tier.replaceAll('_', ' ')})`} shoot it`;
    default:
      return action satisfies never;
  }
}

function added(known: readonly Evidence[], more: readonly Evidence[]): Evidence[] {
  const rows = new Map(known.map((row) => [evidenceKey(row), row]));
  for (const row of more) if (!rows.has(evidenceKey(row))) rows.set(evidenceKey(row), row);
  return [...rows.values()];
}

function evidenceKey({ production, slate, element }: Evidence): string {
  return JSON.stringify([production, slate, element]);
}

/** One line of foreign text. */
function line(text: string): string {
  return Array.from(text.replaceAll(/\s+/gu, ' ').trim()).slice(0, 300).join('');
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Regular English forms of a word, all alike: `run runs running`, `race races raced`. Not `ran`. */
function stemOf(word: string): string {
  const bare = word.replace(/(?<=\p{L}{3})(?:ing|ed|es|s)$/u, '');
  return bare.replace(/(\p{L})\1$/u, '$1').replace(/(?<=\p{L}{2})e$/u, '');
}
