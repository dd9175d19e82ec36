import { Hono } from 'hono';
import { z } from 'zod';
import { messageOf, StudioError } from '../../errors.ts';
import type { Bill } from '../spec.ts';
import { FAULT_NAMES, parseFault, type FaultName, type Faults } from './faults.ts';
import type { Exchange, Job, Look, SimApp } from './vendor.ts';

export interface Violation {
  at: string;
  kind: string;
  detail: string;
}

export interface LoggedRequest {
  at: string;
  host: 'api' | 'assets';
  method: string;
  path: string;
  status: number;
  faults: FaultName[];
}

const Plan = z.array(
  z.union([
    z.string(),
    z.strictObject({
      fault: z.enum(FAULT_NAMES as [FaultName, ...FaultName[]]),
      at: z.int().positive().optional(),
      until: z.int().positive().optional(),
      rate: z.number().min(0).max(1).optional(),
      times: z.int().positive().optional(),
      match: z.string().optional(),
    }),
  ]),
);

/**
 * `/__sim/*`: what no vendor has, for tests and people.
 *
 * - `GET bill`, `jobs`, `violations`, `requests`, `faults`
 * - `POST faults` replaces the plan: a list of rules, as objects or as texts of the command line
 * - `POST advance {"seconds": n}` moves the clock on
 * - `POST quality {"quality": n}` makes the clips of later orders so good in the mean; null: as good as their models are
 * - `POST reset` forgets jobs, files, clips, bill, violations and requests
 */
export function controlRoutes(parts: {
  bill: () => Bill;
  jobs: () => readonly Job[];
  look: (job: Job) => Look;
  violations: () => readonly Violation[];
  requests: () => readonly LoggedRequest[];
  faults: Faults;
  setQuality(quality: number | null): void;
  advance(seconds: number): void;
  reset(): Promise<void>;
}): SimApp {
  const app = new Hono<{ Bindings: Exchange }>();
  // A page in somebody's browser can make requests to this machine, but not under this machine's name.
  app.use(async (c, next) =>
    /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(c.req.header('host') ?? '') &&
    c.req.header('origin') === undefined
      ? next()
      : c.json({ error: 'this machine only' }, 403),
  );
  app.get('/bill', (c) => c.json(parts.bill()));
  app.get('/jobs', (c) => c.json({ jobs: parts.jobs().map((job) => ({ ...job, look: parts.look(job) })) }));
  app.get('/violations', (c) => c.json({ violations: parts.violations() }));
  app.get('/requests', (c) => c.json({ requests: parts.requests() }));
  app.get('/faults', (c) => c.json({ plan: parts.faults.plan }));
  app.post('/faults', async (c) => {
    try {
      const rules = Plan.parse(await c.req.json());
      parts.faults.replace(rules.map((rule) => (typeof rule === 'string' ? parseFault(rule) : rule)));
      return c.json({ plan: parts.faults.plan });
    } catch (error) {
      const hint = error instanceof StudioError ? error.hint : `Faults are: ${FAULT_NAMES.join(', ')}.`;
      return c.json({ error: messageOf(error), hint }, 400);
    }
  });
  app.post('/quality', async (c) => {
    const body = z
      .strictObject({ quality: z.number().min(0).max(100).nullable() })
      .safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ error: 'quality, a number from 0 to 100 or null, is needed' }, 400);
    parts.setQuality(body.data.quality);
    return c.json(body.data);
  });
  app.post('/advance', async (c) => {
    const body = z.object({ seconds: z.number().nonnegative() }).safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ error: 'seconds, a number, is needed' }, 400);
    parts.advance(body.data.seconds);
    return c.json({ advanced: body.data.seconds });
  });
  app.post('/reset', async (c) => {
    await parts.reset();
    return c.json({ reset: true });
  });
  return app;
}
