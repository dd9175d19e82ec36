import { shotsOf, type Screenplay, type Shot } from '../../film/screenplay.ts';

/**
 * Shots that must look alike, each chain in the order of the story: those of the same person or animal, and where nobody
 * is seen, of the same place. Chains are shot side by side, the shots of a chain one after the other, each going on from
 * the one before it.
 */
export function chainsOf(screenplay: Screenplay): Shot[][] {
  const characters = new Set(screenplay.threads.filter(({ kind }) => kind === 'character').map(({ id }) => id));
  const chains = new Map<string, Shot[]>();
  for (const shot of shotsOf(screenplay)) {
    const key = subjectOf(shot, characters);
    chains.set(key, [...(chains.get(key) ?? []), shot]);
  }
  return [...chains.values()];
}

function subjectOf({ figures, setting }: Shot, characters: ReadonlySet<string>): string {
  const named = figures.filter(({ thread }) => thread !== null && characters.has(thread));
  return (named.find(({ principal }) => principal) ?? named[0])?.thread ?? setting.thread;
}
