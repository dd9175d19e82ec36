import { z } from 'zod';
import { StudioError } from '../../errors.ts';
import { orderOutcome } from '../outcome.ts';
import type { Account } from '../spec.ts';
import { createAgents } from './luma/agents.ts';
import { createDreamMachine } from './luma/dream-machine.ts';
import { type ApiName, type LumaApi, planOf } from './luma/plan.ts';
import { estimateOf, refusedHere } from './order.ts';
import type { Job, ModelCard, PriceOf, VideoProvider } from './spec.ts';

export interface LumaOptions {
  /** `luma`, or `sim:luma`. */
  id: string;
  /** Opens ray-flash-2 and ray-2. Base URL `https://api.lumalabs.ai/dream-machine/v1`. */
  dreamMachine: Account | null;
  /** Opens ray-3.2. Base URL `https://agents.lumalabs.ai/v1`. */
  agents: Account | null;
  prices: PriceOf;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * Luma, which has two APIs with keys of their own. Neither takes a seed or a reference of ours, and neither says what a
 * clip cost. That failed generations are not billed is unverified.
 *
 * An order of the Dream Machine can be found again in its list. The Agents API has none, and no figure of either account
 * proves that nothing was taken: the balance may move only when a clip is done. So there is no `witness`.
 */
export function createLuma({ id, dreamMachine, agents, prices, now }: LumaOptions): VideoProvider {
  const dream = dreamMachine === null ? null : createDreamMachine(dreamMachine);
  const apis: LumaApi[] = [...(dream === null ? [] : [dream]), ...(agents === null ? [] : [createAgents(agents)])];
  const { provenance, pollMs } = accountOf(apis);

  return {
    id,
    provenance,
    repeatable: false,
    pollMs,
    models: apis.flatMap(({ models }) => models),
    estimate: (request, card) => {
      const { seller, warnings } = planOf(request, card, apiOf(apis, card));
      return estimateOf(request, { seller, prices, warnings });
    },
    start: async (request, card, context) => {
      try {
        context.signal.throwIfAborted();
        const api = apiOf(apis, card);
        const plan = planOf(request, card, api);
        const ended = await api.send(plan, context);
        return orderOutcome(ended, {
          now: now(),
          accepted: (body) => {
            const read = Accepted.safeParse(body);
            if (!read.success) return null;
            return { job: jobOf(read.data.id, api.name, card.model), warnings: plan.warnings };
          },
        });
      } catch (error) {
        return refusedHere(error, context.signal);
      }
    },
    check: async (job, { signal }) => {
      const { id, api } = LumaJob.parse(job);
      return named(apis, api).check(id, signal);
    },
    find: async (order, signal) => {
      if (dream === null || apiOf(apis, order.card) !== dream) {
        return { kind: 'unknown', reason: "Luma's Agents API does not list what it took" };
      }
      const found = await dream.find(order, signal);
      if (found.kind !== 'found') return found;
      return { kind: 'found', order: jobOf(found.order.id, dream.name, order.card.model) };
    },
    ...(dream === null
      ? {}
      : {
          list: async (since, signal) => {
            const listed = await dream.list(since, signal);
            return listed.map(({ id, ...one }) => ({ ...one, job: jobOf(id, dream.name, one.model) }));
          },
        }),
    verify: async (signal) => {
      const said: string[] = [];
      for (const api of apis) said.push(await api.verify(signal));
      return said.join('; ');
    },
  };
}

const LumaJob = z.object({ id: z.string().min(1), api: z.enum(['dream-machine', 'agents']), model: z.string() });
const Accepted = z.object({ id: z.string().min(1) });

function jobOf(id: string, api: ApiName, model: string): Job {
  return { id, api, model };
}

function accountOf(apis: LumaApi[]): Account {
  const [first, second] = apis;
  if (first === undefined) throw new StudioError('config', 'there is no key for Luma', { hint: `${NEEDED} opens it.` });
  if (second !== undefined && second.account.provenance !== first.account.provenance) {
    throw new StudioError('config', "one of Luma's two APIs is a simulator and the other is not", {
      hint: 'Give both keys their base URLs, or take one of the keys away.',
    });
  }
  return first.account;
}

function apiOf(apis: LumaApi[], { model }: ModelCard): LumaApi {
  const api = apis.find(({ models }) => models.some((one) => one.model === model));
  if (api === undefined) {
    throw new StudioError('config', `no key opens luma ${model}`, { hint: `${NEEDED} opens Luma's models.` });
  }
  return api;
}

function named(apis: LumaApi[], name: ApiName): LumaApi {
  const api = apis.find((one) => one.name === name);
  if (api !== undefined) return api;
  throw new StudioError('config', `the job was ordered through Luma's API ${name}, for which there is no key now`, {
    hint: `Set ${name === 'agents' ? 'LUMA_AGENTS_API_KEY' : 'LUMAAI_API_KEY'} to look after it.`,
  });
}

const NEEDED = 'LUMAAI_API_KEY (ray-flash-2, ray-2) or LUMA_AGENTS_API_KEY (ray-3.2)';
