import { basename, extname, join } from 'node:path';
import { flag, naturally, number, record, text, texts, type Loose } from './loose.ts';
import type { OldQa, OldTake } from './old-run.ts';
import { VIDEO, type Asset, type Papers } from './papers.ts';
import { entriesOf, locate, locateAsset, noteMedia, readJson, type Reader } from './source.ts';

/** Clips that the memory names, and those that lie in the folder; each once. */
export async function readTakes({ reader, folder }: Papers, assets: readonly Asset[]): Promise<OldTake[]> {
  const takes = new Map<string, OldTake>();
  const taken = new Set<string>();
  const add = (take: OldTake): void => {
    let { variation } = take;
    while (takes.has(JSON.stringify([take.scene, variation]))) variation += 1;
    takes.set(JSON.stringify([take.scene, variation]), { ...take, variation });
    if (take.file !== null) taken.add(take.file);
  };
  for (const asset of assets.filter(isClip)) {
    const found = asset.path === null ? { refused: 'has no path' } : await locateAsset(reader, folder, asset.path);
    const name = nameOf(asset.path ?? '');
    const scene = asset.scene ?? name.scene;
    const known = takes.get(JSON.stringify([scene, name.variation]));
    const file = 'path' in found ? found.path : null;
    if (known !== undefined && (known.file === file || known.missing === null)) continue;
    if ('path' in found) noteMedia(reader, found);
    else reader.notes.push(`clip ${text(asset.path, 200) ?? scene}: ${found.refused}`);
    add({
      scene,
      variation: name.variation,
      file,
      missing: 'refused' in found ? found.refused : null,
      cost: asset.cost,
      prompt: text(asset.metadata['prompt'], 8_000),
      vendorId: text(asset.metadata['generation_id'], 200),
      qa: qaOf(asset.metadata),
    });
  }
  for (const file of (await entriesOf(reader, join(folder, 'videos'))).files.toSorted(naturally)) {
    if (!VIDEO.test(file)) continue;
    const found = await locate(reader, join(folder, 'videos', file), 'media');
    if ('refused' in found) {
      reader.notes.push(`videos/${file}: ${found.refused}`);
      continue;
    }
    if (taken.has(found.path)) continue;
    noteMedia(reader, found);
    add({ ...nameOf(file), file: found.path, missing: null, cost: null, prompt: null, vendorId: null, qa: null });
  }
  return Promise.all([...takes.values()].map((take) => withReview(reader, folder, take)));
}

function isClip({ kind, path, isFinal }: Asset): boolean {
  if (isFinal || /final|render|mixed/.test(kind)) return false;
  return /video|clip/.test(kind) || (kind === '' && path !== null && VIDEO.test(path));
}

/** `scene_3_v1.mp4` is variation 1 of `scene_3`. */
function nameOf(path: string): { scene: string; variation: number } {
  const file = basename(path.replaceAll('\\', '/'));
  const stem = file.slice(0, file.length - extname(file).length);
  const [, scene = stem, variation = '0'] = /^(.+?)_v(\d{1,4})$/i.exec(stem) ?? [];
  return { scene: text(scene, 120) ?? 'scene', variation: Number(variation) };
}

/** Later runs have a file of its own for each review, which says more. */
async function withReview(reader: Reader, folder: string, take: OldTake): Promise<OldTake> {
  const name = `${take.scene}_v${take.variation}_qa.json`;
  if (name !== basename(name)) return take;
  const said = await readJson(reader, join(folder, 'qa', name));
  return said === null ? take : { ...take, qa: qaOf(said) ?? qaOf(record(said['qa_result'])) ?? take.qa };
}

function qaOf(said: Loose): OldQa | null {
  const score = (name: string): number | null => {
    const value = number(said[`qa_${name}`]) ?? number(said[name]);
    return value === null || value < 0 || value > 100 ? null : value;
  };
  const qa = {
    overall: score('overall_score'),
    visual: score('visual_accuracy'),
    style: score('style_consistency'),
    technical: score('technical_quality'),
    narrative: score('narrative_fit'),
    passed: flag(said['qa_passed']) ?? flag(said['passed']),
    threshold: score('threshold'),
    issues: texts(said['qa_issues'] ?? said['issues']),
    suggestions: texts(said['qa_suggestions'] ?? said['suggestions']),
  };
  const scored = [qa.overall, qa.visual, qa.style, qa.technical, qa.narrative].some((value) => value !== null);
  return scored || qa.passed !== null ? qa : null;
}
