import { readFile } from 'node:fs/promises';
import { audioGenerator, soundByRule, type AudioPlan } from '../crew/audio-generator.ts';
import { cutLine } from '../cutting-room/mix/cut-line.ts';
import type { Brief } from '../film/brief.ts';
import type { Sound } from '../film/cut.ts';
import type { EventData } from '../film/events.ts';
import type { MediaRef } from '../film/media.ts';
import { countsOf, type VoiceRequest } from '../film/request.ts';
import { shotsOf, type Screenplay } from '../film/screenplay.ts';
import type { VoiceLine } from '../film/take.ts';
import { toSeconds } from '../film/time.ts';
import type { MusicRequest } from '../providers/music/spec.ts';
import type { VoiceProvider } from '../providers/voice/spec.ts';
import { decide } from './takes/decide.ts';
import { type CuedEffect, givenEffects, layEffects, makeEffects, sketchEffects } from './takes/effects.ts';
import { allEnded } from './orders/all-ended.ts';
import { assertGiven, ifOffline, mend } from './orders/mend.ts';
import type { Production } from './studio/production.ts';
import { keepWav } from './orders/keep-wav.ts';
import { spend } from './orders/spend.ts';
import type { Studio } from './studio/studio.ts';
import { speak } from './orders/voice.ts';

/** What was recorded, before it is placed on a film. */
export interface Recording {
  voices: Spoken[];
  /** Seconds after its cut at which a shot begins to speak. */
  voiceLead: number;
  /** Sounds of what is seen, by their shots. */
  effects: CuedEffect[];
  /** What stands in the film wherever its cuts are: files of the person, and music. */
  beds: Sound[];
  /** Music that is not composed yet, because nobody knew how long the film would be. */
  unscored: AudioPlan['music'];
}

type Line = Pick<VoiceLine, 'shot' | 'media' | 'words' | 'parts'>;

/** The words of one shot. */
interface Spoken extends Omit<Line, 'parts'> {
  /** Seconds after the cut at which the file begins. */
  lead: number;
}

/** Between two who would speak at once. Seconds. */
const PAUSE = 0.15;

/** What is heard: sounds placed on the film, and the spoken lines for the captions. */
export interface Soundtrack {
  sounds: Sound[];
  lines: { words: VoiceLine['words']; at: number }[];
}

/** Speaks the narration and composes the music, or takes the files that the person handed in. */
export async function record(production: Production, brief: Brief, screenplay: Screenplay): Promise<Recording> {
  const { studio } = production;
  const [voice = studio.scratchVoice, ...fallbacks] = await castOf(studio, brief);
  const { value: plan } = await decide(production, 'sound', audioGenerator, { screenplay, brief });
  return perform(production, brief, plan, {
    speak: (request) => speak(production, voice, request, fallbacks),
    compose: async (request) => (await compose(production, request)).media,
    makeEffects: (cues) => makeEffects(production, cues, brief.seedNumber),
    waits: brief.led === 'audio',
  });
}

/**
 * The recording with the music that waited for the film's length: as it was planned for `written`, and as long as `film`. It
 * does not turn with a shot that is not in the film.
 */
export async function score(
  production: Production,
  recording: Recording,
  { written, film }: { written: Screenplay; film: Screenplay },
): Promise<Recording> {
  const { unscored } = recording;
  if (unscored === null) return recording;
  const [before, after] = [startsOf(written), startsOf(film)];
  const shotAt = new Map([...before].map(([shot, at]) => [at, shot]));
  const cues = unscored.cues.flatMap(({ at, mood }) => {
    const now = after.get(shotAt.get(at) ?? '');
    return now === undefined ? [] : [{ at: now, mood }];
  });
  const { media } = await compose(production, { ...unscored, cues, seconds: toSeconds(film.frames, film.rate) });
  return { ...recording, unscored: null, beds: [...recording.beds, under(media)] };
}

/** The same for an animatic: spoken and composed here, whoever is to be paid for it, and not written down as part of the film. */
export function recordScratch(production: Production, brief: Brief, screenplay: Screenplay): Promise<Recording> {
  const { scratchVoice, music, signal } = production.studio;
  return perform(production, brief, soundByRule({ brief, screenplay }), {
    speak: async (request) => {
      const answer = await scratchVoice.speak(request, signal);
      if (answer.kind !== 'accepted') return null;
      const { wav, words } = answer.speech;
      return { shot: request.shot, media: await keepWav(production, wav), words, parts: countsOf(request) };
    },
    compose: async (request) => keepWav(production, (await music.compose(request, signal)).wav),
    makeEffects: (cues) => sketchEffects(production, cues, brief.seedNumber),
    waits: false,
  });
}

