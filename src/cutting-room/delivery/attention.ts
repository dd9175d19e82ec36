import { StudioError } from '../../errors.ts';
import type { Size } from '../../film/media.ts';
import type { FrameRange } from '../../film/time.ts';
import { must } from '../codec/av.ts';
import { openClip } from '../codec/clip.ts';
import { throwIfAborted } from '../codec/encode.ts';
import { openScaler, readPlane, rgbaFrame } from '../codec/picture.ts';

/** Where in a clip there is something to look at, at some of its frames. */
export interface Attention {
  /** Frames between two looks. */
  every: number;
  /** The frame of the first look. */
  first: number;
  /** One for each look: how much is in each of its columns from the left; they sum up to 1. */
  columns: Float32Array[];
  /** The same for rows from the top. */
  rows: Float32Array[];
}

export interface AttentionJob {
  path: string;
  /** Frames that are looked at. */
  range: FrameRange;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** Frames between two looks: a subject does not leave a window in a sixth of a second. */
const EVERY = 4;
/** Pixels of the longer side of the pictures that are looked at. */
const LONG = 64;

/**
 * Where somebody would look: at what stands out from its surroundings in light and colour (the image signature of Hou,
 * Harel and Koch, "Image Signature: Highlighting Sparse Salient Regions", 2012) and at what moves against the rest of the
 * picture. Decodes the range once. Throws `media` and `interrupted`.
 */
export async function attentionOf({ path, range, onProgress, signal }: AttentionJob): Promise<Attention> {
  await using clip = await openClip(path);
  using scaler = openScaler('area');
  const size = smallSize(clip);
  using small = rgbaFrame(size);
  const data = new Uint8Array(size.width * size.height * 4);
  const signature = signatureFor(size);
  const attention: Attention = { every: EVERY, first: range.start, columns: [], rows: [] };
  let before: Float32Array | null = null;
  for (let index = 0; index < range.frames; index += EVERY) {
    throwIfAborted(signal);
    must(scaler.scaleFrameSync(small, await clip.frame(range.start + index)), 'shrink a frame');
    readPlane(small, 0, data, size.width * 4, size.height);
    const [light, ...colours] = opponents(data);
    if (light === undefined) throw new StudioError('internal', 'a picture without light');
    const map = still([light, ...colours], signature, size);
    if (before !== null) addMotion(map, motion(before, light, size), size);
    before = light;
    withoutCutOff(map, size);
    centred(map, size);
    attention.columns.push(sums(map, size, 'columns'));
    attention.rows.push(sums(headed(map, size), size, 'rows'));
    onProgress?.(Math.min(index + EVERY, range.frames), range.frames);
  }
  return attention;
}

function smallSize({ width, height }: Size): Size {
  const scale = LONG / Math.max(width, height);
  return { width: Math.max(8, Math.round(width * scale)), height: Math.max(8, Math.round(height * scale)) };
}

/** Light, red against green, and blue against yellow. */
function opponents(rgba: Uint8Array): Float32Array[] {
  const pixels = rgba.length / 4;
  const [light, red, blue] = [new Float32Array(pixels), new Float32Array(pixels), new Float32Array(pixels)];
  for (let at = 0; at < pixels; at += 1) {
    const [r, g, b] = [rgba[at * 4] ?? 0, rgba[at * 4 + 1] ?? 0, rgba[at * 4 + 2] ?? 0];
    light[at] = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    red[at] = r - g;
    blue[at] = b - (r + g) / 2;
  }
  return [light, red, blue];
}

/** One channel's signature: of the frequencies of a picture only the signs, which few and small things change most. */
function signatureFor({ width, height }: Size): (channel: Float32Array) => Float32Array {
  const [across, down] = [cosines(width), cosines(height)];
  return (channel) => {
    const signs = transform(channel, across, down, false).map(Math.sign);
    return transform(signs, across, down, true).map((value) => value * value);
  };
}

/** Rows are the base functions of the orthonormal DCT-II. */
function cosines(length: number): Float32Array {
  return Float32Array.from({ length: length * length }, (_, at) => {
    const [wave, place] = [Math.floor(at / length), at % length];
    const scale = Math.sqrt((wave === 0 ? 1 : 2) / length);
    return scale * Math.cos((Math.PI * (2 * place + 1) * wave) / (2 * length));
  });
}

function transform(picture: Float32Array, across: Float32Array, down: Float32Array, back: boolean): Float32Array {
  const [width, height] = [Math.sqrt(across.length), Math.sqrt(down.length)];
  const half = new Float32Array(picture.length);
  for (let row = 0; row < height; row += 1) {
    for (let to = 0; to < width; to += 1) {
      let sum = 0;
      for (let from = 0; from < width; from += 1) {
        sum += (picture[row * width + from] ?? 0) * (across[back ? from * width + to : to * width + from] ?? 0);
      }
      half[row * width + to] = sum;
    }
  }
  const whole = new Float32Array(picture.length);
  for (let to = 0; to < height; to += 1) {
    for (let from = 0; from < height; from += 1) {
      const weight = down[back ? from * height + to : to * height + from] ?? 0;
      for (let column = 0; column < width; column += 1) {
        whole[to * width + column] = (whole[to * width + column] ?? 0) + (half[from * width + column] ?? 0) * weight;
      }
    }
  }
  return whole;
}

/** What stands out while nothing moves. */
function still(channels: Float32Array[], signature: (channel: Float32Array) => Float32Array, size: Size): Float32Array {
  const map = new Float32Array(size.width * size.height);
  const add = (sight: Float32Array, share: number) => {
    const most = sight.reduce((high, value) => Math.max(high, value), 1e-6);
    for (let at = 0; at < map.length; at += 1) map[at] = (map[at] ?? 0) + ((sight[at] ?? 0) / most) * share;
  };
  for (const channel of channels) add(blurred(signature(channel), size), 0.5 / channels.length);
  add(blurred(strangers(channels, size), size), 0.5);
  return pointed(map);
}

/**
 * How far each pixel is from what is usual in its row: skies, hills, water and floors lie across the picture, and what the
 * picture is about stands before them.
 */
function strangers(channels: Float32Array[], { width, height }: Size): Float32Array {
  const out = new Float32Array(width * height);
  for (const channel of channels) {
    for (let row = 0; row < height; row += 1) {
      const line = channel.subarray(row * width, (row + 1) * width);
      const usual = line.toSorted()[width >> 1] ?? 0;
      for (let at = 0; at < width; at += 1)
        out[row * width + at] = (out[row * width + at] ?? 0) + Math.abs((line[at] ?? 0) - usual);
    }
  }
  return out;
}

/** Raised to its heights, so that one thing counts for more than much haze. */
function pointed(map: Float32Array): Float32Array {
  const most = map.reduce((high, value) => Math.max(high, value), 1e-6);
  return map.map((value) => (value / most) ** 3);
}

/** Attention that is left to what the sides of the picture cut off. */
const CUT_OFF = 0.3;

/**
 * A palm or a bicycle that the side of the picture cuts off frames it and is not what it is about: heights that are reached
 * from a side without going down first are lowered (a grey-scale reconstruction from the sides, as in clearing a border).
 */
function withoutCutOff(map: Float32Array, { width, height }: Size): void {
  const reached = new Float32Array(map.length);
  for (let row = 0; row < height; row += 1)
    for (const at of [row * width, row * width + width - 1]) reached[at] = map[at] ?? 0;
  const spread = (at: number, near: number[]) => {
    const most = near.reduce((high, other) => Math.max(high, reached[other] ?? 0), reached[at] ?? 0);
    reached[at] = Math.min(most, map[at] ?? 0);
  };
  // Twice there and back reaches round any corner that pictures of this size have.
  for (let round = 0; round < 2; round += 1) {
    for (let at = 0; at < map.length; at += 1) spread(at, at % width === 0 ? [at - width] : [at - 1, at - width]);
    for (let at = map.length - 1; at >= 0; at -= 1)
      spread(at, at % width === width - 1 ? [at + width] : [at + 1, at + width]);
  }
  for (let at = 0; at < map.length; at += 1) map[at] = (map[at] ?? 0) - (reached[at] ?? 0) * (1 - CUT_OFF);
}

/** What lies at the edge, or comes in there, is seldom what the picture is about. */
function centred(map: Float32Array, { width, height }: Size): void {
  for (let at = 0; at < map.length; at += 1) {
    const [x, y] = [((at % width) + 0.5) / width - 0.5, (Math.floor(at / width) + 0.5) / height - 0.5];
    map[at] = (map[at] ?? 0) * (0.1 + 0.9 * Math.exp(-(x * x + y * y) / 0.13));
  }
}

/** Furthest that a picture as a whole is looked for in the next one, in small pixels. */
const REACH = 3;

/** What changed beyond the movement of the camera, in steps of 255. */
function motion(before: Float32Array, after: Float32Array, { width, height }: Size): Float32Array {
  let best = { dx: 0, dy: 0, sum: Infinity };
  for (let dy = -REACH; dy <= REACH; dy += 1) {
    for (let dx = -REACH; dx <= REACH; dx += 1) {
      let sum = 0.02 * (Math.abs(dx) + Math.abs(dy)) * width * height;
      for (let y = REACH; y < height - REACH; y += 1) {
        for (let x = REACH; x < width - REACH; x += 1) {
          sum += Math.abs((after[y * width + x] ?? 0) - (before[(y + dy) * width + x + dx] ?? 0));
        }
      }
      if (sum < best.sum) best = { dx, dy, sum };
    }
  }
  return after.map((value, at) => {
    const x = Math.min(width - 1, Math.max(0, (at % width) + best.dx));
    const y = Math.min(height - 1, Math.max(0, Math.floor(at / width) + best.dy));
    return Math.abs(value - (before[y * width + x] ?? 0));
  });
}

/** Below so many steps of 255 nothing moves; at so many more it has all attention. */
const STIR = 2;
const RUSH = 14;

function addMotion(map: Float32Array, moved: Float32Array, size: Size): void {
  const soft = blurred(moved, size);
  const mean = soft.reduce((sum, value) => sum + value, 0) / soft.length;
  for (let at = 0; at < map.length; at += 1) {
    // Rain, snow and handheld cameras move everything: only what moves more than that counts.
    const more = (soft[at] ?? 0) - mean * 1.5 - STIR;
    if (more > 0) map[at] = (map[at] ?? 0) + 0.8 * Math.min(1, more / RUSH);
  }
}

/** A blur of about three pixels each way: twice a box. */
function blurred(picture: Float32Array, { width, height }: Size): Float32Array {
  let now = picture;
  for (const [step, length, lines, across] of [
    [1, width, height, width],
    [width, height, width, 1],
    [1, width, height, width],
    [width, height, width, 1],
  ] as const) {
    const next = new Float32Array(now.length);
    for (let line = 0; line < lines; line += 1) {
      for (let at = 0; at < length; at += 1) {
        let [sum, count] = [0, 0];
        for (let near = Math.max(0, at - 2); near <= Math.min(length - 1, at + 2); near += 1) {
          sum += now[line * across + near * step] ?? 0;
          count += 1;
        }
        next[line * across + at * step] = sum / count;
      }
    }
    now = next;
  }
  return now;
}

/** The top of a figure counts for so much more than its foot. */
const HEAD = 8;

/** Of what stands one above the other the upper is more to be seen: a head above its body, a crown above its trunk. */
function headed(map: Float32Array, { width, height }: Size): Float32Array {
  const out = new Float32Array(map.length);
  for (let column = 0; column < width; column += 1) {
    let total = 1e-9;
    for (let row = 0; row < height; row += 1) total += map[row * width + column] ?? 0;
    let above = 0;
    for (let row = 0; row < height; row += 1) {
      const value = map[row * width + column] ?? 0;
      out[row * width + column] = value * (1 + HEAD * (1 - (above + value / 2) / total) ** 2);
      above += value;
    }
  }
  return out;
}

function sums(map: Float32Array, { width }: Size, of: 'columns' | 'rows'): Float32Array {
  const height = map.length / width;
  const out = new Float32Array(of === 'columns' ? width : height);
  map.forEach((value, at) => {
    const place = of === 'columns' ? at % width : Math.floor(at / width);
    out[place] = (out[place] ?? 0) + value;
  });
  const total = out.reduce((sum, value) => sum + value, 0);
  return total > 0 ? out.map((value) => value / total) : out.fill(1 / out.length);
}
