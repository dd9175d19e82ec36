import { z } from 'zod';
import { Brief } from '../film/brief.ts';
import { VoiceRequest } from '../film/request.ts';
import { Mood, Screenplay } from '../film/screenplay.ts';
import { cleanForSpeech } from '../film/speech.ts';
import { toSeconds } from '../film/time.ts';
import { defineAgent } from './agent.ts';

export const AudioInput = z.object({ screenplay: Screenplay, brief: Brief });
export type AudioInput = z.infer<typeof AudioInput>;

export const AudioPlan = z.object({
  voices: z.array(VoiceRequest),
  /** Null when the brief wants no music. */
  music: z
    .object({
      mood: Mood,
      seconds: z.number().positive(),
      seedNumber: z.int().nonnegative(),
      /** Where the story turns, in seconds of the film. */
      cues: z.array(z.object({ at: z.number().nonnegative(), mood: Mood })),
    })
    .nullable(),
  /** Seconds after the cut at which a line begins. */
  voiceLead: z.number().nonnegative(),
});
export type AudioPlan = z.infer<typeof AudioPlan>;

export const AUDIO_PROMPT = `You plan the sound of a film. You get the screenplay and the brief.
- voices: one request for each shot with narration: its text cleaned for speech (numbers and symbols as they are spoken, no markup), one style for the whole
  film chosen from its mood, secondsAvailable = the shot less half a second. Never add words; silence stays silence.
- music: one mood for the film and a cue where the story turns: no more than one cue for ten seconds, none in the first two or the last two.
Return null for music when the brief wants none, and no voices when it wants no voice.`;

/** What is spoken, and what is played under it. */
export const audioGenerator = defineAgent<AudioInput, AudioPlan>({
  name: 'audio-generator',
  input: AudioInput,
  output: AudioPlan,
  prompt: AUDIO_PROMPT,
  rehearse: plan,
});

// prettier-ignore
const STYLES: Record<Mood, VoiceRequest['style']> = {
  serene: 'calm', joyful: 'warm', hopeful: 'warm', playful: 'energetic', romantic: 'warm', energetic: 'energetic', triumphant: 'energetic', melancholic: 'calm',
  tense: 'dramatic', mysterious: 'dramatic', lonely: 'calm', frustrated: 'warm', epic: 'dramatic', neutral: 'professional',
};

/** A line starts a breath after its cut. */
const VOICE_LEAD = 0.25;

function plan({ screenplay, brief }: AudioInput): AudioPlan {
  const shots = screenplay.scenes.flatMap((scene) => scene.shots);
  const style = STYLES[screenplay.musicMood];
  const voices = shots.flatMap((shot): VoiceRequest[] => {
    const text = cleanForSpeech(shot.narration ?? '');
    if ((brief.voice.kind !== 'scratch' && brief.voice.kind !== 'vendor') || text === '') return [];
    const secondsAvailable = Math.max(0.5, toSeconds(shot.frames, screenplay.rate) - 0.5);
    return [{ schema: 'VoiceRequest.1', shot: shot.id, text, style, secondsAvailable }];
  });
  const seconds = toSeconds(screenplay.frames, screenplay.rate);
  return {
    voices,
    music:
      brief.music.kind === 'none'
        ? null
        : { mood: screenplay.musicMood, seconds, seedNumber: brief.seedNumber, cues: cuesOf(screenplay, seconds) },
    voiceLead: VOICE_LEAD,
  };
}

/** Where the mood of a scene changes, not closer than four seconds to each other nor two to the ends. */
function cuesOf(screenplay: Screenplay, seconds: number): { at: number; mood: Mood }[] {
  const cues: { at: number; mood: Mood }[] = [];
  let frame = 0;
  let mood = screenplay.scenes[0]?.shots[0]?.mood ?? screenplay.musicMood;
  for (const shot of screenplay.scenes.flatMap((scene) => scene.shots)) {
    const at = toSeconds(frame, screenplay.rate);
    if (shot.mood !== mood && at >= 2 && at <= seconds - 2 && at - (cues.at(-1)?.at ?? -4) >= 4) {
      cues.push({ at, mood: shot.mood });
      mood = shot.mood;
    }
    frame += shot.frames;
  }
  return cues;
}
