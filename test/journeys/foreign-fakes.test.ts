import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { makeClip } from '../fakes/clip.ts';
import type { Fake, Habits } from '../fakes/fake.ts';
import { startFake, type FakeName } from '../fakes/index.ts';
import { dataOf, eventsOf, lot, onlyOf } from './studio.ts';

/*
 * Films paid for at vendors as somebody else wrote them, from their documents alone: what is ordered, delivered and
 * accounted for must not hang on the habits of our own simulators.
 */

const folder = mkdtempSync(join(tmpdir(), 'foreign-'));
/** Larger, faster and longer than asked, with sound; and one of just another size, silent. */
const LONG = join(folder, 'long.mp4');
const PLAIN = join(folder, 'plain.mp4');

before(async () => {
  await makeClip(LONG, { width: 852, height: 480, rate: { num: 30, den: 1 }, frames: 186, sound: true });
  await makeClip(PLAIN, { width: 1248, height: 704, rate: { num: 24, den: 1 }, frames: 121, sound: false });
});
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }));

/** Says much, much of it unheard of, on a bad line, with a clock that is fast and a list that is turned round. */
const CHATTY: Habits = {
  troubles: ['bad-gateway', 'reset', 'too-many', 'cut-off', 'internal'],
  busy: 1,
  numbersAsText: true,
  gzip: true,
  pieces: true,
  skew: 300,
  oldestFirst: true,
  page: { size: 2, overlap: 1 },
  asset: { redirect: true, slow: true, type: null },
};

/** Says the least, is done at once, and knows of a job a second after it took it; its clips come with difficulty. */
const TERSE: Habits = {
  terse: true,
  unknownFor: 1000,
  created: 200,
  pieces: true,
  skew: -300,
  failures: [1],
  asset: { plain: true, expired: true, broken: true, type: 'application/octet-stream' },
};

type Speaker = 'openai' | 'elevenlabs';

interface Case {
  fake: FakeName;
  provider: string;
  phases: string[];
  /** Its list shows orders whose answer was lost. */
  lists: boolean;
  /** Who speaks in the first film, and in the second. */
  voices: [Speaker | null, Speaker | null];
}

const VENDORS: Case[] = [
  {
    fake: 'luma-dream-machine',
    provider: 'luma',
    phases: ['queued', 'preparing', 'dreaming'],
    lists: true,
    voices: ['openai', null],
  },
  {
    fake: 'luma-agents',
    provider: 'luma',
    phases: ['processing', 'polishing', 'queued'],
    lists: false,
    voices: [null, 'openai'],
  },
  {
    fake: 'runway',
    provider: 'runway',
    phases: ['THROTTLED', 'WARMING', 'RUNNING', 'PENDING'],
    lists: false,
    voices: ['elevenlabs', null],
  },
  {
    fake: 'kling',
    provider: 'kling',
    phases: ['submitted', 'auditing', 'processing'],
    lists: true,
    voices: [null, 'elevenlabs'],
  },
  {
    fake: 'fal',
    provider: 'pika',
    phases: ['IN_QUEUE', 'SCHEDULED', 'IN_PROGRESS'],
    lists: true,
    voices: [null, null],
  },
];

for (const { fake, provider, phases, lists, voices } of VENDORS) {
  describe(fake, () => {
    it('makes the film when it is chatty and the line is bad', async () => {
      const habits = { ...CHATTY, phases, ...(lists ? { lostAnswers: [1] } : {}) };
      await filmAt({
        provider,
        picture: await startFake(fake, { clip: LONG, habits }),
        ...(await speaker(voices[0], CHATTY)),
      });
    });

    it('makes the film when it is terse and in haste, although its first try fails', async () => {
      const picture = await startFake(fake, { clip: PLAIN, habits: TERSE });
      await filmAt({ provider, picture, failures: 1, ...(await speaker(voices[1], { terse: true, pieces: true })) });
    });
  });
}

it('a film of two scenes is shot and spoken by vendors at the same time', async () => {
  const picture = await startFake('kling', { clip: PLAIN, habits: { phases: ['submitted', 'processing'] } });
  await filmAt({ provider: 'kling', picture, scenes: 2, ...(await speaker('elevenlabs', {})) });
});

async function speaker(voice: Speaker | null, habits: Habits): Promise<Pick<Film, 'voice' | 'speech'>> {
  return voice === null ? {} : { voice, speech: await startFake(voice, { habits }) };
}

interface Film {
  provider: string;
  picture: Fake;
  /** Orders of pictures that fail and are given again. */
  failures?: number;
  voice?: Speaker;
  speech?: Fake;
  scenes?: number;
}

/** Of a scene: enough for a line. */
const SECONDS = 2.5;

/** Makes a film with real money as far as the studio knows, and holds its account against the vendors' own. */
async function filmAt({ provider, picture, failures = 0, voice, speech, scenes = 1 }: Film): Promise<void> {
  using studio = lot();
  const environment = { CLAUDE_STUDIO_POLL: '0.1', ...picture.environment, ...speech?.environment };
  const wish = [
    '--provider',
    provider,
    '--voice',
    voice ?? 'none',
    '--scenes',
    `${scenes}`,
    '--duration',
    `${scenes * SECONDS}`,
  ];
  const terms = ['--live', '--budget', '6', '--resolution', '540p', '--no-music', '--yes', '--json'];
  try {
    const made = await studio.runWith(environment, 'produce', 'A dog runs on a beach', ...wish, ...terms);
    assert.equal(made.code, 0, made.stderr);
    const events = eventsOf(made);
    const film = await probe(join(onlyOf(events, 'production-started').folder, 'film.mp4'));
    const { width, height, frames } = film.video ?? {};
    assert.deepEqual({ width, height, frames }, { width: 960, height: 540, frames: scenes * SECONDS * 24 });
    assert.equal(film.audio !== null, voice !== undefined);

    const shot = picture.creates();
    const shots = onlyOf(events, 'screenplay-written').scenes.flatMap((scene) => scene.shots);
    assert.equal(shot.length, shots.length + failures);
    for (const { body } of shot) assert.match(JSON.stringify(body), /dog|beach/i);
    assert.deepEqual(
      new Set(dataOf(events, 'take-submitted').map(({ vendorId }) => vendorId)),
      new Set(shot.map(({ id }) => id)),
    );
    const orders = [...shot, ...(speech?.creates() ?? [])];
    const entries = await ledgerOf(studio);
    assert.equal(entries.length, orders.length, 'an entry for every order, an order for every entry');
    const settled = entries.flatMap((entry) => entry.settled ?? []).toSorted((a, b) => a - b);
    const charged = orders.map(({ cost }) => cost).filter((cost) => cost > 0);
    assert.deepEqual(
      settled,
      charged.toSorted((a, b) => a - b),
    );
    assert.deepEqual([...picture.complaints(), ...(speech?.complaints() ?? [])], []);
  } finally {
    await picture.close();
    await speech?.close();
  }
}

interface Entry {
  provenance: string;
  settled: number | null;
  released: string | null;
}

/** What was reserved for real money; nothing of it may be open. */
async function ledgerOf(studio: ReturnType<typeof lot>): Promise<Entry[]> {
  const { stdout } = await studio.run('ledger', '--json');
  const entries = stdout.split('\n').filter(Boolean);
  const live = entries.map((line) => JSON.parse(line) as Entry).filter(({ provenance }) => provenance === 'live');
  for (const { settled, released } of live) assert.ok((settled === null) !== (released === null), stdout);
  return live;
}
