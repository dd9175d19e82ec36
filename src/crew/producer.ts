import { z } from 'zod';
import { Contract } from '../film/contract.ts';
import { formatUsd, MicroUsd, times, ZERO } from '../film/money.ts';
import { Pitch, Tier } from '../film/pilot.ts';
import type { Pilot } from '../film/pilot.ts';
import { StudioError } from '../errors.ts';
import { defineAgent, Unfit } from './agent.ts';
import { clean } from './plain.ts';
import { shownContract } from './shown.ts';

/** One way to buy a shot of this film, from the price book. */
export const PriceOption = z.object({
  provider: z.string(),
  model: z.string(),
  tier: Tier,
  /** Seconds that the vendor sells for one shot of this film. */
  secondsPerShot: z.number().positive(),
  pricePerShot: MicroUsd,
  /** Where the price is from and when it was true. */
  source: z.string(),
});
export type PriceOption = z.infer<typeof PriceOption>;

export const ProducerInput = z.object({
  contract: Contract,
  budget: MicroUsd,
  seconds: z.number().positive(),
  /** Shots that the film wants. */
  shots: z.int().positive(),
  options: z.array(PriceOption),
});
export type ProducerInput = z.infer<typeof ProducerInput>;

export const ProducerOutput = z.object({
  pitch: Pitch,
  /** The budget buys no shot of any tier: what the cheapest film costs, or null when there is money for a shot. */
  tooSmall: z
    .object({
      provider: z.string(),
      model: z.string(),
      tier: Tier,
      pricePerShot: MicroUsd,
      cheapestFilm: MicroUsd,
      message: z.string(),
    })
    .nullable(),
});
export type ProducerOutput = z.infer<typeof ProducerOutput>;

/** What a tier is good for; the ceiling is the score it reaches at best. */
export const TIER_FIGURES: Record<Tier, { qualityCeiling: number; approach: string }> = {
  static_images: {
    qualityCeiling: 75,
    approach: 'Strong still pictures, brought to life by slow camera moves and sound.',
  },
  motion_graphics: { qualityCeiling: 85, approach: 'Clean shapes and moving type: the idea before the actor.' },
  animated: { qualityCeiling: 90, approach: 'Drawn characters that act the story out, in one consistent style.' },
  photorealistic: { qualityCeiling: 95, approach: 'Real light and real faces, shot like a film.' },
};

export const PRODUCER_PROMPT = `You are the producer of a small film studio. You pitch rival pilots: plans that could each make this film, of which a test
shot or two will show the better.

THE DATA hold the contract (the concept as weighted elements), then the budget, the length, the number of shots, and every way to buy a shot, numbered.
film is the price of every shot once; shotsAffordable is what the whole budget buys; ceiling is the score out of 100 that the tier reaches at best.
The tiers: static_images are strong stills with slow camera moves; motion_graphics are clean shapes and moving type; animated are drawn characters that act;
photorealistic is real light and real faces.

TASK. Choose two or three options as pilots; one, when nothing else makes sense. Recommend one of them.
- An option is chosen by its number. Providers, models and prices come from there; you never write a price that is not in the data.
- Rivals differ in what a test shot can show: another tier, or another model of the same tier. Two names for one picture are no competition.
- Serve THIS concept. A diagram of inflation gains little from photorealism; a face at dawn gains much; water, crowds and hands tell models apart.
- Recommend the best picture that the budget carries whole with about a quarter to spare for reshoots. Never one whose film costs more than the budget
  while another's does not: a film without its end is no film.
- A rival may be dearer than the budget carries only when no cheaper one is worth a test.
- approach: one sentence on how this plan tells this story, which could not stand under another concept.
- rationale: two sentences with figures from the data: what a shot costs, how many the budget buys, what is gained and lost against the rival.
- reason: one sentence on the recommendation that a person with a purse understands.

GOOD: "Drawn frame by frame, the keeper's lamp can glow the way he remembers it." BAD: "A high-quality animated approach that engages viewers."`;

