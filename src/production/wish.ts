import { z } from 'zod';
import { StudioError } from '../errors.ts';
import { CONCEPT_LIMIT } from '../film/brief.ts';

/** What a person writes, on the command line or in a brief file; numbers may come as text. */
export const Wish = z.strictObject({
  concept: z.string(),
  budget: z.union([z.number(), z.string()]),
  duration: z.union([z.number(), z.string()]).nullish(),
  scenes: z.union([z.number(), z.string()]).nullish(),
  aspect: z.string().nullish(),
  resolution: z.string().nullish(),
  style: z.string().nullish(),
  seeds: z.array(z.string()).nullish(),
  seedNumber: z.union([z.number(), z.string()]).nullish(),
  provider: z.string().nullish(),
  /** Of pictures, of the crew, or one of each. */
  model: z.union([z.string(), z.array(z.string())]).nullish(),
  /** Real money may be spent. */
  live: z.boolean().nullish(),
  /** Stop there and wait for `claude-studio greenlight`. */
  greenlight: z.enum(['animatic', 'pilots']).nullish(),
  /** The greenlight is given beforehand. */
  yes: z.boolean().nullish(),
  /** Pilots that compete at most, or `off`. */
  pilots: z.union([z.number(), z.string()]).nullish(),
  /** Dollars that a point of accepted quality is worth. */
  valueOfPoint: z.union([z.number(), z.string()]).nullish(),
  /** `none`, `music_only`, `simple_overlay` or `time_synced`. */
  audioTier: z.string().nullish(),
  /** `video`: words fit the pictures; `audio`: pictures last as long as their words. */
  led: z.string().nullish(),
  /** Who speaks, or false for nobody; of several, each when those before it take no lines. */
  voice: z.union([z.boolean(), z.string(), z.array(z.string())]).nullish(),
  voiceFile: z.string().nullish(),
  music: z.boolean().nullish(),
  musicFile: z.string().nullish(),
  /** Sounds of what is seen: `synthesised` or `none`; absent leaves it to the film. */
  effects: z.string().nullish(),
  /** Sound files of the person, each with the second of the film at which it is heard: `door.wav@2`. */
  effectFiles: z.array(z.string()).nullish(),
  /** Score that the film is to reach. */
  threshold: z.union([z.number(), z.string()]).nullish(),
  /** Whether the takes' own sound is heard: `off` or `keep`. */
  clipSound: z.string().nullish(),
  captions: z.string().nullish(),
  /** How captions in the picture look: `plain`, `karaoke`, `boxed` or `big`. */
  captionStyle: z.string().nullish(),
  slate: z.boolean().nullish(),
});
export type Wish = z.infer<typeof Wish>;

/** The concept without the space around it. Throws `usage` for what is empty, too long or no text. */
export function conceptOf(text: string): string {
  const broken = /[\u0000-\u0008\u000e-\u001f\u007f]/u.test(text) || !text.isWellFormed() || text.includes('\ufffd');
  const concept = text.trim();
  if (broken) {
    throw new StudioError('usage', 'the concept is not text', {
      hint: 'Say in words what the film is about; a script file is read with "$(cat script.txt)".',
    });
  }
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(concept)) {
    throw new StudioError('usage', 'the concept is empty', {
      hint: 'claude-studio produce "A serene mountain lake at sunset" --budget 5',
    });
  }
  const length = [...concept].length;
  if (length > CONCEPT_LIMIT) {
    throw new StudioError(
      'usage',
      `the concept has ${length.toLocaleString('en-US')} characters; ${CONCEPT_LIMIT.toLocaleString('en-US')} are the most`,
      {
        hint: 'Say what matters most, or make several films of it.',
      },
    );
  }
  return concept;
}

/** What a number may be; `unit` and `example` are told to who wrote another. */
export interface NumberRule {
  least?: number;
  above?: number;
  most: number;
  whole?: boolean;
  unit: string;
  example: string;
}

/** The number behind a flag, `$` before it allowed. Throws `usage` for what is no number or breaks the rule. */
export function numberOf(name: string, value: string | number, rule: NumberRule): number {
  const text = String(value).trim();
  const amount = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text.replace(/^\$/, ''))
    ? Number(text.replace(/^\$/, ''))
    : Number.NaN;
  const range =
    rule.above === undefined
      ? `from ${rule.least} to ${rule.most.toLocaleString('en-US')}`
      : `above ${rule.above}, up to ${rule.most.toLocaleString('en-US')}`;
  const fits =
    Number.isFinite(amount) &&
    amount <= rule.most &&
    (rule.least === undefined || amount >= rule.least) &&
    (rule.above === undefined || amount > rule.above) &&
    (!rule.whole || Number.isInteger(amount));
  if (!fits) {
    throw new StudioError('usage', `${name} ${JSON.stringify(text.slice(0, 40))} is not usable`, {
      hint: `It is a ${rule.whole ? 'whole ' : ''}number${rule.unit === '' ? '' : ` of ${rule.unit}`} ${range}: ${name} ${rule.example}`,
    });
  }
  return amount;
}

/** The word behind a flag as one of its options. Throws `usage` for any other. */
export function oneOf<T extends string>(name: string, value: string, options: readonly T[]): T {
  const found = options.find((option) => option === value);
  if (found === undefined) {
    throw new StudioError('usage', `${name} ${JSON.stringify(value.slice(0, 40))} is not known`, {
      hint: `It is one of: ${options.join(', ')}.`,
    });
  }
  return found;
}
