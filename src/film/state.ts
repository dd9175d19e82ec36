import type { Brief } from './brief.ts';
import type { Contract } from './contract.ts';
import type { CutCandidate, CutStyle, Master } from './cut.ts';
import type { EventData, ProductionEvent } from './events.ts';
import type { MicroUsd } from './money.ts';
import type { Pitch } from './pilot.ts';
import type { Provenance } from './provenance.ts';
import type { Critique, Review } from './review.ts';
import { shotsOf, type Screenplay } from './screenplay.ts';
import type { Take, VoiceLine } from './take.ts';

export const STAGES = ['planning', 'generation', 'evaluation', 'output'] as const;
export type Stage = (typeof STAGES)[number];

/** What is known of one take. Times are milliseconds since 1970, null until they come. */
export interface TakeState {
  slate: string;
  shot: string;
  provider: string;
  model: string;
  /**
   * The way of everything that is paid: intended (reserved, not sent or nobody knows), submitted (the vendor has it),
   * running, delivered (the vendor has finished, the file is to be fetched), adopted, reviewed. `unsure` ones may have been
   * taken, nobody knows yet; `unsent` ones were certainly not.
   */
  status: 'intended' | 'submitted' | 'running' | 'delivered' | 'adopted' | 'failed' | 'unsure' | 'unsent' | 'reviewed';
  intendedAt: number | null;
  submittedAt: number | null;
  runningAt: number | null;
  deliveredAt: number | null;
  reference: string | null;
  witness: EventData<'take-intended'>['witness'];
  /** The provider's ticket and the vendor's name of the job, once the vendor has it. */
  job: EventData<'take-submitted'>['job'] | null;
  vendorId: string | null;
  /** What the vendor says that it costs, before it is settled. */
  billed: MicroUsd | null;
  /** When it was adopted, failed or became unsure. */
  endedAt: number | null;
  reviewedAt: number | null;
  take: Take | null;
  review: Review | null;
  failure: EventData<'take-failed'> | null;
  /** Why nobody knows what became of it. */
  unsure: string | null;
}

/** A line that was ordered and has not come. */
export interface VoiceOrder {
  provider: string;
  status: 'intended' | 'unsure' | 'unsent' | 'failed';
  reason: string | null;
  /** When the order went out at the earliest; milliseconds since 1970. */
  at: number;
}

/** One paid act of the ledger, from its reservation on. */
export interface Charge {
  reservation: string;
  act: string;
  provider: string;
  model: string;
  provenance: Provenance;
  reserved: MicroUsd;
  /** Null until it is settled. */
  settled: MicroUsd | null;
  /** Why the settled amount is what it is: `vendor`, `price-book`, `free`. */
  basis: string | null;
  /** Why the money was given back, or null. */
  released: string | null;
  at: number;
}

/** A production as its events tell it: plain data, the same for the terminal, the report and the dashboard. */
export interface ProductionState {
  production: string | null;
  status: 'running' | 'done' | 'failed' | 'interrupted';
  /** Why it failed or was interrupted. */
  trouble: { code: string; message: string } | null;
  brief: Brief | null;
  provenance: Provenance | null;
  folder: string | null;
  version: string | null;
  /** Times in milliseconds since 1970. */
  startedAt: number | null;
  updatedAt: number | null;
  /** The furthest stage that was reached; generation and evaluation overlap. */
  stage: Stage;
  /** By stage: when it was reached (null: not yet) and the milliseconds that went into it. Each belongs to one stage only. */
  stages: Record<Stage, { startedAt: number | null; worked: number }>;
  contract: Contract | null;
  pitch: Pitch | null;
  greenlight: EventData<'pilot-greenlit'> | null;
  screenplay: Screenplay | null;
  quote: EventData<'quote-made'> | null;
  /** By slate, in the order in which they were intended. */
  takes: Record<string, TakeState>;
  /** By shot: the take that a person has chosen. */
  chosen: Record<string, string>;
  /** Shots that the film goes without, and why. */
  dropped: EventData<'shots-dropped'> | null;
  spending: EventData<'spending-planned'> | null;
  refusal: EventData<'spending-refused'> | null;
  /** By shot. */
  voices: Record<string, VoiceLine>;
  /** By shot: lines that were ordered and have not come. */
  voiceOrders: Record<string, VoiceOrder>;
  music: EventData<'music-adopted'> | null;
  money: {
    /** Promised and not yet settled. */
    reserved: MicroUsd;
    spent: MicroUsd;
    /** Budget less spent and reserved. */
    left: MicroUsd;
    /** By reservation, in order. */
    charges: Record<string, Charge>;
  };
  /** By pilot, the last word on each. */
  critiques: Record<string, Critique>;
  edit: { candidates: CutCandidate[]; recommended: CutStyle; reason: string } | null;
  master: Master | null;
  /** The film as it lies on disk. */
  film: { path: string; seconds: number; bytes: number; wasted: MicroUsd } | null;
  /** What could not be done as asked, each once: about which take or voice, in words for people. */
  warnings: { about: string; text: string }[];
  events: number;
}

