import { z } from 'zod';
import { CutName } from './cut.ts';
import { Aspect, MediaRef, Resolution, type Size } from './media.ts';

/** Shapes that a film is handed over in; those of a production, and what only feeds show. */
export const DeliveryAspect = z.enum([...Aspect.options, '4:5']);
export type DeliveryAspect = z.infer<typeof DeliveryAspect>;

export const DeliveryResolution = z.enum([...Resolution.options, '2160p']);
export type DeliveryResolution = z.infer<typeof DeliveryResolution>;

export const DeliveryCodec = z.enum(['h264', 'hevc', 'av1', 'prores']);
export type DeliveryCodec = z.infer<typeof DeliveryCodec>;

/** Seconds of a cut-down. */
export const Cutdown = z.literal([6, 15, 30]);
export type Cutdown = z.infer<typeof Cutdown>;

/** How pictures of another shape come into the frame: their edges cut off, or all of them before a blurred one. */
export const Fit = z.enum(['crop', 'pad']);
export type Fit = z.infer<typeof Fit>;

export const PreviewKind = z.enum(['gif', 'webp']);
export type PreviewKind = z.infer<typeof PreviewKind>;

/** Pixels of a frame: `p` counts the short side, as in a production. Always even. */
export function deliverySize(aspect: DeliveryAspect, resolution: DeliveryResolution): Size {
  const short = Number.parseInt(resolution, 10);
  const [across, down] = aspect.split(':').map(Number) as [number, number];
  const even = (side: number): number => Math.round(side / 2) * 2;
  return across >= down
    ? { width: even((short * across) / down), height: short }
    : { width: short, height: even((short * down) / across) };
}

/** One hand-over of a film: the file as it was probed, and how it differs from the master. */
export const FilmDelivery = z.object({
  /** Absolute, as the files beside it; null for those that were not asked for. */
  path: z.string(),
  poster: z.string(),
  contactSheet: z.string(),
  preview: z.string().nullable(),
  /** The bytes of the film. They lie at `path` only, not in the media store. */
  media: MediaRef,
  candidate: CutName,
  aspect: DeliveryAspect,
  width: z.int().positive(),
  height: z.int().positive(),
  codec: DeliveryCodec,
  frames: z.int().positive(),
  seconds: z.number().positive(),
  /** Integrated loudness in LUFS and true peak in dBTP, measured on the file; null when it has no sound. */
  loudness: z.object({ integrated: z.number(), truePeak: z.number() }).nullable(),
  /** How pictures came into the frame; null where they have its shape. */
  fit: Fit.nullable(),
  /** A pixel of the takes became so many in each direction; below 1 they were made smaller. */
  enlarged: z.number().positive(),
  cutdown: Cutdown.nullable(),
  /** What a cut-down leaves out, and why, in words for people. */
  left: z.array(z.string()),
  /** What else is to be known: pictures that were enlarged, sound that is quieter and transitions that are shorter than asked. */
  notes: z.array(z.string()),
});
export type FilmDelivery = z.infer<typeof FilmDelivery>;
