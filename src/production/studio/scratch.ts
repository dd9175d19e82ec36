import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError, messageOf } from '../../errors.ts';
import { makeFolders } from '../../folders.ts';
import { isGone } from './holder.ts';

/**
 * A folder of this process's own, `<home>/scratch/<host>_<pid>_<chance>`. What processes of this machine left behind when
 * they were killed is swept away first; of other machines nobody here can tell. Throws `disk`.
 */
export async function openScratch(home: string, holder: string): Promise<string> {
  const root = join(home, 'scratch');
  const [host = '', pid = ''] = holder.split(':');
  const ours = `${host.replaceAll(/[^\w.-]+/g, '-')}_`;
  try {
    makeFolders(root);
    for (const name of await readdir(root)) {
      const theirs = name.startsWith(ours) ? /^(\d+)_/.exec(name.slice(ours.length))?.[1] : undefined;
      if (theirs !== undefined && isGone(`${host}:${theirs}`, holder))
        await rm(join(root, name), { recursive: true, force: true });
    }
    return await mkdtemp(join(root, `${ours}${pid}_`));
  } catch (error) {
    throw new StudioError('disk', `cannot write in ${home}: ${messageOf(error)}`, {
      hint: 'Set CLAUDE_STUDIO_HOME to a folder that you may write in.',
      cause: error,
    });
  }
}
