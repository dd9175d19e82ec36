import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import type { Desk, Exchange, Job, SimApp, SimContext, Vendor } from './engine/vendor.ts';
import { bodyOf, failed, good, nameRequest, refuse } from './kling/envelope.ts';
import { takeImage, takeText } from './kling/orders.ts';
import { pageOf, taskOf } from './kling/tasks.ts';

/** What nobody outside of Kling knows and a client has to be ready for either way. */
export interface KlingHabits {
  /** An `external_task_id` that the account has used before: refused with 1201, or taken as another task. */
  duplicateReferences: 'reject' | 'accept';
}

/** Callbacks are signed with it. The vendor's console shows such a secret; the name under which it is exported is ours. */
const WEBHOOK_SECRET = `whsec_${Buffer.from('simulated-kling-webhook-secret').toString('base64')}`;

/**
 * Kling's new API (model in the path, API key as bearer): text to video, image to video, tasks by id or by the client's
 * own reference, the list with its cursor, signed callbacks. Written after klingai.com/document-api, September 2026;
 * unverified: the split of codes 1000 to 1004, whether a reference may be used twice, the amount as a string.
 */
export function kling({ duplicateReferences }: KlingHabits = { duplicateReferences: 'reject' }): Vendor {
  return {
    name: 'kling',
    limits: { concurrency: 5, perMinute: null },
    overConcurrency: 'refuse',
    concurrencyPer: 'model',
    minPollSeconds: null,
    environment: (url) => ({
      KLINGAI_BASE_URL: url,
      KLINGAI_API_KEY: 'sim-kling',
      KLINGAI_WEBHOOK_SECRET: WEBHOOK_SECRET,
    }),
    routes: (desk) => routes(desk, duplicateReferences),
    refuse,
    webhook: {
      phases: ['running', 'completed', 'failed', 'moderated'],
      timeoutMs: 5_000,
      retries: 3,
      retryDelayMs: 1_000,
      message: (job, look, { id, at, desk }) => {
        const { billing: _, ...task } = taskOf(job, look, desk);
        const body = JSON.stringify(task);
        const timestamp = String(Math.floor(at / 1_000));
        return {
          headers: {
            'content-type': 'application/json',
            'webhook-id': id,
            'webhook-timestamp': timestamp,
            'webhook-signature': signature(WEBHOOK_SECRET, id, timestamp, body),
          },
          body,
        };
      },
    },
  };
}

/** A Standard Webhooks signature: HMAC-SHA256 over id, seconds and body, by the secret without its `whsec_`. */
export function signature(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

function routes(desk: Desk, duplicateReferences: KlingHabits['duplicateReferences']): SimApp {
  const app: SimApp = new Hono<{ Bindings: Exchange }>();
  app.use('*', async (c, next) => {
    nameRequest(c, desk.options.mint());
    const [scheme, key] = (c.req.header('authorization') ?? '').split(' ');
    if (scheme !== 'Bearer' || !key) return failed(c, 401, 1001, 'Authorization is empty');
    return next();
  });

  const accepted = (job: Job, c: SimContext) => good(c, taskOf(job, desk.look(job), desk, 'submitted'));
  app.post(
    '/text-to-video/:model',
    desk.create((c) => takeText(c, desk, duplicateReferences), accepted),
  );
  app.post(
    '/image-to-video/:model',
    desk.create((c) => takeImage(c, desk, duplicateReferences), accepted),
  );

  app.get(
    '/tasks',
    desk.poll((c) => {
      const [ids, references] = [c.req.query('task_ids'), c.req.query('external_task_ids')];
      if ((ids === undefined) === (references === undefined)) {
        return failed(c, 400, 1201, 'exactly one of task_ids and external_task_ids is required');
      }
      const wanted = (ids ?? references ?? '').split(',');
      const jobs = wanted.flatMap((one) =>
        ids === undefined ? desk.jobs().filter(({ reference }) => reference === one) : (desk.job(one) ?? []),
      );
      return good(
        c,
        jobs.map((job) => taskOf(job, desk.look(job), desk)),
      );
    }),
  );
  app.post(
    '/tasks',
    desk.list(async (c, jobs) => {
      const page = pageOf(await bodyOf(c), jobs, desk);
      return typeof page === 'string' ? failed(c, 400, 1201, page) : good(c, page);
    }),
  );
  app.all('*', (c) => failed(c, 404, 1202, 'The requested method does not exist'));
  return app;
}