const Reply = z.object({
  pilots: z.array(
    z.object({
      option: z.number().describe('Number of the option'),
      approach: z.string().describe('One sentence: how this plan tells this story'),
      rationale: z.string().describe('Two sentences, with figures from the data'),
    }),
  ),
  recommended: z.number().describe('Number of the option of one of the pilots'),
  reason: z.string().describe('One sentence for the person who pays'),
});
type Reply = z.infer<typeof Reply>;

/** Rival plans within the budget. Throws `price-unknown` when there is nothing to buy at all. */
export const producer = defineAgent<ProducerInput, ProducerOutput, Reply>({
  name: 'producer',
  input: ProducerInput,
  output: ProducerOutput,
  prompt: { version: 1, text: PRODUCER_PROMPT, maxTokens: 6_000, effort: 'medium' },
  rehearse: pitch,
  show: ({ contract, budget, seconds, shots, options }) => ({
    shared: { contract: shownContract(contract) },
    own: {
      budget: formatUsd(budget),
      seconds,
      shots,
      options: options.map((option, number) => shownOption(option, number, { budget, shots })),
    },
  }),
  reply: Reply,
  complete: pitchAsSaid,
});

function shownOption(
  { provider, model, tier, secondsPerShot, pricePerShot, source }: PriceOption,
  option: number,
  { budget, shots }: Pick<ProducerInput, 'budget' | 'shots'>,
): object {
  return {
    option,
    provider,
    model,
    tier,
    ceiling: TIER_FIGURES[tier].qualityCeiling,
    secondsPerShot,
    pricePerShot: formatUsd(pricePerShot),
    film: formatUsd(times(pricePerShot, shots)),
    shotsAffordable: affordable(pricePerShot, budget, shots),
    source,
  };
}

function affordable(pricePerShot: MicroUsd, budget: MicroUsd, shots: number): number {
  return pricePerShot === 0 ? shots : Math.floor(budget / pricePerShot);
}

function pitch(input: ProducerInput): ProducerOutput {
  const { budget, shots, options } = input;
  const tiers = cheapestPerTier(options);
  const recommended = recommend(tiers, budget, shots) ?? tiers[0];
  if (recommended === undefined) throw nothingToBuy();
  return pitchOf(
    input,
    choose(tiers, recommended).map((option) => ({ option, ...NO_WORDS })),
    recommended,
    '',
  );
}

const NO_WORDS = { approach: '', rationale: '' };

/** A plan with what somebody says for it; empty where nobody has. */
interface Rival {
  option: PriceOption;
  approach: string;
  rationale: string;
}

/** Pilots with our figures beside the words: prices, what is affordable and the shares of the budget are never taken on trust. */
function pitchOf(
  { budget, shots, options }: ProducerInput,
  rivals: readonly Rival[],
  recommended: PriceOption,
  reason: string,
): ProducerOutput {
  const whole = (option: PriceOption) => times(option.pricePerShot, shots);
  const bought = rivals.map(({ option }) => option);
  const allocations = allocate(bought, recommended, budget, shots);
  const pilots = rivals.map(({ option, ...words }, at): Pilot => {
    const { qualityCeiling, approach } = TIER_FIGURES[option.tier];
    const shotsAffordable = affordable(option.pricePerShot, budget, shots);
    const figures = rationale(option, { shots, shotsAffordable, estimate: whole(option), qualityCeiling, budget });
    return {
      id: 'ABC'.charAt(at),
      tier: option.tier,
      provider: option.provider,
      model: option.model,
      approach: words.approach || approach,
      secondsPerShot: option.secondsPerShot,
      pricePerShot: option.pricePerShot,
      shotsPlanned: shots,
      shotsAffordable,
      allocation: allocations[at] ?? ZERO,
      estimate: whole(option),
      qualityCeiling,
      rationale: both(words.rationale, figures),
    };
  });
  const tooSmall = options.every((option) => option.pricePerShot > budget);
  const cheapest = options.reduce((least, option) => (option.pricePerShot < least.pricePerShot ? option : least));
  return {
    pitch: {
      schema: 'Pitch.1',
      pilots,
      recommended: pilots[bought.indexOf(recommended)]?.id ?? 'A',
      reason: both(reason, reasonFor(recommended, whole(recommended), budget, { tooSmall, named: reason === '' })),
    },
    tooSmall: tooSmall
      ? {
          provider: cheapest.provider,
          model: cheapest.model,
          tier: cheapest.tier,
          pricePerShot: cheapest.pricePerShot,
          cheapestFilm: whole(cheapest),
          message:
            `${formatUsd(budget)} buys no shot: the cheapest is ${formatUsd(cheapest.pricePerShot)} ` +
            `(${cheapest.provider} ${cheapest.model}, ${words(cheapest.tier)}), and the whole film of ${shots} shots costs ${formatUsd(whole(cheapest))} there.`,
        }
      : null,
  };
}

