import { extname, join } from 'node:path';
import { StudioError, messageOf, wholeMessageOf } from '../errors.ts';
import type { Brief } from '../film/brief.ts';
import { decodeEvent, type EventData } from '../film/events.ts';
import type { Pilot } from '../film/pilot.ts';
import type { Provenance } from '../film/provenance.ts';
import { shotsOf, withoutShots } from '../film/screenplay.ts';
import { makeFolders } from '../folders.ts';
import { criticise } from './criticise.ts';
import { dailies } from './dailies.ts';
import { analyse } from './assets.ts';
import { fitToRecording } from './audio-led.ts';
import { compete } from './compete.ts';
import { checkCuts } from './continuity.ts';
import { freeze, pitch, sellersFor, write } from './develop.ts';
import { edit } from './edit.ts';
import { assertInFilm } from './takes/effects.ts';
import { finish } from './finish.ts';
import { assertCarried, changesOf } from './desk/changes.ts';
import { awaitGreenlight, giveGreenlight, raiseCap } from './greenlight.ts';
import { FILM } from './studio/layout.ts';
import { castMinds, mindNames, OFFLINE } from './studio/minds.ts';
import { takeBrief } from './intake.ts';
import { holdNew, holdProduction, stopped, streamOf, type Production } from './studio/production.ts';
import { nameRun, RUN_ID } from './studio/run-id.ts';
import { salvageTake } from './takes/salvage.ts';
import { castOf, place, record, score } from './sound.ts';
import { planSpending } from './spending.ts';
import { placeAll, placeFor } from './studio/output.ts';
import { allEnded } from './orders/all-ended.ts';
import { ANY, notInYet, openTakes, outstanding, pilotAtHand } from './orders/paid.ts';
import type { Studio } from './studio/studio.ts';
import { isAsked } from './desk/wishes.ts';
import type { Wish } from './wish.ts';
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
  if (runId !== null) await assertSameBrief(studio, runId, brief);
  const around = { folder: null, inputs: filesIn(wish), ending: extname(FILM) };
  const target = copyTo === null ? null : await placeFor(studio, copyTo, around);

  const production = await (runId === null
    ? holdNew(studio, nameRun(studio.now(), brief.concept))
    : holdProduction(studio, runId));
  const { id } = production;
  const folder = folderOf(studio, id);
  await beforehand(production, async () => {
    await assertSameBrief(studio, id, brief); // another process may have begun it while we waited for it
    if (production.state.brief === null && !studio.dry) makeFolder(folder);
  });
  await closing(production, async () => {
    if (production.state.brief === null) {
      await production.record({
        type: 'production-started',
        data: { production: id, brief, provenance, folder, version: studio.version, hold: holdOf(wish, brief) },
      });
    } else await noteResumed(production);
    await makeFilm(production);
  });
  if (target !== null) await copyFilm(production, target);
}

function filesIn({ seeds, voiceFile, musicFile, effectFiles }: Wish): string[] {
  const timed = (effectFiles ?? []).map((wanted) => wanted.replace(/@[^@]*$/, ''));
  return [...(seeds ?? []), ...timed, voiceFile, musicFile].filter((file) => file != null);
}

/** A live shoot waits for a person, unless that person has said yes beforehand; what is drawn here for nothing never does. */
function holdOf({ greenlight, live, yes }: Wish, { provider }: Brief): EventData<'production-started'>['hold'] {
  if (provider === 'animatic') return 'never';
  return greenlight ?? (live === true && yes !== true ? 'animatic' : 'never');
}

/**
 * Whose money this is. Real money needs `--live`; real and simulated dollars never meet in one production. Throws `usage`,
 * and `config` when a key is missing.
 */
