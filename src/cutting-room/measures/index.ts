import { watchBars } from './bars.ts';
import { watchBlack } from './black.ts';
import { watchCuts } from './cuts.ts';
import { watchDuplicates } from './duplicates.ts';
import { watchExposure } from './exposure.ts';
import { watchFlicker } from './flicker.ts';
import { watchFreeze } from './freeze.ts';
import { glimpses } from './glimpses.ts';
import { watchSharpness } from './sharpness.ts';
import { measureSound } from './sound.ts';
import { watchTint } from './tint.ts';
import { measureTruth } from './truth.ts';
import type { Expected } from './watch.ts';
import type { Measure } from '../../film/review.ts';
import { probe } from '../codec/probe.ts';

/**
 * Everything that can be measured of a take, from one decoding of its pictures; of its sound only when it has some.
 * Throws `media` when the file cannot be read at all.
 */
export async function measureTake(path: string, expected: Expected): Promise<Measure[]> {
  const facts = await probe(path);
  const truth = measureTruth(facts, expected);
  if (facts.video === null) return [truth];
  const watches = [
    watchBlack(),
    watchFreeze(),
    watchDuplicates(),
    watchCuts(),
    watchExposure(),
    watchFlicker(),
    watchTint(),
    watchBars(),
    watchSharpness(),
  ];
  for await (const glimpse of glimpses(path)) for (const watch of watches) watch.see(glimpse);
  return [truth, ...watches.map((watch) => watch.report(expected)), ...(facts.audio ? await measureSound(path) : [])];
}
