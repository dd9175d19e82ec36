import type { MicroUsd } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { Mood } from '../../film/screenplay.ts';

export interface MusicRequest {
  mood: Mood;
  seconds: number;
  seedNumber: number;
  /** Seconds at which the story turns: the music changes there. */
  cues: { at: number; mood: Mood }[];
}

export interface MusicProvider {
  id: string;
  provenance: Provenance;
  estimate(request: MusicRequest): MicroUsd;
  /** 48 kHz stereo, 16 bit WAV of exactly the asked length, with its own beginning and end. */
  compose(request: MusicRequest, signal: AbortSignal): Promise<{ wav: Uint8Array; seconds: number; cost: MicroUsd }>;
}
