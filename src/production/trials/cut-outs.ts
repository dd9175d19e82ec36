import { DRAWABLE, stageShot } from '../../art/index.ts';
import { freezeContract } from '../../crew/contract.ts';
import { scriptWriter } from '../../crew/script-writer.ts';
import { toRequest } from '../../crew/video-generator.ts';
import type { Box, Picture } from '../../cutting-room/defects/index.ts';
import { StudioError } from '../../errors.ts';
import type { Brief } from '../../film/brief.ts';
import type { VideoRequest } from '../../film/request.ts';
import { shotsOf, type Figure } from '../../film/screenplay.ts';

/** Somebody and something that hardly any story asks for. */
export const STRANGERS = ['firefighter', 'chef', 'astronaut', 'ballerina', 'pirate'] as const;
export const STRAYS = ['umbrella', 'balloon', 'bicycle', 'cactus', 'teapot'] as const;

/** A screenplay of one plain shot, for what is drawn without a story. */
export async function plainRequest(brief: Brief): Promise<VideoRequest> {
  const contract = freezeContract(brief.concept, brief.seconds, [...DRAWABLE]);
  const { value: screenplay } = await scriptWriter.decide({ brief, contract, drawable: [...DRAWABLE] });
  const [shot] = shotsOf(screenplay);
  if (shot === undefined) throw new StudioError('internal', 'a screenplay without a shot');
  return toRequest({ shot, screenplay, contract, brief, take: 1, previous: null });
}

/** Something drawn by itself: what differs between the same frame with and without it. */
export async function cutOut(what: string, plain: VideoRequest): Promise<Picture> {
  const shot = { ...plain.shot, size: 'full' as const, move: 'static' as const };
  const [[empty], [filled]] = [
    await framesWith([], { ...plain, shot }, [0]),
    await framesWith([{ what, ...ALONE }], { ...plain, shot }, [0]),
  ];
  const box = empty && filled && changed(empty, filled, FAINT);
  if (!box) throw new StudioError('internal', `nothing was drawn for “${what}”`);
  const data = new Uint8ClampedArray(box.width * box.height * 4);
  for (let row = 0, to = 0; row < box.height; row += 1) {
    for (let column = 0; column < box.width; column += 1, to += 4) {
      const from = ((box.y + row) * filled.width + box.x + column) * 4;
      data.set(filled.data.subarray(from, from + 3), to);
      data[to + 3] = apart(empty, filled, from) * 12;
    }
  }
  return { width: box.width, height: box.height, data };
}

/** Parts of the frame beyond which it was the camera that moved, and not the figures that were missing. */
const MOST_OF_FRAME = 0.7;

/** Where the figures of a drawn shot are, all its time; null when that cannot be told apart from the rest. */
export async function subjectOf(request: VideoRequest): Promise<Box | null> {
  const times = [0, Math.floor(request.frames / 2), request.frames - 1];
  const without = await framesWith([], request, times);
  const all = await framesWith(request.shot.figures, request, times);
  const boxes = all.flatMap((filled, at) => changed(without[at] ?? filled, filled, PLAIN) ?? []);
  const [first] = all;
  if (first === undefined || boxes.length === 0) return null;
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - x;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - y;
  return width * height > MOST_OF_FRAME * first.width * first.height ? null : { x, y, width, height };
}

const ALONE = { attributes: [], action: null, expression: null, count: 1, thread: null, principal: true, seed: null };
/** Differences of a channel from which on something is there: with its shadow, and by itself. */
const FAINT = 8;
const PLAIN = 40;

/** The smallest box that holds every difference; null when there is none. */
function changed(one: Picture, other: Picture, least: number): Box | null {
  let [left, right, top, bottom] = [one.width, -1, one.height, -1];
  for (let at = 0; at < one.data.length; at += 4) {
    if (apart(one, other, at) < least) continue;
    const [x, y] = [(at / 4) % one.width, Math.floor(at / 4 / one.width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function apart({ data }: Picture, other: Picture, at: number): number {
  return Math.max(...[0, 1, 2].map((channel) => Math.abs(data[at + channel]! - other.data[at + channel]!)));
}

async function framesWith(figures: Figure[], request: VideoRequest, times: number[]): Promise<Picture[]> {
  const shot = { ...request.shot, figures, overlays: [], seeds: [] };
  const drawing = await stageShot({ ...request, shot, slateText: null }, []);
  const { width, height } = drawing;
  try {
    return times.map((index) => ({ width, height, data: new Uint8ClampedArray(drawing.draw(index)) }));
  } finally {
    drawing.close();
  }
}
