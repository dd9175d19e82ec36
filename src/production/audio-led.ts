import { HANDLE } from '../crew/assembly.ts';
import { ledByLines, ledByPauses } from '../crew/audio-led.ts';
import { soundByRule } from '../crew/audio-generator.ts';
import { HANDLES } from '../crew/script-lengths.ts';
import { decodeAudio } from '../cutting-room/mix/audio.ts';
import { SAMPLE_RATE } from '../cutting-room/codec/sound-track.ts';
import { StudioError } from '../errors.ts';
import { DURATION_LIMITS, type Brief } from '../film/brief.ts';
import { partsOf } from '../film/request.ts';
import { shotsOf, withLengths, type Screenplay } from '../film/screenplay.ts';
import { estimateSpeechSeconds } from '../film/speech.ts';
import { toFrames } from '../film/time.ts';
import { pausesIn } from '../providers/voice/pauses.ts';
import { lengthsOf, soundOf, type Recording as Samples } from '../providers/voice/recording.ts';
import type { Selected } from '../film/best-take.ts';
import type { Production } from './studio/production.ts';
import type { Recording } from './sound.ts';

/** Seconds of picture after the last word of a narration that was handed in. */
const AFTER_WORDS = 0.75;
/** A shot so long leaves every line as much time as it wants. */
const PLENTY_SECONDS = 120;

/** Seconds of the film for a narration that was handed in. Throws `usage` for one that no film is as long as. */
export async function secondsLedBy(file: string): Promise<number> {
  const samples = await samplesOf(file);
  const heard = soundOf(samples);
  const seconds = heard === null ? 0 : heard.end + AFTER_WORDS;
  if (heard !== null && seconds <= DURATION_LIMITS.max)
    return Math.max(DURATION_LIMITS.min, Math.ceil(seconds * 100) / 100);
  throw new StudioError(
    'usage',
    heard === null
      ? `nothing is heard in ${file}`
      : `the narration in ${file} takes ${Math.round(seconds)} s; a film lasts ${DURATION_LIMITS.max} s at most`,
    { hint: 'With --led audio the pictures last as long as the narration: choose another --voice-file.' },
  );
}

/**
 * The screenplay with pictures that last as long as what is said over them, where the brief wants that, before anything
 * is priced. The scratch voice speaks every line once to time it; a vendor's may take as long as its letters usually
 * do. A narration that was handed in has its cuts in its pauses. `longestSold`: seconds of the longest clip, or null.
 */
export async function fitToNarration(
  { studio }: Production,
  brief: Brief,
  screenplay: Screenplay,
  longestSold: number | null,
): Promise<Screenplay> {
  const { voice, led } = brief;
  if (led === 'video' || voice.kind === 'none') return screenplay;
  if (voice.kind === 'file') {
    const samples = await samplesOf(studio.store.path(voice.media));
    return ledByPauses(screenplay, pausesIn(samples, 0, samples.samples.length / samples.sampleRate));
  }
  const plenty = toFrames(PLENTY_SECONDS, screenplay.rate);
  const open = withLengths(screenplay, new Map(shotsOf(screenplay).map(({ id }) => [id, plenty])));
  const { voices, voiceLead } = soundByRule({ brief, screenplay: open });
  const lines = await Promise.all(
    voices.map(async (request) => {
      const answer = await studio.scratchVoice.speak(request, studio.signal);
      if (answer.kind !== 'accepted') return [];
      const { words, seconds } = answer.speech;
      const parts = partsOf(request);
      const lengths = parts.length === 1 ? [words.at(-1)?.end ?? 0] : lengthsOf(request, words, seconds);
      return parts.map(({ shot, text }, at): [string, number] => {
        const spoken = lengths[at] ?? 0;
        return [shot, voice.kind === 'vendor' ? Math.max(spoken, estimateSpeechSeconds(text)) : spoken];
      });
    }),
  );
  const most = longestSold === null ? Infinity : toFrames(longestSold - HANDLES, screenplay.rate);
  return ledByLines(screenplay, { spoken: new Map(lines.flat()), lead: voiceLead, most: () => most });
}

/** A film whose pictures last as long as what was recorded, as far as its takes reach. */
export function fitToRecording(
  { voices, voiceLead }: Recording,
  screenplay: Screenplay,
  takes: readonly Selected[],
): { screenplay: Screenplay; takes: Selected[] } {
  const spoken = new Map(voices.map(({ shot, words }) => [shot, words.at(-1)?.end ?? 0]));
  const room = new Map(takes.map(({ take }) => [take.shot, roomIn(take)]));
  const most = (shot: string): number => room.get(shot) ?? Infinity;
  const fitted = ledByLines(screenplay, { spoken, lead: voiceLead, most });
  const lengths = new Map(shotsOf(fitted).map(({ id, frames }) => [id, frames]));
  return {
    screenplay: fitted,
    takes: takes.map(({ take, review }) => {
      const { head } = take.handles;
      const tail = Math.max(0, framesOf(take) - head - (lengths.get(take.shot) ?? 0));
      return { take: { ...take, handles: { head, tail } }, review };
    }),
  };
}

/** Frames that a shot of this take may have when a transition still has something to borrow. */
function roomIn(take: Selected['take']): number {
  const { head, tail } = take.handles;
  return Math.max(1, framesOf(take) - head - Math.min(HANDLE, tail));
}

function framesOf({ probe }: Selected['take']): number {
  return probe.video?.frames ?? 0;
}

/** Of any file with sound, both sides as one. */
async function samplesOf(file: string): Promise<Samples> {
  const { left, right } = await decodeAudio(file);
  return { samples: left.map((sample, at) => (sample + (right[at] ?? 0)) / 2), sampleRate: SAMPLE_RATE };
}