async function provenanceOf(studio: Studio, { provider, voice, minds }: Brief, live: boolean): Promise<Provenance> {
  const names = provider === ANY ? studio.videoWithKey() : [provider];
  if (names.length === 0) {
    throw new StudioError('config', 'there is no key for any provider of pictures', {
      hint: 'claude-studio doctor names the variables; --provider sim:luma rehearses with simulated dollars.',
    });
  }
  const video = await Promise.all(names.map(async (name) => (await studio.videoProvider(name)).provenance));
  const speaks = (await castOf(studio, { voice })).map((one) => one.provenance);
  const thinks = studio.dry
    ? []
    : await Promise.all(mindNames(minds).map(async (name) => (await studio.mind(name)).provenance));
  const paid = new Set([...video, ...speaks, ...thinks].filter((one) => one !== 'offline'));
  if (paid.size > 1) {
    throw new StudioError('usage', 'a production pays in real or in simulated dollars, not in both', {
      hint: 'Choose pictures, voice and minds of one kind: luma with openai, or sim:luma with sim:openai and --model sim:claude-sonnet-5-5 or offline.',
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

/**
 * Goes on with a production from what the journal says, and does to a finished film what the dailies asked for since; with
 * another model for the crew, or under a new ceiling, where one is named. Throws `budget-exceeded` before anything is
 * ordered when the money left does not carry what is wanted of a finished film.
 */
export async function resumeFilm(
  studio: Studio,
  id: string,
  { model, cap }: { model: string | null; cap: number | null },
): Promise<void> {
  await goOn(studio, id, async (production) => {
    if (cap !== null) await raiseCap(production, cap);
    if (model !== null) await recast(production, model);
    const { state } = production;
    if (state.status === 'done' && isAsked(state)) assertCarried(await changesOf(studio, id, state));
  });
}

/** A person's word on a production that waits, and on with it. Throws what `giveGreenlight` throws. */
export async function greenlightFilm(
  studio: Studio,
  id: string,
  word: { pilot: string | null; cap: number | null },
): Promise<void> {
  await goOn(studio, id, (production) => giveGreenlight(production, word));
}

async function goOn(studio: Studio, id: string, prepare: (production: Production) => Promise<void>): Promise<void> {
  const production = await holdProduction(studio, id);
  await beforehand(production, async () => {
    if (production.state.brief === null)
      throw new StudioError('not-found', `${id} has not begun`, { hint: 'claude-studio produce begins one.' });
    if (production.state.imported !== null) {
      throw new StudioError('usage', `${id} was imported: it is finished as it is`, {
        hint: `claude-studio render ${id} --list shows its cuts, claude-studio combine ${id} --list its scenes.`,
      });
    }
    await prepare(production);
  });
  await closing(production, async () => {
    await noteResumed(production);
    await fetchReady(production);
    await makeFilm(production);
  });
}

/** Another model thinks for the whole crew from here on. Its money is of the production's kind. Throws `usage`. */
async function recast(production: Production, model: string): Promise<void> {
  const { state, studio } = production;
  const minds = castMinds(model, studio.settings);
  for (const name of mindNames(minds)) {
    const { provenance } = await studio.mind(name);
    if (state.provenance === provenance) continue;
    throw new StudioError(
      'usage',
      `${name} is paid in ${provenance} dollars, and this production in ${state.provenance} ones`,
      {
        hint: `--model ${OFFLINE} goes on without a mind.`,
      },
    );
  }
  await production.record({ type: 'crew-recast', data: { minds } });
}

/** What is ready at the vendors comes in first, also for shots that have another take by now. */
async function fetchReady(production: Production): Promise<void> {
  for (const { slate, job } of openTakes(production.state)) {
    if (job !== null) await salvageTake(production, slate, false);
  }
}

/** A finished production stays finished, unless something is wanted of it: only its folder is laid out again. */
export async function noteResumed(production: Production): Promise<void> {
  const { status, events } = production.state;
  if (status !== 'done' || isAsked(production.state))
    await production.record({ type: 'production-resumed', data: { from: events } });
}

/** The film, from top to bottom. Every stage finds what it has done before in the journal. */
async function makeFilm(production: Production): Promise<void> {
  const asked = production.state.brief;
  if (asked === null) throw new StudioError('internal', 'a production without a brief');
  const brief = await analyse(production, asked);
  const contract = await freeze(production, brief);
  const screenplay = await write(production, brief, contract);
  assertInFilm(brief, screenplay);
  const plans = await pitch(production, brief, contract, screenplay);
  const film = { brief, contract, screenplay };
  await planSpending(production, { ...film, pilot: mustHavePilot(production) });
  if (production.studio.dry) return;
  await awaitGreenlight(production, { ...film, pilot: mustHavePilot(production) }, 'animatic');
  await compete(production, film, plans);
  const plan = { ...film, pilot: mustHavePilot(production) };
  await awaitGreenlight(production, plan, 'pilots');
  await planSpending(production, plan);
  const [takes, recording] = await allEnded([dailies(production, plan), record(production, brief, screenplay)]);
  await checkCuts(production, plan, takes);
  await criticise(production, plan);
  const gone = shotsOf(screenplay).filter(({ id }) => !takes.some(({ take }) => take.shot === id));
  const filmed = withoutShots(screenplay, new Set(gone.map(({ id }) => id)));
  const fitted = brief.led === 'audio' ? fitToRecording(recording, filmed, takes) : { screenplay: filmed, takes };
  const scored = await score(production, recording, { written: screenplay, film: fitted.screenplay });
  const cut = await edit(production, brief, fitted.screenplay, fitted.takes, place(scored, fitted.screenplay));
  const master = await finish(production, cut);
  await wrap(production, master);
  if (production.state.edit?.candidates.some(({ cut: { id } }) => id === 'edited')) {
    const { layEditedOut } = await import('./hand-over/import-cut.ts');
    await layEditedOut(production);
  }
}

/** The pilot that was greenlit, or that the producer recommends. */
function mustHavePilot({ state }: Production): Pilot {
  const pilot = pilotAtHand(state);
  if (pilot === undefined) throw new StudioError('internal', 'a pitch without a pilot');
  return pilot;
}

/** What may refuse a call: then the production is let go of, and nothing of the call is written down in it. */
export async function beforehand<T>(production: Production, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await production.close();
    throw error;
  }
}

/** Does the work, lets go of the production whatever happens, and writes down why it ended without a film. */
export async function closing<T>(production: Production, work: () => Promise<T>): Promise<T> {
  const { lost, studio } = production;
  try {
    return await work();
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
  const stop = stopped(studio.signal, `claude-studio resume ${id} goes on from here.`);
  return open.length === 0
    ? stop
    : notInYet(id, `${stop.message}; still at the vendors, and billed: ${open.join('; ')}`);
}

async function noteEnd(production: Production, error: unknown): Promise<void> {
  const code = error instanceof StudioError ? error.code : 'internal';
  try {
    await production.record(
      code === 'interrupted' || code === 'paid-work-outstanding' || code === 'waiting'
        ? { type: 'production-interrupted', data: { reason: messageOf(error) } }
        : { type: 'production-failed', data: { code, message: wholeMessageOf(error) } },
    );
  } catch (unwritten) {
    // The first error says more than this one; resume needs neither note.
    if (error instanceof Error && error.cause === undefined) error.cause = unwritten;
  }
}

async function assertSameBrief({ journal }: Studio, id: string, brief: Brief): Promise<void> {
  const [first] = await journal.read(streamOf(id), { limit: 1 });
  const begun = first === undefined ? null : decodeEvent(first);
  if (begun?.type !== 'production-started' || JSON.stringify(begun.data.brief) === JSON.stringify(brief)) return;
  throw new StudioError('usage', `the run ${id} was begun with another brief`, {
    hint: `claude-studio resume ${id} goes on with the old one; another --run-id begins a new one.`,
  });
}

/** Where a run is laid out. */
export function folderOf({ settings }: Studio, id: string): string {
  return join(settings.artifacts, 'runs', id);
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

async function copyFilm({ state }: Production, target: string): Promise<void> {
  const film = state.film?.path;
  if (film !== undefined) await placeAll([{ from: film, to: target }], `The film is made: it lies at ${film}.`);
}
