import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { decodeAudio } from '../../src/cutting-room/mix/audio.ts';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import type { Cut } from '../../src/film/cut.ts';
import { shotsOf } from '../../src/film/screenplay.ts';
import { encodeWav } from '../../src/film/wav.ts';
import { assertPaid, openTill, purse, shell, unwrapped } from './paying.ts';
import { dataOf, eventsOf, lot, onlyOf, type Line } from './studio.ts';

const STORY = 'A dog runs on a beach. A cat sleeps in a kitchen.';
const film = (flags: string): string[] => [
  'produce',
  STORY,
  ...`--led audio --scenes 2 --resolution 540p --aspect 1:1 --budget 2 --json --run-id pets ${flags}`.split(' '),
];
const BREATH = { before: 0.25, after: 0.5 };

/** Seconds of each clip, and of each spoken line from the clip's own beginning. */
function timesOf({ clips, sounds, rate }: Cut): { shot: string; start: number; seconds: number }[] {
  let frame = 0;
  assert.ok(sounds.length > 0);
  return clips.map(({ shot, source }) => {
    const start = frame / rate.num;
    frame += source.frames;
    return { shot, start, seconds: source.frames / rate.num };
  });
}

/** The lines of a film are heard whole inside their shots, which last as long as they. */
function assertLed(events: Line[], longest: number): void {
  const { candidates, recommended } = onlyOf(events, 'cut-proposed');
  const { cut } = candidates.find((one) => one.cut.id === recommended)!;
  const lines = dataOf(events, 'voice-adopted');
  const voices = cut.sounds.filter(({ kind }) => kind === 'voice');
  const times = timesOf(cut);
  for (const { shot, words, media } of lines) {
    const { start, seconds } = times.find((one) => one.shot === shot)!;
    const end = words.at(-1)!.end;
    const wanted = Math.min(longest, BREATH.before + end + BREATH.after);
    const most = Math.min(longest, Math.max(2, wanted));
    assert.ok(seconds >= wanted - 1e-6 && seconds < most + 1 / 24, `${shot} lasts ${seconds} s for ${wanted} s`);
    const { at } = voices.find((voice) => voice.media.sha256 === media.sha256)!;
    assert.ok(Math.abs(at - start - BREATH.before) < 1e-6, `${shot} speaks ${at - start} s after its cut`);
  }
}

