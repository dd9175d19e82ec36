import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, StudioError } from '../../errors.ts';
import { makeFolders } from '../../folders.ts';
import type { Json } from '../../json.ts';
import type { Job, StoredFile } from './vendor.ts';

/** What the engine remembers beside jobs and files. */
interface Memory {
  schema: 'SimMemory.1';
  /** Signs addresses. */
  secret: string;
  /** Milliseconds by which the clock was moved on. */
  advanced: number;
}

/** Everything that a simulator knows, in a folder: a file for each job, written whole before anybody is told of it. */
export interface Store {
  memory: Memory;
  /** In the order of acceptance, with those that are deleted. */
  jobs(): readonly Job[];
  job(id: string): Job | null;
  /** Writes a job down; it is on disk when this returns. */
  save(job: Job): void;
  files(): StoredFile[];
  file(id: string): StoredFile | null;
  saveFile(file: StoredFile): void;
  removeFile(id: string): void;
  saveMemory(): void;
  /** Keeps bytes by their content. */
  keep(bytes: Uint8Array): string;
  path(folder: 'clips' | 'kept' | 'bytes', name: string): string;
  /** Forgets everything. */
  reset(): void;
  /** Grows with every change of a job. */
  readonly version: number;
}

const FOLDERS = ['jobs', 'files', 'clips', 'kept', 'bytes'] as const;

/** Opens the folder, which is made if need be. Throws `disk`. */
export function openStore(folder: string, mint: () => string): Store {
  try {
    return open(folder, mint);
  } catch (error) {
    throw new StudioError('disk', `the simulator's folder ${folder} cannot be used: ${messageOf(error)}`, {
      hint: 'Give another one with --state, or remove it to begin afresh.',
      cause: error,
    });
  }
}

function open(folder: string, mint: () => string): Store {
  for (const name of FOLDERS) makeFolders(join(folder, name));
  const memoryPath = join(folder, 'memory.json');
  const jobPath = ({ sequence, id }: Job) => join(folder, 'jobs', `${String(sequence).padStart(8, '0')}-${id}.json`);
  const filePath = (id: string) => join(folder, 'files', `${id}.json`);
  const fresh = (): Memory => ({ schema: 'SimMemory.1', secret: mint(), advanced: 0 });
  const memory = existsSync(memoryPath) ? (readJson(memoryPath) as unknown as Memory) : fresh();
  const jobs = readAll<Job>(join(folder, 'jobs')).toSorted((a, b) => a.sequence - b.sequence);
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const files = new Map(readAll<StoredFile>(join(folder, 'files')).map((file) => [file.id, file]));
  let version = 0;
  writeWhole(memoryPath, memory);

  return {
    memory,
    jobs: () => jobs,
    job: (id) => byId.get(id) ?? null,
    save: (job) => {
      writeWhole(jobPath(job), job);
      if (!byId.has(job.id)) jobs.push(job);
      byId.set(job.id, job);
      version += 1;
    },
    files: () => [...files.values()],
    file: (id) => files.get(id) ?? null,
    saveFile: (file) => {
      writeWhole(filePath(file.id), file);
      files.set(file.id, file);
    },
    removeFile: (id) => {
      files.delete(id);
      for (const path of [filePath(id), join(folder, 'bytes', id)]) rmSync(path, { force: true });
    },
    saveMemory: () => writeWhole(memoryPath, memory),
    keep: (bytes) => {
      const name = createHash('sha256').update(bytes).digest('hex');
      const path = join(folder, 'kept', name);
      if (!existsSync(path)) writeBytes(path, bytes);
      return name;
    },
    path: (kind, name) => join(folder, kind, name),
    reset: () => {
      for (const name of FOLDERS) {
        rmSync(join(folder, name), { recursive: true, force: true });
        makeFolders(join(folder, name));
      }
      jobs.length = 0;
      byId.clear();
      files.clear();
      memory.advanced = 0;
      writeWhole(memoryPath, memory);
      version += 1;
    },
    get version() {
      return version;
    },
  };
}

/** A file appears whole or not at all, also when the process is killed while it writes. */
export function writeBytes(path: string, bytes: Uint8Array): void {
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

function writeWhole(path: string, value: object): void {
  writeBytes(path, Buffer.from(JSON.stringify(value)));
}

function readAll<T>(folder: string): T[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) => readJson(join(folder, name)) as T);
}

function readJson(path: string): Json {
  return JSON.parse(readFileSync(path, 'utf8')) as Json;
}
