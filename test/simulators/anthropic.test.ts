import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import Former from '@anthropic-ai/sdk';
import { zodOutputFormat as formerOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { createCanvas } from '@napi-rs/canvas';
import Current from 'anthropic-sdk-next';
import { zodOutputFormat } from 'anthropic-sdk-next/helpers/zod';
import { z } from 'zod';
import { usd } from '../../src/film/money.ts';
import { priceMinds } from '../../src/ledger/price-book.ts';
import { startSimulator } from '../../src/simulators/index.ts';
import type { Bill, Simulator, SimulatorOptions } from '../../src/simulators/spec.ts';

const SONNET = 'claude-sonnet-5-5';
const folder = mkdtempSync(join(tmpdir(), 'anthropic-'));
let simulator: Simulator;
let current: Current;
let former: Former;

function options(more: Partial<SimulatorOptions> = {}): SimulatorOptions {
  const none = () => Promise.reject(new Error('no clips and no speech are sold here'));
  return {
    folder,
    speed: 5000,
    seed: 7,
    midnight: false,
    faults: [],
    balance: usd(100),
    limits: { concurrency: null, perMinute: null },
    makeClip: none,
    makeSpeech: none,
    prices: {
      video: () => null,
      voice: () => null,
      // What the book cannot say is priced by the vendor's own list.
      tokens: ({ model, input, output, cacheRead, cacheWrite5m, cacheWrite1h }) =>
        model === SONNET && cacheRead + cacheWrite5m + cacheWrite1h === 0
          ? priceMinds({ model, input, output }).price
          : null,
    },
    now: Date.now,
    mint: randomUUID,
    ...more,
  } as SimulatorOptions;
}

before(async () => {
  simulator = await startSimulator('anthropic', options());
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseURL } = simulator.environment;
  current = new Current({ apiKey, baseURL, maxRetries: 0 });
  former = new Former({ apiKey, baseURL, maxRetries: 0 });
});
after(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
});
beforeEach(async () => {
  await control('DELETE', 'script');
  await control('POST', 'faults', []);
});

async function control(method: string, what: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${simulator.url}/__sim/${what}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const answer: unknown = await response.json();
  assert.ok(response.ok, JSON.stringify(answer));
  return answer;
}

const bill = async (): Promise<Bill> => (await control('GET', 'bill')) as Bill;
const lastLine = async () => (await bill()).lines.at(-1)!;

const asking = (content: string) => ({
  model: SONNET,
  max_tokens: 2000,
  messages: [{ role: 'user' as const, content }],
});

/** The same questions by both generations of the SDK, which differ in how they show their key and in their version. */
const SDKS = [
  { name: 'SDK 1.12', sdk: () => current as unknown as Former, format: zodOutputFormat },
  { name: 'SDK 0.109', sdk: () => former, format: formerOutputFormat },
];

