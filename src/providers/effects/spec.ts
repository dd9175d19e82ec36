import type { EffectSound } from '../../film/effects.ts';
import type { Provenance } from '../../film/provenance.ts';

export interface EffectRequest {
  sound: EffectSound;
  seedNumber: number;
}

export interface EffectProvider {
  id: string;
  provenance: Provenance;
  /**
   * 48 kHz stereo, 16 bit WAV: what happens once with its end, everything else as a loop that goes on at its beginning
   * without a seam.
   */
  make(request: EffectRequest, signal: AbortSignal): Promise<{ wav: Uint8Array; seconds: number }>;
}
