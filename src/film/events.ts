import { z } from 'zod';
import { Assets } from './assets.ts';
import { Brief } from './brief.ts';
import { Contract } from './contract.ts';
import { CutCandidate, CutName, Master } from './cut.ts';
import { FilmDelivery } from './delivery.ts';
import { EffectSound } from './effects.ts';
import { MediaRef } from './media.ts';
import { MicroUsd, ZERO } from './money.ts';
import { Pitch, Tier } from './pilot.ts';
import { Provenance } from './provenance.ts';
import { Stop, Usage } from './question.ts';
import { Continuity, Critique, Escalation, Review, Verdict } from './review.ts';
import { Screenplay } from './screenplay.ts';
import { Take, VoiceLine } from './take.ts';
import { StudioError } from '../errors.ts';
import type { Json } from '../json.ts';

/** Figures of a vendor's account, as `Witness` in `providers/spec.ts`. */
const Witness = z.object({ balance: z.number().nullable(), orders: z.number().nullable() });

/** One paid act of the plan. */
const PlannedAct = z.object({
  /** Shot: `3B`. */
  shot: z.string(),
  /** Seconds of it that the film needs, and that are bought; of a voice the characters. */
  needs: z.number(),
  buys: z.number(),
  price: MicroUsd,
  /** The most that one attempt can cost. */
  ceiling: MicroUsd,
  source: z.string(),
  warnings: z.array(z.string()),
});

/** One question to a mind: the same call may need several. */
const MindTurn = z.object({
  /** What is decided: `screenplay`, `review/3B-2/1`. */
  call: z.string(),
  /** From 1. */
  turn: z.int().positive(),
});

/** Where a production waits for a greenlight: after the animatic, after the pilots, or nowhere. */
const Hold = z.enum(['never', 'animatic', 'pilots']);

const Billing = z.object({
  /** Names the reservation; the slate or step that it pays for is part of it. */
  reservation: z.string(),
});

/**
 * Everything that can happen to a production, in the past tense, noun first. The stream of these is the only truth: state,
 * money, progress and reports are folds of it. Bump the version when a shape changes and add an upgrade below.
 */
