export { randomFrom } from '../film/random.ts';

/** A 32-bit number that is always the same for the same text (FNV-1a with a final mix). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** A smooth wandering value in about [-1, 1]; `time` in seconds, slow enough for a breath. */
export function wander(seed: number, time: number): number {
  const phase = (seed % 1000) * 0.731;
  return (
    (Math.sin(time * 1.1 + phase) +
      Math.sin(time * 1.73 + phase * 2.3) * 0.6 +
      Math.sin(time * 0.47 + phase * 5.1) * 0.8) /
    2.4
  );
}

/** Slow at both ends, never quite still: 0 → 0, 1 → 1. */
export function eased(progress: number): number {
  const smooth = 0.5 - Math.cos(Math.PI * progress) / 2;
  return progress * 0.25 + smooth * 0.75;
}
