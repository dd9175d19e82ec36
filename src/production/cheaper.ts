import { DRAWABLE } from '../art/index.ts';
import { freezeContract } from '../crew/contract.ts';
import { scriptSupervisor } from '../crew/script-supervisor.ts';
import { planLength, scriptWriter } from '../crew/script-writer.ts';
import { StudioError } from '../errors.ts';
import type { Brief } from '../film/brief.ts';
import type { EventData } from '../film/events.ts';
import { ZERO, type MicroUsd } from '../film/money.ts';
import type { Plan } from './studio/plan.ts';
import { priceFilm } from './price-film.ts';
import { ANY } from './orders/paid.ts';
import { shellLine } from './studio/shell.ts';
import type { Studio } from './studio/studio.ts';
import { isSimulated, providerNames, vendorOf } from './studio/vendor-names.ts';

type Cheaper = EventData<'spending-refused'>['cheaper'];

/** Lengths that are tried, as parts of what was asked for. */
const PARTS = [1, 0.75, 0.5, 0.34, 0.25, 0.15];
const OFFERS = 3;

/** A film that the budget carries. */
interface Offer {
  brief: Brief;
  seconds: number;
  part: number;
  price: MicroUsd;
}

/**
 * Two or three commands that the budget carries, each with its exact price: the same film by another model or with fewer
 * lines, the longest shorter one by the model that was asked for and by any, and where there is no other, the rehearsal
 * that costs nothing.
 */
export async function cheaperFilms(studio: Studio, plan: Omit<Plan, 'pilot'>, budget: MicroUsd): Promise<Cheaper> {
  const offers = await offersWithin(studio, plan, budget);
  const { brief } = plan;
  const dearest = (some: Offer[]): Offer | undefined =>
    some.toSorted((a, b) => b.part - a.part || b.price - a.price)[0];
  const asked = (offer: Offer): boolean => offer.brief.resolution === brief.resolution;
  const chosen = [
    dearest(offers.filter((offer) => offer.part === 1 && asked(offer))),
    dearest(offers.filter((offer) => offer.part === 1 && !asked(offer))),
    dearest(offers.filter((offer) => offer.part < 1 && asked(offer) && offer.brief.provider === brief.provider)),
    dearest(offers.filter((offer) => offer.part < 1)),
  ].filter((offer) => offer !== undefined);
  const told = [...new Set(chosen)].slice(0, OFFERS).map((offer) => toldAs(offer, brief, studio.invocation));
  if (told.length >= 2) return told;
  const free = {
    provider: 'animatic',
    model: null,
    live: null,
    ...(brief.voice.kind === 'vendor' ? { voice: null } : {}),
  };
  const command = commandFor(brief, studio.invocation, free);
  return [...told, { command, price: ZERO, what: 'the rehearsal, drawn here' }];
}

function toldAs(
  { brief, seconds, part, price }: Offer,
  asked: Brief,
  invocation: Studio['invocation'],
): Cheaper[number] {
  const { provider, model, resolution } = brief;
  const changes = {
    provider,
    model,
    ...(part === 1 ? {} : { duration: String(seconds), scenes: null }),
    ...(resolution === asked.resolution ? {} : { resolution }),
  };
  const film = part === 1 ? 'the same film' : `${seconds} s`;
  return {
    command: commandFor(asked, invocation, changes),
    price,
    what: `${film} by ${vendorOf(provider)} ${model} at ${resolution}`,
  };
}

async function offersWithin(studio: Studio, plan: Omit<Plan, 'pilot'>, budget: MicroUsd): Promise<Offer[]> {
  const { brief } = plan;
  const ids = sellersBeside(studio, brief);
  const whole = planLength(brief).seconds;
  const offers: Offer[] = [];
  for (const part of PARTS) {
    const seconds = part === 1 ? whole : Math.max(2, Math.round(whole * part));
    const film = part === 1 ? plan : await shorter(plan, seconds);
    for (const resolution of new Set([brief.resolution, '540p' as const])) {
      for (const id of ids) {
        const at = { ...film, brief: { ...film.brief, resolution } };
        for (const { model, price } of await pricesOf(studio, at, id)) {
          if (price <= budget) offers.push({ brief: { ...at.brief, provider: id, model }, seconds, part, price });
        }
      }
    }
  }
  return offers;
}

/** Who was asked, and whoever else there is a key for; simulated, every other simulated vendor. */
function sellersBeside(studio: Studio, { provider }: Brief): string[] {
  const others = isSimulated(provider) ? providerNames('video').filter(isSimulated) : studio.videoWithKey();
  return [...new Set([...(provider === ANY ? [] : [provider]), ...others])];
}

async function shorter({ brief }: Omit<Plan, 'pilot'>, seconds: number): Promise<Omit<Plan, 'pilot'>> {
  const short: Brief = { ...brief, seconds, scenes: null };
  const contract = freezeContract(brief.concept, seconds);
  const draft = await scriptWriter.decide({ brief: short, contract, drawable: [...DRAWABLE] });
  const { value } = await scriptSupervisor.decide({ screenplay: draft.value, cut: null });
  return { brief: short, contract, screenplay: value.screenplay };
}

/** What a film costs by every model of a provider that can shoot it. */
async function pricesOf(
  studio: Studio,
  film: Omit<Plan, 'pilot'>,
  id: string,
): Promise<{ model: string; price: MicroUsd }[]> {
  const provider = await studio.priceList(id).catch(onlyStudioErrors);
  const prices = await Promise.all(
    (provider?.models ?? []).map(async (card) => {
      const spending = await priceFilm(studio, film, provider!, card).catch(onlyStudioErrors);
      return spending === null ? [] : [{ model: card.model, price: spending.total }];
    }),
  );
  return prices.flat();
}

/** What is not sold or not to be had is no offer. */
function onlyStudioErrors(error: unknown): null {
  if (error instanceof StudioError) return null;
  throw error;
}

/** Flags of `produce` that are changed, by their long names; null takes one away. */
type Changes = { [flag: string]: string | null };
const SHORT: { [flag: string]: string } = { provider: '-p', duration: '-d' };
/** What belongs to the call that was refused and not to the film. */
const NOT_AGAIN: Changes = { 'dry-run': null, json: null, 'run-id': null };
const WITHOUT_VALUE = new Set(['dry-run', 'json', 'live']);

/** The call that was made, with other flags, as a line that can be copied into a shell. */
function commandFor(brief: Brief, invocation: Studio['invocation'], changes: Changes): string {
  const args = invocation ?? ['produce', brief.concept, '--budget', String(brief.budget / 1_000_000)];
  const gone = { ...NOT_AGAIN, ...changes };
  const kept: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const flag = Object.keys(gone).find(
      (name) => arg === `--${name}` || arg.startsWith(`--${name}=`) || arg === SHORT[name],
    );
    if (flag === undefined) kept.push(arg);
    else if (!WITHOUT_VALUE.has(flag) && !arg.includes('=')) at += 1;
  }
  const added = Object.entries(changes).flatMap(([name, value]) => (value === null ? [] : [`--${name}`, value]));
  return shellLine([...kept, ...added]);
}
