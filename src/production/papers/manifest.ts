import { createHash } from 'node:crypto';
import { basename, dirname, extname, join } from 'node:path';
import { z } from 'zod';
import { commentIn, fingerprint, type Fingerprint } from '../../cutting-room/fingerprint.ts';
import { markOf, type Cut } from '../../film/cut.ts';
import type { ProductionState } from '../../film/state.ts';
import { Rate } from '../../film/time.ts';
import { canonicalJson, hashJson } from '../../json.ts';
import type { Journal } from '../../journal/spec.ts';
import { FILM, MANIFEST } from '../studio/layout.ts';
import { originOf, sourceOfFilm } from './origins.ts';
import { streamOf } from '../studio/production.ts';
import { reelsOf } from './reels.ts';
import type { Studio } from '../studio/studio.ts';
import { write } from '../studio/whole-file.ts';

/** More than any film has. */
const SHOTS = 5_000;
const Sha = z.string().regex(/^[0-9a-f]{64}$/);

/** A film by what is in it: enough to say which shot of it is another one now. */
export const FilmFacts = z.object({
  /** Name of the file when it was written. */
  file: z.string(),
  /** What the film says of itself in its comment; null for one that was not rendered here, as an imported one. */
  mark: z.string().nullable(),
  cut: z.string(),
  /** The scenes of the cut that it has, in its order; all of them where absent. */
  scenes: z.array(z.int().nonnegative()).max(SHOTS).optional(),
  sha256: Sha,
  bytes: z.int().nonnegative(),
  frames: z.int().nonnegative(),
  rate: Rate,
  picture: Sha,
  sound: Sha.nullable(),
  /** Streams besides picture and sound. */
  others: z.int().nonnegative().default(0),
  /** None where nobody knows which frames of it are which shot. */
  shots: z
    .array(z.object({ slate: z.string(), start: z.int().nonnegative(), frames: z.int().positive(), sha256: Sha }))
    .max(SHOTS),
});
export type FilmFacts = z.infer<typeof FilmFacts>;

/** Where a production's stream stood: SHA-256 over its first events, each with the hash before it. */
export const Chain = z.object({ stream: z.string(), events: z.int().nonnegative(), sha256: Sha });
export type Chain = z.infer<typeof Chain>;

/** What every manifest has, beside a film or in a package. `seal` is the hash of all the rest. */
export const Manifest = z.looseObject({
  schema: z.enum(['FilmManifest.1', 'HandOver.2']),
  production: z.string(),
  film: FilmFacts.nullable(),
  journal: Chain,
  seal: Sha,
});
export type Manifest = z.infer<typeof Manifest>;

/** A film that was made of a production, and of which of its cuts. */
export interface Filmed {
  id: string;
  state: ProductionState;
  cut: Cut;
  /** The scenes that it is made of, where it is not the whole cut. */
  scenes?: readonly number[];
}

/** What every manifest says of the production first. */
export function titlePage(id: string, state: ProductionState) {
  return {
    production: id,
    studio: state.version,
    title: state.screenplay?.title ?? id,
    concept: state.brief?.concept ?? null,
    contract: state.contract?.hash ?? null,
    provenance: state.provenance,
  };
}

/**
 * Writes beside a film what it is made of: the film's own hashes, shot by shot; of every file who made it, with which model
 * and prompt, from which references and for how much, its IPTC digital source type and what is known of its licence; and
 * where the journal stood. Returns where it lies.
 */
export async function writeManifest(studio: Studio, { id, state, cut, scenes }: Filmed, film: string): Promise<string> {
  const reels = await reelsOf(studio, state, cut);
  const used = reels.filter((reel) => reel.used);
  const origins = used.map((reel) => originOf(reel, state));
  const manifest = {
    schema: 'FilmManifest.1',
    ...titlePage(id, state),
    digitalSourceType: sourceOfFilm(origins),
    film: { ...(await filmFacts(film, cut)), ...(scenes === undefined ? {} : { scenes }) },
    assets: used.map(({ name, media: { sha256, bytes }, kind }, at) => ({
      name,
      sha256,
      bytes,
      kind,
      ...origins[at],
    })),
    journal: await chainOf(studio.journal, id),
  };
  const path = manifestPath(film);
  await write(path, sealed(manifest));
  return path;
}

/** `manifest.json` beside the film of a run, `lake.manifest.json` beside any other. */
export function manifestPath(film: string): string {
  const name = basename(film);
  return join(dirname(film), name === FILM ? MANIFEST : `${basename(name, extname(name))}.${MANIFEST}`);
}

/** A film as it lies there, of the cut that it was rendered from; of a film of others it is not told where its shots are. */
export async function filmFacts(path: string, cut: Cut): Promise<FilmFacts> {
  const mark = markOf(cut);
  const isOurs = (await commentIn(path)) === mark;
  const ranges = isOurs ? shotRanges(cut) : [];
  const found: Fingerprint = await fingerprint(
    path,
    ranges.map(({ start }) => start),
    cut.rate,
  );
  const { sha256, bytes, frames, picture, sound, others } = found;
  const shots = ranges.map((range, index) => ({ ...range, sha256: found.shots[index] ?? '' }));
  return {
    file: basename(path),
    mark: isOurs ? mark : null,
    cut: cut.id,
    sha256,
    bytes,
    frames,
    rate: cut.rate,
    picture,
    sound,
    others,
    shots,
  };
}

function shotRanges({ clips }: Cut): { slate: string; start: number; frames: number }[] {
  let start = 0;
  return clips.map(({ slate, source }) => {
    const range = { slate, start, frames: source.frames };
    start += source.frames;
    return range;
  });
}

/** The text of a manifest, closed by the hash of everything in it. */
export function sealed(manifest: object): string {
  return `${JSON.stringify({ ...manifest, seal: sealOf(manifest) }, null, 2)}\n`;
}

/** The hash that a manifest with these members is closed by. */
export function sealOf(manifest: object): string {
  return hashJson({ ...manifest, seal: undefined });
}

/** The first so many events of a production, all of them for null, as one hash. */
export async function chainOf(journal: Journal, id: string, events: number | null = null): Promise<Chain> {
  const stream = streamOf(id);
  let link = createHash('sha256').update(stream).digest('hex');
  let counted = 0;
  for (const { seq, at, schema, data } of await journal.read(stream)) {
    if (events !== null && counted >= events) break;
    link = createHash('sha256').update(link).update(canonicalJson({ seq, at, schema, data })).digest('hex');
    counted += 1;
  }
  return { stream, events: counted, sha256: link };
}
