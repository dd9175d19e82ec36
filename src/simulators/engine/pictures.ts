import { imageSize } from 'image-size';
import { messageOf } from '../../errors.ts';
import type { Picture } from './vendor.ts';

const TIMEOUT_MS = 10_000;

/** Fetches a picture as a vendor does. A text says what is wrong with it. */
export async function fetchPicture(url: string, maxBytes: number): Promise<Picture | string> {
  if (!/^https?:\/\//.test(url)) return 'the address is not one of the web';
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) {
      await response.body?.cancel();
      return `the address answers ${response.status}`;
    }
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > maxBytes) return `the picture has more than ${maxBytes} bytes`;
      parts.push(part);
    }
    return readPicture(Buffer.concat(parts));
  } catch (error) {
    return `the address cannot be reached: ${messageOf(error)}`;
  }
}

/** What a picture is, by its own header. */
export function readPicture(bytes: Uint8Array): Picture | string {
  try {
    const { width, height, type } = imageSize(bytes);
    return { bytes, width, height, type: type ?? 'unknown' };
  } catch {
    return 'this is not a picture of a known kind';
  }
}
