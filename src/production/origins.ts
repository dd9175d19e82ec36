import { createHash } from 'node:crypto';
import type { Brief } from '../film/brief.ts';
import type { Provenance } from '../film/provenance.ts';
import { shotsOf } from '../film/screenplay.ts';
import type { ProductionState } from '../film/state.ts';
import type { Reel } from './reels.ts';

/** The vocabulary in which others are told how a picture or a sound came about. */
export const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/**
 * Where a file comes from, for manifests: who made it with which model, prompt and references and for how much, what was
 * thought of it, what is known of its licence, and its IPTC digital source type.
 */
export function originOf({ kind, take, line, media, credentials }: Reel, state: ProductionState): object {
  const { music, brief, voices } = state;
  if (take !== null) {
    const { slate, shot, provider, model, provenance, vendorId, origin, prompt, cost, original } = take.take;
    const review =
      take.review === null
        ? null
        : { verdict: take.review.verdict, score: take.review.overall, by: take.review.provenance };
    const asDelivered =
      original === null ? null : { sha256: original.media.sha256, contentCredentials: credentials ? 'C2PA' : null };
    const made = { slate, shot, provider, model, provenance, job: vendorId, takenFrom: origin, asDelivered };
    const references = referencesOf(state, shot, take.after);
    return { ...made, prompt, promptHash: hashOf(prompt), references, microUsd: cost, review, ...sourceOf(provenance) };
  }
  if (line !== null) {
    const { shot, provider, provenance, vendorId, text, cost } = line;
    return { shot, provider, provenance, job: vendorId, text, microUsd: cost, ...sourceOf(provenance) };
  }
  if (kind === 'music' && music?.media.sha256 === media.sha256) {
    const { provider, provenance, mood } = music;
    return { provider, provenance, mood, microUsd: 0, ...sourceOf(provenance) };
  }
  const [voice] = Object.values(voices);
  // A line that was cut apart at its words.
  if (kind === 'voice' && voice !== undefined && !isGiven(brief, media.sha256))
    return { provider: voice.provider, provenance: voice.provenance, ...sourceOf(voice.provenance) };
  return { provider: null, handedIn: true, licence: 'as the person who handed it in knows' };
}

function isGiven(brief: Brief | null, sha256: string): boolean {
  return [brief?.voice, brief?.music].some((wish) => wish?.kind === 'file' && wish.media.sha256 === sha256);
}

/** Pictures that a take was made from: those of its shot, and the take that it goes on from. */
function referencesOf({ screenplay, brief, assets }: ProductionState, shot: string, after: string | null): object[] {
  const wanted = (screenplay === null ? [] : shotsOf(screenplay)).find(({ id }) => id === shot);
  const ids = [
    ...(wanted?.seeds ?? []).map(({ id }) => id),
    ...(wanted?.figures ?? []).flatMap(({ seed }) => seed ?? []),
  ];
  const seeds = [...new Set(ids)].flatMap((id) => {
    const seed = brief?.seeds.find((one) => one.id === id);
    if (seed !== undefined) return [{ kind: 'picture', name: seed.name, sha256: seed.media.sha256 }];
    const panel = assets?.pictures
      .flatMap((picture) => picture.panels.map(({ media }, at) => ({ id: `${picture.id}-${at + 1}`, media })))
      .find((one) => one.id === id);
    return panel === undefined ? [] : [{ kind: 'picture', name: id, sha256: panel.media.sha256 }];
  });
  return after === null ? seeds : [...seeds, { kind: 'take', slate: after }];
}

/** What vendors make comes from trained models; what is drawn, spoken and composed here from rules. */
function sourceOf(provenance: Provenance): { digitalSourceType: string; licence: string } {
  if (provenance === 'live') {
    return {
      digitalSourceType: `${IPTC}trainedAlgorithmicMedia`,
      licence: "by the vendor's terms for the account that paid",
    };
  }
  return { digitalSourceType: `${IPTC}algorithmicMedia`, licence: 'made on this machine: yours' };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
