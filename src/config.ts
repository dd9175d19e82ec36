import { existsSync, readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { inspect, parseEnv } from 'node:util';
import { z } from 'zod';
import { StudioError, messageOf } from './errors.ts';
import { Aspect, Resolution } from './film/media.ts';

/** A key that prints, logs and serialises as `•••`; only `reveal()` gives it away, at the wire. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '•••';
  }

  toJSON(): string {
    return '•••';
  }

  [inspect.custom](): string {
    return '•••';
  }
}

const Settings = z.strictObject({
  /** The studio's own data: the journal and the media store. */
  home: z.string().min(1),
  /** Where each production gets its folder. */
  artifacts: z.string().min(1),
  provider: z.string().min(1),
  aspect: Aspect,
  resolution: Resolution,
  /** Dollars. Null: must be given with each production. */
  budget: z.number().positive().nullable(),
});
export type Settings = z.infer<typeof Settings>;

export type Origin = 'flag' | 'environment' | '.env' | 'studio.config.json' | 'default';

/** Vendors whose keys the studio looks for, and the variables that may hold each. */
export const KEYS = {
  anthropic: ['ANTHROPIC_API_KEY'],
  luma: ['LUMA_AGENTS_API_KEY', 'LUMAAI_API_KEY'],
  runway: ['RUNWAYML_API_SECRET'],
  kling: ['KLINGAI_API_KEY', 'KLING_API_KEY'],
  pika: ['FAL_KEY'],
  openai: ['OPENAI_API_KEY'],
  elevenlabs: ['ELEVENLABS_API_KEY'],
} as const;
export type KeyName = keyof typeof KEYS;

export interface Config {
  settings: Settings;
  origins: Record<keyof Settings, Origin>;
  keys: Partial<Record<KeyName, Secret>>;
  /** For people, and for telling whether a lease's holder still lives: `host:pid`. */
  holder: string;
}

const VARIABLES: Partial<Record<keyof Settings, string>> = {
  home: 'CLAUDE_STUDIO_HOME',
  artifacts: 'CLAUDE_STUDIO_ARTIFACTS',
  provider: 'CLAUDE_STUDIO_PROVIDER',
  aspect: 'CLAUDE_STUDIO_ASPECT',
  resolution: 'CLAUDE_STUDIO_RESOLUTION',
  budget: 'CLAUDE_STUDIO_BUDGET',
};

/**
 * Flags before environment and `.env` before `studio.config.json` before defaults, read once, here. Relative folders
 * count from `cwd`. Throws `config` for a value that does not fit, naming where it came from.
 */
export function loadConfig(
  flags: { [K in keyof Settings]?: Settings[K] | undefined } = {},
  cwd: string = process.cwd(),
  environment: NodeJS.ProcessEnv = process.env,
): Config {
  const dotEnv = readDotEnv(join(cwd, '.env'));
  const file = readConfigFile(join(cwd, 'studio.config.json'));
  const defaults: Settings = {
    home: join(homedir(), '.claude-studio'),
    artifacts: 'artifacts',
    provider: 'animatic',
    aspect: '16:9',
    resolution: '720p',
    budget: null,
  };

  const values: Record<string, unknown> = {};
  const origins = {} as Record<keyof Settings, Origin>;
  for (const key of Object.keys(defaults) as (keyof Settings)[]) {
    const variable = VARIABLES[key] ?? '';
    const candidates: [Origin, unknown][] = [
      ['flag', flags[key]],
      ['environment', fromText(key, environment[variable])],
      ['.env', fromText(key, dotEnv[variable])],
      ['studio.config.json', file[key]],
      ['default', defaults[key]],
    ];
    const [origin, value] = candidates.find(([, candidate]) => candidate !== undefined) ?? ['default', defaults[key]];
    const checked = Settings.shape[key].safeParse(value);
    if (!checked.success) {
      throw new StudioError(
        'config',
        `the setting ${key} from ${origin} is not usable: ${z.prettifyError(checked.error)}`,
        {
          hint: `Correct ${origin === 'environment' || origin === '.env' ? variable : key} and try again.`,
        },
      );
    }
    values[key] = checked.data;
    origins[key] = origin;
  }

  const settings = Settings.parse(values);
  settings.home = resolve(cwd, settings.home);
  settings.artifacts = resolve(cwd, settings.artifacts);
  return { settings, origins, keys: readKeys({ ...dotEnv, ...environment }), holder: `${hostname()}:${process.pid}` };
}

/** What the terminal has to know of its surroundings. */
export function terminalEnvironment(): { [name: string]: string | undefined } {
  const { NO_COLOR, FORCE_COLOR, TERM, CI, LANG, LC_ALL, LC_CTYPE } = process.env;
  return { NO_COLOR, FORCE_COLOR, TERM, CI, LANG, LC_ALL, LC_CTYPE };
}

function fromText(key: keyof Settings, text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  return key === 'budget' ? Number(text) : text;
}

function readKeys(environment: NodeJS.ProcessEnv): Config['keys'] {
  const keys: Config['keys'] = {};
  for (const [name, variables] of Object.entries(KEYS) as [KeyName, readonly string[]][]) {
    const value = variables
      .map((variable) => environment[variable]?.trim())
      .find((text) => text !== undefined && text !== '');
    if (value !== undefined) keys[name] = new Secret(value);
  }
  return keys;
}

function readDotEnv(path: string): NodeJS.ProcessEnv {
  if (!existsSync(path)) return {};
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new StudioError('config', `cannot read ${path}: ${messageOf(error)}`, { cause: error });
  }
}

function readConfigFile(path: string): Record<string, unknown> {
  if (!existsSync(path)) return {};
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new StudioError('config', `cannot read ${path}: ${messageOf(error)}`, {
      hint: 'It must be a JSON object with settings.',
      cause: error,
    });
  }
  const checked = Settings.partial().safeParse(value);
  if (!checked.success) {
    throw new StudioError('config', `${path} is not usable: ${z.prettifyError(checked.error)}`, {
      hint: `Settings are: ${Object.keys(Settings.shape).join(', ')}.`,
    });
  }
  return checked.data;
}
