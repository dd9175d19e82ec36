import { cutFrames } from '../../film/cut.ts';
import type { EventData, ProductionEvent } from '../../film/events.ts';
import { formatCents, formatUsd, sum, type MicroUsd } from '../../film/money.ts';
import { CONTINUITY_FLOOR, type Review } from '../../film/review.ts';
import { shotsOf, type Screenplay, type Shot } from '../../film/screenplay.ts';
import { elapsed, STAGES, stageOf, type ProductionState, type Stage, type TakeState } from '../../film/state.ts';
import { FILM_RATE, formatClock, formatSpan, toSeconds } from '../../film/time.ts';
import { ANIMATIC, ANIMATIC_SHEET } from '../../production/studio/layout.ts';
import { tableLines, type Terminal } from '../terminal.ts';
import { clean, pad, truncate } from '../text.ts';
import { nextCommand, shortPath, summary } from './summary.ts';
import {
  bar,
  exactScore,
  firstLines,
  formatLeft,
  plural,
  PROVENANCE_WORDS,
  score,
  STAGE_TITLES,
  tenths,
} from './words.ts';

/** Longest list of shots that is told; the screenplay file has them all. */
const SHOTS_TOLD = 24;

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
  { cwd, isFollowed }: { cwd: string; isFollowed: boolean },
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
      lines(title(state, terminal));
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

