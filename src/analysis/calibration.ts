import type { Review } from '../film/review.ts';

export type Dimension = keyof Review['scores'];

/** Who gave a verdict: the measures, or a mind that looked at pictures. */
export type By = 'measured' | 'judge';

/** One verdict on one score of one clip whose truth is known. */
export interface BenchRow {
  clip: string;
  /** What is wrong with it; null for a clean one. */
  defect: string | null;
  by: By;
  dimension: Dimension;
  /** It was said that something is wrong. */
  detected: boolean;
  /** How sure it was said, 0–1; null where nobody said it. */
  confidence: number | null;
  correct: boolean;
  /** What gave it away, by name: a measure or a question. */
  caughtBy: string[];
}

/** A share with its 95 % interval (Wilson 1927), 0–1; of nothing it is unknown. */
export interface Share {
  value: number | null;
  low: number;
  high: number;
  of: number;
}

export interface Rates {
  /** Of the clips with the defect, those that were noticed. */
  recall: Share;
  /** Of the clips that were sent back, taken from those with this defect and the clean ones, those that have it. */
  precision: Share;
  /** What gave it away, the most frequent first. */
  caughtBy: { name: string; clips: number }[];
}

export interface DefectRates {
  /** Null for all of them together. */
  defect: string | null;
  clips: number;
  measured: Rates;
  /** By the judge alone, and by whoever noticed it first; null when no judge has looked. */
  judge: Rates | null;
  together: Rates | null;
}

export interface Reliability {
  /** Null for all of them together. */
  dimension: Dimension | null;
  by: By;
  verdicts: number;
  /** Ten equal bins of confidence, without the empty ones. */
  bins: { confidence: number; right: Share }[];
  /** Mean squared distance between confidence and being right: 0 is best, 0.25 is what always saying 50 % costs. */
  brier: number;
}

export interface Calibration {
  defects: DefectRates[];
  overall: DefectRates;
  /** Clean clips, and those of them that were sent back. */
  clean: { clips: number; measured: number; judge: number | null };
  reliability: Reliability[];
}

/** What rows say about how far verdicts can be trusted: by defect in the order in which they first come, and by score. */
export function calibrationOf(rows: readonly BenchRow[]): Calibration {
  const clips = clipsIn(rows);
  const judged = rows.some(({ by }) => by === 'judge');
  const clean = clips.filter(({ defect }) => defect === null);
  const kinds = [...new Set(clips.flatMap(({ defect }) => (defect === null ? [] : [defect])))];
  return {
    defects: kinds.map((kind) => ratesOf(kind, clips, judged)),
    overall: ratesOf(null, clips, judged),
    clean: {
      clips: clean.length,
      measured: clean.filter((clip) => noticed(clip, ['measured'])).length,
      judge: judged ? clean.filter((clip) => noticed(clip, ['judge'])).length : null,
    },
    reliability: reliabilities(rows),
  };
}

/** Interval of a share by Wilson's score at 95 %: it holds for few clips, and for none or all of them. */
export function wilson(hits: number, of: number): Share {
  if (of === 0) return { value: null, low: 0, high: 1, of };
  const z = 1.959964;
  const [share, squared] = [hits / of, z ** 2 / of];
  const centre = (share + squared / 2) / (1 + squared);
  const half = (z * Math.sqrt((share * (1 - share)) / of + squared / (4 * of))) / (1 + squared);
  return { value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half), of };
}

interface Clip {
  defect: string | null;
  rows: BenchRow[];
}

function clipsIn(rows: readonly BenchRow[]): Clip[] {
  const clips = new Map<string, Clip>();
  for (const row of rows) {
    const known = clips.get(row.clip);
    if (known) known.rows.push(row);
    else clips.set(row.clip, { defect: row.defect, rows: [row] });
  }
  return [...clips.values()];
}

function ratesOf(defect: string | null, clips: Clip[], judged: boolean): DefectRates {
  const spoiled = clips.filter((clip) => (defect === null ? clip.defect !== null : clip.defect === defect));
  const clean = clips.filter((clip) => clip.defect === null);
  const rates = (by: By[]): Rates => {
    const hits = spoiled.filter((clip) => noticed(clip, by));
    const alarms = clean.filter((clip) => noticed(clip, by)).length;
    return {
      recall: wilson(hits.length, spoiled.length),
      precision: wilson(hits.length, hits.length + alarms),
      caughtBy: causes(hits, by),
    };
  };
  return {
    defect,
    clips: spoiled.length,
    measured: rates(['measured']),
    judge: judged ? rates(['judge']) : null,
    together: judged ? rates(['measured', 'judge']) : null,
  };
}

function noticed({ rows }: Clip, by: By[]): boolean {
  return rows.some((row) => row.detected && by.includes(row.by));
}

function causes(clips: Clip[], by: By[]): { name: string; clips: number }[] {
  const counts = new Map<string, number>();
  for (const { rows } of clips) {
    const names = new Set(rows.flatMap((row) => (row.detected && by.includes(row.by) ? row.caughtBy : [])));
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, clips: count })).toSorted((a, b) => b.clips - a.clips);
}

function reliabilities(rows: readonly BenchRow[]): Reliability[] {
  const sure = rows.filter((row): row is BenchRow & { confidence: number } => row.confidence !== null);
  return (['measured', 'judge'] as const).flatMap((by) => {
    const own = sure.filter((row) => row.by === by);
    const dimensions = [...new Set(own.map(({ dimension }) => dimension))];
    const each = dimensions.map((dimension) =>
      reliability(
        dimension,
        by,
        own.filter((row) => row.dimension === dimension),
      ),
    );
    return dimensions.length > 1 ? [...each, reliability(null, by, own)] : each;
  });
}

const BINS = 10;

function reliability(
  dimension: Dimension | null,
  by: By,
  rows: readonly (BenchRow & { confidence: number })[],
): Reliability {
  const binOf = (confidence: number) => Math.min(BINS - 1, Math.floor(confidence * BINS));
  const bins = Array.from({ length: BINS }, (_, bin) => rows.filter(({ confidence }) => binOf(confidence) === bin));
  const loss = rows.reduce((sum, { confidence, correct }) => sum + (confidence - (correct ? 1 : 0)) ** 2, 0);
  return {
    dimension,
    by,
    verdicts: rows.length,
    bins: bins.flatMap((some) =>
      some.length === 0
        ? []
        : [
            {
              confidence: some.reduce((sum, { confidence }) => sum + confidence, 0) / some.length,
              right: wilson(some.filter(({ correct }) => correct).length, some.length),
            },
          ],
    ),
    brier: loss / rows.length,
  };
}
