import { Command } from 'commander';
import type { Lesson } from '../../film/lesson.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { Context } from '../context.ts';
import type { Terminal } from '../terminal.ts';

/** `claude-studio lessons`: what is claimed of the models and why, and `lessons show ID`. */
export function lessonsCommand({ terminal }: Context): Command {
  const lessons = new Command('lessons')
    .description('claims about how each model is best asked, with the takes that they come from')
    .option('--all', 'also the less promising ones and those that are contested')
    .option('--json', 'one lesson a line')
    .action(async ({ all, json }: { all?: boolean; json?: boolean }) => {
      const { loadConfig } = await import('../../config.ts');
      const { openJournal } = await import('../../production/studio/home.ts');
      const { isImported, listLessons } = await import('../../production/desk/lessons.ts');
      const journal = await openJournal(loadConfig());
      try {
        const listed = await listLessons(journal, all ?? false);
        if (json) {
          for (const lesson of listed) terminal.event(lesson);
          return;
        }
        const [first] = listed;
        if (first === undefined) {
          terminal.line('Nothing has been claimed yet: a lesson needs the same trouble in two takes of one model.');
          terminal.next(all ? 'claude-studio runs' : 'claude-studio lessons --all');
          return;
        }
        await table(terminal, listed);
        terminal.line('These are hypotheses: none of them has been tried against takes without it.');
        if (listed.some(isImported))
          terminal.line('Imported ones are what the original remembered: no take that is here speaks for them.');
        terminal.next(`claude-studio lessons show ${first.id.slice(0, 8)}`);
      } finally {
        await journal.close();
      }
    });
  lessons
    .command('show')
    .description('a lesson with every take that speaks for or against it')
    .argument('<lesson>', 'its id, or the beginning of it')
    .option('--json', 'as one line')
    .action(async (id: string, _: object, command: Command) => {
      // The flag is the parent's as well, and the parent takes it wherever it stands.
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      const { loadConfig } = await import('../../config.ts');
      const { openJournal } = await import('../../production/studio/home.ts');
      const { findLesson, runOf } = await import('../../production/desk/lessons.ts');
      const journal = await openJournal(loadConfig());
      try {
        const found = await findLesson(journal, id);
        for (const lesson of found) {
          if (json) terminal.event(lesson);
          else await show(terminal, lesson);
        }
        const run = runOf(found[0]);
        terminal.next(run === null ? 'claude-studio lessons --all' : `claude-studio status ${run}`);
      } finally {
        await journal.close();
      }
    });
  return lessons;
}

async function table(terminal: Terminal, lessons: readonly Lesson[]): Promise<void> {
  const { tally } = await import('../../film/lesson.ts');
  const { isImported } = await import('../../production/desk/lessons.ts');
  terminal.table(
    lessons.map((lesson) => {
      const { takes, failed } = tally(lesson);
      return [
        lesson.id.slice(0, 8),
        lesson.provenance,
        takes === 0 ? terminal.glyphs.dash : `${failed} of ${takes}`,
        [lesson.status === 'contested' ? 'contested' : '', isImported(lesson) ? 'imported' : '']
          .filter(Boolean)
          .join(', '),
        lesson.claim,
      ];
    }),
    [
      { title: 'lesson' },
      { title: 'from' },
      { title: 'failed', align: 'right' },
      { title: '' },
      { title: 'claim', stretch: true },
    ],
  );
}

async function show(terminal: Terminal, lesson: Lesson): Promise<void> {
  const { describe, tally } = await import('../../film/lesson.ts');
  const { formatUsd } = await import('../../film/money.ts');
  const { isImported, runOf } = await import('../../production/desk/lessons.ts');
  const { proposedBy, evidence, status, provenance, fit, claim } = lesson;
  const { takes, failed } = tally(lesson);
  const facts: [string, string][] = [
    ['lesson', lesson.id],
    ['claim', claim],
    ['means', describe(lesson)],
    ['status', status === 'contested' ? 'contested: claimed to help and to hurt' : 'hypothesis, not tried yet'],
    ['from', isImported(lesson) ? importedFrom(provenance, runOf(lesson)) : `${provenance} takes`],
    ['keeps', `${Math.round(fit * 100)} % of the element's meaning, as it is guessed`],
    [
      'failed',
      takes === 0 ? 'no take that is here speaks for or against it' : `${failed} of ${takes} takes without it`,
    ],
    ['proposed', `by the ${proposedBy.agent}${proposedBy.call === null ? ' (a rule)' : ` in ${proposedBy.call}`}`],
    ['quoting', `${proposedBy.production} ${proposedBy.slate}: ${proposedBy.quote}`],
  ];
  const shown = facts.filter(([name, value]) => name !== 'means' || value !== claim);
  terminal.table(shown, [{ title: '' }, { title: '', stretch: true }]);
  if (evidence.length === 0) return;
  terminal.table(
    evidence.map((row) => [
      row.production,
      row.slate,
      row.text,
      row.outcome.toFixed(2),
      row.basis,
      formatUsd(row.cost),
      row.note,
    ]),
    [
      { title: 'run', least: 16 },
      { title: 'take', least: Infinity },
      { title: 'element' },
      { title: 'there', align: 'right' },
      { title: 'how' },
      { title: 'paid', align: 'right' },
      { title: 'said', stretch: true },
    ],
  );
}

function importedFrom(provenance: Provenance, run: string | null): string {
  return run === null
    ? 'the memory of the original, imported; nobody knows from which takes, so it counts as offline'
    : `the memory of the original, imported; by its word from ${provenance} takes`;
}
