import { OpenAIModel } from '@strands-agents/sdk/models/openai';
import type { MicroUsd } from '../../film/money.ts';
import type { Question, Usage } from '../../film/question.ts';
import type { Json } from '../../json.ts';
import type { Account } from '../spec.ts';
import { attentive } from './attentive.ts';
import { converse } from './conversation.ts';
import type { LanguageModel } from './spec.ts';

/** Milliseconds that one answer may take: a model at home may be slow. */
const TIMEOUT_MS = 1_800_000;
/** It reads for minutes before it says a word. */
const IDLE_MS = 600_000;

/**
 * Any endpoint that speaks OpenAI's Chat Completions: OpenAI itself, a gateway, a model at home (Ollama, llama.cpp, vLLM).
 * The form of the answer is asked for by `response_format`, and said in the instructions for endpoints that pass over it.
 */
export function createOpenAiCompatible({
  provider,
  account,
  model,
  price,
}: {
  provider: string;
  account: Account;
  model: string;
  price: (usage: Usage) => MicroUsd;
}): LanguageModel {
  return {
    provider,
    model,
    provenance: account.provenance,
    price,
    ask: (question, signal) => {
      const { maxTokens, schema } = question;
      const response_format = {
        type: 'json_schema',
        json_schema: { name: 'answer', strict: true, schema: strict(schema) },
      };
      const openai = new OpenAIModel({
        api: 'chat',
        modelId: model,
        maxTokens,
        apiKey: account.key(),
        clientConfig: { baseURL: account.baseUrl, maxRetries: 0, timeout: TIMEOUT_MS, fetch: attentive(IDLE_MS) },
        params: { response_format },
      });
      return converse(openai, withForm(question), signal);
    },
  };
}

function withForm(question: Question): Question {
  return { ...question, system: `${question.system}\nThe form: ${JSON.stringify(question.schema)}` };
}

/** OpenAI's strict mode takes no other members, and knows neither `$schema` nor `oneOf`. */
function strict(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(strict);
  if (schema === null || typeof schema !== 'object') return schema;
  const members = Object.entries(schema).filter(([key]) => key !== '$schema');
  const inner = Object.fromEntries(
    members.map(([key, value]) => [key === 'oneOf' && Array.isArray(value) ? 'anyOf' : key, strict(value)]),
  );
  return inner['type'] === 'object' ? { ...inner, additionalProperties: false } : inner;
}
