import type { EventData } from '../film/events.ts';
import type { Aspect, Resolution } from '../film/media.ts';
import { sum, ZERO } from '../film/money.ts';
import { type Confidence, offerOf, priceMinds, PRICES_AS_OF, priceVoice, TIERS, ORDERED_MODELS } from './price-book.ts';

/** Who speaks and who thinks in a live production unless the person says otherwise. */
const VOICE = { provider: 'openai_tts', model: 'tts-1' };
const MIND = 'claude-sonnet-5-5';

const SURENESS: Record<Confidence, string> = {
  vendor: 'from the vendor',
  secondary: 'at second hand',
  unverified: 'unverified',
};

/** What a film is made of, as far as it costs. */
export interface FilmSize {
  shots: readonly { seconds: number }[];
  narrationCharacters: number;
  resolution: Resolution;
  aspect: Aspect;
}

/**
 * What this film would cost live: one line per provider, model and tier that can shoot it, the cheapest first. Each line
 * is one take of every shot, the voice and the minds; reshoots come on top. Models that do not sell the frame, or that the
 * studio cannot order, have no line.
 */
export function quoteFilm(film: FilmSize): EventData<'quote-made'> {
  const voice =
    film.narrationCharacters === 0 ? ZERO : priceVoice({ ...VOICE, characters: film.narrationCharacters }).price;
  const lines: EventData<'quote-made'>['lines'] = [];
  for (const card of ORDERED_MODELS) {
    const takes = film.shots.flatMap(({ seconds }) => offerOf(card, { ...film, seconds }) ?? []);
    if (takes.length < film.shots.length) continue;
    const pictures = sum(takes.map((take) => take.price));
    const secondsBought = takes.reduce((total, take) => total + take.secondsBought, 0);
    const source = `${card.source} (${card.asOf}, ${SURENESS[card.confidence]})`;
    for (const { tier, mindsTokensPerScene } of TIERS.filter(({ tier }) => card.tiers.includes(tier))) {
      const cost = sum([pictures, voice, ...takes.map(() => mindsOf(mindsTokensPerScene))]);
      lines.push({ provider: card.provider, model: card.model, tier, secondsBought, cost, source });
    }
  }
  return { asOf: PRICES_AS_OF, lines: lines.toSorted((a, b) => a.cost - b.cost) };
}

/** The rule of thumb counts one shot as a scene, and half as many tokens written as read. */
function mindsOf(tokens: number) {
  return priceMinds({ model: MIND, input: tokens, output: tokens / 2 }).price;
}
