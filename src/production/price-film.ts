import type { EventData } from '../film/events.ts';
import type { Brief } from '../film/brief.ts';
import { sum, ZERO, type MicroUsd } from '../film/money.ts';
import { shotsOf } from '../film/screenplay.ts';
import { toSeconds } from '../film/time.ts';
import type { ModelCard, VideoProvider } from '../providers/video/spec.ts';
import type { Plan } from './studio/plan.ts';
import { firstRequest } from './takes/request-for.ts';
import { bareOrder } from './takes/keyframes.ts';
import { mostTakesOf } from './takes/retakes.ts';
import { priceOfMind } from './studio/minds.ts';
import { priceOfLook } from './takes/screen.ts';
import { castOf, planSound } from './sound.ts';
import type { Studio } from './studio/studio.ts';

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
  const minds = priceMindsFor(studio, brief, takes.length);
  return {
    provider: provider.id,
    model: card.model,
    provenance: provider.provenance,
    takes,
    voices,
    minds,
    total: sum([...takes.map(({ price }) => price), lines, minds]),
    worst: sum([
      ...takes.flatMap(({ ceiling }) => Array.from({ length: mostTakesOf(brief) }, () => ceiling)),
      lines,
      minds,
    ]),
  };
}

/**
 * What the crew's minds usually cost from the first take on, by the tokens of a middling film: the words for each take,
 * the looks at it, the cuts between them, the critic on the pilot and on the film, the editor.
 */
function priceMindsFor(studio: Studio, brief: Brief, shots: number): MicroUsd {
  const cost = (agent: string, calls: number, input: number, output: number): MicroUsd => {
    const price = priceOfMind(brief, agent, studio.settings);
    if (price === null) return ZERO;
    const each = price({ input, output, cacheRead: 0, cacheWrite: 0 });
    return sum(Array.from({ length: calls }, () => each));
  };
  return sum([
    cost('video-generator', shots, 4_000, 700),
    ...Array.from({ length: shots }, () => priceOfLook(studio, brief)),
    cost('script-supervisor', shots, 2_500, 500),
    cost('critic', 2, 3_000 + 700 * shots, 2_500),
    cost('editor', 1, 3_000 + 700 * shots, 3_000),
  ]);
}

async function priceVoices(
  studio: Studio,
  { brief, screenplay }: Pick<Plan, 'brief' | 'screenplay'>,
): Promise<Spending['voices']> {
  if (brief.voice.kind !== 'vendor') return [];
  const cast = await castOf(studio, brief);
  const { voices } = await planSound(brief, screenplay);
  return voices.map((request) => {
    // Whoever speaks it in the end, it costs no more.
    const { price, source } = cast
      .map((voice) => voice.estimate(request))
      .reduce((dearest, one) => (one.price > dearest.price ? one : dearest));
    const characters = request.text.length;
    return { shot: request.shot, needs: characters, buys: characters, price, ceiling: price, source, warnings: [] };
  });
}
