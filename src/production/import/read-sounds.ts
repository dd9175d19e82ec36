import { basename, join } from 'node:path';
import type { OldScene, OldSound } from './old-run.ts';
import { VIDEO, type Asset, type Papers } from './papers.ts';
import { entriesOf, locate, locateAsset, noteMedia, shortName } from './source.ts';

/** What is heard: a voice for a scene by its name, and music. Cached speech of other runs is not of this one. */
export async function readSounds(
  { reader, folder }: Papers,
  assets: readonly Asset[],
  scenes: readonly OldScene[],
): Promise<{ voices: OldSound[]; music: OldSound | null }> {
  const sounds: (OldSound & { kind: string })[] = [];
  const add = (
    found: { path: string; bytes: number },
    kind: string,
    scene: string | null,
    cost: number | null,
  ): void => {
    if (sounds.some(({ file }) => file === found.path)) return;
    noteMedia(reader, found);
    sounds.push({ kind, scene: scene ?? sceneIn(found.path, scenes), file: found.path, cost });
  };
  for (const { kind, path, scene, cost } of assets) {
    if (path === null || !/audio|voice|speech|tts|music/.test(kind)) continue;
    const found = await locateAsset(reader, folder, path);
    if ('path' in found) add(found, kind, scene, cost);
    else reader.notes.push(`sound ${path}: ${found.refused}`);
  }
  for (const [where, pattern] of [
    ['audio', AUDIO],
    ['mixed', VIDEO],
  ] as const) {
    for (const file of (await entriesOf(reader, join(folder, where))).files) {
      if (!pattern.test(file)) continue;
      const found = await locate(reader, join(folder, where, file), 'media');
      if ('refused' in found) reader.notes.push(`${where}/${file}: ${found.refused}`);
      // A mixed clip has the voice in it: it is wanted where no voice lies for itself.
      else if (where === 'audio' || !sounds.some(({ scene }) => scene === sceneIn(file, scenes)))
        add(found, /music|bgm|score/i.test(file) ? 'music' : where, null, null);
    }
  }
  const isMusic = ({ kind }: { kind: string }): boolean => kind.includes('music');
  const told = (one: OldSound & { kind: string }): OldSound => ({ scene: one.scene, file: one.file, cost: one.cost });
  const voices = sounds.filter((one) => !isMusic(one) && one.scene !== null);
  for (const { file } of sounds.filter((one) => !isMusic(one) && one.scene === null))
    reader.notes.push(`${shortName(reader, file)}: belongs to no scene`);
  const music = sounds.find(isMusic);
  return { voices: voices.map(told), music: music === undefined ? null : told(music) };
}

const AUDIO = /\.(?:mp3|wav|m4a|aac|ogg|opus|flac)$/i;

function sceneIn(file: string, scenes: readonly OldScene[]): string | null {
  const name = basename(file).toLowerCase();
  const longest = scenes.toSorted((a, b) => b.id.length - a.id.length);
  const isIn = (id: string): boolean =>
    new RegExp(`(?:^|[^a-z0-9])${id.toLowerCase().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![a-z0-9])`).test(name);
  return longest.find(({ id }) => isIn(id))?.id ?? null;
}
