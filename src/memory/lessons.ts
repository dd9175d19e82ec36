import { z } from 'zod';
import { StudioError } from '../errors.ts';
import { Lesson, merge, promise } from '../film/lesson.ts';
import type { Provenance } from '../film/provenance.ts';
import type { Json } from '../json.ts';

/** What of a journal the memory needs; every `Journal` is one. `append` fails with `conflict` when another wrote first. */
export interface MemoryJournal {
  read(stream: string): Promise<{ schema: string; data: Json }[]>;
  append(stream: string, events: { schema: string; data: Json }[], expectedSeq: number): Promise<unknown>;
}

/** What a proposal added to the memory: a claim that nobody had made, evidence, or a contradiction; `known` is nothing. */
export type News = 'new' | 'evidence' | 'contested' | 'known';

/** Hypotheses that are kept in view for one provider. */
export const IN_VIEW = 10;

/** Lessons of each provenance have a stream of their own: what was rehearsed never enters what was lived. */
export function memoryStreamOf(provenance: Provenance): string {
  return `memory/${provenance}`;
}

/**
 * Takes proposals into the memory, each into the stream of its own provenance, and says what each has added. What is
 * known already adds nothing, so a proposal may be made again after a crash. Nothing is ever taken out.
 */
export async function propose(journal: MemoryJournal, lessons: readonly Lesson[]): Promise<News[]> {
  const news = new Map<Lesson, News>();
  for (const [provenance, proposed] of Map.groupBy(lessons, (lesson) => lesson.provenance)) {
    for (const [lesson, added] of await take(journal, provenance, proposed)) news.set(lesson, added);
  }
  return lessons.map((lesson) => news.get(lesson) ?? 'known');
}

/**
 * All lessons of a provenance with all their evidence, in the order in which they were first claimed. Throws
 * `schema-unknown` for what a newer version wrote and `journal-corrupt` for what makes no sense.
 */
export async function readLessons(journal: MemoryJournal, provenance: Provenance): Promise<Lesson[]> {
  return [...fold(await journal.read(memoryStreamOf(provenance)), provenance).values()];
}

/** The hypotheses worth a trial, the most promising first: ten at most for one provider. The rest stays in memory. */
export function inView(lessons: readonly Lesson[]): Lesson[] {
  const count = new Map<string, number>();
  return ranked(lessons.filter(({ status }) => status === 'hypothesis')).filter(({ scope: { provider } }) => {
    const before = count.get(provider) ?? 0;
    count.set(provider, before + 1);
    return before < IN_VIEW;
  });
}

/** By promise, and by id where that is equal. */
export function ranked(lessons: readonly Lesson[]): Lesson[] {
  return lessons.toSorted((a, b) => promise(b) - promise(a) || (a.id < b.id ? -1 : 1));
}

async function take(
  journal: MemoryJournal,
  provenance: Provenance,
  proposed: readonly Lesson[],
): Promise<[Lesson, News][]> {
  for (;;) {
    const recorded = await journal.read(memoryStreamOf(provenance));
    const known = fold(recorded, provenance);
    const added: { schema: string; data: Json }[] = [];
    const news = proposed.map((lesson): [Lesson, News] => {
      const before = known.get(lesson.id);
      const after = before === undefined ? lesson : merge(before, lesson);
      known.set(lesson.id, after);
      const what = newsOf(before, after);
      // Merging puts what is new behind what was known.
      const evidence = after.evidence.slice(before?.evidence.length ?? 0);
      if (what !== 'known') added.push(encode({ ...lesson, evidence }));
      return [lesson, what];
    });
    if (added.length === 0) return news;
    try {
      await journal.append(memoryStreamOf(provenance), added, recorded.length);
      return news;
    } catch (error) {
      // Another production learnt something meanwhile: what is new is asked again.
      if (!(error instanceof StudioError) || error.code !== 'conflict') throw error;
    }
  }
}

function newsOf(before: Lesson | undefined, after: Lesson): News {
  if (before === undefined) return 'new';
  if (after.status !== before.status) return 'contested';
  return after.evidence.length > before.evidence.length ? 'evidence' : 'known';
}

const PROPOSED = 'lesson-proposed.1';

function encode(lesson: Lesson): { schema: string; data: Json } {
  return { schema: PROPOSED, data: JSON.parse(JSON.stringify(lesson)) as Json };
}

function fold(events: readonly { schema: string; data: Json }[], provenance: Provenance): Map<string, Lesson> {
  const lessons = new Map<string, Lesson>();
  for (const { schema, data } of events) {
    if (schema !== PROPOSED) {
      throw new StudioError('schema-unknown', `this version does not know the memory ${schema}`, {
        hint: 'It was written by a newer claude-studio: update this one.',
      });
    }
    const checked = Lesson.safeParse(data);
    if (!checked.success)
      throw new StudioError('journal-corrupt', `a lesson cannot be read: ${z.prettifyError(checked.error)}`);
    const lesson = checked.data;
    if (lesson.provenance !== provenance) {
      throw new StudioError(
        'journal-corrupt',
        `a lesson that is ${lesson.provenance} stands among those that are ${provenance}`,
      );
    }
    const before = lessons.get(lesson.id);
    lessons.set(lesson.id, before === undefined ? lesson : merge(before, lesson));
  }
  return lessons;
}
