import type { VideoRequest } from '../../../film/request.ts';
import { soundsModerated } from '../../outcome.ts';
import type { Account } from '../../spec.ts';
import type { Exchange } from '../../wire.ts';
import { type Clip, clipFor, type Handover, handoverOf, promptFor, type Seller } from '../order.ts';
import type { JobStatus, ModelCard, ProviderContext } from '../spec.ts';

export type ApiName = 'dream-machine' | 'agents';

/** One of Luma's two APIs, opened with a key. */
export interface LumaApi {
  name: ApiName;
  account: Account;
  models: readonly ModelCard[];
  /** Seconds of the clips that take no pictures. */
  withoutPictures: readonly number[];
  /** Exactly one create. */
  send(plan: Plan, context: ProviderContext): Promise<Exchange>;
  check(id: string, signal: AbortSignal): Promise<JobStatus>;
  verify(signal: AbortSignal): Promise<string>;
}

/** What is asked of the vendor, before it is put into the words of one of its APIs. */
export interface Plan {
  seller: Seller;
  prompt: string;
  aspect: VideoRequest['aspect'];
  clip: Clip;
  first: Picture | null;
  last: Picture | null;
  warnings: string[];
}

/** A picture to begin or end with; `generation` goes on from the last picture of an earlier one. */
export type Picture = { kind: 'generation'; id: string } | Handover;

export const CREATE_TIMEOUT_MS = 60_000;
export const LOOK_TIMEOUT_MS = 30_000;
/** The vendor's advice for the Agents API is 2 to 5 s (2026-07-10, third party); the Dream Machine gives none. */
const POLL_MS = 2_500;

/** The same for the same request and card. Throws `usage` for what the model cannot do. */
export function planOf(request: VideoRequest, card: ModelCard, api: LumaApi): Plan {
  const seller: Seller = { vendor: 'luma', card };
  const clip = clipFor(request, seller);
  const { prompt, warning } = promptFor(request.prompt, seller);
  const warnings = warning === null ? [] : [warning];
  const plan = { seller, prompt, aspect: request.aspect, clip, first: null, last: null, warnings };
  if (api.withoutPictures.includes(clip.seconds)) {
    if (request.firstFrame !== null || request.lastFrame !== null || request.continues !== null) {
      warnings.push(`luma ${card.model} takes no pictures for clips of ${clip.seconds} s: they were left out`);
    }
    return plan;
  }
  const picture = (which: 'first' | 'last'): Picture | null => {
    if (which === 'first' && request.continues !== null) return { kind: 'generation', id: request.continues };
    const frame = which === 'first' ? request.firstFrame : request.lastFrame;
    const handover = handoverOf(frame, { seller, which, loopback: api.account.provenance === 'simulated' });
    if (typeof handover !== 'string') return handover;
    const help = card.image?.handover === 'url' && frame?.url === null ? '; model ray-3.2 takes files' : '';
    warnings.push(handover + help);
    return null;
  };
  return { ...plan, first: picture('first'), last: picture('last') };
}

/** A generation that is completed but has no address yet is looked at again: it is paid for, and may have one later. */
export function progressOf(seen: {
  state: string | null | undefined;
  url: string | null | undefined;
  pollMs: number | null;
}): JobStatus {
  if (seen.state === 'completed' && seen.url != null) {
    return { state: 'delivered', asset: { kind: 'url', url: seen.url }, cost: null, warnings: [] };
  }
  const phase = seen.state === 'queued' ? 'queued' : 'running';
  return { state: 'pending', phase, progress: null, pollAfterMs: seen.pollMs ?? POLL_MS };
}

/** The failure codes are those of the Agents API; the Dream Machine has free text only. */
export function failureOf({ reason, code }: { reason: string; code: string | null }): JobStatus {
  const failed = { state: 'failed', reason, billed: false, cost: null } as const;
  if (code === 'content_moderated' || soundsModerated(reason)) {
    return { ...failed, kind: 'moderated', retryable: false };
  }
  if (code === null ? UNUSABLE_INPUT.test(reason) : REJECTING_CODES.has(code)) {
    return { ...failed, kind: 'rejected', retryable: false };
  }
  return { ...failed, kind: 'fault', retryable: code !== 'budget_exhausted' };
}

const REJECTING_CODES = new Set(['image_too_large', 'unsupported_format', 'corrupt_input', 'invalid_request']);
const UNUSABLE_INPUT =
  /^4\d\d\b|invalid|inaccessible|not accessible|unsupported|could not (?:be )?(?:accessed|fetch|download|load)/i;
