import { join } from 'node:path';
import { takesSheet, type SheetTake } from '../../cutting-room/stills/stills.ts';
import { elementsOf } from '../../crew/questions.ts';
import { StudioError } from '../../errors.ts';
import { formatUsd, type MicroUsd } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { Score, Verdict } from '../../film/review.ts';
import { shotsOf, type Shot } from '../../film/screenplay.ts';
import { takesOf, type ProductionState, type TakeState } from '../../film/state.ts';
import { numberOf } from '../../film/take.ts';
import { toSeconds } from '../../film/time.ts';
import { best } from '../../film/best-take.ts';
import { DAILIES_SHEET } from '../studio/layout.ts';
import { placeAll } from '../studio/output.ts';
import { readProduction } from '../studio/production.ts';
import { trustIn, type Trust } from '../takes/reliability.ts';
import type { Studio } from '../studio/studio.ts';
import { openReshoot, resolveTake } from './wishes.ts';

/** A take as it is seen in the dailies. */
export interface DailiesTake {
  slate: string;
  /** It is in the film, or would be. */
  used: boolean;
  status: TakeState['status'];
  provider: string;
  model: string;
  provenance: Provenance | null;
  /** What was paid for it; while it is open, what is reserved; null for nothing. */
  price: MicroUsd | null;
  scores: Record<'visual' | 'style' | 'technical' | 'story', Score['value']>;
  overall: number | null;
  verdict: Verdict | null;
  reason: string | null;
  /** What the dailies decided after it, with the figures. */
  decision: string | null;
  /** Elements of the contract that the judge did not see. */
  missed: string[];
  issues: string[];
  prompt: string | null;
  /** The take that it goes on from. */
  after: string | null;
  /** What the person said of it. */
  thumb: 'up' | 'down' | null;
  chosen: boolean;
  dropped: boolean;
  /** Why there is no file. */
  failure: string | null;
}

export interface DailiesShot {
  shot: string;
  /** What is to be seen. */
  description: string;
  seconds: number;
  locked: boolean;
  /** Why it is to be shot again, or null. */
  reshoot: string | null;
  takes: DailiesTake[];
}

export interface Dailies {
  production: string;
  status: ProductionState['status'];
  /** It was taken over from the original: nothing is shot for it any more. */
  imported: boolean;
  /** The picture of all takes side by side; null while there is none. */
  sheet: string | null;
  shots: DailiesShot[];
  /** How far the scores can be trusted. */
  trust: Trust;
}

/**
 * Every take of every shot side by side, or of one shot, at any time of a production; the picture of them is put into the
 * run's folder. Throws `not-found`, and `usage` before there is a screenplay.
 */
export async function showDailies(studio: Studio, id: string, only: string | null): Promise<Dailies> {
  const { state } = await readProduction(studio.journal, id);
  const { screenplay } = state;
  if (screenplay === null) {
    throw new StudioError('usage', `${id} has no screenplay yet`, {
      hint:
        state.imported === null
          ? `claude-studio resume ${id} goes on with it.`
          : `It was imported, and had no scene that can be read: claude-studio status ${id}`,
    });
  }
  const wanted = only === null ? null : resolveTake(state, id, only).shot;
  const shots = shotsOf(screenplay).filter((shot) => wanted === null || shot.id === wanted);
  return {
    production: id,
    status: state.status,
    imported: state.imported !== null,
    sheet: await drawSheet(studio, state, shots),
    shots: shots.map((shot) => ({
      shot: shot.id,
      description: shot.description,
      seconds: toSeconds(shot.frames, screenplay.rate),
      locked: state.wishes.locked.includes(shot.id),
      reshoot: whyAgain(state, shot.id),
      takes: inOrder(state, shot).map((take) => seen(state, shot, take)),
    })),
    trust: await trustIn(studio.journal, state.provenance ?? 'offline'),
  };
}

function inOrder(state: ProductionState, { id }: Shot): TakeState[] {
  return takesOf(state, id).toSorted((a, b) => numberOf(a.slate) - numberOf(b.slate));
}

function whyAgain(state: ProductionState, shot: string): string | null {
  const owed = openReshoot(state, shot);
  if (owed === null) return null;
  const { note, because } = owed.wish;
  return because ?? note ?? 'you asked for it';
}

function seen(state: ProductionState, shot: Shot, take: TakeState): DailiesTake {
  const { slate, status, provider, model, review, failure, unsure, after } = take;
  const { visualAccuracy, styleConsistency, technicalQuality, narrativeFit } = review?.scores ?? {};
  const charge = state.money.charges[`take/${slate}`];
  const thumb = state.wishes.thumbs[slate];
  return {
    slate,
    used: best({ state }, shot)[0]?.take.slate === slate,
    status,
    provider,
    model,
    provenance: take.take?.provenance ?? charge?.provenance ?? null,
    price: charge === undefined || charge.released !== null ? null : (charge.settled ?? charge.reserved),
    scores: {
      visual: visualAccuracy?.value ?? null,
      style: styleConsistency?.value ?? null,
      technical: technicalQuality?.value ?? null,
      story: narrativeFit?.value ?? null,
    },
    overall: review?.overall ?? null,
    verdict: review?.verdict ?? null,
    reason: review?.reason ?? null,
    decision: state.decisions[slate]?.line ?? null,
    missed: missedIn(state, shot, take),
    issues: review?.issues ?? [],
    prompt: take.take?.prompt ?? take.prompt,
    after,
    thumb: thumb === undefined ? null : thumb ? 'up' : 'down',
    chosen: state.chosen[shot.id] === slate,
    dropped: state.wishes.dropped.includes(slate),
    failure: failure === null ? unsure : `${failure.kind}: ${failure.reason}`,
  };
}

function missedIn({ contract }: ProductionState, shot: Shot, { review }: TakeState): string[] {
  if (contract === null || review?.answers === undefined) return [];
  const { answers } = review;
  return elementsOf(shot, contract)
    .filter(({ id }) => answers.some(({ element, yes }) => element === id && yes < 0.5))
    .map(({ text }) => text);
}

async function drawSheet(studio: Studio, state: ProductionState, shots: readonly Shot[]): Promise<string | null> {
  const { store } = studio;
  const rows: SheetTake[][] = [];
  for (const shot of shots) {
    const row: SheetTake[] = [];
    for (const take of inOrder(state, shot)) {
      if (take.take === null || !(await store.verify(take.take.media))) continue;
      const { price, overall, used, thumb, dropped } = seen(state, shot, take);
      const marks = [used ? 'in the film' : '', dropped ? 'dropped' : '', thumb === null ? '' : `thumb ${thumb}`];
      row.push({
        path: store.path(take.take.media),
        frame: take.take.handles.head + Math.floor(shot.frames / 2),
        used,
        text: [take.slate, ...marks].filter(Boolean).join(' · '),
        aside: [overall === null ? 'unscored' : overall.toFixed(0), price === null ? '' : formatUsd(price)]
          .filter(Boolean)
          .join(' · '),
      });
    }
    if (row.length > 0) rows.push(row);
  }
  if (rows.length === 0 || state.folder === null) return null;
  const path = join(state.folder, DAILIES_SHEET);
  const drawn = join(studio.scratchFolder, `${studio.mint()}.jpg`);
  await takesSheet(drawn, rows);
  await placeAll([{ from: drawn, to: path }], 'Free space, or let this user write there.');
  return path;
}
