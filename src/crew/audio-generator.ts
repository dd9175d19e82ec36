import { z } from 'zod';
import { Brief } from '../film/brief.ts';
import { EFFECT_MANNERS, EffectCue, EffectSound, QUIETEST_EFFECT } from '../film/effects.ts';
import { VoiceRequest, type VoicePart } from '../film/request.ts';
import { Mood, Screenplay, shotsOf, type Shot } from '../film/screenplay.ts';
import { asSentence, cleanForSpeech, speechWords } from '../film/speech.ts';
import { toSeconds } from '../film/time.ts';
import { defineAgent, Unfit } from './agent.ts';
import { AT_ONCE, effectsByRule, mannersInWords } from './effects.ts';

export const AudioInput = z.object({ screenplay: Screenplay, brief: Brief });
export type AudioInput = z.infer<typeof AudioInput>;

export const AudioPlan = z.object({
  /** In the order of the story. */
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
  /** Sounds of what is seen, in the order of the shots; none when the brief wants none. */
  effects: z.array(EffectCue),
  /** Seconds after the cut at which a line begins. */
  voiceLead: z.number().nonnegative(),
});
export type AudioPlan = z.infer<typeof AudioPlan>;

/** What a mind decides; words, times and lengths are ours. */
const AudioReply = z.object({
  style: VoiceRequest.shape.style,
  /** Null when the brief wants no music. */
  music: z
    .object({
      mood: Mood,
      /** The shots with which the mood turns, in their order. */
      turns: z.array(z.object({ shot: z.string(), mood: Mood })),
    })
    .nullable(),
  /** Empty when the brief wants none. */
  effects: z.array(
    z.object({
      shot: z.string(),
      sound: EffectSound,
      /** Seconds after the shot's beginning. */
      at: z.number(),
      /** Decibels against a full effect. */
      level: z.number(),
    }),
  ),
});
type AudioReply = z.infer<typeof AudioReply>;

export const AUDIO_PROMPT = `You choose the sound of a film. You get its screenplay and what was asked for.
- style: how the narrator speaks, one style for the whole film: calm, warm, energetic, dramatic or professional. Choose it by the film's subject and mood, not
  by its first line.
- music: one mood for the film, and the shots with which it turns, each with the new mood. A turn is where the story turns, not every change of
  place: no more than one for ten seconds of film, none in its first or last two seconds. Null when music is "none" or "file".
- effects: the sounds of what is seen, shot by shot: the air of the place (the same one in every shot of a place, then it goes on through the cuts), and
  what somebody or something does in the picture. ${mannersInWords()}. No more than ${AT_ONCE} that go on in one shot; silence is better than a
  wrong sound. at: seconds after the shot's beginning, 0 for what goes on. level: 0 for what the shot is about, -6 for what is beside it, -12 for what is
  felt rather than heard, ${QUIETEST_EFFECT} at least. Empty when effects is "none".
The words of the narration are fixed, and so is who speaks them.`;

/** What is spoken, and what is played under it. */
export const audioGenerator = defineAgent<AudioInput, AudioPlan, AudioReply>({
  name: 'audio-generator',
  input: AudioInput,
  output: AudioPlan,
  prompt: { version: 2, text: AUDIO_PROMPT, maxTokens: 4_000, effort: 'low' },
  rehearse: soundByRule,
  show: ({ screenplay, brief }) => ({
    shared: { screenplay },
    own: {
      concept: brief.concept,
      style: brief.style,
      voice: brief.voice.kind,
      music: brief.music.kind,
      effects: brief.effects.kind,
    },
  }),
  reply: AudioReply,
  complete: heard,
});

// prettier-ignore
const STYLES: Record<Mood, VoiceRequest['style']> = {
  serene: 'calm', joyful: 'warm', hopeful: 'warm', playful: 'energetic', romantic: 'warm', energetic: 'energetic', triumphant: 'energetic', melancholic: 'calm',
  tense: 'dramatic', mysterious: 'dramatic', lonely: 'calm', frustrated: 'warm', epic: 'dramatic', neutral: 'professional',
};