const UNREACHED = { startedAt: null, worked: 0 };

export function initialState(): ProductionState {
  const none = 0 as MicroUsd;
  return {
    production: null,
    status: 'running',
    trouble: null,
    brief: null,
    provenance: null,
    folder: null,
    version: null,
    startedAt: null,
    updatedAt: null,
    stage: 'planning',
    stages: { planning: UNREACHED, generation: UNREACHED, evaluation: UNREACHED, output: UNREACHED },
    contract: null,
    pitch: null,
    greenlight: null,
    screenplay: null,
    quote: null,
    takes: {},
    chosen: {},
    dropped: null,
    spending: null,
    refusal: null,
    voices: {},
    voiceOrders: {},
    music: null,
    money: { reserved: none, spent: none, left: none, charges: {} },
    critiques: {},
    edit: null,
    master: null,
    film: null,
    warnings: [],
    events: 0,
  };
}

/** The state after one more event at a time in milliseconds since 1970. The state that went in stays as it was. */
export function fold(state: ProductionState, event: ProductionEvent, at: number): ProductionState {
  return foldAll([{ event, at }], state);
}

/** The state after many events: the collections are copied once, not once an event. */
export function foldAll(
  happened: Iterable<{ event: ProductionEvent; at: number }>,
  from: ProductionState = initialState(),
): ProductionState {
  const draft: ProductionState = {
    ...from,
    stages: { ...from.stages },
    takes: { ...from.takes },
    chosen: { ...from.chosen },
    voices: { ...from.voices },
    voiceOrders: { ...from.voiceOrders },
    money: { ...from.money, charges: { ...from.money.charges } },
    critiques: { ...from.critiques },
    warnings: [...from.warnings],
  };
  for (const { event, at } of happened) {
    apply(draft, event, at);
    clockIn(draft, event, at);
    draft.events += 1;
  }
  return draft;
}

/** Takes that the dailies circled, in the order of the story. */
export function circledTakes(state: ProductionState): Take[] {
  const order = new Map(
    state.screenplay === null ? [] : shotsOf(state.screenplay).map((shot, index) => [shot.id, index]),
  );
  return Object.values(state.takes)
    .flatMap(({ take, review }) => (take !== null && review?.verdict === 'circle' ? [take] : []))
    .toSorted((a, b) => (order.get(a.shot) ?? Infinity) - (order.get(b.shot) ?? Infinity) || a.number - b.number);
}

/** Milliseconds that a stage has been worked on; time until `now` counts for the stage that is running. */
export function stageElapsed(state: ProductionState, stage: Stage, now: number): number {
  const open = state.status === 'running' && state.stage === stage && state.updatedAt !== null;
  return state.stages[stage].worked + (open ? Math.max(0, now - (state.updatedAt ?? now)) : 0);
}

/** Milliseconds that the whole production has been worked on: the sum over its stages. */
export function elapsed(state: ProductionState, now: number): number {
  return STAGES.reduce((total, stage) => total + stageElapsed(state, stage, now), 0);
}

