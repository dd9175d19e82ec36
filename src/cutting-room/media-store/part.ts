import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';

/**
 * Where a file is made that is then renamed to `path`, whole or not at all: beside it, under a name of this call's own that
 * fits however long the other one is. What processes of this machine left there when they were killed is taken away first;
 * of other machines nobody here can tell.
 */
export async function partBeside(path: string): Promise<string> {
  const folder = dirname(path);
  await clearUp(folder);
  made += 1;
  return join(folder, `${OURS}${process.pid}-${threadId}-${made}.part`);
}

let made = 0;

const OURS = `.claude-studio-${hostname().replaceAll(/[^\w.-]+/g, '-')}_`;

async function clearUp(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []); // who may not look may still write
  for (const name of names) {
    const pid = name.startsWith(OURS) ? /^(\d+)-\d+-\d+\.part$/.exec(name.slice(OURS.length))?.[1] : undefined;
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(join(folder, name), { force: true }).catch(() => undefined); // the next one may be allowed to
  }
}

/** Whether there is a process of that number on this machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's process: it lives
  }
}
