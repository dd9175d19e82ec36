import { z } from 'zod';
import { StudioError } from '../../errors.ts';
import type { VoiceRequest } from '../../film/request.ts';
import { lookedAt, orderOutcome } from '../outcome.ts';
import { throughSdk } from '../sdk.ts';
import type { Account, ProviderOptions } from '../spec.ts';
import { lookFailed } from '../wire.ts';
import { timeByPauses } from './pauses.ts';
import { paceOf, recordingOf, speechOf } from './recording.ts';
import type { VoiceEstimate, VoicePriceOf, VoiceProvider } from './spec.ts';

/** The cheapest of the vendor's voices that is sold by the character (price card of 2025, unverified). */
const MODEL = 'tts-1';
/** `resources/audio/speech.d.ts` of openai 6.49.0. */
const LONGEST = 4096;
/** Of the six voices that tts-1 has had since it came out; which style suits which is our ear, not the vendor's word. */
const VOICES: Record<VoiceRequest['style'], string> = {
  calm: 'shimmer',
  warm: 'nova',
  energetic: 'alloy',
  dramatic: 'onyx',
  professional: 'echo',
};
/** For the whole answer. A line of 4096 characters takes the vendor a fraction of that. */
const TIMEOUT_MS = 120_000;
const VENDOR = 'OpenAI';

/**
 * OpenAI's speech. The answer is sound alone: no times of words (they are told by the pauses that are heard), no
 * bill, no name and no list, so a line of unknown outcome stays unknown and a person has to decide.
 */
export function createOpenAiVoice(options: ProviderOptions<VoicePriceOf>): VoiceProvider {
  const { id, account, prices } = options;
  return {
    id,
    provenance: account.provenance,
    repeatable: false,
    estimate: (request) => estimate(request, prices),
    speak: async (request, signal) => {
      const ended = await throughSdk({ signal, timeoutMs: TIMEOUT_MS }, async (once) =>
        (await clientOf(account, once)).audio.speech.create({
          model: MODEL,
          voice: VOICES[request.style],
          input: request.text,
          // The only format that names its own rate and that needs no decoder.
          response_format: 'wav',
          speed: paceOf(request),
        }),
      );
      if (ended.kind !== 'answered' || ended.status < 200 || ended.status > 299) {
        return orderOutcome(ended, { accepted: () => null, now: options.now() });
      }
      const recording = recordingOf(ended.bytes, null);
      if (recording === null) {
        const type = ended.headers.get('content-type') ?? 'no type';
        return { kind: 'unsure', reason: `${VENDOR} answered, but not with a whole 16 bit WAV (${type})` };
      }
      return { kind: 'accepted', id: null, speech: speechOf(recording, timeByPauses(request, recording), request) };
    },
    verify: async (signal) => {
      const ended = await throughSdk({ signal, timeoutMs: TIMEOUT_MS }, async (once) =>
        (await clientOf(account, once)).models.list(),
      );
      const models = lookedAt(VENDOR, ended, Models);
      if (models === null) throw lookFailed(VENDOR, 'there is no API at this address');
      return `${VENDOR} takes the key; ${models.data.length} models`;
    },
  };
}

const Models = z.object({ data: z.array(z.unknown()) });

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

async function clientOf(account: Account, once: typeof fetch) {
  // Loaded when it is needed: a rehearsal starts without it.
  const { OpenAI } = await import('openai');
  return new OpenAI({
    apiKey: account.key(),
    baseURL: account.baseUrl,
    maxRetries: 0,
    timeout: TIMEOUT_MS,
    logLevel: 'off',
    fetch: once,
  });
}
