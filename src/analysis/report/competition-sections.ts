import { bandOf, BANDS } from '../../film/review.ts';
import { formatCents } from '../../film/money.ts';
import type { EventData } from '../../film/events.ts';
import type { ProductionState } from '../../film/state.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { counted, section, sentence, slated, table, whole } from './parts.ts';

type Round = EventData<'competition-planned'>;

/** Who shot the same test shots, what came of it, what was not done and why, and where the money went. */
export function competitionSection(state: ProductionState): Html | null {
  const { rounds, outcome } = state.competition;
  if (rounds.length === 0) return null;
  const tested = rounds.filter(({ entrants }) => entrants.length > 0).length;
  return section(
    'competition',
    'Competition',
    tested === 0 ? 'none was worth its price' : `${counted(tested, 'round')} of tests; ${RUBRIC}`,
    [...rounds.map((round) => roundBlock(state, round)), ...(outcome === null ? [] : [outcomeBlock(outcome)])],
  );
}

/** Lower bounds of the rubric. */
const RUBRIC = `from ${Object.entries(BANDS)
  .map(([name, from]) => `${from} ${name}`)
  .join(', ')}, below that weak`;

function roundBlock(state: ProductionState, { round, line, limit, entrants, shares, rejected }: Round): Html {
  return html`<h3>
      Round ${round}${entrants.length === 0 ? null : html` <small>at most ${formatCents(limit)}</small>`}
    </h3>
    <p>${sentence(line)}</p>
    ${
      entrants.length === 0
        ? null
        : table(
            ['Pilot', 'Shot by', 'Take', 'Score#', 'Band', 'Paid#'],
            entrants.flatMap(({ pilot, provider, model, takes }) =>
              takes.map(({ slate }) => ({
                cells: [html`<b>${pilot}</b>`, whole(`${provider} ${model}`), ...testCells(state, slate)],
              })),
            ),
          )
    }
    ${shares.length === 0 ? null : html`<p class="summary">Draws won: ${shares.map(({ pilot, wins }) => `${pilot} ${Math.round(wins * 100)} %`).join(', ')}.</p>`}
    ${
      rejected.length === 0
        ? null
        : html`<ul class="issues">
            ${rejected.map(({ option, why }) => html`<li>Not: ${option} <small>${why}</small></li>`)}
          </ul>`
    }`;
}

function testCells({ takes, money }: ProductionState, slate: string): HtmlValue[] {
  const score = takes[slate]?.review?.overall ?? null;
  const paid = money.charges[`take/${slate}`]?.settled ?? null;
  const failure = takes[slate]?.failure ?? null;
  return [
    whole(slate),
    score === null ? '–' : Math.round(score),
    failure === null ? bandOf(score) : `failed: ${failure.reason}`,
    paid === null ? '–' : formatCents(paid),
  ];
}

function outcomeBlock({ winner, line, verdicts }: EventData<'competition-decided'>): Html {
  return html`<h3>Who goes on</h3>
    <p>${sentence(line)}</p>
    ${table(
      ['Pilot', 'Verdict', 'Score#', 'Band', 'Overtakes#', 'Promised points#', 'Tests#', 'Back in the pool#', 'Why'],
      verdicts.map((one) => ({
        chosen: one.pilot === winner,
        cells: [
          html`<b>${one.pilot}</b>`,
          html`<span class="status ${one.decision === 'continue' ? 'done' : 'failed'}">${one.decision}</span>`,
          one.score === null ? '–' : Math.round(one.score),
          one.band,
          one.decision === 'continue' ? '' : `${Math.round(one.overtakes * 100)} %`,
          one.predicted.toFixed(0),
          formatCents(one.spent),
          one.returned === 0 ? '' : formatCents(one.returned),
          html`<small>${slated(sentence(one.reason))}</small>`,
        ],
      })),
    )}`;
}
