import type { EventData, ProductionEvent } from '../../film/events.ts';
import { formatCents, formatUsd } from '../../film/money.ts';
import { elapsed, STAGES, stageOf, type ProductionState, type Stage, type TakeState } from '../../film/state.ts';
import { formatClock } from '../../film/time.ts';
import type { Terminal } from '../terminal.ts';
import { factLines } from './fact-lines.ts';
import { title } from './plan-lines.ts';
import { scoreSheet } from './review-lines.ts';
import { nextCommand, summary } from './summary.ts';
import { STAGE_TITLES } from './words.ts';

export interface Narrator {
  /** Before the first fact; what the state holds already was told by somebody else. */
  begin(state: ProductionState): void;
  /** A fact, with the state that it led to. */
  tell(event: ProductionEvent, state: ProductionState): void;
  end(state: ProductionState): void;
}

/**
 * Tells facts as they happen, each as permanent lines under the heading of its stage. Generation and evaluation overlap:
 * a refused take is told at once, the scores wait until the critic or the editor has the floor.
 */
export function createNarrator(
  terminal: Terminal,
  { cwd, isFollowed, dry }: { cwd: string; isFollowed: boolean; dry: boolean },
): Narrator {
  let headed = -1;
  let scored = 0;
  let since = 0;

  const lines = (told: string[]) => {
    for (const line of told) terminal.line(line);
  };
  const head = (stage: Stage, state: ProductionState) => {
    if (STAGES.indexOf(stage) <= headed) return;
    headed = STAGES.indexOf(stage);
    terminal.section(STAGE_TITLES[stage], formatClock(elapsed(state, state.updatedAt ?? 0) / 1000));
  };
  const tellScores = (state: ProductionState) => {
    const reviewed = reviewedTakes(state);
    if (reviewed.length === scored) return;
    head('evaluation', state);
    lines(scoreSheet(reviewed.slice(scored), terminal));
    scored = reviewed.length;
  };

  return {
    begin(state) {
      since = state.updatedAt ?? 0;
      lines(title(state, dry, terminal));
      if (Object.keys(state.critiques).length > 0) scored = reviewedTakes(state).length;
    },
    tell(event, state) {
      const stage = stageOf(event);
      if (event.type !== 'take-reviewed') {
        if (stage === 'evaluation' || stage === 'output' || state.status !== 'running') tellScores(state);
        if (stage !== null) head(stage, state);
      }
      lines(factLines(event, state, { since, cwd, isFollowed }, terminal));
      if (event.type === 'spending-refused') tellCheaper(event.data, terminal);
    },
    end(state) {
      if (state.status === 'done') lines(summary(state, cwd, terminal));
      const next = nextCommand(state);
      if (next !== null) terminal.next(next);
    },
  };
}

function reviewedTakes(state: ProductionState): TakeState[] {
  return Object.values(state.takes).filter((take) => take.review !== null);
}

function tellCheaper({ needed, budget, cheaper }: EventData<'spending-refused'>, terminal: Terminal): void {
  terminal.line(`  ${formatUsd(needed)} is more than the ${formatUsd(budget)} at hand. What it does carry:`);
  for (const { command, price, what } of cheaper) {
    terminal.line(`    ${formatCents(price)}  ${what}`);
    terminal.command(command);
  }
}
