import { createKling } from '../../src/providers/video/kling.ts';
import { kling } from '../../src/simulators/kling.ts';
import { videoProviderConformance, type VideoProviderCase } from '../conformance/video-provider.ts';
import { accountIn, against, live, pricesOf } from './simulated.ts';
import { takeOf } from './take.ts';

const CASE = {
  request: takeOf(),
  isCreate: /\/(?:text|image)-to-video\//,
  finds: 'surely',
  excused: {
    'reports progress that grows to its end': 'Kling does not say how far a clip is',
    'goes on from an earlier clip of its own': 'these models take no earlier clip',
    'lists what the vendor has taken, the newest first': "Kling's list has our references, but not what was ordered",
  },
} satisfies Partial<VideoProviderCase>;

const prices = pricesOf('kling');
const open = against(kling(), (environment, now) => {
  const account = accountIn(environment, { key: 'KLINGAI_API_KEY', url: 'KLINGAI_BASE_URL', provenance: 'simulated' });
  return createKling({ id: 'sim:kling', account, prices, now });
});
const alive = live({
  key: 'KLINGAI_API_KEY',
  url: 'KLINGAI_BASE_URL',
  baseUrl: 'https://api-singapore.klingai.com',
  create: (account) => createKling({ id: 'kling', account, prices, now: Date.now }),
});

for (const model of ['kling-2.6', 'kling-3.0']) {
  videoProviderConformance({ name: `sim:kling ${model}`, model, ...CASE, open });
  if (alive !== null) videoProviderConformance({ name: `kling ${model}`, model, ...CASE, ...alive });
}
