import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';

/** A stretch of film that was encoded: its packets in order, each one frame. Or what else takes long, in pieces. */
export type EncodedUnit = readonly { data: Buffer; key: boolean }[];

/** Where encoded stretches are kept by what they were made from. Nothing of it is needed: whatever is gone is made again. */
export interface UnitCache {
  /** The unit of that key, or null when it is not there or no longer what was put there. */
  get(key: string): Promise<EncodedUnit | null>;
  /** Keeps a unit. A disk that cannot take it is no reason to fail: then it is not kept. */
  put(key: string, unit: EncodedUnit): Promise<void>;
  /** Lets go of what was not used for longest, until no more than the cap is left. */
  trim(): Promise<void>;
}

export interface UnitCacheOptions {
  /** Made when it is needed. */
  folder: string;
  /** Most bytes that stay. */
  cap: number;
  /** Milliseconds since 1970: what was used last is told by it. */
  now: () => number;
}

/** A cache in a folder, which several processes may share: a unit appears whole or not at all, under `ab/abcdef….unit`. */
export function openUnitCache({ folder, cap, now }: UnitCacheOptions): UnitCache {
  const locate = (key: string): string => join(folder, key.slice(0, 2), `${key}.unit`);
  return {
    async get(key) {
      const path = locate(key);
      const bytes = await readFile(path).catch(() => null);
      const unit = bytes === null ? null : unpack(bytes, key);
      if (bytes !== null && unit === null) await rm(path, { force: true }).catch(() => undefined);
      if (unit !== null) await utimes(path, now() / 1000, now() / 1000).catch(() => undefined);
      return unit;
    },
    async put(key, unit) {
      const path = locate(key);
      written += 1;
      const part = `${path}.${process.pid}-${threadId}-${written}.part`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(part, pack(unit, key));
        await utimes(part, now() / 1000, now() / 1000);
        await rename(part, path);
      } catch {
        await rm(part, { force: true }).catch(() => undefined);
      }
    },
    async trim() {
      const files = await listed(folder);
      let kept = files.reduce((total, { bytes }) => total + bytes, 0);
      for (const { path, bytes, used } of files.toSorted((a, b) => a.used - b.used)) {
        // Nobody takes an hour to write a unit: who was at it is dead.
        const left = path.endsWith('.part') && now() - used > 3_600_000;
        if (kept <= cap && !left) continue;
        await rm(path, { force: true }).catch(() => undefined);
        kept -= bytes;
      }
    },
  };
}

let written = 0;

async function listed(folder: string): Promise<{ path: string; bytes: number; used: number }[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = [];
  for (const name of names) {
    const facts = await stat(join(folder, name)).catch(() => null);
    if (facts?.isFile()) files.push({ path: join(folder, name), bytes: facts.size, used: facts.mtimeMs });
  }
  return files;
}

/** A line of JSON with the sizes of the packets, which are keys, and the hash of everything; then the packets. */
function pack(unit: EncodedUnit, key: string): Buffer {
  const body = Buffer.concat(unit.map(({ data }) => data));
  const sizes = unit.map(({ data }) => data.length);
  const keys = unit.flatMap((packet, index) => (packet.key ? [index] : []));
  const sha256 = hashOf(key, sizes, keys, body);
  return Buffer.concat([Buffer.from(`${JSON.stringify({ sizes, keys, sha256 })}\n`), body]);
}

function unpack(bytes: Buffer, key: string): EncodedUnit | null {
  try {
    const line = bytes.indexOf(10);
    const head = JSON.parse(bytes.toString('utf8', 0, line)) as { sizes: number[]; keys: number[]; sha256: string };
    const body = bytes.subarray(line + 1);
    if (hashOf(key, head.sizes, head.keys, body) !== head.sha256) return null;
    const keys = new Set(head.keys);
    let at = 0;
    return head.sizes.map((size, index) => ({ data: body.subarray(at, (at += size)), key: keys.has(index) }));
  } catch {
    return null;
  }
}

/** What a unit is called and where its packets end is hashed with them: a file of another name is another unit. */
function hashOf(key: string, sizes: readonly number[], keys: readonly number[], body: Buffer): string {
  return createHash('sha256')
    .update(JSON.stringify([key, sizes, keys]))
    .update(body)
    .digest('hex');
}
