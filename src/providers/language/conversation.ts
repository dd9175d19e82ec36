import { Agent, CachePointBlock, ImageBlock, Message, NullConversationManager, TextBlock } from '@strands-agents/sdk';
import type { AgentStreamEvent, ContentBlock, Model } from '@strands-agents/sdk';
import type { Part, Question, Stop, Usage } from '../../film/question.ts';
import type { Answer } from './spec.ts';

/**
 * Puts one question to one Strands model, in one call that is never repeated: the SDK's own retries are off, so that every
 * call is one that was paid for. Throws only the reason of `signal`.
 *
 * Whether a call that failed was billed is read from its end: an answer with an error status, or an error event of the
 * vendor in the middle, costs nothing (Anthropic bills accepted calls; platform.claude.com, 2026-11); a connection that
 * breaks after the model began is `broken`. `failure` knows of an error that the SDK has swallowed.
 */
export async function converse(
  model: Model,
  question: Question,
  signal: AbortSignal,
  failure: () => unknown = () => null,
): Promise<Answer> {
  const agent = new Agent({
    model,
    systemPrompt: [new TextBlock(question.system), new CachePointBlock({ cacheType: 'default' })],
    printer: false,
    retryStrategy: null,
    conversationManager: new NullConversationManager(),
    sandbox: false,
  });
  const heard: Heard = { begun: false, text: '', thought: 0, usage: null, stop: null };
  try {
    for await (const event of agent.stream(messagesOf(question), { cancelSignal: signal })) listen(heard, event);
  } catch (error) {
    signal.throwIfAborted();
    // A cut-off answer is an error to the SDK; here it has been said, and paid.
    if (heard.stop === null || heard.usage === null) return unsaid(heard, failure() ?? error);
  }
  signal.throwIfAborted();
  if (heard.stop === null || heard.usage === null) return broken(heard, 'the answer ended in the middle');
  return { kind: 'said', saying: { stop: heard.stop, text: heard.text, usage: heard.usage } };
}

interface Heard {
  begun: boolean;
  text: string;
  /** Characters of thinking. */
  thought: number;
  usage: Usage | null;
  stop: Stop | null;
}

function listen(heard: Heard, { type, ...rest }: AgentStreamEvent): void {
  if (type !== 'modelStreamUpdateEvent' || !('event' in rest)) return;
  const { event } = rest;
  switch (event.type) {
    case 'modelMessageStartEvent':
      heard.begun = true;
      return;
    case 'modelContentBlockDeltaEvent':
      if (event.delta.type === 'textDelta') heard.text += event.delta.text;
      if (event.delta.type === 'reasoningContentDelta') heard.thought += event.delta.text?.length ?? 0;
      return;
    case 'modelMetadataEvent':
      if (event.usage !== undefined) {
        heard.usage = {
          input: event.usage.inputTokens,
          output: event.usage.outputTokens,
          cacheRead: event.usage.cacheReadInputTokens ?? 0,
          cacheWrite: event.usage.cacheWriteInputTokens ?? 0,
        };
      }
      return;
    case 'modelMessageStopEvent':
      heard.stop = STOPS[event.stopReason] ?? 'end';
      return;
    default:
      return;
  }
}

const STOPS: Record<string, Stop> = {
  maxTokens: 'cut-off',
  modelContextWindowExceeded: 'cut-off',
  refusal: 'refused',
  contentFiltered: 'refused',
  guardrailIntervened: 'refused',
};

function messagesOf({ parts, repair }: Question): Message[] {
  const asked = new Message({ role: 'user', content: parts.flatMap(blocksOf) });
  if (repair === null) return [asked];
  const said = new Message({ role: 'assistant', content: [new TextBlock(repair.said.trim() || '(nothing)')] });
  const text = `That cannot be used: ${repair.problem}\nAnswer once more, whole, in the form asked for.`;
  return [asked, said, new Message({ role: 'user', content: [new TextBlock(text)] })];
}

function blocksOf(part: Part): ContentBlock[] {
  const block =
    part.kind === 'text' ? new TextBlock(part.text) : new ImageBlock({ format: 'jpeg', source: { bytes: part.jpeg } });
  return part.repeats === true ? [block, new CachePointBlock({ cacheType: 'default' })] : [block];
}

/** Characters of a token, at least: what was heard of a broken answer is not counted too low. */
const CHARACTERS_PER_TOKEN = 3;

function broken({ text, thought }: Heard, reason: string): Answer {
  return { kind: 'broken', reason, outputTokens: Math.ceil((text.length + thought) / CHARACTERS_PER_TOKEN) };
}

function unsaid(heard: Heard, error: unknown): Answer {
  const { status, type, retryAfterMs, reason, sent } = troubleOf(error);
  const busy: Answer = { kind: 'busy', reason, retryAfterMs, reached: status !== null || type !== null };
  if (status === null) {
    if (type !== null) return busy; // the vendor's own error event
    return heard.begun || sent ? broken(heard, reason) : busy;
  }
  if (status === 402 || /credit balance|billing|spend(?:ing)?[ _]limit|quota/i.test(`${type} ${reason}`))
    return { kind: 'declined', why: 'balance', reason };
  if (status === 401 || status === 403) return { kind: 'declined', why: 'credentials', reason };
  if (status === 408 || status === 409 || status === 429 || status >= 500) return busy;
  return { kind: 'declined', why: 'rejected', reason };
}

interface Trouble {
  status: number | null;
  /** The vendor's word for it. */
  type: string | null;
  retryAfterMs: number | null;
  reason: string;
  /** False when nothing can have reached the vendor. */
  sent: boolean;
}

/** What is known of an error, from whichever of its causes says it. */
function troubleOf(error: unknown): Trouble {
  const trouble: Trouble = { status: null, type: null, retryAfterMs: null, reason: '', sent: true };
  for (let one: unknown = error; one !== null && one !== undefined; one = (one as { cause?: unknown }).cause) {
    const { status, headers, error: body, message, code } = one as { [key: string]: unknown };
    if (typeof status === 'number') trouble.status ??= status;
    if (headers instanceof Headers) trouble.retryAfterMs ??= waitOf(headers);
    const said = body as { type?: unknown; error?: { type?: unknown; message?: unknown } } | undefined;
    if (typeof said?.error?.type === 'string') trouble.type ??= said.error.type;
    if (typeof said?.error?.message === 'string') trouble.reason = said.error.message;
    if (trouble.reason === '' && typeof message === 'string') trouble.reason = message;
    if (typeof code === 'string' && /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/.test(code))
      Object.assign(trouble, { sent: false, reason: `${trouble.reason} (${code})` });
  }
  trouble.reason = trouble.reason.replaceAll(/\s+/g, ' ').slice(0, 300) || 'no reason was given';
  return trouble;
}

function waitOf(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
}
