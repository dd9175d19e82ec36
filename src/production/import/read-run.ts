import { basename, join } from 'node:path';
import { AudioTier } from '../../film/brief.ts';
import { Tier } from '../../film/pilot.ts';
import { dollars, flag, list, moment, naturally, number, record, text, texts, type Loose } from './loose.ts';
import type { Generation, OldCandidate, OldRun, OldScene, OldTake } from './old-run.ts';
import { assetsIn, type Asset, type Papers } from './papers.ts';
import { readCuts } from './read-cuts.ts';
import { readFilms } from './read-films.ts';
import { readSounds } from './read-sounds.ts';
import { readTakes } from './read-takes.ts';
import { entriesOf, fingerprintOf, openReader, readJson } from './source.ts';

/** Reads a run of any generation. Never throws for what is in the folder: what cannot be read is in `notes`. */
export async function readRun(root: string, folder: string): Promise<OldRun> {
  const reader = openReader(root, folder);
  const [metadata, memory] = [
    (await readJson(reader, join(folder, 'metadata.json'))) ?? {},
    (await readJson(reader, join(folder, 'memory.json'))) ?? {},
  ];
  const papers: Papers = { reader, folder, metadata, memory, stages: record(metadata['stages']) };
  const assets = assetsIn(papers);
  const cuts = await readCuts(papers);
  const takes = await readTakes(papers, assets);
  const scenes = await readScenes(papers, takes, cuts.candidates);
  const sounds = await readSounds(papers, assets, scenes);
  const critic = (await readJson(reader, join(folder, 'critic_results.json'))) ?? {};
  const films = await readFilms(papers, assets, cuts.recommended);
  const mock = isMock(papers, assets);
  return {
    name: basename(folder),
    folder,
    generation: await generationOf(papers),
    ...factsOf(papers, assets),
    mock,
    scenes,
    takes,
    ...sounds,
    ...cuts,
    critic: criticOf(record(papers.stages['critic']), critic),
    films,
    fingerprint: fingerprintOf(reader),
    notes: reader.notes,
  };
}

/** True for a folder that a run of the original may have left. */
export async function looksLikeRun(root: string, folder: string): Promise<boolean> {
  const { files, folders } = await entriesOf(openReader(root), folder);
  if (files.includes('memory.json') || files.includes('metadata.json')) return true;
  return folders.includes('videos') && (folders.includes('scenes') || folders.includes('edl'));
}

async function generationOf({ reader, folder, metadata, memory, stages }: Papers): Promise<Generation> {
  const { files, folders } = await entriesOf(reader, folder);
  if (folders.includes('qa') || folders.includes('mixed') || files.includes('critic_results.json')) return 'head';
  if (files.includes('final_output.mp4')) return 'head';
  if ('use_live_providers' in metadata || 'pilot_selected' in record(stages['producer'])) return 'e2e';
  if (Object.keys(metadata).length > 0) return 'produce';
  return Object.keys(memory).length > 0 ? 'memory only' : 'files only';
}

function factsOf(
  { metadata, memory, stages }: Papers,
  assets: readonly Asset[],
): Pick<
  OldRun,
  | 'concept'
  | 'budget'
  | 'seconds'
  | 'audioTier'
  | 'tier'
  | 'provider'
  | 'model'
  | 'voice'
  | 'status'
  | 'trouble'
  | 'startedAt'
  | 'endedAt'
  | 'spent'
> {
  const costs = record(metadata['costs']);
  const provider = providerOf(metadata, assets);
  const stage = text(memory['current_stage'], 60)?.toLowerCase() ?? null;
  const said = text(metadata['status'], 60)?.toLowerCase() ?? null;
  const status =
    said === 'completed' || stage === 'completed'
      ? 'completed'
      : said === 'failed' || stage === 'failed'
        ? 'failed'
        : 'unfinished';
  const sounds = dollars(costs['audio']);
  const total = dollars(costs['total']) ?? dollars(memory['budget_spent']);
  const pictures = dollars(costs['video']) ?? (total === null ? null : Math.max(0, total - (sounds ?? 0)));
  return {
    concept: text(metadata['concept'], 8_000) ?? text(memory['concept'], 8_000),
    budget: dollars(metadata['budget']) ?? dollars(memory['budget_total']),
    seconds: number(metadata['duration']) ?? number(metadata['target_duration']),
    audioTier: audioTierOf(metadata['audio_tier'] ?? memory['audio_tier']),
    tier: tierOf(metadata, memory, stages),
    provider,
    model: text(metadata['model'], 60) ?? MODELS[provider] ?? 'unknown',
    voice: text(metadata['actual_audio_provider'], 60)?.toLowerCase() ?? 'unknown',
    status,
    trouble: status === 'completed' ? null : troubleOf(metadata, memory, stage),
    startedAt: moment(metadata['start_time']) ?? moment(memory['started_at']),
    endedAt: moment(metadata['end_time']) ?? moment(memory['completed_at']),
    spent: { pictures, sounds },
  };
}

/** What the original asked a vendor for where nobody said otherwise. */
const MODELS: Record<string, string> = { luma: 'ray-2', runway: 'gen3a_turbo', mock: 'mock' };

