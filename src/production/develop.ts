import { DRAWABLE } from '../art/index.ts';
import { contractor } from '../crew/contract.ts';
import { producer, type PriceOption } from '../crew/producer.ts';
import { scriptSupervisor } from '../crew/script-supervisor.ts';
import { planLength, planShots, scriptWriter } from '../crew/script-writer.ts';
import { StudioError } from '../errors.ts';
import type { Brief } from '../film/brief.ts';
import type { Contract } from '../film/contract.ts';
import type { EventData } from '../film/events.ts';
import { formatUsd } from '../film/money.ts';
import type { Pilot, Pitch } from '../film/pilot.ts';
import { shotsOf, type Screenplay } from '../film/screenplay.ts';
import { toSeconds } from '../film/time.ts';
import { offerOf, VIDEO_MODELS, type VideoModel } from '../ledger/price-book.ts';
import { quoteFilm } from '../ledger/quote.ts';
import { ANY } from './paid.ts';
import type { Production } from './production.ts';
import type { Studio } from './studio.ts';
import { vendorOf } from './vendor-names.ts';

/** The concept as it must survive, frozen before anything is written. */
export function freeze(production: Production, brief: Brief): Promise<Contract> {
  const input = { concept: brief.concept, seconds: brief.seconds };
  return production.step('contract', 'contract-frozen', input, async () => {
    const decision = await contractor.decide({ ...input, drawable: [...DRAWABLE] });
    return decision.value;
  });
}

/** Rival plans, priced from the price book, within the budget. */
export function pitch(production: Production, brief: Brief, contract: Contract): Promise<Pitch> {
  return production.step('pitch', 'pitch-made', { brief, contract: contract.hash }, async () => {
    const { seconds } = planLength(brief);
    const shots = planShots({ brief, contract, drawable: [...DRAWABLE] });
    const options = priceOptions(brief, seconds / shots, await sellersFor(production.studio, brief));
    const { value } = await producer.decide({ contract, budget: brief.budget, seconds, shots, options });
    return value.pitch;
  });
}

/**
 * The plan that is shot. A rehearsal draws the recommended one for nothing, also when the budget could not carry it live:
 * then it says what it would take. What is paid is priced shot by shot before anything is ordered (`spending.ts`).
 */
export function greenlight(production: Production, brief: Brief, plans: Pitch): Promise<EventData<'pilot-greenlit'>> {
  return production.step('greenlight', 'pilot-greenlit', plans, () => {
    const chosen = recommendedOf(plans);
    return Promise.resolve({ pilot: chosen.id, cap: brief.budget, reason: reasonFor(brief, chosen) });
  });
}

function reasonFor({ budget, provider }: Brief, { estimate }: Pilot): string {
  if (provider !== 'animatic') return `The producer recommends it; nothing is ordered beyond ${formatUsd(budget)}.`;
  return estimate > budget
    ? `${formatUsd(budget)} does not carry it live; rehearsed all the same, because drawing it here costs nothing.`
    : `Rehearsed first: the animatic costs nothing, and the whole ${formatUsd(budget)} stays for the shoot.`;
}

/** The screenplay with its threads of continuity, and what it would cost to shoot it live. */
export async function write(production: Production, brief: Brief, contract: Contract): Promise<Screenplay> {
  const screenplay = await production.step(
    'screenplay',
    'screenplay-written',
    { brief, contract: contract.hash },
    async () => {
      const draft = await scriptWriter.decide({ brief, contract, drawable: [...DRAWABLE] });
      const supervised = await scriptSupervisor.decide({ screenplay: draft.value, cut: null });
      return supervised.value.screenplay;
    },
  );
  await production.step('quote', 'quote-made', { screenplay, aspect: brief.aspect, resolution: brief.resolution }, () =>
    Promise.resolve(quote(screenplay, brief)),
  );
  return screenplay;
}

export function recommendedOf(plans: Pitch): Pilot {
  const chosen = plans.pilots.find((pilot) => pilot.id === plans.recommended) ?? plans.pilots[0];
  if (chosen === undefined) throw new StudioError('internal', 'a pitch without a pilot');
  return chosen;
}

/**
 * Who may shoot: in a rehearsal everybody in the price book, else the provider that was asked for, or all with a key. Throws
 * `usage` when nobody has the model that was asked for.
 */
export async function sellersFor(studio: Studio, brief: Brief): Promise<((card: VideoModel) => string | null) | null> {
  if (brief.provider === 'animatic') return null;
  const ids = brief.provider === ANY ? studio.videoWithKey() : [brief.provider];
  const pictures = brief.seeds.length > 0;
  const sold = new Map<string, string>();
  for (const id of ids) {
    for (const { model, textToVideo } of (await studio.videoProvider(id)).models) {
      // A model that only moves a picture cannot shoot a film for which there is none.
      if ((textToVideo || pictures) && (brief.model === null || brief.model === model))
        sold.set(`${vendorOf(id)} ${model}`, id);
    }
  }
  if (sold.size === 0) {
    const wanted = brief.model === null ? 'no model that shoots a film' : `no model ${brief.model} that shoots it`;
    throw new StudioError('usage', `${ids.join(', ')} has ${wanted}${pictures ? '' : ' without a picture'}`, {
      hint: `claude-studio providers lists the models and what they can do${pictures ? '.' : '; some only move a picture: hand one in with --seed.'}`,
    });
  }
  return ({ provider, model }) => sold.get(`${provider} ${model}`) ?? null;
}

/** Every way to buy a shot of this length and frame; models that do not sell it are left out. */
function priceOptions(
  brief: Brief,
  seconds: number,
  seller: ((card: VideoModel) => string | null) | null,
): PriceOption[] {
  return VIDEO_MODELS.flatMap((card) => {
    const offer = offerOf(card, { seconds, aspect: brief.aspect, resolution: brief.resolution });
    const provider = seller === null ? card.provider : seller(card);
    if (offer === undefined || provider === null) return [];
    return card.tiers.map((tier) => ({
      provider,
      model: offer.model,
      tier,
      secondsPerShot: offer.secondsBought,
      pricePerShot: offer.price,
      source: `${offer.source}, ${offer.asOf}, ${offer.confidence}`,
    }));
  });
}

function quote(screenplay: Screenplay, { aspect, resolution }: Brief): EventData<'quote-made'> {
  const shots = shotsOf(screenplay);
  return quoteFilm({
    shots: shots.map((shot) => ({ seconds: toSeconds(shot.frames, screenplay.rate) })),
    narrationCharacters: shots.reduce((total, shot) => total + (shot.narration?.length ?? 0), 0),
    aspect,
    resolution,
  });
}
