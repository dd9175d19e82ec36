import { formatCents, formatUsd } from '../../film/money.ts';
import { bandBeside, type Critique } from '../../film/review.ts';
import { shotsOf } from '../../film/screenplay.ts';
import { circledTakes, type ProductionState } from '../../film/state.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { lastWord } from './critic-sections.ts';
import { badge, counted, section, sentence, slated, table, whole, words } from './parts.ts';

/** What was handed in, what it is taken for, and which shots it reached. */
export function assetsSection({ assets, brief, screenplay }: ProductionState): Html | null {
  if (assets === null || brief === null) return null;
  const shots = screenplay === null ? [] : shotsOf(screenplay);
  const nameOf = (id: string): string => [...brief.seeds, ...brief.texts].find((one) => one.id === id)?.name ?? id;
  const seenIn = (id: string): HtmlValue => {
    const ids = new Set([
      id,
      ...shots.flatMap((shot) => shot.seeds.map((seed) => seed.id)).filter((one) => one.startsWith(`${id}-`)),
    ]);
    const showing = shots.filter(
      (shot) =>
        shot.seeds.some((seed) => ids.has(seed.id)) || shot.figures.some(({ seed }) => seed !== null && ids.has(seed)),
    );
    return showing.map((shot) => html`<a class="chip" href="#shot-${shot.id}">${shot.id}</a> `);
  };
  return section(
    'assets',
    'Handed in',
    counted(assets.pictures.length + assets.texts.length, 'file'),
    table(
      ['File', 'Taken for', 'What is known of it', 'Shots'],
      [
        ...assets.pictures.map(({ id, kind, use, description, reason, panels }) => ({
          cells: [
            html`<b>${nameOf(id)}</b>`,
            `${words(kind)}${panels.length === 0 ? '' : `, ${counted(panels.length, 'panel')}`}`,
            html`${description} <small>${reason}</small>`,
            use === 'look' ? html`<em>gives the look</em>` : seenIn(id),
          ],
        })),
        ...assets.texts.map(({ id, kind, description }) => ({
          cells: [html`<b>${nameOf(id)}</b>`, kind, description, html`<em>read</em>`],
        })),
      ],
    ),
  );
}

/** The concept's elements, and in which circled shots each is answered for. */
export function contractSection(state: ProductionState): Html | null {
  const { contract, screenplay } = state;
  if (contract === null) return null;
  const circled = new Set(circledTakes(state).map((take) => take.shot));
  const missing = new Set(lastWord(state)?.missing.map((gap) => gap.element));
  const shown = (element: string): HtmlValue => {
    const shots = screenplay === null ? [] : shotsOf(screenplay).filter((shot) => shot.elements.includes(element));
    if (shots.length === 0) return html`<em>in no shot</em>`;
    return shots.map(
      (shot) => html`<a class="chip${circled.has(shot.id) ? '' : ' open'}" href="#shot-${shot.id}">${shot.id}</a> `,
    );
  };
  return section(
    'contract',
    'Contract',
    `${counted(contract.elements.length, 'element')} that the film is judged by`,
    table(
      ['Element', 'Kind', 'Weight#', '', 'Shots'],
      contract.elements.map((element) => ({
        cells: [
          html`<b>${element.text}</b>`,
          element.kind,
          `${Math.round(element.weight * 100)} %`,
          [
            element.must ? html`<span class="badge must">must</span>` : null,
            missing.has(element.id) || missing.has(element.text)
              ? html` <span class="badge missing">not seen</span>`
              : null,
          ],
          shown(element.id),
        ],
      })),
    ),
  );
}

