import { DRAWABLE } from '../art/index.ts';
import { contractor } from '../crew/contract.ts';
import { producer, type PriceOption } from '../crew/producer.ts';
import { scriptSupervisor } from '../crew/script-supervisor.ts';
import { planLength, planShots, scriptWriter, type ScriptInput } from '../crew/script-writer.ts';
import { StudioError } from '../errors.ts';
import type { Brief } from '../film/brief.ts';
import type { Contract } from '../film/contract.ts';
import type { EventData } from '../film/events.ts';
import { sum, times } from '../film/money.ts';
import type { Pitch } from '../film/pilot.ts';
import { shotsOf, type Screenplay } from '../film/screenplay.ts';
import { toSeconds } from '../film/time.ts';
import { offerOf, ORDERED_MODELS, type VideoModel } from '../ledger/price-book.ts';
import { quoteFilm } from '../ledger/quote.ts';
import { fitToNarration } from './audio-led.ts';
import { decide } from './takes/decide.ts';
import { ANY } from './orders/paid.ts';
import type { Production } from './studio/production.ts';
import type { Studio } from './studio/studio.ts';
import { vendorOf } from './studio/vendor-names.ts';

/** The concept as it must survive, frozen before anything is written. */
export async function freeze(production: Production, brief: Brief): Promise<Contract> {
  const { contract } = production.state;
  if (contract !== null) return contract;
  const input = { concept: brief.concept, seconds: brief.seconds };
  return production.step('contract', 'contract-frozen', input, async () => {
    const decision = await decide(production, 'contract', contractor, { ...input, drawable: [...DRAWABLE] });
    return decision.value;
  });
}

/** The screenplay with its threads of continuity, and what it would cost to shoot it live. */
export async function write(production: Production, brief: Brief, contract: Contract): Promise<Screenplay> {
  const screenplay =
    production.state.screenplay ??
    (await production.step('screenplay', 'screenplay-written', { brief, contract: contract.hash }, async () => {
      const means = await meansFor(production, brief, contract);
      const input = { brief, contract, drawable: [...DRAWABLE], means };
      const draft = await decide(production, 'screenplay', scriptWriter, input);
      const supervised = await decide(production, 'threads', scriptSupervisor, { screenplay: draft.value, cut: null });
      return fitToNarration(production, brief, supervised.value.screenplay, means?.secondsSold?.at(-1) ?? null);
    }));
  if (production.state.quote === null) {
    const { aspect, resolution } = brief;
    await production.step('quote', 'quote-made', { screenplay, aspect, resolution }, () =>
      Promise.resolve(quote(screenplay, brief)),
    );
  }
  return screenplay;
}

/** Rival plans for this screenplay, priced shot by shot from the price book, within the budget. */
export async function pitch(
  production: Production,
  brief: Brief,
  contract: Contract,
  screenplay: Screenplay,
): Promise<Pitch> {
  const made = production.state.pitch;
  if (made !== null) return made;
  return production.step('pitch', 'pitch-made', { brief, contract: contract.hash }, async () => {
    const lengths = shotsOf(screenplay).map(({ frames }) => toSeconds(frames, screenplay.rate));
    const options = priceOptions(brief, lengths, await sellersFor(production.studio, brief));
    const seconds = toSeconds(screenplay.frames, screenplay.rate);
    const { value } = await decide(production, 'pitch', producer, {
      contract,
      budget: brief.budget,
      seconds,
      shots: lengths.length,
      options,
    });
    return value.pitch;
  });
}

/** What the budget carries, for whoever writes what is paid; null for what is drawn here. */
async function meansFor(production: Production, brief: Brief, contract: Contract): Promise<ScriptInput['means']> {
  const seller = await sellersFor(production.studio, brief);
  if (seller === null) return null;
  const { seconds } = planLength(brief);
  const shots = planShots({ brief, contract, drawable: [...DRAWABLE], means: null });
  const [cheapest] = priceOptions(
    brief,
    Array.from({ length: shots }, () => seconds / shots),
    seller,
  ).toSorted((a, b) => a.pricePerShot - b.pricePerShot);
  if (cheapest === undefined) return null;
  const card = ORDERED_MODELS.find(
    ({ provider, model }) => provider === vendorOf(cheapest.provider) && model === cheapest.model,
  );
  return {
    pricePerShot: cheapest.pricePerShot,
    shotsAffordable: cheapest.pricePerShot === 0 ? shots : Math.floor(brief.budget / cheapest.pricePerShot),
    secondsSold: card?.durations ?? null,
  };
}

/**
 * Who may shoot: in a rehearsal everybody who can be ordered, else the provider that was asked for, or all with a key. Throws
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

/** Every way to buy shots of these lengths in this frame, by the mean of all; who does not sell one of them is left out. */
function priceOptions(
  { aspect, resolution }: Brief,
  lengths: readonly number[],
  seller: ((card: VideoModel) => string | null) | null,
): PriceOption[] {
  return ORDERED_MODELS.flatMap((card) => {
    const offers = lengths.flatMap((seconds) => offerOf(card, { seconds, aspect, resolution }) ?? []);
    const provider = seller === null ? card.provider : seller(card);
    const [first] = offers;
    if (first === undefined || offers.length < lengths.length || provider === null) return [];
    const bought = offers.reduce((total, { secondsBought }) => total + secondsBought, 0);
    return card.tiers.map((tier) => ({
      provider,
      model: first.model,
      tier,
      secondsPerShot: Number((bought / offers.length).toFixed(2)),
      pricePerShot: times(sum(offers.map(({ price }) => price)), 1 / offers.length),
      source: `${first.source}, ${first.asOf}, ${first.confidence}`,
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
