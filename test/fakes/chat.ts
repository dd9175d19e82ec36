import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { Asked, Said } from './minds.ts';

/** Chat Completions as the servers of models at home speak them: streamed, with usage in the last piece. */
export async function openChat(
  t: TestContext,
  mind: (asked: Asked) => Said | Promise<Said>,
): Promise<{ url: string; asked: (Asked & { authorization: string | undefined })[] }> {
  const asked: (Asked & { authorization: string | undefined })[] = [];
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString('utf8')) as { [key: string]: unknown };
    const one = read(body);
    asked.push({ ...one, authorization: request.headers.authorization });
    const said = await mind(one);
    if (typeof said === 'object' && 'status' in said) {
      const error = { message: said.message, type: said.type };
      response.writeHead(said.status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
      return;
    }
    const text = typeof said === 'string' ? said : 'json' in said ? JSON.stringify(said.json) : '';
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const base = { id: `chat-${asked.length}`, object: 'chat.completion.chunk', created: 1, model: one.model };
    const send = (more: object): void => void response.write(`data: ${JSON.stringify({ ...base, ...more })}\n\n`);
    send({ choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] });
    for (let at = 0; at < text.length; at += 300)
      send({ choices: [{ index: 0, delta: { content: text.slice(at, at + 300) }, finish_reason: null }] });
    send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
    send({ choices: [], usage: { prompt_tokens: 1_000, completion_tokens: 200, total_tokens: 1_200 } });
    response.end('data: [DONE]\n\n');
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

interface Piece {
  type: string;
  text?: string;
  image_url?: { url: string };
}

function read(body: { [key: string]: unknown }): Asked {
  const messages = (body['messages'] ?? []) as { role: string; content: string | Piece[] }[];
  const pieces = (content: string | Piece[]): Piece[] =>
    typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  const said = messages.filter(({ role }) => role !== 'system').flatMap(({ content }) => pieces(content));
  const format = body['response_format'] as { json_schema?: { schema?: unknown } } | undefined;
  return {
    model: String(body['model']),
    system: messages
      .filter(({ role }) => role === 'system')
      .flatMap(({ content }) => pieces(content))
      .map(({ text }) => text ?? '')
      .join('\n'),
    texts: said.flatMap(({ text }) => (text === undefined ? [] : [text])),
    pictures: said.flatMap(({ image_url: image }) =>
      image === undefined ? [] : [Buffer.from(image.url.replace(/^data:[^,]*,/, ''), 'base64')],
    ),
    schema: format?.json_schema?.schema ?? null,
    body,
  };
}