/** Changes a draft whose collections are its own; what lies inside them is replaced, never changed. */
function apply(draft: ProductionState, { type, data }: ProductionEvent, at: number): void {
  switch (type) {
    case 'production-started':
      draft.production = data.production;
      draft.brief = data.brief;
      draft.provenance = data.provenance;
      draft.folder = data.folder;
      draft.version = data.version;
      draft.startedAt = at;
      return bill(draft, 0, 0);
    case 'production-resumed':
      draft.status = 'running';
      draft.trouble = null;
      return;
    case 'production-interrupted':
      draft.status = 'interrupted';
      draft.trouble = { code: 'interrupted', message: data.reason };
      return;
    case 'production-failed':
      draft.status = 'failed';
      draft.trouble = data;
      return;
    case 'contract-frozen':
      draft.contract = data;
      return;
    case 'pitch-made':
      draft.pitch = data;
      return;
    case 'pilot-greenlit':
      draft.greenlight = data;
      return;
    case 'screenplay-written':
      draft.screenplay = data;
      return;
    case 'quote-made':
      draft.quote = data;
      return;
    case 'money-reserved':
      draft.money.charges[data.reservation] = {
        reservation: data.reservation,
        act: data.act,
        provider: data.provider,
        model: data.model,
        provenance: data.provenance,
        reserved: data.amount,
        settled: null,
        basis: null,
        released: null,
        at,
      };
      return bill(draft, data.amount, 0);
    case 'money-settled':
      return closeCharge(draft, data.reservation, { settled: data.amount, basis: data.basis });
    case 'money-released':
      return closeCharge(draft, data.reservation, { released: data.reason });
    case 'take-intended':
      return patchTake(draft, data.slate, {
        shot: data.shot,
        provider: data.provider,
        model: data.model,
        status: 'intended',
        intendedAt: at,
        reference: data.reference,
        witness: data.witness,
      });
    case 'take-submitted':
      warn(draft, data.slate, data.warnings);
      return patchTake(draft, data.slate, {
        status: 'submitted',
        submittedAt: at,
        job: data.job,
        vendorId: data.vendorId,
        unsure: null,
      });
    case 'take-running':
      return patchTake(draft, data.slate, { status: 'running', runningAt: at });
    case 'take-delivered':
      return patchTake(draft, data.slate, { status: 'delivered', deliveredAt: at, billed: data.cost });
    case 'take-unsent':
      return patchTake(draft, data.slate, { status: 'unsent', unsure: null });
    case 'take-chosen':
      draft.chosen[data.shot] = data.slate;
      return;
    case 'shots-dropped':
      draft.dropped = data;
      return;
    case 'spending-planned':
      draft.spending = data;
      draft.refusal = null;
      return;
    case 'spending-refused':
      draft.refusal = data;
      return;
    case 'voice-intended':
      draft.voiceOrders[data.shot] = { provider: data.provider, status: 'intended', reason: null, at };
      return;
    case 'voice-unsure':
    case 'voice-unsent':
    case 'voice-failed': {
      const { provider = '', at: since = at } = draft.voiceOrders[data.shot] ?? {};
      const status = type === 'voice-unsure' ? 'unsure' : type === 'voice-unsent' ? 'unsent' : 'failed';
      draft.voiceOrders[data.shot] = { provider, status, reason: data.reason, at: since };
      return;
    }
    case 'take-adopted':
      warn(draft, data.slate, data.warnings);
      return patchTake(draft, data.slate, {
        shot: data.shot,
        provider: data.provider,
        model: data.model,
        status: 'adopted',
        endedAt: at,
        take: data,
        failure: null,
        unsure: null,
      });
    case 'take-failed':
      return patchTake(draft, data.slate, { status: 'failed', endedAt: at, failure: data, unsure: null });
    case 'take-unsure':
      return patchTake(draft, data.slate, { status: 'unsure', endedAt: at, unsure: data.reason });
    case 'take-reviewed':
      return patchTake(draft, data.slate, { status: 'reviewed', reviewedAt: at, review: data });
    case 'voice-adopted':
      delete draft.voiceOrders[data.shot];
      warn(draft, `voice ${data.shot}`, data.warnings);
      draft.voices[data.shot] = data;
      return;
    case 'music-adopted':
      draft.music = data;
      return;
    case 'pilot-critiqued':
      draft.critiques[data.pilot] = data;
      return;
    case 'cut-proposed':
      draft.edit = data;
      return;
    case 'film-mastered':
      draft.master = data;
      return;
    case 'production-wrapped':
      draft.film = { path: data.film, seconds: data.seconds, bytes: data.bytes, wasted: data.wasted };
      draft.status = 'done';
      draft.trouble = null;
      return;
    default:
      return type satisfies never;
  }
}

