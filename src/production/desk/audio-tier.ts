import { StudioError } from '../../errors.ts';
import type { AudioTier } from '../../film/brief.ts';

/** What a person says about sound; null and undefined leave it to the tier. */
export interface SoundWish {
  /** Who speaks, in order of preference, or false for nobody. */
  voice?: boolean | string | string[] | null | undefined;
  voiceFile?: string | null | undefined;
  music?: boolean | null | undefined;
  musicFile?: string | null | undefined;
  /** `synthesised` or `none`. */
  effects?: string | null | undefined;
  /** Files, each with the second at which it is heard: `door.wav@2`. */
  effectFiles?: readonly string[] | null | undefined;
  /** `keep` where the takes are to be heard. */
  clipSound?: string | null | undefined;
}

/** Throws `usage` for a wish that takes back what its tier says. */
export function assertTier(tier: AudioTier, wish: SoundWish): void {
  const voice = wantsVoice(wish);
  const music = wantsMusic(wish);
  const effects = wantsEffects(wish);
  if (tier === 'none' && effects !== null) throw contradiction(tier, 'has no sound', effects, 'simple_overlay');
  if (tier === 'music_only' && effects !== null)
    throw contradiction(tier, 'has music and nothing else', effects, 'simple_overlay');
  if (tier === 'none' && voice !== null) throw contradiction(tier, 'has no sound', voice, 'simple_overlay');
  if (tier === 'none' && music !== null) throw contradiction(tier, 'has no sound', music, 'music_only');
  if (tier === 'none' && wish.clipSound === 'keep')
    throw contradiction(tier, 'has no sound', '--clip-sound keep', 'music_only');
  if (tier === 'music_only' && voice !== null) throw contradiction(tier, 'has no voice', voice, 'simple_overlay');
  if (tier === 'music_only' && wish.music === false) throw contradiction(tier, 'has music', '--no-music', 'none');
  if (tier === 'time_synced' && namesOf(wish).includes('none')) {
    throw contradiction(
      tier,
      'lays words on shots',
      wish.voice === false ? '--no-voice' : '--voice none',
      'music_only',
    );
  }
  if (tier === 'time_synced' && wish.voiceFile != null) {
    throw contradiction(
      tier,
      'lays words on shots, and nobody knows when yours are spoken',
      '--voice-file',
      'simple_overlay',
    );
  }
}

/** The voices that a wish names, in order; `none` where it says that nobody speaks, empty where it says nothing. */
export function namesOf({ voice }: SoundWish): string[] {
  if (voice === false) return ['none'];
  if (voice == null || voice === true) return [];
  return [voice].flat().flatMap((names) => names.split(',').map((name) => name.trim()));
}

/** The flag that asks for a voice, or null. */
function wantsVoice(wish: SoundWish): string | null {
  if (wish.voiceFile != null) return '--voice-file';
  const names = namesOf(wish).filter((name) => name !== 'none');
  if (names.length > 0) return `--voice ${names.join(',').slice(0, 40)}`;
  return wish.voice === true ? 'a voice' : null;
}

function wantsMusic({ music, musicFile }: SoundWish): string | null {
  if (musicFile != null) return '--music-file';
  return music === true ? 'music' : null;
}

function wantsEffects({ effects, effectFiles }: SoundWish): string | null {
  const [file] = effectFiles ?? [];
  if (file !== undefined) return `--effect ${file.slice(0, 40)}`;
  return effects === 'synthesised' ? '--effects synthesised' : null;
}

function contradiction(tier: AudioTier, is: string, flag: string, other: string): StudioError {
  return new StudioError('usage', `--audio-tier ${tier} ${is}, and ${flag} says otherwise`, {
    hint: `Leave ${flag} out, or say --audio-tier ${other}.`,
  });
}
