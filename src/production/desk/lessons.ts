import { StudioError } from '../../errors.ts';
import type { Lesson } from '../../film/lesson.ts';
import { Provenance } from '../../film/provenance.ts';
import type { Critique } from '../../film/review.ts';
import type { Journal } from '../../journal/spec.ts';
import { inView, propose, ranked, readLessons } from '../../memory/lessons.ts';
import { NOBODY_KNOWS, ORIGINALS_CRITIC } from '../import/learnings.ts';
import type { Production } from '../studio/production.ts';

/**
 * Takes the lessons that a critique proposes into the studio's memory and writes down what was new. The memory is written
 * first: killed between the two, the same is proposed again, which adds nothing.
 */
export async function learn(production: Production, { pilot, lessons }: Critique): Promise<void> {
  if (lessons.length === 0) return;
  await production.revise(`lessons/${pilot}`, 'lessons-proposed', lessons, async () => {
    const news = await propose(production.studio.journal, lessons);
    const told = lessons.map(({ id, claim, provenance }, at) => ({ id, claim, provenance, news: news[at] ?? 'known' }));
    return { pilot, lessons: told };
  });
}

/**
 * Lessons of live productions, then of simulated ones, then of rehearsals, each the most promising first: those in view,
 * or all of them with what is contested.
 */
export async function listLessons(journal: Journal, all: boolean): Promise<Lesson[]> {
  const lists = await Promise.all(Provenance.options.map((provenance) => readLessons(journal, provenance)));
  return lists.flatMap((lessons) => (all ? ranked(lessons) : inView(lessons)));
}

/** True for what was remembered by the original and came with an import: no take here speaks for it. */
export function isImported({ proposedBy }: Lesson): boolean {
  return proposedBy.agent === ORIGINALS_CRITIC;
}

/** The run that a lesson was proposed in, or null where nobody knows which run of the original that was. */
export function runOf({ proposedBy }: Lesson): string | null {
  return proposedBy.production === NOBODY_KNOWS ? null : proposedBy.production;
}

/**
 * The lessons of an id or the beginning of one: the same claim may stand in several memories. Throws `not-found`, or
 * `usage` when several claims begin so.
 */
export async function findLesson(journal: Journal, id: string): Promise<[Lesson, ...Lesson[]]> {
  const found = (await listLessons(journal, true)).filter((lesson) => lesson.id.startsWith(id.toLowerCase()));
  const [first, ...others] = found;
  if (first === undefined)
    throw new StudioError('not-found', `there is no lesson ${JSON.stringify(id.slice(0, 40))}`, {
      hint: 'claude-studio lessons --all lists them.',
    });
  const another = others.find((lesson) => lesson.id !== first.id);
  if (another !== undefined)
    throw new StudioError('usage', `several lessons begin with ${id}`, {
      hint: `Say more of it: ${first.id}, ${another.id}…`,
    });
  return [first, ...others];
}
