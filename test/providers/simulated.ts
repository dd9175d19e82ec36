import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import { type MicroUsd, usd } from '../../src/film/money.ts';
import { priceShot } from '../../src/ledger/price-book.ts';
import type { Account } from '../../src/providers/spec.ts';
import type { PriceOf, VideoProvider } from '../../src/providers/video/spec.ts';
import type { Vendor } from '../../src/simulators/engine/vendor.ts';
import type { Opened, VideoProviderCase } from '../conformance/video-provider.ts';
import { startRig } from '../simulators/rig.ts';

/** An account by the environment that a simulator exports, or a person. */
export function accountIn(
  environment: Readonly<Record<string, string | undefined>>,
  { key, url, provenance }: { key: string; url: string; provenance: Account['provenance'] },
): Account {
  const pollMs = provenance === 'simulated' ? 20 : null;
  return { key: () => environment[key] ?? '', baseUrl: environment[url] ?? '', provenance, pollMs };
}

/** Prices of the book. */
export function pricesOf(provider: string): PriceOf {
  return (clip) => {
    const { price, asOf, source } = priceShot({ provider, ...clip });
    return { amount: price, asOf, source };
  };
}

/** A provider against the simulator of its vendor, at the vendor's own pace: time passes when a test says so. */
export function against(
  vendor: Vendor,
  create: (environment: Record<string, string>, now: () => number) => VideoProvider,
): (test: TestContext) => Promise<Opened> {
  return async (test) => {
    const rig = await startRig(test, vendor, {
      limits: { concurrency: null, perMinute: null },
      mint: () => randomUUID(),
    });
    let advanced = 0;
    const now = () => Date.now() + advanced;
    return {
      provider: () => create(rig.environment, now),
      now,
      vendor: {
        faults: (...plan) => rig.faults(...plan),
        advance: async (seconds) => {
          await rig.advance(seconds);
          advanced += seconds * 1_000;
        },
        bill: async () => rig.bill(),
        jobs: () => rig.jobs(),
        requests: () => rig.requests(),
        violations: () => rig.violations(),
      },
    };
  };
}

/** What is left of `STUDIO_LIVE_CAP`, in micro-dollars, for all cases of a test file. */
let left: number = usd(Number(process.env['STUDIO_LIVE_CAP'] ?? 0));

/**
 * The rest of a case against the vendor itself, which costs money: null without `STUDIO_LIVE=1`, `STUDIO_LIVE_CAP` (dollars
 * that each test file may spend) and a key in the environment.
 */
export function live({
  key,
  url,
  baseUrl,
  create,
}: {
  key: string;
  url: string;
  /** The vendor's own. */
  baseUrl: string;
  create(account: Account): VideoProvider;
}): Pick<VideoProviderCase, 'open' | 'withoutVendor'> | null {
  const { env } = process;
  if (env['STUDIO_LIVE'] !== '1' || env[key] === undefined) return null;
  const account = accountIn({ [url]: baseUrl, ...env }, { key, url, provenance: 'live' });
  const mayPay = (ceiling: MicroUsd): boolean => {
    if (ceiling > left) return false;
    left -= ceiling;
    return true;
  };
  return {
    withoutVendor: 'a real vendor does not misbehave on demand',
    open: () => ({ provider: () => create(account), vendor: null, now: () => Date.now(), mayPay }),
  };
}
