import type { Contract, Element } from '../film/contract.ts';
import { lessonOf, triggers, weakest, type Action, type Evidence, type Lesson, type Trigger } from '../film/lesson.ts';
import type { MicroUsd } from '../film/money.ts';
import type { Provenance } from '../film/provenance.ts';
import type { Review } from '../film/review.ts';
import { shotsOf, type Screenplay, type Shot } from '../film/screenplay.ts';

/** A take as the critic sees it. */
export interface Seen {
  slate: string;
  shot: string;
  provider: string;
  model: string;
  provenance: Provenance;
  cost: MicroUsd;
  warnings: string[];
}

/** What became of an element in a take, and how that is known. */
export interface Observation extends Evidence {
  take: Seen;
  kind: Element['kind'];
  /** Not there, or there and looking like somebody else. */
  fault: 'absent' | 'drift';
  provenance: Provenance;
}

/** Below this the pictures of one thread do not go together. */
const SAME_LOOK = 70;
/** Takes that have to fail before anything is claimed: one may be bad luck. */
const LEAST_TAKES = 2;

/**
 * What is known of every element in every take, in the order of the takes: what a judge has answered, what was measured,
 * and what the maker itself has said. Where nothing is known, nothing is said.
 */
export function observe(facts: {
  production: string;
  contract: Contract;
  screenplay: Screenplay;
  takes: readonly Seen[];
  reviews: readonly Review[];
}): Observation[] {
  const { production, contract, screenplay, takes, reviews } = facts;
  return takes.flatMap((take) => {
    const review = reviews.find(({ slate }) => slate === take.slate);
    const shot = shotsOf(screenplay).find(({ id }) => id === take.shot);
    const elements = contract.elements.filter(
      (element) => shot?.elements.includes(element.id) && !lettered(shot, element),
    );
    return elements.flatMap((element) => {
      const row = { production, slate: take.slate, element: element.id, text: element.text, weight: element.weight };
      const whole = { ...row, cost: take.cost, take, kind: element.kind };
      return [...absence(element, take, review), ...drift(element, review)].map(({ judge, ...known }) => ({
        ...whole,
        ...known,
        provenance: weakest(take.provenance, ...judge),
      }));
    });
  });
}

/** Whether these are words that the cutting room lays over the shot: no model is asked to paint them. */
export function lettered({ overlays }: Shot, { kind, text }: Element): boolean {
  return kind === 'text' && overlays.some((overlay) => overlay.text.toLowerCase() === text.toLowerCase());
}

/** Claims that these observations suggest: each was the trouble of two takes or more of one model. */
export function hypotheses(observations: readonly Observation[]): Lesson[] {
  const bySeller = Map.groupBy(observations, ({ take, provenance }) =>
    JSON.stringify([provenance, take.provider, take.model]),
  );
  return [...bySeller.values()].flatMap((rows) => REMEDIES.flatMap((remedy) => claim(remedy, rows)));
}

type Known = Pick<Observation, 'outcome' | 'basis' | 'note' | 'fault'> & { judge: Provenance[] };

function absence(element: Element, take: Seen, review: Review | undefined): Known[] {
  const answer = review?.answers?.find((one) => one.element === element.id);
  if (review !== undefined && answer !== undefined) {
    const { asked, yes } = answer;
    const note = `${asked} ${Math.round(yes * 100)} % of the votes say yes.`;
    return [{ outcome: yes, basis: 'judged', note, fault: 'absent', judge: [review.provenance] }];
  }
  const still = review?.measures.find(({ name, passed }) => name === 'freeze' && !passed);
  // A picture that stands still shows no action, whatever was asked for.
  if (element.kind === 'action' && still !== undefined)
    return [{ outcome: 0, basis: 'measured', note: `${still.name}: ${still.note}`, fault: 'absent', judge: [] }];
  const warning = take.warnings.find((text) => names(text, element.text));
  return warning === undefined ? [] : [{ outcome: 0, basis: 'warned', note: warning, fault: 'absent', judge: [] }];
}

