import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import type { MediaRef } from '../../src/film/media.ts';
import { usd } from '../../src/film/money.ts';
import type { KeyFrame, VideoRequest } from '../../src/film/request.ts';
import type { Account } from '../../src/providers/spec.ts';
import type { LostOrder, ModelCard, PriceOf, ProviderContext } from '../../src/providers/video/spec.ts';

export const NOW = Date.UTC(2026, 10, 27);
export const REFERENCE = 'film-1A-1-abc';

/** A take of four seconds. What an artist would read of the shot is left out: no vendor reads it. */
export function takeOf(more: Partial<VideoRequest> = {}): VideoRequest {
  return {
    schema: 'VideoRequest.1',
    slate: '1A-1',
    prompt: 'A lighthouse at dusk. Waves below.',
    shot: {} as VideoRequest['shot'],
    threads: [],
    seeds: [],
    style: null,
    aspect: '16:9',
    resolution: '720p',
    rate: { num: 24, den: 1 },
    frames: 96,
    handles: { head: 0, tail: 0 },
    seedNumber: 7,
    slateText: null,
    firstFrame: null,
    lastFrame: null,
    after: null,
    continues: null,
    ...more,
  };
}

/** Bytes that begin as a PNG does, and the key frame that stands for them. */
export const PICTURE = Buffer.from('\x89PNG\r\n\x1a\n and no more', 'latin1');

export function keyFrame(more: Partial<KeyFrame> = {}): KeyFrame {
  const sha256 = createHash('sha256').update(PICTURE).digest('hex');
  const media: MediaRef = { sha256, extension: 'png', bytes: PICTURE.length };
  return { media, url: null, width: 1280, height: 720, from: 'seed logo.png', ...more };
}

const FOLDER = mkdtempSync(join(tmpdir(), 'studio-order-'));
const PATH = join(FOLDER, 'picture.png');
writeFileSync(PATH, PICTURE);
process.once('exit', () => rmSync(FOLDER, { recursive: true, force: true, maxRetries: 20 }));

export function contextOf(more: Partial<ProviderContext> = {}): ProviderContext {
  return {
    signal: new AbortController().signal,
    reference: REFERENCE,
    scratchFolder: FOLDER,
    file: () => PATH,
    onProgress: () => undefined,
    ...more,
  };
}

export function accountAt(baseUrl: string, more: Partial<Account> = {}): Account {
  return { key: () => 'key', baseUrl, provenance: 'live', pollMs: null, ...more };
}

/** Ten cents a second. */
export const PRICES: PriceOf = ({ seconds }) => ({ amount: usd(seconds / 10), asOf: '2026', source: 'a test' });

export function lostOrder(card: ModelCard, more: Partial<LostOrder> = {}): LostOrder {
  return {
    request: takeOf(),
    card,
    reference: REFERENCE,
    sentAt: NOW - 60_000,
    quietMs: 60_000,
    now: NOW,
    claimed: new Set(),
    ...more,
  };
}
