import { StudioError } from '../../errors.ts';
import type { Pilot } from '../../film/pilot.ts';
import type { ProductionState, TakeState } from '../../film/state.ts';
import type { ModelCard, VideoProvider } from '../../providers/video/spec.ts';
import type { Production } from '../studio/production.ts';
import { reservedFor } from './spend.ts';
import type { Studio } from '../studio/studio.ts';

/** States of a take in which a vendor has it, may have it, or is owed for it. */
const OPEN = new Set<TakeState['status']>(['submitted', 'running', 'delivered', 'unsure']);

/** Takes that are paid or may be, and have not come in: what `resume` and `salvage` go after. */
export function openTakes(state: ProductionState): TakeState[] {
  return Object.values(state.takes).filter((take) => OPEN.has(take.status) && costsMoney(state, `take/${take.slate}`));
}

/** Takes and lines of a production that were paid or may have been, and have not come in; in words for people. */
export function outstanding(state: ProductionState): string[] {
  const takes = openTakes(state).map(
    ({ slate, provider, vendorId, status }) =>
      `take ${slate} (${provider}${vendorId === null ? '' : `, job ${vendorId}`}, ${status})`,
  );
  const lines = Object.entries(state.voiceOrders).flatMap(([shot, { provider, status }]) =>
    (status === 'intended' || status === 'unsure') && costsMoney(state, `voice/${shot}`)
      ? [`the voice of ${shot} (${provider}, ${status})`]
      : [],
  );
  return [...takes, ...lines];
}

function costsMoney(state: ProductionState, reservation: string): boolean {
  return reservedFor(state, reservation) > 0;
}

/** What stops a production whose paid work is not in: exit 5, and how to go on without paying again. */
export function notInYet(id: string, message: string, data: Record<string, unknown> = {}): StudioError {
  return new StudioError('paid-work-outstanding', message, {
    hint: `claude-studio resume ${id} goes on and pays nothing twice; claude-studio salvage fetches what is ready.`,
    data: { production: id, ...data },
  });
}

/** Who shoots this production, or shot this take of it. */
export async function videoProviderOf({ state, studio }: Production, take?: TakeState): Promise<VideoProvider> {
  return studio.videoProvider(take === undefined || take.provider === '' ? providerName(state) : take.provider);
}

/** By name: as ordered, or, where the person left it to the producer (`any`), of the pilot that was greenlit. */
export function providerName(state: ProductionState): string {
  const { brief } = state;
  if (brief === null) return '';
  return brief.provider === ANY ? (pilotAtHand(state)?.provider ?? '') : brief.provider;
}

/** The pilot that was greenlit; before that the one that the producer recommends. */
export function pilotAtHand({ pitch, greenlight }: ProductionState): Pilot | undefined {
  const pilots = pitch?.pilots ?? [];
  const wanted = greenlight?.pilot ?? pitch?.recommended;
  return pilots.find(({ id }) => id === wanted) ?? pilots[0];
}

/** The provider's name that leaves the choice among all vendors with a key to the producer. */
export const ANY = 'any';

/** The model that shoots: of the take when it was ordered already, else of the pilot, else the provider's first. */
export function cardOf(provider: VideoProvider, state: ProductionState, take?: TakeState): ModelCard {
  const wanted = take?.model || state.brief?.model || pilotAtHand(state)?.model;
  const card = provider.models.find(({ model }) => model === wanted);
  if (card !== undefined) return card;
  const [first] = provider.models;
  // Whoever draws for nothing has one model, whatever the pilot would pay live.
  if (first !== undefined && provider.repeatable) return first;
  throw noModel(provider, wanted);
}

/** What is told of a provider that does not have a model, or not with the keys that there are. */
export function noModel({ id, models }: VideoProvider, wanted: string | undefined): StudioError {
  return new StudioError('config', `${id} has no model ${wanted ?? '(none)'} here`, {
    hint: `It has: ${models.map(({ model }) => model).join(', ') || 'none, because its key is missing'}.`,
  });
}

/** The gate of one provider, shared by everything that this process orders there. */
export function gateOf(
  { gates, settings }: Studio,
  provider: VideoProvider,
  card: ModelCard,
): ReturnType<typeof gates> {
  return gates(provider.id, settings.parallel ?? (provider.repeatable ? Infinity : card.concurrency));
}
