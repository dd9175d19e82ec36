import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { audioGenerator, type AudioPlan } from '../crew/audio-generator.ts';
import type { Brief } from '../film/brief.ts';
import type { Sound } from '../film/cut.ts';
import type { MediaRef } from '../film/media.ts';
import type { VoiceRequest } from '../film/request.ts';
import { shotsOf, type Screenplay } from '../film/screenplay.ts';
import type { VoiceLine } from '../film/take.ts';
import { toSeconds } from '../film/time.ts';
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
  const known = (): VoiceLine | undefined => production.state.voices[shot];
  if (known() === undefined) {
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
      const { wav, seconds, words, cost, warnings } = await voice.speak(request, studio.signal);
      const media = await keepWav(production, wav);
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
  }
  return known() as VoiceLine;
}

async function bed(production: Production, brief: Brief, { music: request }: AudioPlan): Promise<Sound[]> {
  if (brief.music.kind === 'file')
    return [{ kind: 'music', media: brief.music.media, at: 0, seconds: null, gainDb: 0 }];
  if (request === null) return [];
  const { studio } = production;
  const { music } = studio;
  if (production.state.music === null) {
    const act = {
      reservation: 'music',
      act: 'music',
      provider: music.id,
      model: request.mood,
      provenance: music.provenance,
      amount: music.estimate(request),
    };
    await spend(production, act, async () => {
      const { wav, seconds, cost } = await music.compose(request, studio.signal);
      const media = await keepWav(production, wav);
      return {
        outcome: {
          type: 'music-adopted',
          data: { media, seconds, provenance: music.provenance, provider: music.id, mood: request.mood },
        },
        cost,
      };
    });
  }
  const adopted = production.state.music;
  return adopted === null ? [] : [{ kind: 'music', media: adopted.media, at: 0, seconds: null, gainDb: 0 }];
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
