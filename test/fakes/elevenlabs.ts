import { randomUUID } from 'node:crypto';
import { openVendor, unknownRoute, type Desk, type Job } from './desk.ts';
import type { Fake, FakeOptions } from './fake.ts';
import { toneOf } from './tone.ts';
import type { Call, Reply } from './wire.ts';

/** Micro-dollars for a character. */
const MODELS: Record<string, number> = { eleven_flash_v2_5: 50, eleven_multilingual_v2: 100, eleven_v3: 100 };
const SECONDS_PER_CHARACTER = 0.055;

export function startElevenLabs(options: FakeOptions): Promise<Fake> {
  const environment = (url: string) => ({ ELEVENLABS_API_KEY: 'sk_somebody', ELEVENLABS_BASE_URL: url });
  return openVendor(options, environment, (call, desk) => {
    if (!/\S/.test(String(call.headers['xi-api-key'] ?? ''))) return fault(401, 'invalid_api_key');
    if (call.method === 'GET' && /^\/v1\/user(\/subscription)?$/.test(call.path))
      return {
        status: 200,
        json: { tier: 'starter', character_count: desk.figure(10), character_limit: desk.figure(30_000) },
      };
    if (call.method === 'GET' && call.path === '/v1/models')
      return { status: 200, json: Object.keys(MODELS).map((model_id) => ({ model_id })) };
    if (call.method === 'GET' && call.path === '/v1/history') return history(desk);
    const [, item] = /^\/v1\/history\/([\w-]+)\/audio$/.exec(call.path) ?? [];
    if (call.method === 'GET' && item !== undefined) return recording(item, desk);
    const [, stamped] = /^\/v1\/text-to-speech\/[\w-]+(\/with-timestamps)?$/.exec(call.path) ?? [];
    if (call.method === 'POST' && call.path.startsWith('/v1/text-to-speech/'))
      return speak(call, desk, stamped !== undefined);
    return unknownRoute(call, desk, { detail: 'Not Found' });
  });
}

function speak({ json: body, query }: Call, desk: Desk, stamped: boolean): Reply {
  const { text, model_id: model = 'eleven_multilingual_v2' } = body;
  const price = MODELS[String(model)];
  const [, rate] = /^pcm_(\d+)$/.exec(query.get('output_format') ?? '') ?? [];
  if (typeof text !== 'string' || text === '')
    return { status: 422, json: { detail: [{ loc: ['body', 'text'], msg: 'Field required', type: 'missing' }] } };
  if (price === undefined) return fault(400, 'model_not_found');
  // The vendor's usual MP3 is left out: nothing here can encode it.
  if (rate === undefined) return fault(400, 'invalid_output_format');
  const samples = toneOf(text.length * SECONDS_PER_CHARACTER, Number(rate));
  return desk.take({ id: randomUUID(), body, cost: price * text.length }, ({ id }) => ({
    status: 200,
    ...(desk.habits.terse === true ? {} : { headers: { 'request-id': id, 'character-cost': String(text.length) } }),
    ...(stamped ? { json: spoken(text, samples, desk) } : { bytes: samples }),
  }));
}

function spoken(text: string, samples: Buffer, { habits: { terse = false } }: Desk): unknown {
  const audio_base64 = samples.toString('base64');
  if (terse) return { audio_base64 };
  const characters = [...text];
  const times = characters.map((_, at) => Number((at * SECONDS_PER_CHARACTER).toFixed(3)));
  return {
    audio_base64,
    alignment: {
      characters,
      character_start_times_seconds: times,
      character_end_times_seconds: times.map((at) => at + SECONDS_PER_CHARACTER),
    },
    normalized_alignment: null,
    voice_segments: [],
  };
}

function history(desk: Desk): Reply {
  const entries = desk.jobs.map((job) => ({
    history_item_id: `item-${job.id}`,
    request_id: job.id,
    text: job.body['text'],
    model_id: job.body['model_id'] ?? null,
    voice_name: null,
    date_unix: Math.floor(job.at / 1000),
    character_count_change_from: desk.figure(0),
    character_count_change_to: desk.figure(String(job.body['text']).length),
    content_type: 'audio/mpeg',
    state: null,
    source: 'TTS',
  }));
  const { items, more } = desk.page(entries, 0, 100);
  return { status: 200, json: { history: items, has_more: more, last_history_item_id: null } };
}

/** Samples without a header, at 24 kHz. */
function recording(item: string, desk: Desk): Reply {
  const job: Job | undefined = desk.jobs.find(({ id }) => `item-${id}` === item);
  if (job === undefined) return fault(404, 'history_item_not_found');
  const bytes = toneOf(String(job.body['text']).length * SECONDS_PER_CHARACTER, 24_000);
  return { status: 200, bytes, headers: { 'content-type': 'audio/pcm' } };
}

function fault(status: number, code: string): Reply {
  return { status, json: { detail: { status: code, message: code.replaceAll('_', ' ') } } };
}
