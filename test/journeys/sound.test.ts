import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { decodeAudio } from '../../src/cutting-room/mix/audio.ts';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { ZERO } from '../../src/film/money.ts';
import { shotsOf } from '../../src/film/screenplay.ts';
import { parseFault } from '../../src/simulators/engine/faults.ts';
import { assertPaid, openTill, purse, until, unwrapped, type Till } from './paying.ts';
import { dataOf, eventsOf, lot, onlyOf, type Line, type Lot, type Outcome } from './studio.ts';

const STORY = 'A dog runs on a beach. A cat sleeps in a kitchen. An owl sits in a forest.';
/** Drawn here, small: three shots, of which the first two have a line. */
const FILM = '--duration 7.5 --scenes 3 --resolution 540p --aspect 1:1 --budget 1 --json --run-id pets'.split(' ');
const film = (flags: string): string[] => ['produce', STORY, ...FILM, ...flags.split(' ')];
const spoken = (voices: string): string[] => film(`--no-music --voice ${voices}`);

const folderOf = (events: Line[]): string => onlyOf(events, 'production-started').folder;

/** Who spoke which shot. */
const speakers = (events: Line[]): Record<string, string> =>
  Object.fromEntries(dataOf(events, 'voice-adopted').map(({ shot, provider }) => [shot, provider]));

function assertMade(made: Outcome): Line[] {
  assert.equal(made.code, 0, made.stderr);
  return eventsOf(made);
}

/** What the vendors were asked to say, and took. */
const texts = async (till: Till): Promise<string[]> => (await till.jobs()).map(({ prompt }) => prompt);

