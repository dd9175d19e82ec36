import { Anthropic } from '@anthropic-ai/sdk';
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import { AnthropicModel } from '@strands-agents/sdk/models/anthropic';
import type { MicroUsd } from '../../film/money.ts';
import type { Usage } from '../../film/question.ts';
import type { Account } from '../spec.ts';
import { attentive } from './attentive.ts';
import { converse } from './conversation.ts';
import type { LanguageModel } from './spec.ts';

/** Milliseconds that one answer may take, and for which it may be silent: the vendor sends pings, a simulator is in haste. */
const TIMEOUT_MS = 600_000;
const IDLE_MS = { live: 75_000, simulated: 8_000, offline: 75_000 };
/** Models that can be told how hard to think; for the others it is an error (PROVIDERS facts of November 2026). */
const TAKES_EFFORT = /^claude-(?:opus|sonnet|fable)-5/;

/**
 * Claude, over the Messages API. The form of the answer is asked for by `output_config.format`: current models refuse a
 * forced tool. What the API does not enforce of a schema (lengths, ranges) stands in its descriptions.
 */
export function createClaude({
  account,
  model,
  price,
}: {
  account: Account;
  model: string;
  price: (usage: Usage) => MicroUsd;
}): LanguageModel {
  const client = new Anthropic({
    apiKey: account.key(),
    authToken: null,
    baseURL: account.baseUrl,
    maxRetries: 0,
    timeout: TIMEOUT_MS,
    fetch: attentive(IDLE_MS[account.provenance]),
  });
  return {
    provider: 'anthropic',
    model,
    provenance: account.provenance,
    price,
    ask: (question, signal) => {
      const { schema, maxTokens, effort } = question;
      const format = { type: 'json_schema', schema: transformJSONSchema(schema as object) };
      const params = { output_config: { format, ...(TAKES_EFFORT.test(model) ? { effort } : {}) } };
      const heeding = heedful(client);
      const asked = new AnthropicModel({ modelId: model, maxTokens, client: heeding.client, params });
      return converse(asked, question, signal, heeding.failure);
    },
  };
}

/** The SDK's stream forgets an error that comes while nobody waits for its next event (0.109, `MessageStream`): here it is kept. */
function heedful(client: Anthropic): { client: Anthropic; failure: () => unknown } {
  let failure: unknown = null;
  const own = client.withOptions({});
  const stream: Anthropic['messages']['stream'] = own.messages.stream.bind(own.messages);
  own.messages.stream = ((...args: Parameters<typeof stream>) =>
    stream(...args).on('error', (error) => {
      failure = error;
    })) as typeof stream;
  return { client: own, failure: () => failure };
}
