import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createCanvas } from '@napi-rs/canvas';
import type { VideoRequest } from '../film/request.ts';
import {
  CameraMove,
  Mood,
  ShotSize,
  TimeOfDay,
  Weather,
  type Figure,
  type Shot,
  type Thread,
} from '../film/screenplay.ts';
import { stageShot, type Drawing } from './index.ts';
import { PLACES } from './scenery/places.ts';

const THREADS: Thread[] = [
  { id: 'place-lake', kind: 'place', name: 'lake', description: 'a mountain lake between pines' },
  { id: 'place-other', kind: 'place', name: 'other lake', description: 'a wide lake in the north' },
  { id: 'person-ana', kind: 'character', name: 'Ana', description: 'a tall woman with red hair' },
];

function figure(what: string, fields: Partial<Figure> = {}): Figure {
  return {
    what,
    attributes: [],
    action: null,
    expression: null,
    count: 1,
    thread: null,
    principal: true,
    seed: null,
    ...fields,
  };
}

function request(
  shot: Partial<Omit<Shot, 'setting'>> & { setting?: Partial<Shot['setting']> } = {},
  fields: Partial<VideoRequest> = {},
): VideoRequest {
  return {
    schema: 'VideoRequest.1',
    slate: '1A-1',
    prompt: '',
    threads: THREADS,
    seeds: [],
    style: null,
    aspect: '16:9',
    resolution: '540p',
    rate: { num: 24, den: 1 },
    frames: 72,
    handles: { head: 6, tail: 6 },
    seedNumber: 7,
    slateText: null,
    firstFrame: null,
    lastFrame: null,
    after: null,
    continues: null,
    ...fields,
    shot: {
      id: '1A',
      scene: 1,
      frames: 60,
      description: 'A view.',
      size: 'wide',
      move: 'static',
      figures: [],
      mood: 'serene',
      light: 'soft light from the left',
      narration: null,
      overlays: [],
      transitionIn: { kind: 'cut', frames: 0 },
      seeds: [],
      elements: [],
      ...shot,
      setting: {
        place: 'mountain lake',
        interior: false,
        time: 'sunset',
        weather: 'clear',
        thread: 'place-lake',
        ...shot.setting,
      },
    },
  };
}

/** Mean absolute difference of two frames, 0–255, on every thirteenth byte. */
function difference(one: Uint8Array, other: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < one.length; index += 13) {
    if (index % 4 === 3) continue;
    sum += Math.abs((one[index] ?? 0) - (other[index] ?? 0));
    count += 1;
  }
  return sum / count;
}

