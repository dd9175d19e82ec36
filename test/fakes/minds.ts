import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/**
 * A Messages API written from the vendor's published wire alone, with a mind that a test writes: what it says to which
 * question, in tokens that it counts itself. It knows nothing of the studio but the text and pictures that it is sent.
 */
export interface FakeMinds {
  url: string;
  /** Every request that was taken, in order. */
  asked: Asked[];
  /** Micro-dollars that it would bill at two dollars a million tokens read and ten written. */
  bill(): number;
}

export interface Asked {
  model: string;
  system: string;
  texts: string[];
  /** JPEGs in the order in which they stand. */
  pictures: Buffer[];
  schema: unknown;
  body: { [key: string]: unknown };
}

/** What is said: a text, or an object as JSON; or the way in which it is not said. */
export type Said =
  | string
  | { json: unknown }
  | { stop: 'refusal' | 'max_tokens'; text?: string }
  | { status: number; type: string; message: string }
  | { breaksOff: string };

export async function openMinds(t: TestContext, mind: (asked: Asked) => Said | Promise<Said>): Promise<FakeMinds> {
  const asked: Asked[] = [];
  let bill = 0;
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString('utf8')) as { [key: string]: unknown };
    const one = read(body);
    asked.push(one);
    const said = await mind(one);
    if (typeof said === 'object' && 'status' in said) {
      response
        .writeHead(said.status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ type: 'error', error: { type: said.type, message: said.message } }));
      return;
    }
    const text = textOf(said);
    const usage = {
      input_tokens: tokens([one.system, ...one.texts].join('')) + 500 * one.pictures.length,
      output_tokens: tokens(text),
    };
    bill += 2 * usage.input_tokens + 10 * usage.output_tokens;
    const stop = typeof said === 'object' && 'stop' in said ? said.stop : 'end_turn';
    const send = (type: string, data: object): void =>
      void response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const message = { id: `msg_${asked.length}`, type: 'message', role: 'assistant', model: one.model, content: [] };
    send('message_start', {
      message: { ...message, stop_reason: null, stop_sequence: null, usage: { ...usage, output_tokens: 1 } },
    });
    send('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
    for (let at = 0; at < text.length; at += 400)
      send('content_block_delta', { index: 0, delta: { type: 'text_delta', text: text.slice(at, at + 400) } });
    if (typeof said === 'object' && 'breaksOff' in said) {
      response.destroy();
      return;
    }
    send('content_block_stop', { index: 0 });
    send('message_delta', {
      delta: { stop_reason: stop, stop_sequence: null },
      usage: { output_tokens: usage.output_tokens },
    });
    send('message_stop', {});
    response.end();
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, bill: () => bill };
}

interface Block {
  type: string;
  text?: string;
  source?: { data?: string };
}

function read(body: { [key: string]: unknown }): Asked {
  const blocks = (content: unknown): Block[] =>
    typeof content === 'string' ? [{ type: 'text', text: content }] : ((content ?? []) as Block[]);
  const messages = (body['messages'] ?? []) as { content: unknown }[];
  const all = messages.flatMap(({ content }) => blocks(content));
  const format = (body['output_config'] as { format?: { schema?: unknown } } | undefined)?.format;
  return {
    model: String(body['model']),
    system: blocks(body['system'])
      .map(({ text }) => text ?? '')
      .join('\n'),
    texts: all.flatMap(({ type, text }) => (type === 'text' && text !== undefined ? [text] : [])),
    pictures: all.flatMap(({ type, source }) => (type === 'image' ? [Buffer.from(source?.data ?? '', 'base64')] : [])),
    schema: format?.schema ?? null,
    body,
  };
}

function textOf(said: Exclude<Said, { status: number }>): string {
  if (typeof said === 'string') return said;
  if ('json' in said) return JSON.stringify(said.json);
  return 'breaksOff' in said ? said.breaksOff : (said.text ?? '');
}

function tokens(text: string): number {
  return Math.max(1, Math.ceil(text.length / 4));
}
