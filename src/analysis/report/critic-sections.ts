import type { Critique } from '../../film/review.ts';
import { formatCents } from '../../film/money.ts';
import type { ProductionState } from '../../film/state.ts';
import { tally } from '../../film/lesson.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import {
  badge,
  counted,
  facts,
  inStory,
  section,
  sentence,
  slated,
  table,
  trusted,
  whole,
  type JudgeTrust,
} from './parts.ts';

/** The critique that the film stands by: its own, else that of the pilot that was greenlit. */
export function lastWord({ critiques, greenlight, pitch }: ProductionState): Critique | null {
  return critiques['film'] ?? critiques[greenlight?.pilot ?? pitch?.recommended ?? ''] ?? null;
}

/** What was asked for against what is there, and what it would take to come nearer. */
export function gapsSection(state: ProductionState, trust: JudgeTrust | null): Html | null {
  const critique = lastWord(state);
  if (critique === null) return null;
  const { delivery, score } = critique;
  const order = inStory(state);
  const quality = critique.quality.toSorted((a, b) => order(a.slate) - order(b.slate));
  return section(
    'gaps',
    'Asked for and there',
    badge(critique.provenance),
    html`<p>${slated(sentence(critique.reason))}</p>
      ${
        delivery === null
          ? null
          : facts([
              ['Asked for', `${delivery.threshold} points`],
              ['Scored', score === null ? 'unscored' : html`${score} ${trusted(trust, isJudged(state))}`],
              ['Which is', html`<span class="status ${VERDICTS[delivery.verdict]}">${delivery.verdict}</span>`],
            ])
      }
      ${table(['Element', 'Weight#', '', 'Takes', 'Why'], [...missingRows(critique, state), ...matchedRows(critique, state)])}
      ${
        quality.length === 0
          ? null
          : html`<h3>Wrong with takes that are used</h3>
              <ul class="issues">
                ${quality.map(({ slate, issue }) => html`<li><b>${whole(slate)}</b> ${issue}</li>`)}
              </ul>`
      }
      ${
        delivery === null || delivery.improvements.length === 0
          ? null
          : html`<h3>What it would take to come nearer</h3>
              ${table(
                ['Shot', 'Take', 'Score#', 'Expected gain#', 'Price#', 'Why'],
                delivery.improvements.map(({ shot, slate, score: now, gain, price, why }) => ({
                  cells: [
                    html`<a href="#shot-${shot}">${shot}</a>`,
                    slate === null ? '–' : whole(slate),
                    now ?? '–',
                    `+${gain.toFixed(1)}`,
                    formatCents(price),
                    slated(why),
                  ],
                })),
              )}`
      }`,
  );
}

/** Somebody has looked at a take. */
function isJudged({ takes }: ProductionState): boolean {
  return Object.values(takes).some(({ review }) => review?.answers !== undefined);
}

/** Claims that the takes of this production suggest. */
export function lessonsSection(state: ProductionState): Html | null {
  const proposed = lastWord(state)?.lessons ?? [];
  if (proposed.length === 0) return null;
  const news = new Map(
    Object.values(state.lessons)
      .flat()
      .map((one) => [one.id, one.news]),
  );
  return section(
    'lessons',
    'Lessons to be tried',
    `${counted(proposed.length, 'claim')}, not tested yet`,
    table(
      ['Claim', 'From', 'Failed#', 'In memory', 'As it was said'],
      proposed.map((lesson) => {
        const { takes, failed } = tally(lesson);
        return {
          cells: [
            html`<b>${lesson.claim}</b> <small><code>${lesson.id.slice(0, 8)}</code></small>`,
            badge(lesson.provenance),
            `${failed} of ${takes}`,
            NEWS[news.get(lesson.id) ?? ''] ?? '–',
            html`<small>${whole(lesson.proposedBy.slate)}: ${lesson.proposedBy.quote}</small>`,
          ],
        };
      }),
    ),
  );
}

const VERDICTS = { reached: 'done', below: 'failed', unjudged: 'interrupted' } as const;

const NEWS: Record<string, string> = {
  new: 'new',
  evidence: 'known, more evidence',
  contested: 'contradicts what is known',
  known: 'known',
};

interface Row {
  cells: HtmlValue[];
}

function missingRows({ missing }: Critique, state: ProductionState): Row[] {
  return missing.map(({ element, why }) => ({
    cells: [...elementCells(state, element), html`<span class="badge missing">not seen</span>`, '', slated(why)],
  }));
}

function matchedRows({ matched }: Critique, state: ProductionState): Row[] {
  const order = inStory(state);
  return matched.map(({ element, slates, judged }) => ({
    cells: [
      ...elementCells(state, element),
      html`<span class="badge">${judged ? 'seen' : 'asked for'}</span>`,
      slated(slates.toSorted((a, b) => order(a) - order(b)).join(', ')),
      judged ? '' : 'nobody has looked',
    ],
  }));
}

function elementCells({ contract }: ProductionState, name: string): HtmlValue[] {
  const element = contract?.elements.find(({ id, text }) => id === name || text === name);
  return element === undefined
    ? [name, '']
    : [
        html`<b>${element.text}</b>${element.must ? html` <span class="badge must">must</span>` : null}`,
        `${Math.round(element.weight * 100)} %`,
      ];
}
