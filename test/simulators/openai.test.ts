import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import OpenAI from 'openai';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { usd } from '../../src/film/money.ts';
import { openai } from '../../src/simulators/openai.ts';
import { folderFor, startRig, type Rig } from './rig.ts';

const LINE = 'The old fisherman rows home.';
const line = { model: 'tts-1', voice: 'alloy', input: LINE } as const;

/** The official client, as it comes. */
function clientOf(rig: Rig, options: { maxRetries?: number } = {}): OpenAI {
  return new OpenAI({ apiKey: 'sim-openai', baseURL: `${rig.url}/v1`, ...options });
}

const start = (t: TestContext, options = {}) => startRig(t, openai, { speed: 100, ...options });

test('the official client hears speech in every format that is sold', async (t) => {
  const rig = await start(t);
  const folder = await folderFor(t);
  const formats = [
    ['mp3', 'audio/mpeg', 'mp3', 24_000],
    ['opus', 'audio/opus', 'opus', 48_000],
    ['aac', 'audio/aac', 'aac', 24_000],
    ['flac', 'audio/flac', 'flac', 24_000],
    ['wav', 'audio/wav', 'pcm_s16le', 24_000],
  ] as const;
  const lengths: number[] = [];
  for (const [format, type, codec, rate] of formats) {
    const answer = await clientOf(rig).audio.speech.create({ ...line, response_format: format });
    assert.equal(answer.headers.get('content-type'), type);
    assert.equal(answer.headers.get('content-length'), null); // in chunks
    assert.match(answer.headers.get('x-request-id') ?? '', /^req_/);
    const path = join(folder, `line.${format}`);
    await writeFile(path, new Uint8Array(await answer.arrayBuffer()));
    const { audio, seconds } = await probe(path);
    assert.deepEqual([audio?.codec, audio?.sampleRate, audio?.channels], [codec, rate, 1]);
    lengths.push(seconds);
  }
  const pcm = await (await clientOf(rig).audio.speech.create({ ...line, response_format: 'pcm' })).arrayBuffer();
  const seconds = pcm.byteLength / 2 / 24_000;
  assert.ok(seconds > 1 && seconds < 4);
  for (const length of lengths) assert.ok(Math.abs(length - seconds) < 0.12, `${length} and ${seconds} seconds`);

  const { lines, total } = await rig.bill();
  assert.equal(lines.length, 6);
  assert.equal(total, usd((0.015 * LINE.length * 6) / 1_000));
});

test('a streamed WAV does not know its own length', async (t) => {
  const rig = await start(t);
  const answer = await clientOf(rig).audio.speech.create({ ...line, response_format: 'wav' });
  const view = new DataView(await answer.arrayBuffer());
  assert.deepEqual([view.getUint32(4, true), view.getUint32(40, true)], [0xffffffff, 0xffffffff]);
});

test('a speed is heard: the line is as much shorter', async (t) => {
  const rig = await start(t);
  const bytes = async (speed: number) => {
    const answer = await clientOf(rig).audio.speech.create({ ...line, response_format: 'pcm', speed });
    return (await answer.arrayBuffer()).byteLength;
  };
  assert.ok(Math.abs((await bytes(1)) / (await bytes(1.25)) - 1.25) < 0.001);
});

