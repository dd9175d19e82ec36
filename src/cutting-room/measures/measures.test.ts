import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type SKRSContext2D, createCanvas, loadImage } from '@napi-rs/canvas';
import { measureTake } from './index.ts';
import { lookOf } from './look.ts';
import { measureSound } from './sound.ts';
import { encodeFrames } from '../codec/encode.ts';
import { contactSheet, poster } from '../stills/stills.ts';
import { encodeWav } from '../../film/wav.ts';

const SIZE = { width: 320, height: 180 };
const RATE = { num: 24, den: 1 };
const FRAMES = 48;
const folder = await mkdtemp(join(tmpdir(), 'measures-'));
after(() => rm(folder, { recursive: true }));

type Draw = (pen: SKRSContext2D, frame: number) => void;

async function take(name: string, draw: Draw, frames = FRAMES): Promise<string> {
  const path = join(folder, `${name}.mp4`);
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const pen = canvas.getContext('2d');
  await encodeFrames({
    path,
    size: SIZE,
    rate: RATE,
    frames,
    draw: (index) => {
      draw(pen, index);
      return canvas.data();
    },
  });
  return path;
}

async function failures(path: string): Promise<string[]> {
  const measures = await measureTake(path, { ...SIZE, rate: RATE, frames: FRAMES });
  return measures.filter((measure) => !measure.passed).map((measure) => measure.name);
}

/** A hilly place with a sun that moves. */
const scene =
  (hue: number): Draw =>
  (pen, frame) => {
    pen.fillStyle = `hsl(${hue}, 45%, 62%)`;
    pen.fillRect(0, 0, 320, 180);
    pen.fillStyle = '#fff3c0';
    pen.beginPath();
    pen.arc(60 + frame * 2.5, 50, 22, 0, 7);
    pen.fill();
    for (let hill = 0; hill < 9; hill += 1) {
      pen.fillStyle = `hsl(${hue + 40 + hill * 8}, 50%, ${20 + hill * 3}%)`;
      pen.beginPath();
      pen.moveTo(hill * 40 - 60 - frame, 180);
      pen.lineTo(hill * 40 - 10 - frame, 90 + ((hill * 37) % 40));
      pen.lineTo(hill * 40 + 50 - frame, 180);
      pen.fill();
    }
  };

const good = scene(200);

test('a good take passes every measure', async () => {
  assert.deepEqual(await failures(await take('good', good)), []);
});

test('a black stretch is found', async () => {
  const path = await take('black', (pen, frame) => {
    good(pen, frame);
    if (frame >= 20 && frame < 36) pen.clearRect(0, 0, 320, 180);
    pen.globalCompositeOperation = 'destination-over';
    pen.fillStyle = '#000';
    pen.fillRect(0, 0, 320, 180);
    pen.globalCompositeOperation = 'source-over';
  });
  const [, black] = await measureTake(path, { ...SIZE, rate: RATE, frames: FRAMES });
  assert.equal(black?.passed, false);
  assert.equal(black?.note, 'black from 0.8 s to 1.5 s');
});

test('a frozen picture is found', async () => {
  assert.deepEqual(await failures(await take('frozen', (pen, frame) => good(pen, Math.min(frame, 10)))), ['freeze']);
});

test('a lower rate blown up is found', async () => {
  assert.deepEqual(await failures(await take('stutter', (pen, frame) => good(pen, Math.floor(frame / 2) * 2))), [
    'duplicate frames',
  ]);
});

test('a change of scene inside a take is found', async () => {
  const path = await take('cut', (pen, frame) => (frame < 24 ? good : scene(20))(pen, frame));
  const cuts = (await measureTake(path, { ...SIZE, rate: RATE, frames: FRAMES })).find(
    (measure) => measure.name === 'unexpected cuts',
  );
  assert.equal(cuts?.value, 1);
  assert.equal(cuts?.note, 'the scene changes at 1.0 s');
});

test('a flash is found', async () => {
  const path = await take('flash', (pen, frame) => {
    good(pen, frame);
    pen.fillStyle = `rgba(255, 255, 255, ${frame === 30 ? 0.35 : 0})`;
    pen.fillRect(0, 0, 320, 180);
  });
  assert.deepEqual(await failures(path), ['exposure jumps']);
});

