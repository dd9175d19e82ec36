// A small program that tests kill: it makes what a production pays for and nothing else. The argument is the production.
import { copyFile } from 'node:fs/promises';
import { loadConfig, type Config } from '../../src/config.ts';
import { StudioError, type ErrorCode } from '../../src/errors.ts';
import { shotsOf } from '../../src/film/screenplay.ts';
import { ATTEMPTS, type Plan } from '../../src/production/studio/plan.ts';
import { requestAgain } from '../../src/production/takes/request-for.ts';
import { holdProduction, type Production } from '../../src/production/studio/production.ts';
import { shoot } from '../../src/production/orders/shoot.ts';
import { planSound } from '../../src/production/sound.ts';
import { openStudio, type Studio } from '../../src/production/studio/studio.ts';
import { speak } from '../../src/production/orders/voice.ts';

/** What may stop an honest process, and the code that says so. */
const CODES: Partial<Record<ErrorCode, number>> = { 'paid-work-outstanding': 5, provider: 3 };

if (import.meta.main) {
  try {
    await payFor(loadConfig(), process.argv[2] ?? '');
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = error instanceof StudioError ? (CODES[error.code] ?? 1) : 1;
  }
}

/** Shoots every shot and has every line spoken, as a production does; the first trouble is thrown when all has ended. */
export async function payFor(config: Config, id: string): Promise<void> {
  const studio = await openStudio({ config, version: 'test' });
  try {
    const production = await holdProduction({ ...studio, workers: copying(studio.workers) }, id);
    try {
      const ended = await Promise.allSettled([pictures(production), lines(production)]);
      for (const one of ended) if (one.status === 'rejected') throw one.reason;
    } finally {
      await production.close();
    }
  } finally {
    await studio.close();
  }
}

async function pictures(production: Production): Promise<void> {
  const plan = planOf(production);
  if (plan.brief.provider === 'animatic') return;
  for (const { id } of shotsOf(plan.screenplay)) {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const shooting = await shoot(production, await requestAgain(production, plan, `${id}-${attempt}`));
      if ('take' in shooting || !shooting.failed.retryable) break;
    }
  }
}

async function lines(production: Production): Promise<void> {
  const { brief, screenplay } = planOf(production);
  if (brief.voice.kind !== 'vendor') return;
  const voice = await production.studio.voiceProvider(brief.voice.provider);
  const { voices } = await planSound(brief, screenplay);
  for (const request of voices) await speak(production, voice, request);
}

/** What was planned before. Without the crew that plans and what draws: a process that is to be killed starts soon. */
function planOf({ state: { brief, contract, screenplay, pitch } }: Production): Plan {
  const pilot = pitch?.pilots.find(({ id }) => id === pitch.recommended);
  if (brief === null || contract === null || screenplay === null || pilot === undefined)
    throw new Error('nothing is planned');
  return { brief, contract, screenplay, pilot };
}

/** Clips stay as they came: how they are brought into the house format is nothing to their being paid. */
function copying({ close }: Studio['workers']): Studio['workers'] {
  return {
    run: async (job) => {
      if (job.kind !== 'conform') throw new Error(`nobody does ${job.kind} here`);
      await copyFile(job.job.from, job.job.path);
      return { frames: job.job.frames } as never;
    },
    close,
  };
}
