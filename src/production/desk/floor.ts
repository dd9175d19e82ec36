import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { probe } from '../../cutting-room/codec/probe.ts';
import { StudioError } from '../../errors.ts';
import { decodeFound, FLOOR_STREAM } from '../../film/floor.ts';
import { frameSize, pictureSeconds, type MediaRef, type Probe } from '../../film/media.ts';
import { ZERO, type MicroUsd } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import { shotsOf } from '../../film/screenplay.ts';
import { takesOf, type ProductionState } from '../../film/state.ts';
import { numberOf, slate as slateName, type Take } from '../../film/take.ts';
import type { Journal } from '../../journal/spec.ts';
import { fillingOf } from '../orders/filling.ts';
import { findRun } from './runs.ts';
import { ATTEMPTS } from '../studio/plan.ts';
import { holdProduction, readProduction, streamOf } from '../studio/production.ts';
import type { Studio } from '../studio/studio.ts';

/** A take that is in no film: it was paid, or drawn, and can be used in another one for nothing. */
export interface FloorTake {
  /** `run/3B-2`, or `found-…` for a clip of unknown origin. */
  id: string;
  provenance: Provenance;
  provider: string;
  model: string;
  vendorId: string | null;
  prompt: string;
  /** What is seen, and what the film was about: searched as well. */
  description: string;
  concept: string;
  /** 0–100, or null. */
  score: number | null;
  verdict: string | null;
  cost: MicroUsd | null;
  seconds: number;
  media: MediaRef;
  probe: Probe;
  /** Milliseconds since 1970. */
  at: number;
}

/** Takes that are in no cut of their own film, the newest first; with a query those that have every word of it. */
export async function floor(journal: Journal, query: string | null): Promise<FloorTake[]> {
  const streams = await journal.list({ prefix: streamOf('') });
  const productions = await Promise.all(
    streams.map(async ({ stream }) => {
      const id = stream.slice(streamOf('').length);
      return fromProduction(id, (await readProduction(journal, id)).state);
    }),
  );
  const found = (await journal.read(FLOOR_STREAM)).map(decodeFound).map((clip): FloorTake => ({
    ...clip,
    description: '',
    concept: 'unknown origin',
    score: null,
    verdict: null,
    seconds: clip.probe.seconds,
    at: clip.createdAt,
  }));
  const words = wordsOf(query ?? '');
  return [...productions.flat(), ...found]
    .filter((take) => words.every((word) => textOf(take).some((other) => other.startsWith(word))))
    .toSorted((a, b) => b.at - a.at);
}

function fromProduction(id: string, state: ProductionState): FloorTake[] {
  const cut = state.edit?.candidates.find(({ cut }) => cut.id === (state.master?.cut ?? state.edit?.recommended))?.cut;
  const used = new Set(cut?.clips.map(({ slate }) => slate));
  const shots = new Map(state.screenplay === null ? [] : shotsOf(state.screenplay).map((shot) => [shot.id, shot]));
  return Object.values(state.takes).flatMap(({ take, review, endedAt }) => {
    // What came from elsewhere lies there already; while nothing is cut, every take may still be in the film.
    if (take === null || take.origin !== null || used.has(take.slate) || cut === undefined) return [];
    const { provenance, provider, model, vendorId, prompt, cost } = take;
    return [
      {
        id: `${id}/${take.slate}`,
        provenance,
        provider,
        model,
        vendorId,
        prompt,
        description: shots.get(take.shot)?.description ?? '',
        concept: state.brief?.concept ?? '',
        score: review?.overall ?? null,
        verdict: review?.verdict ?? null,
        cost,
        seconds: take.probe.seconds,
        media: (take.original ?? take).media,
        probe: (take.original ?? take).probe,
        at: endedAt ?? 0,
      },
    ];
  });
}

function textOf({ id, prompt, description, concept, provider, model }: FloorTake): string[] {
  return wordsOf(`${id} ${prompt} ${description} ${concept} ${provider} ${model}`);
}

/** Lower-case words without accents, as a person would type them. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/**
 * Puts a take of the floor, or any take of any production, into a shot of another one at no cost: conformed to that film,
 * chosen for the shot, with its own provenance. Throws `not-found` and `usage`. Returns the new take.
 */
export async function useTake(studio: Studio, id: string, run: string, shot: string): Promise<Take> {
  const source = await takeById(studio.journal, id);
  const production = await holdProduction(studio, run);
  try {
    const { brief, screenplay } = production.state;
    if (brief === null || screenplay === null)
      throw new StudioError('usage', `${run} has no screenplay yet`, { hint: `claude-studio resume ${run}` });
    const wanted = shotsOf(screenplay).find((one) => one.id === shot);
    if (wanted === undefined) {
      throw new StudioError('usage', `${run} has no shot ${JSON.stringify(shot)}`, {
        hint: `It has: ${shotsOf(screenplay)
          .map((one) => one.id)
          .join(', ')}.`,
      });
    }
    // Behind the attempts that may still be made of the shot.
    const number = Math.max(ATTEMPTS, ...takesOf(production.state, shot).map((one) => numberOf(one.slate))) + 1;
    const slate = slateName(shot, number);
    const { frames, by, told } = fillingOf(pictureSeconds(source.probe), wanted.frames, screenplay.rate);
    const path = join(studio.scratchFolder, 'floor', `${slate}.mp4`);
    await mkdir(join(studio.scratchFolder, 'floor'), { recursive: true });
    const size = frameSize(brief.aspect, brief.resolution);
    const from = studio.store.path(source.media);
    await studio.workers.run(
      { kind: 'conform', job: { from, path, size, rate: screenplay.rate, frames, by, fit: 'pad' } },
      { signal: studio.signal },
    );
    const media = await studio.store.put(path);
    const take: Take = {
      schema: 'Take.2',
      slate,
      shot,
      number,
      provenance: source.provenance,
      provider: source.provider,
      model: source.model,
      media,
      probe: await probe(studio.store.path(media)),
      original: { media: source.media, probe: source.probe },
      vendorId: source.vendorId,
      origin: source.id,
      handles: { head: 0, tail: frames - wanted.frames },
      cost: ZERO,
      warnings: told,
      prompt: source.prompt,
    };
    await production.record(
      { type: 'take-adopted', data: take },
      { type: 'take-chosen', data: { slate, shot, because: null } },
    );
    return take;
  } finally {
    await production.close();
  }
}

async function takeById(
  journal: Journal,
  id: string,
): Promise<Pick<FloorTake, 'id' | 'provenance' | 'provider' | 'model' | 'vendorId' | 'prompt' | 'media' | 'probe'>> {
  const found = (await journal.read(FLOOR_STREAM)).map(decodeFound).find((clip) => clip.id === id);
  if (found !== undefined) return found;
  const at = id.lastIndexOf('/');
  if (at > 0) {
    const [run, slate] = [await findRun(journal, id.slice(0, at), 'any'), id.slice(at + 1)];
    const take = (await readProduction(journal, run)).state.takes[slate]?.take;
    if (take != null)
      return { ...take, id: `${run}/${slate}`, ...(take.original ?? { media: take.media, probe: take.probe }) };
  }
  throw new StudioError('not-found', `there is no take ${JSON.stringify(id.slice(0, 120))}`, {
    hint: 'claude-studio floor lists them, as run/3B-2.',
  });
}