/** A line starts a breath after its cut, unless its words begin with the shot. */
const VOICE_LEAD = 0.25;
/** So much of the picture's time stays without words. */
const SILENCE = { after: 0.25, between: 0.15 };
/** How much more time than its picture was planned for a line may take, where the narration leads. */
const PATIENCE = 1.25;
/** Characters that are spoken in one go: a scene that has more is spoken in several. A vendor's limit is 4,096. */
const LONGEST = 1_000;
/** Between two turns of the mood, and between a turn and the ends of the film. Seconds. */
const BETWEEN_TURNS = 4;
const FROM_THE_ENDS = 2;

/** The plan without a mind: every line in one style, and a cue where the mood turns. */
export function soundByRule({ screenplay, brief }: AudioInput): AudioPlan {
  const cues = cuesOf(screenplay);
  const effects = effectsByRule(shotsOf(screenplay));
  return planOf(
    { screenplay, brief },
    { style: STYLES[screenplay.musicMood], mood: screenplay.musicMood, cues, effects },
  );
}

function heard({ style, music, effects }: AudioReply, { screenplay, brief }: AudioInput): AudioPlan {
  if (music === null && brief.music.kind === 'composed')
    throw new Unfit('music is null, and the brief wants music composed');
  const starts = new Map(startsOf(screenplay).map(({ shot, at }) => [shot.id, at]));
  const cues = (music?.turns ?? []).map(({ shot, mood }) => {
    const at = starts.get(shot);
    if (at === undefined) throw new Unfit(`there is no shot ${shot} in the screenplay`);
    return { at, mood };
  });
  const mood = music?.mood ?? screenplay.musicMood;
  return planOf(
    { screenplay, brief },
    { style, mood, cues: spaced(cues, mood, screenplay), effects: cuedEffects(effects, screenplay) },
  );
}

/** Effects as they were chosen, in the order of the shots. */
function cuedEffects(effects: AudioReply['effects'], screenplay: Screenplay): EffectCue[] {
  const shots = shotsOf(screenplay);
  const lost = effects.find(({ shot }) => !shots.some(({ id }) => id === shot));
  if (lost !== undefined) throw new Unfit(`there is no shot ${lost.shot} in the screenplay`);
  return shots.flatMap(({ id, frames }) => {
    const own = effects.filter(({ shot }) => shot === id);
    const last = toSeconds(frames - 1, screenplay.rate);
    // What goes on is one sound, however often it is named: laid over itself it would be twice as loud.
    const heard = own.filter(
      ({ sound }, nth) =>
        EFFECT_MANNERS[sound] === 'once' || own.findIndex((earlier) => earlier.sound === sound) === nth,
    );
    const lasting = heard.filter(({ sound }) => EFFECT_MANNERS[sound] !== 'once');
    if (lasting.length > AT_ONCE)
      throw new Unfit(`${lasting.length} sounds go on in shot ${id}; ${AT_ONCE} are the most`);
    return heard.map(({ sound, at, level }) => ({
      sound,
      shot: id,
      at: Math.min(last, Math.max(0, at)),
      seconds: null,
      level: Math.min(0, Math.max(QUIETEST_EFFECT, level)),
    }));
  });
}

interface Chosen {
  style: VoiceRequest['style'];
  mood: Mood;
  cues: Cue[];
  effects: EffectCue[];
}

function planOf({ screenplay, brief }: AudioInput, { style, mood, cues, effects }: Chosen): AudioPlan {
  const speaks = brief.voice.kind === 'scratch' || brief.voice.kind === 'vendor';
  const synced = brief.audioTier === 'time_synced';
  const lines = synced ? scenesOf(screenplay) : shotLines(screenplay);
  const request = (line: Line): VoiceRequest => ({ schema: 'VoiceRequest.1', ...unhurried(line, brief), style });
  return {
    voices: speaks ? lines.map(request) : [],
    music:
      brief.music.kind === 'none' ? null : { mood, seconds: secondsOf(screenplay), seedNumber: brief.seedNumber, cues },
    effects: brief.effects.kind === 'none' ? [] : effects,
    voiceLead: synced ? 0 : VOICE_LEAD,
  };
}