function patchTake(draft: ProductionState, slate: string, patch: Partial<TakeState>): void {
  const known = draft.takes[slate] ?? {
    slate,
    shot: slate.replace(/-\d+$/, ''),
    provider: '',
    model: '',
    status: 'intended',
    intendedAt: null,
    submittedAt: null,
    runningAt: null,
    deliveredAt: null,
    reference: null,
    witness: null,
    job: null,
    vendorId: null,
    billed: null,
    endedAt: null,
    reviewedAt: null,
    take: null,
    review: null,
    failure: null,
    unsure: null,
  };
  draft.takes[slate] = { ...known, ...patch };
}

/** Ends a reservation once; a second end, or one of a reservation that was never made, changes no money. */
function closeCharge(draft: ProductionState, reservation: string, end: Partial<Charge>): void {
  const charge = draft.money.charges[reservation];
  if (charge === undefined || charge.settled !== null || charge.released !== null) return;
  draft.money.charges[reservation] = { ...charge, ...end };
  bill(draft, 0 - charge.reserved, end.settled ?? 0);
}

function bill(draft: ProductionState, reserved: number, spent: number): void {
  const { money, brief } = draft;
  money.reserved = (money.reserved + reserved) as MicroUsd;
  money.spent = (money.spent + spent) as MicroUsd;
  money.left = ((brief?.budget ?? 0) - money.spent - money.reserved) as MicroUsd;
}

function warn(draft: ProductionState, about: string, texts: string[]): void {
  for (const text of texts) {
    if (!draft.warnings.some((known) => known.about === about && known.text === text))
      draft.warnings.push({ about, text });
  }
}

/** The time since the event before goes to the stage that this event belongs to, unless nobody was at work. */
function clockIn(draft: ProductionState, event: ProductionEvent, at: number): void {
  const own = stageOf(event);
  const stage = own ?? draft.stage;
  const { startedAt, worked } = draft.stages[stage];
  const idle = event.type === 'production-resumed' || draft.updatedAt === null;
  draft.stages[stage] = {
    startedAt: startedAt ?? (own === null ? null : at),
    worked: worked + (idle ? 0 : Math.max(0, at - (draft.updatedAt ?? at))),
  };
  if (STAGES.indexOf(stage) > STAGES.indexOf(draft.stage)) draft.stage = stage;
  draft.updatedAt = at;
}

/** The stage that an event belongs to, or null when it belongs to none. */
export function stageOf({ type }: ProductionEvent): Stage | null {
  switch (type) {
    case 'production-started':
    case 'contract-frozen':
    case 'pitch-made':
    case 'pilot-greenlit':
    case 'screenplay-written':
    case 'quote-made':
    case 'spending-planned':
    case 'spending-refused':
      return 'planning';
    case 'take-intended':
    case 'take-submitted':
    case 'take-running':
    case 'take-delivered':
    case 'take-adopted':
    case 'take-failed':
    case 'take-unsure':
    case 'take-unsent':
    case 'shots-dropped':
    case 'voice-intended':
    case 'voice-adopted':
    case 'voice-unsure':
    case 'voice-unsent':
    case 'voice-failed':
    case 'music-adopted':
      return 'generation';
    case 'take-chosen':
    case 'take-reviewed':
    case 'pilot-critiqued':
      return 'evaluation';
    case 'cut-proposed':
    case 'film-mastered':
    case 'production-wrapped':
      return 'output';
    case 'production-resumed':
    case 'production-interrupted':
    case 'production-failed':
    case 'money-reserved':
    case 'money-settled':
    case 'money-released':
      return null;
    default:
      return type satisfies never;
  }
}
