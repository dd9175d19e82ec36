/**
 * How good the clips of a simulated model are, 0–100: what whoever buys them can only find out by looking. Invented, and no
 * word on the real models.
 */
const QUALITIES: Record<string, number> = {
  'luma uni-1': 55,
  'luma ray-flash-2': 64,
  'luma ray-2': 76,
  'luma ray-3.2': 84,
  'runway gen4_turbo': 70,
  'runway gen4.5': 88,
  'runway veo3.1_fast': 80,
  'runway veo3.1': 90,
  'kling kling-2.5-turbo': 74,
  'kling kling-2.6': 78,
  'kling kling-3.0-turbo': 79,
  'kling kling-3.0': 82,
  'fal pika-2.2': 66,
};
/** Of a model that the table does not name. */
const ANY_MODEL = 68;
/** Standard deviation of one clip from the next. */
const SPREAD = 8;

/** What the clips of a model are worth in the mean; vendors call one model by several names. */
export function qualityOf(vendor: string, model: string): number {
  const name = model
    .toLowerCase()
    .replace(/^kling-v(\d)-(\d)/, 'kling-$1.$2')
    .replace(/^.*\bpika\/v?(\d(?:\.\d)?)\/.*$/, 'pika-$1');
  return QUALITIES[`${vendor} ${name}`] ?? ANY_MODEL;
}

/** One clip of a model of that mean, by two numbers in [0, 1): whole, 0–100. */
export function qualityOfClip(mean: number, one: number, other: number): number {
  const luck = Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other);
  return Math.round(Math.min(100, Math.max(0, mean + SPREAD * luck)));
}
