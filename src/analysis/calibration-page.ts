import type { Calibration, DefectRates, Rates, Reliability, Share } from './calibration.ts';
import { html, Html, type HtmlValue } from './report/html.ts';
import { pageOf } from './report/page.ts';
import { counted, facts, section, table, whole, words } from './report/parts.ts';
import { STYLE } from './report/style.ts';

export interface CalibrationPage {
  calibration: Calibration;
  /** The production whose takes were spoiled, or null: they were drawn for it. */
  run: string | null;
  seed: number;
  /** A frame of a spoiled clip for each defect, as data URI. */
  examples: { defect: string; note: string; picture: string }[];
  /** Spoiled clips that nobody noticed. */
  missed: { clip: string; defect: string; note: string; severity: number }[];
  /** Clean clips that were sent back. */
  alarms: { clip: string; caughtBy: string[] }[];
}

/** How far the judgement of takes can be trusted, as one HTML page that needs nothing but itself. Foreign text is escaped. */
export function calibrationHtml(page: CalibrationPage): string {
  const { calibration, run, seed } = page;
  const { clean, overall } = calibration;
  const title = 'How far to trust the dailies';
  return pageOf(
    title,
    STYLE + OWN,
    html`<header>
        <p class="kicker">Claude Studio · calibration</p>
        <h1>${title}</h1>
        <p class="concept">
          ${counted(overall.clips, 'clip')} with a known defect and ${counted(clean.clips, 'clean clip')} were judged as
          the dailies judge takes${clean.judge === null ? ', by what can be measured. No judge has looked' : ''}.
        </p>
        ${facts([
          ['Takes', run ?? 'drawn for it'],
          ['Seed', seed],
          ['Defects noticed', shareText(overall.measured.recall)],
          ['With the judge', overall.together === null ? null : shareText(overall.together.recall)],
          ['Clean clips sent back', `${clean.measured} of ${clean.clips}`],
          ['By the judge', clean.judge === null ? null : `${clean.judge} of ${clean.clips}`],
        ])}
      </header>
      ${defectsSection(calibration)} ${reliabilitySection(calibration)} ${examplesSection(page)} ${missedSection(page)}`,
  );
}

const OWN = `
.bar{display:block;width:9rem;height:1.1rem}.bar rect{fill:var(--line)}.bar .value{fill:var(--good)}.bar line{stroke:var(--ink);stroke-width:1}
#defects td:last-child{min-width:11rem}@media (max-width:44rem){.bar{width:4.5rem}}
.plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1.4rem}.plots svg{display:block;width:100%;height:auto;overflow:visible}
.plots text{fill:var(--soft);font-size:9px}.plots .axis{stroke:var(--line)}.plots .ideal{stroke:var(--soft);stroke-dasharray:3 3}
.plots .range{stroke:var(--accent);opacity:.5}.plots circle{fill:var(--accent)}
.frames{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1rem}.frames img{display:block;width:100%;border-radius:8px;background:#000}
`;

function defectsSection({ defects, overall }: Calibration): Html {
  const judged = overall.judge !== null;
  const row = (rates: DefectRates): { cells: HtmlValue[]; chosen?: boolean } => ({
    cells: [
      rates.defect === null ? html`<b>all</b>` : words(rates.defect),
      rates.clips,
      ...columnsOf(rates.measured),
      ...(rates.judge === null ? [] : [whole(shareText(rates.judge.recall))]),
      ...(rates.together === null ? [] : columnsOf(rates.together)),
      rates.defect === null ? null : causesOf(rates.together ?? rates.measured),
    ],
    chosen: rates.defect === null,
  });
  const columns = ['Defect', 'Clips#', 'Noticed', '', 'Precision#'];
  const more = judged ? ['By the judge#', 'Together', '', 'Precision#'] : [];
  return section(
    'defects',
    'Defects',
    'bars show the share that was noticed, lines its 95 % interval',
    table([...columns, ...more, 'Caught by'], [...defects.map(row), row(overall)]),
  );
}

function columnsOf({ recall, precision }: Rates): HtmlValue[] {
  return [bar(recall), whole(shareText(recall)), precision.value === null ? '–' : percent(precision.value)];
}

function causesOf({ caughtBy }: Rates): string {
  return caughtBy.length === 0
    ? 'nothing'
    : caughtBy
        .slice(0, 3)
        .map(({ name, clips }) => `${name} ${clips}`)
        .join(', ');
}