for (const { name, sdk, format } of SDKS) {
  describe(name, () => {
    it('creates a message, says what it used, and is billed by that', async () => {
      const question = asking('Describe a lighthouse that nobody has lit for years.');
      const { data: message, request_id: requestId } = await sdk().messages.create(question).withResponse();
      assert.equal(message.stop_reason, 'end_turn');
      const text = message.content.find((block) => block.type === 'text');
      assert.match(text?.text ?? '', /\p{L}/u);
      const { input_tokens: input, output_tokens: output } = message.usage;
      assert.equal(
        await sdk()
          .messages.countTokens(asking('Describe a lighthouse that nobody has lit for years.'))
          .then((count) => count.input_tokens),
        input,
      );
      const line = await lastLine();
      assert.equal(line.id, message.id);
      assert.equal(line.amount, priceMinds({ model: SONNET, input, output }).price);
      assert.match(requestId ?? '', /^req_/);
    });

    it('streams the same message as events, thinking first', async () => {
      const question = asking(`${name}: a kite over the roofs`);
      const whole = await sdk().messages.create(question);
      const stream = sdk().messages.stream(question);
      const heard: string[] = [];
      const types = new Set<string>();
      stream.on('text', (piece) => heard.push(piece));
      stream.on('streamEvent', ({ type }) => types.add(type));
      const message = await stream.finalMessage();
      assert.ok(heard.length > 1);
      assert.deepEqual(
        message.content.map((block) => (block.type === 'text' ? block.text : block.type)),
        whole.content.map((block) => (block.type === 'text' ? block.text : block.type)),
      );
      assert.equal(message.content[0]?.type, 'thinking');
      assert.equal(heard.join(''), message.content.map((block) => (block.type === 'text' ? block.text : '')).join(''));
      assert.deepEqual(message.usage.output_tokens, whole.usage.output_tokens);
      assert.ok(
        ['message_start', 'content_block_delta', 'message_delta', 'message_stop'].every((type) => types.has(type)),
      );
    });

    it('answers in the shape of a schema, also with what the schema cannot enforce', async () => {
      const Scene = z.object({
        title: z.string().max(20),
        mood: z.enum(['calm', 'wild']),
        score: z.int().min(1).max(10),
        weight: z.number().min(0).max(1),
        shots: z
          .array(z.object({ seconds: z.number().min(2).max(8), camera: z.string().nullable() }))
          .min(2)
          .max(4),
        kind: z.discriminatedUnion('type', [
          z.object({ type: z.literal('day'), sun: z.boolean() }),
          z.object({ type: z.literal('night'), lamp: z.string() }),
        ]),
        note: z.string().optional(),
      });
      for (const concept of ['a dog on a beach', 'two clocks that disagree', 'Der Bäcker backt', '猫']) {
        const message = await sdk().messages.parse({ ...asking(concept), output_config: { format: format(Scene) } });
        const scene: z.infer<typeof Scene> | null = message.parsed_output;
        assert.ok(scene !== null && scene.title.length <= 20, concept);
      }
    });

    it('gives errors the classes and members that the SDK has for them', async () => {
      const failing = async (faults: string[], status: number, type: string) => {
        await control('POST', 'faults', faults);
        const before = (await bill()).creates;
        await assert.rejects(sdk().messages.create(asking('hello there')), (error: unknown) => {
          assert.ok(error instanceof (name === 'SDK 1.12' ? Current.APIError : Former.APIError));
          assert.equal(error.status, status);
          assert.equal((error.error as { error: { type: string } }).error.type, type);
          assert.match(error.requestID ?? '', /^req_/);
          return true;
        });
        await control('POST', 'faults', []);
        assert.equal((await bill()).creates, before, 'nothing is accepted');
      };
      await failing(['reject_401'], 401, 'authentication_error');
      await failing(['insufficient_balance'], 402, 'billing_error');
      await failing(['rate_429_retry_after'], 429, 'rate_limit_error');
      await failing(['err_5xx_before_accept'], 500, 'api_error');
      await failing(['overload_503'], 529, 'overloaded_error');
    });

    it('is overloaded in the middle of a stream, after the status 200', async () => {
      await control('POST', 'faults', ['overload_in_stream']);
      const stream = sdk().messages.stream(asking('a long way down the river at night'));
      let heard = '';
      stream.on('text', (piece) => (heard += piece));
      await assert.rejects(stream.finalMessage(), /overloaded_error|Overloaded/);
      assert.equal(stream.response?.status, 200);
      assert.ok(heard.length > 0);
      assert.equal((await lastLine()).amount, 0);
    });

    it('refuses with status 200, a reason and next to no tokens', async () => {
      await control('POST', 'faults', [{ fault: 'moderation_input', match: 'forbidden' }]);
      const Any = z.object({ idea: z.string() });
      const message = await sdk().messages.parse({
        ...asking('a forbidden film'),
        output_config: { format: format(Any) },
      });
      assert.equal(message.stop_reason, 'refusal');
      assert.equal(message.parsed_output, null);
      assert.deepEqual(message.content, []);
      assert.equal(
        (message as unknown as { stop_details: { category: string } }).stop_details.category,
        'general_harms',
      );
      assert.ok((await lastLine()).amount > 0);
    });
  });
}

