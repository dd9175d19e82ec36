import { Command } from 'commander';
import type { VideoOffer, VoiceOffer } from '../../production/desk/provider-list.ts';
import type { Context } from '../context.ts';
import type { Column, Terminal } from '../terminal.ts';

/** `claude-studio providers`: who can be paid, for what, at what price, and what was measured of them. */
export function providersCommand({ terminal }: Context): Command {
  return new Command('providers')
    .description('list vendors and models: keys, what they can do, prices with their day, measured limits')
    .option('--json', 'one model a line')
    .action(async ({ json }: { json?: boolean }) => {
      const { loadConfig } = await import('../../config.ts');
      const { openJournal } = await import('../../production/studio/home.ts');
      const { listProviders } = await import('../../production/desk/provider-list.ts');
      const { formatCents, formatUsd } = await import('../../film/money.ts');
      const config = loadConfig();
      const journal = await openJournal(config);
      try {
        const offers = await listProviders(config, journal);
        if (json) {
          for (const offer of offers) terminal.event(offer);
          return;
        }
        const video = offers.filter((offer) => offer.kind === 'video');
        const voices = offers.filter((offer) => offer.kind === 'voice');
        tellAbilities(video, terminal);
        tellPrices(video, terminal, formatCents);
        tellVoices(voices, terminal, formatUsd);
        tellMissing(offers, terminal);
        const ready = offers.find(({ key }) => key.state !== 'missing');
        terminal.next(`claude-studio test-provider ${ready?.vendor ?? 'sim:luma'}`);
      } finally {
        await journal.close();
      }
    });
}

type Dollars = typeof import('../../film/money.ts').formatUsd;

const NAMES: Column[] = [
  { title: 'vendor', least: Infinity },
  { title: 'model', least: Infinity },
];

function tellAbilities(offers: VideoOffer[], terminal: Terminal): void {
  terminal.table(
    offers.map(({ vendor, key, card }) => [
      vendor,
      card.model,
      key.state,
      lengthsOf(card),
      card.aspects.join(' '),
      linesOf(card),
      picturesOf(card),
    ]),
    [
      ...NAMES,
      { title: 'key' },
      { title: 'seconds' },
      { title: 'shapes' },
      { title: 'lines' },
      { title: 'pictures', stretch: true },
    ],
  );
  terminal.data('pictures: F begins with one (! it must), L ends with one, C goes on from a clip\n\n');
}

function tellPrices(offers: VideoOffer[], terminal: Terminal, formatCents: Dollars): void {
  terminal.table(
    offers.map(({ vendor, card, price, profile }) => [
      vendor,
      card.model,
      ...(price === null ? ['unknown', '', ''] : [priceOf(price, formatCents), price.asOf, price.confidence]),
      ...(profile === null ? ['', ''] : [limitOf(profile), waitOf(profile)]),
    ]),
    [
      ...NAMES,
      { title: '5 s in 720p', align: 'right' },
      { title: 'as of' },
      { title: 'sure' },
      { title: 'at once', align: 'right' },
      { title: 'takes', align: 'right' },
    ],
  );
  terminal.data('sure: vendor is its own word, secondary is quoted, unverified is remembered\n\n');
}

function tellVoices(offers: VoiceOffer[], terminal: Terminal, formatUsd: Dollars): void {
  terminal.table(
    offers.map(({ vendor, key, model, price }) => [
      vendor,
      model,
      key.state,
      formatUsd(price.price),
      price.asOf,
      price.confidence,
    ]),
    [
      { title: 'voice', least: Infinity },
      { title: 'model', least: Infinity },
      { title: 'key' },
      { title: '1,000 ch.', align: 'right' },
      { title: 'as of' },
      { title: 'sure' },
    ],
  );
}

/** What to set for what is missing. */
function tellMissing(offers: (VideoOffer | VoiceOffer)[], terminal: Terminal): void {
  const models = new Map<string, string[]>();
  for (const offer of offers) {
    if (offer.key.state !== 'missing') continue;
    const [variable = ''] = offer.key.variables;
    const model = offer.kind === 'video' ? offer.card.model : offer.model;
    models.set(variable, [...(models.get(variable) ?? []), model]);
  }
  const missing = [...models].map(([variable, opened]) => `${variable} opens ${opened.join(', ')}`);
  if (missing.length > 0) terminal.data(['', ...missing].join('\n'));
}

/** With what is sold instead, where it is not that. */
function priceOf({ price, seconds, resolution }: NonNullable<VideoOffer['price']>, formatCents: Dollars): string {
  const sold = [seconds === 5 ? '' : `${seconds} s`, resolution === '720p' ? '' : resolution].filter(Boolean).join(' ');
  return `${sold === '' ? '' : `${sold}: `}${formatCents(price)}`;
}

function lengthsOf({ durations }: VideoOffer['card']): string {
  if ('min' in durations) return `${durations.min}-${durations.max}`;
  return durations.length > 2 ? `${durations[0]}-${durations.at(-1)}` : durations.join(', ');
}

function linesOf({ resolutions }: VideoOffer['card']): string {
  const [first, last] = [resolutions[0] ?? '', resolutions.at(-1) ?? ''];
  return first === last ? first : `${first.replace('p', '')}-${last}`;
}

function picturesOf({ firstFrame, lastFrame, continuation, textToVideo }: VideoOffer['card']): string {
  return [firstFrame ? `F${textToVideo ? '' : '!'}` : '', lastFrame ? 'L' : '', continuation ? 'C' : '']
    .filter(Boolean)
    .join(' ');
}

function limitOf({ limit, ranAtOnce }: NonNullable<VideoOffer['profile']>): string {
  return limit === null ? `${ranAtOnce}+` : String(limit);
}

/** The last hour that was measured says enough in a list. */
function waitOf({ secondsByHour, measuredAt }: NonNullable<VideoOffer['profile']>): string {
  const seconds = secondsByHour[Math.floor(measuredAt / 3_600_000) % 24];
  return seconds === undefined ? '' : `${Math.round(seconds)} s`;
}
