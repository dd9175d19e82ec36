import type { EventData } from '../film/events.ts';
import { sum } from '../film/money.ts';
import { shotsOf } from '../film/screenplay.ts';
import { toSeconds } from '../film/time.ts';
import type { ModelCard, VideoProvider } from '../providers/video/spec.ts';
import { ATTEMPTS, firstRequest, type Plan } from './dailies.ts';
import { bareOrder } from './keyframes.ts';
import { planSound } from './sound.ts';
import type { Studio } from './studio.ts';

export type Spending = EventData<'spending-planned'>;

/** The price of every shot and every line. Throws `usage` for a shot that the model does not sell, `price-unknown`. */
export async function priceFilm(
  studio: Studio,
  { brief, contract, screenplay }: Omit<Plan, 'pilot'>,
  provider: VideoProvider,
  card: ModelCard,
): Promise<Spending> {
  const takes = shotsOf(screenplay).map((shot) => {
    const request = bareOrder(firstRequest({ brief, contract, screenplay }, shot), card);
    const { price, ceiling, seconds, source, warnings } = provider.estimate(request, card);
    const needs = toSeconds(shot.frames, screenplay.rate);
    return { shot: shot.id, needs, buys: seconds, price, ceiling, source, warnings };
  });
  const voices = await priceVoices(studio, { brief, screenplay });
  const lines = sum(voices.map(({ price }) => price));
  return {
    provider: provider.id,
    model: card.model,
    provenance: provider.provenance,
    takes,
    voices,
    total: sum([...takes.map(({ price }) => price), lines]),
    worst: sum([...takes.flatMap(({ ceiling }) => Array.from({ length: ATTEMPTS }, () => ceiling)), lines]),
  };
}

async function priceVoices(
  studio: Studio,
  { brief, screenplay }: Pick<Plan, 'brief' | 'screenplay'>,
): Promise<Spending['voices']> {
  if (brief.voice.kind !== 'vendor') return [];
  const voice = await studio.voiceProvider(brief.voice.provider);
  const { voices } = await planSound(brief, screenplay);
  return voices.map((request) => {
    const { price, source } = voice.estimate(request);
    const characters = request.text.length;
    return { shot: request.shot, needs: characters, buys: characters, price, ceiling: price, source, warnings: [] };
  });
}
