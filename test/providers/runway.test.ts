import { createRunway } from '../../src/providers/video/runway.ts';
import { runway } from '../../src/simulators/runway.ts';
import { videoProviderConformance, type VideoProviderCase } from '../conformance/video-provider.ts';
import { accountIn, against, live, pricesOf } from './simulated.ts';
import { takeOf } from './take.ts';

const NO_LIST = 'Runway does not list what it took';
const CASE = {
  request: takeOf(),
  isCreate: /\/v1\/(?:text|image)_to_video$/,
  finds: 'never',
  excused: {
    'reports progress that grows to its end': 'it is told in what a look shows',
    'ends with the picture that it is handed': 'these models take no last picture',
    'goes on from an earlier clip of its own': 'these models take no earlier clip',
    'finds an order of a vendor whose clock is wrong': NO_LIST,
    'lists what the vendor has taken, the newest first': NO_LIST,
    'a create that meets concurrency_429 is concurrency': 'Runway takes what is too much at once and lets it wait',
  },
} satisfies Partial<VideoProviderCase>;

const prices = pricesOf('runway');
const open = against(runway, (environment, now) => {
  const account = accountIn(environment, {
    key: 'RUNWAYML_API_SECRET',
    url: 'RUNWAYML_BASE_URL',
    provenance: 'simulated',
  });
  return createRunway({ id: 'sim:runway', account, prices, now });
});
const alive = live({
  key: 'RUNWAYML_API_SECRET',
  url: 'RUNWAYML_BASE_URL',
  baseUrl: 'https://api.dev.runwayml.com',
  create: (account) => createRunway({ id: 'runway', account, prices, now: Date.now }),
});

for (const model of ['gen4.5', 'gen4_turbo']) {
  videoProviderConformance({ name: `sim:runway ${model}`, model, ...CASE, open });
  if (alive !== null) videoProviderConformance({ name: `runway ${model}`, model, ...CASE, ...alive });
}
