import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { pick, randomFrom } from '../../src/film/random.ts';
import type { Bomb } from './bomb.ts';
import { nameOf, openStage, type Crash, type Payee, type Planned, type Stage, type Tally } from './stage.ts';

/** Crashes that run side by side: a process that waits for its vendor leaves the machine to another. */
const LANES = 2;
/** How many times as many crashes as in an ordinary test run; the others are drawn by lot. */
const TIMES = Number(process.env['STUDIO_CHAOS'] ?? 1);
const SEED = Number(process.env['STUDIO_SEED'] ?? 20_261_127);
/** Of every payee, killed whenever it may be and not at a point. */
const INSTANTS = 1;

const MOMENTS = ['before', 'inside', 'after'] as const;

/** The way of a paid clip, write by write and exchange by exchange. */
const WAY = [
  'take-intended',
  'create',
  'take-submitted',
  'poll',
  'take-running#1',
  'take-delivered',
  'download',
  'take-adopted',
];
const WAY_OF_A_LINE = ['voice-intended', 'create', 'voice-adopted'];

/** What goes wrong at the vendor, and where it is worth dying then. A point is `event#nth`. */
const FAULTS: readonly [faults: string, points: string][] = [
  ['accept_then_reset@1', 'take-unsure find take-submitted#1'],
  ['accept_then_5xx@1', 'create#1'],
  ['malformed_json_200@1', 'take-unsure#1'],
  ['truncated_body@1', 'create#1'],
  ['reset_before_accept@1', 'take-unsent create#2'],
  ['err_5xx_before_accept@1', 'create#2'],
  ['concurrency_429@1', 'create#2'],
  ['accept_then_reset@1 list_500*2 clock_skew', 'find#2'],
  ['poll_500@1-3 unknown_state', 'poll#2'],
  ['poll_malformed@1 poll_404@2-3 poll_reset@4', 'poll#3'],
  ['asset_truncated*2', 'download#1 take-adopted#1'],
  ['asset_expired*1 asset_zero*1', 'download#2'],
  ['fail_late@1', 'take-failed#1 create#2'],
  ['moderation_output@1', 'take-failed#1'],
  ['complete_late@1', 'poll#3'],
];
const FAULTS_OF_A_LINE: readonly [faults: string, points: string][] = [
  ['accept_then_reset@1', 'voice-unsure create find voice-adopted'],
  ['accept_then_5xx@1', 'voice-unsure'],
  ['malformed_json_200@1', 'voice-unsure'],
  ['reset_before_accept@1', 'voice-unsure voice-unsent create#2'],
  ['accept_then_reset@1 list_500*2', 'find#2'],
];

/** Where the public command is killed: on the way of a clip or a line, and when its order is lost. */
const COMMAND_POINTS = ['create', 'take-submitted', 'take-adopted'];
const COMMAND_POINTS_OF_A_LINE = ['create', 'voice-adopted'];

/**
 * Kills processes that pay these payees, in every way that is worth it, and lets nothing pass that is paid twice, lost or
 * a micro-dollar off.
 */
export function crashTests(payees: readonly Payee[]): void {
  const tally: Tally = { cases: 0, hit: 0, missed: [], paidTwice: 0, lost: 0, held: 0 };
  const plans = new Map<string, Promise<Planned>>();
  const lanes: Promise<Stage>[] = Array.from({ length: LANES }, () => openStage(tally, plans));
  after(async () => {
    for (const stage of lanes) await (await stage).close();
    const { cases, hit, paidTwice, lost, held } = tally;
    process.stdout.write(
      `crashes of ${payees.map(({ name }) => name).join(', ')}: ${cases} cases, ${hit} killed where they were meant to be, ` +
        `${paidTwice} paid twice, ${lost} lost, ${held} held as unsure until a person said what is so\n`,
    );
  });

  for (const payee of payees) {
    it(`pays ${payee.name} once and loses nothing, wherever it is killed`, async () => {
      const drawn = Array.from({ length: INSTANTS }, (_, at) => atAnInstant(payee, randomFrom(SEED + at)));
      await perform([...matrixOf(payee), ...drawn], (stage, crash) => stage.crash(crash));
    });
    it(`makes the film for which ${payee.name} is paid after the command was killed`, async () => {
      await perform(commandsOf(payee), (stage, crash) => stage.crashCommand(crash));
    });
  }
  it('kills nearly all of them where it means to', () => {
    assert.ok(tally.hit >= tally.cases * 0.9, tally.missed.join('\n'));
  });

  if (TIMES > 1) {
    it('does so in whatever way the dice fall', async () => {
      const random = randomFrom(SEED);
      const count = (TIMES - 1) * payees.flatMap(matrixOf).length;
      const crashes = Array.from({ length: count }, () => byLot(pick(payees as [Payee, ...Payee[]], random), random));
      await perform(crashes, (stage, crash) => stage.crash(crash));
    });
  }
  async function perform(crashes: Crash[], one: (stage: Stage, crash: Crash) => Promise<void>): Promise<void> {
    const failures: string[] = [];
    const waiting = [...crashes];
    const lane = async (opening: Promise<Stage>): Promise<void> => {
      const stage = await opening;
      for (let crash = waiting.shift(); crash !== undefined; crash = waiting.shift())
        await one(stage, crash).catch((error: unknown) => failures.push(`${nameOf(crash)}: ${String(error)}`));
    };
    await Promise.all(lanes.map(lane));
    assert.deepEqual(failures, []);
  }
}

