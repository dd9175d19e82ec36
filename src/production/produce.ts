import { copyFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StudioError, messageOf } from '../errors.ts';
import type { Brief } from '../film/brief.ts';
import type { Provenance } from '../film/provenance.ts';
import { withoutShots } from '../film/screenplay.ts';
import { makeFolders } from '../folders.ts';
import { criticise, dailies } from './dailies.ts';
import { freeze, greenlight, pitch, recommendedOf, sellersFor, write } from './develop.ts';
import { edit } from './edit.ts';
import { finish } from './finish.ts';
import { takeBrief, type Wish } from './intake.ts';
import { holdProduction, readProduction, stopped, streamOf, type Production } from './production.ts';
import { nameRun, RUN_ID } from './run-id.ts';
import { salvageTake } from './salvage.ts';
import { place, record } from './sound.ts';
import { planSpending } from './spending.ts';
import { ANY, notInYet, openTakes, outstanding } from './paid.ts';
import type { Studio } from './studio.ts';
import { wrap } from './wrap.ts';

export interface Order {
  wish: Wish;
  /** The name of the run; null for one made of the time and the concept. A run of that name is resumed. */
  runId: string | null;
  /** Where else the film is put, or null. */
  copyTo: string | null;
}

/** From a wish to a film on disk. */
export async function produceFilm(studio: Studio, { wish, runId, copyTo }: Order): Promise<void> {
  if (runId !== null && !RUN_ID.test(runId)) {
    throw new StudioError('usage', `--run-id ${JSON.stringify(runId.slice(0, 80))} is not usable`, {
      hint: 'Letters, digits, dots, dashes and underscores, 100 at most, beginning with a letter or digit.',
    });
  }
  const brief = await takeBrief(wish, studio);
  const provenance = await provenanceOf(studio, brief, wish.live ?? false);
  await sellersFor(studio, brief); // who cannot shoot it is refused before anything is kept
  const id = runId ?? nameRun(studio.now(), brief.concept);
  const folder = join(studio.settings.artifacts, 'runs', id);
  const known = runId !== null && (await studio.journal.read(streamOf(id), { limit: 1 })).length > 0;
  if (known) await assertSameBrief(studio, id, brief);
  else if (!studio.dry) makeFolder(folder);

  const production = await holdProduction(studio, id);
  await closing(production, async () => {
    if (production.state.brief === null) {
      await production.record({
        type: 'production-started',
        data: { production: id, brief, provenance, folder, version: studio.version },
      });
    } else await noteResumed(production);
    await makeFilm(production);
  });
  if (copyTo !== null) await copyFilm(production, resolve(copyTo));
}

/**
 * Whose money this is. Real money needs `--live`; real and simulated dollars never meet in one production. Throws `usage`,
 * and `config` when a key is missing.
 */
async function provenanceOf(studio: Studio, { provider, voice }: Brief, live: boolean): Promise<Provenance> {
  const names = provider === ANY ? studio.videoWithKey() : [provider];
  if (names.length === 0) {
    throw new StudioError('config', 'there is no key for any provider of pictures', {
      hint: 'claude-studio doctor names the variables; --provider sim:luma rehearses with simulated dollars.',
    });
  }
  const video = await Promise.all(names.map(async (name) => (await studio.videoProvider(name)).provenance));
  const speaks = voice.kind === 'vendor' ? [(await studio.voiceProvider(voice.provider)).provenance] : [];
  const paid = new Set([...video, ...speaks].filter((one) => one !== 'offline'));
  if (paid.size > 1) {
    throw new StudioError('usage', 'a production pays in real or in simulated dollars, not in both', {
      hint: 'Choose pictures and voice of one kind: luma with openai, or sim:luma with sim:openai.',
    });
  }
  const [provenance = 'offline'] = paid;
  if (provenance === 'live') assertAllowed(studio, live, `--provider sim:${names[0]}`);
  return provenance;
}

/** Real money needs `--live`; `simulated` is how the same is asked for in simulated dollars. Throws `usage`. */
export function assertAllowed({ dry }: Studio, live: boolean, simulated: string): void {
  if (live || dry) return;
  throw new StudioError('usage', 'this would spend real money', {
    hint: `Say --live to allow it, --dry-run to see the price first, or rehearse with simulated dollars: ${simulated}.`,
  });
}

