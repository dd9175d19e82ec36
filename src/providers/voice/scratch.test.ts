import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VoiceRequest } from '../../film/request.ts';
import { joinWords, speechWords } from '../../film/speech.ts';
import { decodeWav } from '../../film/wav.ts';
import { createScratchVoice } from './scratch.ts';
import type { Speech } from './spec.ts';

const voice = createScratchVoice();
const LINE = "A weathered lighthouse stands alone, at dusk. The keeper's lamp won't fail in 2026 — not for $5.";

async function speak(text: string, options: Partial<VoiceRequest> = {}): Promise<Speech> {
  const outcome = await voice.speak(
    { schema: 'VoiceRequest.1', shot: '1A', text, style: 'calm', secondsAvailable: 60, ...options },
    new AbortController().signal,
  );
  assert.ok(outcome.kind === 'accepted');
  return outcome.speech;
}

function samplesOf(speech: Speech): Float32Array {
  const wav = decodeWav(speech.wav);
  assert.equal(wav?.sampleRate, 48_000);
  assert.equal(wav.channels.length, 1);
  return wav.channels[0] ?? new Float32Array();
}

function decibels(samples: Float32Array): number {
  return 10 * Math.log10(samples.reduce((sum, x) => sum + x * x, 0) / samples.length + 1e-12);
}

function inOrder(speech: Speech): void {
  let before = 0;
  for (const { word, start, end } of speech.words) {
    assert.ok(before <= start && start <= end && end <= speech.seconds, `${word} ${start} ${end}`);
    before = end;
  }
}

test('every style speaks the words of the line, in order, at a healthy level', async () => {
  for (const style of ['calm', 'warm', 'energetic', 'dramatic', 'professional'] as const) {
    const speech = await speak(LINE, { style });
    const samples = samplesOf(speech);
    assert.equal(speech.seconds, samples.length / 48_000);
    assert.deepEqual(
      speech.words.map(({ word }) => word),
      speechWords(LINE),
    );
    inOrder(speech);
    assert.deepEqual(speech.warnings, []);
    assert.ok(speech.seconds > 5 && speech.seconds < 10, `${style}: ${speech.seconds} s`);
    const level = decibels(samples);
    assert.ok(level > -27 && level < -19, `${style}: ${level} dB`);
    assert.ok(samples.every((x) => Math.abs(x) < 0.8));
    assert.ok(Math.abs(samples[0] ?? 1) < 1e-3 && Math.abs(samples.at(-1) ?? 1) < 1e-3);
  }
});

test('word times are where the words are heard: pauses between sentences are quiet, words are not', async () => {
  const speech = await speak('Morning comes. Water glitters. Nobody speaks.');
  const samples = samplesOf(speech);
  const level = (from: number, to: number) =>
    decibels(samples.subarray(Math.round(from * 48_000), Math.round(to * 48_000)));
  const [, comes, water, glitters, nobody] = speech.words;
  assert.ok(comes && water && glitters && nobody);
  for (const [before, after] of [
    [comes, water],
    [glitters, nobody],
  ] as const) {
    assert.ok(after.start - before.end > 0.06, 'a sentence ends with a pause');
    assert.ok(level(before.end + 0.02, after.start - 0.02) < -38);
  }
  for (const { word, start, end } of speech.words) assert.ok(level(start, end) > -32, word);
});

test('the same line is the same sound', async () => {
  assert.deepEqual(await speak(LINE), await speak(LINE));
});

test('a line that is too long is spoken faster, at most 20 %, and says when that is not enough', async () => {
  const natural = await speak(LINE);
  const fitted = await speak(LINE, { secondsAvailable: natural.seconds * 0.9 });
  assert.ok(fitted.seconds <= natural.seconds * 0.9 + 0.05, `${fitted.seconds} of ${natural.seconds}`);
  assert.deepEqual(fitted.warnings, []);
  const late = await speak(LINE, { secondsAvailable: 2 });
  assert.ok(late.seconds > natural.seconds * 0.82);
  assert.match(late.warnings.join(), /leaves 2\.0 s/);
  inOrder(late);
});

test('what it cannot speak is silent, keeps its time for captions and is named', async () => {
  const japanese = '夕暮れの湖は、とても静かです。';
  const speech = await speak(japanese);
  assert.ok(samplesOf(speech).every((x) => x === 0));
  assert.equal(joinWords(speech.words.map(({ word }) => word)), japanese);
  assert.equal(speech.words.at(-1)?.end, speech.seconds);
  assert.match(speech.warnings.join(), /English only/);
  inOrder(speech);
  const mixed = await speak('The word مرحبا means hello');
  assert.equal(mixed.words.length, 5);
  assert.match(mixed.warnings.join(), /“مرحبا” is silent/);
  inOrder(mixed);
});

test('odd text is not an error', async () => {
  for (const text of ['…?', '-o /etc/x --help <speak> $(ls) `id`', 'x', '%s%n\u0000', 'zzzz '.repeat(80)]) {
    const speech = await speak(text);
    inOrder(speech);
    assert.ok(speech.seconds > 0);
  }
});

test('a stopped production stops the voice', async () => {
  await assert.rejects(
    voice.speak(
      { schema: 'VoiceRequest.1', shot: '1A', text: LINE, style: 'calm', secondsAvailable: 9 },
      AbortSignal.abort(),
    ),
    { code: 'interrupted' },
  );
});
