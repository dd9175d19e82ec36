import { formatCents, formatLeft, formatUsd } from '../../film/money.ts';
import { expectedAndPaid } from '../../film/spending.ts';
import { elapsed, STAGES, stageElapsed, type ProductionState } from '../../film/state.ts';
import { formatClock } from '../../film/time.ts';
import { html, type Html } from './html.ts';
import { badge, counted, facts, section, slated, table, utc, whole, words } from './parts.ts';
import type { MediaAddress, ReportEvent } from './parts.ts';

/** The film itself, above everything else. */
export function filmSection(state: ProductionState, media: MediaAddress): Html {
  const { brief, screenplay, master, animatic, film, edit, money, contract, imported } = state;
  const cut = edit?.candidates.find((candidate) => candidate.cut.id === master?.cut)?.cut;
  const concept = brief?.concept ?? contract?.concept ?? '';
  return html`<header>
    <p class="kicker">
      Claude Studio ${badge(state.provenance)} <span class="status ${state.status}">${state.status}</span>
    </p>
    <h1>${screenplay?.title ?? 'A film in the making'}</h1>
    ${
      concept.length > 400
        ? html`<details class="concept">
            <summary>${Array.from(concept).slice(0, 300).join('')} …</summary>
            <p>${concept}</p>
          </details>`
        : html`<p class="concept">${concept}</p>`
    }
    ${state.trouble === null ? null : html`<p class="trouble"><b>${state.trouble.code}</b> ${state.trouble.message}</p>`}
    ${screens(state, media)}
    ${facts([
      ['Length', film === null ? null : formatClock(film.seconds)],
      [
        'Picture',
        cut === undefined || imported !== null
          ? brief === null
            ? null
            : `${brief.aspect}, ${brief.resolution}`
          : `${cut.width} × ${cut.height}, ${cut.rate.num / cut.rate.den} fps`,
      ],
      ['Size', film === null ? null : `${(film.bytes / 1_000_000).toFixed(1)} MB`],
      [
        'Sound',
        master === null
          ? null
          : master.loudness === null
            ? 'none'
            : `${master.loudness.integrated.toFixed(1)} LUFS, peak ${master.loudness.truePeak.toFixed(1)} dBTP`,
      ],
      ['Cost', brief === null ? formatCents(money.spent) : `${formatCents(money.spent)} of ${formatUsd(brief.budget)}`],
      ['Made in', imported === null ? `${(elapsed(state, 0) / 1000).toFixed(1)} s` : null],
    ])}
    ${master === null ? null : sheet('the film', media(master.contactSheet), false)}
    ${animatic === null ? null : sheet('the animatic', media(animatic.contactSheet), master === null)}
  </header>`;
}

/** The film, and beside it the animatic that it was greenlit on; before there is a film, the animatic alone. */
function screens({ master, animatic, imported }: ProductionState, media: MediaAddress): Html {
  const film = master === null ? null : media(master.media);
  const poster = master === null ? null : media(master.poster);
  const drawn = animatic === null ? null : media(animatic.media);
  if (film === null && drawn === null)
    return html`<p class="empty">There is no film${imported === null ? ' yet' : ''}.</p>`;
  return html`<div class="screens">
    ${
      film === null
        ? null
        : html`<video
            controls
            preload="metadata"
            src="${film}"
            ${poster === null ? null : html` poster="${poster}"`}
          ></video>`
    }
    ${
      drawn === null
        ? null
        : html`<figure>
            <video controls preload="metadata" src="${drawn}"></video>
            <figcaption>
              ${film === null ? 'There is no film yet: this is its animatic' : 'The animatic'}, drawn and spoken on this
              machine for nothing, each shot with the price that is planned for it.
            </figcaption>
          </figure>`
    }
  </div>`;
}

function sheet(of: string, address: string | null, open: boolean): Html | null {
  if (address === null) return null;
  return html`<details${open ? html` open` : null}>
    <summary>Contact sheet of ${of}</summary>
    <img class="sheet" src="${address}" alt="Contact sheet of ${of}" />
  </details>`;
}

/** Where a production is from that was not made here, and what of it could not be taken over. */
export function importedSection({ imported, provenance }: ProductionState): Html | null {
  if (imported === null) return null;
  const { source, original, generation, startedAt, endedAt, tier, notes } = imported;
  return section(
    'imported',
    'Imported',
    badge(provenance),
    html`<p>
        It was made by the original studio, not here, and read from <code>${source}</code>. Takes, scores and prices are
        as it wrote them down; nothing of its money is in the account of this studio.
      </p>
      ${facts([
        ['Its name there', original],
        ['Written by', `version “${generation}”`],
        ['Began', startedAt === null ? 'it does not say' : `${startedAt.slice(0, 19).replace('T', ' ')} UTC`],
        ['Ended', endedAt === null ? null : `${endedAt.slice(0, 19).replace('T', ' ')} UTC`],
        ['Tier', tier === null ? null : words(tier)],
      ])}
      ${
        notes.length === 0
          ? html`<p class="empty">Everything that it had could be read.</p>`
          : html`<h3>What could not be taken over</h3>
              <ul class="issues">
                ${notes.map((note) => html`<li>${note}</li>`)}
              </ul>`
      }`,
  );
}

