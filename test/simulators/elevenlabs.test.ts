import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ElevenLabs, ElevenLabsClient, ElevenLabsError } from '@elevenlabs/elevenlabs-js';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { usd } from '../../src/film/money.ts';
import { elevenlabs } from '../../src/simulators/elevenlabs.ts';
import { folderFor, startRig, type Rig } from './rig.ts';

const VOICE = 'EXAVITQu4vr4xnSDxMaL';
const TEXT = 'The old fisherman, 72 years old, rows home — slowly.';
const line = { text: TEXT, modelId: 'eleven_flash_v2_5' } as const;
const PRICE = usd((0.05 * TEXT.length) / 1_000);

/** The official client, as it comes. */
function clientOf(rig: Rig, options: { maxRetries?: number } = {}): ElevenLabsClient {
  return new ElevenLabsClient({ apiKey: 'sim-elevenlabs', baseUrl: rig.url, ...options });
}

const start = (t: TestContext, options = {}) => startRig(t, elevenlabs, { speed: 100, ...options });

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return Buffer.concat(await allOf(stream));
}

async function allOf<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const parts: T[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

interface Refusal {
  status: number | undefined;
  /** A word of the vendor's, or what is wrong with which member. */
  detail: { status: string; message: string } & { loc: unknown[] }[];
}

/** What a call was refused with. */
async function refusalOf(call: PromiseLike<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof ElevenLabsError, String(error));
    return { status: error.statusCode, detail: (error.body as Refusal).detail };
  }
  throw new Error('nothing was refused');
}

test('the official client hears speech, whole and in a stream, in the format that it asks for', async (t) => {
  const rig = await start(t);
  const client = clientOf(rig);
  const folder = await folderFor(t);
  const formats = [
    [undefined, 'mp3', 44_100],
    ['mp3_22050_32', 'mp3', 22_050],
    ['opus_48000_64', 'opus', 48_000],
    ['wav_22050', 'pcm_s16le', 22_050],
  ] as const;
  const lengths: number[] = [];
  for (const [format, codec, rate] of formats) {
    const wish = { ...line, ...(format === undefined ? {} : { outputFormat: format }) };
    const path = join(folder, format ?? 'default');
    await writeFile(path, await bytesOf(await client.textToSpeech.convert(VOICE, wish)));
    const { audio, seconds } = await probe(path);
    assert.deepEqual([audio?.codec, audio?.sampleRate, audio?.channels], [codec, rate, 1]);
    lengths.push(seconds);
  }
  const pcm = await bytesOf(await client.textToSpeech.stream(VOICE, { ...line, outputFormat: 'pcm_16000' }));
  const seconds = pcm.length / 2 / 16_000;
  assert.ok(seconds > 2 && seconds < 8);
  for (const length of lengths) assert.ok(Math.abs(length - seconds) < 0.12, `${length} and ${seconds} seconds`);
  for (const outputFormat of ['ulaw_8000', 'alaw_8000'] as const) {
    const bytes = await bytesOf(await client.textToSpeech.convert(VOICE, { ...line, outputFormat }));
    assert.ok(Math.abs(bytes.length / 8_000 - seconds) < 0.001);
  }
  assert.equal((await rig.bill()).total, PRICE * 7);
});

test('every character has its time: in order, without a gap, to the end of the sound', async (t) => {
  const rig = await start(t);
  const { audioBase64, alignment } = await clientOf(rig).textToSpeech.convertWithTimestamps(VOICE, {
    ...line,
    outputFormat: 'pcm_24000',
  });
  assert.ok(alignment);
  const { characters, characterStartTimesSeconds: starts, characterEndTimesSeconds: ends } = alignment;
  assert.equal(characters.join(''), TEXT);
  assert.deepEqual([starts.length, ends.length], [characters.length, characters.length]);
  assert.equal(starts[0], 0);
  starts.forEach((begin, i) => {
    assert.ok((ends[i] ?? -1) >= begin);
    if (i > 0) assert.equal(begin, ends[i - 1]);
  });
  const seconds = Buffer.from(audioBase64, 'base64').length / 2 / 24_000;
  assert.ok(Math.abs((ends.at(-1) ?? 0) - seconds) < 0.001);
  // Words are where they are heard: the pause of the comma is not spread over the letters.
  const of = (word: string) => (starts[TEXT.indexOf(word)] ?? 0) / seconds;
  assert.ok(of('old') < of('fisherman') && of('fisherman') < of('rows') && of('rows') < of('slowly'));
});

