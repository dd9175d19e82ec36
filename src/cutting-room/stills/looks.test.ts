import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import { cutOut, glanceAt, measurePicture } from './looks.ts';

const folder = mkdtempSync(join(tmpdir(), 'looks-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function drawn(
  name: string,
  [width, height]: [number, number],
  draw: (pen: SKRSContext2D) => void,
  jpeg = false,
): string {
  const canvas = createCanvas(width, height);
  draw(canvas.getContext('2d'));
  const path = join(folder, name);
  writeFileSync(path, jpeg ? canvas.toBuffer('image/jpeg', 80) : canvas.toBuffer('image/png'));
  return path;
}

/** A sheet of outlined drawings with a title, and words below each. */
function storyboard(ground: string, ink: string) {
  return (pen: SKRSContext2D): void => {
    pen.fillStyle = ground;
    pen.fillRect(0, 0, 1500, 1100);
    pen.fillStyle = ink;
    pen.strokeStyle = ink;
    pen.font = '36px sans-serif';
    pen.fillText('The spot, board 1', 60, 60);
    for (let at = 0; at < 6; at += 1) {
      const x = 50 + (at % 3) * 480;
      const y = 120 + Math.floor(at / 3) * 480;
      pen.lineWidth = 2;
      pen.strokeRect(x, y, 440, 330);
      pen.beginPath();
      pen.arc(x + 120 + at * 20, y + 160, 60, 0, Math.PI * 2);
      pen.stroke();
      pen.font = '26px sans-serif';
      pen.fillText('she opens the window', x, y + 370);
    }
  };
}

for (const [ground, ink] of [
  ['#ffffff', '#101010'],
  ['#1c1c1c', '#f0f0f0'],
] as const) {
  test(`the panels of a storyboard on ${ground} are found in reading order, without title and captions`, async () => {
    const path = drawn('board.jpg', [1500, 1100], storyboard(ground, ink), true);
    const { panels, even } = await measurePicture(path);
    assert.equal(panels.length, 6);
    assert.equal(even, true);
    for (const [at, { x, y, width, height }] of panels.entries()) {
      const wanted = [50 + (at % 3) * 480, 120 + Math.floor(at / 3) * 480, 440, 330];
      for (const [nth, value] of [x, y, width, height].entries())
        assert.ok(Math.abs(value - (wanted[nth] ?? 0)) <= 8, `panel ${at}: ${[x, y, width, height].join()}`);
    }
    const second = await loadImage(await cutOut(path, panels[1]!));
    assert.ok(Math.abs(second.width - 440) <= 8 && Math.abs(second.height - 330) <= 8);
  });
}

test('pictures of different sizes on one sheet are no even panels, and one picture has none', async () => {
  const fields = [
    [0, 0, 480, 380],
    [500, 0, 500, 180],
    [500, 200, 500, 400],
    [0, 400, 480, 200],
  ] as const;
  const collage = drawn('collage.png', [1000, 600], (pen) => {
    pen.fillStyle = '#fff8ee';
    pen.fillRect(0, 0, 1000, 600);
    for (const [x, y, width, height] of fields) {
      const paint = pen.createLinearGradient(x, y, x + width, y + height);
      paint.addColorStop(0, '#204060');
      paint.addColorStop(1, '#d07040');
      pen.fillStyle = paint;
      pen.fillRect(x, y, width, height);
    }
  });
  const facts = await measurePicture(collage);
  assert.deepEqual([facts.panels.length, facts.even], [4, false]);

  const landscape = drawn('landscape.png', [800, 500], (pen) => {
    const sky = pen.createLinearGradient(0, 0, 0, 500);
    sky.addColorStop(0, '#88bbff');
    sky.addColorStop(1, '#ffe0b0');
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 800, 500);
    pen.fillStyle = '#305030';
    pen.beginPath();
    pen.moveTo(0, 400);
    pen.lineTo(400, 250);
    pen.lineTo(800, 420);
    pen.lineTo(800, 500);
    pen.lineTo(0, 500);
    pen.fill();
  });
  assert.deepEqual((await measurePicture(landscape)).panels, []);
});

test('colours, light and what can be seen through are counted', async () => {
  const mark = drawn('mark.png', [400, 200], (pen) => {
    pen.fillStyle = '#1f5a4e';
    pen.fillRect(0, 0, 100, 200);
    pen.fillStyle = '#f0c040';
    pen.fillRect(100, 0, 50, 200);
  });
  const { palette, seeThrough, panels, saturation } = await measurePicture(mark);
  assert.deepEqual(
    palette.map(({ hex }) => hex),
    ['#1f5a4e', '#f0c040'],
  );
  assert.ok(Math.abs(seeThrough - 0.625) < 0.02, String(seeThrough));
  assert.ok(saturation > 0.6);
  assert.deepEqual(panels, []);

  const night = await measurePicture(
    drawn('night.png', [300, 300], (pen) => {
      pen.fillStyle = '#101830';
      pen.fillRect(0, 0, 300, 300);
    }),
  );
  assert.ok(night.lightness < 0.15 && night.warmth < 0, JSON.stringify(night));
  assert.equal(night.edges, 0);
});

test('a mind is shown a picture no larger than it needs, on white', async () => {
  const wide = drawn('wide.png', [3000, 600], (pen) => {
    pen.fillStyle = '#c00000';
    pen.fillRect(0, 0, 100, 600);
  });
  const { jpeg, width, height } = await glanceAt(wide);
  assert.deepEqual([width, height], [1024, 205]);
  const pen = createCanvas(1024, 205).getContext('2d');
  pen.drawImage(await loadImage(Buffer.from(jpeg)), 0, 0);
  assert.ok((pen.getImageData(600, 100, 1, 1).data[0] ?? 0) > 250);
});
