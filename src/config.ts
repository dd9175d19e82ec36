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

/** A language model that speaks OpenAI's Chat Completions, at an address of one's own. */
const Endpoint = z.strictObject({
  /** Begins with https://, or http:// on this machine. */
  baseUrl: z.string(),
  /** The model by the endpoint's own name. */
  model: z.string().min(1),
  /** The environment variable that holds the key; null for an endpoint that wants none. */
  key: z.string().nullable().default(null),
  /** Dollars for a million tokens; 0 for a model at home. */
  usdPerMillionIn: z.number().nonnegative(),
  usdPerMillionOut: z.number().nonnegative(),
});

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
  /** Dollars that all productions together may cost in a calendar month (UTC); null for no cap. Simulated ones have their own. */
  cap: z.number().positive().nullable(),
  /** Seconds to wait for one take before it is left to a later `resume`; null for what the model's card says. */
  timeout: z.number().positive().nullable(),
  /** Orders at one vendor at the same time; null for what was measured or the model's card says. */
  parallel: z.int().positive().max(64).nullable(),
  /** Seconds between two looks at a vendor's job; null for the vendor's advice. */
  poll: z.number().min(0.02).max(600).nullable(),
  /** The language model of the whole crew (`claude-sonnet-5-5`, or an endpoint's name); null for each agent's own. */
  model: z.string().min(1).nullable(),
  /** The same for one agent, by its name. */
  roles: z.record(z.string(), z.string().min(1)),
  /** Language models at other addresses, by the name that `model` and `roles` call them. */
  endpoints: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), Endpoint),
});
export type Settings = z.infer<typeof Settings>;

export type Origin = 'flag' | 'environment' | '.env' | 'studio.config.json' | 'default';

/**
 * Vendors that the studio knows how to pay: the variables that may hold the key, those that may hold the address of the
 * API, and that address. fal has three hosts; its address replaces the origin of all of them.
 */
export const VENDORS = {
  anthropic: { keys: ['ANTHROPIC_API_KEY'], addresses: ['ANTHROPIC_BASE_URL'], address: 'https://api.anthropic.com' },
  'luma-agents': {
    keys: ['LUMA_AGENTS_API_KEY'],
    addresses: ['LUMA_BASE_URL'],
    address: 'https://agents.lumalabs.ai/v1',
  },
  luma: {
    keys: ['LUMAAI_API_KEY'],
    addresses: ['LUMAAI_BASE_URL'],
    address: 'https://api.lumalabs.ai/dream-machine/v1',
  },
  runway: {
    keys: ['RUNWAYML_API_SECRET'],
    addresses: ['RUNWAYML_BASE_URL'],
    address: 'https://api.dev.runwayml.com',
  },
  kling: {
    keys: ['KLINGAI_API_KEY', 'KLING_API_KEY'],
    addresses: ['KLINGAI_BASE_URL', 'KLING_BASE_URL'],
    address: 'https://api-singapore.klingai.com',
  },
  pika: { keys: ['FAL_KEY'], addresses: ['FAL_BASE_URL'], address: 'https://queue.fal.run' },
  openai: { keys: ['OPENAI_API_KEY'], addresses: ['OPENAI_BASE_URL'], address: 'https://api.openai.com/v1' },
  elevenlabs: {
    keys: ['ELEVENLABS_API_KEY'],
    addresses: ['ELEVENLABS_BASE_URL'],
    address: 'https://api.elevenlabs.io',
  },
} as const;
export type VendorName = keyof typeof VENDORS;

/** An account at a vendor, as the configuration has it. */
export interface VendorAccount {
  key: Secret;
  baseUrl: string;
  /** `simulated` for the keys that our simulators hand out (they begin with `sim-`): no vendor takes them. */
  provenance: 'live' | 'simulated';
}

