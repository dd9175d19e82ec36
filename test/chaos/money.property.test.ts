import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import type { MediaStore } from '../../src/cutting-room/media-store/spec.ts';
import { StudioError } from '../../src/errors.ts';
import type { MediaRef } from '../../src/film/media.ts';
import { type MicroUsd, sum } from '../../src/film/money.ts';
import type { VideoRequest } from '../../src/film/request.ts';
import { shotsOf, type Shot } from '../../src/film/screenplay.ts';
import type { ProductionState } from '../../src/film/state.ts';
import type { Journal } from '../../src/journal/spec.ts';
import { openSqliteJournal } from '../../src/journal/sqlite.ts';
import { ledgerOf } from '../../src/ledger/ledger.ts';
import { readAccount } from '../../src/production/studio/account.ts';
import { createGate, type Gate } from '../../src/production/studio/gates.ts';
import { holdProduction, readProduction, streamOf, type Production } from '../../src/production/studio/production.ts';
import { settleUnsure } from '../../src/production/takes/salvage.ts';
import { shoot } from '../../src/production/orders/shoot.ts';
import { plainClips } from '../../src/production/studio/simulated-clips.ts';
import type { Studio } from '../../src/production/studio/studio.ts';
import { speak } from '../../src/production/orders/voice.ts';
import { createFoley } from '../../src/providers/effects/foley.ts';
import { createComposer } from '../../src/providers/music/composer.ts';
import { createScratchVoice } from '../../src/providers/voice/scratch.ts';
import { sampleProduction, sampleScreenplay } from '../fixtures/production.ts';
import { Audit } from './audit.ts';
import { FakeVendor, pricesOf, WAYS } from './fake-vendor.ts';
import { Death, journalOf, Life, type End } from './life.ts';

/** Schedules in all, and how many of them run side by side, because they mostly wait. */
const SCHEDULES = 400 * Number(process.env['STUDIO_CHAOS'] ?? 1);
const TOGETHER = 24;

const ATTEMPTS = 2;
/** Rounds of a fair vendor after which everything must have come to an end. */
const PATIENCE = 12;
/** A month ends in the middle of many a schedule. */
const NEAR_MIDNIGHT = Date.UTC(2026, 10, 30, 23, 57);
const CLIP_SECONDS = 1 / 12;

let folder = '';
let clip = '';
let clipBytes = 0;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studio-money-'));
  clip = join(folder, 'clip.mp4');
  const order = { vendor: 'luma', model: 'm', jobId: 'j', prompt: '', seed: 1, quality: 70, sound: false } as const;
  const still = { firstFrame: null, lastFrame: null, continues: null };
  const make = plainClips(folder);
  await make(
    { ...order, ...still, width: 320, height: 180, seconds: CLIP_SECONDS },
    clip,
    new AbortController().signal,
  );
  clipBytes = (await stat(clip)).size;
});
after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** What happens to one to three films that are paid from one account. */
interface Schedule {
  seed: number;
  way: (typeof WAYS)[number];
  countsOrders: boolean;
  trouble: number;
  films: { shots: number; lines: number; /** In takes. */ budget: number }[];
  /** Of all films together, in takes; null for none. */
  cap: number | null;
  /** Whether all films have the same words. */
  alike: boolean;
  /** Whether one process makes all films, or each has its own. */
  together: boolean;
  /** How the processes of each round end. */
  rounds: End[][];
}

