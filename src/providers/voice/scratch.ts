import { ZERO } from '../../film/money.ts';
import { partsOf, type VoiceRequest } from '../../film/request.ts';
import { estimateSpeechSeconds, speechWords, spreadWords } from '../../film/speech.ts';
import type { SpokenWord } from '../../film/take.ts';
import { encodeWav } from '../../film/wav.ts';
import { RATE } from '../sound.ts';
import { alignWords } from './align.ts';
import { createFlite, type Flite, type FliteSpeech } from './flite.ts';
import { polish, type Tone } from './polish.ts';
import { pronounce, type Pronunciation } from './pronounce.ts';
import { lengthsOf, tooLong } from './recording.ts';
import type { Speech, VoiceProvider } from './spec.ts';

/** The two best of the bundled voices: `slt` is a woman, `rms` a man who takes his time. */
type Narrator = 'slt' | 'rms';
const TONES: Record<Narrator, Tone> = { slt: { presence: 5, air: 1 }, rms: { presence: 3, air: -9 } };
const NARRATORS: Record<VoiceRequest['style'], { voice: Narrator; stretch: number }> = {
  calm: { voice: 'slt', stretch: 1.08 },
  warm: { voice: 'slt', stretch: 1.02 },
  energetic: { voice: 'slt', stretch: 0.93 },
  dramatic: { voice: 'rms', stretch: 0.96 },
  professional: { voice: 'rms', stretch: 0.88 },
};
/** A line may be spoken in 1 / 1.2 of its time. */
const FASTEST = 1 / 1.2;
const LEAD_IN = 0.04;
const TAIL = 0.14;

/**
 * The scratch track: a narrator synthesised here, for nothing, without network. Deterministic. Text that it cannot speak
 * is never an error: those words are silent, keep their time for captions, and a warning says so.
 */
export function createScratchVoice(): VoiceProvider {
  const flite = createFlite();
  return {
    id: 'scratch',
    provenance: 'offline',
    repeatable: true,
    estimate: ({ style }) => ({ model: style, price: ZERO, source: 'spoken on this machine' }),
    speak: async (request, signal) => ({ kind: 'accepted', id: null, speech: await speak(request, flite, signal) }),
  };
}

async function speak(request: VoiceRequest, flite: Flite, signal: AbortSignal): Promise<Speech> {
  const words = speechWords(request.text);
  const said = pronounce(words);
  const mute = words.filter((_, i) => said[i]?.say === '');
  const warnings: string[] = [];
  if (mute.length > 0) {
    warnings.push(`the scratch voice speaks English only: ${quote(mute)} ${mute.length === 1 ? 'is' : 'are'} silent`);
  }
  if (words.length === 0) warnings.push('the line holds nothing to say');
  if (mute.length > words.length / 2 || words.length === 0) return silence(request, words, warnings);
  const expected = await expectedSounds(said, flite, signal);
  const timesOf = (line: FliteSpeech): SpokenWord[] => {
    const { start, end } = spoken(line);
    return expected === null
      ? spreadWords(words, start + LEAD_IN, end - TAIL)
      : alignWords(words, expected, line.phones);
  };
  const line = await fit(request, script(said), { flite, timesOf, signal });
  const { start, end } = spoken(line);
  const samples = polish(
    line.samples.subarray(Math.round(start * line.sampleRate), Math.round(end * line.sampleRate)),
    line.sampleRate,
    TONES[NARRATORS[request.style].voice],
  );
  const seconds = samples.length / RATE;
  const timed = timesOf(line).map((word) => within(word, start, seconds));
  warnings.push(...tooLong(request, timed, seconds, ' even when spoken 20 % faster'));
  return {
    wav: encodeWav([samples], RATE),
    seconds,
    words: timed,
    cost: ZERO,
    warnings,
  };
}

/** What is typed into the synthesiser: the words with pauses where the punctuation asks for them. */
function script(said: readonly Pronunciation[]): string {
  return said
    .map(({ say, pause }, i) => {
      // A silent word is a breath, so that its caption has a moment.
      if (say === '') return ',';
      return ` ${say}${i === said.length - 1 ? '.' : pause}`;
    })
    .join('')
    .replace(/([.,])[.,]+/g, '$1')
    .replace(/^[\s,.]+/, '');
}

/** Speaks at the narrator's pace, or up to 20 % faster when the picture leaves less time. */
async function fit(
  request: VoiceRequest,
  text: string,
  { flite, timesOf, signal }: { flite: Flite; timesOf: (line: FliteSpeech) => SpokenWord[]; signal: AbortSignal },
): Promise<FliteSpeech> {
  const { voice, stretch } = NARRATORS[request.style];
  const natural = await flite.speak(text, voice, stretch, signal);
  const { start, end } = spoken(natural);
  const parts = partsOf(request);
  // The ends do not shrink with the words.
  const ends = parts.length === 1 ? LEAD_IN + TAIL : 0;
  const lengths = lengthsOf(request, timesOf(natural), end - start);
  const squeezes = parts.map(
    ({ secondsAvailable }, i) => (secondsAvailable - ends - 0.02) / ((lengths[i] ?? 0) - ends),
  );
  const squeeze = Math.min(...squeezes);
  if (squeeze >= 1) return natural;
  return flite.speak(text, voice, stretch * Math.max(FASTEST, squeeze), signal);
}

/** From just before the first sound to just after the last; the synthesiser adds silence on both sides. */
function spoken({ phones, samples, sampleRate }: FliteSpeech): { start: number; end: number } {
  const sounds = phones.filter(({ name }) => name !== 'pau');
  const length = samples.length / sampleRate;
  return {
    start: Math.max(0, (sounds[0]?.start ?? 0) - LEAD_IN),
    end: Math.min(length, (sounds.at(-1)?.end ?? length) + TAIL),
  };
}

async function expectedSounds(
  said: readonly Pronunciation[],
  flite: Flite,
  signal: AbortSignal,
): Promise<string[][] | null> {
  const groups = await flite.phonesOf(
    said.flatMap(({ say }) => (say === '' ? [] : [say])),
    signal,
  );
  if (groups === null) return null;
  let next = 0;
  return said.map(({ say }) => (say === '' ? [] : (groups[next++] ?? [])));
}

function silence(request: VoiceRequest, words: readonly string[], warnings: string[]): Speech {
  const natural = Math.max(1, estimateSpeechSeconds(request.text));
  const samples = new Float32Array(Math.round(Math.min(natural, request.secondsAvailable) * RATE));
  const seconds = samples.length / RATE;
  return {
    wav: encodeWav([samples], RATE),
    seconds,
    words: spreadWords(words, 0, seconds),
    cost: ZERO,
    warnings,
  };
}

/** Moves a time of the raw line to the trimmed one. */
function within(word: SpokenWord, start: number, seconds: number): SpokenWord {
  const clamp = (time: number) => Math.min(seconds, Math.max(0, time - start));
  return { word: word.word, start: clamp(word.start), end: clamp(word.end) };
}

function quote(words: readonly string[]): string {
  const shown = words.slice(0, 3).map((word) => `“${word}”`);
  return shown.join(', ') + (words.length > shown.length ? ` and ${words.length - shown.length} more words` : '');
}