test('events carry the same bytes, for the model that speaks them', async (t) => {
  const rig = await start(t);
  const wish = { ...line, model: 'gpt-4o-mini-tts', response_format: 'pcm' } as const;
  const whole = await (await clientOf(rig).audio.speech.create(wish)).arrayBuffer();
  const answer = await clientOf(rig).audio.speech.create({ ...wish, stream_format: 'sse' });
  const events = (await answer.text())
    .split('\n\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text.replace(/^data: /, '')) as { type: string; audio?: string });
  assert.equal(events.at(-1)?.type, 'speech.audio.done');
  const audio = Buffer.concat(events.map((event) => Buffer.from(event.audio ?? '', 'base64')));
  assert.deepEqual(new Uint8Array(audio), new Uint8Array(whole));
});

test('what cannot be spoken is refused in the vendor’s envelope, for nothing', async (t) => {
  const rig = await start(t);
  const refusals: [object, number, string | null, string | null][] = [
    [{ ...line, input: '' }, 400, 'input', 'invalid_value'],
    [{ model: 'tts-1', voice: 'alloy' }, 400, 'input', 'missing_required_parameter'],
    [{ ...line, input: 'x'.repeat(4_097) }, 400, 'input', 'string_above_max_length'],
    [{ ...line, model: 'tts-9' }, 404, null, 'model_not_found'],
    [{ ...line, model: 'constructor' }, 404, null, 'model_not_found'],
    [{ ...line, voice: 'nobody' }, 400, 'voice', 'invalid_value'],
    [{ ...line, response_format: 'ogg' }, 400, 'response_format', 'invalid_value'],
    [{ ...line, speed: 5 }, 400, 'speed', 'invalid_value'],
    [{ ...line, stream_format: 'sse' }, 400, 'stream_format', 'unsupported_value'],
    [{ ...line, input: 'a nude figure' }, 400, null, 'content_policy_violation'],
  ];
  for (const [body, status, param, code] of refusals) {
    const error: unknown = await clientOf(rig)
      .audio.speech.create(body as typeof line)
      .catch((thrown: unknown) => thrown);
    assert.ok(error instanceof OpenAI.APIError);
    assert.deepEqual([error.status, error.param, error.code], [status, param, code], JSON.stringify(body).slice(0, 80));
    assert.equal(error.type, 'invalid_request_error');
  }
  assert.equal((await fetch(`${rig.url}/v1/models`)).status, 401);
  assert.equal((await rig.bill()).creates, 0);
});

test('an empty account and too much hurry are both a 429, told apart by their code', async (t) => {
  const rig = await start(t, { balance: usd(0.0001) });
  const client = clientOf(rig, { maxRetries: 0 });
  await assert.rejects(client.audio.speech.create(line), (error: unknown) => {
    assert.ok(error instanceof OpenAI.RateLimitError);
    assert.deepEqual([error.code, error.type], ['insufficient_quota', 'insufficient_quota']);
    return true;
  });
  await rig.faults('rate_429_retry_after');
  await assert.rejects(client.audio.speech.create(line), (error: unknown) => {
    assert.ok(error instanceof OpenAI.RateLimitError);
    assert.deepEqual([error.code, error.headers.get('retry-after')], ['rate_limit_exceeded', '2']);
    return true;
  });
  await rig.faults('reject_401');
  await assert.rejects(client.audio.speech.create(line), OpenAI.AuthenticationError);
  await rig.faults('err_5xx_before_accept');
  await assert.rejects(client.audio.speech.create(line), OpenAI.InternalServerError);
  assert.equal((await rig.bill()).creates, 0);
});

test('trap: when answers are lost, the official client pays three times for one line', async (t) => {
  const rig = await start(t, { faults: [{ fault: 'accept_then_reset' }] });
  await assert.rejects(clientOf(rig).audio.speech.create(line), OpenAI.APIConnectionError);
  assert.equal((await rig.bill()).creates, 3);
});

test('a line whose sound breaks off is paid all the same, and the bill survives a restart', async (t) => {
  const folder = await folderFor(t);
  const rig = await start(t, { folder, faults: [{ fault: 'truncated_body' }] });
  const answer = await clientOf(rig).audio.speech.create(line);
  await assert.rejects(answer.arrayBuffer(), { message: 'terminated' });
  const before = await rig.bill();
  assert.equal(before.creates, 1);
  await rig.close();
  assert.deepEqual(await (await start(t, { folder })).bill(), before);
});

test('models are listed and told one by one', async (t) => {
  const rig = await start(t);
  const { data } = await clientOf(rig).models.list();
  assert.ok(data.some(({ id }) => id === 'tts-1'));
  assert.equal((await clientOf(rig).models.retrieve('tts-1-hd')).object, 'model');
  await assert.rejects(clientOf(rig).models.retrieve('none'), OpenAI.NotFoundError);
});
