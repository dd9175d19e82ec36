import type { Config, VendorName } from '../../config.ts';

/** Who is paid for pictures and for voices, in the order in which they are told. */
export const VIDEO_VENDORS = ['luma', 'runway', 'kling', 'pika'] as const;
export const VOICE_VENDORS = ['openai', 'elevenlabs'] as const;
export type VideoVendor = (typeof VIDEO_VENDORS)[number];
export type VoiceVendor = (typeof VOICE_VENDORS)[number];

/** A simulated vendor is called so: `sim:luma`. */
const SIMULATED = 'sim:';
/** `sim:luma` of `luma`. */
export function simulated(vendor: string): string {
  return SIMULATED + vendor;
}

/** `luma` of `sim:luma`. */
export function vendorOf(id: string): string {
  return id.startsWith(SIMULATED) ? id.slice(SIMULATED.length) : id;
}

/** Paid in simulated dollars. */
export function isSimulated(id: string): boolean {
  return id.startsWith(SIMULATED);
}

/** Every name that a provider of pictures or of voices can be asked for by. */
export function providerNames(kind: 'video' | 'voice'): string[] {
  const vendors: readonly string[] = kind === 'video' ? VIDEO_VENDORS : VOICE_VENDORS;
  return [...vendors, ...vendors.map(simulated)];
}

/** Vendors of pictures for which there is a key. Luma has two APIs with a key each. */
export function videoVendorsWithKey({ accounts }: Config): VideoVendor[] {
  const keys = (vendor: VideoVendor): VendorName[] => (vendor === 'luma' ? ['luma', 'luma-agents'] : [vendor]);
  return VIDEO_VENDORS.filter((vendor) => keys(vendor).some((name) => accounts[name] !== undefined));
}
