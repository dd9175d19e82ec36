import { tally } from '../../crew/judge.ts';
import { StudioError } from '../../errors.ts';
import { ZERO } from '../../film/money.ts';
import { takeBrief } from '../intake.ts';
import type { BenchJudge } from './calibrate.ts';
import { assertAllowed, beforehand, closing, folderOf, makeFolder } from '../produce.ts';
import { holdNew, type Production } from '../studio/production.ts';
import { localTime } from '../studio/run-id.ts';
import { glancesAt, votesOn } from '../takes/screen.ts';
import type { Studio } from '../studio/studio.ts';

/** Who looks, and what that may cost. */
export interface JudgeWish {
  /** The language model that judges. */
  model: string;
  /** Dollars that the looks may cost at most. */
  budget: string;
  live: boolean;
}

/**
 * Does a piece of work with the judge of the dailies at hand: the same questions, pictures and votes, each look reserved and
 * settled in a production of its own (`calibration-…`), whose ledger shows what the calibration has cost. When its money is
 * used up, or it does not answer, a clip is not looked at. Throws `usage` for real money without `live`, `config`.
 */
export async function withBenchJudge<T>(
  studio: Studio,
  { model, budget, live }: JudgeWish,
  work: (judge: BenchJudge) => Promise<T>,
): Promise<T> {
  const brief = await takeBrief(
    { concept: 'A calibration of the judge', budget, model, provider: 'animatic', voice: false, music: false },
    studio,
  );
  const mind = await studio.mind(model);
  if (mind.provenance === 'live') assertAllowed(studio, live, `--model sim:${model}`);
  const production = await holdNew(studio, `calibration-${localTime(studio.now())}`);
  const { id } = production;
  const folder = folderOf(studio, id);
  await beforehand(production, async () => makeFolder(folder));
  return closing(production, async () => {
    const { version } = studio;
    await production.record({
      type: 'production-started',
      data: { production: id, brief, provenance: mind.provenance, folder, version, hold: 'never' },
    });
    const result = await work(judgeBy(production));
    // There is no film: it is done when the looks are paid.
    const nothing = { film: folder, seconds: 0, bytes: 0, wasted: ZERO };
    await production.record({ type: 'production-wrapped', data: nothing });
    return result;
  });
}

function judgeBy(production: Production): BenchJudge {
  let clips = 0;
  return async ({ path, frames, concept, questions }) => {
    clips += 1;
    const call = `bench/${clips}`;
    const pictures = await glancesAt(production.studio, path, { start: 0, frames });
    try {
      const votes = await votesOn(production, concept, call, questions, pictures);
      const answers = tally(questions, votes).flatMap(({ question, yes }) =>
        yes === null ? [] : [{ id: question.id, yes: yes >= 0.5, confidence: Math.max(yes, 1 - yes) }],
      );
      return { answers };
    } catch (error) {
      if (!(error instanceof StudioError) || (error.code !== 'mind' && error.code !== 'budget-exceeded')) throw error;
      return null;
    }
  };
}
