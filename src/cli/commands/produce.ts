import { Command } from 'commander';
import { StudioError } from '../../errors.ts';
import type { Studio } from '../../production/studio/studio.ts';
import { collect } from '../collect.ts';
import type { Context } from '../context.ts';
import { limitsOf } from '../limits.ts';

interface Flags {
  concept?: string;
  brief?: string;
  budget?: string;
  duration?: string;
  scenes?: string;
  aspect?: string;
  resolution?: string;
  style?: string;
  seed?: string[];
  seedNumber?: string;
  provider?: string;
  model?: string[];
  live?: boolean;
  yes?: boolean;
  greenlight?: string | true;
  pilots?: string;
  valueOfPoint?: string;
  dryRun?: boolean;
  timeout?: string;
  parallel?: string;
  audioTier?: string;
  led?: string;
  voice: boolean | string;
  voiceFile?: string;
  music: boolean;
  musicFile?: string;
  effects?: string;
  effect?: string[];
  clipSound?: string;
  threshold?: string;
  captions?: string;
  captionStyle?: string;
  slate?: boolean;
  runId?: string;
  output?: string;
}

/** `claude-studio produce "concept" --budget 5`: from a concept to a film. */
export function produceCommand(context: Context): Command {
  return new Command('produce')
    .description('make a film from a concept and a budget')
    .argument('[concept]', 'what the film is about, in your words')
    .option('-c, --concept <text>', 'the concept, where a flag is handier than an argument')
    .option('--brief <file>', 'a JSON file with the same fields as these flags')
    .option(
      '-b, --budget <dollars>',
      'ceiling on everything paid; must be said here, in the brief or in the settings; a rehearsal spends nothing of it',
    )
    .option('-d, --duration <seconds>', 'length of the film (default: what the concept says, else 15)')
    .option('--scenes <count>', 'how many scenes (default: as the story wants)')
    .option('--aspect <w:h>', '16:9, 9:16 or 1:1 (default: 16:9); others are made by deliver')
    .option('--resolution <name>', '540p, 720p or 1080p (default: 720p)')
    .option('--style <words>', 'a look: noir, sepia, neon, watercolour, vivid, warm, cold, dark')
    .option('-s, --seed <path>', 'picture, storyboard, script or notes, or a folder of them; repeatable', collect)
    .option('--seed-number <n>', 'the same number and brief give the same film (default: 1)')
    .option(
      '-p, --provider <name>',
      'who shoots: animatic (drawn here, free; the default without --live), luma, runway, kling, pika; sim:luma … simulated',
    )
    .option(
      '--model <name>',
      'the model that shoots, or the one that decides (claude-…, an endpoint, offline); repeatable',
      collect,
    )
    .option('--live', 'allow real money to be spent, up to the budget')
    .option('--dry-run', 'only the plan with every price; needs no key and keeps nothing')
    .option(
      '--timeout <seconds>',
      'how long to wait for one take; it goes on at the vendor after that (default: by model)',
    )
    .option('--parallel <count>', 'orders at one vendor at the same time (default: what it is known to take)')
    .option('--audio-tier <tier>', 'none, music_only, simple_overlay (default) or time_synced (words on their shots)')
    .option(
      '--led <by>',
      'video: words fit the pictures (default); audio: pictures last as long as what is said over them',
    )
    .option(
      '--voice <names>',
      'who speaks: scratch (here, free), openai, elevenlabs, none; sim:openai … simulated. Of a list, as openai,elevenlabs, each speaks when those before it take no lines',
    )
    .option('--no-voice', 'without narration')
    .option('--voice-file <path>', 'your own narration')
    .option('--no-music', 'without music')
    .option('--music-file <path>', 'your own music')
    .option(
      '--effects <how>',
      'sounds of what is seen: synthesised (made here, free; the default where shots are drawn here) or none',
    )
    .option('--effect <file@second>', 'your own sound, heard from that second of the film on; repeatable', collect)
    .option(
      '--clip-sound <how>',
      "keep: the takes' own sound, where they have one, under voice and music (default: off)",
    )
    .option('--threshold <points>', 'score out of 100 that the film is to reach (default: what its tier stands for)')
    .option('--captions <where>', 'beside (.srt and .vtt; default), burn (also into the picture) or none')
    .option('--caption-style <look>', 'of burnt captions: plain, karaoke (words light up), boxed or big; burns them in')
    .option('--slate', 'burn shot, camera and live price into the frame')
    .option('--run-id <id>', 'name of the run; a run of that name that was interrupted is resumed')
    .option('-o, --output <path>', 'a folder for the runs, or a .mp4 file to put the film at')
    .option(
      '--pilots <count>',
      'how many rival pilots may be shot and compared: 2, 3 or off (default: 3, where takes are judged)',
    )
    .option('--greenlight [stage]', 'stop after the animatic (or: pilots) and wait for claude-studio greenlight')
    .option(
      '--value-of-point <dollars>',
      'what a point of quality is worth to you: retakes are weighed by it (default: 1)',
    )
    .option('-y, --yes', 'give the greenlight beforehand: never ask')
    .option('--json', 'events on stdout, one a line')
    .action(async (argument: string | undefined, flags: Flags) => {
      const { produceFilm } = await import('../../production/produce.ts');
      const { readWish } = await import('../../production/intake.ts');
      const { meansFile } = await import('../../production/studio/output.ts');
      const { withStudio } = await import('../session.ts');
      const wish = flags.brief === undefined ? {} : await readWish(flags.brief);
      const concept = argument ?? flags.concept ?? (wish as { concept?: string }).concept;
      const toFile = flags.output !== undefined && meansFile(flags.output);
      const settings = {
        ...(flags.output === undefined || toFile ? {} : { artifacts: flags.output }),
        ...limitsOf(flags),
      };
      const dry = flags.dryRun ?? false;
      const make = async (studio: Studio): Promise<void> => {
        const budget = flags.budget ?? (wish as { budget?: number }).budget ?? studio.settings.budget;
        if (concept === undefined)
          throw missing('a concept', 'claude-studio produce "A serene mountain lake at sunset" --budget 5');
        if (budget == null)
          throw missing(
            'a budget',
            `Say what the film may cost at most, in dollars: --budget 5. A rehearsal spends nothing of it.`,
          );
        await produceFilm(studio, {
          wish: { ...wish, ...given(flags), concept, budget },
          runId: flags.runId ?? null,
          copyTo: toFile ? (flags.output ?? null) : null,
        });
      };
      await withStudio(context, settings, make, { dry });
      if (dry) {
        const { shellLine } = await import('../../production/studio/shell.ts');
        context.terminal.line('\nNothing was ordered and nothing was kept.');
        const { provider = '', live } = flags;
        const pays = !live && !['', 'animatic'].includes(provider) && !provider.startsWith('sim:');
        const words = context.argv.filter((word) => word !== '--dry-run');
        context.terminal.next(shellLine(pays ? [...words, '--live'] : words));
      }
    });
}

/** Flags that a wish has under the same name. */
const NAMED = [
  'duration',
  'scenes',
  'aspect',
  'resolution',
  'style',
  'seedNumber',
  'provider',
  'model',
  'live',
  'yes',
  'pilots',
  'valueOfPoint',
  'audioTier',
  'led',
  'voiceFile',
  'musicFile',
  'effects',
  'clipSound',
  'threshold',
  'captions',
  'captionStyle',
  'slate',
] as const satisfies readonly (keyof Flags)[];

/** Flags that were given, under the names that a wish has. */
function given(flags: Flags): object {
  const { seed, effect, voice, music, greenlight } = flags;
  return {
    ...Object.fromEntries(NAMED.flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]]]))),
    ...(greenlight === undefined ? {} : { greenlight: greenlight === true ? 'animatic' : greenlight }),
    ...(seed === undefined ? {} : { seeds: seed }),
    ...(effect === undefined ? {} : { effectFiles: effect }),
    ...(voice === true ? {} : { voice }),
    ...(music ? {} : { music }),
  };
}

function missing(what: string, hint: string): StudioError {
  return new StudioError('usage', `${what} is missing`, { hint });
}