test('a short stop between frames that move is a freeze, coming to rest is none', async () => {
  const stopped = await take('stopped', (pen, frame) => good(pen, frame >= 20 && frame < 31 ? 20 : frame));
  assert.ok((await failures(stopped)).includes('freeze'));
  const rests = await take('rests', (pen, frame) =>
    good(pen, 30 * Math.sin((Math.min(frame, 36) / 36) * (Math.PI / 2))),
  );
  assert.deepEqual(await failures(rests), []);
});

test('two black frames in the middle are found, the dark at the beginning is not', async () => {
  const dark =
    (from: number, until: number): Draw =>
    (pen, frame) => {
      good(pen, frame);
      pen.fillStyle = `rgba(0, 0, 0, ${frame >= from && frame < until ? 1 : 0})`;
      pen.fillRect(0, 0, 320, 180);
    };
  assert.ok((await failures(await take('wink', dark(20, 22)))).includes('black'));
  assert.ok(!(await failures(await take('opening', dark(0, 6)))).includes('black'));
});

test('a leap nearer or back in time is found, a pan that is fast is not', async () => {
  const nearer = await take('nearer', (pen, frame) => {
    pen.save();
    if (frame >= 24) pen.setTransform(1.3, 0, 0, 1.3, -40, -20);
    good(pen, frame);
    pen.restore();
  });
  const back = await take('back', (pen, frame) => good(pen, frame < 30 ? frame : frame - 16));
  for (const path of [nearer, back]) {
    const measures = await measureTake(path, { ...SIZE, rate: RATE, frames: FRAMES });
    const cuts = measures.find(({ name }) => name === 'unexpected cuts');
    assert.equal(cuts?.passed, false);
    assert.match(cuts.note, path === nearer ? /at 1\.0 s/ : /leaps at 1\.3 s/);
  }
  const fast = await take('fast', (pen, frame) => good(pen, frame < 20 ? frame : 20 + (frame - 20) * 4));
  assert.deepEqual(await failures(fast), []);
});

test('trembling light is found, and a change of colour that stays', async () => {
  const veiled = (name: string, veil: (frame: number) => string) =>
    take(name, (pen, frame) => {
      good(pen, frame);
      pen.fillStyle = veil(frame);
      pen.fillRect(0, 0, 320, 180);
    });
  const trembling = await veiled('trembling', (frame) => `rgba(0, 0, 0, ${frame % 4 < 2 ? 0.06 : 0})`);
  assert.deepEqual(await failures(trembling), ['flicker']);
  const tinted = await veiled('tinted', (frame) => `rgba(0, 40, 255, ${frame < 24 ? 0 : 0.16})`);
  assert.ok((await failures(tinted)).includes('colour shift'));
  const dusk = await veiled('dusk', (frame) => `rgba(40, 20, 120, ${frame / 120})`);
  assert.deepEqual(await failures(dusk), []);
});

test('bars are found on two sides, a dark frame of mind is not', async () => {
  const framed =
    (...rects: [number, number, number, number][]): Draw =>
    (pen, frame) => {
      good(pen, frame);
      pen.fillStyle = '#000';
      for (const rect of rects) pen.fillRect(...rect);
    };
  const boxed = await take('boxed', framed([0, 0, 320, 20], [0, 160, 320, 20]));
  const measures = await measureTake(boxed, { ...SIZE, rate: RATE, frames: FRAMES });
  assert.match(measures.find(({ name }) => name === 'bars')?.note ?? '', /above and below the picture, 11\.1 %/);
  assert.deepEqual(await failures(await take('doorway', framed([0, 0, 60, 180]))), []);
});

test('a take that is out of focus for a while says when', async () => {
  const tiny = createCanvas(30, 17);
  const path = await take('unfocused', (pen, frame) => {
    good(pen, frame);
    if (frame < 18 || frame >= 36) return;
    tiny.getContext('2d').drawImage(pen.canvas, 0, 0, 30, 17);
    pen.drawImage(tiny, 0, 0, 320, 180);
  });
  const measures = await measureTake(path, { ...SIZE, rate: RATE, frames: FRAMES });
  assert.equal(measures.find(({ name }) => name === 'sharpness')?.note, 'out of focus from 0.8 s to 1.5 s');
});

