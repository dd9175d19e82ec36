import { dollars, flag, list, record, text, type Loose } from './loose.ts';
import type { Reader } from './source.ts';

/** The papers of a run. */
export interface Papers {
  reader: Reader;
  folder: string;
  metadata: Loose;
  memory: Loose;
  stages: Loose;
}

/** An entry of `assets` in `memory.json`. */
export interface Asset {
  kind: string;
  path: string | null;
  scene: string | null;
  cost: number | null;
  provider: string | null;
  isFinal: boolean;
  metadata: Loose;
}

export function assetsIn({ memory }: Pick<Papers, 'memory'>): Asset[] {
  return list(memory['assets'])
    .slice(0, 2_000)
    .map(record)
    .map((asset) => {
      const metadata = record(asset['metadata']);
      return {
        kind: (text(asset['asset_type']) ?? text(asset['type']) ?? '').toLowerCase(),
        path: text(asset['path']) ?? text(metadata['filename']),
        scene: text(asset['scene_id'], 120),
        cost: dollars(asset['cost']),
        provider: text(metadata['provider'], 60),
        isFinal: flag(metadata['is_final']) ?? false,
        metadata,
      };
    });
}

/** What the original filmed in. */
export const VIDEO = /\.(?:mp4|mov|m4v|webm|mkv)$/i;