function drift(element: Element, review: Review | undefined): Known[] {
  const style = review?.scores.styleConsistency;
  if (element.kind !== 'subject' || style == null || style.value === null) return [];
  const judged = style.basis === 'judged';
  return [
    {
      outcome: style.value < SAME_LOOK ? 0 : 1,
      basis: judged ? 'judged' : 'measured',
      note: style.evidence[0] ?? `style consistency ${style.value}`,
      fault: 'drift',
      judge: judged && review !== undefined ? [review.provenance] : [],
    },
  ];
}

/** Whether a text speaks of the element by its words. */
function names(text: string, element: string): boolean {
  return text.toLowerCase().includes(`"${element.toLowerCase()}"`);
}

/** What helps against which trouble; the first whose trigger fits an element is tried. */
interface Remedy {
  fault: Observation['fault'];
  trigger: Trigger;
  action: Action;
  /** Share of meaning that the action keeps. A guess until it has been tried: what is reworded loses a tenth or more. */
  fit: number;
}

const FAST = ['chase', 'crash', 'dance', 'dash', 'explode', 'fight', 'gallop', 'jump', 'leap', 'race', 'run', 'rush', 'spin', 'sprint', 'tumble']; // prettier-ignore

const REMEDIES: readonly Remedy[] = [
  { fault: 'drift', trigger: of('subject'), action: { do: 'offload', to: 'seed-frame' }, fit: 1 },
  { fault: 'absent', trigger: of('text'), action: { do: 'offload', to: 'overlay' }, fit: 0.9 },
  { fault: 'absent', trigger: of('state'), action: { do: 'rewrite', strategy: 'concrete' }, fit: 0.85 },
  { fault: 'absent', trigger: of('mood'), action: { do: 'rewrite', strategy: 'embodied' }, fit: 0.85 },
  {
    fault: 'absent',
    trigger: { kind: 'action', words: FAST },
    action: { do: 'settings', set: 'camera', value: 'slow' },
    fit: 0.95,
  },
  { fault: 'absent', trigger: of('action'), action: { do: 'rewrite', strategy: 'one-action' }, fit: 0.9 },
  { fault: 'absent', trigger: of('subject'), action: { do: 'rewrite', strategy: 'foremost' }, fit: 0.95 },
  { fault: 'absent', trigger: of('attribute'), action: { do: 'rewrite', strategy: 'foremost' }, fit: 0.95 },
  { fault: 'absent', trigger: of('setting'), action: { do: 'settings', set: 'size', value: 'wide' }, fit: 0.9 },
];

function of(kind: Element['kind']): Trigger {
  return { kind, words: null };
}

function claim(remedy: Remedy, rows: readonly Observation[]): Lesson[] {
  const mine = rows.filter((row) => remedyFor(row) === remedy);
  const failed = mine.filter(({ outcome }) => outcome < 0.5);
  const [first] = failed;
  if (first === undefined || new Set(failed.map(({ slate }) => slate)).size < LEAST_TAKES) return [];
  const { take, provenance, production, slate, note } = first;
  return [
    lessonOf({
      ...remedy,
      claim: null,
      scope: { provider: take.provider, model: take.model, tier: null, conceptType: null },
      polarity: 'helps',
      provenance,
      proposedBy: { production, agent: 'critic', call: null, slate, quote: note },
      evidence: mine.map(evidenceOf),
    }),
  ];
}

function remedyFor({ fault, kind, text }: Observation): Remedy | undefined {
  return REMEDIES.find((remedy) => remedy.fault === fault && triggers(remedy.trigger, { kind, text }));
}

/** Of an observation what is kept of it. */
export function evidenceOf(observation: Observation): Evidence {
  const { production, slate, element, text, weight, outcome, basis, note, cost } = observation;
  return { production, slate, element, text, weight, outcome, basis, note, cost };
}
