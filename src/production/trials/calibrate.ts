import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calibrationOf, type BenchRow, type Calibration, type Dimension } from '../../analysis/calibration.ts';
import { DRAWABLE } from '../../art/index.ts';
import { freezeContract } from '../../crew/contract.ts';
import { review, THRESHOLDS } from '../../crew/qa-verifier.ts';
import { questionsFor, type AskedQuestion } from '../../crew/questions.ts';
import { scriptWriter } from '../../crew/script-writer.ts';
import { toRequest } from '../../crew/video-generator.ts';
import { DEFECTS, type Defect, type Box, type DefectKind, type Picture } from '../../cutting-room/defects/index.ts';
import { thumbnail } from '../../cutting-room/stills/stills.ts';
import { StudioError } from '../../errors.ts';
import type { Contract } from '../../film/contract.ts';
import { frameSize } from '../../film/media.ts';
import type { Tier } from '../../film/pilot.ts';
import { randomFrom } from '../../film/random.ts';
import type { Measure, Review } from '../../film/review.ts';
import { shotsOf, type Shot, type Thread } from '../../film/screenplay.ts';
import { circledTakes, type ProductionState } from '../../film/state.ts';
import { toSeconds } from '../../film/time.ts';
import type { Journal } from '../../journal/spec.ts';
import { cutOut, plainRequest, subjectOf, STRANGERS, STRAYS } from './cut-outs.ts';
import { takeBrief } from '../intake.ts';
import { allEnded } from '../orders/all-ended.ts';
import type { MeasureJob, TakeFacts } from '../studio/jobs.ts';
import { readProduction, streamOf } from '../studio/production.ts';
import { sameLight, threadsOf } from '../takes/screen.ts';
import type { Studio } from '../studio/studio.ts';

/** A clip as a judge gets it: he is not told whether anything is wrong with it. */
export interface JudgedClip {
  path: string;
  frames: number;
  shot: Shot;
  concept: string;
  questions: AskedQuestion[];
}

/** Looks at a clip and answers its questions; null when nobody could look, and no answer where it cannot be told. */
export type BenchJudge = (
  clip: JudgedClip,
) => Promise<{ answers: { id: string; yes: boolean; confidence: number }[] } | null>;

export interface CalibrationWish {
  /** A production whose circled takes are the clean ones; null draws some here. */
  run: string | null;
  /** How many clean clips are spoiled, each in every way. */
  clips: number;
  /** The same seed, the same bench. */
  seed: number;
  judge: BenchJudge | null;
}

/** One clip of the bench with what became of it. */
export interface Benched {
  clip: string;
  defect: Defect | null;
  detected: boolean;
  /** By name, as in the rows. */
  caughtBy: string[];
}

export interface Bench {
  calibration: Calibration;
  rows: BenchRow[];
  clips: Benched[];
  /** By kind of defect: a frame of one clip that has it, JPEG. */
  examples: { kind: DefectKind; note: string; jpeg: Buffer }[];
}

/**
 * Spoils clean takes in every way that is known and has the copies judged as the dailies judge takes: how often is a
 * defect noticed, how often is a clean take sent back? Everything is made in a scratch folder and costs nothing but what
 * the judge costs. Throws `not-found` for a run without circled takes, and `interrupted`.
 */