function bar({ value, low, high }: Share): Html {
  const at = (share: number) => (share * 100).toFixed(1);
  return html`<svg
    class="bar"
    viewBox="0 0 100 12"
    preserveAspectRatio="none"
    role="img"
    aria-label="${percent(value ?? 0)}"
  >
    <rect width="100" height="12" />
    <rect class="value" width="${at(value ?? 0)}" height="12" />
    <line x1="${at(low)}" x2="${at(high)}" y1="6" y2="6" />
  </svg>`;
}

function reliabilitySection({ reliability }: Calibration): Html {
  return section(
    'reliability',
    'Reliability',
    'upwards: how often it was right, in %; to the right: how sure it was',
    reliability.length === 0
      ? html`<p class="empty">Nobody said how sure they were.</p>`
      : html`<p>
            For measures, what is said is the score itself: a technical quality of 100 says for certain that nothing is
            wrong, one of 70 says with 30 % that something is. The Brier score is the mean squared error: 0 is best,
            0.25 is what a coin would get.
          </p>
          <div class="plots">${reliability.map(plot)}</div>`,
  );
}

const SIDE = 150;

function plot({ dimension, by, bins, brier, verdicts }: Reliability): Html {
  const name =
    dimension === null ? 'all scores' : words(dimension.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
  const [x, y] = [(share: number) => 22 + share * SIDE, (share: number) => 6 + (1 - share) * SIDE];
  const points = bins.map(({ confidence, right }) => ({ at: x(confidence), right, share: right.value ?? 0 }));
  return html`<figure>
    <svg viewBox="0 0 180 180" role="img" aria-label="Reliability of ${name}, ${by}">
      ${[0, 0.25, 0.5, 0.75, 1].map(
        (tick) =>
          html`<line class="axis" x1="${x(0)}" x2="${x(1)}" y1="${y(tick)}" y2="${y(tick)}" /><text
              x="18"
              y="${y(tick) + 3}"
              text-anchor="end"
              >${tick * 100}</text
            ><text x="${x(tick)}" y="${y(0) + 12}" text-anchor="middle">${tick * 100}</text>`,
      )}
      <line class="ideal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" />
      ${points.map(
        ({ at, right, share }) =>
          html`<line class="range" x1="${at}" x2="${at}" y1="${y(right.low)}" y2="${y(right.high)}" /><circle
              cx="${at}"
              cy="${y(share)}"
              r="${2 + 3 * Math.sqrt(right.of / verdicts)}"
              ><title>${right.of} verdicts, ${percent(share)} right</title></circle
            >`,
      )}
    </svg>
    <figcaption>
      <b>${name}</b>, ${by === 'measured' ? 'measured' : 'by the judge'}: Brier ${brier.toFixed(3)},
      ${counted(verdicts, 'verdict')}
    </figcaption>
  </figure>`;
}

function missedSection({ missed, alarms }: CalibrationPage): Html {
  return section(
    'missed',
    'What was missed',
    `${counted(missed.length, 'defect')} unnoticed, ${counted(alarms.length, 'clean clip')} sent back`,
    html`${
      alarms.length === 0
        ? null
        : html`<ul class="issues">
            ${alarms.map(({ clip, caughtBy }) => html`<li>${clip}: ${caughtBy.join('; ')}</li>`)}
          </ul>`
    }
    ${
      missed.length === 0
        ? html`<p class="empty">Every defect was noticed.</p>`
        : kindsOf(missed).map(
            ({ defect, clips }) =>
              html`<details>
                <summary>${words(defect)} <small>${counted(clips.length, 'clip')}</small></summary>
                ${table(
                  ['Clip', 'What is wrong with it', 'Severity#'],
                  clips.map(({ clip, note, severity }) => ({ cells: [clip, note, percent(severity)] })),
                )}
              </details>`,
          )
    }`,
  );
}

/** By kind of defect, in each the plainest first. */
function kindsOf(missed: CalibrationPage['missed']): { defect: string; clips: CalibrationPage['missed'] }[] {
  return [...new Set(missed.map(({ defect }) => defect))].map((defect) => ({
    defect,
    clips: missed.filter((one) => one.defect === defect).toSorted((a, b) => b.severity - a.severity),
  }));
}

function examplesSection({ examples }: CalibrationPage): Html {
  return section(
    'examples',
    'The defects',
    'a frame of one clip each',
    html`<div class="frames">
      ${examples.map(
        ({ defect, note, picture }) =>
          html`<figure>
            <img src="${picture}" alt="${defect}" />
            <figcaption><b>${words(defect)}</b>: ${note}</figcaption>
          </figure>`,
      )}
    </div>`,
  );
}

/** `92 % (73–98)`: the share and its interval. */
export function shareText({ value, low, high }: Share): string {
  return value === null ? '–' : `${percent(value)} (${Math.round(low * 100)}–${Math.round(high * 100)})`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
