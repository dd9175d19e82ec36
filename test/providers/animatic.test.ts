import { toRequest } from '../../src/crew/video-generator.ts';
import { freezeContract } from '../../src/crew/contract.ts';
import { scriptWriter } from '../../src/crew/script-writer.ts';
import type { Brief } from '../../src/film/brief.ts';
import { usd } from '../../src/film/money.ts';
import { shotsOf } from '../../src/film/screenplay.ts';
import { createWorkers } from '../../src/production/workers.ts';
import { createAnimatic } from '../../src/providers/video/animatic.ts';
import { videoProviderConformance } from '../conformance/video-provider.ts';

const brief: Brief = {
  schema: 'Brief.1',
  concept: 'A lighthouse at night',
  budget: usd(1),
  seconds: 2,
  scenes: 1,
  aspect: '16:9',
  resolution: '540p',
  style: null,
  seeds: [],
  seedNumber: 1,
  provider: 'animatic',
  voice: { kind: 'none' },
  music: { kind: 'none' },
  captions: 'none',
  slate: false,
};
const contract = freezeContract(brief.concept, brief.seconds);
const { value: screenplay } = await scriptWriter.decide({ brief, contract, drawable: [] });
const [shot] = shotsOf(screenplay);
if (shot === undefined) throw new Error('a screenplay without a shot');

const workers = createWorkers(1);
videoProviderConformance({
  name: 'animatic',
  open: () =>
    createAnimatic((request, path, options) => workers.run({ kind: 'draw', request, seeds: [], path }, options)),
  request: toRequest({ shot, screenplay, contract, brief, take: 1, previous: null }),
  close: () => workers.close(),
});
