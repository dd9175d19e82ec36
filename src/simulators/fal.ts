import { Hono } from 'hono';
import { z } from 'zod';
import {
  wordOf,
  type Desk,
  type Exchange,
  type Job,
  type Refusal,
  type SimApp,
  type SimContext,
  type Vendor,
} from './engine/vendor.ts';
import { bodyOf, detail, invalid, problemsOf } from './fal/details.ts';
import { pageOf } from './fal/listing.ts';
import { take } from './fal/pika.ts';
import { logsOf, outcomeOf, STATUS, statusOf } from './fal/requests.ts';

/** What nobody outside of fal knows and a client has to be ready for either way. */
export interface FalHabits {
  /** Requests that are not finished are in the platform's list too. */
  listsRunning: boolean;
}

/** Where the client's proxy option says what it wanted to call (`@fal-ai/client` 1.10.1, `middleware.js`). */
const TARGET = 'x-fal-target-url';

/**
 * fal's queue with Pika 2.2 behind it, the platform's list of requests and the storage of files. Everything answers on one
 * origin: a client that rewrites the hosts `queue.fal.run`, `rest.fal.ai` and `api.fal.ai` finds their paths here, and one
 * that goes through `proxyUrl` finds them at any path. As with the vendor, a request that cannot be done is taken into
 * the queue, and what is wrong with it is told by its result. Written after fal.ai/docs and `@fal-ai/client` 1.10.1;
 * unverified: bodies of 401 and 403, the error of a cancelled request, whether moderated output is billed (here it is).
 */
export function fal({ listsRunning }: FalHabits = { listsRunning: false }): Vendor {
  return {
    name: 'fal',
    limits: { concurrency: 2, perMinute: null },
    overConcurrency: 'queue',
    concurrencyPer: 'account',
    minPollSeconds: null,
    environment: (url) => ({ FAL_BASE_URL: url, FAL_KEY: 'sim-fal' }),
    routes: (desk) => behindProxy(routes(desk, listsRunning)),
    refuse,
    webhook: {
      phases: ['completed', 'failed', 'moderated', 'cancelled'],
      timeoutMs: 15_000,
      retries: 10,
      retryDelayMs: 720_000,
      message: (job, look, { desk }) => {
        const { status, body } = outcomeOf(job, look, desk);
        const good = status === 200;
        const ids = { request_id: job.id, gateway_request_id: job.id };
        return {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            ...ids,
            status: good ? 'OK' : 'ERROR',
            payload: body,
            ...(good ? {} : { error: `Unexpected status code: ${status}` }),
          }),
        };
      },
    },
  };
}

/** Hands a request that names its target on to the path of that target, whatever path it came by. */
function behindProxy(wire: SimApp): SimApp {
  const app: SimApp = new Hono<{ Bindings: Exchange }>();
  app.all('*', (c) => {
    const target = c.req.header(TARGET);
    if (target === undefined) return wire.fetch(c.req.raw, c.env);
    if (!URL.canParse(target)) return detail(400, `Invalid ${TARGET}`);
    const { pathname, search } = new URL(target);
    return wire.fetch(new Request(new URL(pathname + search, c.req.url), c.req.raw), c.env);
  });
  return app;
}

function routes(desk: Desk, listsRunning: boolean): SimApp {
  const app: SimApp = new Hono<{ Bindings: Exchange }>();
  const mine = (c: SimContext): Job | null => {
    const job = desk.job(c.req.param('id') ?? '');
    return job?.api === `${c.req.param('owner')}/${c.req.param('app')}` ? job : null;
  };

  app.use('*', async (c, next) => {
    const [scheme, key] = (c.req.header('authorization') ?? '').split(' ');
    if (scheme !== 'Key' || !key) return detail(401, 'Authentication is required to access this application.');
    return next();
  });

  app.post('/storage/upload/initiate', async (c) => {
    const wanted = z
      .object({ content_type: z.string().default('application/octet-stream'), file_name: z.string().default('file') })
      .safeParse(await bodyOf(c));
    if (!wanted.success) return invalid(problemsOf(wanted.error));
    const file = desk.files.open(wanted.data.file_name, wanted.data.content_type);
    return c.json({ upload_url: desk.files.uploadUrl(file, 3_600), file_url: desk.files.url(file, null) });
  });

  app.get(
    '/v1/models/requests/by-endpoint',
    desk.list((c, jobs) => {
      const page = pageOf(c.req.query(), jobs, desk, listsRunning);
      return page instanceof z.ZodError ? invalid(problemsOf(page)) : c.json(page);
    }),
  );

  app.get(
    '/:owner/:app/requests/:id/status',
    desk.poll((c) => {
      const job = mine(c);
      if (job === null) return detail(404, 'Request not found');
      const look = desk.look(job);
      const status = wordOf(look, STATUS);
      return c.json(
        { ...statusOf(job, look, status, desk, new URL(c.req.url).origin), ...logsOf(c, job, look, desk) },
        { status: status === 'COMPLETED' ? 200 : 202, headers: { 'x-fal-request-id': job.id } },
      );
    }),
  );
  app.get(
    '/:owner/:app/requests/:id',
    desk.poll((c) => {
      const job = mine(c);
      if (job === null) return detail(404, 'Request not found');
      const { status, body, error } = outcomeOf(job, desk.look(job), desk);
      return Response.json(body, {
        status,
        headers: { 'x-fal-request-id': job.id, ...(error === null ? {} : { 'x-fal-error-type': error }) },
      });
    }),
  );
  app.put('/:owner/:app/requests/:id/cancel', (c) => {
    const job = mine(c);
    if (job === null) return c.json({ status: 'NOT_FOUND' }, 404);
    if (desk.look(job).endedAt !== null) return c.json({ status: 'ALREADY_COMPLETED' }, 400);
    desk.cancel(job);
    return c.json({ status: 'CANCELLATION_REQUESTED' }, 202);
  });

  app.post(
    '/:owner/:app/:path{.+}',
    desk.create(
      (c) => take(c, desk),
      (job, c) =>
        c.json(statusOf(job, desk.look(job), 'IN_QUEUE', desk, new URL(c.req.url).origin), 200, {
          'x-fal-request-id': job.id,
        }),
    ),
  );
  app.all('*', () => detail(404, 'Not Found'));
  return app;
}

function refuse(refusal: Refusal): Response | null {
  switch (refusal.kind) {
    case 'credentials':
      return detail(401, 'Invalid API key');
    case 'balance':
      return detail(403, 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.');
    case 'moderated':
      return null; // found out when it is worked on
    case 'fault':
      return detail(500, 'Internal Server Error');
    case 'overload':
      return detail(503, 'Service Unavailable');
    case 'not-found':
      return detail(404, 'Request not found');
    case 'invalid':
      return invalid([{ loc: ['body'], msg: refusal.reason, type: 'value_error' }]);
    case 'rate':
    case 'concurrency':
      return detail(429, 'Too Many Requests', refusal.retryAfterSeconds);
  }
}