export function warningsSection({ warnings }: ProductionState): Html | null {
  if (warnings.length === 0) return null;
  return section(
    'warnings',
    'Could not be done as asked',
    null,
    html`<ul class="warnings">
      ${warnings.map(({ about, text }) => html`<li><b>${about}</b> ${text}</li>`)}
    </ul>`,
  );
}

/** Every charge, the sums, and what paid providers would have asked. */
export function moneySection(state: ProductionState): Html {
  const { money, brief, quote, film, spending } = state;
  const charges = Object.values(money.charges);
  const ledger = table(
    ['Act', 'Provider', 'From', 'Reserved#', 'Paid#', 'How it ended'],
    charges.map((charge) => ({
      cells: [
        slated(charge.act),
        whole(`${charge.provider} ${charge.model}`),
        badge(charge.provenance),
        formatUsd(charge.reserved),
        charge.settled === null ? '–' : formatUsd(charge.settled),
        charge.released !== null
          ? `released: ${charge.released}`
          : charge.settled === null
            ? 'still reserved'
            : `settled (${charge.basis ?? ''})`,
      ],
    })),
  );
  return section(
    'money',
    'Money',
    brief === null ? null : `budget ${formatUsd(brief.budget)}`,
    html`${facts([
      ['Spent', formatCents(money.spent)],
      ['Reserved', formatCents(money.reserved)],
      ['Left', formatLeft(money.left)],
      ['Wasted', film === null ? null : formatCents(film.wasted)],
    ])}
    ${charges.length === 0 ? html`<p class="empty">Nothing has been charged.</p>` : html`<details${charges.length <= 12 ? html` open` : null}><summary>Ledger, ${counted(charges.length, 'charge')}</summary>${ledger}</details>`}
    ${
      spending === null
        ? null
        : html`<h3>Expected and paid <small>${spending.provider} ${spending.model}</small></h3>
            ${table(
              ['Shot', 'Orders#', 'Expected#', 'Paid#'],
              expectedAndPaid(state).map(({ name, orders, expected, paid }) => ({
                cells: [name, orders, formatCents(expected), formatCents(paid)],
              })),
            )}`
    }
    ${
      quote === null
        ? null
        : html`<h3>
              What this film would cost live
              <small>voice and minds included; price book of ${quote.asOf}</small>
            </h3>
            ${table(
              ['Provider', 'Tier', 'Seconds bought#', 'Cost#', 'Price from'],
              quote.lines.map((line) => ({
                cells: [
                  whole(`${line.provider} ${line.model}`),
                  words(line.tier),
                  Number(line.secondsBought.toFixed(1)),
                  formatCents(line.cost),
                  html`<small>${line.source}</small>`,
                ],
              })),
            )}`
    }`,
  );
}

/** How the production went: stages, versions, and the events that all of this was folded from. */
export function recordSection(state: ProductionState, events: ReportEvent[]): Html {
  const counts = Map.groupBy(events, ({ type }) => type);
  const first = events[0];
  return section(
    'record',
    'Record',
    counted(events.length, 'event'),
    html`${facts([
        ['Production', state.production],
        ['Version', state.version],
        [
          state.imported === null ? 'Began' : 'Imported',
          state.startedAt === null ? null : `${utc(state.startedAt)} UTC`,
        ],
        ['Seed number', state.brief?.seedNumber ?? null],
        ['Contract', state.contract === null ? null : html`<code>${state.contract.hash.slice(0, 16)}</code>`],
      ])}
      ${table(
        ['Stage', 'Worked#'],
        STAGES.map((stage) => ({ cells: [stage, `${(stageElapsed(state, stage, 0) / 1000).toFixed(1)} s`] })),
      )}
      <details>
        <summary>Events by kind</summary>
        ${table(
          ['Event', 'Times#', 'First', 'Last'],
          [...counts].map(([type, those]) => ({
            cells: [html`<code>${type}</code>`, those.length, since(those[0], first), since(those.at(-1), first)],
          })),
        )}
      </details>`,
  );
}

function since(event: ReportEvent | undefined, first: ReportEvent | undefined): string {
  return event === undefined || first === undefined ? '' : `+${((event.at - first.at) / 1000).toFixed(2)} s`;
}
