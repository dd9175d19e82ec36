import { DRAWABLE } from '../../art/index.ts';
import { freezeContract } from '../../crew/contract.ts';
import { bareBrief, DURATION_LIMITS, SCENES_LIMIT, type Brief } from '../../film/brief.ts';
import { usd } from '../../film/money.ts';
import { makeFolders } from '../../folders.ts';
import { bookedBy, moneyNotes } from './books.ts';
import { folderFor } from './names.ts';
import { screenplayOf } from './screenplay.ts';
import type { Work } from './work.ts';

/** Records what was asked for, where it is from, the contract of its concept and its screenplay, each once. */
export async function begin(work: Work): Promise<void> {
  const { production, run, scenes, clips } = work;
  const brief = briefOf(work);
  if (production.state.brief === null) await start(work, brief);
  const contract = production.state.contract ?? freezeContract(brief.concept, brief.seconds, [...DRAWABLE]);
  if (production.state.contract === null) await production.record({ type: 'contract-frozen', data: contract });
  if (production.state.screenplay !== null || run.scenes.length === 0) return;
  const lengths = new Map(
    clips.flatMap(({ shot, media }) => (media === null ? [] : [[shot, media.probe.seconds] as const])),
  );
  await production.record({ type: 'screenplay-written', data: screenplayOf(scenes, contract, lengths) });
}

async function start({ production, survey, run, film, provenance }: Work, brief: Brief): Promise<void> {
  const { studio, id } = production;
  const folder = await folderFor(studio, survey, id);
  makeFolders(folder);
  const { folder: source, name: original, generation, fingerprint, startedAt, endedAt, tier } = run;
  const unsaid = run.concept === null ? ['it does not say what the film was about'] : [];
  const late = film !== null && run.trouble !== null ? [`${run.trouble}; there is a film all the same`] : [];
  const notes = [...run.notes, ...unsaid, ...late, ...moneyNotes(run)];
  await production.record(
    {
      type: 'production-started',
      data: { production: id, brief, provenance, folder, version: studio.version, hold: 'never' },
    },
    {
      type: 'production-imported',
      data: { source, original, generation, fingerprint, startedAt, endedAt, tier, notes },
    },
    // What it was given it was given elsewhere: nothing is ordered for it here before a person raises the cap.
    { type: 'greenlight-given', data: { stage: 'pilots', pilot: null, cap: usd(bookedBy(run)) } },
  );
}

function briefOf({ run, scenes, frame }: Work): Brief {
  const { seconds } = run;
  const isFilm = seconds !== null && seconds >= DURATION_LIMITS.min && seconds <= DURATION_LIMITS.max;
  return bareBrief(run.concept ?? `A film of the run ${run.name}`, {
    budget: usd(Math.max(run.budget ?? 0, bookedBy(run))),
    seconds: isFilm ? seconds : null,
    scenes: scenes.length > 0 && scenes.length <= SCENES_LIMIT ? scenes.length : null,
    ...frame,
    provider: run.provider,
    model: run.model === 'unknown' ? null : run.model,
    audioTier: run.audioTier ?? 'none',
    captions: 'beside',
  });
}