test('a stream with times brings the line second by second', async (t) => {
  const rig = await start(t);
  const wish = { ...line, outputFormat: 'pcm_24000' } as const;
  const whole = await clientOf(rig).textToSpeech.convertWithTimestamps(VOICE, wish);
  const parts = await allOf(await clientOf(rig).textToSpeech.streamWithTimestamps(VOICE, wish));
  assert.ok(parts.length > 2);
  assert.equal(parts.flatMap(({ alignment }) => alignment?.characters ?? []).join(''), TEXT);
  const audio = Buffer.concat(parts.map(({ audioBase64 }) => Buffer.from(audioBase64, 'base64')));
  assert.equal(audio.toString('base64'), whole.audioBase64);
});

test('a speed is heard, and the times follow it', async (t) => {
  const rig = await start(t);
  const spoken = async (speed: number) => {
    const wish = { ...line, outputFormat: 'pcm_24000', voiceSettings: { speed } } as const;
    const { audioBase64, alignment } = await clientOf(rig).textToSpeech.convertWithTimestamps(VOICE, wish);
    return { bytes: audioBase64.length, end: alignment?.characterEndTimesSeconds.at(-1) ?? 0 };
  };
  const [usual, fast] = [await spoken(1), await spoken(1.2)];
  assert.ok(Math.abs(usual.bytes / fast.bytes - 1.2) < 0.001);
  assert.ok(Math.abs(usual.end / fast.end - 1.2) < 0.001);
});

test('answers name their request, their cost and the concurrency', async (t) => {
  const rig = await start(t);
  const { rawResponse } = await clientOf(rig).textToSpeech.convert(VOICE, line).withRawResponse();
  const { headers } = rawResponse;
  assert.match(headers.get('request-id') ?? '', /^[A-Za-z0-9]{20}$/);
  assert.equal(headers.get('character-cost'), String(TEXT.length / 2));
  assert.equal(headers.get('current-concurrent-requests'), '1');
  assert.equal(headers.get('maximum-concurrent-requests'), '3');
});

test('the history has every paid line, also one whose answer was lost, and gives its sound', async (t) => {
  const folder = await folderFor(t);
  const rig = await start(t, { folder, faults: [{ fault: 'accept_then_reset', at: 2 }] });
  const client = clientOf(rig);
  const wish = { outputFormat: 'pcm_24000', modelId: 'eleven_flash_v2_5' } as const;
  const first = await client.textToSpeech.convertWithTimestamps(VOICE, { ...wish, text: 'One.' }).withRawResponse();
  const patience = forgetTimers(t); // the client leaves its time limit of minutes running when a connection breaks
  await assert.rejects(client.textToSpeech.convert(VOICE, { ...wish, text: 'Two.' }));
  patience.mock.restore();
  await bytesOf(await client.textToSpeech.convert(VOICE, { ...wish, text: 'Three.', modelId: 'eleven_v3' }));
  await bytesOf(await client.textToSpeech.convert(VOICE, { ...wish, text: 'Unlogged.', enableLogging: false }));
  assert.equal((await rig.bill()).creates, 4); // the lost one was not asked for again

  const { history, hasMore } = await client.history.list({});
  assert.deepEqual([history.map(({ text }) => text), hasMore], [['Three.', 'Two.', 'One.'], false]);
  const [three, two, one] = history;
  assert.equal(one?.requestId, first.rawResponse.headers.get('request-id'));
  assert.deepEqual(
    [two?.voiceId, two?.voiceName, two?.modelId, two?.source, two?.contentType],
    [VOICE, 'Sarah', 'eleven_flash_v2_5', 'TTS', 'audio/pcm'],
  );
  assert.equal((three?.characterCountChangeTo ?? 0) - (three?.characterCountChangeFrom ?? 0), 6);
  const page = await client.history.list({ pageSize: 1, startAfterHistoryItemId: three?.historyItemId ?? '' });
  assert.deepEqual([page.history[0]?.text, page.hasMore], ['Two.', true]);
  assert.equal((await client.history.list({ modelId: 'eleven_v3' })).history.length, 1);
  assert.equal((await client.history.list({ search: 'two' })).history.length, 1);
  assert.equal((await client.history.list({ dateBeforeUnix: 1 })).history.length, 0);
  assert.equal((await client.history.list({ sortDirection: 'asc' })).history[0]?.text, 'One.');

  await rig.close();
  const again = clientOf(await start(t, { folder }));
  const id = one?.historyItemId ?? '';
  const audio = await bytesOf(await again.history.getAudio(id));
  assert.equal(Buffer.from(audio).toString('base64'), first.data.audioBase64);
  await again.history.delete(id);
  assert.deepEqual(await refusalOf(again.history.get(id)), {
    status: 404,
    detail: { status: 'history_item_not_found', message: 'This history item was not found.' },
  });
});