describe('the retries of the SDK', () => {
  it('pay three times for an answer that gets lost, and the bill shows it', async () => {
    await control('POST', 'faults', ['accept_then_reset@1-2']);
    const before = (await bill()).creates;
    const retrying = new Current({ apiKey: 'sim', baseURL: simulator.url });
    await retrying.messages.create(asking('a wheel that turns'));
    assert.equal((await bill()).creates, before + 3);
  });

  it('are told by a header when they are of no use', async () => {
    const response = await fetch(`${simulator.url}/v1/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer sim', 'anthropic-version': '2026-10-21', 'content-type': 'application/json' },
      body: '{"model":"claude-sonnet-5-5"}',
    });
    assert.equal(response.status, 400);
    assert.equal(response.headers.get('x-should-retry'), 'false');
    const body = (await response.json()) as { request_id: string; error: { message: string } };
    assert.equal(body.request_id, response.headers.get('request-id'));
    assert.equal(body.error.message, 'messages: Field required');
  });
});

describe('what current models do not take', () => {
  const tool = {
    name: 'get_weather',
    description: 'weather',
    input_schema: { type: 'object' as const, properties: { town: { type: 'string' } }, required: ['town'] },
  };
  const refused: [string, object, RegExp][] = [
    ['a temperature', { temperature: 0.3 }, /temperature/],
    ['top_p', { top_p: 0.5 }, /top_p/],
    ['top_k', { top_k: 5 }, /top_k/],
    ['a forced tool', { tools: [tool], tool_choice: { type: 'tool', name: 'get_weather' } }, /forced tool use/],
    ['any tool, forced', { tools: [tool], tool_choice: { type: 'any' } }, /forced tool use/],
    ['a budget for thinking', { thinking: { type: 'enabled', budget_tokens: 1024 } }, /adaptive/],
    ['an unknown member', { frobnicate: 1 }, /frobnicate: Extra inputs are not permitted/],
    ['more tokens than there are', { max_tokens: 200_000, stream: true }, /max_tokens/],
    [
      'an open schema',
      { output_config: { format: { type: 'json_schema', schema: { type: 'object', properties: {} } } } },
      /additionalProperties/,
    ],
    [
      'a schema with bounds',
      {
        output_config: {
          format: {
            type: 'json_schema',
            schema: { type: 'object', properties: { n: { type: 'integer', minimum: 1 } }, additionalProperties: false },
          },
        },
      },
      /'minimum' is not supported/,
    ],
  ];
  for (const [what, more, about] of refused) {
    it(what, async () => {
      const before = (await bill()).creates;
      await assert.rejects(current.messages.create({ ...asking('hello'), ...more } as never), (error: unknown) => {
        assert.ok(error instanceof Current.BadRequestError);
        assert.match(error.message, about);
        return true;
      });
      assert.equal((await bill()).creates, before);
    });
  }

  it('a model that is not there', async () => {
    await assert.rejects(current.messages.create({ ...asking('hello'), model: 'claude-9' }), Current.NotFoundError);
  });

  it('while former ones take them', async () => {
    const message = await former.messages.create({
      ...asking('hello'),
      model: 'claude-haiku-4-5',
      temperature: 0.2,
      tools: [tool],
      tool_choice: { type: 'tool', name: 'get_weather' },
    });
    assert.equal(message.stop_reason, 'tool_use');
  });
});

describe('tools', () => {
  const isLook = (input: unknown) => z.strictObject({ slate: z.string() }).safeParse(input).success;
  const tools = [
    {
      name: 'look_at_take',
      input_schema: {
        type: 'object' as const,
        properties: { slate: { type: 'string' } },
        required: ['slate'],
        additionalProperties: false,
      },
    },
  ];

  it('are used when the person speaks of them, and their result is answered', async () => {
    const question = asking('Please look at take 2B-1 and tell me.');
    const first = await current.messages.create({ ...question, tools });
    assert.equal(first.stop_reason, 'tool_use');
    const use = first.content.find((block) => block.type === 'tool_use');
    assert.ok(isLook(use?.input));
    const second = await current.messages.create({
      ...question,
      tools,
      messages: [
        ...question.messages,
        { role: 'assistant', content: first.content as never },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: use!.id, content: 'sharp' }] },
      ],
    });
    assert.equal(second.stop_reason, 'end_turn');
    const plain = await current.messages.create({ ...asking('Good morning.'), tools });
    assert.equal(plain.stop_reason, 'end_turn');
  });

  it('stream their input as JSON in pieces', async () => {
    const message = await current.messages.stream({ ...asking('look at take 1A-1'), tools }).finalMessage();
    const use = message.content.find((block) => block.type === 'tool_use');
    assert.ok(isLook(use?.input));
  });

  it('that are used have to be answered', async () => {
    const messages = [
      { role: 'user' as const, content: 'hello' },
      {
        role: 'assistant' as const,
        content: [{ type: 'tool_use' as const, id: 'toolu_1', name: 'look_at_take', input: {} }],
      },
      { role: 'user' as const, content: 'and?' },
    ];
    await assert.rejects(current.messages.create({ ...asking(''), tools, messages }), /tool_result/);
  });
});

describe('the end of the tokens', () => {
  it('cuts JSON off in the middle, and all of them are billed', async () => {
    const format = zodOutputFormat(z.object({ story: z.string().min(600) }));
    const question = { ...asking('a story of a tree'), max_tokens: 100, output_config: { format } };
    await assert.rejects(current.messages.parse(question), /Failed to parse structured output/);
    const message = await current.messages.create(question);
    assert.equal(message.stop_reason, 'max_tokens');
    assert.equal(message.usage.output_tokens, 100);
    const text = message.content.find((block) => block.type === 'text')?.text ?? '';
    assert.throws(() => JSON.parse(text), SyntaxError);
  });

  it('can come before a word is said, when thinking has used them up', async () => {
    await control('POST', 'script', [{ text: 'never heard', thinkingTokens: 500 }]);
    const message = await current.messages.create({ ...asking('hm'), max_tokens: 50 });
    assert.equal(message.stop_reason, 'max_tokens');
    assert.deepEqual(
      message.content.map(({ type }) => type),
      ['thinking'],
    );
  });

  it('is a stop sequence where one is met', async () => {
    await control('POST', 'script', [{ text: 'one two STOP three' }]);
    const message = await current.messages.create({ ...asking('count'), stop_sequences: ['STOP'] });
    assert.equal(message.stop_reason, 'stop_sequence');
    assert.equal(message.content.find((block) => block.type === 'text')?.text, 'one two ');
  });
});

describe('the cache', () => {
  const rules = `Rules of the house.\n${'Keep the lighthouse in every shot, and never change its lamp. '.repeat(120)}`;
  const withRules = (question: string, ttl?: '1h') => ({
    ...asking(question),
    system: [
      { type: 'text' as const, text: rules, cache_control: { type: 'ephemeral' as const, ...(ttl ? { ttl } : {}) } },
    ],
  });

  it('is written first and read next, and the bill follows', async () => {
    const first = (await current.messages.create(withRules('first'))).usage;
    assert.equal(first.cache_read_input_tokens, 0);
    const written = first.cache_creation_input_tokens ?? 0;
    assert.ok(written >= 1024);
    assert.equal(first.cache_creation?.ephemeral_5m_input_tokens, written);
    const wrote = (await lastLine()).amount;
    assert.equal(wrote, Math.ceil(first.input_tokens * 2 + written * 2.5 + first.output_tokens * 10));

    const second = (await current.messages.create(withRules('second, please'))).usage;
    assert.deepEqual([second.cache_read_input_tokens, second.cache_creation_input_tokens], [written, 0]);
    assert.equal(
      (await lastLine()).amount,
      Math.ceil(second.input_tokens * 2 + written * 0.1 + second.output_tokens * 10),
    );

    const other = (await current.messages.create({ ...withRules('third'), model: 'claude-opus-5-5' })).usage;
    assert.equal(other.cache_read_input_tokens, 0, 'each model has its own');
  });

  it('ends five minutes after it was last read', async () => {
    const read = async () => (await current.messages.create(withRules('again'))).usage.cache_read_input_tokens;
    await read();
    await control('POST', 'advance', { seconds: 200 });
    assert.ok(((await read()) ?? 0) > 0);
    await control('POST', 'advance', { seconds: 200 });
    assert.ok(((await read()) ?? 0) > 0, 'reading renews it');
    await control('POST', 'advance', { seconds: 301 });
    assert.equal(await read(), 0);
  });

  it('can last an hour, and does not keep what is short', async () => {
    const long = (await current.messages.create(withRules('an hour', '1h'))).usage;
    assert.equal(long.cache_creation?.ephemeral_1h_input_tokens, long.cache_creation_input_tokens);
    const short = await current.messages.create({ ...asking('short'), cache_control: { type: 'ephemeral' } });
    assert.equal(short.usage.cache_creation_input_tokens, 0);
  });
});

describe('pictures', () => {
  const png = (width: number, height: number) => createCanvas(width, height).toBuffer('image/png').toString('base64');
  const showing = (source: object, more: object = {}) => ({
    ...asking(''),
    ...more,
    messages: [
      {
        role: 'user' as const,
        content: [
          { type: 'image', source },
          { type: 'text', text: 'What is this?' },
        ] as never,
      },
    ],
  });
  const base64 = (width: number, height: number) => ({
    type: 'base64',
    media_type: 'image/png',
    data: png(width, height),
  });
  const weight = async (source: object, model = SONNET) => {
    const seen = await current.messages.countTokens({ ...showing(source), max_tokens: undefined, model } as never);
    return seen.input_tokens;
  };

  it('weigh by their size, as each generation of models sees them', async () => {
    const tiny = await weight(base64(28, 28));
    assert.equal((await weight(base64(1280, 720))) - tiny, 46 * 26 - 1);
    // Made smaller until 79 by 60 patches are left, where 4,784 is the most.
    assert.equal((await weight(base64(4000, 3000))) - tiny, 79 * 60 - 1);
    const [small, same, large] = [
      await weight(base64(28, 28), 'claude-haiku-4-5'),
      await weight(base64(1280, 720), 'claude-haiku-4-5'),
      await weight(base64(4000, 3000), 'claude-haiku-4-5'),
    ];
    assert.equal(same - small, 46 * 26 - 1);
    assert.equal(large - small, 46 * 34 - 1);
  });

  it('are fetched from their address', async () => {
    const bytes = createCanvas(56, 28).toBuffer('image/png');
    const host = createServer((request, response) =>
      request.url === '/a.png' ? response.end(bytes) : response.writeHead(404).end(),
    );
    await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
    const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    try {
      const message = await current.messages.create(showing({ type: 'url', url: `${origin}/a.png` }));
      assert.equal(message.usage.input_tokens, await weight(base64(56, 28)));
      await assert.rejects(
        current.messages.create(showing({ type: 'url', url: `${origin}/b.png` })),
        /Unable to download/,
      );
    } finally {
      host.close();
    }
  });

  it('that are none, are another kind, or are too large are refused', async () => {
    const data = Buffer.from('no picture').toString('base64');
    const bad: [object, RegExp][] = [
      [{ type: 'base64', media_type: 'image/png', data }, /not a picture/],
      [{ ...base64(30, 30), media_type: 'image/jpeg' }, /appears to be a image\/png/],
      [base64(8001, 10), /8000 pixels/],
      [{ ...base64(30, 30), data: `data:image/png;base64,${png(30, 30)}` }, /base64/],
    ];
    for (const [source, about] of bad) await assert.rejects(current.messages.create(showing(source)), about);
  });
});

describe('a script', () => {
  it('answers whom it was written for, once or as often as it says', async () => {
    await control('POST', 'script', [
      { match: 'critic', json: { score: 4 } },
      { match: 'producer', text: 'Go ahead.', times: 2 },
      { match: 'busy', error: { status: 413, type: 'request_too_large', message: 'too large' } },
      { match: 'no', refusal: { category: 'cyber', explanation: null } },
    ]);
    const said = async (words: string) => {
      const { content } = await current.messages.create(asking(words));
      return content.find((block) => block.type === 'text')?.text;
    };
    assert.equal(await said('You are the CRITIC.'), '{"score":4}');
    assert.equal(await said('You are the producer.'), 'Go ahead.');
    assert.equal(await said('You are the producer.'), 'Go ahead.');
    assert.notEqual(await said('You are the producer.'), 'Go ahead.');
    await assert.rejects(current.messages.create(asking('busy')), Current.ContentTooLargeError);
    assert.equal((await current.messages.create(asking('no'))).stop_reason, 'refusal');
    assert.deepEqual(await control('GET', 'script'), { answers: [] });
  });

  it('that cannot be read is refused as a whole', async () => {
    const response = await fetch(`${simulator.url}/__sim/script`, {
      method: 'POST',
      body: JSON.stringify([{ text: 'fine' }, { text: 'two', json: 2 }]),
    });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /exactly one of text, json, tool, refusal, error/);
    assert.deepEqual(await control('GET', 'script'), { answers: [] });
  });
});

describe('the account', () => {
  it('lists models, one page after the other', async () => {
    const ids: string[] = [];
    for await (const model of current.models.list({ limit: 5 })) ids.push(model.id);
    assert.ok(ids.length > 10 && ids.includes(SONNET) && new Set(ids).size === ids.length);
    assert.equal((await former.models.retrieve('claude-haiku-4-5')).max_tokens, 64_000);
    await assert.rejects(current.models.retrieve('claude-9'), Current.NotFoundError);
  });

  it('wants a key and a version', async () => {
    const ask = (headers: Record<string, string>) => fetch(`${simulator.url}/v1/models`, { headers });
    assert.equal((await ask({ 'anthropic-version': '2023-06-01' })).status, 401);
    assert.equal((await ask({ 'x-api-key': 'k' })).status, 400);
    assert.equal((await ask({ 'x-api-key': 'k', 'anthropic-version': '1999-01-01' })).status, 400);
    assert.equal((await ask({ 'x-api-key': 'k', 'anthropic-version': '2023-06-01' })).status, 200);
  });

  it('keeps its bill over a restart, and the same words get the same answer', async () => {
    const other = mkdtempSync(join(tmpdir(), 'anthropic-'));
    const one = await startSimulator(
      'anthropic',
      options({ folder: other, limits: { concurrency: null, perMinute: 2 }, speed: 1000 }),
    );
    const say = (url: string) =>
      new Current({ apiKey: 'sim', baseURL: url, maxRetries: 0 }).messages.create(asking('a boat'));
    const before = await say(one.url);
    const kept = await one.bill();
    await one.close();
    const two = await startSimulator('anthropic', options({ folder: other }));
    try {
      assert.deepEqual(await two.bill(), kept);
      const text = (message: Current.Message) =>
        message.content.map((block) => (block.type === 'text' ? block.text : ''));
      assert.deepEqual(text(await say(two.url)), text(before));
      assert.equal((await two.bill()).creates, 2);
    } finally {
      await two.close();
      rmSync(other, { recursive: true, force: true, maxRetries: 20 });
    }
  });

  it('is limited by the minute, and says when to come again', async () => {
    const other = mkdtempSync(join(tmpdir(), 'anthropic-'));
    const slow = await startSimulator(
      'anthropic',
      options({ folder: other, limits: { concurrency: null, perMinute: 2 }, now: () => 1_800_000_000_000 }),
    );
    try {
      const sdk = new Current({ apiKey: 'sim', baseURL: slow.url, maxRetries: 0 });
      const { response } = await sdk.messages.create(asking('one')).withResponse();
      assert.equal(response.headers.get('anthropic-ratelimit-requests-remaining'), '1');
      await sdk.messages.create(asking('two'));
      await assert.rejects(sdk.messages.create(asking('three')), (error: unknown) => {
        assert.ok(error instanceof Current.RateLimitError);
        assert.match(error.headers?.get('retry-after') ?? '', /^\d+$/);
        return true;
      });
      assert.equal((await slow.bill()).creates, 2);
    } finally {
      await slow.close();
      rmSync(other, { recursive: true, force: true, maxRetries: 20 });
    }
  });
});