function both(said: string, figures: string): string {
  return said === '' ? figures : `${/[.!?]$/.test(said) ? said : `${said}.`} ${figures}`;
}

function nothingToBuy(): StudioError {
  return new StudioError('price-unknown', 'the price book offers no way to buy a shot of this film', {
    hint: 'Choose another aspect or resolution, or another provider.',
  });
}

const PILOTS_LIMIT = 3;

/** The pilots that a mind has chosen. Throws `Unfit` for options that do not exist and for a film that cannot be paid. */
function pitchAsSaid(reply: Reply, input: ProducerInput): ProducerOutput {
  const { options, budget, shots } = input;
  if (options.length === 0) throw nothingToBuy();
  const chosen = new Map<PriceOption, Rival>();
  for (const { option: number, approach, rationale: why } of reply.pilots) {
    const option = options[number];
    if (option !== undefined && !chosen.has(option))
      chosen.set(option, { option, approach: clean(approach, 240), rationale: clean(why, 400) });
  }
  if (chosen.size === 0) throw new Unfit(`no pilot names an option: they are numbered 0 to ${options.length - 1}`);
  const recommended = options[reply.recommended];
  const best = recommended === undefined ? undefined : chosen.get(recommended);
  if (recommended === undefined || best === undefined) {
    const numbers = [...chosen.keys()].map((option) => options.indexOf(option)).join(', ');
    throw new Unfit(
      `option ${reply.recommended} is recommended and is no pilot: recommend one of ${numbers}, or pitch it`,
    );
  }
  const carries = (option: PriceOption) => times(option.pricePerShot, shots) <= budget;
  if (!carries(recommended) && options.some(carries)) {
    const numbers = options.flatMap((option, at) => (carries(option) ? [at] : []));
    throw new Unfit(
      `option ${reply.recommended} is recommended, and its film of ${shots} shots costs ${formatUsd(times(recommended.pricePerShot, shots))} of ` +
        `${formatUsd(budget)}: recommend one that the budget carries whole: ${numbers.join(', ')}`,
    );
  }
  const others = new Set([...chosen.values()].filter((rival) => rival !== best).slice(0, PILOTS_LIMIT - 1));
  const rivals = [...chosen.values()].filter((rival) => rival === best || others.has(rival));
  return pitchOf(input, rivals, recommended, clean(reply.reason, 300));
}

/** The best buy of each tier, the highest ceiling first. */
function cheapestPerTier(options: PriceOption[]): PriceOption[] {
  const best = new Map<Tier, PriceOption>();
  for (const option of options) {
    const known = best.get(option.tier);
    if (known === undefined || option.pricePerShot < known.pricePerShot) best.set(option.tier, option);
  }
  return [...best.values()].toSorted(
    (a, b) => TIER_FIGURES[b.tier].qualityCeiling - TIER_FIGURES[a.tier].qualityCeiling,
  );
}

