import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { usd } from '../../src/film/money.ts';
import type { VoiceRequest } from '../../src/film/request.ts';
import { speechWords } from '../../src/film/speech.ts';
import { decodeWav, encodeWav } from '../../src/film/wav.ts';
import { createElevenLabsVoice } from '../../src/providers/voice/elevenlabs.ts';
import type { LostLine } from '../../src/providers/voice/spec.ts';
import { scripted, type Asked, type Scripted, type Told } from './scripted.ts';

const LINE = '“A lighthouse,” he said — alone at 5.';
const REQUEST: VoiceRequest = { schema: 'VoiceRequest.1', shot: '1A', text: LINE, style: 'calm', secondsAvailable: 9 };
const VOICE = 'EXAVITQu4vr4xnSDxMaL';
const NOW = Date.UTC(2026, 10, 27);
const LOST: LostLine = { request: REQUEST, sentAt: NOW - 600_000, now: NOW, quietMs: 600_000, claimed: new Set() };
const signal = new AbortController().signal;

let vendor: Scripted | undefined;
afterEach(() => vendor?.close());

describe('the voice of ElevenLabs', () => {
  it('asks once, for bare samples with times, and reads words from the times of characters', async () => {
    const { outcome, asked } = await spoken(() => said(LINE));
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.method, 'POST');
    assert.equal(asked[0]?.path, `/v1/text-to-speech/${VOICE}/with-timestamps?output_format=pcm_24000`);
    assert.equal(asked[0]?.headers['xi-api-key'], 'key');
    assert.deepEqual(asked[0]?.body, { text: LINE, model_id: 'eleven_flash_v2_5' });
    assert.ok(outcome.kind === 'accepted' && outcome.id === 'req-1');
    const { words, seconds, wav } = outcome.speech;
    assert.deepEqual([seconds, decodeWav(wav)?.sampleRate], [4, 24_000]);
    assert.deepEqual(
      words.map(({ word }) => word),
      speechWords(LINE),
    );
    // Each character takes a tenth of a second. Quotes, dashes and points are not spoken.
    const times = words.map(({ start, end }) => [start, end].map((time) => Number(time.toFixed(1))));
    assert.deepEqual(times.slice(0, 2), [
      [0.1, 0.2],
      [0.3, 1.3],
    ]);
    assert.deepEqual(times.at(-1), [3.5, 3.6]);
  });

  it('spreads the words where the times are of another text, or not there', async () => {
    for (const alignment of [aligned('he said a lighthouse'), null, { characters: 'odd' }]) {
      const { outcome } = await spoken(() => said(LINE, { alignment }));
      assert.ok(outcome.kind === 'accepted');
      const { words, seconds } = outcome.speech;
      assert.equal(words.length, speechWords(LINE).length);
      let before = 0;
      for (const { start, end } of words) {
        assert.ok(before <= start && start < end && end <= seconds);
        before = end;
      }
    }
  });

  it('keeps the times of characters that a script without blanks has', async () => {
    const text = '夕暮れの湖は静かです。';
    const { outcome } = await spoken(() => said(text), { text });
    assert.ok(outcome.kind === 'accepted');
    assert.deepEqual(
      outcome.speech.words.map(({ word }) => word),
      speechWords(text),
    );
    const lengths = outcome.speech.words.map(
      ({ word, end, start }) => (end - start) * 10 - word.match(/\p{L}/gu)!.length,
    );
    assert.ok(lengths.every((difference) => Math.abs(difference) < 1e-6));
  });

  it('asks for more pace only where the picture is short', async () => {
    const { asked } = await spoken(() => said(LINE), { secondsAvailable: 1 });
    assert.deepEqual((asked[0]!.body as { voice_settings?: object }).voice_settings, { speed: 1.2 });
  });

  it('tells refusals from trouble, with one request each', async () => {
    const cases: [number, unknown, object][] = [
      [401, detail('quota_exceeded', 'You have 3 credits left'), { kind: 'refused', why: 'balance' }],
      [401, detail('invalid_api_key', 'no'), { kind: 'refused', why: 'credentials' }],
      [402, detail('payment_required', 'no'), { kind: 'refused', why: 'balance' }],
      [429, detail('too_many_concurrent_requests', 'no'), { kind: 'busy', why: 'concurrency' }],
      [429, detail('system_busy', 'no'), { kind: 'busy', why: 'overload' }],
      [425, { detail: 'Too early' }, { kind: 'busy', why: 'overload' }],
      [
        422,
        { detail: [{ loc: ['body', 'text'], msg: 'field required', type: 'missing' }] },
        { kind: 'refused', why: 'rejected' },
      ],
      [400, detail('content_policy_violation', 'no'), { kind: 'refused', why: 'moderated' }],
      [500, detail('internal_server_error', 'no'), { kind: 'unsure' }],
      [502, '<html>Bad gateway</html>', { kind: 'unsure' }],
      [200, { audio_base64: '' }, { kind: 'unsure' }],
      [200, { sound: 'none' }, { kind: 'unsure' }],
    ];
    for (const [status, json, expected] of cases) {
      const { outcome, asked } = await spoken(() => ({ status, json }));
      assert.deepEqual({ ...outcome, ...expected }, outcome, `${status} ${JSON.stringify(json)}`);
      assert.equal(asked.length, 1);
    }
    for (const told of ['half', 'reset'] as const) {
      const { outcome, asked } = await spoken(() => told);
      assert.deepEqual([outcome.kind, asked.length], ['unsure', 1]);
    }
  });

  it('finds a lost line by its words and time, and fetches its sound', async () => {
    vendor = await scripted(({ path }) => {
      if (path.includes('/audio'))
        return { headers: { 'content-type': 'audio/pcm;rate=16000' }, bytes: pcm(2, 16_000) };
      return {
        json: { history: [item('x', { text: 'Another' }), item('late', {}, 60), item('near')], has_more: false },
      };
    });
    const found = await voiceAt(vendor.url).find?.(LOST, signal);
    assert.ok(found?.kind === 'found');
    assert.equal(found.order.id, 'req-near');
    assert.equal(found.order.speech.seconds, 2);
    assert.equal(found.order.speech.words.length, speechWords(LINE).length);
    const query = new URL(vendor.asked[0]?.path ?? '', vendor.url).searchParams;
    assert.deepEqual([query.get('voice_id'), query.get('model_id')], [VOICE, 'eleven_flash_v2_5']);
    assert.ok(Number(query.get('date_after_unix')) * 1000 < LOST.sentAt);
    assert.equal(vendor.asked[1]?.path, '/v1/history/near/audio');
  });

  it('leaves what is ours already, or older, and reads the history to its end', async () => {
    vendor = await scripted(({ path }) =>
      path.includes('start_after')
        ? { json: { history: [item('two', {}, -3 * 3600)], has_more: false } }
        : { json: { history: [item('one')], has_more: true, last_history_item_id: 'one' } },
    );
    const claimed = new Set(['req-one']);
    assert.deepEqual(await voiceAt(vendor.url).find?.({ ...LOST, claimed }, signal), { kind: 'absent' });
    assert.equal(vendor.asked.length, 2);
    const early = await voiceAt(vendor.url).find?.({ ...LOST, claimed, quietMs: 1_000 }, signal);
    assert.equal(early?.kind, 'unknown');
  });

  it('says where a line is that it cannot read', async () => {
    vendor = await scripted(({ path }) =>
      path.includes('/audio')
        ? { headers: { 'content-type': 'audio/mpeg' }, bytes: 'ID3...' }
        : { json: { history: [item('mp3')] } },
    );
    const found = await voiceAt(vendor.url).find?.(LOST, signal);
    assert.ok(found?.kind === 'unknown');
    assert.match(found.reason, /history item mp3.*audio\/mpeg/);
  });

  it('throws what may pass and what will not when it cannot look', async () => {
    for (const [told, expected] of [
      ['reset', { code: 'provider', retryable: true }],
      [
        { status: 503, json: {} },
        { code: 'provider', retryable: true },
      ],
      [{ json: { odd: true } }, { code: 'provider', retryable: true }],
      [{ status: 401, json: detail('invalid_api_key', 'no') }, { code: 'config' }],
    ] as [Told, object][]) {
      vendor = await scripted(() => told);
      await assert.rejects(async () => voiceAt(vendor!.url).find?.(LOST, signal), expected);
      await vendor.close();
    }
  });

  it('prices by the character, and says what the plan has left', async () => {
    vendor = await scripted(() => ({ json: { tier: 'starter', character_count: '10', character_limit: 30_000 } }));
    const voice = voiceAt(vendor.url);
    assert.deepEqual(voice.estimate(REQUEST), {
      model: 'eleven_flash_v2_5',
      price: LINE.length * 50,
      source: 'a test',
    });
    assert.equal(await voice.verify?.(signal), 'ElevenLabs plan starter, 29990 of 30000 credits left');
  });
});

