import type { Provenance } from '../../film/provenance.ts';
import type { Score } from '../../film/review.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import type { ProductionEvent } from '../../film/events.ts';
import type { MediaRef } from '../../film/media.ts';
import { shotsOf } from '../../film/screenplay.ts';
import type { ProductionState } from '../../film/state.ts';
import { numberOf } from '../../film/take.ts';

export interface ReportEvent {
  type: ProductionEvent['type'];
  data: unknown;
  /** Milliseconds since 1970. */
  at: number;
}

/** The address of a picture or film for the page: relative to the report, or a data URI; null when it is not shown. */
export type MediaAddress = (ref: MediaRef) => string | null;

/** How far the judge's scores can be trusted, by all productions of the same provenance. */
export interface JudgeTrust {
  /** Share of the variance of scores that is the takes' own, 0–1, and the takes judged twice that say so. */
  reliability: number;
  pairs: number;
  selfLine: string;
  /** How well the scores order what the person thought. */
  thumbsLine: string;
}

export function section(id: string, title: string, aside: HtmlValue, content: HtmlValue): Html {
  return html`<section id="${id}">
    <h2>${title}${aside === null ? null : html` <small>${aside}</small>`}</h2>
    ${content}
  </section>`;
}

/** Where a fact comes from, as a label that is never left out. */
export function badge(provenance: Provenance | null): Html | null {
  return provenance === null ? null : html`<span class="badge ${provenance}">${provenance}</span>`;
}

/** A table that scrolls by itself on a narrow window. Columns named with a trailing `#` hold numbers. */
export function table(columns: string[], rows: { cells: HtmlValue[]; chosen?: boolean }[]): Html {
  const numeric = columns.map((column) => column.endsWith('#'));
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${columns.map((column, index) => html`<th${numeric[index] ? NUMBER : null}>${column.replace(/#$/, '')}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ cells, chosen }) =>
            html`<tr${chosen ? CHOSEN : null}>${cells.map((cell, index) => html`<td${numeric[index] ? NUMBER : null}>${cell}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function facts(pairs: [string, HtmlValue][]): Html {
  return html`<dl class="facts">
    ${pairs.map(([name, value]) =>
      value === null || value === ''
        ? null
        : html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
    )}
  </dl>`;
}

/** A score with its meter; an unjudged one says so and shows no number. */
export function meter(name: string, { value, basis, evidence }: Score): Html {
  const number =
    value === null
      ? html`<b class="none">–</b>`
      : html`<b>${value}</b
          ><meter min="0" max="100" low="65" high="75" optimum="100" value="${value}">${value}</meter>`;
  return html`<div class="score">
    <span>${name}</span>${number}<i>${basis}</i>${evidence.map((line) => html`<p>${line}</p>`)}
  </div>`;
}

/** What a judged score is worth, to stand beside it. */
export function trusted(trust: JudgeTrust | null, isJudged: boolean): Html | null {
  if (trust === null || !isJudged) return null;
  const known = trust.pairs === 0 ? 'assumed' : `${counted(trust.pairs, 'take')} judged twice`;
  return html`<small class="trust" title="${trust.selfLine}"
    >reliability ${trust.reliability.toFixed(2)}, ${known}</small
  >`;
}

/** Text whose slates stay whole on a narrow window. */
export function slated(text: string): HtmlValue[] {
  return text.split(/(\b\d+[A-Z]+-\d+\b)/).map((part, at) => (at % 2 === 0 ? part : whole(part)));
}

/** Text that is never broken. */
export function whole(text: string): Html {
  return html`<span class="whole">${text}</span>`;
}

/** Words that stood behind somebody's name as a sentence of their own; a first word that is a name as `sim:luma` stays. */
export function sentence(text: string): string {
  return /^\p{Ll}[\p{L}’']*:?(?=\s|$)/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** Where a take stands: by its shot in the story, then by its number. */
export function inStory({ screenplay }: Pick<ProductionState, 'screenplay'>): (slate: string) => number {
  const shots = screenplay === null ? [] : shotsOf(screenplay).map(({ id }) => id);
  return (slate) => shots.indexOf(slate.replace(/-\d+$/, '')) + numberOf(slate) / 1_000;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function words(name: string): string {
  return name.replaceAll(/[-_]/g, ' ');
}

/** `2026-11-23 04:00:12` in UTC. */
export function utc(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

const NUMBER = html` class="number"`;
const CHOSEN = html` class="chosen"`;