const SHAPES = {
  'production-started': z.object({
    production: z.string(),
    brief: Brief,
    provenance: Provenance,
    /** Absolute path of the folder that people look into. */
    folder: z.string(),
    version: z.string(),
    /** Where it waits for a greenlight. */
    hold: Hold,
  }),
  /** It was made by the studio's predecessor, and what of it was left was taken over. */
  'production-imported': z.object({
    /** Absolute path of the folder that it was read from, and the run's name there. */
    source: z.string(),
    original: z.string(),
    /** Which version wrote it: `e2e`, `produce`, `head`, `memory only`, `files only`. */
    generation: z.string(),
    /** SHA-256 over what was read: the same files are the same production. */
    fingerprint: z.string(),
    /** When it was made, ISO 8601 in UTC; null where it does not say. */
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    tier: Tier.nullable(),
    /** What could not be taken over, and why. */
    notes: z.array(z.string()),
  }),
  'production-resumed': z.object({ from: z.int() }),
  'production-interrupted': z.object({ reason: z.string() }),
  'production-failed': z.object({ code: z.string(), message: z.string() }),
  /** What was handed in, looked at: what it is taken for and where it is to be seen. The brief stays as it was given. */
  'assets-analysed': Assets,
  'contract-frozen': Contract,
  'pitch-made': Pitch,
  'pilot-greenlit': z.object({ pilot: z.string(), cap: MicroUsd, reason: z.string() }),
  /** It waits for a greenlight: before anything is shot, or when the pilots have been seen. */
  'greenlight-asked': z.object({ stage: Hold.exclude(['never']), price: MicroUsd, line: z.string() }),
  'greenlight-given': z.object({
    stage: Hold.exclude(['never']),
    /** The pilot that the person chose, or null: the producer's, or the winner. */
    pilot: z.string().nullable(),
    /** The new ceiling on everything paid, or null: the budget. */
    cap: MicroUsd.nullable(),
  }),
  /** One round of tests: who shoots the same test shots, and why; without entrants nobody does. */
  'competition-planned': z.object({
    /** From 1. */
    round: z.int().positive(),
    /** The decision with its figures. */
    line: z.string(),
    /** Share of the draws that each pilot won. */
    shares: z.array(z.object({ pilot: z.string(), wins: z.number().min(0).max(1) })),
    /** The most that the round may cost. */
    limit: MicroUsd,
    entrants: z.array(
      z.object({
        pilot: z.string(),
        provider: z.string(),
        model: z.string(),
        takes: z.array(z.object({ shot: z.string(), slate: z.string() })),
      }),
    ),
    rejected: z.array(z.object({ option: z.string(), why: z.string() })),
  }),
  'competition-decided': z.object({
    winner: z.string(),
    line: z.string(),
    verdicts: z.array(
      z.object({
        pilot: z.string(),
        decision: z.enum(['continue', 'cancel']),
        /** Probability that it is the better one after all; 1 for the one that is continued. */
        overtakes: z.number().min(0).max(1),
        /** Accepted points that it was predicted to give for all the money left. */
        predicted: z.number(),
        /** Mean score of its test takes and its band; null when none could be scored. */
        score: z.number().min(0).max(100).nullable(),
        band: Critique.shape.band,
        /** What its tests cost, and what of its share goes back into the pool. */
        spent: MicroUsd,
        returned: MicroUsd,
        reason: z.string(),
      }),
    ),
  }),
  'screenplay-written': Screenplay,
  /** What this film would cost with paid providers, from the dated price book. */
  'quote-made': z.object({
    asOf: z.string(),
    lines: z.array(
      z.object({
        provider: z.string(),
        model: z.string(),
        tier: z.string(),
        secondsBought: z.number(),
        cost: MicroUsd,
        /** Where the price is from and how sure it is. */
        source: z.string(),
      }),
    ),
  }),
  /** What will be spent, before anything is: shown to the person, and held against what was spent in the end. */
  'spending-planned': z.object({
    provider: z.string(),
    model: z.string(),
    provenance: Provenance,
    takes: z.array(PlannedAct),
    voices: z.array(PlannedAct),
    /** What the crew's minds usually cost for it, from here on. */
    minds: MicroUsd.default(ZERO),
    /** Every shot once and every line, all going well. */
    total: MicroUsd,
    /** With every retake that may be made, and every one of them at its ceiling. */
    worst: MicroUsd,
  }),
  /** The budget does not carry the plan: nothing was spent. */
  'spending-refused': z.object({
    needed: MicroUsd,
    budget: MicroUsd,
    /** Commands that the budget carries, with their price. */
    cheaper: z.array(z.object({ command: z.string(), price: MicroUsd, what: z.string() })),
  }),
  /** The film as it is planned, drawn and spoken here for nothing: what a greenlight is given on. No take and no charge. */
  'animatic-drawn': z.object({
    media: MediaRef,
    contactSheet: MediaRef,
    seconds: z.number().positive(),
    frames: z.int().positive(),
  }),
  'money-reserved': Billing.extend({
    /** What is bought, for people: `take 3B-2`, `voice 3B`. */
    act: z.string(),
    provider: z.string(),
    model: z.string(),
    provenance: Provenance,
    amount: MicroUsd,
  }),
  'money-settled': Billing.extend({
    amount: MicroUsd,
    /** `vendor`, `usage`, `price-book`, `ceiling`, `free`, or `imported`: by the original's books, in no account of ours. */
    basis: z.string(),
  }),
  'money-released': Billing.extend({ reason: z.string() }),
  /** Other language models decide from here on, by agent. */
  'crew-recast': z.object({ minds: z.record(z.string(), z.string()) }),
  /** A mind is asked; its money is reserved in the same write. */
  'mind-asked': MindTurn.extend({
    /** Agent and version of its prompt: `script-writer.2`. */
    prompt: z.string(),
    provider: z.string(),
    model: z.string(),
    /** Hash of the whole question: an answer counts only for the question that it answers. */
    question: z.string(),
    reservation: z.string(),
  }),
  /** What it said, usable or not: it is paid. `problem` says why it cannot be used, null when it can. */
  'mind-answered': MindTurn.extend({ stop: Stop, text: z.string(), usage: Usage, problem: z.string().nullable() }),
  /** It did not answer; the money was given back, or what was heard of a broken answer was paid. */
  'mind-silent': MindTurn.extend({ reason: z.string() }),
  'take-intended': z.object({
    slate: z.string(),
    shot: z.string(),
    provider: z.string(),
    model: z.string(),
    reservation: z.string(),
    /** Our reference, minted before anything is sent. */
    reference: z.string(),
    /** Figures of the account just before, for vendors that cannot be asked for an order. */
    witness: Witness.nullable(),
    /** The prompt, as it is sent: what a lost order is known by. Null where an old journal does not say. */
    prompt: z.string().nullable(),
    /** The take of its thread that it goes on from, by slate, or null. */
    after: z.string().nullable(),
  }),
  /** The vendor has it: from its answer, or found again at the vendor. */
  'take-submitted': z.object({
    slate: z.string(),
    job: z.json(),
    /** The vendor's name of the job, in full. */
    vendorId: z.string().nullable(),
    how: z.enum(['answered', 'found']),
    warnings: z.array(z.string()),
  }),
  /** The vendor works on it. */
  'take-running': z.object({ slate: z.string() }),
  /** The vendor has finished; its file is still to be fetched. `cost` is its bill, null when it does not say. */
  'take-delivered': z.object({ slate: z.string(), cost: MicroUsd.nullable() }),
  'take-adopted': Take,
  'take-failed': z.object({
    slate: z.string(),
    kind: z.enum(['moderated', 'rejected', 'fault']),
    reason: z.string(),
    billed: z.boolean(),
    retryable: z.boolean(),
  }),
  /** It may have been taken and billed, nobody knows: its money stays reserved. */
  'take-unsure': z.object({ slate: z.string(), reason: z.string() }),
  /** It was certainly never taken, so it may be ordered anew. */
  'take-unsent': z.object({ slate: z.string(), reason: z.string() }),
  'take-reviewed': Review,
  /** What the dailies decide about a shot after a take, in one line with the figures. */
  'dailies-decided': z.object({
    shot: z.string(),
    slate: z.string(),
    verdict: Verdict,
    line: z.string(),
    /** How the next attempt is made when the same thing failed again and again. */
    escalation: Escalation.nullable(),
  }),
  /** The same take judged once more, without knowing of the first time: how much the judge agrees with itself. */
  'take-rejudged': z.object({ slate: z.string(), overall: z.number().nullable(), first: z.number().nullable() }),
  /** Two takes that follow each other in a thread: how well they match, 0–100, and why. */
  'continuity-judged': Continuity,
  /** This take is used for its shot: a person has chosen it, or what a person wants of another shot leads to it. */
  'take-chosen': z.object({
    slate: z.string(),
    shot: z.string(),
    /** What leads to it; null where the person chose it. */
    because: z.string().nullable(),
  }),
  /** A person's word: this take is not to be used. */
  'take-dropped': z.object({ slate: z.string() }),
  /** A shot gets one more take: a person wants it, or what a person wants of another shot leads to it. */
  'reshoot-asked': z.object({
    shot: z.string(),
    /** The person's, for whoever words the request. */
    note: z.string().nullable(),
    /** What leads to it; null where the person asked for this shot itself. */
    because: z.string().nullable(),
  }),
  /** A shot that nothing changes any more, or may again. */
  'shot-locked': z.object({ shot: z.string(), locked: z.boolean() }),
  /** A person's thumb on a take: what the judge is held against. */
  'take-thumbed': z.object({ slate: z.string(), up: z.boolean() }),
  /** Shots that the film goes without, and why. */
  'shots-dropped': z.object({ shots: z.array(z.string()).min(1), reason: z.string() }),
  'voice-intended': z.object({ shot: z.string(), provider: z.string(), model: z.string(), reservation: z.string() }),
  'voice-adopted': VoiceLine,
  'voice-unsure': z.object({ shot: z.string(), reason: z.string() }),
  'voice-unsent': z.object({ shot: z.string(), reason: z.string() }),
  'voice-failed': z.object({ shot: z.string(), kind: z.string(), reason: z.string() }),
  /** One voice takes no lines any more: what it has not spoken and does not owe, the next one speaks. */
  'voice-switched': z.object({ from: z.string(), to: z.string(), reason: z.string() }),
  'music-adopted': z.object({
    media: MediaRef,
    seconds: z.number(),
    provenance: Provenance,
    provider: z.string(),
    mood: z.string(),
  }),
  /** Sounds of what is seen were made here, each once for the whole film. They cost nothing. */
  'effects-adopted': z.object({
    provenance: Provenance,
    provider: z.string(),
    sounds: z.array(z.object({ sound: EffectSound, media: MediaRef, seconds: z.number().positive() })).min(1),
  }),
  'pilot-critiqued': Critique,
  /** What the memory made of the lessons that the critic proposed of a pilot, or of the film. */
  'lessons-proposed': z.object({
    /** Pilot id, or `film`. */
    pilot: z.string(),
    lessons: z.array(
      z.object({
        id: z.string(),
        claim: z.string(),
        provenance: Provenance,
        /** `new`: nobody had claimed it; `evidence`: more of it; `contested`: it contradicts; `known`: nothing new. */
        news: z.enum(['new', 'evidence', 'contested', 'known']),
      }),
    ),
  }),
  'cut-proposed': z.object({ candidates: z.array(CutCandidate).min(1), recommended: CutName, reason: z.string() }),
  /** A cut came back from another program: it stands beside the editor's, in the place of one that came before. */
  'cut-imported': z.object({
    candidate: CutCandidate,
    /** The list that it was read from: its name, and its SHA-256. */
    list: z.object({ name: z.string(), sha256: z.string() }),
    film: MediaRef,
    /** What of the list could not be carried, in words for people. */
    notCarried: z.array(z.string()),
  }),
  'film-mastered': Master,
  /** A film was handed over in another frame, codec or length. It costs nothing. */
  'film-delivered': FilmDelivery,
  'production-wrapped': z.object({ film: z.string(), seconds: z.number(), bytes: z.int(), wasted: MicroUsd }),
} as const;

