import { createLuma } from '../../src/providers/video/luma.ts';
import { luma } from '../../src/simulators/luma.ts';
import { videoProviderConformance, type VideoProviderCase } from '../conformance/video-provider.ts';
import { accountIn, against, live, pricesOf } from './simulated.ts';
import { takeOf } from './take.ts';

const NO_PROGRESS = { 'reports progress that grows to its end': 'Luma does not say how far a clip is' };
const NO_LIST = 'the Agents API does not list what it took';

const DREAM_MACHINE = {
  model: 'ray-flash-2',
  request: takeOf(),
  isCreate: /\/generations\/video$/,
  finds: 'surely',
  excused: NO_PROGRESS,
} satisfies Partial<VideoProviderCase>;

const AGENTS = {
  model: 'ray-3.2',
  request: takeOf(),
  isCreate: /\/generations$/,
  finds: 'never',
  excused: {
    ...NO_PROGRESS,
    'finds an order of a vendor whose clock is wrong': NO_LIST,
    'lists what the vendor has taken, the newest first': NO_LIST,
  },
} satisfies Partial<VideoProviderCase>;

const prices = pricesOf('luma');
const open = against(luma, (environment, now) =>
  createLuma({
    id: 'sim:luma',
    dreamMachine: accountIn(environment, { key: 'LUMAAI_API_KEY', url: 'LUMAAI_BASE_URL', provenance: 'simulated' }),
    agents: accountIn(environment, { key: 'LUMA_AGENTS_API_KEY', url: 'LUMA_BASE_URL', provenance: 'simulated' }),
    prices,
    now,
  }),
);
videoProviderConformance({ name: 'sim:luma ray-flash-2', ...DREAM_MACHINE, open });
videoProviderConformance({ name: 'sim:luma ray-3.2', ...AGENTS, open });

const liveDreamMachine = live({
  key: 'LUMAAI_API_KEY',
  url: 'LUMAAI_BASE_URL',
  baseUrl: 'https://api.lumalabs.ai/dream-machine/v1',
  create: (dreamMachine) => createLuma({ id: 'luma', dreamMachine, agents: null, prices, now: Date.now }),
});
if (liveDreamMachine !== null) {
  const excused = {
    ...NO_PROGRESS,
    'begins with the picture that it is handed': 'the picture of the test has no public address',
  };
  videoProviderConformance({ name: 'luma ray-flash-2', ...DREAM_MACHINE, ...liveDreamMachine, excused });
}

const liveAgents = live({
  key: 'LUMA_AGENTS_API_KEY',
  url: 'LUMA_BASE_URL',
  baseUrl: 'https://agents.lumalabs.ai/v1',
  create: (agents) => createLuma({ id: 'luma', dreamMachine: null, agents, prices, now: Date.now }),
});
if (liveAgents !== null) videoProviderConformance({ name: 'luma ray-3.2', ...AGENTS, ...liveAgents });