/** Goes on with a production from what the journal says. */
export async function resumeFilm(studio: Studio, id: string): Promise<void> {
  const production = await holdProduction(studio, id);
  await closing(production, async () => {
    if (production.state.brief === null)
      throw new StudioError('not-found', `${id} has not begun`, { hint: 'claude-studio produce begins one.' });
    await noteResumed(production);
    await fetchReady(production);
    await makeFilm(production);
  });
}

/** What is ready at the vendors comes in first, also for shots that have another take by now. */
async function fetchReady(production: Production): Promise<void> {
  for (const { slate, job } of openTakes(production.state)) {
    if (job !== null) await salvageTake(production, slate, false);
  }
}

/** A finished production stays finished: only its folder is laid out again. */
export async function noteResumed(production: Production): Promise<void> {
  const { status, events } = production.state;
  if (status !== 'done') await production.record({ type: 'production-resumed', data: { from: events } });
}

/** The film, from top to bottom. Every stage finds what it has done before in the journal. */
async function makeFilm(production: Production): Promise<void> {
  const { brief } = production.state;
  if (brief === null) throw new StudioError('internal', 'a production without a brief');
  const contract = await freeze(production, brief);
  const plans = await pitch(production, brief, contract);
  await greenlight(production, brief, plans);
  const screenplay = await write(production, brief, contract);
  const plan = { brief, contract, screenplay, pilot: recommendedOf(plans) };
  await planSpending(production, plan);
  if (production.studio.dry) return;
  const [takes, recording] = await settled([dailies(production, plan), record(production, brief, screenplay)]);
  await criticise(production, plan);
  const filmed = withoutShots(screenplay, new Set(production.state.dropped?.shots));
  const cut = await edit(production, brief, filmed, takes, place(recording, filmed));
  const master = await finish(production, cut);
  await wrap(production, master);
}

/** Both, or the first trouble when both have ended: what is paid is taken in whatever becomes of the other. */
async function settled<A, B>(works: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

/** Lets go of the production whatever happens, and writes down why it ended without a film. */
export async function closing(production: Production, work: () => Promise<void>): Promise<void> {
  const { lost, studio } = production;
  try {
    await work();
  } catch (error) {
    if (lost.aborted) throw stopped(lost);
    // Whatever the stop has broken on its way, it is the stop that is told of.
    const reason = studio.signal.aborted ? stoppedWith(production) : error;
    await noteEnd(production, reason);
    throw reason;
  } finally {
    await production.close();
  }
}

/** A stop while vendors work for us says what goes on there, and is billed. */
function stoppedWith({ id, state, studio }: Production): StudioError {
  const open = outstanding(state);
  const stop = stopped(studio.signal);
  return open.length === 0
    ? stop
    : notInYet(id, `${stop.message}; still at the vendors, and billed: ${open.join('; ')}`);
}

async function noteEnd(production: Production, error: unknown): Promise<void> {
  const code = error instanceof StudioError ? error.code : 'internal';
  try {
    await production.record(
      code === 'interrupted' || code === 'paid-work-outstanding'
        ? { type: 'production-interrupted', data: { reason: messageOf(error) } }
        : { type: 'production-failed', data: { code, message: messageOf(error) } },
    );
  } catch (unwritten) {
    // The first error says more than this one; resume needs neither note.
    if (error instanceof Error && error.cause === undefined) error.cause = unwritten;
  }
}

async function assertSameBrief(studio: Studio, id: string, brief: unknown): Promise<void> {
  const { state } = await readProduction(studio.journal, id);
  if (state.brief === null || JSON.stringify(state.brief) === JSON.stringify(brief)) return;
  throw new StudioError('usage', `the run ${id} was begun with another brief`, {
    hint: `claude-studio resume ${id} goes on with the old one; another --run-id begins a new one.`,
  });
}

export function makeFolder(folder: string): void {
  try {
    makeFolders(folder);
  } catch (error) {
    throw new StudioError('disk', `cannot make the folder ${folder}: ${messageOf(error)}`, {
      hint: 'Choose one that you may write in with -o, or set CLAUDE_STUDIO_ARTIFACTS.',
      cause: error,
    });
  }
}

/** Whole or not at all. */
async function copyFilm({ state }: Production, target: string): Promise<void> {
  const film = state.film?.path;
  if (film === undefined) return;
  const part = `${target}.part`;
  try {
    makeFolders(dirname(target));
    await copyFile(film, part);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw new StudioError('disk', `cannot put the film at ${target}: ${messageOf(error)}`, {
      hint: `It lies at ${film}.`,
      cause: error,
    });
  }
}