export async function calibrate(studio: Studio, { run, clips, seed, judge }: CalibrationWish): Promise<Bench> {
  const folder = join(studio.scratchFolder, 'bench');
  await mkdir(folder, { recursive: true });
  try {
    const set = run === null ? await drawnSet(studio, folder, clips, seed) : await runSet(studio, run, clips, seed);
    const pictures = await picturesFor(studio, seed);
    const jobs = await benchOf(studio, folder, set, pictures, seed);
    const judged = await inLanes(studio, jobs, (job) => judgeClip(studio, job, set, judge));
    const rows = judged.flatMap(({ rows: own }) => own);
    return {
      calibration: calibrationOf(rows),
      rows,
      clips: judged.map(({ clip }) => clip),
      examples: judged.flatMap(({ example }) => (example === null ? [] : [example])),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The last finished run that `calibrate` takes, of the newest twenty; null when there is none. */
export async function lastForBench(journal: Journal): Promise<string | null> {
  for (const { stream } of await journal.list({ prefix: streamOf(''), limit: 20 })) {
    const id = stream.slice(streamOf('').length);
    const { state } = await readProduction(journal, id);
    if (state.status === 'done' && filmFor(state) !== null) return id;
  }
  return null;
}

/** A take that nothing is wrong with, with all that it is judged by. */
interface Clean {
  slate: string;
  path: string;
  shot: Shot;
  threads: Thread[];
  contract: Contract;
  tier: Tier;
  expected: MeasureJob['expected'];
  facts: TakeFacts;
  /** Where its figures are; null when nobody knows. */
  subject: Box | null;
}

/** Clean takes of one or more films: some are spoiled, the others are there to be compared with. */
interface CleanSet {
  chosen: Clean[];
  all: Clean[];
}

/** What is drawn when no production is given: few figures, many figures, day and night, rain and rooms. */
const CONCEPTS = [
  'A baker opens her shop at dawn, kneads the dough, and a child buys the first bread.',
  'A robot waters a plant on a roof in a neon city in the rain.',
  'A canoe glides over a serene mountain lake at sunset while birds fly home.',
  'A tired developer fixes a bug at midnight and smiles at the window in the morning.',
  'A cyclist races through a busy street in autumn; children cheer.',
  'An astronaut plants a flag on the moon and waves to the earth.',
];
const SECONDS_OF_FILM = 9;

async function drawnSet(studio: Studio, folder: string, clips: number, seed: number): Promise<CleanSet> {
  const all: Clean[] = [];
  for (const [film, concept] of CONCEPTS.entries()) {
    if (all.length >= clips) break;
    const wish = {
      concept,
      budget: 1,
      duration: SECONDS_OF_FILM,
      aspect: '16:9',
      resolution: '540p',
      seedNumber: seed,
    };
    const brief = await takeBrief(wish, studio);
    const contract = freezeContract(concept, brief.seconds, [...DRAWABLE]);
    const { value: screenplay } = await scriptWriter.decide({ brief, contract, drawable: [...DRAWABLE] });
    const drawn = await inLanes(
      studio,
      shotsOf(screenplay).map((shot) => ({ name: shot.id, shot })),
      async ({ shot }) => {
        const request = toRequest({ shot, screenplay, contract, brief, take: 1, previous: null });
        const path = join(folder, `clean-${film}-${request.slate}.mp4`);
        await studio.workers.run({ kind: 'draw', request, seeds: [], path }, { signal: studio.signal });
        const expected = { ...frameSize(brief.aspect, brief.resolution), rate: request.rate, frames: request.frames };
        const facts = await measure(studio, path, expected);
        const slate = `${film + 1}/${request.slate}`;
        const threads = threadsOf({ screenplay }, shot);
        return {
          slate,
          path,
          shot,
          threads,
          contract,
          tier: 'animated' as const,
          expected,
          facts,
          subject: await subjectOf(request),
        };
      },
      'draw',
    );
    all.push(...drawn);
  }
  return { chosen: all.slice(0, clips), all };
}

/** What circled takes are judged by, with them; null without any. */
function filmFor(state: ProductionState) {
  const { brief, contract, screenplay } = state;
  const takes = circledTakes(state);
  if (brief === null || contract === null || screenplay === null || takes.length === 0) return null;
  return { brief, contract, screenplay, takes };
}

async function runSet(studio: Studio, run: string, clips: number, seed: number): Promise<CleanSet> {
  const { state } = await readProduction(studio.journal, run);
  const { pitch, greenlight } = state;
  const film = filmFor(state);
  if (film === null) {
    throw new StudioError('not-found', `${run} has no circled takes yet`, {
      hint: 'Calibrate without a run: clean takes are drawn here then.',
    });
  }
  const { brief, contract, screenplay, takes } = film;
  const tier = pitch?.pilots.find(({ id }) => id === greenlight?.pilot)?.tier ?? 'animated';
  const shots = new Map(shotsOf(screenplay).map((shot) => [shot.id, shot]));
  const all = await inLanes(
    studio,
    takes.map((take) => ({ name: take.slate, take })),
    async ({ take }) => {
      const shot = shots.get(take.shot);
      if (shot === undefined)
        throw new StudioError('internal', `the screenplay has no shot for the take ${take.slate}`);
      const path = studio.store.path(take.media);
      const frames = take.handles.head + shot.frames + take.handles.tail;
      const expected = { ...frameSize(brief.aspect, brief.resolution), rate: screenplay.rate, frames };
      return {
        slate: take.slate,
        path,
        shot,
        threads: threadsOf({ screenplay }, shot),
        contract,
        tier,
        expected,
        facts: await measure(studio, path, expected),
        subject:
          take.provider === 'animatic'
            ? await subjectOf(toRequest({ shot, screenplay, contract, brief, take: take.number, previous: null }))
            : null,
      };
    },
    'review',
  );
  return { chosen: shuffled(all, seed).slice(0, clips), all };
}

/** Strangers and strays that are put into pictures. */
async function picturesFor(studio: Studio, seed: number): Promise<Record<string, Picture[]>> {
  const wish = {
    concept: 'An empty meadow by day.',
    budget: 1,
    duration: 3,
    aspect: '16:9',
    resolution: '540p',
    seedNumber: seed,
  };
  const plain = await plainRequest(await takeBrief(wish, studio));
  const all = async (whats: readonly string[]): Promise<Picture[]> => {
    const pictures: Picture[] = [];
    for (const what of shuffled(whats, seed).slice(0, 3)) pictures.push(await cutOut(what, plain));
    return pictures;
  };
  return { 'extra-person': await all(STRANGERS), 'unprompted-object': await all(STRAYS) };
}

interface BenchJob {
  name: string;
  clean: Clean;
  /** Null for a clip that nothing is done to. */
  spoil: { kind: DefectKind | null; seed: number; picture: Picture | null; path: string } | null;
  /** A frame of it is kept. */
  shown: boolean;
}

/** Every clean clip as it is, encoded once more, and in all ways spoiled. */
async function benchOf(
  studio: Studio,
  folder: string,
  { chosen }: CleanSet,
  pictures: Record<string, Picture[]>,
  seed: number,
): Promise<BenchJob[]> {
  const kinds = [null, ...(Object.keys(DEFECTS) as DefectKind[])];
  const heard = await inLanes(
    studio,
    chosen.map((clean, at) => ({ name: clean.slate, clean, at })),
    ({ clean, at }) => withSound(studio, folder, clean, at, seed),
    'conform',
  );
  return chosen.flatMap((clean, at) => {
    const sounding = heard[at] ?? clean;
    const asItIs = (one: Clean, name: string): BenchJob => ({ name, clean: one, spoil: null, shown: false });
    return [
      asItIs(clean, `${clean.slate} clean`),
      ...(sounding === clean ? [] : [asItIs(sounding, `${clean.slate} clean with sound`)]),
      ...kinds.map((kind, place): BenchJob => ({
        name: `${clean.slate} ${kind ?? 'copy'}`,
        clean: kind === 'audio-dropout' ? sounding : clean,
        spoil: {
          kind,
          seed: (seed * 7_919 + at * 131 + place) >>> 0,
          picture: pictures[kind ?? '']?.[at % 3] ?? null,
          path: join(folder, `bench-${at}-${kind ?? 'copy'}.mp4`),
        },
        shown: kind !== null && at === place % chosen.length,
      })),
    ];
  });
}

/** The take itself when it has a sound, else a copy with music or a voice under it. */
async function withSound(studio: Studio, folder: string, clean: Clean, at: number, seed: number): Promise<Clean> {
  if (clean.facts.measures.some(({ name }) => name === 'loudness')) return clean;
  const { width, height, rate, frames } = clean.expected;
  const seconds = toSeconds(frames, rate);
  const [sound, path] = [join(folder, `sound-${at}.wav`), join(folder, `sound-${at}.mp4`)];
  const music = { mood: clean.shot.mood, seconds, seedNumber: seed + at, cues: [] };
  await writeFile(
    sound,
    at % 2 === 0 ? (await studio.music.compose(music, studio.signal)).wav : await spoken(studio, clean),
  );
  const job = { from: clean.path, path, size: { width, height }, rate, frames, fit: 'pad' as const, sound };
  await studio.workers.run({ kind: 'conform', job }, { signal: studio.signal });
  return { ...clean, path, facts: await measure(studio, path, clean.expected) };
}

async function spoken({ scratchVoice, signal }: Studio, { shot, expected }: Clean): Promise<Uint8Array> {
  const text = shot.description.slice(0, 200);
  const secondsAvailable = toSeconds(expected.frames, expected.rate);
  const said = await scratchVoice.speak(
    { schema: 'VoiceRequest.1', shot: shot.id, text, style: 'calm', secondsAvailable },
    signal,
  );
  if (said.kind !== 'accepted') throw new StudioError('internal', 'the scratch voice spoke no line');
  return said.speech.wav;
}

interface JudgedBench {
  clip: Benched;
  rows: BenchRow[];
  example: Bench['examples'][number] | null;
}

async function judgeClip(
  studio: Studio,
  { name, clean, spoil, shown }: BenchJob,
  set: CleanSet,
  judge: BenchJudge | null,
): Promise<JudgedBench> {
  const { signal, workers } = studio;
  const path = spoil?.path ?? clean.path;
  const { kind = null, seed = 0, picture = null } = spoil ?? {};
  const defect =
    spoil === null
      ? null
      : await workers.run(
          { kind: 'spoil', job: { from: clean.path, path, kind, seed, picture, subject: clean.subject } },
          { signal },
        );
  const facts = spoil === null ? clean.facts : await measure(studio, path, clean.expected);
  const rows = [
    ...measuredRows(name, defect, clean, facts, set),
    ...(judge === null ? [] : await judgedRows(name, defect, path, clean, judge)),
  ];
  const found = rows.filter(({ detected }) => detected);
  const example =
    shown && defect !== null
      ? {
          kind: defect.kind,
          note: defect.note,
          jpeg: await thumbnail(path, Math.floor((defect.from + defect.until) / 2)),
        }
      : null;
  if (spoil !== null) await rm(path, { force: true });
  const caughtBy = [...new Set(found.flatMap((row) => row.caughtBy))];
  return { clip: { clip: name, defect, detected: found.length > 0, caughtBy }, rows, example };
}

function measure({ workers, signal }: Studio, path: string, expected: MeasureJob['expected']): Promise<TakeFacts> {
  return workers.run({ kind: 'measure', path, expected }, { signal });
}

/**
 * Something is detected when a measure fails that the clean take passes, or when the look strays from the clean takes of
 * the same light below what is asked of the tier. How sure that is said is the score itself: a technical quality of 70
 * says with 30 % that something is wrong.
 */
function measuredRows(clip: string, defect: Defect | null, clean: Clean, facts: TakeFacts, set: CleanSet): BenchRow[] {
  const before = facts === clean.facts ? [] : clean.facts.measures;
  const passedBefore = ({ name }: Measure) => before.find((one) => one.name === name)?.passed ?? true;
  const failed = facts.measures.filter((one) => !one.passed && passedBefore(one));
  const scores = scoresOf(clean, facts, set);
  const threshold = THRESHOLDS[clean.tier];
  const { value: look } = scores.styleConsistency;
  const lookBefore = scoresOf(clean, clean.facts, set).styleConsistency.value;
  const strays = look !== null && look < threshold && (facts === clean.facts || (lookBefore ?? 100) >= threshold);
  const row = (dimension: Dimension, caughtBy: string[], score: number | null): BenchRow => {
    const detected = caughtBy.length > 0;
    return {
      clip,
      defect: defect?.kind ?? null,
      by: 'measured',
      dimension,
      detected,
      confidence: score === null ? null : detected ? 1 - score / 100 : score / 100,
      correct: isCorrect(detected, defect, dimension),
      caughtBy,
    };
  };
  return [
    row(
      'technicalQuality',
      failed.map(({ name }) => name),
      scores.technicalQuality.value,
    ),
    ...(look === null ? [] : [row('styleConsistency', strays ? ['look of its siblings'] : [], look)]),
  ];
}

/** To say that something is wrong is right wherever it is; to say nothing only where the defect is not one of this score. */
function isCorrect(detected: boolean, defect: Defect | null, dimension: Dimension): boolean {
  return detected ? defect !== null : !(defect?.dimensions.includes(dimension) ?? false);
}

/** The scores that the dailies would give when nobody has looked. */
function scoresOf(clean: Clean, { measures, look }: TakeFacts, { all }: CleanSet): Review['scores'] {
  const { scores } = review({
    slate: clean.slate,
    judgedBy: 'offline',
    shot: clean.shot,
    contract: clean.contract,
    tier: clean.tier,
    threshold: null,
    measures,
    look,
    siblings: all.flatMap(({ slate, shot, contract, facts }) =>
      slate !== clean.slate && contract.hash === clean.contract.hash && sameLight(shot, clean.shot)
        ? [{ slate, look: facts.look }]
        : [],
    ),
    warnings: [],
    questions: [],
    votes: [],
    pictures: [],
    unseen: null,
    attempt: 1,
    attemptsAllowed: 1,
  });
  return scores;
}

/** What a question of each kind is about, and what is answered when nothing is wrong. */
const ASPECTS: Record<AskedQuestion['about'], { dimension: Dimension; good: boolean }> = {
  shown: { dimension: 'visualAccuracy', good: true },
  contradicted: { dimension: 'visualAccuracy', good: false },
  look: { dimension: 'styleConsistency', good: true },
  flaw: { dimension: 'technicalQuality', good: false },
  story: { dimension: 'narrativeFit', good: true },
};

/** One verdict for each score that was asked about: as sure as its surest complaint, or as all that is well together. */
async function judgedRows(
  clip: string,
  defect: Defect | null,
  path: string,
  { shot, contract, threads, expected }: Clean,
  judge: BenchJudge,
): Promise<BenchRow[]> {
  const questions = questionsFor(shot, contract, threads);
  const looked = await judge({ path, frames: expected.frames, shot, concept: contract.concept, questions });
  if (looked === null) return [];
  const told = looked.answers.flatMap(({ id, yes, confidence }) => {
    const question = questions.find((one) => one.id === id);
    if (question === undefined) return [];
    const { dimension, good } = ASPECTS[question.about];
    return [{ dimension, ask: question.ask, complains: yes !== good && confidence > 0.5, confidence }];
  });
  return [...new Set(told.map(({ dimension }) => dimension))].map((dimension) => {
    const own = told.filter((one) => one.dimension === dimension);
    const complaints = own.filter(({ complains }) => complains);
    const detected = complaints.length > 0;
    const confidence = detected
      ? Math.max(...complaints.map((one) => one.confidence))
      : own.reduce((sum, one) => sum + one.confidence, 0) / own.length;
    return {
      clip,
      defect: defect?.kind ?? null,
      by: 'judge',
      dimension,
      detected,
      confidence,
      correct: isCorrect(detected, defect, dimension),
      caughtBy: complaints.map(({ ask }) => ask),
    };
  });
}

/** So many at a time that the threads are busy and the disk is not full of clips. */
const LANES = 4;

/** Results in the order of the jobs; tells whoever watches how many are done. */
async function inLanes<J extends { name: string }, R>(
  { watch, signal }: Studio,
  jobs: readonly J[],
  work: (job: J) => Promise<R>,
  kind: 'draw' | 'conform' | 'review' = 'review',
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let done = 0;
  const tell = () => watch.onProgress({ work: kind, subject: 'bench', done, total: jobs.length });
  const lane = async (): Promise<void> => {
    for (let at = next++; at < jobs.length; at = next++) {
      if (signal.aborted) throw new StudioError('interrupted', 'stopped while calibrating');
      results[at] = await work(jobs[at] as J);
      done += 1;
      tell();
    }
  };
  tell();
  await allEnded(Array.from({ length: LANES }, lane));
  return results;
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = randomFrom(seed);
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
