import { setTimeout as delay } from 'node:timers/promises';
import { Unfit, type Agent, type Decision, type Picture } from '../../crew/agent.ts';
import { StudioError, messageOf } from '../../errors.ts';
import type { ProductionEvent } from '../../film/events.ts';
import { formatUsd, sum, ZERO, type MicroUsd } from '../../film/money.ts';
import type { Question, Saying, Usage } from '../../film/question.ts';
import type { MindTurn } from '../../film/state.ts';
import { hashJson } from '../../json.ts';
import { settle } from '../../ledger/ledger.ts';
import type { LanguageModel } from '../../providers/language/spec.ts';
import { mindOf } from '../studio/minds.ts';
import { stopIfAsked, type Production } from '../studio/production.ts';
import { reservationFor, reservedFor } from '../orders/spend.ts';
import { ceilingOf, tokensOf } from './tokens.ts';

/** Milliseconds that a mind may be busy before we give up for now, and between two tries; a simulator is in haste. */
const PATIENCE_MS = 180_000;
/** One that cannot be reached at all is not waited for as long. */
const UNREACHABLE_MS = 30_000;
const BACK_OFF_MS = { live: 1_000, simulated: 200, most: 30_000 };
/** Questions that one vendor gets from this process at once. */
const AT_ONCE = 4;

/**
 * What an agent decides. In a rehearsal that is its stand-in. Live, its mind is asked: each question is reserved before and
 * settled after, by the tokens that were used, and its answer is in the journal as soon as it is there. An answer that
 * cannot be used is sent back once, with what is wrong; then `mind` is thrown, and the answers stay. A call that was
 * answered before, on the same question, is not asked again.
 *
 * Throws `mind` for a refusal, for two answers that cannot be used and for a vendor that does not answer, `budget-exceeded`,
 * `balance`, `config`.
 */
export async function decide<In, Out>(
  production: Production,
  call: string,
  agent: Agent<In, Out>,
  input: In,
  pictures: readonly Picture[] = [],
): Promise<Decision<Out>> {
  const mind = await mindOf(production, agent.name);
  if (mind === null) return agent.decide(input);
  const question = agent.question(input, pictures);
  const hash = hashOf(question);
  const read = (text: string): Out => agent.read(text, input);
  const asking: Asking = { production, mind, call, hash };
  await writeOffLost(asking);

  const told = turnsOf(asking).findLast(({ question: asked, answer }) => asked === hash && answer?.problem === null);
  if (told?.answer != null) return { value: read(told.answer.text), provenance: mind.provenance, cost: costOf(asking) };

  let repair = unrepaired(turnsOf(asking), hash);
  for (;;) {
    const saying = await ask(asking, { ...question, repair }, read);
    if (!('problem' in saying)) return { value: read(saying.text), provenance: mind.provenance, cost: costOf(asking) };
    if (saying.stop === 'refused') throw failed(asking, agent.name, 'refused to answer');
    if (repair !== null) throw failed(asking, agent.name, `gave two answers that cannot be used: ${saying.problem}`);
    repair = { said: saying.text, problem: saying.problem };
  }
}

interface Asking {
  production: Production;
  mind: LanguageModel;
  call: string;
  hash: string;
}

/** Pictures are part of a question by what they show. */
function hashOf({ parts, ...rest }: Question): string {
  const shown = parts.map((part) =>
    part.kind === 'text' ? part : { ...part, jpeg: hashJson(Buffer.from(part.jpeg).toString('base64')) },
  );
  return hashJson({ ...rest, parts: shown });
}

function turnsOf({ production, call }: Asking): readonly MindTurn[] {
  return production.state.minds[call]?.turns ?? [];
}

/** What a mind's last answer lacks, when it has not been told yet. */
function unrepaired(turns: readonly MindTurn[], hash: string): Question['repair'] {
  const last = turns.at(-1);
  const before = turns.at(-2);
  if (last?.question !== hash || last.answer === null || last.answer.problem === null) return null;
  if (last.answer.stop === 'refused') return null;
  const isRepair = before?.question === hash && before.answer !== null && before.answer.problem !== null;
  return isRepair ? null : { said: last.answer.text, problem: last.answer.problem };
}

/**
 * A question that was on its way when we were killed may have been answered and billed; no vendor can be asked for it. Its
 * whole reservation is booked as spent, in full view, before another is asked.
 */
async function writeOffLost(asking: Asking): Promise<void> {
  const { production, call } = asking;
  for (const { turn, status } of turnsOf(asking)) {
    if (status !== 'asked') continue;
    const reason = 'stopped while the question was on its way: booked as if it had been answered at full length';
    const reservation = reservationOf(call, turn);
    const reserved = reservedFor(production.state, reservation);
    await production.decide((ledger) => [
      { type: 'mind-silent', data: { call, turn, reason } },
      { type: 'money-settled', data: settle(ledger, reservation, reserved, 'ceiling') },
    ]);
  }
}

function reservationOf(call: string, turn: number): string {
  return `mind/${call}/${turn}`;
}

type Told = Saying | (Saying & { problem: string });

