import type { Json } from '../../json.ts';
import type { Answer } from './mind.ts';

/** A message as the vendor sends it whole. */
export type Message = Record<string, Json> & { content: Json[]; usage: Record<string, Json> };

/** An answer that is on disk: what was said, and how it ends if it does not end well. */
export interface Sent {
  message: Message;
  /** Pieces of text after which an `overloaded_error` comes instead of the rest; null for a whole answer. */
  overloadedAfter: number | null;
}

/** So many letters come at a time. */
const PIECE = 24;

/** The blocks of an answer. Thinking is not shown unless it was asked for; its signature always comes. */
export function contentOf({ said, thinkingTokens, stop }: Answer, shown: boolean, signature: string): Json[] {
  const thought = thinkingTokens > 0 && stop !== 'refusal';
  const thinking = { type: 'thinking', thinking: shown ? 'What was asked is clear.' : '', signature };
  return [...(thought ? [thinking] : []), ...(said === null ? [] : [said as Json])];
}

/**
 * The same message as server-sent events. `pace` is waited for between pieces. An overload in the middle comes as an event,
 * with the status 200 long gone, and nothing after it.
 */
export function streamOf({ message, overloadedAfter }: Sent, pace: () => Promise<void>): Response {
  const encoder = new TextEncoder();
  const events = eventsOf(message, overloadedAfter);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = events.next();
      if (done === true) return controller.close();
      await pace();
      controller.enqueue(encoder.encode(`event: ${value.type}\ndata: ${JSON.stringify(value)}\n\n`));
    },
  });
  const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' };
  return new Response(body, { headers });
}

type Event = { type: string } & Record<string, Json>;

function* eventsOf(message: Message, overloadedAfter: number | null): Generator<Event> {
  const { content, usage, stop_reason, stop_sequence, stop_details } = message;
  const begun = { ...message, content: [], stop_reason: null, stop_sequence: null, stop_details: null };
  // The first token has been made when this is sent.
  yield {
    type: 'message_start',
    message: { ...begun, usage: { ...usage, output_tokens: 1, output_tokens_details: null } },
  };
  yield { type: 'ping' };
  let pieces = 0;
  for (const [index, block] of (content as Record<string, string>[]).entries()) {
    yield { type: 'content_block_start', index, content_block: emptied(block) };
    for (const delta of deltasOf(block)) {
      if (pieces === overloadedAfter) return yield overloaded();
      yield { type: 'content_block_delta', index, delta };
      pieces += 1;
      if (pieces % 40 === 0) yield { type: 'ping' };
    }
    yield { type: 'content_block_stop', index };
  }
  if (overloadedAfter !== null) return yield overloaded();
  yield {
    type: 'message_delta',
    delta: { stop_reason: stop_reason!, stop_sequence: stop_sequence!, stop_details: stop_details! },
    usage,
  };
  yield { type: 'message_stop' };
}

function overloaded(): Event {
  return { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
}

function emptied(block: Record<string, Json>): Json {
  if (block['type'] === 'text') return { ...block, text: '' };
  if (block['type'] === 'thinking') return { ...block, thinking: '', signature: '' };
  return { ...block, input: {} };
}

function textOf(block: Record<string, Json>, name: string): string {
  const text = block[name];
  return typeof text === 'string' ? text : '';
}

function deltasOf(block: Record<string, Json>): Json[] {
  if (block['type'] === 'text') return piecesOf(textOf(block, 'text')).map((text) => ({ type: 'text_delta', text }));
  if (block['type'] === 'thinking') {
    const thoughts = piecesOf(textOf(block, 'thinking')).map((thinking) => ({ type: 'thinking_delta', thinking }));
    return [...thoughts, { type: 'signature_delta', signature: block['signature']! }];
  }
  const input = piecesOf(JSON.stringify(block['input']));
  return ['', ...input].map((partial_json) => ({ type: 'input_json_delta', partial_json }));
}

/** By code points, so that no letter is torn. */
function piecesOf(text: string): string[] {
  const letters = [...text];
  const starts = Array.from({ length: Math.ceil(letters.length / PIECE) }, (_, at) => at * PIECE);
  return starts.map((from) => letters.slice(from, from + PIECE).join(''));
}