function factLines(
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
        cost > 0 ? formatUsd(cost) : '',
      ].filter(Boolean);
      return [
        `  ${done} ${pad(clean(slate), 7)} \t${facts.join(colours.dim(` ${glyphs.dot} `))}`,
        ...warnings.map((warning) => `            ${colours.yellow(clean(warning))}`),
      ];
    }
    case 'money-settled': {
      const { reservation, amount } = event.data;
      if (reservation.startsWith('mind/')) return [mindLine(reservation, amount, state, terminal)];
      if (amount === 0) return [];
      const { spent, reserved, left } = state.money;
      const sums = [`spent ${formatUsd(spent)}`, `reserved ${formatUsd(reserved)}`, `left ${formatLeft(left)}`];
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
      const bill = cost === null ? '' : `, ${formatUsd(cost)} by the vendor's bill`;
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
        `  ${colours.red(glyphs.failed)} ${pad(clean(slate), 7)} \t${kind}: ${clean(reason)} (${billed ? 'billed' : 'not billed'}${retryable ? ', may be tried again' : ''})`,
      ];
    }
    case 'take-unsure':
      return [
        `  ${colours.yellow('?')} ${pad(clean(event.data.slate), 7)} \tnobody knows what became of it: ${clean(event.data.reason)}; its money stays reserved`,
      ];
    case 'take-reviewed': {
      const { slate, verdict, reason } = event.data;
      if (verdict === 'circle') return [];
      return [`  ${colours.yellow(glyphs.again)} ${pad(clean(slate), 7)} \t${verdict}: ${clean(reason)}`];
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
          `tests ${formatUsd(spent)}`,
          returned > 0 ? `${formatUsd(returned)} back into the pool` : '',
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

/** What a mind read and wrote, and what that cost: one line a question, because there are many. */
function mindLine(
  reservation: string,
  amount: MicroUsd,
  { minds, money }: ProductionState,
  { colours, glyphs }: Terminal,
): string {
  const call = reservation.replace(/^mind\//, '').replace(/\/\d+$/, '');
  const { model = '', turns = [] } = minds[call] ?? {};
  const usage = turns.at(-1)?.answer?.usage;
  const tokens =
    usage === undefined
      ? 'no answer'
      : `${count(usage.input + usage.cacheRead + usage.cacheWrite)} tokens read, ${count(usage.output)} written`;
  const facts = [`${clean(call)} by ${clean(model)}`, tokens, formatUsd(amount), `left ${formatLeft(money.left)}`];
  return `  ${glyphs.waiting} ${pad('mind', 7)} \t${colours.dim(facts.join(` ${glyphs.dot} `))}`;
}

function count(tokens: number): string {
  return tokens.toLocaleString('en-US');
}

/** What of an earlier run is there already; none of it is done again. */
function soFar({ screenplay, takes, money }: ProductionState): string {
  const shots = screenplay === null ? [] : shotsOf(screenplay);
  const circled = new Set(
    Object.values(takes).flatMap(({ shot, review }) => (review?.verdict === 'circle' ? [shot] : [])),
  );
  const spent = money.spent > 0 ? `, ${formatUsd(money.spent)} spent` : '';
  return `${shots.length === 0 ? 'no shot is written yet' : `${circled.size} of ${plural(shots.length, 'shot')} in the can`}${spent}`;
}

function title({ brief, provenance, version }: ProductionState, terminal: Terminal): string[] {
  if (brief === null || provenance === null) return [];
  const { colours, glyphs, columns } = terminal;
  const dot = ` ${glyphs.dot} `;
  return [
    `${colours.bold('Claude Studio')} ${colours.dim(clean(version ?? ''))}${dot}${colours.cyan(PROVENANCE_WORDS[provenance])}`,
    '',
    ...firstLines(clean(brief.concept), columns - 4, 3, terminal).map((line) => `  ${colours.bold(line)}`),
    `  ${colours.dim(
      [
        `budget ${formatUsd(brief.budget)}`,
        brief.seconds === null ? '' : `${brief.seconds} s`,
        brief.aspect,
        brief.resolution,
        brief.style === null ? '' : clean(brief.style),
        brief.seeds.length === 0 ? '' : plural(brief.seeds.length, 'seed picture'),
        brief.texts.length === 0 ? '' : plural(brief.texts.length, 'text'),
        clean(brief.provider),
      ]
        .filter(Boolean)
        .join(dot),
    )}`,
  ];
}

/** What each thing that was handed in is taken for, and where it goes. */
function assetLines(
  { pictures, texts }: EventData<'assets-analysed'>,
  { brief }: ProductionState,
  terminal: Terminal,
): string[] {
  const { colours, columns, glyphs } = terminal;
  const nameOf = (id: string): string =>
    [...(brief?.seeds ?? []), ...(brief?.texts ?? [])].find((one) => one.id === id)?.name ?? id;
  const rows = [
    ...pictures.map(({ id, kind, use, panels, reason }) => ({
      id,
      what: `${kind}${panels.length === 0 ? '' : ` of ${panels.length}`}, ${USES[use]}`,
      why: reason,
    })),
    ...texts.map(({ id, kind, description }) => ({ id, what: kind, why: description })),
  ];
  const widest = Math.min(28, Math.max(...rows.map(({ id }) => nameOf(id).length)));
  return [
    `  handed in   ${[plural(pictures.length, 'picture'), plural(texts.length, 'text')].filter((part) => !part.startsWith('0 ')).join(', ')}`,
    ...rows.map(({ id, what, why }) =>
      truncate(
        `    ${colours.cyan(glyphs.arrow)} ${pad(clean(nameOf(id)), widest, 'left', glyphs.ellipsis)}  ${clean(what)}  ${colours.dim(clean(why))}`,
        columns,
        glyphs.ellipsis,
      ),
    ),
  ];
}

const USES: Record<EventData<'assets-analysed'>['pictures'][number]['use'], string> = {
  end: 'revealed at the end',
  hero: 'where it matters most',
  opening: 'opens the film',
  shots: 'one panel a shot',
  anywhere: 'fills a shot',
  look: 'gives the look, is not shown',
};

function contractLines({ elements }: EventData<'contract-frozen'>, { colours, columns, glyphs }: Terminal): string[] {
  const musts = elements.filter((element) => element.must);
  const others = elements.filter((element) => !element.must);
  const room = Math.max(16, columns - 34);
  return [
    `  contract    ${plural(elements.length, 'element')}, ${musts.length} must be seen`,
    ...musts.map(
      (element) =>
        `    ${colours.cyan(glyphs.arrow)} ${pad(clean(element.text), Math.min(room, 40), 'left', glyphs.ellipsis)} ${colours.dim(`${pad(element.kind, 10)} ${String(Math.round(element.weight * 100)).padStart(3)} %`)}`,
    ),
    ...(others.length === 0
      ? []
      : [`      ${colours.dim(`also \t${others.map(({ text }) => clean(text)).join(', ')}`)}`]),
  ];
}

function pitchLines({ pilots, recommended, reason }: EventData<'pitch-made'>, terminal: Terminal): string[] {
  const { colours, columns, glyphs } = terminal;
  const rows = pilots.map((pilot) => [
    pilot.id === recommended ? glyphs.arrow : '',
    pilot.id,
    pilot.tier.replaceAll('_', ' '),
    `${pilot.provider} ${pilot.model}`,
    formatCents(pilot.pricePerShot),
    `${pilot.shotsAffordable} of ${pilot.shotsPlanned}`,
    formatCents(pilot.allocation),
    formatCents(pilot.estimate),
  ]);
  const table = tableLines(
    rows,
    [
      { title: '' },
      { title: '' },
      { title: 'pilot' },
      { title: 'paid live', stretch: true },
      { title: 'a shot', align: 'right' },
      { title: 'affords', align: 'right' },
      { title: 'share', align: 'right' },
      { title: 'in all', align: 'right' },
    ],
    columns - 2,
    colours,
    glyphs.ellipsis,
  );
  return [
    ...table.flatMap((line, index) => {
      const pilot = pilots[index - 1];
      if (pilot === undefined) return [`  ${line}`];
      return [
        `  ${pilot.id === recommended ? colours.bold(line) : line}`,
        `        ${colours.dim(clean(pilot.approach))}`,
      ];
    }),
    `  the producer would shoot ${colours.bold(clean(recommended))}: ${clean(reason)}`,
  ];
}

function screenplayLines(screenplay: Screenplay, { colours, columns, glyphs }: Terminal): string[] {
  const shots = shotsOf(screenplay);
  const told = new Set(shots.slice(0, SHOTS_TOLD));
  const widest = Math.min(30, Math.max(...[...told].map((shot) => framing(shot).length)));
  const dot = ` ${glyphs.dot} `;
  const length = formatClock(toSeconds(screenplay.frames, screenplay.rate));
  const lines = [
    `  screenplay  ${colours.bold(clean(screenplay.title))}${dot}${plural(screenplay.scenes.length, 'scene')}, ${plural(shots.length, 'shot')}, ${length}`,
  ];
  for (const scene of screenplay.scenes) {
    const visible = scene.shots.filter((shot) => told.has(shot));
    if (visible.length === 0) continue;
    lines.push(
      `    ${truncate(`${scene.number}  ${clean(scene.title)}`, columns - 24, glyphs.ellipsis)}  ${colours.dim(`${scene.beat}, ${scene.mood}`)}`,
    );
    for (const shot of visible) {
      const branch = shot === scene.shots.at(-1) ? glyphs.corner : glyphs.branch;
      const facts = `${pad(shot.id, 4)} ${toSeconds(shot.frames, screenplay.rate).toFixed(1).padStart(4)} s  ${pad(framing(shot), widest)}`;
      lines.push(
        truncate(
          `    ${colours.dim(branch)} ${facts}  ${colours.dim(clean(shot.description))}`,
          columns,
          glyphs.ellipsis,
        ),
      );
    }
  }
  if (shots.length > told.size) lines.push(`    and ${plural(shots.length - told.size, 'more shot')}`);
  for (const words of screenplay.unsaid ?? [])
    lines.push(`    ${colours.yellow('!')} \tno time to say “${clean(words)}”: --led audio makes pictures for it`);
  return lines;
}

function tellCheaper({ needed, budget, cheaper }: EventData<'spending-refused'>, terminal: Terminal): void {
  terminal.line(`  ${formatUsd(needed)} is more than the ${formatUsd(budget)} at hand. What it does carry:`);
  for (const { command, price, what } of cheaper) {
    terminal.line(`    ${formatCents(price)}  ${what}`);
    terminal.command(command);
  }
}

/** Every shot with what is needed, bought and paid, before anything is. */
function spendingLines(
  { provider, model, takes, voices, minds, total, worst }: EventData<'spending-planned'>,
  { brief }: ProductionState,
  terminal: Terminal,
): string[] {
  const { colours, columns, glyphs } = terminal;
  const lines = sum(voices.map(({ price }) => price));
  const rows = [
    ...takes.map((take) => [
      take.shot,
      `${take.needs.toFixed(1)} s`,
      `${Number(take.buys.toFixed(1))} s`,
      formatUsd(take.price),
      formatUsd(take.ceiling),
    ]),
    ...(voices.length === 0
      ? []
      : [['voice', plural(voices.length, 'line'), `${sumOf(voices)} ch.`, formatUsd(lines), formatUsd(lines)]]),
    ...(minds === 0 ? [] : [['minds', '', '', `about ${formatUsd(minds)}`, 'budget']]),
  ];
  const table = tableLines(
    rows,
    [
      { title: 'shot' },
      { title: 'needs', align: 'right' },
      { title: 'buys', align: 'right' },
      { title: 'price', align: 'right' },
      { title: 'at most', align: 'right' },
    ],
    columns - 4,
    colours,
    glyphs.ellipsis,
  );
  const sources = [...new Set([...takes, ...voices].map(({ source }) => source))];
  const warnings = [...new Set(takes.flatMap((take) => take.warnings))];
  const budget = brief === null ? '' : `, budget ${formatUsd(brief.budget)}`;
  return [
    `  spending    ${clean(provider)} ${clean(model)}: ${colours.bold(formatUsd(total))} for every shot once${budget}`,
    ...table.map((line) => `    ${line}`),
    `    ${colours.dim(`at worst ${formatUsd(worst)}, every shot taken twice; never more than the budget`)}`,
    ...sources.map((source) => `    ${colours.dim(`price: \t${clean(source)}`)}`),
    ...warnings.map((warning) => `    ${colours.yellow(clean(warning))}`),
  ];
}

function sumOf(voices: { buys: number }[]): number {
  return voices.reduce((total, { buys }) => total + buys, 0);
}

/** ` after 12 s`. */
function sinceOrdered(state: ProductionState, slate: string): string {
  const submittedAt = state.takes[slate]?.submittedAt;
  return submittedAt == null || state.updatedAt === null ? '' : ` after ${formatSpan(state.updatedAt - submittedAt)}`;
}

/** `wide, push in`. */
function framing(shot: Shot): string {
  return `${shot.size.replaceAll('-', ' ')}, ${shot.move.replaceAll('-', ' ')}`;
}

function scoreSheet(takes: TakeState[], terminal: Terminal): string[] {
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

function critiqueLines(
  { pilot, decision, score: value, band, reason, missing, delivery }: EventData<'pilot-critiqued'>,
  { contract }: ProductionState,
  { colours, glyphs, ...look }: Terminal,
): string[] {
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
  return [
    `  critic  \t${what} ${glyphs.dot} ${verdict} ${glyphs.dot} ${exactScore(value, { colours, glyphs, ...look })} ${band}: ${clean(reason)}`,
    ...(named.length === 0 ? [] : [`          ${colours.yellow('not seen')} \t${named.join(', ')}`]),
    ...(delivery?.improvements ?? []).map(
      ({ shot, gain, price, why }) =>
        `          ${pad(clean(shot), 5)} \t+${gain.toFixed(1)} points for ${formatCents(price)}: ${clean(why)}`,
    ),
  ];
}

/** What has been claimed of the models, and whether anybody knew. */
function lessonLines({ lessons }: EventData<'lessons-proposed'>, { colours }: Terminal): string[] {
  const fresh = lessons.filter(({ news }) => news !== 'known');
  return fresh.map(
    ({ claim, news, id }) =>
      `  lesson  \t${colours.dim(`${news === 'new' ? 'to be tried' : news === 'evidence' ? 'seen again' : news}, ${id.slice(0, 8)}`)} ${clean(claim)}`,
  );
}

function candidateLines({ candidates, recommended, reason }: EventData<'cut-proposed'>, terminal: Terminal): string[] {
  const { colours, glyphs } = terminal;
  return [
    ...candidates.flatMap(({ cut, title: name, estimatedQuality, reasoning }) => [
      `  ${cut.id === recommended ? colours.cyan(glyphs.arrow) : ' '} ${pad(cut.id, 9)} ${score(estimatedQuality, terminal)}  \t${clean(name)}`,
      `                   ${colours.dim(clean(reasoning))}`,
    ]),
    `  the editor cuts ${colours.bold(recommended)}: ${clean(reason)}`,
  ];
}
