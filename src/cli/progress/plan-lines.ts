import type { EventData } from '../../film/events.ts';
import { formatCents, formatUsd, sum } from '../../film/money.ts';
import { shotsOf, type Screenplay, type Shot } from '../../film/screenplay.ts';
import { ceilingOf, type ProductionState } from '../../film/state.ts';
import { formatClock, toSeconds } from '../../film/time.ts';
import { tableLines, type Terminal } from '../terminal.ts';
import { clean, pad, truncate } from '../text.ts';
import { firstLines, plural, PROVENANCE_WORDS } from './words.ts';

/** Longest list of shots that is told; the screenplay file has them all. */
const SHOTS_TOLD = 24;

/** Whose film it is, and what was asked for; `dry` when it is only planned. */
export function title(state: ProductionState, dry: boolean, terminal: Terminal): string[] {
  const { brief, provenance, version } = state;
  if (brief === null || provenance === null) return [];
  const { colours, glyphs, columns } = terminal;
  const dot = ` ${glyphs.dot} `;
  return [
    `${colours.bold('Claude Studio')} ${colours.dim(clean(version ?? ''))}${dot}${colours.cyan(dry ? 'only the plan, nothing is ordered' : PROVENANCE_WORDS[provenance])}`,
    '',
    ...firstLines(clean(brief.concept), columns - 4, 3, terminal).map((line) => `  ${colours.bold(line)}`),
    `  ${colours.dim(
      [
        `budget ${formatUsd(ceilingOf(state))}`,
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
export function assetLines(
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

/** What must be seen, the rest in one line. */
export function contractLines(
  { elements }: EventData<'contract-frozen'>,
  { colours, columns, glyphs }: Terminal,
): string[] {
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

/** The pilots side by side, with what each would cost live. */
export function pitchLines({ pilots, recommended, reason }: EventData<'pitch-made'>, terminal: Terminal): string[] {
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

/** Scenes and shots as a tree, as far as a screen is good for. */
export function screenplayLines(screenplay: Screenplay, { colours, columns, glyphs }: Terminal): string[] {
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

/** Every shot with what is needed, bought and paid, before anything is. */
export function spendingLines(
  { provider, model, takes, voices, minds, total, worst }: EventData<'spending-planned'>,
  state: ProductionState,
  { colours, columns, glyphs }: Terminal,
): string[] {
  const lines = sum(voices.map(({ price }) => price));
  const rows = [
    ...takes.map((take) => [
      take.shot,
      `${take.needs.toFixed(1)} s`,
      `${Number(take.buys.toFixed(1))} s`,
      formatCents(take.price),
      formatCents(take.ceiling),
    ]),
    ...(voices.length === 0
      ? []
      : [['voice', plural(voices.length, 'line'), `${sumOf(voices)} ch.`, formatCents(lines), formatCents(lines)]]),
    ...(minds === 0 ? [] : [['minds', '', '', `about ${formatCents(minds)}`, 'budget']]),
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
  const budget = state.brief === null ? '' : `, budget ${formatUsd(ceilingOf(state))}`;
  return [
    `  spending    ${clean(provider)} ${clean(model)}: ${colours.bold(formatCents(total))} for every shot once${budget}`,
    ...table.map((line) => `    ${line}`),
    `    ${colours.dim(`at worst ${formatCents(worst)}, with every retake; never more than the budget`)}`,
    ...sources.map((source) => `    ${colours.dim(`price: \t${clean(source)}`)}`),
    ...warnings.map((warning) => `    ${colours.yellow(clean(warning))}`),
  ];
}

function sumOf(voices: { buys: number }[]): number {
  return voices.reduce((total, { buys }) => total + buys, 0);
}

/** `wide, push in`. */
export function framing(shot: Shot): string {
  return `${shot.size.replaceAll('-', ' ')}, ${shot.move.replaceAll('-', ' ')}`;
}
