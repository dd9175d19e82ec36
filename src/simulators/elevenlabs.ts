import { Hono } from 'hono';
import { z } from 'zod';
import { creditsOf, isVoice, modelsOf, noVoice, subscriptionOf, VOICES, voiceOf } from './elevenlabs/account.ts';
import { failed, invalid, refuse } from './elevenlabs/details.ts';
import { itemOf, pageOf } from './elevenlabs/history.ts';
import { detailsOf, requestIdOf, secondsOf, speak, take, timedOf, type Spoken } from './elevenlabs/lines.ts';
import type { Desk, Exchange, Job, SimApp, SimContext, Vendor } from './engine/vendor.ts';
import { inChunks } from './sound.ts';

/**
 * ElevenLabs' speech: whole, in a stream, or with the seconds of each character; the history in which every line is found
 * again, heard and deleted; models, voices and what the plan has left. Written after `@elevenlabs/elevenlabs-js` 2.73.0;
 * unverified: words and some statuses of the errors, the name of the header with the cost, the format in which the history
 * gives its sound (here: as ordered).
 */
export const elevenlabs: Vendor = {
  name: 'elevenlabs',
  limits: { concurrency: 3, perMinute: null },
  overConcurrency: 'refuse',
  concurrencyPer: 'account',
  minPollSeconds: null,
  environment: (url) => ({ ELEVENLABS_BASE_URL: url, ELEVENLABS_API_KEY: 'sim-elevenlabs' }),
  routes,
  refuse,
};

function routes(desk: Desk): SimApp {
  const app: SimApp = new Hono<{ Bindings: Exchange }>();
  let speaking = 0;

  app.use('*', async (c, next) => {
    if (!c.req.header('xi-api-key')) {
      return failed(401, 'needs_authorization', 'Neither authorization header nor xi-api-key received.');
    }
    return next();
  });

  const speech = (path: string, answer: (line: Spoken, job: Job) => Response): void => {
    app.post(
      path,
      desk.create(
        (c) => take(c, desk),
        async (job, c) => {
          speaking += 1;
          try {
            const response = answer(await speak(job, desk), job);
            await desk.wait(0.8, 'speech', job.sequence);
            for (const [name, value] of Object.entries(headersOf(job, desk, speaking))) c.header(name, value);
            return c.newResponse(response.body, response);
          } finally {
            speaking -= 1;
          }
        },
      ),
    );
  };
  speech('/v1/text-to-speech/:voice', whole);
  speech('/v1/text-to-speech/:voice/stream', whole);
  speech('/v1/text-to-speech/:voice/with-timestamps', (line) => Response.json(timedOf(line)));
  speech('/v1/text-to-speech/:voice/stream/with-timestamps', (line) => {
    const lines = secondsOf(line).map((second) => `${JSON.stringify(second)}\n`);
    return new Response(inChunks(new TextEncoder().encode(lines.join(''))), {
      headers: { 'content-type': 'application/json' },
    });
  });

  const item = (c: SimContext): Job | null => {
    const job = desk.job(c.req.param('id') ?? '');
    return job !== null && detailsOf(job).logged ? job : null;
  };
  const noItem = () => failed(404, 'history_item_not_found', 'This history item was not found.');
  app.get(
    '/v1/history',
    desk.list((c, jobs) => {
      const page = pageOf(c.req.query(), jobs, desk);
      return page instanceof z.ZodError ? invalid(page, 'query') : c.json(page);
    }),
  );
  app.get(
    '/v1/history/:id',
    desk.poll((c) => {
      const job = item(c);
      return job === null ? noItem() : c.json(itemOf(job, desk));
    }),
  );
  app.get(
    '/v1/history/:id/audio',
    desk.poll(async (c) => {
      const job = item(c);
      return job === null ? noItem() : whole(await speak(job, desk));
    }),
  );
  app.delete('/v1/history/:id', (c) => {
    const job = item(c);
    if (job === null) return noItem();
    desk.remove(job);
    return c.json({ status: 'ok' });
  });

  app.get('/v1/models', (c) => c.json(modelsOf()));
  app.get('/v1/voices', (c) => c.json({ voices: Object.keys(VOICES).map(voiceOf) }));
  app.get('/v2/voices', (c) => {
    const voices = Object.keys(VOICES).map(voiceOf);
    return c.json({ voices, has_more: false, total_count: voices.length, next_page_token: null });
  });
  app.get('/v1/voices/:id', (c) => {
    const id = c.req.param('id');
    return isVoice(id) ? c.json(voiceOf(id)) : noVoice(id);
  });
  app.get('/v1/user/subscription', (c) => c.json(subscriptionOf(desk)));
  app.all('*', () => Response.json({ detail: 'Not Found' }, { status: 404 }));
  return app;
}

function whole({ bytes, type }: Spoken): Response {
  return new Response(inChunks(bytes), { headers: { 'content-type': type } });
}

function headersOf(job: Job, desk: Desk, speaking: number): Record<string, string> {
  return {
    'request-id': requestIdOf(job),
    'history-item-id': job.id,
    'character-cost': String(creditsOf(job)),
    'current-concurrent-requests': String(speaking),
    'maximum-concurrent-requests': String(desk.limits.concurrency ?? 'unlimited'),
  };
}
