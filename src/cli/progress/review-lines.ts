import type { EventData } from '../../film/events.ts';
import { formatCents } from '../../film/money.ts';
import { bandBeside, type Review } from '../../film/review.ts';
import type { ProductionState, TakeState } from '../../film/state.ts';
import type { Terminal } from '../terminal.ts';
import { clean, pad } from '../text.ts';
import { bar, exactScore, score } from './words.ts';

/** Takes with their four scores, and what is wrong with them. */
export function scoreSheet(takes: TakeState[], terminal: Terminal): string[] {
  const { colours, glyphs } = terminal;
  return [
    colours.dim('  take      visual  style  technical  story  overall             verdict'),
    ...takes.flatMap(({ review }) => (review === null ? [] : scoreLines(review, terminal))),
    ...(takes.some(({ review }) => review !== null && Object.values(review.scores).some(({ value }) => value === null))
      ? [colours.dim(`  ${glyphs.dash} unjudged: no vision model has looked at it`)]
      : []),
  ];
}

function scoreLines({ slate, scores, overall, verdict, issues }: Review, terminal: Terminal): string[] {
  const { colours, glyphs } = terminal;
  const circled = verdict === 'circle';
  return [
    `  ${circled ? colours.green(glyphs.done) : colours.yellow(glyphs.again)} ${pad(clean(slate), 7)} ${[
      `   ${score(scores.visualAccuracy.value, terminal)}`,
      `   ${score(scores.styleConsistency.value, terminal)}`,
      `        ${score(scores.technicalQuality.value, terminal)}`,
      `    ${score(scores.narrativeFit.value, terminal)}`,
      `     ${colours.bold(score(overall, terminal))}`,
      overall === null ? ' '.repeat(10) : bar(overall / 100, 10, terminal),
    ].join(' ')}  ${circled ? 'circled' : verdict}`,
    ...issues.map((issue) => `      ${colours.dim(clean(issue))}`),
  ];
}

/** The critic's word, what is not seen, and what another take might gain. */
export function critiqueLines(
  critique: EventData<'pilot-critiqued'>,
  { contract }: ProductionState,
  { colours, glyphs, ...look }: Terminal,
): string[] {
  const { pilot, decision, score: value, reason, missing, delivery } = critique;
  const verdict = {
    continue: colours.green('continue'),
    cancel: colours.red('cancel'),
    deliver: { reached: colours.green, below: colours.red, unjudged: colours.yellow }[delivery?.verdict ?? 'unjudged'](
      delivery?.verdict ?? 'unjudged',
    ),
  }[decision];
  const what = delivery === null ? `pilot ${clean(pilot)}` : 'film';
  const named = missing.map(({ element }) =>
    clean(contract?.elements.find(({ id }) => id === element)?.text ?? element),
  );
  const points = [exactScore(value, { colours, glyphs, ...look }), bandBeside(critique)].filter(Boolean).join(' ');
  return [
    `  critic  \t${what} ${glyphs.dot} ${verdict} ${glyphs.dot} ${points}: ${clean(reason)}`,
    ...(named.length === 0 ? [] : [`          ${colours.yellow('not seen')} \t${named.join(', ')}`]),
    ...(delivery?.improvements ?? []).map(
      ({ shot, gain, price, why }) =>
        `          ${pad(clean(shot), 5)} \t+${gain.toFixed(1)} points for ${formatCents(price)}: ${clean(why)}`,
    ),
  ];
}

/** What has been claimed of the models, and whether anybody knew. */
export function lessonLines({ lessons }: EventData<'lessons-proposed'>, { colours }: Terminal): string[] {
  const fresh = lessons.filter(({ news }) => news !== 'known');
  return fresh.map(
    ({ claim, news, id }) =>
      `  lesson  \t${colours.dim(`${news === 'new' ? 'to be tried' : news === 'evidence' ? 'seen again' : news}, ${id.slice(0, 8)}`)} ${clean(claim)}`,
  );
}

/** The editor's cuts, and which of them is used. */
export function candidateLines(
  { candidates, recommended, reason }: EventData<'cut-proposed'>,
  terminal: Terminal,
): string[] {
  const { colours, glyphs } = terminal;
  return [
    ...candidates.flatMap(({ cut, title: name, estimatedQuality, reasoning }) => [
      `  ${cut.id === recommended ? colours.cyan(glyphs.arrow) : ' '} ${pad(cut.id, 9)} ${score(estimatedQuality, terminal)}  \t${clean(name)}`,
      `                   ${colours.dim(clean(reasoning))}`,
    ]),
    `  the editor cuts ${colours.bold(recommended)}: ${clean(reason)}`,
  ];
}
