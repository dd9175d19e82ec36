import type { Assets } from './assets.ts';
import type { Brief } from './brief.ts';
import type { Contract } from './contract.ts';
import type { CutCandidate, CutName, Master } from './cut.ts';
import type { FilmDelivery } from './delivery.ts';
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
  /** As it was sent, once it was ordered. */
  prompt: string | null;
  /** The take that it goes on from, by slate. */
  after: string | null;
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

/** One question to a mind and what came of it. */
export interface MindTurn {
  turn: number;
  /** Hash of the question. */
  question: string;
  status: 'asked' | 'answered' | 'silent';
  /** Null until it answers. */
  answer: Pick<EventData<'mind-answered'>, 'stop' | 'text' | 'usage' | 'problem'> | null;
}

/** What a mind was asked to decide. */
export interface MindCall {
  prompt: string;
  provider: string;
  model: string;
  turns: MindTurn[];
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
  /** Where it was taken over from, when the studio's predecessor made it. */
  imported: EventData<'production-imported'> | null;
  /** Times in milliseconds since 1970. */
  startedAt: number | null;
  updatedAt: number | null;
  /** The furthest stage that was reached; generation and evaluation overlap. */
  stage: Stage;
  /** By stage: when it was reached (null: not yet) and the milliseconds that went into it. Each belongs to one stage only. */
  stages: Record<Stage, { startedAt: number | null; worked: number }>;
  /** What the pictures and texts that were handed in are taken for; null when there are none, or before it is known. */
  assets: Assets | null;
  contract: Contract | null;
  pitch: Pitch | null;
  greenlight: EventData<'pilot-greenlit'> | null;
  screenplay: Screenplay | null;
  quote: EventData<'quote-made'> | null;
  /** Where it waits for a greenlight, what it waits for now, and what it was given. */
  hold: EventData<'production-started'>['hold'];
  waiting: EventData<'greenlight-asked'> | null;
  approvals: EventData<'greenlight-given'>[];
  competition: {
    rounds: EventData<'competition-planned'>[];
    outcome: EventData<'competition-decided'> | null;
  };
  /** By slate: what the dailies decided after it. */
  decisions: Record<string, EventData<'dailies-decided'>>;
  rejudged: EventData<'take-rejudged'>[];
  continuity: EventData<'continuity-judged'>[];
  /** What a person said in the dailies: takes not to be used, shots to be shot again, shots that stay, thumbs. */
  wishes: {
    dropped: string[];
    /** The last one of each shot that was not taken back by choosing a take, with the last take before it. */
    reshoots: (EventData<'reshoot-asked'> & { after: string | null })[];
    locked: string[];
    /** Shots whose take was not chosen by a person, but goes with what a person chose. */
    followed: string[];
    thumbs: Record<string, boolean>;
    /** Words that may change the film, and how many of them the last film knew. */
    given: number;
    filmed: number;
  };
  /** By agent: who decides now; of the brief, unless it was recast. Null in a rehearsal. */
  cast: Record<string, string> | null;
  /** By call: what minds were asked. */
  minds: Record<string, MindCall>;
  /** By slate, in the order in which they were intended. */
  takes: Record<string, TakeState>;
  /** By shot: the take that a person has chosen. */
  chosen: Record<string, string>;
  /** Shots that the film goes without, and why. */
  dropped: EventData<'shots-dropped'> | null;
  spending: EventData<'spending-planned'> | null;
  refusal: EventData<'spending-refused'> | null;
  animatic: EventData<'animatic-drawn'> | null;
  /** By shot. */
  voices: Record<string, VoiceLine>;
  /** By shot: lines that were ordered and have not come. */
  voiceOrders: Record<string, VoiceOrder>;
  /** In order: which voice took over from which, and why. */
  voiceSwitches: EventData<'voice-switched'>[];
  music: EventData<'music-adopted'> | null;
  effects: EventData<'effects-adopted'> | null;
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
  /** By pilot: what the memory made of the lessons that its critique proposed. */
  lessons: Record<string, EventData<'lessons-proposed'>['lessons']>;
  edit: { candidates: CutCandidate[]; recommended: CutName; reason: string } | null;
  master: Master | null;
  /** The film in other frames, codecs and lengths, the last one of each path. */
  deliveries: FilmDelivery[];
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
    imported: null,
    startedAt: null,
    updatedAt: null,
    stage: 'planning',
    stages: { planning: UNREACHED, generation: UNREACHED, evaluation: UNREACHED, output: UNREACHED },
    assets: null,
    contract: null,
    pitch: null,
    greenlight: null,
    screenplay: null,
    quote: null,
    hold: 'never',
    waiting: null,
    approvals: [],
    competition: { rounds: [], outcome: null },
    decisions: {},
    rejudged: [],
    continuity: [],
    wishes: { dropped: [], reshoots: [], locked: [], followed: [], thumbs: {}, given: 0, filmed: 0 },
    cast: null,
    minds: {},
    takes: {},
    chosen: {},
    dropped: null,
    spending: null,
    refusal: null,
    animatic: null,
    voices: {},
    voiceOrders: {},
    voiceSwitches: [],
    music: null,
    effects: null,
    money: { reserved: none, spent: none, left: none, charges: {} },
    critiques: {},
    lessons: {},
    edit: null,
    master: null,
    deliveries: [],
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
    competition: { ...from.competition },
    decisions: { ...from.decisions },
    wishes: { ...from.wishes },
    minds: { ...from.minds },
    takes: { ...from.takes },
    chosen: { ...from.chosen },
    voices: { ...from.voices },
    voiceOrders: { ...from.voiceOrders },
    voiceSwitches: [...from.voiceSwitches],
    money: { ...from.money, charges: { ...from.money.charges } },
    critiques: { ...from.critiques },
    lessons: { ...from.lessons },
    warnings: [...from.warnings],
  };
  for (const { event, at } of happened) {
    clockIn(draft, event, at);
    apply(draft, event, at);
    draft.events += 1;
  }
  return draft;
}

