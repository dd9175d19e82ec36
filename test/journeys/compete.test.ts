import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fakeCrew, type Eye, type Option } from '../fakes/crew.ts';
import { startFake } from '../fakes/index.ts';
import { openMinds } from '../fakes/minds.ts';
import { tintedClip, tintOf, type Tint } from '../fakes/tinted.ts';
import { dataOf, eventsOf, lot, onlyOf } from './studio.ts';

/*
 * Whole live productions: minds and vendors as somebody else wrote them from their documents, real HTTP, and pilots whose
 * quality the judge can see by a colour that the studio knows nothing of.
 */

const folder = mkdtempSync(join(tmpdir(), 'pilots-'));
const clipOf = (tint: Tint): string => join(folder, `${tint}.mp4`);
before(async () => {
  for (const tint of ['red', 'green'] as const) await tintedClip(clipOf(tint), tint);
});
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }));

const KLING: (option: Option) => boolean = ({ model, tier }) => model === 'kling-3.0' && tier === 'photorealistic';
const PIKA: (option: Option) => boolean = ({ model }) => model === 'pika-2.2';
/** Kling's clips are red, Pika's are green. */
const seeing =
  (chances: Partial<Record<Tint, number>>): Eye =>
  async (pictures) =>
    chances[await tintOf(pictures)] ?? 0.5;

interface Rivals {
  eye: Eye;
  budget?: string;
  more?: string[];
}

async function filmBy(t: TestContext, { eye, budget = '12', more = [] }: Rivals) {
  const studio = lot();
  const kling = await startFake('kling', { clip: clipOf('red') });
  const pika = await startFake('fal', { clip: clipOf('green') });
  const minds = await openMinds(t, fakeCrew({ eye, pilots: (option) => KLING(option) || PIKA(option) }));
  const environment = {
    CLAUDE_STUDIO_POLL: '0.1',
    ...kling.environment,
    ...pika.environment,
    ANTHROPIC_API_KEY: 'a-key',
    ANTHROPIC_BASE_URL: minds.url,
  };
  const terms = ['--live', '--yes', '--provider', 'any', '--budget', budget, '--duration', '6', '--resolution', '540p'];
  const made = await studio.runWith(
    environment,
    'produce',
    'A red fox walks on a beach',
    ...terms,
    '--voice',
    'none',
    '--no-music',
    '--pilots',
    '2',
    '--json',
    ...more,
  );
  t.after(async () => {
    await kling.close();
    await pika.close();
    studio[Symbol.dispose]();
  });
  return { studio, made, events: eventsOf(made), kling, pika, minds };
}

describe('pilots that compete', () => {
  it('the one whose clips show what was asked for wins, its test take is in the film, the loser gets no more money', async (t) => {
    const { made, events, kling, pika, minds, studio } = await filmBy(t, { eye: seeing({ red: 0.1, green: 0.95 }) });
    assert.equal(made.code, 0, made.stderr);
    const planned = dataOf(events, 'competition-planned').filter(({ entrants }) => entrants.length > 0);
    assert.ok(planned.length > 0, made.stderr);
    const decided = onlyOf(events, 'competition-decided');
    const winner = onlyOf(events, 'pitch-made').pilots.find(({ id }) => id === decided.winner);
    assert.equal(winner?.provider, 'pika');
    assert.equal(kling.creates().length, 1);
    assert.equal(pika.creates().length, 3);
    const cut = onlyOf(events, 'cut-proposed');
    const used = cut.candidates[0]?.cut.clips.map(({ slate }) => slate) ?? [];
    const tested = planned.flatMap(({ entrants }) => entrants);
    const own = tested.find(({ provider }) => provider === 'pika')?.takes[0]?.slate ?? '';
    const others = tested.find(({ provider }) => provider === 'kling')?.takes[0]?.slate ?? '';
    assert.ok(used.includes(own), `${used.join()} has the test take ${own}`);
    assert.ok(!used.includes(others));
    const { stdout: told } = await studio.run('status');
    assert.match(told, new RegExp(`^${own} `, 'm'));
    assert.doesNotMatch(told, new RegExp(`^${others} `, 'm'));

    const explored = tested.flatMap(({ takes }) => takes.map(({ slate }) => slate));
    const spent = dataOf(events, 'money-settled')
      .filter(({ reservation }) =>
        explored.some((slate) => reservation === `take/${slate}` || reservation.startsWith(`mind/review/${slate}/`)),
      )
      .reduce((total, { amount }) => total + amount, 0);
    assert.ok(spent <= 12_000_000 / 5, `${spent} of exploration`);

    // Whatever was paid is in the ledger, and nothing else.
    const { stdout } = await studio.run('ledger', '--json');
    const entries = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { reservation: string; settled: number | null; provenance: string });
    const minded = entries.filter(({ reservation }) => reservation.startsWith('mind/'));
    assert.equal(minded.length, minds.asked.length);
    assert.ok(entries.every(({ provenance }) => provenance === 'live'));
    const clips = [...kling.creates(), ...pika.creates()].reduce((total, { cost }) => total + cost, 0);
    const taken = entries.filter(({ reservation }) => reservation.startsWith('take/'));
    assert.equal(
      taken.reduce((total, { settled }) => total + (settled ?? 0), 0),
      clips,
    );
  });
});
