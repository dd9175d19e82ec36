import type { Size } from '../../film/media.ts';
import type { Desk, Picture } from '../engine/vendor.ts';

/** A key frame: a picture that was kept, or a job whose clip is gone on from. */
export interface Frame {
  kept: string | null;
  job: string | null;
}

/** Of a picture by its address or in base64. Luma's own limit is not known for Dream Machine; 200 MB is the Agents API's. */
const MAX_BYTES = 200 * 1024 * 1024;

/** Fetches and keeps a key frame. A text says why it cannot be used. */
export async function frameOf(desk: Desk, url: string): Promise<Frame | string> {
  return keep(desk, await desk.fetchPicture(url, MAX_BYTES));
}

export function frameOfBytes(desk: Desk, bytes: Uint8Array): Frame | string {
  return keep(desk, desk.readPicture(bytes));
}

/** Pixels of Luma's frames: `p` is the short side, 4k is 2160. Always even. */
export function sizeOf(aspect: string, resolution: string): Size {
  const short = resolution === '4k' ? 2160 : Number.parseInt(resolution, 10);
  const [across = 16, down = 9] = aspect.split(':').map(Number);
  const long = Math.round((short * Math.max(across, down)) / Math.min(across, down) / 2) * 2;
  return across >= down ? { width: long, height: short } : { width: short, height: long };
}

function keep(desk: Desk, picture: Picture | string): Frame | string {
  if (typeof picture === 'string') return picture;
  if (!['png', 'jpg', 'webp'].includes(picture.type)) return `unsupported format ${picture.type}`;
  return { kept: desk.keep(picture.bytes), job: null };
}