function voiceAt(url: string) {
  return createElevenLabsVoice({
    id: 'elevenlabs',
    account: { key: () => 'key', baseUrl: url, provenance: 'live', pollMs: null },
    prices: ({ characters }) => ({ amount: usd(0.00005 * characters), asOf: '2026', source: 'a test' }),
    now: () => NOW,
  });
}

async function spoken(tell: (asked: Asked) => Told, options: Partial<VoiceRequest> = {}) {
  const { url, asked, close } = await scripted(tell);
  try {
    return { outcome: await voiceAt(url).speak({ ...REQUEST, ...options }, signal), asked };
  } finally {
    await close();
  }
}

function said(text: string, { alignment }: { alignment: unknown } = { alignment: aligned(text) }): Told {
  const audio_base64 = Buffer.from(pcm(4, 24_000)).toString('base64');
  return { headers: { 'request-id': 'req-1' }, json: { audio_base64, alignment, normalized_alignment: null } };
}

function aligned(text: string) {
  const characters = [...text];
  return {
    characters,
    character_start_times_seconds: characters.map((_, i) => i / 10),
    character_end_times_seconds: characters.map((_, i) => (i + 1) / 10),
  };
}

function pcm(seconds: number, rate: number): Uint8Array {
  const samples = Float32Array.from({ length: seconds * rate }, (_, i) => 0.3 * Math.sin(i / 8));
  return encodeWav([samples], rate).subarray(44);
}

function item(id: string, more: object = {}, seconds = 0) {
  return {
    history_item_id: id,
    request_id: `req-${id}`,
    text: LINE,
    voice_id: VOICE,
    model_id: 'eleven_flash_v2_5',
    date_unix: Math.round(LOST.sentAt / 1000) + seconds,
    ...more,
  };
}

function detail(status: string, message: string) {
  return { detail: { status, message } };
}