describe('sound', { concurrency: 2 }, () => {
  for (const [tier, lines, music, effects] of [
    ['none', 0, 0, 0],
    ['music_only', 0, 1, 0],
    ['simple_overlay', 2, 1, 1],
  ] as const)
    test(`--audio-tier ${tier}`, async () => {
      using studio = lot();
      const events = assertMade(await studio.run(...film(`--audio-tier ${tier}`)));
      assert.equal(onlyOf(events, 'production-started').brief.audioTier, tier);
      assert.equal(dataOf(events, 'voice-adopted').length, lines);
      assert.equal(dataOf(events, 'music-adopted').length, music);
      assert.equal(dataOf(events, 'effects-adopted').length, effects);
      const { audio } = await probe(join(folderOf(events), 'film.mp4'));
      const { loudness } = onlyOf(events, 'film-mastered');
      if (tier === 'none') {
        assert.equal(audio, null, 'no sound at all');
        assert.equal(loudness, null);
        return;
      }
      assert.equal(audio?.channels, 2);
      assert.ok(Math.abs((loudness?.integrated ?? 0) + 14) < 1, `${loudness?.integrated} LUFS`);
      assert.ok((loudness?.truePeak ?? 0) <= -1);
    });

  test('time_synced is one order a scene, and each word of a shot is heard and read with its shot', async (t) => {
    for (const vendor of ['openai', 'elevenlabs'] as const) {
      using studio = lot();
      const till = await openTill(t, vendor);
      const story = ['produce', `${STORY} A ship comes home.`, '--duration', '10', '--scenes', '2', '--run-id', 'pets'];
      const flags = `--resolution 540p --aspect 1:1 --budget 1 --json --no-music --effects none --audio-tier time_synced --voice ${vendor}`;
      const made = await studio.runWith(purse(till), ...story, ...flags.split(' '));
      const events = assertMade(made);
      const lines = dataOf(events, 'voice-adopted');
      assert.equal((await till.bill()).creates, 2, 'a scene is one order');
      assert.equal(lines.length, 2);
      await assertPaid(studio, 'pets', till);

      const screenplay = onlyOf(events, 'screenplay-written');
      let frame = 0;
      const starts = new Map(shotsOf(screenplay).map((shot) => [shot.id, ((frame += shot.frames) - shot.frames) / 24]));
      const shots = lines.flatMap(({ parts }) => parts.map(({ shot }) => shot)).toSorted();
      assert.deepEqual(
        shots,
        shotsOf(screenplay)
          .flatMap(({ id, narration }) => (narration === null ? [] : [id]))
          .toSorted(),
      );
      assert.ok(shots.length > lines.length, 'some scene has several lines');
      const { candidates } = onlyOf(events, 'cut-proposed');
      const placed = candidates[0]?.cut.sounds.map(({ at }) => at) ?? [];
      assert.deepEqual(
        placed.map((at) => at.toFixed(3)).toSorted(),
        shots.map((shot) => (starts.get(shot) ?? -1).toFixed(3)).toSorted(),
      );

      const { left } = await decodeAudio(join(folderOf(events), 'film.mp4'));
      const loud = (from: number, to: number): number =>
        Math.max(...left.slice(Math.round(from * 48_000), Math.round(to * 48_000)).map(Math.abs));
      const captions = await readFile(join(folderOf(events), 'captions.srt'), 'utf8');
      const began = [...captions.matchAll(/^00:00:(\d\d),(\d{3}) -->/gm)].map(
        ([, s, ms]) => Number(s) + Number(ms) / 1000,
      );
      for (const shot of shots) {
        const start = starts.get(shot) ?? 0;
        assert.ok(loud(start, start + 0.3) > 0.02, `${shot} begins with words`);
        assert.ok(
          began.some((at) => Math.abs(at - start) < 0.1),
          `a caption begins with ${shot}: ${began.join(' ')}`,
        );
        // Where the words before are over, nobody speaks until the cut.
        if (start > 0) assert.ok(loud(start - 0.06, start - 0.01) < 0.05, `nothing of ${shot} is heard before it`);
      }
    }
  });

  test('a tier and a flag that contradict each other are refused before anything is made', async () => {
    using studio = lot();
    for (const [flags, hint] of [
      ['--audio-tier none --voice openai', 'Leave --voice openai out, or say --audio-tier simple_overlay.'],
      ['--audio-tier none --music-file song.wav', 'Leave --music-file out, or say --audio-tier music_only.'],
      ['--audio-tier music_only --voice-file me.wav', 'Leave --voice-file out, or say --audio-tier simple_overlay.'],
      ['--audio-tier music_only --no-music', 'Leave --no-music out, or say --audio-tier none.'],
      ['--audio-tier time_synced --no-voice', 'Leave --no-voice out, or say --audio-tier music_only.'],
      ['--audio-tier time_synced --voice-file me.wav', 'Leave --voice-file out, or say --audio-tier simple_overlay.'],
      ['--audio-tier loud', 'It is one of: none, music_only, simple_overlay, time_synced.'],
      ['--voice openai,openai', 'name each once'],
      ['--voice scratch,openai', 'scratch (which always speaks) last'],
      ['--voice openai,none', 'none alone'],
      ['--voice sim:openai,elevenlabs --dry-run', 'of one kind'],
    ] as const) {
      const refused = await studio.run(...film(flags));
      assert.equal(refused.code, 2, `${flags}: ${refused.stderr}`);
      assert.ok(unwrapped(refused.stderr).includes(hint), `${flags}: ${refused.stderr}`);
    }
    assert.equal((await studio.run('runs', '--json')).stdout, '');
  });

  test('an empty account without a list stops the film and says how a list is written', async (t) => {
    using studio = lot();
    const openai = await openTill(t, 'openai', { balance: ZERO });
    const stopped = await studio.runWith(purse(openai), ...spoken('openai'));
    assert.equal(stopped.code, 1, stopped.stderr);
    assert.match(unwrapped(stopped.stderr), /hint: .*claude-studio resume pets goes on; .* --voice openai,elevenlabs/);
    await assertPaid(studio, 'pets', openai);
  });

  test('when the first account is empty the next voice speaks the whole film, priced by the dearest', async (t) => {
    using studio = lot();
    const openai = await openTill(t, 'openai', { balance: ZERO });
    const elevenlabs = await openTill(t, 'elevenlabs');
    const made = await studio.runWith(purse(openai, elevenlabs), ...spoken('openai,elevenlabs'));
    const events = assertMade(made);
    assert.deepEqual(new Set(Object.values(speakers(events))), new Set(['elevenlabs']));
    const { from, to, reason } = onlyOf(events, 'voice-switched');
    assert.deepEqual([from, to], ['openai', 'elevenlabs']);
    assert.match(reason, /quota/);
    assert.deepEqual([(await openai.bill()).creates, (await elevenlabs.bill()).creates], [0, 2]);
    const { total } = onlyOf(events, 'spending-planned');
    assert.equal(total, (await elevenlabs.bill()).total, 'the plan is the dearest of the list');
    await assertPaid(studio, 'pets', openai, elevenlabs);

    const again = assertMade(await studio.runWith(purse(openai, elevenlabs), 'resume', 'pets', '--json'));
    assert.equal(dataOf(again, 'voice-adopted').length, 2);
    assert.doesNotMatch((await studio.run('status', 'pets')).stdout, /the voice changes/);
  });

  test('an account that runs out in the middle: what is spoken stays, and the film says where the voice changes', async (t) => {
    using studio = lot();
    const prices = await pricesOf(studio, 'openai');
    const openai = await openTill(t, 'openai', { balance: prices[0]! });
    const elevenlabs = await openTill(t, 'elevenlabs');
    const env = purse(openai, elevenlabs);
    const events = assertMade(await studio.runWith(env, ...spoken('openai,elevenlabs'), '--parallel', '1'));
    assert.deepEqual(speakers(events), { '1A': 'openai', '2A': 'elevenlabs' });
    assert.equal(dataOf(events, 'voice-switched').length, 1);
    assert.deepEqual([(await openai.bill()).creates, (await elevenlabs.bill()).creates], [1, 1]);
    await assertPaid(studio, 'pets', openai, elevenlabs);
    const report = await readFile(join(folderOf(events), 'report.html'), 'utf8');
    assert.match(report, /the voice changes at shot 2A, from openai to elevenlabs/);
  });

  test('a refused key makes room for the scratch voice, which costs nothing', async (t) => {
    using studio = lot();
    const openai = await openTill(t, 'openai', { faults: [parseFault('reject_401')] });
    const events = assertMade(await studio.runWith(purse(openai), ...spoken('openai,scratch')));
    assert.deepEqual(new Set(Object.values(speakers(events))), new Set(['scratch']));
    await assertPaid(studio, 'pets', openai);
  });

  test('killed on the way from one voice to the next, each line is spoken once and paid once', async (t) => {
    for (const [pattern, count] of [
      [/"type":"voice-unsent"/, 1],
      [/"type":"voice-switched"/, 1],
      [/"type":"voice-intended".*elevenlabs/, 2],
    ] as const) {
      using studio = lot();
      const openai = await openTill(t, 'openai', { balance: ZERO });
      const elevenlabs = await openTill(t, 'elevenlabs', { speed: 20 });
      const env = purse(openai, elevenlabs);
      const running = studio.startWith(env, ...spoken('openai,elevenlabs'), '--parallel', '1');
      await until(running, pattern, count);
      running.child.kill('SIGKILL');
      await running.outcome;
      const events = assertMade(await studio.runWith(env, 'resume', 'pets', '--json'));
      assert.deepEqual(new Set(Object.values(speakers(events))), new Set(['elevenlabs']), String(pattern));
      assert.equal(dataOf(events, 'voice-switched').length, 1);
      assert.equal((await openai.bill()).creates, 0);
      const said = await texts(elevenlabs);
      assert.equal(new Set(said).size, said.length, 'nothing is said twice');
      assert.equal(said.length, 2);
      await assertPaid(studio, 'pets', openai, elevenlabs);
    }
  });

  for (const [word, fault] of [
    ['--taken', 'accept_then_reset@1'],
    ['--not-taken', 'reset_before_accept@1'],
  ] as const)
    test(`a line whose outcome is unsure is not ordered of another voice: ${word}`, async (t) => {
      using studio = lot();
      // The first line is lost on its way; then the account is empty.
      const openai = await openTill(t, 'openai', {
        faults: [parseFault(fault), parseFault('insufficient_balance@2-')],
      });
      const elevenlabs = await openTill(t, 'elevenlabs');
      const env = purse(openai, elevenlabs);
      const unsure = await studio.runWith(env, ...spoken('openai,elevenlabs'), '--parallel', '1');
      assert.equal(unsure.code, 5, unsure.stderr);
      const { shot } = onlyOf(eventsOf(unsure), 'voice-unsure');
      const again = await studio.runWith(env, 'resume', 'pets', '--json');
      assert.equal(again.code, 5, again.stderr);
      assert.equal((await elevenlabs.bill()).creates, 1, 'the other went to the next voice');

      const settled = await studio.run('salvage', 'pets', word, shot);
      assert.equal(settled.code, 0, settled.stderr);
      const events = assertMade(await studio.runWith(env, 'resume', 'pets', '--json'));
      const taken = word === '--taken';
      assert.equal((await elevenlabs.bill()).creates, taken ? 1 : 2);
      assert.equal((await openai.bill()).creates, taken ? 1 : 0);
      assert.equal(speakers(events)[shot], taken ? undefined : 'elevenlabs');
      await assertPaid(studio, 'pets', openai, elevenlabs);
    });
});

/** What each line of the film costs, by a plan that keeps nothing. */
async function pricesOf(studio: Lot, voice: string) {
  const plan = await studio.run(...spoken(voice), '--dry-run');
  return onlyOf(assertMade(plan), 'spending-planned').voices.map(({ price }) => price);
}