const end: fc.Arbitrary<End> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('crash' as const), point: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stop' as const), point: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 2, arbitrary: fc.constant(null) },
);
const schedule: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  way: fc.constantFrom(...WAYS),
  countsOrders: fc.boolean(),
  trouble: fc.constantFrom(0, 0.1, 0.3, 0.6),
  films: fc.array(
    fc.record({
      shots: fc.integer({ min: 1, max: 3 }),
      lines: fc.integer({ min: 0, max: 1 }),
      budget: fc.integer({ min: 1, max: 6 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  cap: fc.option(fc.integer({ min: 1, max: 9 }), { freq: 2 }),
  alike: fc.boolean(),
  together: fc.boolean(),
  rounds: fc.array(fc.tuple(end, end, end), { minLength: 0, maxLength: 4 }),
});

const tally = { schedules: 0, deaths: 0, stops: 0, orders: 0, events: 0, settledByHand: 0 };

it(`keeps every cent of ${SCHEDULES} schedules: never over a budget or the cap, nothing paid twice, nothing lost`, async () => {
  const seed = Number(process.env['STUDIO_SEED'] ?? 20_261_127);
  const plans = fc.sample(schedule, { numRuns: SCHEDULES, seed });
  const failures: Error[] = [];
  const lane = async (): Promise<void> => {
    for (let plan = plans.pop(); plan !== undefined; plan = plans.pop())
      await live(plan).catch((error: unknown) => failures.push(error as Error));
  };
  await Promise.all(Array.from({ length: TOGETHER }, lane));
  // The shortest story is the easiest to understand.
  const [simplest] = failures.toSorted((a, b) => a.message.length - b.message.length);
  if (simplest !== undefined) throw new Error(`${failures.length} schedules fail; the simplest:`, { cause: simplest });
  assert.ok(tally.deaths > SCHEDULES / 2 && tally.settledByHand > 0, JSON.stringify(tally));
});

after(() => {
  const { schedules, deaths, stops, orders, events, settledByHand } = tally;
  process.stdout.write(
    `money: ${schedules} schedules, ${deaths} processes killed, ${stops} stopped, ${orders} orders taken, ` +
      `${events} events checked, ${settledByHand} orders settled by a person's word\n`,
  );
});

/** Runs one schedule to its end and compares the ledgers with the vendor's bill. */
async function live(plan: Schedule): Promise<void> {
  const world = await build(plan);
  try {
    for (const ends of plan.rounds) await round(world, ends);
    await bringHome(world);
    await compare(world);
  } catch (error) {
    throw new Error(`with the schedule ${JSON.stringify(plan)}`, { cause: error });
  } finally {
    await world.journal.close();
  }
  tally.schedules += 1;
  tally.orders += world.vendor.orders.length;
  tally.events += world.audit.events;
}

/** Everything that outlives a process. */
interface World {
  plan: Schedule;
  films: Film[];
  now: () => number;
  journal: Journal;
  audit: Audit;
  vendor: FakeVendor;
  names: number;
  /** Orders that a person said were taken and are lost. */
  writtenOff: { production: string; reservation: string; id: string }[];
}

interface Film {
  id: string;
  budget: MicroUsd;
  shots: Shot[];
  lines: { shot: string; text: string }[];
}

const TAKE = pricesOf('1A-1').ceiling;

async function build(plan: Schedule): Promise<World> {
  let clock = NEAR_MIDNIGHT + (plan.seed % 7) * 60_000;
  const now = () => (vendor.holdsTheClock ? clock : (clock += 2_000));
  const vendor = new FakeVendor(plan, () => now(), clip);
  const audit = new Audit(plan.cap === null ? null : plan.cap * TAKE, (id) => vendor.writtenDown(id));
  return {
    plan,
    films: plan.films.map((film, at) => filmOf(film, `film-${at}`, plan.alike ? 'any' : `film ${at}`)),
    now,
    journal: audit.over(await openSqliteJournal({ file: ':memory:', clock: now })),
    audit,
    vendor,
    names: 0,
    writtenOff: [],
  };
}

function filmOf({ shots, lines, budget }: Schedule['films'][number], id: string, words: string): Film {
  const all = shotsOf(sampleScreenplay(words)).map((shot) => ({
    ...shot,
    frames: 24,
    description: `${words}: ${shot.id}`,
  }));
  const chosen = all.slice(0, shots);
  return {
    id,
    budget: (budget * TAKE) as MicroUsd,
    shots: chosen,
    lines: chosen.slice(0, lines).map((shot) => ({ shot: shot.id, text: `${words} says ${shot.id}` })),
  };
}

/** All films are worked on at once, until their processes have ended one way or another. */
async function round(world: World, ends: readonly End[]): Promise<StudioError[]> {
  const { films, plan } = world;
  const lots = plan.together ? [films] : films.map((film) => [film]);
  const trouble = await Promise.all(
    lots.map(async (lot, at) => {
      const studio = open(world, new Life(ends[at] ?? null));
      const seen = await Promise.all(lot.map((film) => make(studio, film)));
      studio.life.over();
      if (studio.life.dead) tally.deaths += 1;
      else if (studio.life.stop.signal.aborted) tally.stops += 1;
      return seen.flat();
    }),
  );
  world.audit.assertWell();
  return trouble.flat();
}

/** One process works on a film as the dailies do; gives what stopped it. */
async function make(studio: Process, film: Film): Promise<StudioError[]> {
  let production: Production;
  try {
    production = await holdProduction(studio, film.id);
  } catch (error) {
    return expected(error);
  }
  try {
    if (production.state.brief === null) await begin(production, film);
    const works = [
      ...film.shots.map((shot) => untilTaken(production, shot)),
      ...film.lines.map((line) => say(production, line)),
    ];
    const ended = await Promise.allSettled(works);
    return ended.flatMap((one) => (one.status === 'rejected' ? expected(one.reason) : []));
  } catch (error) {
    return expected(error);
  } finally {
    await production.close();
  }
}

/** What may happen to an honest process. Anything else is a fault of the studio and is thrown. */
function expected(error: unknown): StudioError[] {
  if (error instanceof Death || (error as Error).name === 'AbortError') return [];
  const codes = new Set(['paid-work-outstanding', 'budget-exceeded', 'balance', 'config', 'provider', 'interrupted']);
  if (error instanceof StudioError && codes.has(error.code)) return [error];
  throw error;
}

async function begin(production: Production, { id, budget }: Film): Promise<void> {
  const [first] = sampleProduction();
  if (first?.event.type !== 'production-started') throw new Error('the sample begins otherwise');
  const { brief, ...rest } = first.event.data;
  const data = {
    ...rest,
    production: id,
    provenance: 'live' as const,
    brief: { ...brief, budget, provider: 'fake', model: 'm' },
  };
  await production.record({ type: 'production-started', data });
}

async function untilTaken(production: Production, shot: Shot): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const shooting = await shoot(production, requestOf(shot, attempt));
    if ('take' in shooting || !shooting.failed.retryable) return;
  }
}

async function say(production: Production, { shot, text }: Film['lines'][number]): Promise<void> {
  const voice = await production.studio.voiceProvider('fake-voice');
  await speak(production, voice, { schema: 'VoiceRequest.1', shot, text, style: 'calm', secondsAvailable: 5 });
}

function requestOf(shot: Shot, attempt: number): VideoRequest {
  return {
    schema: 'VideoRequest.1',
    slate: `${shot.id}-${attempt}`,
    prompt: shot.description,
    shot,
    threads: [],
    seeds: [],
    style: null,
    aspect: '16:9',
    resolution: '540p',
    rate: { num: 24, den: 1 },
    frames: shot.frames,
    handles: { head: 0, tail: 0 },
    seedNumber: 1,
    slateText: null,
    firstFrame: null,
    lastFrame: null,
    after: null,
    continues: null,
  };
}

type Process = Studio & { life: Life };

/** A process: a studio of its own, which shares with the others only what lies on disk and what is at the vendor. */
function open(world: World, life: Life): Process {
  const { now, vendor, plan } = world;
  const scratchFolder = join(folder, 'scratch');
  const gates = new Map<string, Gate>();
  return {
    life,
    version: 'test',
    settings: {
      home: folder,
      artifacts: folder,
      provider: 'fake',
      aspect: '16:9',
      resolution: '540p',
      budget: null,
      model: null,
      roles: {},
      endpoints: {},
      cap: plan.cap === null ? null : (plan.cap * TAKE) / 1_000_000,
      timeout: null,
      parallel: null,
      poll: 0.001,
    },
    now,
    mint: () => `name-${(world.names += 1)}-${plan.seed}`,
    holder: `${hostname()}:${process.pid}`,
    journal: journalOf(life, world.journal),
    store: STORE,
    videoProvider: async () => vendor.video(life),
    voiceProvider: async () => vendor.voice(life),
    priceList: async () => vendor.video(life),
    videoWithKey: () => ['fake'],
    mind: () => Promise.reject(new Error('nobody thinks here')),
    hasClaude: false,
    scratchVoice: createScratchVoice(),
    gates: (name, limit) => {
      const gate = gates.get(name) ?? createGate(limit, now);
      gates.set(name, gate);
      return gate;
    },
    music: createComposer(),
    effects: createFoley(),
    workers: WORKERS,
    scratchFolder,
    watch: { onEvent: () => undefined, onProgress: () => undefined },
    dry: false,
    invocation: null,
    signal: life.stop.signal,
    close: async () => undefined,
  };
}

/** The clip itself is not what this is about: it is there already, in the house format. */
const WORKERS: Studio['workers'] = {
  run: async (job) => {
    if (job.kind !== 'conform') throw new Error(`nobody does ${job.kind} here`);
    await copyFile(job.job.from, job.job.path);
    return { frames: job.job.frames } as never;
  },
  close: async () => undefined,
};

const STORE: MediaStore = {
  put: async (): Promise<MediaRef> => ({ sha256: 'c'.repeat(64), extension: 'mp4', bytes: clipBytes }),
  path: () => clip,
  verify: async () => true,
  place: async () => undefined,
};

/** Honest processes and a fair vendor; a person says what nobody else can know. Then everything has come to an end. */
async function bringHome(world: World): Promise<void> {
  const { vendor } = world;
  vendor.settle();
  vendor.fair = true;
  let told: string[] = [];
  for (let patience = PATIENCE; patience > 0; patience -= 1) {
    const trouble = await round(world, []);
    told = trouble.filter(({ code }) => code !== 'budget-exceeded').map(({ message }) => message);
    if (told.length === 0) return;
    for (const film of world.films) await settleByHand(world, film);
  }
  throw new Error(`it never came to an end: ${told.join('; ')}`);
}

/** The person looks into the account at the vendor and says what is there. */
async function settleByHand(world: World, { id, lines }: Film): Promise<void> {
  const { state } = await readProduction(world.journal, id);
  const known = new Set(await claimedOf(world));
  const settle = async (what: string, reservation: string, isIt: (order: FakeVendor['orders'][number]) => boolean) => {
    const taken = world.vendor.orders.find((order) => isIt(order) && !known.has(order.id));
    await settleUnsure(open(world, new Life(null)), id, what, taken !== undefined);
    tally.settledByHand += 1;
    if (taken === undefined) return;
    known.add(taken.id);
    world.writtenOff.push({ production: id, reservation, id: taken.id });
  };
  for (const { slate, status, reference } of Object.values(state.takes))
    if (status === 'unsure') await settle(slate, `take/${slate}`, (order) => order.reference === reference);
  for (const [shot, { status }] of Object.entries(state.voiceOrders)) {
    const text = lines.find((line) => line.shot === shot)?.text;
    if (status === 'unsure') await settle(shot, `voice/${shot}`, ({ reference }) => reference === `line ${text}`);
  }
}

/** Vendor's ids that a take or a line has, or that are written off. */
async function claimedOf({ films, journal, writtenOff }: World): Promise<string[]> {
  const states = await Promise.all(films.map(({ id }) => readProduction(journal, id)));
  return [...states.flatMap(({ state }) => idsOf(state).map(({ id }) => id)), ...writtenOff.map(({ id }) => id)];
}

function idsOf(state: ProductionState): { id: string; reservation: string }[] {
  const takes = Object.values(state.takes).flatMap(({ slate, vendorId }) =>
    vendorId === null ? [] : [{ id: vendorId, reservation: `take/${slate}` }],
  );
  const lines = Object.values(state.voices).flatMap(({ shot, vendorId }) =>
    vendorId === null ? [] : [{ id: vendorId, reservation: `voice/${shot}` }],
  );
  return [...takes, ...lines];
}

/** Every order of the vendor's bill is in one entry of one ledger, and nothing else is. */
async function compare(world: World): Promise<void> {
  const { films, journal, vendor, writtenOff } = world;
  const entered = new Map<string, number>();
  let expected = 0;
  let spent = 0;
  for (const { id, budget } of films) {
    const { state } = await readProduction(journal, id);
    const ledger = ledgerOf(budget, await journal.read(streamOf(id)));
    assert.equal(ledger.reserved, 0, `${id} has money set aside for nothing`);
    spent += ledger.spent;
    const own = [...idsOf(state), ...writtenOff.filter(({ production }) => production === id)];
    for (const { id: order, reservation } of own) {
      entered.set(order, (entered.get(order) ?? 0) + 1);
      const taken = vendor.orders.find((one) => one.id === order);
      assert.ok(taken, `${reservation} of ${id} has the order ${order}, which the vendor does not know`);
      const entry = ledger.entries.findLast((one) => one.reservation === reservation);
      const lost = writtenOff.some((one) => one.id === order);
      // What is written off is gone at what was set aside, whatever the vendor made of it.
      const bill = lost ? entry?.reserved : taken.bill;
      assert.equal(entry?.settled ?? 0, bill, `${reservation} of ${id} against ${order}`);
      expected += bill ?? 0;
    }
  }
  const odd = vendor.orders.filter(({ id }) => entered.get(id) !== 1);
  const told = odd.map(({ id, reference }) => `${id} (${reference}) is in ${entered.get(id) ?? 0} ledgers`);
  assert.deepEqual(told, [], 'every order of the bill is in one ledger');
  assert.equal(spent, expected);
  // Orders that only their words tell apart may change places among films of the same words, which costs nobody anything.
  const references = vendor.orders.map(({ reference }) => reference).filter((one) => one.startsWith('studio-'));
  if (world.plan.way !== 'words')
    assert.equal(new Set(references).size, references.length, 'a slate was ordered twice');
  const account = await readAccount(journal, 'live');
  assert.equal(account.reserved, 0);
  assert.equal(sum(Object.values(account.spent)), spent, 'the account of all films');
}
