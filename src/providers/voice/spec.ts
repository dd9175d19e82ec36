import type { MicroUsd } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { VoiceRequest } from '../../film/request.ts';
import type { SpokenWord } from '../../film/take.ts';

export interface Speech {
  /** 48 kHz mono, 16 bit WAV. */
  wav: Uint8Array;
  seconds: number;
  /** In order; together they are the request's words. */
  words: SpokenWord[];
  cost: MicroUsd;
  warnings: string[];
}

export interface VoiceProvider {
  id: string;
  provenance: Provenance;
  estimate(request: VoiceRequest): MicroUsd;
  speak(request: VoiceRequest, signal: AbortSignal): Promise<Speech>;
}