export interface Config {
  settings: Settings;
  origins: Record<keyof Settings, Origin>;
  accounts: Partial<Record<VendorName, VendorAccount>>;
  /** Keys of the setting `endpoints`, by its names. */
  endpointKeys: Record<string, Secret>;
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
  cap: 'CLAUDE_STUDIO_CAP',
  timeout: 'CLAUDE_STUDIO_TIMEOUT',
  parallel: 'CLAUDE_STUDIO_PARALLEL',
  poll: 'CLAUDE_STUDIO_POLL',
  model: 'CLAUDE_STUDIO_MODEL',
};
const NUMBERS = new Set<keyof Settings>(['budget', 'cap', 'timeout', 'parallel', 'poll']);

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
    cap: null,
    timeout: null,
    parallel: null,
    poll: null,
    model: null,
    roles: {},
    endpoints: {},
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
  const all = { ...dotEnv, ...environment };
  const endpointKeys = readEndpointKeys(settings, all);
  return { settings, origins, accounts: readAccounts(all), endpointKeys, holder: `${hostname()}:${process.pid}` };
}

/** What the terminal has to know of its surroundings. */
export function terminalEnvironment(): { [name: string]: string | undefined } {
  const { NO_COLOR, FORCE_COLOR, TERM, CI, LANG, LC_ALL, LC_CTYPE } = process.env;
  return { NO_COLOR, FORCE_COLOR, TERM, CI, LANG, LC_ALL, LC_CTYPE };
}

function fromText(key: keyof Settings, text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  return NUMBERS.has(key) ? Number(text) : text;
}

function readEndpointKeys({ endpoints }: Settings, environment: NodeJS.ProcessEnv): Config['endpointKeys'] {
  const keys: Config['endpointKeys'] = {};
  for (const [name, endpoint] of Object.entries(endpoints)) {
    checkedAddress(endpoint.baseUrl, `endpoints.${name}.baseUrl`, 'live');
    if (endpoint.key === null) continue;
    const key = environment[endpoint.key]?.trim();
    if (key !== undefined && key !== '') keys[name] = new Secret(key);
  }
  return keys;
}

/** Keys and addresses that an environment holds. Throws `config` for an address that a key must not be sent to. */
export function readAccounts(environment: Record<string, string | undefined>): Config['accounts'] {
  const said = (variables: readonly string[]): string | undefined =>
    variables.map((variable) => environment[variable]?.trim()).find((text) => text !== undefined && text !== '');
  const accounts: Config['accounts'] = {};
  for (const [name, vendor] of Object.entries(VENDORS) as [VendorName, (typeof VENDORS)[VendorName]][]) {
    const key = said(vendor.keys);
    if (key === undefined) continue;
    if (!/^[\x21-\x7e]+$/.test(key)) {
      // Not quoted: most of it may be the key.
      throw new StudioError('config', `${vendor.keys.join(' or ')} holds something that no key has`, {
        hint: 'Letters, digits and signs without spaces or line ends: copy the key again.',
      });
    }
    const provenance = key.startsWith('sim-') ? 'simulated' : 'live';
    const baseUrl = checkedAddress(said(vendor.addresses) ?? vendor.address, vendor.addresses[0], provenance);
    accounts[name] = { key: new Secret(key), baseUrl, provenance };
  }
  return accounts;
}

/** A key travels encrypted or not off this machine, and a simulator's key never to a vendor. */
function checkedAddress(address: string, variable: string, provenance: 'live' | 'simulated'): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url !== null && (url.username !== '' || url.password !== '')) {
    throw new StudioError('config', `${variable} has a name or a password in it`, {
      hint: 'Give the bare address, as https://host/path; the key has a variable of its own.',
    });
  }
  const here = url !== null && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && here))) {
    throw new StudioError('config', `${variable} ${JSON.stringify(address.slice(0, 80))} is not a usable address`, {
      hint: 'It begins with https:// (or http:// on this machine), without a key in it.',
    });
  }
  if (provenance === 'simulated' && !here) {
    throw new StudioError('config', `the key of a simulator is set, but ${variable} is not a simulator's address`, {
      hint: `Set ${variable} as claude-studio sim prints it, or your own key.`,
    });
  }
  return address.replace(/\/+$/, '');
}

/** Keeps the AV1 encoder from talking to stderr by itself; it listens to nothing but this. */
export function quietEncoders(): void {
  process.env['SVT_LOG'] ??= '0';
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
