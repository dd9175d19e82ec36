import { Command } from 'commander';
import type { z } from 'zod';
import type { Delivered, DeliveryWish } from '../../production/hand-over/deliver.ts';
import type { Studio } from '../../production/studio/studio.ts';
import { collect } from '../collect.ts';
import type { Context } from '../context.ts';
import type { Terminal } from '../terminal.ts';

interface Flags {
  aspect?: string;
  resolution?: string;
  codec?: string;
  fit?: string;
  cutdown?: string;
  preview?: string;
  candidate?: string;
  text?: string[];
  output?: string;
  json?: boolean;
}

/** `claude-studio deliver RUN --aspect 9:16 --cutdown 15`: the film in another frame, codec or length. */
export function deliverCommand(context: Context): Command {
  return new Command('deliver')
    .description('hand the film over in another frame, codec or length')
    .argument('[run]', 'the run, or a part of its name (default: the last one)')
    .option('--aspect <w:h>', '16:9, 9:16, 1:1 or 4:5 (default: as it was shot)')
    .option('--resolution <name>', '540p, 720p, 1080p or 2160p (default: as it was shot)')
    .option('--codec <name>', 'h264, hevc, av1 or prores (default: h264)')
    .option('--fit <how>', 'crop around the subject, or pad with the picture itself, blurred (default: crop)')
    .option('--cutdown <seconds>', '6, 15 or 30: the best shots that show what must be seen')
    .option('--preview <kind>', 'gif or webp: an animated one of at most 3 MB beside it')
    .option(
      '--text <words>',
      'words over the pictures, as in render: "watermark: © Salt Air", "title: Out now @12-15", none; repeatable',
      collect,
    )
    .option('--candidate <name>', 'which cut (default: the recommended one)')
    .option('-o, --output <file>', 'file, or folder without an ending (default: deliveries in the run)')
    .option('--json', 'what was made as one line')
    .action(async (run: string | undefined, flags: Flags) => {
      const { deliverFilm } = await import('../../production/hand-over/deliver.ts');
      const { findRun } = await import('../../production/desk/runs.ts');
      const { createRenderView } = await import('../progress/render-view.ts');
      const { beginsAgain, withStudio } = await import('../session.ts');
      const { terminal } = context;
      const wish = await wishOf(flags);
      const work = async (studio: Studio): Promise<void> => {
        const id = await findRun(studio.journal, run ?? null, 'any');
        const made = await deliverFilm(studio, id, wish);
        if (flags.json) {
          const { delivery, ...beside } = made;
          terminal.event({ production: id, ...delivery, ...beside });
          return;
        }
        await tell(made, terminal);
        terminal.data(made.delivery.path);
        terminal.next(await nextOf(id, made));
      };
      await withStudio(context, {}, work, { view: createRenderView, again: beginsAgain(context) });
    });
}

/** Throws `usage` for a word that is none of those that a flag takes. */
async function wishOf(flags: Flags): Promise<DeliveryWish> {
  const { Cutdown, DeliveryAspect, DeliveryCodec, DeliveryResolution, Fit, PreviewKind } =
    await import('../../film/delivery.ts');
  const { StudioError } = await import('../../errors.ts');
  const word = <T extends string>(flag: string, given: string | undefined, known: z.ZodType<T> & { options: T[] }) => {
    if (given === undefined) return null;
    const found = known.options.find((option) => option === given.toLowerCase());
    if (found !== undefined) return found;
    throw new StudioError('usage', `--${flag} ${JSON.stringify(given.slice(0, 40))} is not known`, {
      hint: `It is one of: ${known.options.join(', ')}.`,
    });
  };
  const seconds = Cutdown.safeParse(Number(flags.cutdown));
  if (flags.cutdown !== undefined && !seconds.success) {
    throw new StudioError('usage', `--cutdown ${JSON.stringify(flags.cutdown.slice(0, 40))} is not known`, {
      hint: `It is one of: ${[...Cutdown.values].join(', ')}.`,
    });
  }
  return {
    aspect: word('aspect', flags.aspect, DeliveryAspect),
    resolution: word('resolution', flags.resolution, DeliveryResolution),
    codec: word('codec', flags.codec, DeliveryCodec) ?? 'h264',
    fit: word('fit', flags.fit, Fit) ?? 'crop',
    preview: word('preview', flags.preview, PreviewKind),
    cutdown: seconds.success ? seconds.data : null,
    texts: flags.text ?? [],
    candidate: flags.candidate ?? null,
    output: flags.output ?? null,
  };
}

async function tell({ delivery, captions, recorded }: Delivered, terminal: Terminal): Promise<void> {
  const { formatClock } = await import('../../film/time.ts');
  const { clean } = await import('../text.ts');
  const { formatBytes } = await import('../progress/words.ts');
  const { candidate, width, height, codec, seconds, frames, media, loudness, left, notes, preview } = delivery;
  const { colours, glyphs } = terminal;
  const sound =
    loudness === null
      ? 'no sound'
      : `${loudness.integrated.toFixed(1)} LUFS, peak ${loudness.truePeak.toFixed(1)} dBTP`;
  const facts = [
    `${width}x${height} ${codec}`,
    `${formatClock(seconds)}, ${frames} frames`,
    sound,
    formatBytes(media.bytes),
  ];
  terminal.line(`${colours.green(glyphs.done)} the ${candidate} cut: ${facts.join(` ${glyphs.dot} `)}`, 2);
  for (const note of notes) terminal.line(`  ${colours.yellow('!')} \t${clean(note)}`);
  if (left.length > 0) terminal.line('  left out:');
  for (const line of left) terminal.line(`  ${glyphs.dot} \t${clean(line)}`);
  const beside = [delivery.poster, delivery.contactSheet, ...(preview === null ? [] : [preview]), ...captions];
  for (const path of beside) terminal.line(`  ${colours.dim(clean(path))}`);
  if (!recorded)
    terminal.line(`  ${colours.yellow('!')} \tit is in no journal: somebody is at work on this production`);
}

/** What people ask for next. */
async function nextOf(id: string, { delivery }: Delivered): Promise<string> {
  if (delivery.aspect !== '9:16') return `claude-studio deliver ${id} --aspect 9:16`;
  if (delivery.cutdown === null && delivery.seconds > 15)
    return `claude-studio deliver ${id} --aspect 9:16 --cutdown 15`;
  const { shellLine } = await import('../../production/studio/shell.ts');
  return shellLine(['verify', delivery.path]);
}
