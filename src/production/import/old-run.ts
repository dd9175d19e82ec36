import type { Tier } from '../../film/pilot.ts';
import type { AudioTier } from '../../film/brief.ts';

/** Who wrote the folder: the first example script, `produce`, the later one with reviews of its own, or a run that ended early. */
export type Generation = 'e2e' | 'produce' | 'head' | 'memory only' | 'files only';

/** A run of the original as its files tell it, nothing added. Money in dollars, as there. */
export interface OldRun {
  /** Of its folder. */
  name: string;
  folder: string;
  generation: Generation;
  fingerprint: string;
  concept: string | null;
  budget: number | null;
  seconds: number | null;
  audioTier: AudioTier | null;
  tier: Tier | null;
  provider: string;
  model: string;
  voice: string;
  /** Made without vendors: what it says of money and scores was made up. */
  mock: boolean;
  status: 'completed' | 'failed' | 'unfinished';
  /** Where it stopped, and what it said of that. */
  trouble: string | null;
  /** ISO 8601, UTC. */
  startedAt: string | null;
  endedAt: string | null;
  /** What pictures, and what sounds, cost by its own account; null where it does not say. */
  spent: { pictures: number | null; sounds: number | null };
  scenes: OldScene[];
  takes: OldTake[];
  voices: OldSound[];
  music: OldSound | null;
  candidates: OldCandidate[];
  /** Id of a candidate. */
  recommended: string | null;
  critic: { approved: boolean | null; score: number | null; reason: string } | null;
  /** Files that may be the film, the likeliest first. */
  films: string[];
  /** What could not be read, and why. */
  notes: string[];
}

export interface OldScene {
  id: string;
  title: string | null;
  description: string | null;
  seconds: number | null;
  elements: string[];
  narration: string | null;
}

export interface OldTake {
  scene: string;
  /** From 0. */
  variation: number;
  /** Null when the file cannot be read; `missing` says why. */
  file: string | null;
  missing: string | null;
  cost: number | null;
  prompt: string | null;
  /** The vendor's name of the job. */
  vendorId: string | null;
  qa: OldQa | null;
}

export interface OldQa {
  overall: number | null;
  visual: number | null;
  style: number | null;
  technical: number | null;
  narrative: number | null;
  passed: boolean | null;
  threshold: number | null;
  issues: string[];
  suggestions: string[];
}

export interface OldSound {
  /** Null for a sound of the whole film. */
  scene: string | null;
  file: string;
  cost: number | null;
}

export interface OldCandidate {
  id: string;
  name: string | null;
  style: string | null;
  reasoning: string | null;
  quality: number | null;
  continuityScore: number | null;
  continuityNotes: string[];
  /** Null when its file is lost: nobody knows how it was cut. */
  decisions: OldDecision[] | null;
}

/** One clip of a cut. Times in seconds of the clip. */
export interface OldDecision {
  scene: string;
  variation: number;
  from: number;
  to: number | null;
  seconds: number | null;
  transitionIn: { kind: string; seconds: number | null };
  transitionOut: { kind: string; seconds: number | null };
  words: { text: string; position: string; style: string; from: number; seconds: number | null } | null;
}
