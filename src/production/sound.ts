import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { audioGenerator, type AudioPlan } from '../crew/audio-generator.ts';
import type { Brief } from '../film/brief.ts';
import type { Sound } from '../film/cut.ts';
import type { EventData } from '../film/events.ts';
import type { MediaRef } from '../film/media.ts';
import type { VoiceRequest } from '../film/request.ts';
import { shotsOf, type Screenplay } from '../film/screenplay.ts';
import type { VoiceLine } from '../film/take.ts';
import { toSeconds } from '../film/time.ts';
import type { MusicRequest } from '../providers/music/spec.ts';
import { assertGiven, ifOffline, mend } from './mend.ts';
import type { Production } from './production.ts';
import { spend } from './spend.ts';

/** What is heard: sounds placed on the film, and the spoken lines for the captions. */
export interface Soundtrack {
  sounds: Sound[];
  lines: { words: VoiceLine['words']; at: number }[];
}

/** Speaks the narration and composes the music, or takes the files that the person handed in. */
export async function record(production: Production, brief: Brief, screenplay: Screenplay): Promise<Soundtrack> {
  const { value: plan } = await audioGenerator.decide({ screenplay, brief });
  const [voice, music] = await Promise.all([
    narration(production, brief, screenplay, plan),
    bed(production, brief, plan),
  ]);
  return { sounds: [...voice.sounds, ...music], lines: voice.lines };
}

async function narration(
  production: Production,
  brief: Brief,
  screenplay: Screenplay,
  plan: AudioPlan,
): Promise<Soundtrack> {
  if (brief.voice.kind === 'none') return { sounds: [], lines: [] };
  if (brief.voice.kind === 'file') {
    await assertGiven(production.studio, production.id, 'the voice that you handed in', brief.voice.media);
    return {
      sounds: [{ kind: 'voice', media: brief.voice.media, at: 0, seconds: null, gainDb: 0 }],
      lines: [],
    };
  }
  const starts = startsOf(screenplay);
  const spoken = await Promise.all(plan.voices.map((request) => speak(production, request)));
  const placed = spoken.map((line) => ({ line, at: (starts.get(line.shot) ?? 0) + plan.voiceLead }));
  return {
    sounds: placed.map(({ line, at }) => ({
      kind: 'voice',
      media: line.media,
      at,
      seconds: null,
      gainDb: 0,
    })),
    lines: placed.map(({ line, at }) => ({ words: line.words, at })),
  };
}

async function speak(production: Production, request: VoiceRequest): Promise<VoiceLine> {
  const { studio } = production;
  const { voice } = studio;
  const { shot, text } = request;
  const utter = async () => {
    const speech = await voice.speak(request, studio.signal);
    return { ...speech, media: await keepWav(production, speech.wav) };
  };
  const known = production.state.voices[shot];
  if (known !== undefined) {
    const again = ifOffline(known.provenance, async () => (await utter()).media);
    await mend(studio, { name: `the voice of ${shot}`, media: known.media, copy: null, again });
    return known;
  }
  const act = {
    reservation: `voice/${shot}`,
    act: `voice ${shot}`,
    provider: voice.id,
    model: request.style,
    provenance: voice.provenance,
    amount: voice.estimate(request),
  };
  await spend(production, act, async () => {
    studio.watch.onProgress({ work: 'voice', subject: shot, done: 0, total: 1 });
    const { media, seconds, words, cost, warnings } = await utter();
    const line: VoiceLine = {
      schema: 'VoiceLine.1',
      shot,
      text,
      provenance: voice.provenance,
      provider: voice.id,
      media,
      seconds,
      words,
      cost,
      warnings,
    };
    return { outcome: { type: 'voice-adopted', data: line }, cost };
  });
  return production.state.voices[shot] as VoiceLine;
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

async function keepWav({ studio }: Production, wav: Uint8Array): Promise<MediaRef> {
  const folder = join(studio.scratchFolder, 'sound');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${studio.mint()}.wav`);
  await writeFile(path, wav);
  return studio.store.put(path);
}
