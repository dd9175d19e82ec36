const HEADER = 44;

/** 16 bit PCM WAV from one array of samples (−1 to 1) per channel; louder samples are clipped. */
export function encodeWav(channels: readonly Float32Array[], sampleRate: number): Uint8Array {
  const length = channels[0]?.length ?? 0;
  const blockAlign = channels.length * 2;
  const bytes = new Uint8Array(HEADER + length * blockAlign);
  const view = new DataView(bytes.buffer);
  const ascii = (at: number, text: string) => bytes.set(Buffer.from(text, 'latin1'), at);
  ascii(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * blockAlign, true);
  view.setUint16(32, blockAlign, true);
  view.setUint16(34, 16, true);
  ascii(36, 'data');
  view.setUint32(40, length * blockAlign, true);
  channels.forEach((samples, channel) => {
    for (let i = 0, at = HEADER + channel * 2; i < length; i++, at += blockAlign) {
      view.setInt16(at, Math.round(Math.max(-1, Math.min(1, samples[i] ?? 0)) * 32767), true);
    }
  });
  return bytes;
}

/** The samples of a 16 bit PCM WAV, one array per channel; null for any other file, which needs a real decoder. */
export function decodeWav(bytes: Uint8Array): { channels: Float32Array[]; sampleRate: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number) => Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');
  if (bytes.length < HEADER || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') return null;
  let format: { channels: number; sampleRate: number } | null = null;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (body + size > bytes.length) return null;
    if (tag(at) === 'fmt ') {
      if (size < 16 || view.getUint16(body, true) !== 1 || view.getUint16(body + 14, true) !== 16) return null;
      format = { channels: view.getUint16(body + 2, true), sampleRate: view.getUint32(body + 4, true) };
    } else if (tag(at) === 'data') {
      return format === null || format.channels === 0 || format.sampleRate === 0
        ? null
        : { channels: split(view, body, size, format.channels), sampleRate: format.sampleRate };
    }
    at = body + size + (size % 2);
  }
  return null;
}

function split(view: DataView, start: number, size: number, channels: number): Float32Array[] {
  const length = Math.floor(size / (channels * 2));
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(length);
    for (let i = 0, at = start + channel * 2; i < length; i++, at += channels * 2) {
      samples[i] = view.getInt16(at, true) / 32767;
    }
    return samples;
  });
}
