import { isAbsolute, join, relative } from 'node:path';
import { formatCents, formatUsd } from '../../film/money.ts';
import { expectedAndPaid } from '../../film/spending.ts';
import { ceilingOf, elapsed, stageElapsed, STAGES, type ProductionState } from '../../film/state.ts';
import { formatClock, formatSpan } from '../../film/time.ts';
import { tableLines, type Terminal } from '../terminal.ts';
import { clean } from '../text.ts';
import { formatBytes, plural, PROVENANCE_WORDS, type Look } from './words.ts';

/** So many things that could not be done as asked are named; more are counted. */
const NOTED = 3;

/** The card at the end of a film: where it lies, what it is, what it cost and what it would have cost. */
export function summary(state: ProductionState, cwd: string, terminal: Terminal): string[] {
  const { film, master, brief, screenplay, edit, money, provenance, warnings } = state;
  if (film === null || brief === null) return [];
  const { colours, glyphs, columns } = terminal;
  const dot = ` ${glyphs.dot} `;
  const cut = edit?.candidates.find((candidate) => candidate.cut.id === master?.cut)?.cut;
  const wasted = film.wasted === 0 ? '' : `, ${formatCents(film.wasted)} of it wasted`;
  const row = (name: string, value: string) => `  ${colours.dim(name.padEnd(9))}\t${value}`;
  return [
    '',
    colours.cyan(glyphs.full.repeat(columns)),
    `  ${colours.bold(clean(screenplay?.title ?? 'The film'))}`,
    row('film', colours.bold(shortPath(film.path, state.folder, cwd))),
    row(
      'length',
      [formatClock(film.seconds), cut === undefined ? '' : `${cut.width}x${cut.height}`, formatBytes(film.bytes)]
        .filter(Boolean)
        .join(dot),
    ),
    row(
      'cost',
      `${formatCents(money.spent)} of ${formatUsd(ceilingOf(state))}${wasted}${provenance === null ? '' : dot + PROVENANCE_WORDS[provenance]}`,
    ),
    row('made in', `${formatSpan(elapsed(state, 0))}  ${colours.dim(stageTimes(state, terminal))}`),
    ...(warnings.length === 0
      ? []
      : warnings.length <= NOTED
        ? warnings.map(({ about, text }) => row('noted', `${clean(about)}: ${clean(text)}`))
        : [row('noted', `${plural(warnings.length, 'thing')} could not be done as asked; the report has them`)]),
    ...(state.critiques['film']?.delivery?.verdict === 'below'
      ? [row('critic', colours.yellow(clean(state.critiques['film'].reason)))]
      : []),
    ...(state.dropped === null
      ? []
      : [row('without', `${state.dropped.shots.map(clean).join(', ')}: ${clean(state.dropped.reason)}`)]),
    ...(state.spending === null ? quoteLines(state, terminal) : costLines(state, terminal)),
  ];
}

/** The command that goes on from here, or null while the work goes on. */
export function nextCommand({ production, status, edit, master, refusal, waiting }: ProductionState): string | null {
  if (production === null || status === 'running') return null;
  if (waiting !== null) return `claude-studio greenlight ${production}`;
  if (refusal !== null && status !== 'done') return refusal.cheaper[0]?.command ?? 'claude-studio runs';
  if (status !== 'done') return `claude-studio resume ${production}`;
  const other = edit?.candidates.find(({ cut }) => cut.id !== master?.cut);
  return other === undefined
    ? `claude-studio status ${production}`
    : `claude-studio render ${production} --candidate ${other.cut.id}`;
}

function stageTimes(state: ProductionState, { glyphs }: Look): string {
  // No-break spaces, so that a number stays with its stage.
  return STAGES.map((stage) => `${stage} ${formatSpan(stageElapsed(state, stage, 0))}`.replaceAll(' ', '\u00A0')).join(
    ` ${glyphs.dot} `,
  );
}

/** What was expected and what it came to, shot by shot, retakes and failures that were billed included. */
function costLines(state: ProductionState, { colours, columns, glyphs }: Terminal): string[] {
  const { spending } = state;
  if (spending === null) return [];
  const table = tableLines(
    expectedAndPaid(state).map(({ name, orders, expected, paid }) => [
      name,
      String(orders),
      formatCents(expected),
      formatCents(paid),
    ]),
    [
      { title: 'shot', stretch: true },
      { title: 'orders', align: 'right' },
      { title: 'expected', align: 'right' },
      { title: 'paid', align: 'right' },
    ],
    columns - 11,
    colours,
    glyphs.ellipsis,
  );
  return [
    '',
    `  ${colours.dim('Expected and paid')} ${colours.dim(`(${clean(spending.provider)} ${clean(spending.model)})`)}`,
    ...table.map((line) => `           ${line}`),
  ];
}

function quoteLines({ quote }: ProductionState, { colours, columns, glyphs }: Terminal): string[] {
  if (quote === null || quote.lines.length === 0) return [];
  const table = tableLines(
    cheapestOfEach(quote.lines).map((line) => [
      `${line.provider} ${line.model}`,
      line.tier.replaceAll('_', ' '),
      `${Number(line.secondsBought.toFixed(1))} s`,
      formatCents(line.cost),
    ]),
    [
      { title: 'paid live', stretch: true },
      { title: 'tier' },
      { title: 'bought', align: 'right' },
      { title: 'cost', align: 'right' },
    ],
    columns - 11,
    colours,
    glyphs.ellipsis,
  );
  return [
    '',
    `  ${colours.dim(`What it would cost live, voice and minds included (price book of ${clean(quote.asOf)})`)}`,
    ...table.map((line) => `           ${line}`),
  ];
}

/** One line per provider and tier: the report has every model. */
function cheapestOfEach<T extends { provider: string; tier: string }>(dearerBelow: T[]): T[] {
  const seen = new Set<string>();
  return dearerBelow.filter(
    ({ provider, tier }) => !seen.has(`${provider} ${tier}`) && seen.add(`${provider} ${tier}`),
  );
}

/** A path of the production's folder as somebody in `cwd` would write it. */
export function shortPath(path: string, folder: string | null, cwd: string): string {
  const whole = isAbsolute(path) || folder === null ? path : join(folder, path);
  const near = relative(cwd, whole);
  return clean(near !== '' && !near.startsWith('..') && !isAbsolute(near) ? near : whole);
}
