import { z } from 'zod';
import { MODELS, type ModelFacts } from './models.ts';
import { schemaFault } from './schema.ts';

const CacheControl = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() });
const cached = { cache_control: CacheControl.nullish() };

const Text = z.looseObject({
  type: z.literal('text'),
  text: z.string().min(1, 'text content blocks must be non-empty'),
  ...cached,
});
const Image = z.strictObject({
  type: z.literal('image'),
  source: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('base64'),
      media_type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
      data: z.string(),
    }),
    z.strictObject({ type: z.literal('url'), url: z.string() }),
    z.strictObject({ type: z.literal('file'), file_id: z.string() }),
  ]),
  transformations: z.strictObject({ oversized_image: z.enum(['downsize', 'error']).optional() }).nullish(),
  ...cached,
});
const ToolResult = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: z.union([z.string(), z.array(z.union([Text, Image]))]).optional(),
  is_error: z.boolean().optional(),
  ...cached,
});
const ToolUse = z.looseObject({
  type: z.literal('tool_use'),
  id: z.string(),
  name: z.string(),
  input: z.unknown(),
  ...cached,
});
const Thinking = z.looseObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() });
const Redacted = z.looseObject({ type: z.literal('redacted_thinking'), data: z.string() });

const Block = z.discriminatedUnion('type', [Text, Image, ToolResult, ToolUse, Thinking, Redacted]);
export type Block = z.infer<typeof Block>;
export type ImageBlock = z.infer<typeof Image>;

const Tool = z.looseObject({
  type: z.string().optional(),
  name: z.string().regex(/^[\w-]{1,128}$/),
  description: z.string().optional(),
  /** Absent for the vendor's own tools. */
  input_schema: z.record(z.string(), z.unknown()).optional(),
  ...cached,
});
export type Tool = z.infer<typeof Tool>;

/** What is counted; the rest of a request does not change the number. */
const Counted = {
  model: z.string(),
  messages: z
    .array(
      z.strictObject({
        role: z.enum(['user', 'assistant']),
        content: z.union([z.string().min(1), z.array(Block).min(1)]),
      }),
    )
    .min(1, 'at least one message is required'),
  system: z.union([z.string(), z.array(Text)]).optional(),
  tools: z.array(Tool).optional(),
  tool_choice: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.enum(['auto', 'any']), disable_parallel_tool_use: z.boolean().optional() }),
      z.strictObject({ type: z.literal('tool'), name: z.string(), disable_parallel_tool_use: z.boolean().optional() }),
      z.strictObject({ type: z.literal('none') }),
    ])
    .optional(),
  thinking: z
    .discriminatedUnion('type', [
      z.strictObject({
        type: z.enum(['adaptive', 'disabled', 'between_tools']),
        display: z.enum(['summarized', 'omitted']).nullish(),
      }),
      z.strictObject({
        type: z.literal('enabled'),
        budget_tokens: z.int().min(1024),
        display: z.enum(['summarized', 'omitted']).nullish(),
      }),
    ])
    .optional(),
  output_config: z
    .strictObject({
      effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(),
      format: z.strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) }).nullish(),
    })
    .optional(),
  cache_control: CacheControl.nullish(),
};

export const CountBody = z.object(Counted);

const Body = z.strictObject({
  ...Counted,
  max_tokens: z.int().min(1),
  stop_sequences: z.array(z.string().min(1)).optional(),
  stream: z.boolean().optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  top_k: z.int().min(0).optional(),
  metadata: z.strictObject({ user_id: z.string().nullish() }).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  speed: z.enum(['standard', 'fast']).nullish(),
  inference_geo: z.string().nullish(),
  container: z.unknown().optional(),
  diagnostics: z.unknown().optional(),
  user_profile_id: z.string().nullish(),
  workspace_id: z.string().nullish(),
});
export type Ask = z.infer<typeof Body>;
export type Countable = z.infer<typeof CountBody>;

/** A refusal with the vendor's status. */
export interface Fault {
  status: 400 | 404;
  type: 'invalid_request_error' | 'not_found_error';
  message: string;
  code?: string;
}

/** A request as the vendor takes it, with what it says of the model; or why it does not. */
export function readAsk(body: unknown): { ask: Ask; model: ModelFacts } | Fault {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return invalid(sentenceOf(parsed.error));
  const ask = parsed.data;
  const model = modelOf(ask.model);
  if (model === null) return unknownModel(ask.model);
  const fault = faultOf(ask, model);
  return fault === null ? { ask, model } : invalid(fault);
}

