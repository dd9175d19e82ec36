import { Secret, type Config, type Settings } from '../../config.ts';
import { StudioError } from '../../errors.ts';
import type { Brief } from '../../film/brief.ts';
import { sum, times, usd, type MicroUsd } from '../../film/money.ts';
import type { Usage } from '../../film/question.ts';
import type { ProductionState } from '../../film/state.ts';
import { MIND_MODELS, priceMinds } from '../../ledger/price-book.ts';
import type { LanguageModel } from '../../providers/language/spec.ts';
import type { Simulator } from '../../simulators/spec.ts';
import { closeOpened } from './close-opened.ts';
import { vendorOf, isSimulated } from './vendor-names.ts';

/** An agent whose model is this decides by its stand-in: a choice of the person, never what is done about a failure. */
export const OFFLINE = 'offline';

/** Who plans, writes and judges with care, and who does what there is much of. */
const CAREFUL = 'claude-sonnet-5-5';
const QUICK = 'claude-haiku-5-5';
const MODELS = {
  contract: CAREFUL,
  producer: CAREFUL,
  'script-writer': CAREFUL,
  'script-supervisor': QUICK,
  'asset-analyzer': QUICK,
  'video-generator': QUICK,
  'audio-generator': QUICK,
  'qa-verifier': QUICK,
  critic: CAREFUL,
  editor: CAREFUL,
} as const;

/** Agents that can be given a mind. */
export const AGENTS = Object.keys(MODELS) as (keyof typeof MODELS)[];

/** True for the name of a language model rather than one of pictures. */
export function isMind(name: string, { endpoints }: Settings): boolean {
  return name === OFFLINE || vendorOf(name).startsWith('claude-') || Object.hasOwn(endpoints, name);
}

/**
 * The model of each agent: the one that is named (`model`), else of the setting `roles`, else of the setting `model`, else
 * the agent's own. Throws `usage` for an agent or a model that there is not.
 */
export function castMinds(model: string | null, settings: Settings): Record<string, string> {
  for (const role of Object.keys(settings.roles)) {
    if ((AGENTS as string[]).includes(role)) continue;
    throw new StudioError('config', `the setting roles names ${JSON.stringify(role)}, which is no agent`, {
      hint: `Agents are: ${AGENTS.join(', ')}.`,
    });
  }
  const cast = Object.fromEntries(
    AGENTS.map((agent) => [agent, model ?? settings.roles[agent] ?? settings.model ?? MODELS[agent]]),
  );
  for (const name of Object.values(cast)) assertKnown(name, settings);
  return cast;
}

function assertKnown(name: string, { endpoints }: Settings): void {
  if (name === OFFLINE || Object.hasOwn(endpoints, name) || MIND_MODELS.includes(vendorOf(name))) return;
  throw new StudioError('price-unknown', `the price book has no language model ${JSON.stringify(name.slice(0, 60))}`, {
    hint: `It is one of: ${[...MIND_MODELS, ...Object.keys(endpoints), OFFLINE].join(', ')}; endpoints of your own are named in studio.config.json.`,
  });
}

/** Language models that a cast calls on, each once. */
export function mindNames(cast: Record<string, string> | null): string[] {
  return [...new Set(Object.values(cast ?? {}))].filter((name) => name !== OFFLINE);
}

/** The mind of an agent in this production; null for one that is rehearsed. */
export async function mindOf(
  { state, studio }: { state: Pick<ProductionState, 'cast'>; studio: Pick<Minds, 'mind'> & { dry: boolean } },
  agent: string,
): Promise<LanguageModel | null> {
  const name = state.cast?.[agent] ?? OFFLINE;
  return name === OFFLINE || studio.dry ? null : studio.mind(name);
}

/** What an agent's mind costs, without asking it; null for one that is rehearsed. Throws `price-unknown`. */
export function priceOfMind(
  { minds }: Pick<Brief, 'minds'>,
  agent: string,
  settings: Settings,
): ((usage: Usage) => MicroUsd) | null {
  const name = minds?.[agent] ?? OFFLINE;
  return name === OFFLINE ? null : (usage) => priceOf(name, usage, settings);
}

function priceOf(name: string, { input, output, cacheRead, cacheWrite }: Usage, { endpoints }: Settings): MicroUsd {
  const endpoint = endpoints[name];
  if (endpoint === undefined) return priceMinds({ model: vendorOf(name), input, output, cacheRead, cacheWrite }).price;
  // A discount for cached tokens is not known here, so none is counted on.
  const read = times(usd(endpoint.usdPerMillionIn), (input + cacheRead + cacheWrite) / 1e6);
  return sum([read, times(usd(endpoint.usdPerMillionOut), output / 1e6)]);
}

export interface Minds {
  /** The language model of that name. Throws `config` when its key is missing. */
  mind(name: string): Promise<LanguageModel>;
  close(): Promise<void>;
}

/** Language models as the configuration has them; `sim:claude-…` starts the simulator that answers for it. */
export function createMinds(config: Config, simulate: (wire: string) => Promise<Simulator>): Minds {
  const opened = new Map<string, Promise<LanguageModel>>();
  let simulator: Promise<Simulator> | null = null;
  const open = async (name: string): Promise<LanguageModel> => {
    const endpoint = config.settings.endpoints[name];
    const price = (usage: Usage) => priceOf(name, usage, config.settings);
    if (endpoint !== undefined) {
      const { createOpenAiCompatible } = await import('../../providers/language/openai.ts');
      const key = config.endpointKeys[name] ?? null;
      if (key === null && endpoint.key !== null) throw noKey(name, endpoint.key);
      const account = accountOf(key ?? new Secret('none'), endpoint.baseUrl, key);
      return createOpenAiCompatible({ provider: name, account, model: endpoint.model, price });
    }
    const { createClaude } = await import('../../providers/language/anthropic.ts');
    const model = vendorOf(name);
    if (isSimulated(name)) {
      simulator ??= simulate('anthropic');
      const { environment } = await simulator;
      const key = new Secret(environment['ANTHROPIC_API_KEY'] ?? '');
      const account = accountOf(key, environment['ANTHROPIC_BASE_URL'] ?? '', key);
      return createClaude({ account, model, price });
    }
    const account = config.accounts.anthropic;
    if (account === undefined) throw noKey(name, 'ANTHROPIC_API_KEY');
    return createClaude({ account: accountOf(account.key, account.baseUrl, account.key), model, price });
  };
  return {
    mind: (name) => {
      const known = opened.get(name);
      if (known !== undefined) return known;
      const opening = open(name);
      opened.set(name, opening);
      opening.catch(() => opened.delete(name));
      return opening;
    },
    close: () => closeOpened(simulator === null ? [] : [simulator]),
  };
}

function accountOf(key: Secret, baseUrl: string, told: Secret | null) {
  const provenance = told?.reveal().startsWith('sim-') === true ? ('simulated' as const) : ('live' as const);
  return { key: () => key.reveal(), baseUrl, provenance, pollMs: null };
}

function noKey(name: string, variable: string): StudioError {
  return new StudioError('config', `there is no key for ${name}`, {
    hint: `Set ${variable}; --model ${OFFLINE} plans, writes and judges without a mind, --model sim:${CAREFUL} rehearses one.`,
  });
}
