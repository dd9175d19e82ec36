/** So many seconds of something like speech: 16 bit samples of one channel, a syllable every fifth of a second. */
export function toneOf(seconds: number, rate: number): Buffer {
  const length = Math.round(seconds * rate);
  const samples = Buffer.alloc(length * 2);
  for (let at = 0; at < length; at += 1) {
    const syllable = Math.sin((Math.PI * at * 5) / rate) ** 2;
    samples.writeInt16LE(Math.round(9_000 * syllable * Math.sin((2 * Math.PI * 180 * at) / rate)), at * 2);
  }
  return samples;
}