function matrixOf(payee: Payee): Crash[] {
  const [way, faulty] = payee.voice === null ? [WAY, FAULTS] : [WAY_OF_A_LINE, FAULTS_OF_A_LINE];
  // In an ordinary run each vendor of pictures meets every third fault, and between them they meet them all.
  const all = meetsAll(payee);
  // And every write and exchange at two of its three moments, another two at the next payee.
  const plain = way.flatMap((point, index) =>
    momentsOf(point)
      .filter((_, at) => all || (at + index + payee.name.length) % 3 > 0)
      .map((moment) => ({ payee, faults: [], kill: bombAt(point, moment) })),
  );
  const met = faulty.filter((_, at) => all || at % 3 === payee.name.length % 3);
  const troubled = met.flatMap(([faults, points]) =>
    points
      .split(' ')
      .flatMap((point) =>
        isOnTheWay(payee, faults, point)
          ? momentsOf(point).map((moment) => ({ payee, faults: faults.split(' '), kill: bombAt(point, moment) }))
          : [],
      ),
  );
  return [...plain, ...troubled];
}

function meetsAll(payee: Payee): boolean {
  return TIMES > 1 || payee.voice !== null;
}

/** A vendor that cannot be asked is not asked, and an order of which nobody knows goes no further by itself. */
function isOnTheWay({ untold }: Payee, faults: string, point: string): boolean {
  const told = (what: (typeof untold)[number]): boolean => !untold.includes(what);
  if (point.startsWith('find')) return told('taken');
  if (faults.startsWith('accept_then_reset') && /submitted|adopted/.test(point)) return told('taken');
  if (faults.startsWith('reset_before_accept') && !point.endsWith('unsure')) return told('not taken');
  return !(faults.startsWith('err_5xx_before') && !told('not taken'));
}

/** Where it says which one, one moment tells as much as three. */
function momentsOf(point: string): Bomb['moment'][] {
  if (point.includes('#')) return ['inside'];
  return point === 'find' || point === 'poll' ? ['before', 'after'] : [...MOMENTS];
}

function bombAt(point: string, moment: Bomb['moment']): Bomb {
  const [at = '', nth] = point.split('#');
  return nth === undefined ? { at, moment } : { at, moment, nth: Number(nth) };
}

function commandsOf(payee: Payee): Crash[] {
  const points = payee.voice === null ? COMMAND_POINTS : COMMAND_POINTS_OF_A_LINE;
  const crashes = [
    // Of the three moments one each, so that all come up.
    ...points.map((at, index) => ({ payee, faults: [], kill: { at, moment: MOMENTS[(index + 1) % 3] ?? 'inside' } })),
    {
      payee,
      faults: ['accept_then_reset@1'],
      kill: { at: payee.voice === null ? 'take-unsure' : 'voice-unsure', moment: 'after' as const },
    },
  ];
  // In an ordinary run each vendor of pictures meets every other one, and between them they meet them all.
  return meetsAll(payee) ? crashes : crashes.filter((_, at) => (at + payee.name.length) % 2 > 0);
}

function atAnInstant(payee: Payee, random: () => number): Crash {
  return { payee, faults: [], kill: random() };
}

/** Some crash of the matrix, with what goes wrong in another one too, and perhaps at another instant. */
function byLot(payee: Payee, random: () => number): Crash {
  const cases = matrixOf(payee) as [Crash, ...Crash[]];
  const { faults, kill } = pick(cases, random);
  return { payee, faults: [...faults, ...pick(cases, random).faults], kill: random() < 0.3 ? random() : kill };
}
