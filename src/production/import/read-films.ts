import { basename, join } from 'node:path';
import { naturally, record, text } from './loose.ts';
import type { Asset, Papers } from './papers.ts';
import { entriesOf, locate, locateAsset, MISSING, noteMedia, shortName, type Found } from './source.ts';

/** Finished films: what the run names, then what lies there and is no piece of the work on it. */
export async function readFilms(
  papers: Papers,
  assets: readonly Asset[],
  recommended: string | null,
): Promise<string[]> {
  const { reader, folder, metadata, memory, stages } = papers;
  const films: string[] = [];
  const add = (path: string): void => {
    if (!films.includes(path)) films.push(path);
  };
  const own = await locate(reader, join(folder, 'final_output.mp4'), 'media');
  if ('path' in own) add(own.path);
  else if (own.refused !== MISSING) reader.notes.push(`final_output.mp4: ${own.refused}`);
  const named = [
    memory['final_video_path'],
    record(stages['renderer'])['output_path'],
    metadata['final_video_path'],
    ...assets.filter(({ isFinal, kind }) => isFinal || /final|render/.test(kind)).map(({ path }) => path),
  ].flatMap((one) => text(one) ?? []);
  for (const said of named) {
    const found: Found = FILM.test(said) ? await locateAsset(reader, folder, said) : { refused: 'is no .mp4 file' };
    if ('path' in found) add(found.path);
    else reader.notes.push(`film ${text(said, 200) ?? ''}: ${found.refused}`);
  }
  for (const path of await rendersIn(papers, recommended)) add(path);
  for (const path of films) {
    const found = await locate(reader, path, 'media');
    if ('path' in found) noteMedia(reader, found);
  }
  return films;
}

/** The original rendered nothing else. */
const FILM = /\.mp4$/i;

async function rendersIn({ reader, folder }: Papers, recommended: string | null): Promise<string[]> {
  const found: string[] = [];
  const top = join(folder, 'renders');
  const { folders } = await entriesOf(reader, top);
  for (const where of [top, ...folders.filter((name) => name !== 'trimmed').map((name) => join(top, name))]) {
    for (const file of (await entriesOf(reader, where)).files) {
      if (!FILM.test(file) || /_(?:concat|transitions)\.mp4$|^scenes_/i.test(file)) continue;
      const film = await locate(reader, join(where, file), 'media');
      if ('path' in film) found.push(film.path);
      else reader.notes.push(`${shortName(reader, join(where, file))}: ${film.refused}`);
    }
  }
  const rank = (path: string): number =>
    (recommended !== null && basename(path).startsWith(`${recommended}_`) ? 2 : 0) +
    (basename(path).includes('_final.') ? 1 : 0);
  return found.toSorted((a, b) => rank(b) - rank(a) || naturally(a, b));
}