type Shapes = typeof SHAPES;
export type EventType = keyof Shapes;
export type EventData<T extends EventType> = z.infer<Shapes[T]>;
export type ProductionEvent = { [T in EventType]: { type: T; data: EventData<T> } }[EventType];

/** Upgrades from one version of an event's data to the next: `UPGRADES[type][0]` turns version 1 into version 2. */
const UPGRADES: { [T in EventType]?: ((old: Json) => Json)[] } = {
  'production-started': [
    (old) => extended(old, { brief: extended(member(old, 'brief'), { model: null }) }),
    (old) => {
      const brief = member(old, 'brief');
      const voice = extended(member(brief, 'voice'), { fallbacks: [] });
      return extended(old, { brief: extended(brief, { audioTier: 'simple_overlay', voice }) });
    },
    (old) => extended(old, { brief: extended(member(old, 'brief'), { threshold: null }) }),
    (old) => {
      const brief = extended(member(old, 'brief'), { minds: null, pilots: null, valueOfPoint: 1 });
      return extended(old, { brief, hold: 'never' });
    },
    (old) => {
      const brief = member(old, 'brief');
      const unseen = { kind: null, role: null, use: null, subject: null, description: null };
      const seeds = list(brief, 'seeds').map((seed) => extended(seed, unseen));
      return extended(old, { brief: extended(brief, { seeds, texts: [] }) });
    },
    (old) => extended(old, { brief: extended(member(old, 'brief'), { captionStyle: 'plain' }) }),
    (old) => extended(old, { brief: extended(member(old, 'brief'), { clipSound: 'off' }) }),
    (old) => extended(old, { brief: extended(member(old, 'brief'), { led: 'video' }) }),
    (old) => extended(old, { brief: extended(member(old, 'brief'), { effects: { kind: 'none', files: [] } }) }),
  ],
  'pilot-critiqued': [
    (old) =>
      extended(old, {
        schema: 'Critique.2',
        matched: list(old, 'matched').map((element) => ({ element, slates: [], judged: false })),
        missing: list(old, 'missing').map((element) => ({ element, must: null, why: 'it is in no circled take' })),
        quality: [],
        lessons: [],
        delivery: null,
      }),
  ],
  'take-intended': [(old) => extended(old, { witness: null }), (old) => extended(old, { prompt: null, after: null })],
  'take-chosen': [(old) => extended(old, { because: null })],
  'take-submitted': [(old) => extended(old, { vendorId: null, how: 'answered' })],
  'take-adopted': [(old) => extended(old, { schema: 'Take.2', original: null, vendorId: null, origin: null })],
  'voice-adopted': [
    (old) => extended(old, { schema: 'VoiceLine.2', vendorId: null }),
    (old) => {
      const words = member(old, 'words');
      const parts = [{ shot: member(old, 'shot'), words: Array.isArray(words) ? words.length : 0 }];
      return extended(old, { schema: 'VoiceLine.3', parts });
    },
  ],
};

