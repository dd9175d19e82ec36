import { z } from 'zod';
import { StudioError } from '../../errors.ts';
import type { Json } from '../../json.ts';
import type { VoiceRequest } from '../../film/request.ts';
import { speechWords } from '../../film/speech.ts';
import type { SpokenWord } from '../../film/take.ts';
import type { Account, Found, ProviderOptions } from '../spec.ts';
import { lookedAt, orderOutcome } from '../outcome.ts';
import { exchange, lookFailed, type Exchange } from '../wire.ts';
import { timeByPauses } from './pauses.ts';
import { paceOf, recordingOf, speechOf, type Recording } from './recording.ts';
import type { LostLine, Speech, VoiceEstimate, VoicePriceOf, VoiceProvider } from './spec.ts';

/** The vendor's cheapest (2026-07, unverified). */
const MODEL = 'eleven_flash_v2_5';
/** What the model takes at once, by the vendor's model list of 2026. */
const LONGEST = 40_000;
/**
 * Stock voices that every account is said to have, by the ids under which they have been known since 2024 (unverified):
 * Sarah, George, Liam, Brian, Daniel. Which style suits which is our ear.
 */
const VOICES: Record<VoiceRequest['style'], string> = {
  calm: 'EXAVITQu4vr4xnSDxMaL',
  warm: 'JBFqnCBsd6RMkjVDRZzb',
  energetic: 'TX3LPaxmHKxFdv7VOQHJ',
  dramatic: 'nPczCjzI2devNBz1zQrb',
  professional: 'onwK4e9ZLuTAKqWW03F9',
};
const PCM_RATE = 24_000;
const TIMEOUT_MS = 120_000;
/** The vendor's clock against ours. */
const SKEW_MS = 15 * 60_000;
/** By then a line that was taken has been spoken and is in the history (unverified). */
const LISTED_AFTER_MS = 2 * 60_000;
const VENDOR = 'ElevenLabs';

/**
 * ElevenLabs' speech with the time of every character. The vendor bills in credits of a plan, so its answers carry no
 * price in money. What it speaks is in its history for as long as the account keeps one, and a lost line is found there
 * by its words, voice, model and time.
 */
export function createElevenLabsVoice(options: ProviderOptions<VoicePriceOf>): VoiceProvider {
  const { id, account, prices } = options;
  return {
    id,
    provenance: account.provenance,
    repeatable: false,
    estimate: (request) => estimate(request, prices),
    speak: async (request, signal) => {
      const path = `/v1/text-to-speech/${VOICES[request.style]}/with-timestamps?output_format=pcm_${PCM_RATE}`;
      const ended = await ask(account, path, signal, orderOf(request));
      const name = ended.kind === 'answered' ? ended.headers.get('request-id') : null;
      const accepted = (body: Json) => {
        const speech = spokenIn(body, request);
        return speech === null ? null : { id: name, speech };
      };
      return orderOutcome(ended, { accepted, now: options.now() });
    },
    find: (line, signal) => find(line, account, signal),
    verify: (signal) => verify(account, signal),
  };
}

/** Characters of the line with the seconds at which each is spoken. */
const Alignment = z.object({
  characters: z.array(z.string()),
  character_start_times_seconds: z.array(z.number()),
  character_end_times_seconds: z.array(z.number()),
});
type Alignment = z.infer<typeof Alignment>;

const Spoken = z.object({
  audio_base64: z.string().min(1),
  // Times are worth having, never worth losing a paid line for.
  alignment: Alignment.nullish().catch(null),
});

const HistoryItem = z.object({
  history_item_id: z.string(),
  request_id: z.string().nullish(),
  text: z.string().nullish(),
  voice_id: z.string().nullish(),
  model_id: z.string().nullish(),
  date_unix: z.coerce.number(),
  content_type: z.string().nullish(),
  alignments: z.object({ alignment: Alignment.nullish() }).nullish().catch(null),
});
type HistoryItem = z.infer<typeof HistoryItem>;

