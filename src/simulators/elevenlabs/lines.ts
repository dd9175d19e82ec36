import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type MicroUsd, times, usd } from '../../film/money.ts';
import type { SpokenWord } from '../../film/take.ts';
import type { Json } from '../../json.ts';
import type { Desk, Job, Order, SimContext } from '../engine/vendor.ts';
import { atSpeed, soundAs, soundOf, type SoundForm } from '../sound.ts';
import { isModel, isVoice, MODELS, noVoice, type Model } from './account.ts';
import { failed, invalid } from './details.ts';

const KILOBITS = [32, 64, 96, 128, 192];
const RATES = [8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
const FORMATS = [
  'mp3_22050_32',
  'mp3_24000_48',
  ...KILOBITS.flatMap((kilobits) => [`mp3_44100_${kilobits}`, `opus_48000_${kilobits}`]),
  ...RATES.flatMap((rate) => [`pcm_${rate}`, `wav_${rate}`]),
  'ulaw_8000',
  'alaw_8000',
];
export const TYPES: Record<SoundForm['kind'], string> = {
  mp3: 'audio/mpeg',
  opus: 'audio/opus',
  pcm: 'audio/pcm',
  wav: 'audio/wav',
  ulaw: 'audio/basic',
  alaw: 'audio/x-alaw-basic',
  aac: 'audio/aac',
  flac: 'audio/flac',
};

const Share = z.number().min(0).max(1).nullish();
const Line = z.object({
  text: z.string(),
  model_id: z.string().default('eleven_multilingual_v2'),
  language_code: z.string().nullish(),
  voice_settings: z
    .object({
      stability: Share,
      similarity_boost: Share,
      style: Share,
      use_speaker_boost: z.boolean().nullish(),
      speed: z.number().min(0.7).max(1.2).nullish(),
    })
    .nullish(),
  seed: z.int().min(0).max(4_294_967_295).nullish(),
  previous_text: z.string().nullish(),
  next_text: z.string().nullish(),
  previous_request_ids: z.array(z.string()).max(3).nullish(),
  next_request_ids: z.array(z.string()).max(3).nullish(),
  pronunciation_dictionary_locators: z.array(z.unknown()).max(3).nullish(),
  apply_text_normalization: z.enum(['auto', 'on', 'off']).nullish(),
});
const Query = z.object({
  output_format: z.enum(FORMATS).default('mp3_44100_128'),
  enable_logging: z.enum(['true', 'false']).default('true'),
  optimize_streaming_latency: z.coerce.number().int().min(0).max(4).optional(),
});

/** What is kept of a line beside its text. */
const Details = z.object({
  voice: z.string(),
  format: z.string(),
  speed: z.number(),
  /** False: the client asked that nothing be kept, so it is in no history. */
  logged: z.boolean(),
  settings: z.record(z.string(), z.json()).nullable(),
});

export function detailsOf(job: Job): z.infer<typeof Details> {
  return Details.parse(job.request);
}

export async function take(c: SimContext, desk: Desk): Promise<Order | Response> {
  const query = Query.safeParse(c.req.query());
  if (!query.success) return invalid(query.error, 'query');
  const body = Line.safeParse(await c.req.json().catch(() => null));
  if (!body.success) return invalid(body.error, 'body');
  const { text, model_id: model, voice_settings: settings } = body.data;
  const voice = c.req.param('voice') ?? '';
  if (!isVoice(voice)) return noVoice(voice);
  if (!isModel(model)) return failed(400, 'model_not_found', `A model with model ID ${model} does not exist.`);
  if (text.trim() === '') return failed(400, 'input_text_empty', 'The input text must not be empty.');
  const characters = [...text].length;
  if (characters > MODELS[model].longest) {
    const message = `The text has ${characters} characters; ${model} takes ${MODELS[model].longest} at once.`;
    return failed(400, 'max_character_limit_exceeded', message);
  }
  const format = query.data.output_format;
  return {
    api: 'text-to-speech',
    model,
    prompt: text,
    id: twentyLetters(desk.options.mint()),
    amount: priceOf(model, characters, desk),
    clip: null,
    what: `${characters} characters ${format}`,
    request: {
      voice,
      format,
      speed: settings?.speed ?? 1,
      logged: query.data.enable_logging === 'true',
      settings: (settings ?? null) as Json,
    },
  };
}

function priceOf(model: Model, characters: number, desk: Desk): MicroUsd {
  const booked = desk.options.prices.voice({ provider: 'elevenlabs', model, characters });
  return booked ?? times(usd(MODELS[model].price), characters / 1_000);
}

/** The vendor's ids are twenty letters and digits. */
function twentyLetters(text: string): string {
  return createHash('sha256')
    .update(text)
    .digest('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 20);
}

export function requestIdOf(job: Job): string {
  return twentyLetters(`request ${job.id}`);
}

export interface Spoken {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  seconds: number;
  alignment: Alignment;
}

interface Alignment {
  characters: string[];
  character_start_times_seconds: number[];
  character_end_times_seconds: number[];
}

/** The same line always sounds the same, so the history needs to keep its words only. */
export async function speak(job: Job, desk: Desk): Promise<Spoken> {
  const { voice, format, speed } = detailsOf(job);
  const { wav, words } = await desk.options.makeSpeech(job.prompt, voice);
  const sound = atSpeed(soundOf(wav), speed);
  const seconds = sound.samples.length / sound.rate;
  const form = formOf(format);
  return {
    bytes: await soundAs(sound, form, desk.options.encodeSound),
    type: TYPES[form.kind],
    seconds,
    alignment: alignmentOf(
      job.prompt,
      words.map(({ word, start, end }) => ({ word, start: start / speed, end: end / speed })),
      seconds,
    ),
  };
}

export function formOf(format: string): SoundForm {
  const [kind, rate, kilobits] = format.split('_');
  return kilobits === undefined
    ? ({ kind, rate: Number(rate) } as SoundForm)
    : ({ kind, rate: Number(rate), bitRate: Number(kilobits) * 1_000 } as SoundForm);
}

/**
 * When each character of the text is spoken. The letters of a word share its time; what is between two words fills the
 * pause between them; nothing goes back in time, and the last character ends with the sound.
 */
function alignmentOf(text: string, words: readonly SpokenWord[], seconds: number): Alignment {
  const pieces: { text: string; end: number }[] = [];
  let at = 0;
  let now = 0;
  const until = (end: number): number => (now = Math.min(seconds, Math.max(now, end)));
  for (const { word, start, end } of words) {
    const found = text.indexOf(word, at);
    if (found < 0) continue; // spoken otherwise than it is written
    if (found > at) pieces.push({ text: text.slice(at, found), end: until(start) });
    pieces.push({ text: word, end: until(end) });
    at = found + word.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), end: until(seconds) });
  const last = pieces.at(-1);
  if (last !== undefined) last.end = seconds;

  const alignment: Alignment = { characters: [], character_start_times_seconds: [], character_end_times_seconds: [] };
  let start = 0;
  for (const piece of pieces) {
    const characters = [...piece.text];
    const share = (piece.end - start) / characters.length;
    characters.forEach((character, i) => {
      alignment.characters.push(character);
      alignment.character_start_times_seconds.push(thousandths(start + i * share));
      alignment.character_end_times_seconds.push(thousandths(start + (i + 1) * share));
    });
    start = piece.end;
  }
  return alignment;
}

function thousandths(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}

export function timedOf({ bytes, alignment }: Spoken) {
  return { audio_base64: Buffer.from(bytes).toString('base64'), alignment, normalized_alignment: alignment };
}

/** The line second by second: so much of the sound, and the characters that begin in it. */
export function secondsOf({ bytes, seconds, alignment }: Spoken) {
  const count = Math.max(1, Math.ceil(seconds));
  // Whole samples of two bytes, so that a piece of bare samples can be played by itself.
  const size = Math.ceil(bytes.length / count / 2) * 2;
  return Array.from({ length: count }, (_, second) => {
    const inside = alignment.character_start_times_seconds.flatMap((start, i) =>
      Math.min(count - 1, Math.floor(start)) === second ? [i] : [],
    );
    const own = <T>(values: readonly T[]): T[] => inside.flatMap((i) => values[i] ?? []);
    const part: Alignment = {
      characters: own(alignment.characters),
      character_start_times_seconds: own(alignment.character_start_times_seconds),
      character_end_times_seconds: own(alignment.character_end_times_seconds),
    };
    return {
      audio_base64: Buffer.from(bytes.subarray(second * size, (second + 1) * size)).toString('base64'),
      alignment: part,
      normalized_alignment: part,
    };
  });
}