/** The highest ceiling with a quarter of its price to spare for reshoots; else without; else the cheapest. */
function recommend(tiers: PriceOption[], budget: number, shots: number): PriceOption | undefined {
  return (
    tiers.find((option) => option.pricePerShot * shots * 1.25 <= budget) ??
    tiers.find((option) => option.pricePerShot * shots <= budget) ??
    tiers.toSorted((a, b) => a.pricePerShot - b.pricePerShot)[0]
  );
}

/** The recommended tier with its neighbours: the next better and the next worse. */
function choose(tiers: PriceOption[], recommended: PriceOption): PriceOption[] {
  const at = tiers.indexOf(recommended);
  const start = Math.min(Math.max(0, at - 1), Math.max(0, tiers.length - 3));
  return tiers.slice(start, start + 3);
}

/** Rivals get what a test shot costs, at most a tenth of the budget; the recommended one gets its film and reshoots. */
function allocate(rivals: PriceOption[], recommended: PriceOption, budget: MicroUsd, shots: number): MicroUsd[] {
  const tenth = Math.floor(budget / 10);
  const film = recommended.pricePerShot * shots;
  const spare = Math.max(0, budget - film);
  let left: number = budget;
  const tests = rivals.map((option) => {
    const test: number = option.pricePerShot;
    if (option === recommended || test > Math.min(tenth, spare, left)) return 0;
    left -= test;
    return test;
  });
  // A rival's test is paid from what the recommended film leaves over, so the film itself stays whole.
  const tested = tests.reduce((total, test) => total + test, 0);
  const kept = tested <= spare ? tests : tests.map(() => 0);
  const forFilm = Math.min(budget - kept.reduce((total, test) => total + test, 0), Math.ceil(film * 1.5));
  return rivals.map((option, at) => MicroUsd.parse(option === recommended ? forFilm : (kept[at] ?? 0)));
}

function rationale(
  option: PriceOption,
  figures: { shots: number; shotsAffordable: number; estimate: MicroUsd; qualityCeiling: number; budget: MicroUsd },
): string {
  const { shots, shotsAffordable, estimate, qualityCeiling, budget } = figures;
  const every = shots === 1 ? 'the one shot' : `all ${shots} shots`;
  const afford =
    shotsAffordable >= shots
      ? `${formatUsd(budget)} buys ${every}` +
        (shotsAffordable > shots ? ` and ${shotsAffordable - shots} more for reshoots` : ' and no reshoot')
      : `${formatUsd(budget)} buys ${shotsAffordable} of ${shots} shots`;
  return (
    `${formatUsd(option.pricePerShot)} a shot of ${option.secondsPerShot} s at ${option.provider} ${option.model}, ${formatUsd(estimate)} for the film: ` +
    `${afford}. Scores up to ${qualityCeiling}. Price: ${option.source}.`
  );
}

/** `named` false where the words before have named the plan already. */
function reasonFor(
  option: PriceOption,
  estimate: MicroUsd,
  budget: MicroUsd,
  { tooSmall, named }: { tooSmall: boolean; named: boolean },
): string {
  const name = `${words(option.tier)} with ${option.provider} ${option.model}`;
  const costs = named ? 'is the cheapest at' : 'costs';
  if (tooSmall) return `The budget buys no shot of any tier; ${name} ${costs} ${formatUsd(estimate)}.`;
  if (estimate > budget)
    return `No tier carries the whole film; ${name} ${costs} ${formatUsd(estimate)}, above the ${formatUsd(budget)} at hand.`;
  const rest = MicroUsd.parse(budget - estimate);
  return named
    ? `${name} is the best picture that ${formatUsd(budget)} carries whole: ${formatUsd(estimate)} for the film, ${formatUsd(rest)} left for reshoots.`
    : `${name.charAt(0).toUpperCase() + name.slice(1)}: ${formatUsd(estimate)} for the film, ${formatUsd(rest)} left for reshoots.`;
}

function words(tier: Tier): string {
  return tier.replace('_', ' ');
}