const History = z.object({
  history: z.array(HistoryItem),
  has_more: z.boolean().nullish(),
  last_history_item_id: z.string().nullish(),
});

const Subscription = z.object({
  tier: z.string().nullish(),
  character_count: z.coerce.number().nullish(),
  character_limit: z.coerce.number().nullish(),
});

function estimate({ text }: VoiceRequest, prices: VoicePriceOf): VoiceEstimate {
  // Whole characters, as vendors count them (unverified); a pair of UTF-16 units is one.
  const characters = [...text].length;
  if (characters > LONGEST) {
    throw new StudioError('usage', `${VENDOR} speaks ${LONGEST} characters at once; the line has ${characters}`, {
      hint: 'Spread the narration over more shots.',
    });
  }
  const { amount, source } = prices({ model: MODEL, characters });
  return { model: MODEL, price: amount, source };
}

function orderOf(request: VoiceRequest) {
  const speed = paceOf(request);
  return { text: request.text, model_id: MODEL, ...(speed > 1 ? { voice_settings: { speed } } : {}) };
}

function spokenIn(body: Json, request: VoiceRequest): Speech | null {
  const spoken = Spoken.safeParse(body);
  if (!spoken.success) return null;
  const recording = recordingOf(Buffer.from(spoken.data.audio_base64, 'base64'), PCM_RATE);
  return recording && speechOf(recording, wordsOf(request, recording, spoken.data.alignment), request);
}

/**
 * When each word is spoken, from its first letter to its last. The vendor may tell the characters of a text that it has
 * changed (numbers spelt out): then the pauses that are heard have to tell.
 */
function wordsOf(request: VoiceRequest, recording: Recording, alignment: Alignment | null | undefined): SpokenWord[] {
  const words = speechWords(request.text);
  const times = alignment == null ? [] : timesOf(alignment);
  const letters = words.map((word) => [...word.replaceAll(/\s/gu, '')]);
  if (times.length > 0 && times.map(({ letter }) => letter).join('') === letters.flat().join('')) {
    let next = 0;
    return words.map((word, i) => {
      const own = times.slice(next, (next += letters[i]?.length ?? 0));
      const voiced = own.filter(({ letter }) => /[\p{L}\p{N}]/u.test(letter));
      const [first, last] = [(voiced[0] ?? own[0])?.start ?? 0, (voiced.at(-1) ?? own.at(-1))?.end ?? 0];
      return { word, start: first, end: Math.max(first, last) };
    });
  }
  return timeByPauses(request, recording);
}

function timesOf(alignment: Alignment): { letter: string; start: number; end: number }[] {
  return alignment.characters.flatMap((characters, i) => {
    const start = alignment.character_start_times_seconds[i];
    const end = alignment.character_end_times_seconds[i];
    if (start === undefined || end === undefined) return [];
    return [...characters.replaceAll(/\s/gu, '')].map((letter) => ({ letter, start, end }));
  });
}

async function find(
  line: LostLine,
  account: Account,
  signal: AbortSignal,
): Promise<Found<{ id: string; speech: Speech }>> {
  const items = await historyOf(line, account, signal);
  const [item] = items.toSorted((a, b) => distance(a, line) - distance(b, line));
  if (item !== undefined) return fetchSpeech(item, line.request, account, signal);
  if (line.quietMs >= listedAfterMs(account)) return { kind: 'absent' };
  return { kind: 'unknown', reason: `${VENDOR} has not listed the line yet` };
}

/** A simulator is as much quicker as the looks are. A vendor is not, however often one looks. */
function listedAfterMs({ provenance, pollMs }: Account): number {
  return provenance === 'simulated' && pollMs !== null ? Math.min(LISTED_AFTER_MS, 10 * pollMs) : LISTED_AFTER_MS;
}

function distance({ date_unix }: HistoryItem, { sentAt }: LostLine): number {
  return Math.abs(date_unix * 1000 - sentAt);
}