/** Where only a clip's job is named, it was Luma's: nobody else's were written down. */
function providerOf(metadata: Loose, assets: readonly Asset[]): string {
  const said = [metadata['actual_video_provider'], metadata['provider'], ...assets.map((asset) => asset.provider)];
  const [first] = said.flatMap(
    (one) =>
      text(one, 60)
        ?.toLowerCase()
        .replaceAll(/[^a-z0-9-]+/g, '-') ?? [],
  );
  const isLuma = assets.some((asset) => text(asset.metadata['generation_id']) !== null);
  return first ?? (isLuma ? 'luma' : 'unknown');
}

function audioTierOf(value: unknown): AudioTier | null {
  const said = text(value, 40)?.toLowerCase().replace(/^.*\./, '') ?? null;
  if (said === 'full_production') return 'time_synced';
  return AudioTier.options.find((tier) => tier === said) ?? null;
}

function tierOf(metadata: Loose, memory: Loose, stages: Loose): Tier | null {
  const producer = record(stages['producer']);
  const pilots = list(memory['pilots']).map(record);
  const winner = pilots.find((pilot) => pilot['pilot_id'] === memory['winning_pilot_id']) ?? pilots[0] ?? {};
  const said = [producer['pilot_tier'], record(producer['pilot_selected'])['tier'], winner['tier'], metadata['tier']];
  const names = new Set(said.flatMap((one) => text(one, 40)?.toLowerCase().replace(/^.*\./, '') ?? []));
  return Tier.options.find((tier) => names.has(tier)) ?? null;
}

function troubleOf(metadata: Loose, memory: Loose, stage: string | null): string {
  const errors = [...list(metadata['errors']), ...list(memory['errors']), ...list(memory['timeline'])].flatMap(
    (one) => {
      if (typeof one === 'string') return text(one, 300) ?? [];
      const { error, message } = record(one);
      return text(error, 300) ?? text(message, 300) ?? [];
    },
  );
  const where = stage === null || stage === 'failed' ? '' : ` at “${stage.replaceAll('_', ' ')}”`;
  return `it ended${where}${errors.length === 0 ? ' and does not say why' : `: ${errors.at(-1) ?? ''}`}`;
}

/** Live or mock is said since `produce`; before, only money and names tell. */
function isMock({ metadata, memory }: Papers, assets: readonly Asset[]): boolean {
  const names = [metadata['actual_video_provider'], metadata['provider'], ...assets.map(({ provider }) => provider)];
  if (names.some((name) => text(name)?.toLowerCase().includes('mock'))) return true;
  if (assets.some(({ path }) => path?.includes('mock-cdn.example.com'))) return true;
  const live = flag(metadata['live_mode']) ?? flag(metadata['use_live_providers']);
  if (live !== null) return !live;
  const spent = dollars(record(metadata['costs'])['total']) ?? dollars(memory['budget_spent']) ?? 0;
  return spent === 0 && assets.every(({ cost }) => cost === null || cost === 0);
}

/** Scenes that have a file, and those that only clips or cuts speak of, in the order of the story. */
async function readScenes(
  { reader, folder, stages }: Papers,
  takes: readonly OldTake[],
  candidates: readonly OldCandidate[],
): Promise<OldScene[]> {
  const scenes = new Map<string, OldScene>();
  for (const file of (await entriesOf(reader, join(folder, 'scenes'))).files) {
    if (!file.endsWith('.json')) continue;
    const said = await readJson(reader, join(folder, 'scenes', file));
    const id = text(said?.['scene_id'], 120) ?? text(file.slice(0, -'.json'.length), 120) ?? 'scene';
    scenes.set(id, sceneOf(id, said ?? {}));
  }
  for (const one of list(record(stages['script_writer'])['scenes']).map(record)) {
    const id = text(one['scene_id'], 120);
    if (id !== null && !scenes.has(id)) scenes.set(id, sceneOf(id, one));
  }
  const spokenOf = [
    ...takes.map(({ scene }) => scene),
    ...candidates.flatMap(({ decisions }) => (decisions ?? []).map(({ scene }) => scene)),
  ];
  for (const id of spokenOf) if (!scenes.has(id)) scenes.set(id, sceneOf(id, {}));
  return [...scenes.values()].toSorted((a, b) => naturally(a.id, b.id));
}

function sceneOf(id: string, said: Loose): OldScene {
  const seconds = number(said['duration']);
  return {
    id,
    title: text(said['title'], 200),
    description: text(said['description']),
    seconds: seconds !== null && seconds > 0 && seconds <= 600 ? seconds : null,
    elements: texts(said['visual_elements']),
    narration: text(said['voiceover_text'], 4_000),
  };
}

function criticOf(stage: Loose, file: Loose): OldRun['critic'] {
  const score = number(file['critic_score']) ?? number(stage['critic_score']) ?? number(stage['score']);
  const approved = flag(file['approved']) ?? flag(stage['approved']);
  if (score === null && approved === null) return null;
  const reason = [file['critic_reasoning'], file['qa_override_reasoning'], stage['qa_override_reasoning']];
  return {
    approved,
    score: score === null || score < 0 || score > 100 ? null : score,
    reason: reason.flatMap((one) => text(one, 600) ?? []).join(' '),
  };
}
