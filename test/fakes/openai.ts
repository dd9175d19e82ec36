import { randomUUID } from 'node:crypto';
import { hasKey, isText, openVendor, unknownRoute, type Desk } from './desk.ts';
import type { Fake, FakeOptions } from './fake.ts';
import { toneOf } from './tone.ts';
import type { Call, Reply } from './wire.ts';

const RATE = 24_000;
/** Micro-dollars for a character. */
const MODELS: Record<string, number> = { 'tts-1': 15, 'tts-1-hd': 30, 'gpt-4o-mini-tts': 17 };
const VOICES = new Set<unknown>(
  'alloy ash ballad coral echo fable onyx nova sage shimmer verse marin cedar'.split(' '),
);

export function startOpenAi(options: FakeOptions): Promise<Fake> {
  const environment = (url: string) => ({ OPENAI_API_KEY: 'sk-somebody', OPENAI_BASE_URL: `${url}/v1` });
  return openVendor(options, environment, (call, desk) => {
    if (!hasKey(call, 'Bearer')) return fault(401, 'Incorrect API key provided', 'invalid_api_key');
    if (call.method === 'GET' && call.path === '/v1/models') {
      const data = Object.keys(MODELS).map((id) => ({ id, object: 'model', created: 1, owned_by: 'openai' }));
      return { status: 200, json: { object: 'list', data } };
    }
    if (call.method === 'POST' && call.path === '/v1/audio/speech') return speak(call, desk);
    return unknownRoute(call, desk, { error: { message: 'Unknown request URL', type: 'invalid_request_error' } });
  });
}

function speak({ json: body }: Call, desk: Desk): Reply {
  const { input, model, voice, response_format: format = 'mp3', speed = 1 } = body;
  const price = MODELS[String(model)];
  if (price === undefined) return fault(404, 'The model does not exist', 'model_not_found');
  if (!isText(input, { max: 4096 })) return fault(400, 'input', 'string_too_long');
  if (!VOICES.has(voice)) return fault(400, 'voice', null);
  if (typeof speed !== 'number' || speed < 0.25 || speed > 4) return fault(400, 'speed', null);
  // The vendor's usual MP3 is left out: nothing here can encode it.
  if (format !== 'wav' && format !== 'pcm') return fault(400, 'response_format', null);
  const samples = toneOf((input.length * 0.06) / speed, RATE);
  return desk.take({ id: randomUUID(), body, cost: price * input.length }, () => ({
    status: 200,
    bytes: format === 'pcm' ? samples : wavOf(samples, desk),
    ...(desk.habits.terse === true
      ? {}
      : { headers: { 'content-type': format === 'pcm' ? 'audio/pcm' : 'audio/wav', via: '1.1 x' } }),
  }));
}

/** As it streams: the lengths are not known when the header is written, and there is a note between header and samples. */
function wavOf(samples: Buffer, { habits: { terse = false } }: Desk): Buffer {
  const header = Buffer.alloc(36);
  header.write('RIFF', 0);
  header.writeUInt32LE(terse ? samples.length + 36 : 0xff_ff_ff_ff, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  const note = Buffer.from('LIST\u001A\0\0\0INFOISFT\u000E\0\0\0Lavf61.7.100\0\0', 'latin1');
  const data = Buffer.from('data\0\0\0\0', 'latin1');
  data.writeUInt32LE(terse ? samples.length : 0xff_ff_ff_ff, 4);
  return Buffer.concat(terse ? [header, data, samples] : [header, note, data, samples]);
}

function fault(status: number, message: string, code: string | null): Reply {
  return { status, json: { error: { message, type: 'invalid_request_error', param: null, code } } };
}
