import { StudioError } from '../../errors.ts';
import { randomFrom } from '../../film/random.ts';
import { hashJson } from '../../json.ts';

/**
 * Where a fault strikes, and what it does there. `create` faults above `accept_then_5xx` strike before anything is accepted
 * or billed, the others after. `job` faults are decided when a create is accepted and stay with the job. The nth strike is
 * counted by place: creates that arrived, jobs that were accepted, polls, lists, downloads. `server` faults hold all the time.
 */
const FAULTS = {
  reject_401: 'create',
  insufficient_balance: 'create',
  validation_400: 'create',
  /** The prompt is found indecent: refused, or accepted and failed at once, as the vendor has it. */
  moderation_input: 'create',
  rate_429: 'create',
  rate_429_retry_after: 'create',
  concurrency_429: 'create',
  err_5xx_before_accept: 'create',
  overload_503: 'create',
  html_502: 'create',
  reset_before_accept: 'create',
  accept_then_5xx: 'create',
  accept_then_reset: 'create',
  /** Half of the answer, then nothing more. */
  slow_body: 'create',
  malformed_json_200: 'create',
  wrong_content_type: 'create',
  /** The connection breaks in the middle of the answer. */
  truncated_body: 'create',
  /** A streamed answer (of a language model) ends in an error after a few words. */
  overload_in_stream: 'create',
  /** While it is worked on, the job's state is a word that nobody knows. */
  unknown_state: 'job',
  completed_without_url: 'job',
  stuck: 'job',
  moderation_output: 'job',
  /** It fails when nine tenths are done. */
  fail_late: 'job',
  /** It is finished six hours later than it would have been. */
  complete_late: 'job',
  /** Its clip lasts three fifths of what was ordered. */
  wrong_duration: 'job',
  /** Its clip is a twelfth shorter than what was ordered. */
  short_clip: 'job',
  wrong_size: 'job',
  dup_webhook: 'job',
  /** Its webhooks come five minutes late, in whatever order. */
  late_webhook: 'job',
  no_webhook: 'job',
  poll_500: 'poll',
  poll_429: 'poll',
  poll_404: 'poll',
  poll_reset: 'poll',
  poll_malformed: 'poll',
  poll_slow: 'poll',
  list_500: 'list',
  /** What was accepted during the last minute is not listed yet. */
  list_lags: 'list',
  asset_expired: 'download',
  asset_404: 'download',
  asset_500: 'download',
  /** The connection breaks before the promised length. */
  asset_truncated: 'download',
  /** An HTML page with status 200. */
  asset_not_video: 'download',
  asset_zero: 'download',
  /** Half of the file, and a length that says that it is all. */
  asset_lying_length: 'download',
  asset_slow: 'download',
  /** The vendor's clock is eleven minutes behind. */
  clock_skew: 'server',
} as const satisfies Record<string, Stage>;

export type Stage = 'create' | 'job' | 'poll' | 'list' | 'download' | 'server';
export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

export interface FaultRule {
  fault: FaultName;
  /** The first strike that it hits, counted from 1. Absent: the first. */
  at?: number;
  /** The last one. Absent: `at` alone when that is given, else all that follow. */
  until?: number;
  /** How often it hits, 0 to 1. Absent: always. */
  rate?: number;
  /** How often it hits at most. */
  times?: number;
  /** It only hits what holds this text, whatever the case: the body of a create, the path of everything else. */
  match?: string;
}
export type FaultPlan = readonly FaultRule[];

/** The faults of a plan as they strike. The same seed and the same calls give the same faults. */
export interface Faults {
  /** Counts one event of a stage and gives what strikes it: of the plan, and of what the request itself asked for. */
  strike(stage: Exclude<Stage, 'server'>, text: string, asked: readonly FaultName[]): FaultName[];
  /** True while the plan holds a fault of the server. */
  holds(fault: FaultName): boolean;
  readonly plan: FaultPlan;
  /** Takes another plan and counts from the beginning. */
  replace(plan: FaultPlan): void;
}

export function createFaults(first: FaultPlan, seed: number): Faults {
  let plan = first;
  let counts = new Map<Stage, number>();
  let hits = new Map<FaultRule, number>();
  const hit = (rule: FaultRule, count: number, text: string): boolean => {
    if (count < (rule.at ?? 1) || count > (rule.until ?? rule.at ?? Infinity)) return false;
    if (rule.match !== undefined && !text.toLowerCase().includes(rule.match.toLowerCase())) return false;
    if ((hits.get(rule) ?? 0) >= (rule.times ?? Infinity)) return false;
    const dice = randomFrom(Number.parseInt(hashJson([seed, rule.fault, count]).slice(0, 8), 16))();
    if (dice >= (rule.rate ?? 1)) return false;
    hits.set(rule, (hits.get(rule) ?? 0) + 1);
    return true;
  };
  return {
    strike: (stage, text, asked) => {
      const count = (counts.get(stage) ?? 0) + 1;
      counts.set(stage, count);
      const planned = plan.filter((rule) => FAULTS[rule.fault] === stage && hit(rule, count, text));
      return [...asked.filter((fault) => FAULTS[fault] === stage), ...planned.map(({ fault }) => fault)];
    },
    holds: (fault) => plan.some((rule) => rule.fault === fault),
    get plan() {
      return plan;
    },
    replace: (next) => {
      plan = next;
      counts = new Map();
      hits = new Map();
    },
  };
}

const GRAMMAR =
  /^(?<fault>\w+)(?:@(?<at>\d+)(?<range>-(?<until>\d+)?)?)?(?::(?<rate>[\d.]+))?(?:\*(?<times>\d+))?(?:~(?<match>.+))?$/;

/**
 * A rule as it is written on a command line: `fail_late`, `accept_then_reset@2`, `fail_late@1-3`, `insufficient_balance@3-`,
 * `poll_500:0.1`, `poll_500*2` (twice at most), `stuck~lighthouse` (only what holds that text). Throws `usage`.
 */
export function parseFault(text: string): FaultRule {
  const parts = GRAMMAR.exec(text.trim())?.groups;
  const fault = FAULT_NAMES.find((name) => name === parts?.['fault']);
  if (parts === undefined || fault === undefined)
    throw new StudioError('usage', `there is no fault ${text}`, { hint: `Faults are: ${FAULT_NAMES.join(', ')}.` });
  const { at, range, until, rate, times, match } = parts;
  const rule: FaultRule = {
    fault,
    ...(at === undefined ? {} : { at: Number(at) }),
    ...(range === undefined ? {} : { until: until === undefined ? Number.MAX_SAFE_INTEGER : Number(until) }),
    ...(rate === undefined ? {} : { rate: Number(rate) }),
    ...(times === undefined ? {} : { times: Number(times) }),
    ...(match === undefined ? {} : { match }),
  };
  const fits = (rule.rate ?? 0) <= 1 && rule.at !== 0 && (rule.until ?? Infinity) >= (rule.at ?? 1);
  if (!fits || Number.isNaN(rule.rate))
    throw new StudioError('usage', `the fault ${text} never strikes`, {
      hint: 'Write for example poll_500:0.1 (one in ten), accept_then_reset@2 (the second), fail_late@1-3.',
    });
  return rule;
}