export function pilotsSection({ pitch, greenlight }: ProductionState): Html | null {
  if (pitch === null) return null;
  const chosen = greenlight?.pilot ?? pitch.recommended;
  return section(
    'pilots',
    'Pilots',
    `${counted(pitch.pilots.length, 'rival plan')}, priced as if paid live`,
    html`${table(
        ['', 'Tier', 'Provider', 'A shot#', 'Affords#', 'Share of budget#', 'In all#', 'Best score#'],
        pitch.pilots.map((pilot) => ({
          chosen: pilot.id === chosen,
          cells: [
            html`<b>${pilot.id}</b>`,
            words(pilot.tier),
            whole(`${pilot.provider} ${pilot.model}`),
            formatCents(pilot.pricePerShot),
            `${pilot.shotsAffordable} of ${pilot.shotsPlanned}`,
            formatCents(pilot.allocation),
            formatCents(pilot.estimate),
            pilot.qualityCeiling,
          ],
        })),
      )}
      <ul class="notes">
        ${pitch.pilots.map((pilot) => html`<li><b>${pilot.id}</b> ${sentence(pilot.approach)} <small>${sentence(pilot.rationale)}</small></li>`)}
      </ul>`,
  );
}

/** Who decided what, and why, in the order in which it was decided. */
export function decisionsSection({ pitch, greenlight, critiques, edit, contract }: ProductionState): Html | null {
  const nameOf = (id: string) => contract?.elements.find((element) => element.id === id)?.text ?? id;
  const decisions: Html[] = [];
  if (pitch !== null) decisions.push(decision('Producer', html`would shoot pilot ${pitch.recommended}`, pitch.reason));
  if (greenlight !== null) {
    decisions.push(
      decision('Greenlight', html`pilot ${greenlight.pilot}, up to ${formatUsd(greenlight.cap)}`, greenlight.reason),
    );
  }
  for (const critique of Object.values(critiques)) {
    const matched = critique.matched.map(({ element }) => nameOf(element));
    const missing = critique.missing.map(({ element }) => nameOf(element));
    const elements = [
      matched.length === 0 ? null : html`<small>Answered for: ${matched.join(', ')}.</small> `,
      missing.length === 0 ? null : html`<small class="missing">Not seen: ${missing.join(', ')}.</small>`,
    ];
    decisions.push(
      decision(
        'Critic',
        html`${critique.delivery === null ? `pilot ${critique.pilot}` : 'the film'}: ${verdictOf(critique)}
        ${badge(critique.provenance)}`,
        critique.reason,
        elements,
      ),
    );
  }
  if (edit !== null) {
    decisions.push(
      decision(
        'Editor',
        html`cuts ${edit.recommended}`,
        edit.reason,
        html`<div class="candidates">
          ${edit.candidates.map(
            ({ cut, title, reasoning, estimatedQuality, continuityNotes, continuityScore }) =>
              html`<div class="candidate${cut.id === edit.recommended ? ' chosen' : ''}">
                <b>${title}</b>
                <small
                  >${cut.id}${estimatedQuality === null ? ', unscored' : `, ${Math.round(estimatedQuality)}`}${continuityScore === null ? '' : `, continuity ${Math.round(continuityScore)}`}</small
                >
                <p>${slated(sentence(reasoning))}</p>
                ${continuityNotes.map((note) => html`<p class="missing">${slated(note)}</p>`)}
              </div>`,
          )}
        </div>`,
      ),
    );
  }
  return decisions.length === 0
    ? null
    : section(
        'decisions',
        'Decisions',
        null,
        html`<ol class="decisions">
          ${decisions}
        </ol>`,
      );
}

/** `reached, excellent (95)`, `below (80)`. */
function verdictOf(critique: Critique): string {
  const { delivery, decision: decided, score } = critique;
  const points = score === null ? '' : ` (${Math.round(score)})`;
  return [delivery?.verdict ?? decided, bandBeside(critique)].filter(Boolean).join(', ') + points;
}

function decision(who: string, what: Html, why: string, more: HtmlValue = null): Html {
  return html`<li>
    <span class="who">${who}</span>
    <div>
      <b>${what}</b>
      <p>${slated(sentence(why))}</p>
      ${more}
    </div>
  </li>`;
}
