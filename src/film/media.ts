import { z } from 'zod';
import { Rate } from './time.ts';

/** A file in the media store, named by its content. */
export const MediaRef = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Without the dot: `mp4`, `wav`, `png`. */
  extension: z.string().regex(/^[a-z0-9]{1,8}$/),
  bytes: z.int().nonnegative(),
});
export type MediaRef = z.infer<typeof MediaRef>;

/** What a probe of the file itself says: decoded facts, not a vendor's word. */
export const Probe = z.object({
  container: z.string(),
  seconds: z.number().nonnegative(),
  video: z
    .object({
      codec: z.string(),
      width: z.int().positive(),
      height: z.int().positive(),
      pixelFormat: z.string(),
      rate: Rate,
      /** Counted by reading packets, not from a header. */
      frames: z.int().nonnegative(),
      /** Clockwise degrees that a player must turn the picture: 0, 90, 180, 270. */
      rotation: z.int(),
      colour: z.object({ primaries: z.string(), transfer: z.string(), matrix: z.string(), range: z.string() }),
    })
    .nullable(),
  audio: z
    .object({ codec: z.string(), sampleRate: z.int().positive(), channels: z.int().positive(), seconds: z.number() })
    .nullable(),
});
export type Probe = z.infer<typeof Probe>;

/** Seconds that there is something to see; the sound of a file may go on. 0 without a picture. */
export function pictureSeconds({ seconds, video, audio }: Probe): number {
  if (video === null) return 0;
  return audio === null ? seconds : Math.min(seconds, (video.frames * video.rate.den) / video.rate.num);
}

export const Aspect = z.enum(['16:9', '9:16', '1:1']);
export type Aspect = z.infer<typeof Aspect>;

export const Resolution = z.enum(['540p', '720p', '1080p']);
export type Resolution = z.infer<typeof Resolution>;

export interface Size {
  width: number;
  height: number;
}

/** Pixels of a frame: `p` counts the short side, so `720p` at `9:16` is 720×1280 and at `1:1` 720×720. Always even. */
export function frameSize(aspect: Aspect, resolution: Resolution): Size {
  const short = Number.parseInt(resolution, 10);
  const long = Math.round((short * 16) / 9 / 2) * 2;
  if (aspect === '16:9') return { width: long, height: short };
  if (aspect === '9:16') return { width: short, height: long };
  return { width: short, height: short };
}
