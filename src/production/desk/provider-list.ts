import { Secret, VENDORS, type Config, type VendorName } from '../../config.ts';
import { StudioError } from '../../errors.ts';
import type { Journal } from '../../journal/spec.ts';
import { priceShot, priceVoice, type Priced } from '../../ledger/price-book.ts';
import type { ModelCard } from '../../providers/video/spec.ts';
import { wallClock } from '../studio/home.ts';
import { readProfile, type Profile } from '../orders/profile.ts';
import { VIDEO_VENDORS, VOICE_VENDORS, type VideoVendor, type VoiceVendor } from '../studio/vendor-names.ts';
import { createVendors } from '../studio/vendors.ts';

/** Whether a model can be paid for. */
export interface KeyState {
  /** `simulated`: the key is one of our simulators'. */
  state: 'present' | 'simulated' | 'missing';
  /** Environment variables that may hold it. */
  variables: readonly string[];
}

/** A model that makes pictures. */
export interface VideoOffer {
  kind: 'video';
  vendor: VideoVendor;
  key: KeyState;
  card: ModelCard;
  /** Of the clip that comes next to 5 s in 720p, and what that is; null where the price book does not know it. */
  price: (Priced & { seconds: number; resolution: string }) | null;
  /** What was measured at this account, or null. */
  profile: Profile | null;
}

/** A voice. */
export interface VoiceOffer {
  kind: 'voice';
  vendor: VoiceVendor;
  key: KeyState;
  model: string;
  /** Of a thousand characters. */
  price: Priced;
}

/** The clip that prices are told of. */
const CLIP = { seconds: 5, resolution: '720p', aspect: '16:9' } as const;
const CHARACTERS = 1_000;

/** Every vendor and model that the studio knows how to pay, whether or not there is a key. Asks nobody. */
export async function listProviders(config: Config, journal: Journal): Promise<(VideoOffer | VoiceOffer)[]> {
  const video = VIDEO_VENDORS.flatMap((vendor) =>
    accountsOf(vendor).map((name) => videoOffers(vendor, name, config, journal)),
  );
  const voices = VOICE_VENDORS.map((vendor) => voiceOffer(vendor, config));
  return [...(await Promise.all(video)).flat(), ...(await Promise.all(voices))];
}

/** A vendor may have several accounts, each of which opens models of its own. */
function accountsOf(vendor: VideoVendor): VendorName[] {
  return vendor === 'luma' ? ['luma', 'luma-agents'] : [vendor];
}

async function videoOffers(
  vendor: VideoVendor,
  account: VendorName,
  config: Config,
  journal: Journal,
): Promise<VideoOffer[]> {
  const key = keyOf(account, config);
  const provenance = key.state === 'simulated' ? 'simulated' : 'live';
  const { models } = await openedWith(account, config).videoProvider(vendor);
  return Promise.all(
    models.map(async (card): Promise<VideoOffer> => {
      const profile = await readProfile(journal, { id: vendor, provenance }, card.model);
      return { kind: 'video', vendor, key, card, price: priceOf(vendor, card), profile };
    }),
  );
}

async function voiceOffer(vendor: VoiceVendor, config: Config): Promise<VoiceOffer> {
  const voice = await openedWith(vendor, config).voiceProvider(vendor);
  const { model } = voice.estimate({
    schema: 'VoiceRequest.1',
    shot: '1A',
    text: 'x',
    style: 'calm',
    secondsAvailable: 1,
  });
  const provider = vendor === 'openai' ? 'openai_tts' : vendor;
  const price = priceVoice({ provider, model, characters: CHARACTERS });
  return { kind: 'voice', vendor, key: keyOf(vendor, config), model, price };
}

/** The vendor as one account alone opens it, with a key that is never sent. */
function openedWith(name: VendorName, config: Config) {
  const account = { key: new Secret('no-key'), baseUrl: VENDORS[name].address, provenance: 'live' as const };
  return createVendors({
    config: { ...config, accounts: { [name]: account } },
    now: wallClock,
    simulate: () => Promise.reject(new StudioError('internal', 'a list starts no simulator')),
    dry: false,
  });
}

function keyOf(name: VendorName, { accounts }: Config): KeyState {
  const provenance = accounts[name]?.provenance;
  const state = provenance === undefined ? 'missing' : provenance === 'simulated' ? 'simulated' : 'present';
  return { state, variables: VENDORS[name].keys };
}

function priceOf(provider: VideoVendor, { model, aspects }: ModelCard): VideoOffer['price'] {
  try {
    const aspect = aspects.includes(CLIP.aspect) ? CLIP.aspect : (aspects[0] ?? CLIP.aspect);
    const { secondsBought, resolution, ...price } = priceShot({ provider, model, ...CLIP, aspect });
    return { ...price, seconds: secondsBought, resolution };
  } catch (error) {
    if (error instanceof StudioError && error.code === 'price-unknown') return null;
    throw error;
  }
}