/** One turn: reserved, asked, settled. What passes is asked again within the same reservation. */
async function ask(asking: Asking, question: Question, read: (text: string) => unknown): Promise<Told> {
  const { production, mind, call, hash } = asking;
  const { studio } = production;
  const signal = AbortSignal.any([studio.signal, production.lost]);
  const turn = turnsOf(asking).length + 1;
  const reservation = reservationOf(call, turn);
  const gate = studio.gates(`mind/${mind.provider}`, studio.settings.parallel ?? AT_ONCE);
  const pass = await gate.enter(signal);
  try {
    stopIfAsked(signal);
    const amount = ceilingOf(mind, question);
    await production.decide((ledger) => [
      ...reservationFor(ledger, {
        reservation,
        act: `${question.prompt.replace(/\.\d+$/, '')} ${call}`,
        provider: mind.provider,
        model: mind.model,
        provenance: mind.provenance,
        amount,
      }),
      {
        type: 'mind-asked',
        data: {
          call,
          turn,
          prompt: question.prompt,
          provider: mind.provider,
          model: mind.model,
          question: hash,
          reservation,
        },
      },
    ]);
    studio.watch.onProgress({ work: 'think', subject: call, done: 0, total: 1 });
    const since = studio.now();
    const until = since + PATIENCE_MS;
    let wasted = ZERO;
    const first = mind.provenance === 'simulated' ? BACK_OFF_MS.simulated : BACK_OFF_MS.live;
    for (let backOff = first; ; backOff = Math.min(backOff * 2, BACK_OFF_MS.most)) {
      // A stop waits for the answer: one that was torn off is paid, and lost.
      const answer = await mind.ask(question, production.lost);
      if (answer.kind === 'said') {
        const { saying } = answer;
        const problem = problemIn(saying, question, read);
        const cost = sum([wasted, mind.price(saying.usage)]);
        const { stop, text, usage } = saying;
        await settled({ type: 'mind-answered', data: { call, turn, stop, text, usage, problem } }, cost);
        return problem === null ? saying : { ...saying, problem };
      }
      if (answer.kind === 'declined') {
        await settled({ type: 'mind-silent', data: { call, turn, reason: answer.reason } }, wasted);
        const error = unanswered(asking, answer.why, answer.reason);
        if (answer.why !== 'rejected') gate.shut(error);
        throw error;
      }
      if (answer.kind === 'broken') wasted = sum([wasted, mind.price(heardOf(mind, question, answer.outputTokens))]);
      const wait = (answer.kind === 'busy' ? answer.retryAfterMs : null) ?? backOff;
      const affords = sum([wasted, mind.price(mostOf(mind, question))]) <= amount;
      const isGone = answer.kind === 'busy' && !answer.reached;
      if (!affords || studio.now() + wait >= (isGone ? Math.min(until, since + UNREACHABLE_MS) : until)) {
        await settled({ type: 'mind-silent', data: { call, turn, reason: answer.reason } }, wasted);
        throw unanswered(asking, 'busy', answer.reason);
      }
      gate.pause(wait);
      await delay(wait, undefined, { signal }).catch(async (error: unknown) => {
        if (!production.lost.aborted)
          await settled({ type: 'mind-silent', data: { call, turn, reason: answer.reason } }, wasted);
        throw error;
      });
    }
  } finally {
    studio.watch.onProgress({ work: 'think', subject: call, done: 1, total: 1 });
    pass.leave();
  }

  /** What came of the turn and what it cost, in one write. */
  async function settled(outcome: ProductionEvent, cost: MicroUsd): Promise<void> {
    await production.decide((ledger) => [
      outcome,
      { type: 'money-settled', data: settle(ledger, reservation, cost, 'usage') },
    ]);
  }
}

/** The most that one try of a question can use, and what one has used that broke off. */
function mostOf({ model }: LanguageModel, question: Question): Usage {
  return { input: 0, cacheWrite: tokensOf(question, model), cacheRead: 0, output: question.maxTokens };
}

function heardOf(mind: LanguageModel, question: Question, output: number): Usage {
  return { ...mostOf(mind, question), output: Math.min(output, question.maxTokens) };
}

/** Why what was said cannot be used; null when it can. */
function problemIn({ stop, text }: Saying, { maxTokens }: Question, read: (text: string) => unknown): string | null {
  if (stop === 'refused') return 'it refused to answer';
  if (stop === 'cut-off') return `it was cut off after ${maxTokens} tokens; be brief`;
  try {
    read(text);
    return null;
  } catch (error) {
    if (error instanceof Unfit) return messageOf(error).slice(0, 2_000);
    throw error;
  }
}

function costOf({ production, call }: Asking): MicroUsd {
  const { charges } = production.state.money;
  return sum(
    Object.values(charges).flatMap(({ reservation, settled }) =>
      reservation.startsWith(`mind/${call}/`) && settled !== null ? [settled] : [],
    ),
  );
}

function failed(asking: Asking, agent: string, what: string): StudioError {
  const { production, mind, call } = asking;
  return new StudioError('mind', `${mind.model} ${what}`, {
    hint:
      `It was paid (${formatUsd(costOf(asking))}) and is kept: claude-studio resume ${production.id} asks again, ` +
      `and --model, or the setting roles.${agent}, chooses another model.`,
    data: { production: production.id, call, agent, model: mind.model },
  });
}

function unanswered(
  { production, mind, call }: Asking,
  why: 'rejected' | 'balance' | 'credentials' | 'busy',
  reason: string,
): StudioError {
  const code = why === 'balance' ? 'balance' : why === 'credentials' ? 'config' : 'mind';
  const remedy =
    why === 'balance'
      ? 'Top up your account there; then '
      : why === 'credentials'
        ? 'Look whether the key is whole and not withdrawn; then '
        : '';
  return new StudioError(code, `${mind.provider} ${mind.model} did not answer (${call}): ${reason}`, {
    hint: `${remedy}claude-studio resume ${production.id} goes on; what was decided before is kept.`,
    retryable: why === 'busy',
    data: { production: production.id, call, model: mind.model },
  });
}
