import { readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VENDORS, type Config, type VendorName } from '../../config.ts';
import { messageOf } from '../../errors.ts';
import { makeFolders } from '../../folders.ts';
import { cacheIn } from '../studio/cache.ts';
import { openJournal } from '../studio/home.ts';
import { streamOf } from '../studio/production.ts';

export interface Finding {
  part: string;
  /** `optional` is absent and nothing is wrong with that. */
  state: 'present' | 'missing' | 'optional';
  detail: string;
  unlocks: string;
  /** The line that mends it, or null when there is nothing to mend. */
  mend: string | null;
}

const NODE_NEEDED = 24;
/** A minute of 1080p takes, cut and master. */
const DISK_NEEDED = 500 * 1024 * 1024;

/** Looks at everything that a film needs, by using it. Never throws for what it finds. */
export async function examine(config: Config): Promise<Finding[]> {
  return [
    node(),
    ...(await media()),
    await voice(),
    await disk(config.settings.home, 'data folder', 'the journal and the media store'),
    await disk(config.settings.artifacts, 'artifacts', 'the folders with the films'),
    await journal(config),
    await cache(config),
    ...keys(config),
  ];
}

function node(): Finding {
  const fits = Number.parseInt(process.versions.node, 10) >= NODE_NEEDED;
  return {
    part: 'Node',
    state: fits ? 'present' : 'missing',
    detail: `${process.versions.node} (${process.execPath})`,
    unlocks: 'everything',
    mend: fits ? null : 'npm ci',
  };
}

/** What draws, encodes and letters. It may be what is missing, so it is loaded here and not with this file. */
async function media(): Promise<Finding[]> {
  try {
    const { mediaReport } = await import('../../cutting-room/doctor.ts');
    return mediaReport();
  } catch (error) {
    return [{ part: 'FFmpeg', state: 'missing', detail: firstLine(error), unlocks: 'every film', mend: 'npm ci' }];
  }
}

async function voice(): Promise<Finding> {
  const finding = { part: 'voice', unlocks: 'narration without a key' };
  try {
    const { createScratchVoice } = await import('../../providers/voice/scratch.ts');
    const said = await createScratchVoice().speak(
      { schema: 'VoiceRequest.1', shot: '1A', text: 'One, two, three.', style: 'calm', secondsAvailable: 5 },
      new AbortController().signal,
    );
    if (said.kind !== 'accepted') throw new Error(said.reason);
    const { words, seconds } = said.speech;
    return {
      ...finding,
      state: 'present',
      detail: `flite, spoke ${words.length} words in ${seconds.toFixed(1)} s of sound`,
      mend: null,
    };
  } catch (error) {
    return { ...finding, state: 'missing', detail: firstLine(error), mend: 'npm ci' };
  }
}

async function disk(folder: string, part: string, unlocks: string): Promise<Finding> {
  try {
    makeFolders(folder);
    const probe = join(folder, `.doctor-${process.pid}`);
    await writeFile(probe, 'x');
    await rm(probe);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const enough = free >= DISK_NEEDED;
    return {
      part,
      state: enough ? 'present' : 'missing',
      detail: `${folder}, ${(free / 1e9).toFixed(1)} GB free`,
      unlocks,
      mend: enough ? null : `free at least ${DISK_NEEDED / 1024 / 1024} MB on that disk`,
    };
  } catch (error) {
    return {
      part,
      state: 'missing',
      detail: messageOf(error),
      unlocks,
      mend: `make ${folder} writable, or set CLAUDE_STUDIO_HOME and CLAUDE_STUDIO_ARTIFACTS`,
    };
  }
}

const PRODUCTIONS = streamOf('');

async function journal(config: Config): Promise<Finding> {
  const finding = { part: 'journal', unlocks: 'resume, ledger, every list' };
  try {
    const opened = await openJournal(config);
    const [last] = await opened.list({ prefix: PRODUCTIONS, limit: 1 }).finally(() => opened.close());
    return {
      ...finding,
      state: 'present',
      detail: last === undefined ? 'empty' : `last production ${last.stream.slice(PRODUCTIONS.length)}`,
      mend: null,
    };
  } catch (error) {
    return {
      ...finding,
      state: 'missing',
      detail: messageOf(error),
      mend: `move ${join(config.settings.home, 'studio.db')} away and start anew`,
    };
  }
}

/** Whatever is in it is made again when it is wanted, so it may be taken away at any time. */
async function cache({ settings }: Config): Promise<Finding> {
  const { folder, cap } = cacheIn(settings.home);
  const names = await readdir(folder, { recursive: true }).catch(() => []); // not made before the first render
  let bytes = 0;
  for (const name of names) {
    const facts = await stat(join(folder, name)).catch(() => null); // a render may let go of it meanwhile
    if (facts?.isFile() === true) bytes += facts.size;
  }
  return {
    part: 'cache',
    state: 'present',
    detail: `${folder}, ${inMegabytes(bytes)} of at most ${inMegabytes(cap)}`,
    unlocks: 'renders that encode only what has changed; to empty it, delete the folder: nothing is lost by that',
    mend: null,
  };
}

function inMegabytes(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${Math.round(bytes / 1e6).toLocaleString('en-US')} MB`;
}

/** Keys are looked for and never shown. */
function keys({ accounts }: Config): Finding[] {
  return (Object.keys(VENDORS) as VendorName[]).map((name) => {
    const account = accounts[name];
    const there = account?.provenance === 'simulated' ? `set for a simulator at ${account.baseUrl}` : 'set';
    return {
      part: `key: ${name}`,
      state: account === undefined ? 'optional' : 'present',
      detail: account === undefined ? `not set (${VENDORS[name].keys.join(' or ')})` : there,
      unlocks: UNLOCKS[name],
      mend: null,
    };
  });
}

const UNLOCKS: Record<VendorName, string> = {
  anthropic: 'produce --live: Claude plans, writes, looks at takes, criticises and cuts',
  luma: 'produce --live --provider luma (ray-2, ray-flash-2)',
  'luma-agents': 'produce --live --provider luma (ray-3.2)',
  runway: 'produce --live --provider runway',
  kling: 'produce --live --provider kling',
  pika: 'produce --live --provider pika, through fal',
  openai: 'produce --live --voice openai',
  elevenlabs: 'produce --live --voice elevenlabs',
};

function firstLine(error: unknown): string {
  return messageOf(error).split('\n')[0] ?? '';
}