function extended(old: Json, members: { [key: string]: Json }): Json {
  return { ...(old as { [key: string]: Json }), ...members };
}

function member(old: Json, key: string): Json {
  return (old as { [key: string]: Json })[key] ?? {};
}

function list(old: Json, key: string): Json[] {
  const value = member(old, key);
  return Array.isArray(value) ? value : [];
}

/** The name under which today's shape is persisted: `take-adopted.1`. */
export function schemaOf(type: EventType): string {
  return `${type}.${(UPGRADES[type]?.length ?? 0) + 1}`;
}

/** Checks an event before it is written; throws `internal` when our own code made a bad one. */
export function encodeEvent<T extends EventType>(type: T, data: EventData<T>): { schema: string; data: Json } {
  const checked = SHAPES[type].safeParse(data);
  if (!checked.success) {
    throw new StudioError('internal', `event ${type} has a wrong shape: ${z.prettifyError(checked.error)}`);
  }
  return { schema: schemaOf(type), data: JSON.parse(JSON.stringify(checked.data)) as Json };
}

/**
 * Reads an event of this or any earlier version. Throws `schema-unknown` for a name or version from the future and
 * `journal-corrupt` for data that do not fit.
 */
export function decodeEvent(recorded: { schema: string; data: Json }): ProductionEvent {
  const [, type, version] = /^([a-z-]+)\.(\d+)$/.exec(recorded.schema) ?? [];
  const isKnown = type !== undefined && Object.hasOwn(SHAPES, type);
  const upgrades = (isKnown ? UPGRADES[type as EventType] : undefined) ?? [];
  if (!isKnown || Number(version) > upgrades.length + 1) {
    throw new StudioError('schema-unknown', `this version does not know the event ${recorded.schema}`, {
      hint: 'It was written by a newer claude-studio: update this one.',
    });
  }
  const data = upgrades.slice(Number(version) - 1).reduce((old, upgrade) => upgrade(old), recorded.data);
  const checked = SHAPES[type as EventType].safeParse(data);
  if (!checked.success) {
    throw new StudioError(
      'journal-corrupt',
      `a recorded ${recorded.schema} cannot be read: ${z.prettifyError(checked.error)}`,
    );
  }
  return { type, data: checked.data } as ProductionEvent;
}

/**
 * What is happening right now, for people who watch; never written to the journal and never needed to resume.
 * `done` of `total` in whatever unit the work counts, mostly frames.
 */
export interface Progress {
  work: 'think' | 'draw' | 'shoot' | 'fetch' | 'conform' | 'voice' | 'music' | 'review' | 'render' | 'mix';
  /** Slate or shot, or `film`. */
  subject: string;
  done: number;
  total: number;
  /** Seconds of film that `total` stands for, where pictures are made of it: how fast that goes is told against them. */
  seconds?: number;
}
