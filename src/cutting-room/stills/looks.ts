import { createCanvas, loadImage, type Image } from '@napi-rs/canvas';
import type { Box, PictureFacts } from '../../film/assets.ts';

/** Pixels on the long side that colours and edges are counted in. */
const COUNTED = 320;
/** Pixels on the long side that gutters are looked for in: a thin line of a drawing must still be seen. */
const SEARCHED = 1600;

/** Counts what can be counted in a picture of the media store. Throws what the decoder throws for a file that is none. */
export async function measurePicture(path: string): Promise<PictureFacts> {
  const image = await loadImage(path);
  const small = pixelsOf(image, COUNTED);
  const found = panelsOf(pixelsOf(image, SEARCHED), image);
  return { ...coloursOf(small), edges: edgesOf(small), ...found };
}

/** A picture as a mind is shown it: JPEG on white, at most 1024 pixels on the long side. */
export async function glanceAt(path: string): Promise<{ jpeg: Uint8Array; width: number; height: number }> {
  const image = await loadImage(path);
  const scale = Math.min(1, 1024 / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(image, 0, 0, width, height);
  return { jpeg: new Uint8Array(await canvas.encode('jpeg', 85)), width, height };
}

/** A part of a picture, by itself, as PNG. */
export async function cutOut(path: string, { x, y, width, height }: Box): Promise<Buffer> {
  const image = await loadImage(path);
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(image, x, y, width, height, 0, 0, width, height);
  return canvas.encode('png');
}

interface Pixels {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

function pixelsOf(image: Image, longest: number): Pixels {
  const scale = Math.min(1, longest / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const pen = createCanvas(width, height).getContext('2d');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(image, 0, 0, width, height);
  return { data: pen.getImageData(0, 0, width, height).data, width, height };
}

/** Below this a pixel does not count as seen. */
const SOLID = 128;
/** Of 16 levels a channel: colours nearer than this are one colour of the palette. */
const NEAR = 3.2;

function coloursOf({ data }: Pixels): Omit<PictureFacts, 'edges' | 'panels' | 'even'> {
  const bins = new Map<number, { count: number; red: number; green: number; blue: number }>();
  let [solid, clear, light, saturation, warmth] = [0, 0, 0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
    if (alpha < 250) clear += 1;
    if (alpha < SOLID) continue;
    solid += 1;
    const most = Math.max(red, green, blue);
    light += (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    saturation += most === 0 ? 0 : (most - Math.min(red, green, blue)) / most;
    warmth += (red - blue) / 255;
    const key = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    const bin = bins.get(key) ?? { count: 0, red: 0, green: 0, blue: 0 };
    bins.set(key, { count: bin.count + 1, red: bin.red + red, green: bin.green + green, blue: bin.blue + blue });
  }
  const pixels = data.length / 4;
  const mean = (sum: number): number => round(solid === 0 ? 0 : sum / solid);
  return {
    palette: paletteOf([...bins.values()], solid),
    colours: [...bins.values()].filter(({ count }) => count > solid / 1000).length,
    lightness: mean(light),
    saturation: mean(saturation),
    warmth: mean(warmth),
    seeThrough: round(clear / pixels),
  };
}

/** The fullest bins, each with what lies near it: shades of one colour are one colour. */
function paletteOf(
  bins: { count: number; red: number; green: number; blue: number }[],
  solid: number,
): PictureFacts['palette'] {
  const groups: { count: number; colour: number[] }[] = [];
  for (const { count, red, green, blue } of bins.toSorted((a, b) => b.count - a.count)) {
    const colour = [red / count, green / count, blue / count];
    const near = groups.find((group) => distance(group.colour, colour) < NEAR * 16);
    if (near === undefined) groups.push({ count, colour });
    else near.count += count;
  }
  return groups
    .toSorted((a, b) => b.count - a.count)
    .filter(({ count }) => count > solid / 100)
    .slice(0, 6)
    .map(({ count, colour }) => ({ hex: hexOf(colour), share: round(count / solid) }));
}

function distance(one: number[], other: number[]): number {
  return Math.hypot(...one.map((value, at) => value - (other[at] ?? 0)));
}

function hexOf(colour: number[]): string {
  return `#${colour.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

/** How far apart two neighbours must be to be on an edge. */
const STEP = 28;

function edgesOf({ data, width, height }: Pixels): number {
  let edges = 0;
  const grey = (x: number, y: number): number => {
    const at = (y * width + x) * 4;
    const seen = (data[at + 3] ?? 0) / 255;
    return seen * (0.3 * (data[at] ?? 0) + 0.59 * (data[at + 1] ?? 0) + 0.11 * (data[at + 2] ?? 0));
  };
  for (let y = 1; y < height; y += 1)
    for (let x = 1; x < width; x += 1)
      if (Math.abs(grey(x, y) - grey(x - 1, y)) > STEP || Math.abs(grey(x, y) - grey(x, y - 1)) > STEP) edges += 1;
  return round(edges / (width * height));
}

/** Levels that a gutter may differ from itself: JPEG is never quite plain. */
const PLAIN = 22;
/** Parts of the picture: the thinnest gutter, and the smallest side and area of what counts as a panel. */
const GUTTER = 0.004;
const PANEL_SIDE = 0.09;
const PANEL_AREA = 0.015;
const PANELS_LIMIT = 60;
/** Panels are most of a sheet: buttons on a page are not. */
const COVERED = 0.4;

/** Cuts at gutters that go all the way, across and down in turn, until there are none; captions are too low to count. */
function panelsOf(
  pixels: Pixels,
  { width, height }: { width: number; height: number },
): Pick<PictureFacts, 'panels' | 'even'> {
  const none = { panels: [], even: false };
  const whole = { x: 0, y: 0, width: pixels.width, height: pixels.height };
  const ground = groundOf(pixels, whole);
  if (ground === null) return none;
  const cells = cutAtGutters(pixels, whole, 'rows', ground, 0).filter(
    (cell) =>
      cell.width >= pixels.width * PANEL_SIDE &&
      cell.height >= pixels.height * PANEL_SIDE &&
      cell.width * cell.height >= pixels.width * pixels.height * PANEL_AREA,
  );
  const sizes = cells.map((cell) => cell.width * cell.height);
  const typical = sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
  // A title or a line of words between the panels is much smaller than they are.
  const panels = cells.filter((_, at) => (sizes[at] ?? 0) > typical * 0.3);
  const covered = panels.reduce((sum, cell) => sum + cell.width * cell.height, 0) / (pixels.width * pixels.height);
  if (panels.length < 2 || panels.length > PANELS_LIMIT || covered < COVERED) return none;
  const scale = { x: width / pixels.width, y: height / pixels.height };
  return {
    panels: panels.map((cell) => scaled(cell, scale, { width, height })),
    even: alike(panels.map((cell) => cell.width)) && alike(panels.map((cell) => cell.height)),
  };
}

function scaled(cell: Box, scale: { x: number; y: number }, limit: { width: number; height: number }): Box {
  const x = Math.floor(cell.x * scale.x);
  const y = Math.floor(cell.y * scale.y);
  return {
    x,
    y,
    width: Math.max(1, Math.min(limit.width - x, Math.round(cell.width * scale.x))),
    height: Math.max(1, Math.min(limit.height - y, Math.round(cell.height * scale.y))),
  };
}

function alike(sizes: number[]): boolean {
  return Math.max(...sizes) <= Math.min(...sizes) * 1.12;
}

function cutAtGutters(pixels: Pixels, box: Box, way: 'rows' | 'columns', ground: Colour, tries: number): Box[] {
  const bands = bandsOf(pixels, box, way, ground);
  const other = way === 'rows' ? 'columns' : 'rows';
  if (bands.length === 0) return [];
  const [only] = bands;
  if (bands.length === 1 && only !== undefined)
    return tries === 0 || only.width < box.width || only.height < box.height
      ? cutAtGutters(pixels, only, other, ground, tries + 1)
      : [only];
  return bands.flatMap((band) => cutAtGutters(pixels, band, other, ground, 0));
}

/** What is left of a box between the lines across it (or down it) that are nothing but ground. */
function bandsOf(pixels: Pixels, box: Box, way: 'rows' | 'columns', ground: Colour): Box[] {
  const rows = way === 'rows';
  const [from, length] = rows ? [box.y, box.height] : [box.x, box.width];
  const least = Math.max(2, Math.round((rows ? pixels.height : pixels.width) * GUTTER));
  const bands: { from: number; until: number }[] = [];
  let gutter = least;
  for (let at = from; at < from + length; at += 1) {
    if (isPlain(pixels, box, way, at, ground)) {
      gutter += 1;
      continue;
    }
    const last = bands.at(-1);
    if (last === undefined || gutter >= least) bands.push({ from: at, until: at + 1 });
    else last.until = at + 1;
    gutter = 0;
  }
  return bands.map((band) =>
    rows
      ? { x: box.x, y: band.from, width: box.width, height: band.until - band.from }
      : { x: band.from, y: box.y, width: band.until - band.from, height: box.height },
  );
}

/** Whether a line of pixels is nothing but ground. */
function isPlain({ data, width }: Pixels, box: Box, way: 'rows' | 'columns', line: number, ground: Colour): boolean {
  const rows = way === 'rows';
  const length = rows ? box.width : box.height;
  const start = (rows ? line * width + box.x : box.y * width + line) * 4;
  const step = (rows ? 1 : width) * 4;
  for (let nth = 0, at = start; nth < length; nth += 1, at += step) {
    for (let channel = 0; channel < 4; channel += 1)
      if (Math.abs((data[at + channel] ?? 0) - (ground[channel] ?? 0)) > PLAIN) return false;
  }
  return true;
}

type Colour = readonly number[];

/** The colour that most of the lines have which are plain from one edge of the sheet to the other; null without such a line. */
function groundOf(pixels: Pixels, whole: Box): Colour | null {
  const { data, width, height } = pixels;
  const found = new Map<string, { count: number; colour: Colour }>();
  const note = (way: 'rows' | 'columns', line: number, at: number): void => {
    const colour = [...data.subarray(at * 4, at * 4 + 4)];
    if (!isPlain(pixels, whole, way, line, colour)) return;
    const key = colour.map((value) => value >> 4).join();
    found.set(key, { colour, count: (found.get(key)?.count ?? 0) + 1 });
  };
  for (let y = 0; y < height; y += 1) note('rows', y, y * width);
  for (let x = 0; x < width; x += 1) note('columns', x, x);
  return [...found.values()].toSorted((a, b) => b.count - a.count)[0]?.colour ?? null;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
