import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { StudioError } from '../../src/errors.ts';
import { usd } from '../../src/film/money.ts';
import type { VoiceRequest } from '../../src/film/request.ts';
import { speechWords } from '../../src/film/speech.ts';
import { decodeWav, encodeWav } from '../../src/film/wav.ts';
import { createOpenAiVoice } from '../../src/providers/voice/openai.ts';
import { scripted, type Asked, type Scripted, type Told } from './scripted.ts';

const LINE = 'A lighthouse stands alone. Its lamp turns, and nobody comes.';
const REQUEST: VoiceRequest = { schema: 'VoiceRequest.1', shot: '1A', text: LINE, style: 'warm', secondsAvailable: 9 };
const NOW = Date.UTC(2026, 10, 27);

let vendor: Scripted | undefined;
afterEach(() => vendor?.close());

describe('the voice of OpenAI', () => {
  it('asks once, for WAV by the name of a voice, and times the words over what is heard', async () => {
    const { outcome, asked } = await spoken(() => ({ bytes: tone(3) }));
    assert.equal(asked.length, 1);
    assert.deepEqual([asked[0]?.method, asked[0]?.path], ['POST', '/v1/audio/speech']);
    assert.equal(asked[0]?.headers['authorization'], 'Bearer sk-test');
    assert.deepEqual(asked[0]?.body, { model: 'tts-1', voice: 'nova', input: LINE, response_format: 'wav', speed: 1 });
    assert.ok(outcome.kind === 'accepted' && outcome.id === null);
    const { seconds, words, wav, cost, warnings } = outcome.speech;
    assert.equal(seconds, 3);
    assert.deepEqual([cost, warnings], [null, []]);
    assert.equal(decodeWav(wav)?.sampleRate, 24_000);
    assert.deepEqual(
      words.map(({ word }) => word),
      speechWords(LINE),
    );
    // Half a second of silence is before the tone and after it.
    assert.ok(Math.abs((words[0]?.start ?? 0) - 0.5) < 0.01 && Math.abs((words.at(-1)?.end ?? 0) - 2.5) < 0.01);
  });

  it('reads a WAV that was streamed and does not know its length', async () => {
    for (const length of [0, 0xffffffff, 0x7fffffff]) {
      const wav = Buffer.from(tone(2));
      wav.writeUInt32LE(length, 4);
      wav.writeUInt32LE(length, 40);
      const { outcome } = await spoken(() => ({ bytes: wav }));
      assert.ok(outcome.kind === 'accepted' && outcome.speech.seconds === 2, String(length));
    }
  });

  it('mixes two channels into one, and says when it got silence or too long a line', async () => {
    const half = Float32Array.from({ length: 24_000 }, () => 0.5);
    const none = new Float32Array(24_000);
    const { outcome } = await spoken(() => ({ bytes: encodeWav([half, none], 24_000) }));
    assert.ok(outcome.kind === 'accepted');
    const mono = decodeWav(outcome.speech.wav)?.channels;
    assert.ok(mono?.length === 1 && Math.abs((mono[0]?.[100] ?? 0) - 0.25) < 1e-3);
    const silent = await spoken(() => ({ bytes: encodeWav([none], 24_000) }), { secondsAvailable: 0.5 });
    assert.ok(silent.outcome.kind === 'accepted');
    assert.match(silent.outcome.speech.warnings.join(), /silence.*takes 1\.0 s; the picture leaves 0\.5 s/);
    const short = await spoken(() => ({ bytes: encodeWav([half], 24_000) }));
    assert.ok(short.outcome.kind === 'accepted');
    assert.match(short.outcome.speech.warnings.join(), /over after 1\.0 s of about 4\.0 s/);
  });

  it('asks for up to 20 % more pace where the picture is short, and never for less', async () => {
    const speeds = [];
    for (const secondsAvailable of [60, 3.8, 1]) {
      const { asked } = await spoken(() => ({ bytes: tone(2) }), { secondsAvailable });
      speeds.push((asked[0]!.body as { speed: number }).speed);
    }
    assert.deepEqual(speeds, [1, 1.06, 1.2]);
  });

  it('takes what is no readable sound for a line that may have been billed', async () => {
    const truncated = tone(2).slice(0, 20_000);
    for (const told of [{ bytes: truncated }, { json: { sound: 'none' } }, { bytes: '' }, 'half', 'reset'] as Told[]) {
      const { outcome, asked } = await spoken(() => told);
      assert.equal(outcome.kind, 'unsure');
      assert.equal(asked.length, 1);
    }
  });

  it('tells refusals from trouble, with one request each', async () => {
    const cases: [number, string | null, string, object][] = [
      [429, 'insufficient_quota', 'You exceeded your current quota', { kind: 'refused', why: 'balance' }],
      [429, 'rate_limit_exceeded', 'Rate limit reached', { kind: 'busy', why: 'rate', retryAfterMs: 7_000 }],
      [401, 'invalid_api_key', 'Incorrect API key', { kind: 'refused', why: 'credentials' }],
      [403, null, 'Country not supported', { kind: 'refused', why: 'credentials' }],
      [400, 'string_too_long', 'Too long', { kind: 'refused', why: 'rejected' }],
      [400, 'content_policy_violation', 'Not allowed', { kind: 'refused', why: 'moderated' }],
      [404, 'model_not_found', 'No such model', { kind: 'refused', why: 'rejected' }],
      [408, null, 'Timeout', { kind: 'unsure' }],
      [500, null, 'Oops', { kind: 'unsure' }],
      [503, null, 'Overloaded', { kind: 'unsure' }],
      [307, null, 'Elsewhere', { kind: 'unsure' }],
    ];
    for (const [status, code, message, expected] of cases) {
      const headers = { 'retry-after': '7', location: '/v1/audio/speech' };
      const { outcome, asked } = await spoken(() => ({ status, headers, json: { error: { message, code } } }));
      assert.deepEqual({ ...outcome, ...expected }, outcome, `${status} ${code}`);
      assert.ok(outcome.kind !== 'accepted' && outcome.reason.includes(message));
      assert.equal(asked.length, 1, `${status} ${code}`);
    }
  });

  it('is only busy where nobody answers at all', async () => {
    const { url, close } = await scripted(() => 'never');
    await close();
    const outcome = await voiceAt(url).speak(REQUEST, new AbortController().signal);
    assert.ok(outcome.kind === 'busy' && outcome.why === 'unreachable');
  });

  it('stops when it is told, with the reason', async () => {
    const stop = new AbortController();
    vendor = await scripted(() => {
      stop.abort(new Error('stopped'));
      return 'never';
    });
    await assert.rejects(voiceAt(vendor.url).speak(REQUEST, stop.signal), /stopped/);
    await assert.rejects(voiceAt(vendor.url).speak(REQUEST, stop.signal), /stopped/);
    assert.equal(vendor.asked.length, 1);
  });

  it('prices by the character and refuses what is too long', () => {
    const voice = voiceAt('http://127.0.0.1:9');
    assert.deepEqual(voice.estimate(REQUEST), { model: 'tts-1', price: LINE.length * 15, source: 'a test' });
    assert.throws(() => voice.estimate({ ...REQUEST, text: 'x'.repeat(4097) }), { code: 'usage', hint: /more shots/ });
  });

  it('verifies a key', async () => {
    vendor = await scripted(() => ({ json: { object: 'list', data: [{ id: 'tts-1' }] } }));
    assert.match((await voiceAt(vendor.url).verify?.(new AbortController().signal)) ?? '', /takes the key; 1 models/);
    await vendor.close();
    vendor = await scripted(() => ({ status: 401, json: { error: { message: 'no', code: 'invalid_api_key' } } }));
    const refused = voiceAt(vendor.url).verify?.(new AbortController().signal);
    await assert.rejects(
      async () => refused,
      (error) => error instanceof StudioError && error.code === 'config',
    );
  });
});

function voiceAt(url: string) {
  return createOpenAiVoice({
    id: 'openai',
    account: { key: () => 'sk-test', baseUrl: `${url}/v1`, provenance: 'live', pollMs: null },
    prices: ({ characters }) => ({ amount: usd(0.000015 * characters), asOf: '2026', source: 'a test' }),
    now: () => NOW,
  });
}

async function spoken(tell: (asked: Asked) => Told, options: Partial<VoiceRequest> = {}) {
  const { url, asked, close } = await scripted(tell);
  try {
    const outcome = await voiceAt(url).speak({ ...REQUEST, ...options }, new AbortController().signal);
    return { outcome, asked };
  } finally {
    await close();
  }
}

/** A tone with half a second of silence around it. */
function tone(seconds: number): Uint8Array {
  const rate = 24_000;
  const samples = Float32Array.from({ length: seconds * rate }, (_, i) =>
    i < rate / 2 || i >= (seconds - 0.5) * rate ? 0 : 0.3 * Math.sin(i / 8 + 1),
  );
  return encodeWav([samples], rate);
}