/** Items that could be the line and are not ours yet. */
async function historyOf(line: LostLine, account: Account, signal: AbortSignal): Promise<HistoryItem[]> {
  const voice = VOICES[line.request.style];
  const found: HistoryItem[] = [];
  for (let after: string | null = null; ;) {
    const query = new URLSearchParams({
      page_size: '1000',
      voice_id: voice,
      model_id: MODEL,
      date_after_unix: String(Math.floor((line.sentAt - SKEW_MS) / 1000)),
      date_before_unix: String(Math.ceil((line.now + SKEW_MS) / 1000)),
      ...(after === null ? {} : { start_after_history_item_id: after }),
    });
    const page = lookedAt(VENDOR, await ask(account, `/v1/history?${query.toString()}`, signal), History);
    if (page === null) throw lookFailed(VENDOR, 'there is no history at this address');
    const { history, has_more, last_history_item_id } = page;
    // Asked and looked at: a gateway may not know the filters.
    found.push(
      ...history.filter(
        ({ text, voice_id, model_id, date_unix, history_item_id, request_id }) =>
          text === line.request.text &&
          (voice_id ?? voice) === voice &&
          (model_id ?? MODEL) === MODEL &&
          date_unix * 1000 >= line.sentAt - SKEW_MS &&
          !line.claimed.has(history_item_id) &&
          !line.claimed.has(request_id ?? ''),
      ),
    );
    const last = last_history_item_id ?? history.at(-1)?.history_item_id ?? null;
    if (has_more !== true || last === null || last === after) return found;
    after = last;
  }
}

async function fetchSpeech(
  item: HistoryItem,
  request: VoiceRequest,
  account: Account,
  signal: AbortSignal,
): Promise<Found<{ id: string; speech: Speech }>> {
  const kept = `${VENDOR} has the line as history item ${item.history_item_id}`;
  const audio = await ask(account, `/v1/history/${encodeURIComponent(item.history_item_id)}/audio`, signal);
  if (audio.kind !== 'answered') throw lookFailed(VENDOR, audio.reason);
  if (audio.status !== 200) return { kind: 'unknown', reason: `${kept}, but answers ${audio.status} for its sound` };
  const type = audio.headers.get('content-type') ?? item.content_type ?? '';
  const recording = recordingOf(audio.bytes, rawRateOf(type));
  if (recording === null) return { kind: 'unknown', reason: `${kept}, but its sound (${type || 'no type'}) is no WAV` };
  const words = wordsOf(request, recording, item.alignments?.alignment);
  return {
    kind: 'found',
    order: { id: item.request_id ?? item.history_item_id, speech: speechOf(recording, words, request) },
  };
}

/** `audio/pcm`, `audio/pcm;rate=24000`, `pcm_24000`: samples without a header. */
function rawRateOf(type: string): number | null {
  if (!/\b(?:x-)?(?:pcm|l16)(?:\b|_)/i.test(type)) return null;
  return Number(/(?:rate=|pcm_)(\d+)/i.exec(type)?.[1] ?? PCM_RATE);
}

async function verify(account: Account, signal: AbortSignal): Promise<string> {
  const plan = lookedAt(VENDOR, await ask(account, '/v1/user/subscription', signal), Subscription);
  if (plan === null) throw lookFailed(VENDOR, 'there is no API at this address');
  const { tier, character_count, character_limit } = plan;
  if (character_count == null || character_limit == null) return `${VENDOR} plan ${tier ?? 'unknown'}`;
  const left = Math.max(0, character_limit - character_count);
  return `${VENDOR} plan ${tier ?? 'unknown'}, ${left} of ${character_limit} credits left`;
}

function ask(account: Account, path: string, signal: AbortSignal, body?: object): Promise<Exchange> {
  return exchange({
    method: body === undefined ? 'GET' : 'POST',
    url: account.baseUrl.replace(/\/+$/, '') + path,
    headers: { 'xi-api-key': account.key(), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
    timeoutMs: TIMEOUT_MS,
  });
}
