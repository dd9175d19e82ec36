import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadImage } from '@napi-rs/canvas';
import { StudioError } from '../../src/errors.ts';
import { VideoRequest } from '../../src/film/request.ts';
import type { Shot } from '../../src/film/screenplay.ts';
import { FILM_RATE } from '../../src/film/time.ts';
import { createWorkers } from '../../src/production/studio/workers.ts';

const workers = createWorkers(2);
const folder = await mkdtemp(join(tmpdir(), 'eyes-'));
after(async () => {
  await workers.close();
  await rm(folder, { recursive: true, force: true });
});

/** Half a second drawn by the animatic: a woman who walks through a place. */
async function clip(place: string, time: 'day' | 'night'): Promise<string> {
  const path = join(folder, `${place}-${time}.mp4`);
  const woman = { what: 'woman', attributes: [], action: 'walk', expression: null, count: 1, thread: null };
  const shot: Shot = {
    id: '1A',
    scene: 1,
    frames: 12,
    description: `A woman walks on the ${place}.`,
    size: 'wide',
    move: 'static',
    setting: { place, interior: false, time, weather: 'clear', thread: place },
    figures: [{ ...woman, principal: true, seed: null }],
    mood: 'neutral',
    light: 'plain light',
    narration: null,
    overlays: [],
    transitionIn: { kind: 'cut', frames: 0 },
    seeds: [],
    elements: [],
  };
  const request = VideoRequest.parse({
    schema: 'VideoRequest.1',
    slate: '1A-1',
    prompt: shot.description,
    shot,
    threads: [],
    seeds: [],
    style: null,
    aspect: '16:9',
    resolution: '540p',
    rate: FILM_RATE,
    frames: 12,
    handles: { head: 0, tail: 0 },
    seedNumber: 1,
    slateText: null,
  });
  await workers.run({ kind: 'draw', request, seeds: [], path });
  return path;
}

const [day, night, forest] = await Promise.all([clip('beach', 'day'), clip('beach', 'night'), clip('forest', 'day')]);

test('a thread hands over the pictures of a drawn take, each with its frame and its price', async () => {
  const pictures = await workers.run({ kind: 'glance', path: day, options: { pictures: 3, tokens: 200 } });
  assert.equal(pictures.length, 3);
  assert.deepEqual([pictures[0]?.why, pictures[2]?.why], ['first', 'last']);
  for (const { jpeg, width, height, tokens } of pictures) {
    assert.ok(jpeg instanceof Uint8Array && jpeg.byteLength === jpeg.buffer.byteLength);
    const image = await loadImage(Buffer.from(jpeg));
    assert.deepEqual([image.width, image.height], [width, height]);
    assert.equal(tokens, Math.ceil(width / 28) * Math.ceil(height / 28));
    assert.ok(tokens <= 200);
  }
});

test('a take of the animatic goes over into itself, not into the night and not into another place', async () => {
  const cut = (before: string, after: string) =>
    workers.run({ kind: 'continuity', before: { path: before, frame: 11 }, after: { path: after, frame: 0 } });
  const [same, later, elsewhere] = await Promise.all([cut(day, day), cut(day, night), cut(day, forest)]);
  assert.ok(same.score >= 85, `${same.score} within a take`);
  assert.ok(later.score < 70, `${later.score} from day to night`);
  assert.ok(elsewhere.score < 70, `${elsewhere.score} from the beach to the forest`);
  assert.match(later.evidence.join(), /from bright to (?:half lit|dim|dark)|darker/);
});

test('what goes wrong in the thread comes back with its reason', async () => {
  const lost = await workers
    .run({ kind: 'glance', path: join(folder, 'lost.mp4'), options: {} })
    .catch((error: unknown) => error);
  assert.ok(lost instanceof StudioError && lost.code === 'media');
});