/** What everything paid may cost at most: the budget, or the cap of the last greenlight that named one. */
export function ceilingOf({ brief, approvals }: Pick<ProductionState, 'brief' | 'approvals'>): MicroUsd {
  return approvals.findLast(({ cap }) => cap !== null)?.cap ?? brief?.budget ?? (0 as MicroUsd);
}

/** Takes of a shot, in the order in which they were intended. */
export function takesOf({ takes }: Pick<ProductionState, 'takes'>, shot: string): TakeState[] {
  return Object.values(takes).filter((take) => take.shot === shot);
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

/**
 * Milliseconds that a process was at work on a stage, while vendors worked for it too; time until `now` counts for the stage
 * that is running. What passed while nobody was at work does not count: after a film was finished, stopped or had failed,
 * while a person was asked for the greenlight, before a person's word; after a process was killed what it did since its last
 * event neither.
 */
export function stageElapsed(state: ProductionState, stage: Stage, now: number): number {
  const open = isAtWork(state) && state.stage === stage;
  return state.stages[stage].worked + (open ? Math.max(0, now - (state.updatedAt ?? now)) : 0);
}

/** The same of the whole production: the sum over its stages. */
export function elapsed(state: ProductionState, now: number): number {
  return STAGES.reduce((total, stage) => total + stageElapsed(state, stage, now), 0);
}

/** Changes a draft whose collections are its own; what lies inside them is replaced, never changed. */
function apply(draft: ProductionState, { type, data }: ProductionEvent, at: number): void {
  switch (type) {
    case 'production-started':
      draft.production = data.production;
      draft.brief = data.brief;
      draft.cast = data.brief.minds;
      draft.provenance = data.provenance;
      draft.folder = data.folder;
      draft.version = data.version;
      draft.hold = data.hold;
      draft.startedAt = at;
      return bill(draft, 0, 0);
    case 'production-imported':
      draft.imported = data;
      return;
    case 'production-resumed':
      // A film that is finished is taken up again only because something is wanted of it.
      if (draft.status === 'done') draft.wishes.given += 1;
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
    case 'assets-analysed':
      draft.assets = data;
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
    case 'greenlight-asked':
      draft.waiting = data;
      return;
    case 'greenlight-given':
      draft.waiting = null;
      draft.approvals = [...draft.approvals, data];
      return bill(draft, 0, 0);
    case 'competition-planned':
      draft.competition.rounds = [...draft.competition.rounds, data];
      return;
    case 'competition-decided':
      draft.competition.outcome = data;
      return;
    case 'dailies-decided':
      draft.decisions[data.slate] = data;
      return;
    case 'take-rejudged':
      draft.rejudged = [...draft.rejudged, data];
      return;
    case 'continuity-judged': {
      const others = draft.continuity.filter(({ from, to }) => from !== data.from || to !== data.to);
      draft.continuity = [...others, data];
      return;
    }
    case 'take-dropped':
      draft.wishes.dropped = [...new Set([...draft.wishes.dropped, data.slate])];
      draft.chosen = Object.fromEntries(Object.entries(draft.chosen).filter(([, slate]) => slate !== data.slate));
      draft.wishes.given += 1;
      return;
    case 'reshoot-asked': {
      const after = takesOf(draft, data.shot).at(-1)?.slate ?? null;
      const others = draft.wishes.reshoots.filter(({ shot }) => shot !== data.shot);
      draft.wishes.reshoots = [...others, { ...data, after }];
      draft.wishes.given += 1;
      return;
    }
    case 'shot-locked': {
      const others = draft.wishes.locked.filter((shot) => shot !== data.shot);
      draft.wishes.locked = data.locked ? [...others, data.shot] : others;
      return;
    }
    case 'take-thumbed':
      draft.wishes.thumbs = { ...draft.wishes.thumbs, [data.slate]: data.up };
      return;
    case 'screenplay-written':
      draft.screenplay = data;
      warn(
        draft,
        'screenplay',
        (data.unsaid ?? []).map((words) => `there is no time to say “${words}”`),
      );
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
    case 'crew-recast':
      draft.cast = data.minds;
      return;
    case 'mind-asked': {
      const { call, turn, prompt, provider, model, question } = data;
      const asked: MindTurn = { turn, question, status: 'asked', answer: null };
      draft.minds[call] = { prompt, provider, model, turns: [...(draft.minds[call]?.turns ?? []), asked] };
      return;
    }
    case 'mind-answered': {
      const { stop, text, usage, problem } = data;
      return endTurn(draft, data, { status: 'answered', answer: { stop, text, usage, problem } });
    }
    case 'mind-silent':
      return endTurn(draft, data, { status: 'silent' });
    case 'take-intended':
      return patchTake(draft, data.slate, {
        shot: data.shot,
        provider: data.provider,
        model: data.model,
        status: 'intended',
        intendedAt: at,
        reference: data.reference,
        witness: data.witness,
        prompt: data.prompt,
        after: data.after,
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
      draft.wishes.dropped = draft.wishes.dropped.filter((slate) => slate !== data.slate);
      draft.wishes.reshoots = draft.wishes.reshoots.filter(({ shot }) => shot !== data.shot);
      draft.wishes.followed = [
        ...draft.wishes.followed.filter((shot) => shot !== data.shot),
        ...(data.because === null ? [] : [data.shot]),
      ];
      draft.wishes.given += 1;
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
    case 'animatic-drawn':
      draft.animatic = data;
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
      draft.dropped = without(draft.dropped, data.shot);
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
      return warnOfChange(draft);
    case 'voice-switched':
      draft.voiceSwitches.push(data);
      return;
    case 'music-adopted':
      draft.music = data;
      return;
    case 'effects-adopted':
      draft.effects = data;
      return;
    case 'pilot-critiqued':
      draft.critiques[data.pilot] = data;
      return;
    case 'lessons-proposed':
      draft.lessons[data.pilot] = data.lessons;
      return;
    case 'cut-proposed': {
      // What came back from another program stays: its takes are still there.
      const returned = draft.edit?.candidates.filter(({ cut }) => cut.id === 'edited') ?? [];
      draft.edit = { ...data, candidates: [...data.candidates, ...returned] };
      return warnOfNothing(draft, data.candidates);
    }
    case 'cut-imported': {
      if (draft.edit === null) return;
      const others = draft.edit.candidates.filter(({ cut }) => cut.id !== data.candidate.cut.id);
      draft.edit = { ...draft.edit, candidates: [...others, data.candidate] };
      return;
    }
    case 'film-mastered':
      draft.master = data;
      return;
    case 'film-delivered':
      draft.deliveries = [...draft.deliveries.filter(({ path }) => path !== data.path), data];
      return;
    case 'production-wrapped':
      draft.film = { path: data.film, seconds: data.seconds, bytes: data.bytes, wasted: data.wasted };
      draft.wishes.filmed = draft.wishes.given;
      draft.status = 'done';
      draft.trouble = null;
      return;
    default:
      return type satisfies never;
  }
}

function without(dropped: ProductionState['dropped'], shot: string): ProductionState['dropped'] {
  const shots = (dropped?.shots ?? []).filter((one) => one !== shot);
  return dropped === null || shots.length === 0 ? null : { ...dropped, shots };
}

function endTurn(draft: ProductionState, { call, turn }: { call: string; turn: number }, end: Partial<MindTurn>): void {
  const known = draft.minds[call];
  if (known === undefined) return;
  const turns = known.turns.map((one) => (one.turn === turn ? { ...one, ...end } : one));
  draft.minds[call] = { ...known, turns };
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
    prompt: null,
    after: null,
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
  money.left = ((brief === null ? 0 : ceilingOf(draft)) - money.spent - money.reserved) as MicroUsd;
}

function warn(draft: ProductionState, about: string, texts: string[]): void {
  for (const text of texts) {
    if (!draft.warnings.some((known) => known.about === about && known.text === text))
      draft.warnings.push({ about, text });
  }
}

/** Where, in the order of the story, another voice goes on: true of the lines so far, so each line says it anew. */
function warnOfChange(draft: ProductionState): void {
  const order = draft.screenplay === null ? [] : shotsOf(draft.screenplay).map(({ id }) => id);
  const lines = order.flatMap((shot) => draft.voices[shot] ?? []);
  const changes = lines.flatMap(({ shot, provider }, i) => {
    const before = lines[i - 1]?.provider ?? provider;
    return before === provider ? [] : [`the voice changes at shot ${shot}, from ${before} to ${provider}`];
  });
  const others = draft.warnings.filter(({ about }) => about !== NARRATION);
  draft.warnings = [...others, ...changes.map((text) => ({ about: NARRATION, text }))];
}

const NARRATION = 'narration';

/** What was wished for and came to nothing: true of the last cuts only. */
function warnOfNothing(draft: ProductionState, candidates: readonly CutCandidate[]): void {
  const { captions, clipSound } = draft.brief ?? {};
  const hasCaptions = candidates.some(({ cut }) => cut.captions.length > 0);
  const hasClipSound = candidates.some(({ cut }) => cut.sounds.some(({ kind }) => kind === 'production'));
  const wishes = [
    {
      about: '--captions burn',
      text: 'nothing is spoken, so there are none',
      vain: captions === 'burn' && !hasCaptions,
    },
    { about: '--clip-sound keep', text: 'no take has a sound of its own', vain: clipSound === 'keep' && !hasClipSound },
  ];
  for (const { about, text, vain } of wishes) {
    draft.warnings = draft.warnings.filter((known) => known.about !== about);
    if (vain) warn(draft, about, [text]);
  }
}

/** The time since the event before goes to the stage that this event belongs to, unless nobody was at work. */
function clockIn(draft: ProductionState, event: ProductionEvent, at: number): void {
  const own = stageOf(event);
  const stage = own ?? draft.stage;
  const { startedAt, worked } = draft.stages[stage];
  const spent = isAtWork(draft) && !opensAnew(event) ? Math.max(0, at - (draft.updatedAt ?? at)) : 0;
  draft.stages[stage] = { startedAt: startedAt ?? (own === null ? null : at), worked: worked + spent };
  if (STAGES.indexOf(stage) > STAGES.indexOf(draft.stage)) draft.stage = stage;
  draft.updatedAt = at;
}

/** As far as its events tell: whoever was killed could not say so. */
function isAtWork({ status, waiting, updatedAt }: ProductionState): boolean {
  return status === 'running' && waiting === null && updatedAt !== null;
}

/** True of what is written down first by whoever takes up a production that nobody was at work on. */
function opensAnew({ type, data }: ProductionEvent): boolean {
  switch (type) {
    case 'production-resumed':
    case 'greenlight-given':
    case 'crew-recast':
    case 'take-dropped':
    case 'take-thumbed':
    case 'shot-locked':
    case 'cut-imported':
    case 'film-delivered':
      return true;
    case 'take-chosen':
    case 'reshoot-asked':
      return data.because === null; // else it follows from another take, while the film is made
    case 'take-adopted':
      return data.origin !== null; // taken from the floor
    default:
      return false;
  }
}

/** The stage that an event belongs to, or null when it belongs to none. */
export function stageOf({ type }: ProductionEvent): Stage | null {
  switch (type) {
    case 'production-started':
    case 'assets-analysed':
    case 'contract-frozen':
    case 'pitch-made':
    case 'pilot-greenlit':
    case 'greenlight-asked':
    case 'greenlight-given':
    case 'competition-planned':
    case 'screenplay-written':
    case 'quote-made':
    case 'spending-planned':
    case 'spending-refused':
    case 'animatic-drawn':
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
    case 'voice-switched':
    case 'music-adopted':
    case 'effects-adopted':
      return 'generation';
    case 'competition-decided':
    case 'dailies-decided':
    case 'take-rejudged':
    case 'continuity-judged':
    case 'take-dropped':
    case 'reshoot-asked':
    case 'shot-locked':
    case 'take-thumbed':
    case 'take-chosen':
    case 'take-reviewed':
    case 'pilot-critiqued':
    case 'lessons-proposed':
      return 'evaluation';
    case 'cut-proposed':
    case 'cut-imported':
    case 'film-mastered':
    case 'production-wrapped':
      return 'output';
    case 'film-delivered':
    case 'production-imported':
    case 'production-resumed':
    case 'production-interrupted':
    case 'production-failed':
    case 'money-reserved':
    case 'money-settled':
    case 'money-released':
    case 'crew-recast':
    case 'mind-asked':
    case 'mind-answered':
    case 'mind-silent':
      return null;
    default:
      return type satisfies never;
  }
}
