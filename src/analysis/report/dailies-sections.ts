import { formatCents } from '../../film/money.ts';
import { mindsByRole } from '../../film/minds.ts';
import { CONTINUITY_FLOOR } from '../../film/review.ts';
import type { ProductionState } from '../../film/state.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { counted, inStory, section, sentence, slated, table, whole, type JudgeTrust } from './parts.ts';

/** What was decided about each take, in one line with its figures, and what the person said of it. */
export function dailiesSection(state: ProductionState, trust: JudgeTrust | null): Html | null {
  const { decisions, wishes, chosen } = state;
  const said = (slate: string, shot: string): HtmlValue => {
    const thumb = wishes.thumbs[slate];
    const words = [
      chosen[shot] === slate ? 'chosen' : '',
      wishes.dropped.includes(slate) ? 'dropped' : '',
      thumb === undefined ? '' : `thumb ${thumb ? 'up' : 'down'}`,
      wishes.locked.includes(shot) ? 'locked' : '',
    ];
    return words.filter(Boolean).map((word) => html`<span class="badge">${word}</span> `);
  };
  const order = inStory(state);
  const takes = Object.values(state.takes).toSorted((a, b) => order(a.slate) - order(b.slate));
  const rows = takes.flatMap(({ slate, shot }) => {
    const decision = decisions[slate];
    const words = said(slate, shot);
    if (decision === undefined && (!Array.isArray(words) || words.length === 0)) return [];
    const verdict = decision?.verdict ?? null;
    return [
      {
        cells: [
          html`<a href="#shot-${shot}">${whole(slate)}</a>`,
          verdict === null
            ? ''
            : html`<span class="verdict ${verdict === 'circle' ? 'circled' : verdict}">${verdict}</span>`,
          slated(sentence(decision?.line ?? '')),
          words,
        ],
      },
    ];
  });
  const asked = wishes.reshoots.map(
    ({ shot, note, because }) => html`<li><b>${shot}</b> ${slated(because ?? note ?? 'asked for again')}</li>`,
  );
  if (rows.length === 0 && asked.length === 0) return null;
  return section(
    'dailies',
    'Dailies',
    counted(rows.length, 'decision'),
    html`${rows.length === 0 ? null : table(['Take', 'Verdict', 'Why', 'You said'], rows)}
    ${
      asked.length === 0
        ? null
        : html`<h3>Shot once more</h3>
            <ul class="issues">
              ${asked}
            </ul>`
    }
    ${
      trust === null
        ? null
        : html`<p class="summary">${sentence(trust.selfLine)}</p>
            <p class="summary">${sentence(trust.thumbsLine)}</p>`
    }`,
  );
}

/** How the takes go over into each other where they share a person, a place or a thing. */
export function continuitySection(state: ProductionState): Html | null {
  const order = inStory(state);
  const continuity = state.continuity.toSorted((a, b) => order(a.to) - order(b.to));
  if (continuity.length === 0) return null;
  const low = continuity.filter(({ score }) => score !== null && score < CONTINUITY_FLOOR).length;
  return section(
    'continuity',
    'Continuity across the cuts',
    low === 0 ? counted(continuity.length, 'cut') : `${low} of ${continuity.length} below ${CONTINUITY_FLOOR}`,
    table(
      ['From', 'To', 'Score#', 'Measured#', 'Judged#', 'What was found'],
      continuity.map(({ from, to, score, measured, judged, evidence }) => ({
        cells: [
          whole(from),
          whole(to),
          score === null
            ? '–'
            : score < CONTINUITY_FLOOR
              ? html`<b class="missing">${Math.round(score)}</b>`
              : Math.round(score),
          measured === null ? '–' : Math.round(measured),
          judged === null ? '–' : Math.round(judged),
          html`<small>${slated(evidence.join('; '))}</small>`,
        ],
      })),
    ),
  );
}

/** Tokens and dollars of the crew's minds, by role. */
export function mindsSection(state: ProductionState): Html | null {
  const roles = mindsByRole(state);
  if (roles.length === 0) return null;
  const count = (tokens: number): string => tokens.toLocaleString('en-US');
  const turns = roles.reduce((total, role) => total + role.turns, 0);
  return section(
    'minds',
    'Minds',
    counted(turns, 'question'),
    table(
      ['Role', 'Model', 'Questions#', 'Read#', 'From cache#', 'Into cache#', 'Said#', 'Paid#'],
      roles.map((role) => ({
        cells: [
          role.role,
          whole(role.models.join(', ')),
          role.turns === role.calls ? role.turns : `${role.turns} for ${counted(role.calls, 'decision')}`,
          count(role.input),
          count(role.cacheRead),
          count(role.cacheWrite),
          count(role.output),
          formatCents(role.paid),
        ],
      })),
    ),
  );
}
