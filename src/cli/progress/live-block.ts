import { formatCents, formatLeft } from '../../film/money.ts';
import { shotsOf } from '../../film/screenplay.ts';
import { elapsed, takesOf, type ProductionState, type TakeState } from '../../film/state.ts';
import { formatClock, formatSpan } from '../../film/time.ts';
import { clean, pad, widthOf } from '../text.ts';
import { advance, type Work } from './advance.ts';
import { plural, STAGE_TITLES, type Look } from './words.ts';

/**
 * What is going on at this moment: the stage, every shot as one mark, what is being worked on, the money. `now` in
 * milliseconds since 1970, `tick` turns the spinner. Never higher than the window.
 */
export function liveBlock(
  state: ProductionState,
  works: Work[],
  now: number,
  tick: number,
  look: Look & { rows: number },
): string[] {
  if (state.status !== 'running' || state.startedAt === null) return [];
  const { colours, glyphs } = look;
  const spinner = glyphs.spinner[tick % glyphs.spinner.length] ?? '';
  const running = activity(state, works, now, look);
  const marks = shotMarks(state, spinner, look);
  // Blank line, headline and money stay whatever the height; of the rest what is being worked on comes first.
  const room = look.rows - 4;
  const shown = running.slice(0, Math.max(1, room - Math.min(marks.length, 3)));
  const strip = marks.slice(0, Math.max(0, room - shown.length));
  return ['', headline(state, spinner, now, look), ...strip, ...shown, `  ${colours.dim(money(state, look))}`];
}

function headline(state: ProductionState, spinner: string, now: number, { colours, columns, glyphs }: Look): string {
  const shots = state.screenplay === null ? [] : shotsOf(state.screenplay);
  const inTheCan = shots.filter((shot) => statusOf(state, shot.id) === 'done').length;
  // Takes are reviewed while others are still drawn: it is the generation as long as a shot is missing.
  const stage = state.stage === 'evaluation' && inTheCan < shots.length ? 'generation' : state.stage;
  const left = `${colours.cyan(spinner)} ${colours.bold(STAGE_TITLES[stage])}${
    shots.length === 0 ? '' : `  ${inTheCan} of ${plural(shots.length, 'shot')} in the can`
  }`;
  const clock = formatClock(elapsed(state, now) / 1000);
  return `${pad(left, columns - 2 - clock.length, 'left', glyphs.ellipsis)} ${colours.dim(clock)}`;
}

/** `1A ✓  1B ⠹  2A ·`: all shots in as many lines as they need. */
function shotMarks(state: ProductionState, spinner: string, { colours, glyphs, columns }: Look): string[] {
  if (state.screenplay === null || state.stage === 'output') return [];
  const marks = {
    done: colours.green(glyphs.done),
    active: colours.cyan(spinner),
    trouble: colours.red(glyphs.failed),
    waiting: colours.dim(glyphs.waiting),
  };
  const lines = [''];
  for (const shot of shotsOf(state.screenplay)) {
    const mark = `${shot.id} ${marks[statusOf(state, shot.id)]}`;
    const last = lines.at(-1) ?? '';
    if (widthOf(last) + widthOf(mark) + 3 > columns - 1) lines.push(`  ${mark}`);
    else lines[lines.length - 1] = `${last}  ${mark}`;
  }
  return lines;
}

/** Of all takes of a shot the last one says how the shot stands. */
function statusOf(state: ProductionState, shot: string): 'done' | 'active' | 'trouble' | 'waiting' {
  const take = takesOf(state, shot).at(-1);
  if (take === undefined) return 'waiting';
  if (ACTIVE.has(take.status)) return 'active';
  if (take.status === 'failed' || take.status === 'unsure') return 'trouble';
  if (take.status === 'unsent') return 'waiting';
  return take.review?.verdict === 'reshoot' ? 'waiting' : 'done';
}

/** At work, or at a vendor. */
const ACTIVE = new Set<TakeState['status']>(['intended', 'submitted', 'running', 'delivered']);

const DOING: Record<Work['work'], string> = {
  think: 'thinking',
  draw: 'drawing',
  shoot: 'shooting',
  fetch: 'fetching',
  conform: 'conforming',
  voice: 'speaking',
  music: 'composing',
  review: 'screening',
  render: 'rendering',
  mix: 'mixing',
};

/** One line for everything that is being worked on, takes first. */
function activity(state: ProductionState, works: Work[], now: number, look: Look): string[] {
  const silent = Object.values(state.takes).filter(
    (take) => ACTIVE.has(take.status) && !works.some(({ subject }) => subject === take.slate || subject === take.shot),
  );
  return [
    ...works.map((work) => workLine(work, now, look)),
    ...silent.map((take) => {
      const doing = DONE_SO_FAR[take.status]?.(clean(take.provider)) ?? 'slated';
      const since = take.submittedAt ?? take.intendedAt ?? now;
      return `  ${pad(clean(take.slate), 7)} ${pad(doing, 10 + 3 + 16)} ${look.colours.dim(formatSpan(now - since))}`;
    }),
  ];
}

const DONE_SO_FAR: Partial<Record<TakeState['status'], (provider: string) => string>> = {
  submitted: (provider) => `queued at ${provider}`,
  running: (provider) => `running at ${provider}`,
  delivered: (provider) => `delivered by ${provider}`,
};

function workLine(work: Work, now: number, look: Look): string {
  const subject = work.subject === 'film' && work.work === 'music' ? 'music' : work.subject;
  return `  ${pad(clean(subject), 7)} ${pad(DOING[work.work], 10)} ${advance(work, now - work.since, look)}`;
}

function money({ money: { reserved, spent, left } }: ProductionState, { glyphs }: Look): string {
  return [`reserved ${formatCents(reserved)}`, `spent ${formatCents(spent)}`, `left ${formatLeft(left)}`].join(
    ` ${glyphs.dot} `,
  );
}
