import { Hono } from 'hono';
import { type Exchange, type Job, type Look, type Refusal, type Vendor } from './engine/vendor.ts';
import { agentsRoutes, refuseAgents } from './luma/agents.ts';
import { dreamMachineRoutes, generationOf, refuseDreamMachine } from './luma/dream-machine.ts';

/**
 * Luma's two APIs on one port: Dream Machine (ray-2, ray-flash-2) below `/dream-machine/v1` and the Agents API (ray-3.2)
 * below `/v1`. Both are one account. Videos only: pictures of Photon and uni-1 are not drawn.
 *
 * Unverified: the limits are those that third parties tell of Luma's Build tier (10 at once, 20 creates a minute).
 */
export const luma: Vendor = {
  name: 'luma',
  limits: { concurrency: 10, perMinute: 20 },
  overConcurrency: 'refuse',
  concurrencyPer: 'account',
  minPollSeconds: null,
  environment: (url) => ({
    LUMAAI_API_KEY: 'sim-luma',
    LUMAAI_BASE_URL: `${url}/dream-machine/v1`,
    LUMA_AGENTS_API_KEY: 'sim-luma-agents',
    LUMA_BASE_URL: `${url}/v1`,
  }),
  routes: (desk) => {
    const app = new Hono<{ Bindings: Exchange }>();
    app.route('/dream-machine/v1', dreamMachineRoutes(desk));
    app.route('/v1', agentsRoutes(desk));
    return app;
  },
  refuse: (refusal: Refusal, request: Request) =>
    new URL(request.url).pathname.startsWith('/dream-machine/')
      ? refuseDreamMachine(refusal)
      : refuseAgents(refusal, request),
  // Only Dream Machine calls back: unsigned, five seconds to answer, three more tries a tenth of a second apart.
  webhook: {
    phases: ['running', 'completed', 'failed', 'moderated'],
    timeoutMs: 5_000,
    retries: 3,
    retryDelayMs: 100,
    message: (job: Job, look: Look, { desk }) => ({ headers: {}, body: JSON.stringify(generationOf(desk, job, look)) }),
  },
};