test('a hole in the sound is found, a pause that dies away is none', async () => {
  const tone = async (name: string, gain: (seconds: number) => number): Promise<string> => {
    const path = join(folder, `${name}.wav`);
    const samples = Float32Array.from({ length: 96_000 }, (_, at) => 0.2 * gain(at / 48_000) * Math.sin(at / 25));
    await writeFile(path, encodeWav([samples], 48_000));
    return path;
  };
  const hole = await measureSound(await tone('hole', (at) => (at > 0.8 && at < 1.2 ? 0 : 1)));
  const dropouts = hole.find(({ name }) => name === 'dropouts');
  assert.equal(dropouts?.passed, false);
  assert.equal(dropouts.note, 'nothing is heard from 0.8 s to 1.2 s');
  const pause = await measureSound(
    await tone('pause', (at) => (at > 0.8 && at < 1.2 ? Math.max(0, 1 - (at - 0.8) * 12) ** 4 : 1)),
  );
  assert.ok(pause.every(({ passed }) => passed));
});

test('a soft picture is found', async () => {
  const tiny = createCanvas(20, 11);
  const path = await take('soft', (pen, frame) => {
    good(pen, frame);
    tiny.getContext('2d').drawImage(pen.canvas, 0, 0, 20, 11);
    pen.drawImage(tiny, 0, 0, 320, 180);
  });
  assert.deepEqual(await failures(path), ['sharpness']);
});

test('one crisp figure in fog is not soft, and plain fog is not judged', async () => {
  const fog = await take('fog', (pen, frame) => {
    pen.fillStyle = `hsl(200, 8%, ${70 + frame / 12}%)`;
    pen.fillRect(0, 0, 320, 180);
  });
  const sharpness = (await measureTake(fog, { ...SIZE, rate: RATE, frames: FRAMES })).at(-1);
  assert.equal(sharpness?.value, null);
  assert.equal(sharpness?.passed, true);
  const figure = await take('figure', (pen, frame) => {
    pen.fillStyle = '#c8ccd0';
    pen.fillRect(0, 0, 320, 180);
    pen.fillStyle = '#202020';
    pen.fillRect(100 + frame, 90, 30, 70);
  });
  assert.deepEqual(await failures(figure), []);
});

test('a file that is not what was ordered is found', async () => {
  const path = await take('short', good, 30);
  const [truth] = await measureTake(path, { width: 640, height: 360, rate: { num: 30, den: 1 }, frames: FRAMES });
  assert.equal(
    truth?.note,
    '320×180 instead of 640×360; 24.00 instead of 30.00 frames a second; 30 instead of 48 frames',
  );
  const asShot = { width: 320, height: 180, rate: { num: 24, den: 1 }, frames: 30 };
  const [held] = await measureTake(path, { ...asShot, held: 18 });
  assert.deepEqual([held?.passed, held?.note], [false, 'too short: its last 0.8 s stand still']);
});

test('the look of a take says its light and colour', async () => {
  const look = await lookOf(
    await take('red', (pen) => {
      pen.fillStyle = '#c02020';
      pen.fillRect(0, 0, 320, 180);
    }),
  );
  const near = (value: number, wanted: number) =>
    assert.ok(Math.abs(value - wanted) < 0.03, `${value} is not ${wanted}`);
  near(look.red, 0xc0 / 255);
  near(look.green, 0x20 / 255);
  near(look.saturation, 1 - 0x20 / 0xc0);
});

test('the poster is a lit frame at film size, the sheet has a picture for every shot', async () => {
  const path = await take('fade', (pen, frame) => {
    good(pen, frame);
    pen.fillStyle = `rgba(0, 0, 0, ${frame < 30 ? 1 : 0})`;
    pen.fillRect(0, 0, 320, 180);
  });
  const png = join(folder, 'poster.png');
  await poster(path, png);
  const picture = await loadImage(png);
  assert.deepEqual([picture.width, picture.height], [320, 180]);
  const canvas = createCanvas(320, 180);
  const pen = canvas.getContext('2d');
  pen.drawImage(picture, 0, 0);
  assert.ok(Math.max(...pen.getImageData(0, 0, 320, 10).data.subarray(0, 3)) > 100, 'the poster is black');
  const sheet = join(folder, 'sheet.png');
  await contactSheet(path, sheet, [
    { frame: 0, frames: 24, text: '1A-1' },
    { frame: 24, frames: 24, text: `1B-1 "日本" 100%` },
  ]);
  const laid = await loadImage(sheet);
  assert.ok(laid.width > 640 && laid.height > 180);
});