test('what cannot be spoken is refused in the vendor’s two shapes, for nothing', async (t) => {
  const rig = await start(t);
  const { textToSpeech } = clientOf(rig);
  const refusals: [string, object, number, string][] = [
    ['nobody', line, 404, 'voice_not_found'],
    ['constructor', line, 404, 'voice_not_found'],
    [VOICE, { ...line, modelId: 'eleven_v99' }, 400, 'model_not_found'],
    [VOICE, { ...line, text: '  ' }, 400, 'input_text_empty'],
    [VOICE, { text: 'x'.repeat(10_001) }, 400, 'max_character_limit_exceeded'],
    [VOICE, { ...line, text: 'a nude figure' }, 400, 'content_against_policy'],
  ];
  for (const [voice, body, status, word] of refusals) {
    const refused = await refusalOf(textToSpeech.convert(voice, body as typeof line));
    assert.deepEqual([refused.status, refused.detail.status], [status, word]);
  }
  const pace = { ...line, voiceSettings: { speed: 3 } };
  await assert.rejects(textToSpeech.convert(VOICE, pace), ElevenLabs.UnprocessableEntityError);
  const wrong = await refusalOf(textToSpeech.convert(VOICE, pace));
  assert.deepEqual([wrong.status, wrong.detail[0]?.loc], [422, ['body', 'voice_settings', 'speed']]);
  const seed = await refusalOf(textToSpeech.convert(VOICE, { ...line, seed: -1 }));
  assert.deepEqual([seed.status, seed.detail[0]?.loc], [422, ['body', 'seed']]);
  assert.equal((await fetch(`${rig.url}/v1/voices`)).status, 401);
  assert.equal((await rig.bill()).creates, 0);
});

test('an empty plan is a 401, a crowd and a busy vendor are 429', async (t) => {
  const rig = await start(t, { balance: usd(0.001) });
  const { textToSpeech } = clientOf(rig, { maxRetries: 0 });
  const told = async () => {
    const { status, detail } = await refusalOf(textToSpeech.convert(VOICE, line));
    return [status, detail.status];
  };
  assert.deepEqual(await told(), [401, 'quota_exceeded']);
  const words: [string, number, string][] = [
    ['reject_401', 401, 'invalid_api_key'],
    ['rate_429', 429, 'system_busy'],
    ['concurrency_429', 429, 'too_many_concurrent_requests'],
    ['err_5xx_before_accept', 500, 'internal_server_error'],
  ];
  for (const [fault, status, word] of words) {
    await rig.faults(fault);
    assert.deepEqual(await told(), [status, word]);
  }
  await rig.faults('validation_400');
  assert.equal((await refusalOf(textToSpeech.convert(VOICE, line))).status, 422);
  assert.equal((await rig.bill()).creates, 0);
});

test('more lines at once than the plan has are refused', async (t) => {
  const rig = await start(t, { limits: { concurrency: 1, perMinute: null } });
  const client = clientOf(rig, { maxRetries: 0 });
  const { makeSpeech } = rig.options;
  const begun = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  rig.options.makeSpeech = async (...order) => {
    begun.resolve();
    await go.promise;
    return makeSpeech(...order);
  };
  const first = client.textToSpeech.convertWithTimestamps(VOICE, line);
  await begun.promise;
  const second = await refusalOf(client.textToSpeech.convertWithTimestamps(VOICE, line));
  assert.equal(second.status, 429);
  go.resolve();
  await first;
  await client.textToSpeech.convertWithTimestamps(VOICE, line);
  assert.equal((await rig.bill()).creates, 2);
});

test('models, voices and what is left of the plan are told', async (t) => {
  const rig = await start(t, { balance: usd(1) });
  const client = clientOf(rig);
  assert.ok((await client.models.list()).some(({ modelId }) => modelId === line.modelId));
  const { voices } = await client.voices.getAll();
  assert.ok(voices.some(({ voiceId }) => voiceId === VOICE));
  assert.equal((await client.voices.search()).totalCount, voices.length);
  assert.equal((await client.voices.get(VOICE)).name, 'Sarah');
  const before = await client.user.subscription.get();
  assert.deepEqual([before.characterCount, before.characterLimit], [0, 10_000]);
  await bytesOf(await client.textToSpeech.convert(VOICE, line));
  assert.equal((await client.user.subscription.get()).characterCount, Math.ceil(TEXT.length / 2));
});

/** Timers that are set from now on do not keep the process up. */
function forgetTimers(t: TestContext) {
  const set = setTimeout;
  return t.mock.method(globalThis, 'setTimeout', ((done: () => void, ms?: number) =>
    set(done, ms).unref()) as typeof setTimeout);
}