/**
 * Everybody who may speak in a film: the voice that was asked for, then those who speak when it takes no lines. Nobody
 * when nothing is spoken, or the person has. Throws `usage` and `config` as `voiceProvider`.
 */
export async function castOf(studio: Studio, { voice }: Pick<Brief, 'voice'>): Promise<VoiceProvider[]> {
  if (voice.kind === 'scratch') return [studio.scratchVoice];
  if (voice.kind !== 'vendor') return [];
  return Promise.all(
    [voice.provider, ...voice.fallbacks].map(async (id) =>
      id === studio.scratchVoice.id ? studio.scratchVoice : studio.voiceProvider(id),
    ),
  );
}

/** What will be spoken and played. */
export async function planSound(brief: Brief, screenplay: Screenplay): Promise<AudioPlan> {
  return (await audioGenerator.decide({ screenplay, brief })).value;
}

/**
 * Places what was recorded on a film of these shots: a line of a shot that is not in it is not heard, and one that would
 * fall into another waits until that is over.
 */
export function place({ voices, effects, beds }: Recording, screenplay: Screenplay): Soundtrack {
  const starts = startsOf(screenplay);
  let free = 0;
  const placed = voices.flatMap((line) => {
    const start = starts.get(line.shot);
    if (start === undefined) return [];
    const at = Math.max(start + line.lead, free - (line.words[0]?.start ?? 0));
    free = Math.max(free, at + (line.words.at(-1)?.end ?? 0) + PAUSE);
    return [{ line, at }];
  });
  const spoken = placed.map(({ line, at }) => ({
    kind: 'voice' as const,
    media: line.media,
    at,
    seconds: null,
    gainDb: 0,
  }));
  const sounds = [...spoken, ...layEffects(effects, screenplay), ...beds];
  return { sounds, lines: placed.map(({ line, at }) => ({ words: line.words, at })) };
}

interface Performers {
  /** Null for a line that the film goes without. */
  speak: (request: VoiceRequest) => Promise<Line | null>;
  compose: (request: MusicRequest) => Promise<MediaRef>;
  makeEffects: (cues: AudioPlan['effects']) => Promise<CuedEffect[]>;
  /** Music is composed later. */
  waits: boolean;
}

async function perform(
  production: Production,
  brief: Brief,
  plan: AudioPlan,
  performers: Performers,
): Promise<Recording> {
  const [voices, given, effects, music, own] = await allEnded([
    narration(production, brief, plan, performers),
    givenVoice(production, brief),
    performers.makeEffects(plan.effects),
    bed(production, brief, plan, performers),
    givenEffects(production, brief),
  ]);
  return {
    voices,
    voiceLead: plan.voiceLead,
    effects,
    beds: [...given, ...music, ...own],
    unscored: performers.waits ? plan.music : null,
  };
}

async function narration(
  production: Production,
  { voice, audioTier }: Brief,
  { voices, voiceLead }: AudioPlan,
  { speak: say }: Performers,
): Promise<Spoken[]> {
  if (voice.kind !== 'scratch' && voice.kind !== 'vendor') return [];
  const spoken = await allEnded(voices.map((request) => say(request)));
  const lines = spoken.filter((line) => line !== null);
  if (audioTier !== 'time_synced') return lines.map((line) => ({ ...line, lead: voiceLead }));
  return (await Promise.all(lines.map((line) => cutApart(production, line, voiceLead)))).flat();
}

/** The words of each shot in a file of its own, which begins with the first of them. */
async function cutApart(production: Production, { media, words, parts }: Line, lead: number): Promise<Spoken[]> {
  const wav = await readFile(production.studio.store.path(media));
  const pieces = cutLine(
    wav,
    words,
    parts.map((part) => part.words),
  );
  const spoken = await Promise.all(
    pieces.map(async (piece, i) => {
      const shot = parts[i]?.shot;
      if (piece === null || shot === undefined) return [];
      return [{ shot, media: await keepWav(production, piece.wav), words: piece.words, lead }];
    }),
  );
  return spoken.flat();
}

async function givenVoice({ studio, id }: Production, { voice }: Brief): Promise<Sound[]> {
  if (voice.kind !== 'file') return [];
  await assertGiven(studio, id, 'the voice that you handed in', voice.media);
  return [{ kind: 'voice', media: voice.media, at: 0, seconds: null, gainDb: 0 }];
}

async function bed(
  production: Production,
  brief: Brief,
  { music: request }: AudioPlan,
  { compose: play, waits }: Performers,
): Promise<Sound[]> {
  if (brief.music.kind === 'file') {
    await assertGiven(production.studio, production.id, 'the music that you handed in', brief.music.media);
    return [under(brief.music.media)];
  }
  return request === null || waits ? [] : [under(await play(request))];
}

function under(media: MediaRef): Sound {
  return { kind: 'music', media, at: 0, seconds: null, gainDb: 0 };
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