describe('a film that is led by its narration', { concurrency: 2 }, () => {
  test('a script that takes longer to say than its length gets the pictures for it, and nothing is hurried or left out', async () => {
    using studio = lot();
    const said = 'The dog has waited the whole long winter for this one morning, and now it runs until the sea begins.';
    const script = `Scene 1: A dog runs on a beach.\nNarrator: ${said} It will not stop.\nScene 2: A cat sleeps in a kitchen.\nNarrator: The cat has not.`;
    const made = await studio.run(...film('--no-music --duration 5').with(1, script));
    assert.equal(made.code, 0, made.stderr);
    const events = eventsOf(made);
    const spoken = dataOf(events, 'voice-adopted');
    assert.deepEqual(
      spoken.map(({ text }) => text).toSorted(),
      ['The cat has not.', `${said} It will not stop.`],
      'word for word',
    );
    assert.deepEqual(
      spoken.flatMap(({ warnings }) => warnings),
      [],
    );
    assertLed(events, Infinity);
    const { frames } = onlyOf(events, 'film-mastered');
    assert.ok(frames > 5 * 24, `${frames} frames`);
    const { video } = await probe(onlyOf(events, 'production-wrapped').film);
    assert.equal(video?.frames, frames);
  });

  test('a paid voice that is quicker than its letters gets shorter pictures of the clips that were bought', async (t) => {
    using studio = lot();
    const luma = await openTill(t, 'luma');
    const openai = await openTill(t, 'openai');
    const made = await studio.runWith(
      purse(luma, openai),
      ...film('--provider luma --voice openai --pilots off --duration 6'),
    );
    assert.equal(made.code, 0, made.stderr);
    const events = eventsOf(made);
    assertLed(events, 4.5);
    const screenplay = onlyOf(events, 'screenplay-written');
    const { frames } = onlyOf(events, 'film-mastered');
    assert.notEqual(frames, screenplay.frames, 'the plan was an estimate, the film is not');
    const [music] = dataOf(events, 'music-adopted');
    assert.ok(Math.abs((music?.seconds ?? 0) - frames / 24) < 0.05, 'music for the film as it has become');
    await assertPaid(studio, 'pets', luma, openai);
  });

  test('your own narration decides how long the film is, and its pauses where it is cut', async () => {
    using studio = lot();
    const path = join(studio.folder, 'narration.wav');
    const phrases = [
      { from: 0.2, to: 2.5 },
      { from: 3.4, to: 6.1 },
    ];
    const samples = new Float32Array(48_000 * 9); // the rest of the file is silent
    for (const { from, to } of phrases)
      for (let at = from * 48_000; at < to * 48_000; at += 1) samples[at] = 0.4 * Math.sin(at / 30);
    writeFileSync(path, encodeWav([samples], 48_000));
    const made = await studio.run(...film('--no-music --effects none --voice-file narration.wav'));
    assert.equal(made.code, 0, made.stderr);
    const events = eventsOf(made);
    const { frames } = onlyOf(events, 'film-mastered');
    assert.equal(frames, Math.round(6.85 * 24), 'to the last word and three quarters of a second');
    const { candidates } = onlyOf(events, 'cut-proposed');
    const cuts = timesOf(candidates[0]!.cut).map(({ start }) => start);
    assert.ok(
      cuts.some((at) => at > 2.5 && at < 3.4),
      `a cut in the pause: ${cuts.join(' ')}`,
    );
    assert.equal(
      cuts.filter((at) => at > 0.2 && at < 2.5 - 0.7).length + cuts.filter((at) => at > 3.4 + 0.7 && at < 5.5).length,
      shotsOf(onlyOf(events, 'screenplay-written')).length - 2,
      'only cuts that no pause is near are elsewhere',
    );
    const { left } = await decodeAudio(onlyOf(events, 'production-wrapped').film);
    const loud = (from: number, to: number): number =>
      Math.max(...left.slice(Math.round(from * 48_000), Math.round(to * 48_000)).map(Math.abs));
    for (const { from, to } of phrases) assert.ok(loud(from, from + 0.2) > 0.05 && loud(to - 0.2, to) > 0.05);
    assert.ok(loud(2.6, 3.3) < 0.02, 'nothing in the pause');
  });

  test('a script that has no time is told so, and the printed command is the same script', async () => {
    using studio = lot();
    const script = `Scene 1: A dog isn't on a beach.\nNarrator: It ran all morning, and nobody has seen where it went. It will not come back.\nScene 2: A cat sleeps.`;
    const plan = await studio.run('produce', script, '--budget', '2', '--duration', '6', '--dry-run');
    assert.equal(plan.code, 0, plan.stderr);
    assert.match(unwrapped(plan.stderr), /no time to say “It will not come back\.”: --led audio/);
    const next = /^next +(claude-studio .*)$/m.exec(plan.stderr)?.[1] ?? '';
    const led = await shell(studio, {}, `${next} --led audio --dry-run --json`);
    assert.equal(led.code, 0, led.stderr);
    const screenplay = onlyOf(eventsOf(led), 'screenplay-written');
    assert.equal(screenplay.unsaid, undefined);
    assert.equal(
      shotsOf(screenplay)[0]?.narration,
      'It ran all morning, and nobody has seen where it went. It will not come back.',
    );
    assert.equal(onlyOf(eventsOf(led), 'production-started').brief.concept, script);
  });

  test('what cannot lead is refused before anything is made', async () => {
    using studio = lot();
    writeFileSync(join(studio.folder, 'silent.wav'), encodeWav([new Float32Array(48_000)], 48_000));
    writeFileSync(join(studio.folder, 'me.wav'), encodeWav([new Float32Array(96_000).fill(0.3)], 48_000));
    for (const [flags, hint] of [
      ['--no-voice', 'say who speaks: --voice scratch'],
      ['--audio-tier music_only', 'say who speaks: --voice scratch'],
      ['--voice-file me.wav --duration 9', 'leave --duration out, or --led audio'],
      ['--voice-file silent.wav', 'choose another --voice-file'],
      ['--led loud', 'It is one of: video, audio.'],
    ] as const) {
      const refused = await studio.run(...film(flags));
      assert.equal(refused.code, 2, `${flags}: ${refused.stderr}`);
      assert.ok(unwrapped(refused.stderr).includes(hint), `${flags}: ${refused.stderr}`);
    }
    assert.equal((await studio.run('runs', '--json')).stdout, '');
  });
});
