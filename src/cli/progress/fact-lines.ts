import { cutFrames } from '../../film/cut.ts';
import type { ProductionEvent } from '../../film/events.ts';
import { formatCents, formatLeft, formatUsd, sum } from '../../film/money.ts';
import type { Usage } from '../../film/question.ts';
import { CONTINUITY_FLOOR } from '../../film/review.ts';
import { shotsOf } from '../../film/screenplay.ts';
import type { ProductionState } from '../../film/state.ts';
import { FILM_RATE, formatClock, formatSpan, toSeconds } from '../../film/time.ts';
import { ANIMATIC, ANIMATIC_SHEET } from '../../production/studio/layout.ts';
import type { Terminal } from '../terminal.ts';
import { clean, pad, truncate } from '../text.ts';
import { assetLines, contractLines, framing, pitchLines, screenplayLines, spendingLines } from './plan-lines.ts';
import { candidateLines, critiqueLines, lessonLines } from './review-lines.ts';
import { shortPath } from './summary.ts';
import { plural, tenths } from './words.ts';

/** A fact as lines for people: one for most, none for what is told elsewhere. `since`: milliseconds since 1970, told before. */
export function factLines(
  event: ProductionEvent,
  state: ProductionState,
  { since, cwd, isFollowed }: { since: number; cwd: string; isFollowed: boolean },
  terminal: Terminal,
): string[] {
  const { colours, glyphs } = terminal;
  const done = colours.green(glyphs.done);
  switch (event.type) {
    case 'production-imported': {
      const { source, generation, startedAt, notes } = event.data;
      const made = startedAt === null ? '' : `, made ${startedAt.slice(0, 10)}`;
      return [
        `  ${done} \timported from ${clean(source)} (${generation}${made})`,
        ...notes.map((note) => `            ${colours.yellow(clean(note))}`),
      ];
    }
    case 'production-resumed':
      return ['', `${colours.cyan(glyphs.again)} resumed: ${soFar(state)}`];
    case 'production-interrupted':
      // What it waits for has been told, and who stops the work here is told so with the error that ends it.
      if (state.waiting !== null || !isFollowed) return [];
      return ['', `${colours.yellow('stopped')}  ${clean(event.data.reason)}`];
    case 'production-failed':
      return ['', `${colours.red(glyphs.failed)} the production failed (${clean(event.data.code)})`];
    case 'assets-analysed':
      return assetLines(event.data, state, terminal);
    case 'contract-frozen':
      return contractLines(event.data, terminal);
    case 'pitch-made':
      return pitchLines(event.data, terminal);
    case 'pilot-greenlit':
      return [
        `  ${done} \tpilot ${colours.bold(clean(event.data.pilot))} is greenlit up to ${formatUsd(event.data.cap)}: ${clean(event.data.reason)}`,
      ];
    case 'screenplay-written':
      return screenplayLines(event.data, terminal);
    case 'take-adopted': {
      const { slate, cost, warnings, provenance } = event.data;
      const take = state.takes[slate];
      const shot =
        state.screenplay === null ? undefined : shotsOf(state.screenplay).find(({ id }) => id === event.data.shot);
      // A take that was begun in an earlier run waited through the pause: its time says nothing.
      const seen = take?.intendedAt != null && take.endedAt != null && take.intendedAt >= since;
      const took = seen ? formatSpan((take.endedAt ?? 0) - (take.intendedAt ?? 0)) : '';
      const facts = [
        shot === undefined
          ? ''
          : `${toSeconds(shot.frames, state.screenplay?.rate ?? FILM_RATE).toFixed(1)} s  ${framing(shot)}`,
        `${provenance === 'offline' ? 'drawn' : `shot by ${clean(event.data.provider)}`}${took === '' ? '' : ` in ${took}`}`,
        cost > 0 ? formatCents(cost) : '',
      ].filter(Boolean);
      return [
        `  ${done} ${pad(clean(slate), 7)} \t${facts.join(colours.dim(` ${glyphs.dot} `))}`,
        ...warnings.map((warning) => `            ${colours.yellow(clean(warning))}`),
      ];
    }
    case 'money-settled': {
      const { reservation, amount } = event.data;
      if (ABOUT_TAKE.test(reservation)) return []; // told with the take
      if (reservation.startsWith('mind/')) {
        const call = reservation.replace(/^mind\//, '').replace(/\/\d+$/, '');
        return mindLines(call, (one) => one === reservation, state, terminal);
      }
      if (amount === 0) return [];
      const { spent, reserved, left } = state.money;
      const sums = [`spent ${formatCents(spent)}`, `reserved ${formatCents(reserved)}`, `left ${formatLeft(left)}`];
      return [`            ${colours.dim(sums.join(` ${glyphs.dot} `))}`];
    }
    case 'spending-planned':
      return spendingLines(event.data, state, terminal);
    case 'animatic-drawn': {
      const [film, sheet] = [ANIMATIC, ANIMATIC_SHEET].map((name) => shortPath(name, state.folder, cwd));
      return [
        `  ${done} animatic  \t${formatClock(event.data.seconds)}, drawn and spoken here for nothing`,
        `            \t${colours.bold(film ?? '')}`,
        `            \t${colours.dim(sheet ?? '')}`,
      ];
    }
    case 'take-submitted': {
      const { slate, vendorId, how } = event.data;
      if (vendorId === null) return [];
      const provider = clean(state.takes[slate]?.provider ?? '');
      return [
        `  ${glyphs.waiting} ${pad(clean(slate), 7)} \t${how === 'found' ? 'found again' : 'queued'} at ${provider}, job ${clean(vendorId)}`,
      ];
    }
    case 'take-running':
      return [
        `  ${glyphs.waiting} ${pad(clean(event.data.slate), 7)} \trunning${sinceOrdered(state, event.data.slate)}`,
      ];
    case 'take-delivered': {
      const { slate, cost } = event.data;
      const bill = cost === null ? '' : `, ${formatCents(cost)} by the vendor's bill`;
      return [`  ${glyphs.waiting} ${pad(clean(slate), 7)} \tdelivered${sinceOrdered(state, slate)}${bill}`];
    }
    case 'take-unsent':
      return [
        `  ${colours.yellow(glyphs.again)} ${pad(clean(event.data.slate), 7)} \tnot taken, not paid: ${clean(event.data.reason)}`,
      ];
    case 'take-chosen': {
      const { slate, shot, because } = event.data;
      const why = because === null ? '' : `: ${clean(because)}`;
      return [`  ${done} ${pad(clean(slate), 7)} \tchosen for shot ${clean(shot)}${why}`];
    }
    case 'shots-dropped':
      return [
        `  ${colours.yellow('!')} ${pad('without', 7)} \t${event.data.shots.map(clean).join(', ')}: ${clean(event.data.reason)}`,
      ];
    case 'voice-unsure':
    case 'voice-unsent':
    case 'voice-failed': {
      const { shot, reason } = event.data;
      const what = {
        'voice-unsure': 'nobody knows what became of it; its money stays reserved',
        'voice-unsent': 'not taken, not paid',
        'voice-failed': 'the film goes without',
      }[event.type];
      return [`  ${colours.yellow('?')} ${pad(`voice ${clean(shot)}`, 9)} \t${what}: ${clean(reason)}`];
    }
    case 'voice-switched': {
      const { from, to } = event.data;
      const spoken = Object.values(state.voices).filter(({ provider }) => provider === from);
      const stay = spoken.length === 0 ? '' : `; what ${clean(from)} has spoken stays`;
      return [
        `  ${colours.yellow(glyphs.again)} ${pad('voice', 9)} \t${clean(to)} speaks instead of ${clean(from)} from here on${stay}`,
      ];
    }
    case 'take-failed': {
      const { slate, kind, reason, billed, retryable } = event.data;
      return [
        ...mindsOfTake(slate, state, terminal),
        `  ${colours.red(glyphs.failed)} ${pad(clean(slate), 7)} \t${kind}: ${clean(reason)} (${billed ? 'billed' : 'not billed'}${retryable ? ', may be tried again' : ''})`,
      ];
    }
    case 'take-unsure':
      return [
        `  ${colours.yellow('?')} ${pad(clean(event.data.slate), 7)} \tnobody knows what became of it: ${clean(event.data.reason)}; its money stays reserved`,
      ];
    case 'take-reviewed': {
      const { slate, verdict, reason } = event.data;
      const asked = mindsOfTake(slate, state, terminal);
      if (verdict === 'circle') return asked;
      return [...asked, `  ${colours.yellow(glyphs.again)} ${pad(clean(slate), 7)} \t${verdict}: ${clean(reason)}`];
    }
    case 'voice-adopted': {
      const quote = truncate(clean(event.data.text), Math.max(12, terminal.columns - 30), glyphs.ellipsis);
      return [
        `  ${done} ${pad(`voice ${clean(event.data.shot)}`, 9)} ${event.data.seconds.toFixed(1)} s  ${colours.dim(`"${quote}"`)}`,
        ...event.data.warnings.map((warning) => `            ${colours.yellow(clean(warning))}`),
      ];
    }
    case 'music-adopted':
      return [
        `  ${done} music     ${event.data.seconds.toFixed(1)} s  ${colours.dim(`${clean(event.data.mood)} bed`)}`,
      ];
    case 'effects-adopted':
      return [`  ${done} effects   ${event.data.sounds.map(({ sound }) => sound).join(', ')}`];
    case 'pilot-critiqued':
      return critiqueLines(event.data, state, terminal);
    case 'lessons-proposed':
      return lessonLines(event.data, terminal);
    case 'cut-proposed':
      return candidateLines(event.data, terminal);
    case 'cut-imported': {
      const { candidate, list } = event.data;
      const seconds = toSeconds(cutFrames(candidate.cut), candidate.cut.rate);
      return [`  ${done} edited    ${formatClock(seconds)} from ${clean(list.name)}: ${clean(candidate.reasoning)}`];
    }
    case 'film-mastered': {
      const { loudness, cut, seconds } = event.data;
      const sound =
        loudness === null
          ? 'no sound'
          : `${loudness.integrated.toFixed(1)} LUFS, peak ${loudness.truePeak.toFixed(1)} dBTP`;
      return [`  ${done} mastered: ${cut} cut, ${formatClock(seconds)}, ${sound}`];
    }
    case 'film-delivered': {
      const { path, width, height, codec, seconds } = event.data;
      const facts = `${width}x${height} ${codec}, ${formatClock(seconds)}`;
      return [`  ${done} delivered ${facts} \t${colours.bold(shortPath(path, state.folder, cwd))}`];
    }
    case 'mind-answered': {
      const { call, turn, problem, stop } = event.data;
      if (problem === null) return [];
      const fault = stop === 'refused' ? 'it refused' : `cannot be used${turn === 1 ? ', asked once more' : ''}`;
      return [`  ${colours.yellow(glyphs.again)} ${pad('mind', 7)} \t${clean(call)}: ${fault}: ${clean(problem)}`];
    }
    case 'mind-silent':
      return [`  ${colours.yellow('?')} ${pad('mind', 7)} \t${clean(event.data.call)}: ${clean(event.data.reason)}`];
    case 'greenlight-asked':
      return [`  ${colours.yellow(glyphs.waiting)} ${pad('waits', 7)} \tfor the greenlight: ${clean(event.data.line)}`];
    case 'greenlight-given': {
      const { pilot, cap } = event.data;
      const terms = [pilot === null ? '' : `pilot ${clean(pilot)}`, cap === null ? '' : `up to ${formatUsd(cap)}`];
      return [`  ${done} \tgreenlight given${terms.some(Boolean) ? `: ${terms.filter(Boolean).join(', ')}` : ''}`];
    }
    case 'competition-planned': {
      const { line, entrants, rejected } = event.data;
      const rest = rejected.map(
        ({ option, why }) => `            ${colours.dim(`not: ${clean(option)} (${clean(why)})`)}`,
      );
      const tests = entrants.map(
        ({ pilot, provider, model, takes }) =>
          `            pilot ${clean(pilot)} tests ${takes.map(({ slate }) => clean(slate)).join(', ')} by ${clean(provider)} ${clean(model)}`,
      );
      return [`  ${done} \t${clean(line)}`, ...tests, ...rest];
    }
    case 'competition-decided':
      return event.data.verdicts.map(({ reason, score, band, spent, returned }) => {
        const facts = [
          score === null ? 'unjudged' : `${tenths(score)} ${band}`,
          `tests ${formatCents(spent)}`,
          returned > 0 ? `${formatCents(returned)} back into the pool` : '',
        ].filter(Boolean);
        return `  ${done} \t${clean(reason)}  ${colours.dim(facts.join(` ${glyphs.dot} `))}`;
      });
    case 'dailies-decided':
      return event.data.verdict === 'circle'
        ? []
        : [`  ${glyphs.waiting} ${pad('dailies', 7)} \t${clean(event.data.line)}`];
    case 'take-rejudged': {
      const { slate, overall, first } = event.data;
      return [
        ...mindLines(slate, (reservation) => reservation.startsWith(`mind/rejudge/${slate}/`), state, terminal),
        `  ${glyphs.waiting} ${pad(clean(slate), 7)} \t${colours.dim(`judged again, blind: ${overall ?? 'unjudged'}, the first time ${first ?? 'unjudged'}`)}`,
      ];
    }
    case 'continuity-judged': {
      const { from, to, score, evidence } = event.data;
      if (score === null || score >= CONTINUITY_FLOOR) return [];
      return [
        `  ${colours.yellow('!')} ${pad('cut', 7)} \t${clean(from)} to ${clean(to)} may jump (continuity ${Math.round(score)}): ${clean(evidence[0] ?? '')}`,
      ];
    }
    case 'take-dropped':
      return [`  ${done} ${pad(clean(event.data.slate), 7)} \tnot to be used, as you said`];
    case 'reshoot-asked': {
      const why = event.data.because ?? event.data.note;
      return [
        `  ${colours.yellow(glyphs.again)} ${pad(clean(event.data.shot), 7)} \tto be shot again${why === null ? '' : `: ${clean(why)}`}`,
      ];
    }
    case 'shot-locked':
      return [
        `  ${done} ${pad(clean(event.data.shot), 7)} \t${event.data.locked ? 'locked: nothing changes it' : 'unlocked'}`,
      ];
    case 'take-thumbed':
      return [`  ${done} ${pad(clean(event.data.slate), 7)} \tthumb ${event.data.up ? 'up' : 'down'}`];
    case 'crew-recast':
      return [
        `  ${done} \tthe crew thinks with ${[...new Set(Object.values(event.data.minds))].map(clean).join(', ')}`,
      ];
    case 'mind-asked':
    case 'production-started':
    case 'quote-made':
    case 'money-reserved':
    case 'money-released':
    case 'take-intended':
    case 'voice-intended':
    case 'spending-refused':
    case 'production-wrapped':
      return [];
    default:
      return event satisfies never;
  }
}

/** Reservations of the questions about a take: the words for it, and the looks at it. */
const ABOUT_TAKE = /^mind\/(?:prompt|review|rejudge)\//;

function mindsOfTake(slate: string, state: ProductionState, terminal: Terminal): string[] {
  const own = [`mind/prompt/${slate}/`, `mind/review/${slate}/`];
  return mindLines(slate, (reservation) => own.some((start) => reservation.startsWith(start)), state, terminal);
}

/** What minds read and wrote for these reservations, and what that cost, in one line; none where nobody was paid. */
function mindLines(
  about: string,
  isAsked: (reservation: string) => boolean,
  { minds, money }: ProductionState,
  { colours, glyphs }: Terminal,
): string[] {
  const asked = Object.entries(minds).flatMap(([call, { model, turns }]) =>
    turns.flatMap(({ turn, answer }) => {
      const reservation = `mind/${call}/${turn}`;
      const paid = money.charges[reservation]?.settled ?? null;
      return paid === null || !isAsked(reservation) ? [] : [{ model, paid, usage: answer?.usage }];
    }),
  );
  if (asked.length === 0) return [];
  const usages = asked.flatMap(({ usage }) => usage ?? []);
  const total = (part: (usage: Usage) => number): string =>
    usages.reduce((all, usage) => all + part(usage), 0).toLocaleString('en-US');
  const read = total(({ input, cacheRead, cacheWrite }) => input + cacheRead + cacheWrite);
  const facts = [
    `${clean(about)} by ${[...new Set(asked.map(({ model }) => clean(model)))].join(', ')}`,
    asked.length === 1 ? '' : plural(asked.length, 'question'),
    usages.length === 0 ? 'no answer' : `${read} tokens read, ${total(({ output }) => output)} written`,
    formatCents(sum(asked.map(({ paid }) => paid))),
    `left ${formatLeft(money.left)}`,
  ].filter(Boolean);
  return [`  ${glyphs.waiting} ${pad('mind', 7)} \t${colours.dim(facts.join(` ${glyphs.dot} `))}`];
}

/** What of an earlier run is there already; none of it is done again. */
function soFar({ screenplay, takes, money }: ProductionState): string {
  const shots = screenplay === null ? [] : shotsOf(screenplay);
  const circled = new Set(
    Object.values(takes).flatMap(({ shot, review }) => (review?.verdict === 'circle' ? [shot] : [])),
  );
  const spent = money.spent > 0 ? `, ${formatCents(money.spent)} spent` : '';
  return `${shots.length === 0 ? 'no shot is written yet' : `${circled.size} of ${plural(shots.length, 'shot')} in the can`}${spent}`;
}

/** ` after 12 s`. */
function sinceOrdered(state: ProductionState, slate: string): string {
  const submittedAt = state.takes[slate]?.submittedAt;
  return submittedAt == null || state.updatedAt === null ? '' : ` after ${formatSpan(state.updatedAt - submittedAt)}`;
}