/** Standard deviation of the brightness: a blank frame has none. */
function variety(frame: Uint8Array): number {
  const values: number[] = [];
  for (let index = 0; index < frame.length; index += 404)
    values.push(((frame[index] ?? 0) + (frame[index + 1] ?? 0) + (frame[index + 2] ?? 0)) / 3);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

async function frameOf(drawing: Drawing, index: number): Promise<Uint8Array> {
  const copy = Uint8Array.from(drawing.draw(index));
  await setImmediate();
  return copy;
}

async function shoot(wanted: VideoRequest, index = 30): Promise<Uint8Array> {
  return frameOf(await stageShot(wanted, []), index);
}

test('a drawing has the size of the request and opaque frames', async () => {
  for (const [aspect, width, height] of [
    ['16:9', 960, 540],
    ['9:16', 540, 960],
    ['1:1', 540, 540],
  ] as const) {
    const drawing = await stageShot(request({}, { aspect }), []);
    assert.deepEqual([drawing.width, drawing.height, drawing.frames], [width, height, 72]);
    const frame = await frameOf(drawing, 0);
    assert.equal(frame.length, width * height * 4);
    for (let index = 3; index < frame.length; index += 4000) assert.equal(frame[index], 255);
  }
});

test('the same request gives the same bytes, in any order of frames', async () => {
  const wanted = request({
    move: 'push-in',
    figures: [figure('dog', { action: 'run' })],
    setting: { weather: 'rain' },
  });
  const first = await stageShot(wanted, []);
  const early = await frameOf(first, 3);
  const late = await frameOf(first, 60);
  const second = await stageShot(wanted, []);
  assert.deepEqual(await frameOf(second, 60), late);
  assert.deepEqual(await frameOf(second, 3), early);
  assert.notDeepEqual(early, late);
});

test('one place looks the same in every shot of its thread, and unlike another', async () => {
  const here = await shoot(request({ id: '1A' }), 0);
  const again = await shoot(request({ id: '4B', description: 'They come back.' }), 0);
  const elsewhere = await shoot(request({ setting: { thread: 'place-other' } }), 0);
  assert.ok(difference(here, again) < 0.01);
  assert.ok(difference(here, elsewhere) > 2);
});

test('every camera move is seen, and no two are alike', async () => {
  const seen = new Map<string, [Uint8Array, Uint8Array]>();
  for (const move of CameraMove.options) {
    const drawing = await stageShot(request({ move, figures: [figure('lighthouse')] }), []);
    const start = await frameOf(drawing, 0);
    const end = await frameOf(drawing, 71);
    if (move !== 'static') assert.ok(difference(start, end) > 1.5, `${move} moves`);
    for (const [other, [first, last]] of seen) {
      assert.ok(difference(start, first) + difference(end, last) > 1.5, `${move} differs from ${other}`);
    }
    seen.set(move, [start, end]);
  }
});

test('every shot size is another picture', async () => {
  const seen: [string, Uint8Array][] = [];
  for (const size of ShotSize.options) {
    const frame = await shoot(request({ size, figures: [figure('woman', { thread: 'person-ana' })] }));
    for (const [other, before] of seen) assert.ok(difference(frame, before) > 2, `${size} differs from ${other}`);
    seen.push([size, frame]);
  }
});

test('nothing jumps between two frames', async () => {
  for (const [place, interior, move, action] of [
    ['mountain lake', false, 'push-in', 'walk'],
    ['city', false, 'handheld', 'run'],
    ['office', true, 'orbit', 'type on a laptop'],
    ['stage', true, 'crane-up', 'dance'],
  ] as const) {
    const drawing = await stageShot(
      request({ move, figures: [figure('woman', { action })], setting: { place, interior } }),
      [],
    );
    // The middle of the shot, where eased moves are quickest.
    let before = await frameOf(drawing, 28);
    let most = 0;
    for (let index = 29; index < 46; index += 1) {
      const frame = drawing.draw(index);
      most = Math.max(most, difference(before, frame));
      before = Uint8Array.from(frame);
      await setImmediate();
    }
    assert.ok(most < 7, `${place}, ${move}: ${most.toFixed(2)} between two frames`);
  }
});

test('all places at all times are full pictures, each its own', async () => {
  const seen: [string, Uint8Array][] = [];
  for (const [index, place] of PLACES.entries()) {
    const time = TimeOfDay.options[index % TimeOfDay.options.length] ?? 'day';
    const weather = Weather.options[index % Weather.options.length] ?? 'clear';
    const drawing = await stageShot(
      request({ setting: { place: place.words[0] ?? '', interior: place.interior, time, weather } }),
      [],
    );
    assert.deepEqual(drawing.warnings, []);
    const frame = await frameOf(drawing, 10);
    assert.ok(variety(frame) > 6, `${place.id} at ${time} shows something`);
    for (const [other, before] of seen) assert.ok(difference(frame, before) > 2.5, `${place.id} differs from ${other}`);
    seen.push([place.id, frame]);
  }
});

test('the hour, the weather and the mood are seen', async () => {
  const variants = [
    ...TimeOfDay.options.map((time) => request({ setting: { time } })),
    ...Weather.options.slice(1).map((weather) => request({ setting: { time: 'day', weather } })),
  ];
  const frames = [];
  for (const variant of variants) frames.push(await shoot(variant));
  for (const [index, frame] of frames.entries()) {
    for (const other of frames.slice(index + 1)) assert.ok(difference(frame, other) > 1);
  }
  const moods = [];
  for (const mood of Mood.options) moods.push(await shoot(request({ mood })));
  for (const [index, frame] of moods.entries()) {
    for (const other of moods.slice(index + 1)) assert.ok(difference(frame, other) > 0.3);
  }
});

test('a word that nobody can draw is lettered, and the report says so', async () => {
  const empty = await shoot(request());
  const drawing = await stageShot(request({ figures: [figure('flux capacitor', { count: 2 })] }), []);
  assert.deepEqual(drawing.warnings, ['cannot draw "flux capacitor": shown as lettering']);
  const lettered = await frameOf(drawing, 30);
  assert.ok(difference(empty, lettered) > 3);
  const several = [figure('flux capacitor'), figure('zorblat'), figure('zeitgeist', { principal: false })];
  const one = await stageShot(request({ figures: several }), []);
  assert.deepEqual(one.warnings, [
    'cannot draw "flux capacitor": shown as lettering',
    'cannot draw "zorblat": left out',
    'cannot draw "zeitgeist": left out',
  ]);
  const another = await shoot(request({ figures: [figure('zorblat', { count: 2 })] }));
  assert.ok(difference(another, lettered) > 0.05, 'the words themselves are in the picture');
});

test('an unknown place is a backdrop with a warning, never an empty frame', async () => {
  const drawing = await stageShot(request({ setting: { place: 'zorgblat' } }), []);
  assert.deepEqual(drawing.warnings, ['cannot draw the place "zorgblat": shown as an abstract backdrop']);
  assert.ok(variety(await frameOf(drawing, 5)) > 6);
});

test('a seed picture is seen in each of its uses; one that cannot be read is a warning', async () => {
  const logo = createCanvas(60, 40);
  const pen = logo.getContext('2d');
  pen.fillStyle = '#ff0066';
  pen.fillRect(5, 5, 50, 30);
  const image = logo.toBuffer('image/png');
  const plain = await shoot(request(), 60);
  for (const use of ['framed', 'full-frame', 'reveal', 'figure'] as const) {
    const drawing = await stageShot(request({ seeds: [{ id: 'logo', use }] }), [{ id: 'logo', image }]);
    assert.deepEqual(drawing.warnings, []);
    assert.ok(difference(plain, await frameOf(drawing, 60)) > 3, use);
  }
  const broken = await stageShot(request({ seeds: [{ id: 'logo', use: 'framed' }] }), [
    { id: 'logo', image: Buffer.from('no picture') },
  ]);
  assert.equal(broken.warnings.length, 1);
  assert.match(broken.warnings[0] ?? '', /^cannot read seed picture logo/);
  const missing = await stageShot(request({ seeds: [{ id: 'logo', use: 'framed' }] }), []);
  assert.deepEqual(missing.warnings, ['seed picture logo was not handed over: left out']);
});

test('a slate is burnt into its corner only', async () => {
  const plain = await shoot(request());
  const slated = await shoot(request({}, { slateText: '1A-1 · static · $0.45' }));
  assert.ok(difference(plain, slated) > 0.05);
  assert.deepEqual(slated.subarray(0, 960 * 4 * 400), plain.subarray(0, 960 * 4 * 400));
});