type Line = Omit<VoiceRequest, 'schema' | 'style'>;

/** Where the pictures give way, a voice that takes its time is no worse than one that hurries. */
function unhurried(line: Line, { led }: Brief): Line {
  if (led === 'video') return line;
  const slower = <T extends { secondsAvailable: number }>(one: T): T => ({
    ...one,
    secondsAvailable: one.secondsAvailable * PATIENCE,
  });
  return { ...slower(line), ...(line.parts === undefined ? {} : { parts: line.parts.map(slower) }) };
}

/** The narration of each shot by itself. */
function shotLines(screenplay: Screenplay): Line[] {
  return shotsOf(screenplay).flatMap((shot) => {
    const text = cleanForSpeech(shot.narration ?? '');
    const seconds = toSeconds(shot.frames, screenplay.rate) - VOICE_LEAD - SILENCE.after;
    return text === '' ? [] : [{ shot: shot.id, text, secondsAvailable: Math.max(0.5, seconds) }];
  });
}

/** The narration of each scene in one go: one sentence after another, each for its shot. */
function scenesOf(screenplay: Screenplay): Line[] {
  const end = secondsOf(screenplay);
  const spoken = startsOf(screenplay)
    .map(({ shot, scene, at }) => ({ shot, scene, at, text: asSentence(cleanForSpeech(shot.narration ?? '')) }))
    .filter(({ text }) => speechWords(text).length > 0);
  const scenes: { scene: number; parts: VoicePart[] }[] = [];
  spoken.forEach(({ shot, scene, at, text }, i) => {
    // A picture without words of its own leaves its time to the words before it.
    const seconds = (spoken[i + 1]?.at ?? end) - at - SILENCE.between;
    const part = { shot: shot.id, text, secondsAvailable: Math.max(0.5, seconds) };
    const open = scenes.at(-1);
    if (open?.scene === scene && joined([...open.parts, part]).length <= LONGEST) open.parts.push(part);
    else scenes.push({ scene, parts: [part] });
  });
  return scenes.flatMap(({ parts }) => {
    const [first] = parts;
    const secondsAvailable = parts.reduce((sum, part) => sum + part.secondsAvailable, 0);
    return first === undefined ? [] : [{ shot: first.shot, text: joined(parts), secondsAvailable, parts }];
  });
}

function joined(parts: readonly VoicePart[]): string {
  return parts.map(({ text }) => text).join(' ');
}

interface Cue {
  at: number;
  mood: Mood;
}

/** Where the mood of a shot is another than before. */
function cuesOf(screenplay: Screenplay): Cue[] {
  const turns = startsOf(screenplay).map(({ shot, at }) => ({ at, mood: shot.mood }));
  return spaced(turns, turns[0]?.mood ?? screenplay.musicMood, screenplay);
}

/** Turns away from the mood before them that leave the music time, and do not fall on an end of the film. */
function spaced(turns: readonly Cue[], first: Mood, screenplay: Screenplay): Cue[] {
  const last = secondsOf(screenplay) - FROM_THE_ENDS;
  const cues: Cue[] = [];
  for (const turn of turns.toSorted((a, b) => a.at - b.at)) {
    const { at, mood } = cues.at(-1) ?? { at: -BETWEEN_TURNS, mood: first };
    if (turn.mood !== mood && turn.at >= FROM_THE_ENDS && turn.at <= last && turn.at - at >= BETWEEN_TURNS)
      cues.push(turn);
  }
  return cues;
}

/** Each shot with its scene and the seconds at which it begins. */
function startsOf(screenplay: Screenplay): { shot: Shot; scene: number; at: number }[] {
  let frame = 0;
  return screenplay.scenes.flatMap(({ number, shots }) =>
    shots.map((shot) => {
      const at = toSeconds(frame, screenplay.rate);
      frame += shot.frames;
      return { shot, scene: number, at };
    }),
  );
}

function secondsOf({ frames, rate }: Screenplay): number {
  return toSeconds(frames, rate);
}
