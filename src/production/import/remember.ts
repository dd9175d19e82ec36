import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { makeFolders } from '../../folders.ts';
import { formatUsd } from '../../film/money.ts';
import { propose, readLessons, type News } from '../../memory/lessons.ts';
import type { Journal } from '../../journal/spec.ts';
import type { Studio } from '../studio/studio.ts';
import { write } from '../studio/whole-file.ts';
import type { Imported } from './import.ts';
import { readLearnings, type Known, type Learnings } from './learnings.ts';
import type { Survey } from './survey.ts';

/** What the original had learnt, and what became of each claim. */
export interface Remembered {
  lessons: { id: string; claim: string; provenance: string; news: News }[];
  texts: string[];
  notes: string[];
}

/** Proposes what can be tried of the original's memory to ours; what is known adds nothing. */
export async function importLearnings(
  journal: Journal,
  { root }: Survey,
  runs: readonly Imported[],
): Promise<Remembered> {
  const learnings = await readLearnings(root, knownRuns(runs));
  return remembered(learnings, await propose(journal, learnings.lessons));
}

/** The same without writing anything. */
export async function previewLearnings(
  journal: Journal,
  { root }: Survey,
  runs: readonly Imported[],
): Promise<Remembered> {
  const learnings = await readLearnings(root, knownRuns(runs));
  const known = new Set<string>();
  for (const provenance of new Set(learnings.lessons.map((lesson) => lesson.provenance)))
    for (const { id } of await readLessons(journal, provenance)) known.add(`${provenance} ${id}`);
  return remembered(
    learnings,
    learnings.lessons.map(({ provenance, id }) => (known.has(`${provenance} ${id}`) ? 'known' : 'new')),
  );
}

function knownRuns(runs: readonly Imported[]): Map<string, Known> {
  return new Map(
    runs.flatMap(({ original, run, provenance }) => (run === null ? [] : [[original, { run, provenance }] as const])),
  );
}

function remembered({ lessons, texts, notes }: Learnings, news: readonly News[]): Remembered {
  return {
    lessons: lessons.map(({ id, claim, provenance }, at) => ({ id, claim, provenance, news: news[at] ?? 'known' })),
    texts,
    notes,
  };
}

/** Everything about an import as a page for people, in the studio's home; returns its path. */
export async function writeImportReport(
  { settings }: Studio,
  { root, others }: Survey,
  runs: readonly Imported[],
  memory: Remembered,
): Promise<string> {
  const folder = resolve(settings.home, 'imports');
  makeFolders(folder);
  const mark = createHash('sha256').update(root).digest('hex').slice(0, 8);
  const path = join(folder, `${basename(root).replaceAll(/[^A-Za-z0-9._-]+/g, '-')}-${mark}.md`);
  await write(path, pageOf(root, others, runs, memory));
  return path;
}

function pageOf(root: string, others: readonly string[], runs: readonly Imported[], memory: Remembered): string {
  const sections = [
    ...runs.map((run) => [
      `## ${plain(run.original)}${run.run === null ? '' : ` → ${plain(run.run)}`}`,
      ...(run.concept === null ? [] : [`> ${plain(run.concept.slice(0, 400))}`]),
      `${run.outcome}, ${run.provenance}, written by the version “${run.generation}”: ${run.scenes} scenes, ${run.takes} of ${run.clips} clips, ${run.cuts} cuts, ${run.film ? 'a film' : 'no film'}, ${formatUsd(run.spent)} by its own books`,
      ...(run.notes.length === 0 ? [] : [items(run.notes)]),
    ]),
    [
      '## What it had learnt',
      'A sentence is a hypothesis here where it names a kind of element and something that can be done about it. None has evidence.',
      ...(memory.lessons.length === 0
        ? []
        : [
            items(
              memory.lessons.map(
                ({ id, claim, provenance, news }) => `${id.slice(0, 8)}, ${provenance}, ${news}: ${claim}`,
              ),
            ),
          ]),
      ...(memory.texts.length === 0 ? [] : ['### Only to be read', items(memory.texts)]),
    ],
    ...(others.length + memory.notes.length === 0 ? [] : [['## What is no run', items([...others, ...memory.notes])]]),
  ];
  return `${[`# What was imported from ${plain(root)}`, ...sections.flat()].join('\n\n')}\n`;
}

function items(lines: readonly string[]): string {
  return lines.map((line) => `- ${plain(line)}`).join('\n');
}

/** One line, with nothing that Markdown or HTML would take for its own. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*[\]<>#|]/g, (sign) => `\\${sign}`)
    .trim();
}
