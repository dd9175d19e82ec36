import { createHash } from 'node:crypto';
import type { Brief } from '../../film/brief.ts';
import type { Provenance } from '../../film/provenance.ts';
import { shotsOf } from '../../film/screenplay.ts';
import type { ProductionState } from '../../film/state.ts';
import type { Reel } from './reels.ts';

/** The vocabulary in which others are told how a picture or a sound came about. */
const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const ALGORITHMIC = `${IPTC}algorithmicMedia`;
const TRAINED = `${IPTC}trainedAlgorithmicMedia`;
/** With something that was there before: a picture that somebody handed in, other people's files. */
const COMPOSED = `${IPTC}compositeSynthetic`;
const WITH_TRAINED = `${IPTC}compositeWithTrainedAlgorithmicMedia`;

/** What a manifest says of a file. */
interface Origin {
  /** Null for what somebody handed in: only that person knows. */
  digitalSourceType: string | null;
  licence: string;
  [fact: string]: unknown;
}

/** The type of a film by those of the files in it. */
export function sourceOfFilm(origins: readonly Origin[]): string {
  const types = origins.map(({ digitalSourceType }) => digitalSourceType);
  if (types.some((type) => type === TRAINED || type === WITH_TRAINED)) return WITH_TRAINED;
  return types.every((type) => type === ALGORITHMIC) ? ALGORITHMIC : COMPOSED;
}

/**
 * Where a file comes from, for manifests: who made it with which model, prompt and references and for how much, what was
 * thought of it, what is known of its licence, and its IPTC digital source type.
 */
export function originOf({ kind, take, line, media, signed }: Reel, state: ProductionState): Origin {
  const { music, brief, voices, effects } = state;
  if (take !== null) {
    const { slate, shot, provider, model, provenance, vendorId, origin, prompt, cost, original } = take.take;
    const review =
      take.review === null
        ? null
        : { verdict: take.review.verdict, score: take.review.overall, by: take.review.provenance };
    const asDelivered =
      original === null ? null : { sha256: original.media.sha256, contentCredentials: signed === null ? null : 'C2PA' };
    const made = { slate, shot, provider, model, provenance, job: vendorId, takenFrom: origin, asDelivered };
    const pictures = picturesOf(state, shot);
    const references = take.after === null ? pictures : [...pictures, { kind: 'take', slate: take.after }];
    const source = sourceOf(provenance, pictures.length > 0);
    return { ...made, prompt, promptHash: hashOf(prompt), references, microUsd: cost, review, ...source };
  }
  if (line !== null) {
    const { shot, provider, provenance, vendorId, text, cost } = line;
    return {
      shot,
      provider,
      provenance,
      job: vendorId,
      text,
      promptHash: hashOf(text),
      microUsd: cost,
      ...sourceOf(provenance),
    };
  }
  if (kind === 'music' && music?.media.sha256 === media.sha256) {
    const { provider, provenance, mood } = music;
    const paid = state.money.charges['music']?.settled ?? 0;
    return { provider, provenance, mood, microUsd: paid, ...sourceOf(provenance) };
  }
  const shown = Object.values(state.takes).find((one) => one.take?.media.sha256 === media.sha256)?.take;
  // The own sound of a take came, and was paid, with its picture.
  if (kind === 'production' && shown != null) {
    const { slate, shot, provider, model, provenance, vendorId } = shown;
    return { slate, shot, provider, model, provenance, job: vendorId, microUsd: 0, ...sourceOf(provenance) };
  }
  const effect = effects?.sounds.find((one) => one.media.sha256 === media.sha256);
  if (kind === 'effect' && effects !== null && effect !== undefined) {
    const { provider, provenance } = effects;
    return { provider, provenance, sound: effect.sound, microUsd: 0, ...sourceOf(provenance) };
  }
  const [voice] = Object.values(voices);
  // A line that was cut apart at its words.
  if (kind === 'voice' && voice !== undefined && !isGiven(brief, media.sha256))
    return { provider: voice.provider, provenance: voice.provenance, ...sourceOf(voice.provenance) };
  const licence = 'as the person who handed it in knows';
  return { provider: null, handedIn: true, microUsd: 0, digitalSourceType: null, licence };
}

function isGiven(brief: Brief | null, sha256: string): boolean {
  return [brief?.voice, brief?.music].some((wish) => wish?.kind === 'file' && wish.media.sha256 === sha256);
}

/** Pictures that were handed in for a shot. */
function picturesOf({ screenplay, brief, assets }: ProductionState, shot: string): object[] {
  const wanted = (screenplay === null ? [] : shotsOf(screenplay)).find(({ id }) => id === shot);
  const ids = [
    ...(wanted?.seeds ?? []).map(({ id }) => id),
    ...(wanted?.figures ?? []).flatMap(({ seed }) => seed ?? []),
  ];
  return [...new Set(ids)].flatMap((id) => {
    const seed = brief?.seeds.find((one) => one.id === id);
    if (seed !== undefined) return [{ kind: 'picture', name: seed.name, sha256: seed.media.sha256 }];
    const panel = assets?.pictures
      .flatMap((picture) => picture.panels.map(({ media }, at) => ({ id: `${picture.id}-${at + 1}`, media })))
      .find((one) => one.id === id);
    return panel === undefined ? [] : [{ kind: 'picture', name: id, sha256: panel.media.sha256 }];
  });
}

/**
 * What vendors make comes from trained models; what is drawn, spoken and composed here from rules. Either may show a
 * picture that it was given.
 */
function sourceOf(provenance: Provenance, composed = false): { digitalSourceType: string; licence: string } {
  if (provenance === 'live') {
    return {
      digitalSourceType: composed ? WITH_TRAINED : TRAINED,
      licence: "by the vendor's terms for the account that paid",
    };
  }
  return { digitalSourceType: composed ? COMPOSED : ALGORITHMIC, licence: 'made on this machine: yours' };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
