import { createPika } from '../../src/providers/video/pika.ts';
import { fal } from '../../src/simulators/fal.ts';
import { videoProviderConformance, type VideoProviderCase } from '../conformance/video-provider.ts';
import { accountIn, against, live, pricesOf } from './simulated.ts';
import { takeOf } from './take.ts';

const CASE = {
  model: 'pika-2.2',
  request: takeOf(),
  isCreate: /\/fal-ai\/pika\/v2\.2\//,
  excused: {
    'reports progress that grows to its end': 'fal does not say how far a clip is',
    'ends with the picture that it is handed': 'the model takes no last picture',
    'goes on from an earlier clip of its own': 'the model takes no earlier clip',
    'shortens a prompt that is too long, and says so': 'no limit is known',
    'a create that meets concurrency_429 is concurrency': 'fal takes what is too much at once and lets it wait',
  },
} satisfies Partial<VideoProviderCase>;

const prices = pricesOf('pika');
const open = against(fal({ listsRunning: true }), (environment, now) => {
  const account = accountIn(environment, { key: 'FAL_KEY', url: 'FAL_BASE_URL', provenance: 'simulated' });
  return createPika({ id: 'sim:pika', account, prices, now });
});
const alive = live({
  key: 'FAL_KEY',
  url: 'FAL_BASE_URL',
  baseUrl: 'https://queue.fal.run',
  create: (account) => createPika({ id: 'pika', account, prices, now: Date.now }),
});

videoProviderConformance({ name: 'sim:pika pika-2.2', ...CASE, finds: 'perhaps', open });
if (alive !== null) videoProviderConformance({ name: 'pika pika-2.2', ...CASE, finds: 'perhaps', ...alive });
