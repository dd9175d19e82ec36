import { readAccounts, Secret, VENDORS, type Config, type VendorName } from '../../config.ts';
import { StudioError } from '../../errors.ts';
import { priceShot, priceVoice } from '../../ledger/price-book.ts';
import type { Account } from '../../providers/spec.ts';
import { createKling } from '../../providers/video/kling.ts';
import { createLuma } from '../../providers/video/luma.ts';
import { createPika } from '../../providers/video/pika.ts';
import { createRunway } from '../../providers/video/runway.ts';
import type { PriceOf, VideoProvider } from '../../providers/video/spec.ts';
import { createElevenLabsVoice } from '../../providers/voice/elevenlabs.ts';
import { createOpenAiVoice } from '../../providers/voice/openai.ts';
import type { VoicePriceOf, VoiceProvider } from '../../providers/voice/spec.ts';
import type { Simulator } from '../../simulators/spec.ts';
import { closeOpened } from './close-opened.ts';
import {
  isSimulated,
  simulated,
  vendorOf,
  VIDEO_VENDORS,
  VOICE_VENDORS,
  type VideoVendor,
  type VoiceVendor,
} from './vendor-names.ts';

/** Whose wire a vendor's simulator speaks, where it is not the vendor's own. */
const WIRES: Partial<Record<VideoVendor | VoiceVendor, string>> = { pika: 'fal' };

export interface Vendors {
  /**
   * The provider of that name, opened once; `sim:luma` starts the simulator that it needs. Throws `usage` for an unknown
   * name and `config` when the key is missing.
   */
  videoProvider(id: string): Promise<VideoProvider>;
  voiceProvider(id: string): Promise<VoiceProvider>;
  /** Ends the simulators. */
  close(): Promise<void>;
}

export interface VendorOptions {
  config: Config;
  now: () => number;
  simulate: (wire: string) => Promise<Simulator>;
  /** Nothing will be ordered: missing keys do not matter, simulators are not started. */
  dry: boolean;
}

export function createVendors({ config, now, simulate, dry }: VendorOptions): Vendors {
  const simulators: Promise<Simulator>[] = [];
  const accountsOf = async (id: string): Promise<Partial<Record<VendorName, Account>>> => {
    if (!isSimulated(id)) return pollers(dry ? { ...NO_KEYS, ...config.accounts } : config.accounts, config);
    if (dry) return pollers(SIM_KEYS, config);
    const vendor = vendorOf(id) as VideoVendor | VoiceVendor;
    const starting = simulate(WIRES[vendor] ?? vendor);
    simulators.push(starting);
    // The simulator's own pace: a look takes no longer than what it makes us wait for.
    const paced = { ...config, settings: { ...config.settings, poll: config.settings.poll ?? SIM_POLL_SECONDS } };
    return pollers(readAccounts((await starting).environment), paced);
  };
  const video = once(async (id) => {
    const vendor = known(id, VIDEO_VENDORS);
    return openVideo(id, vendor, await accountsOf(id), now);
  });
  const voice = once(async (id) => {
    const vendor = known(id, VOICE_VENDORS);
    return openVoice(id, vendor, await accountsOf(id), now);
  });
  return {
    videoProvider: video,
    voiceProvider: voice,
    close: () => closeOpened(simulators),
  };
}

const SIM_POLL_SECONDS = 0.2;
const NO_KEYS = accountsWith('no-key', 'live');
const SIM_KEYS = accountsWith('sim-dry-run', 'simulated');

function accountsWith(key: string, provenance: 'live' | 'simulated'): Config['accounts'] {
  return Object.fromEntries(
    Object.entries(VENDORS).map(([name, { address }]) => [
      name,
      { key: new Secret(key), baseUrl: address, provenance },
    ]),
  );
}

function pollers(accounts: Config['accounts'], { settings }: Config): Partial<Record<VendorName, Account>> {
  const pollMs = settings.poll === null ? null : settings.poll * 1_000;
  return Object.fromEntries(
    Object.entries(accounts).map(([name, { key, baseUrl, provenance }]) => [
      name,
      { key: () => key.reveal(), baseUrl, provenance, pollMs },
    ]),
  );
}

function openVideo(
  id: string,
  vendor: VideoVendor,
  accounts: Partial<Record<VendorName, Account>>,
  now: () => number,
): VideoProvider {
  const prices: PriceOf = (clip) => {
    const { price, asOf, source } = priceShot({ provider: vendor, ...clip });
    return { amount: price, asOf, source };
  };
  switch (vendor) {
    case 'luma': {
      const dreamMachine = accounts.luma ?? null;
      const agents = accounts['luma-agents'] ?? null;
      if (dreamMachine === null && agents === null) throw noKey(vendor, ['luma-agents', 'luma']);
      return createLuma({ id, dreamMachine, agents, prices, now });
    }
    case 'runway':
      return createRunway({ id, account: must(accounts, vendor), prices, now });
    case 'kling':
      return createKling({ id, account: must(accounts, vendor), prices, now });
    case 'pika':
      return createPika({ id, account: must(accounts, vendor), prices, now });
  }
}

function openVoice(
  id: string,
  vendor: VoiceVendor,
  accounts: Partial<Record<VendorName, Account>>,
  now: () => number,
): VoiceProvider {
  const prices: VoicePriceOf = (line) => {
    const provider = vendor === 'openai' ? 'openai_tts' : vendor;
    const { price, asOf, source } = priceVoice({ provider, ...line });
    return { amount: price, asOf, source };
  };
  const options = { id, account: must(accounts, vendor), prices, now };
  return vendor === 'openai' ? createOpenAiVoice(options) : createElevenLabsVoice(options);
}

function must(accounts: Partial<Record<VendorName, Account>>, vendor: VideoVendor | VoiceVendor): Account {
  const account = accounts[vendor];
  if (account === undefined) throw noKey(vendor, [vendor]);
  return account;
}

function noKey(vendor: string, names: VendorName[]): StudioError {
  const variables = names.flatMap((name) => VENDORS[name].keys);
  return new StudioError('config', `there is no key for ${vendor}`, {
    hint: `Set ${variables.join(' or ')}, or rehearse with simulated dollars: ${simulated(vendor)}.`,
  });
}

function known<V extends string>(id: string, vendors: readonly V[]): V {
  const vendor = vendors.find((one) => one === vendorOf(id));
  if (vendor !== undefined) return vendor;
  throw new StudioError('usage', `there is no provider ${JSON.stringify(id.slice(0, 40))}`, {
    hint: `It is one of: ${vendors.join(', ')}, or one of them simulated, as ${simulated(vendors[0] ?? '')}.`,
  });
}

/** Opened once, also when it is asked for twice at the same time; a failure may be tried again. */
function once<T>(open: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const opened = new Map<string, Promise<T>>();
  return (id) => {
    const known = opened.get(id);
    if (known !== undefined) return known;
    const opening = open(id);
    opened.set(id, opening);
    opening.catch(() => opened.delete(id));
    return opening;
  };
}
