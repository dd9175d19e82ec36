import { audioGenerator, type AudioPlan } from '../crew/audio-generator.ts';
import type { Brief } from '../film/brief.ts';
import type { Sound } from '../film/cut.ts';
import type { EventData } from '../film/events.ts';
import { shotsOf, type Screenplay } from '../film/screenplay.ts';
import type { VoiceLine } from '../film/take.ts';
import { toSeconds } from '../film/time.ts';
import type { MusicRequest } from '../providers/music/spec.ts';
import { assertGiven, ifOffline, mend } from './mend.ts';
import type { Production } from './production.ts';
import { keepWav } from './keep-wav.ts';
import { spend } from './spend.ts';
import { speak } from './voice.ts';

/** What was recorded, before it is placed on a film. */
export interface Recording {
  voices: VoiceLine[];
  /** Seconds after the cut at which a line begins. */
  lead: number;
  /** What lies under the whole film. */
  beds: Sound[];
}

/** What is heard: sounds placed on the film, and the spoken lines for the captions. */
export interface Soundtrack {
  sounds: Sound[];
  lines: { words: VoiceLine['words']; at: number }[];
}

/** Speaks the narration and composes the music, or takes the files that the person handed in. */
export async function record(production: Production, brief: Brief, screenplay: Screenplay): Promise<Recording> {
  const plan = await planSound(brief, screenplay);
  const [voices, given, music] = await Promise.all([
    narration(production, brief, plan),
    givenVoice(production, brief),
    bed(production, brief, plan),
  ]);
  return { voices, lead: plan.voiceLead, beds: [...given, ...music] };
}

/** What will be spoken and played. */
export async function planSound(brief: Brief, screenplay: Screenplay): Promise<AudioPlan> {
  return (await audioGenerator.decide({ screenplay, brief })).value;
}

/** Places what was recorded on a film of these shots: a line of a shot that is not in it is not heard. */
export function place({ voices, lead, beds }: Recording, screenplay: Screenplay): Soundtrack {
  const starts = startsOf(screenplay);
  const placed = voices.flatMap((line) => {
    const start = starts.get(line.shot);
    return start === undefined ? [] : [{ line, at: start + lead }];
  });
  const spoken = placed.map(({ line, at }) => ({
    kind: 'voice' as const,
    media: line.media,
    at,
    seconds: null,
    gainDb: 0,
  }));
  return { sounds: [...spoken, ...beds], lines: placed.map(({ line, at }) => ({ words: line.words, at })) };
}

async function narration(production: Production, brief: Brief, plan: AudioPlan): Promise<VoiceLine[]> {
  if (brief.voice.kind !== 'scratch' && brief.voice.kind !== 'vendor') return [];
  const { studio } = production;
  const voice = brief.voice.kind === 'scratch' ? studio.scratchVoice : await studio.voiceProvider(brief.voice.provider);
  const spoken = await Promise.allSettled(plan.voices.map((request) => speak(production, voice, request)));
  return spoken.flatMap((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value === null ? [] : [one.value];
  });
}

async function givenVoice({ studio, id }: Production, { voice }: Brief): Promise<Sound[]> {
  if (voice.kind !== 'file') return [];
  await assertGiven(studio, id, 'the voice that you handed in', voice.media);
  return [{ kind: 'voice', media: voice.media, at: 0, seconds: null, gainDb: 0 }];
}

async function bed(production: Production, brief: Brief, { music: request }: AudioPlan): Promise<Sound[]> {
  if (brief.music.kind === 'file') {
    await assertGiven(production.studio, production.id, 'the music that you handed in', brief.music.media);
    return [{ kind: 'music', media: brief.music.media, at: 0, seconds: null, gainDb: 0 }];
  }
  if (request === null) return [];
  const { media } = await compose(production, request);
  return [{ kind: 'music', media, at: 0, seconds: null, gainDb: 0 }];
}

async function compose(production: Production, request: MusicRequest): Promise<EventData<'music-adopted'>> {
  const { studio } = production;
  const { music } = studio;
  const play = async () => {
    const piece = await music.compose(request, studio.signal);
    return { ...piece, media: await keepWav(production, piece.wav) };
  };
  const known = production.state.music;
  if (known !== null) {
    const again = ifOffline(known.provenance, async () => (await play()).media);
    await mend(studio, { name: 'the music', media: known.media, copy: null, again });
    return known;
  }
  const act = {
    reservation: 'music',
    act: 'music',
    provider: music.id,
    model: request.mood,
    provenance: music.provenance,
    amount: music.estimate(request),
  };
  await spend(production, act, async () => {
    const { media, seconds, cost } = await play();
    return {
      outcome: {
        type: 'music-adopted',
        data: { media, seconds, provenance: music.provenance, provider: music.id, mood: request.mood },
      },
      cost,
    };
  });
  return production.state.music as EventData<'music-adopted'>;
}

/** Seconds at which each shot begins in the film as the screenplay has it. */
function startsOf(screenplay: Screenplay): Map<string, number> {
  const starts = new Map<string, number>();
  let frame = 0;
  for (const shot of shotsOf(screenplay)) {
    starts.set(shot.id, toSeconds(frame, screenplay.rate));
    frame += shot.frames;
  }
  return starts;
}
