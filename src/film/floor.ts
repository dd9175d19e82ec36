import { z } from 'zod';
import { StudioError } from '../errors.ts';
import type { Json } from '../json.ts';
import { MediaRef, Probe } from './media.ts';
import { MicroUsd } from './money.ts';
import { Provenance } from './provenance.ts';

/** A paid clip that was found at a vendor and belongs to no production that this studio knows. */
export const FoundClip = z.object({
  schema: z.literal('FoundClip.1'),
  /** `found-` and a hash of the vendor's id: how it is called on the floor. */
  id: z.string(),
  provenance: Provenance,
  provider: z.string(),
  model: z.string(),
  /** The vendor's name of the job, in full. */
  vendorId: z.string(),
  prompt: z.string(),
  /** What it cost by the vendor's bill; null when the vendor does not say. */
  cost: MicroUsd.nullable(),
  /** Milliseconds since 1970 by the vendor's clock. */
  createdAt: z.number(),
  /** Our reference, when the vendor keeps one: it names a take of a studio. */
  reference: z.string().nullable(),
  media: MediaRef,
  probe: Probe,
});
export type FoundClip = z.infer<typeof FoundClip>;

/** The stream of what was found. */
export const FLOOR_STREAM = 'floor';
export const CLIP_FOUND = 'clip-found.1';

/** Reads one event of the floor. Throws `schema-unknown` and `journal-corrupt`. */
export function decodeFound({ schema, data }: { schema: string; data: Json }): FoundClip {
  if (schema !== CLIP_FOUND) {
    throw new StudioError('schema-unknown', `this version does not know the event ${schema}`, {
      hint: 'It was written by a newer claude-studio: update this one.',
    });
  }
  const checked = FoundClip.safeParse(data);
  if (checked.success) return checked.data;
  throw new StudioError('journal-corrupt', `a recorded ${schema} cannot be read: ${z.prettifyError(checked.error)}`);
}