/** The same for counting, which minds less. */
export function readCountable(body: unknown): { ask: Countable; model: ModelFacts } | Fault {
  const parsed = CountBody.safeParse(body);
  if (!parsed.success) return invalid(sentenceOf(parsed.error));
  const model = modelOf(parsed.data.model);
  return model === null ? unknownModel(parsed.data.model) : { ask: parsed.data, model };
}

export function invalid(message: string): Fault {
  return { status: 400, type: 'invalid_request_error', message };
}

function unknownModel(id: string): Fault {
  return { status: 404, type: 'not_found_error', message: `model: ${id}` };
}

function modelOf(id: string): ModelFacts | null {
  return MODELS.find((model) => model.id === id) ?? null;
}

/** All blocks of a message; a text counts as one. */
export function blocksOf(content: string | readonly Block[]): readonly Block[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

function faultOf(ask: Ask, model: ModelFacts): string | null {
  const { messages, tools = [], tool_choice: choice, thinking, output_config: output } = ask;
  if (messages[0]?.role !== 'user') return 'messages: first message must use the "user" role';
  if (ask.max_tokens > model.maxOutput)
    return `max_tokens: ${ask.max_tokens} > ${model.maxOutput}, which is the maximum allowed number of output tokens for ${model.id}`;
  if (!model.sampling) {
    // The defaults are let through.
    if ((ask.temperature ?? 1) !== 1) return `temperature: not supported on ${model.id}`;
    if ((ask.top_p ?? 1) !== 1) return `top_p: not supported on ${model.id}`;
    if (ask.top_k !== undefined) return `top_k: not supported on ${model.id}`;
  }
  if (choice !== undefined && choice.type !== 'none' && tools.length === 0)
    return 'tool_choice: may only be specified while providing tools';
  if ((choice?.type === 'any' || choice?.type === 'tool') && !model.forcedTools)
    return `tool_choice: forced tool use is not supported on ${model.id}`;
  if (choice?.type === 'tool' && !tools.some((tool) => tool.name === choice.name))
    return `tool_choice: tool '${choice.name}' not found in provided tools`;
  if (thinking?.type === 'enabled') {
    if (model.thinks) return `thinking.budget_tokens: not supported on ${model.id}; use adaptive thinking`;
    if (thinking.budget_tokens >= ask.max_tokens) return 'thinking.budget_tokens: must be less than max_tokens';
  }
  const format = output?.format;
  const schema = format ? schemaFault(format.schema) : null;
  if (schema !== null) return `output_config.format.schema: ${schema}`;
  return pairingFault(ask) ?? breakpointFault(ask);
}

/** Every use of a tool is answered by the message that follows, and nothing else is. */
function pairingFault({ messages }: Ask): string | null {
  for (const [index, message] of messages.entries()) {
    const next = messages[index + 1];
    const used = idsOf(message.content, (block) => (block.type === 'tool_use' ? block.id : null));
    const answered = next
      ? idsOf(next.content, (block) => (block.type === 'tool_result' ? block.tool_use_id : null))
      : [];
    const open = used.find((id) => !answered.includes(id));
    if (open !== undefined && next !== undefined)
      return `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open}`;
    const stray = answered.find((id) => !used.includes(id));
    if (stray !== undefined)
      return `messages.${index + 1}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray}`;
  }
  return null;
}

function idsOf(content: string | readonly Block[], idOf: (block: Block) => string | null): string[] {
  return blocksOf(content).flatMap((block) => idOf(block) ?? []);
}

function breakpointFault(ask: Countable): string | null {
  const marks = [...(ask.tools ?? []), ...(typeof ask.system === 'string' ? [] : (ask.system ?? []))]
    .concat(ask.messages.flatMap(({ content }) => blocksOf(content)) as never)
    .flatMap((one) => ('cache_control' in one && one.cache_control ? [one.cache_control as { ttl?: string }] : []));
  const count = marks.length + (ask.cache_control ? 1 : 0);
  if (count > 4) return `A maximum of 4 blocks with cache_control may be provided. Found ${count}.`;
  const firstShort = marks.findIndex(({ ttl }) => ttl !== '1h');
  const lastLong = marks.findLastIndex(({ ttl }) => ttl === '1h');
  return firstShort !== -1 && lastLong > firstShort
    ? "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block"
    : null;
}

/** The first thing that is wrong, as the vendor's validator says it: `messages.0.content: Field required`. */
function sentenceOf({ issues: [issue] }: z.ZodError): string {
  if (issue === undefined) return 'invalid request';
  if (issue.code === 'unrecognized_keys')
    return `${[...issue.path, issue.keys[0]].join('.')}: Extra inputs are not permitted`;
  const where = issue.path.join('.');
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.message.includes('undefined'))
    return `${where}: Field required`;
  return where === '' ? issue.message : `${where}: ${issue.message}`;
}
