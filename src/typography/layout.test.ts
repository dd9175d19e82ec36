import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { assert as check, property, string } from 'fast-check';
import { fontReport, useFont } from './fonts.ts';
import { type LayoutOptions, drawText, layoutText } from './layout.ts';

const WIDTH = 640;
const HEIGHT = 360;
const OPTIONS: LayoutOptions = { maxWidth: 480, maxHeight: 200, size: 64, minSize: 18, weight: 700, family: 'sans' };
const TEXTS = {
  plain: 'The last lighthouse keeper',
  quotes: `"It's 100% 'mine'": a\\b {c} [d]; $e, %{pts}`,
  newlines: 'First line\r\nsecond\n\n\nthird\u0007\u0000 line',
  cjk: '从前有一座山，山上有一座庙，庙里有一个老和尚在讲故事。',
  kana: 'すべての夜は、朝になる。',
  arabic: 'مرحبا بالعالم، هذه قصة قصيرة عن البحر',
  hebrew: 'שלום עולם, זה סיפור קצר',
  hindi: 'नमस्ते दुनिया',
  cyrillic: 'Жили-были дед и баба',
  greek: 'Ἀνεμώλια ἔπεα',
  vietnamese: 'Tiếng Việt đẹp lắm',
  emoji: '👩‍💻 codes ☕ 👨‍👩‍👧 🇫🇷 👍🏽',
  combining: 'e\u0301t\u0302 n\u0303 Zalgo z\u0335a\u0336',
  overlong: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
};

/** Box of everything drawn, or null. */
function inkOf(text: string, options: LayoutOptions = OPTIONS, x = 80, y = 80) {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d');
  const layout = layoutText(pen, text, options);
  drawText(pen, layout, { x, y, align: 'left', colour: '#fff' });
  const { data } = pen.getImageData(0, 0, WIDTH, HEIGHT);
  let [left, top, right, bottom, count] = [WIDTH, HEIGHT, -1, -1, 0];
  for (let row = 0; row < HEIGHT; row += 1) {
    for (let column = 0; column < WIDTH; column += 1) {
      if ((data[(row * WIDTH + column) * 4 + 3] ?? 0) < 40) continue;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      count += 1;
    }
  }
  return { layout, left, top, right, bottom, count };
}

for (const [name, text] of Object.entries(TEXTS)) {
  for (const family of ['sans', 'display'] as const) {
    test(`${name} in ${family} leaves ink inside its box`, () => {
      const ink = inkOf(text, { ...OPTIONS, family });
      assert.ok(ink.count > 200, `only ${ink.count} pixels`);
      assert.ok(ink.left >= 76 && ink.right <= 80 + OPTIONS.maxWidth + 4, `x ${ink.left}–${ink.right}`);
      assert.ok(
        ink.top >= 77 && ink.bottom <= 80 + ink.layout.height + 3,
        `y ${ink.top}–${ink.bottom} of ${ink.layout.height}`,
      );
      assert.ok(ink.layout.height <= 200);
    });
  }
}

test('no character of the sample texts is drawn as a box', () => {
  const glyph = (character: string) => {
    const canvas = createCanvas(90, 90);
    const pen = canvas.getContext('2d');
    useFont(pen, character, { family: 'sans', weight: 400, size: 48 });
    pen.fillStyle = '#fff';
    pen.fillText(character, 10, 64);
    return createHash('sha256').update(canvas.data()).digest('hex');
  };
  const missing = glyph('\u{10ffff}');
  const blank = createHash('sha256').update(createCanvas(90, 90).data()).digest('hex');
  for (const text of Object.values(TEXTS)) {
    for (const character of text.matchAll(/[\p{L}\p{N}\p{P}\p{S}]/gu)) {
      if (/\p{Emoji_Modifier}|\p{Regional_Indicator}/u.test(character[0])) continue;
      const drawn = glyph(character[0]);
      assert.notEqual(drawn, missing, `${character[0]} has no glyph`);
      assert.notEqual(drawn, blank, `${character[0]} leaves no ink`);
    }
  }
});

test('an emoji sequence is one picture, not its parts side by side', () => {
  const one = inkOf('👩‍💻', { ...OPTIONS, size: 48 });
  const two = inkOf('👩💻', { ...OPTIONS, size: 48 });
  assert.ok(one.right - one.left < (two.right - two.left) * 0.75);
});

test('words wrap whole and lines are balanced', () => {
  const pen = createCanvas(10, 10).getContext('2d');
  const { lines } = layoutText(pen, 'the quick brown fox jumps over the lazy dog', {
    ...OPTIONS,
    size: 40,
    maxWidth: 400,
  });
  assert.equal(lines.map((line) => line.text).join(' '), 'the quick brown fox jumps over the lazy dog');
  const widths = lines.map((line) => line.width);
  assert.ok(Math.min(...widths) > Math.max(...widths) * 0.5);
});

test('Chinese marks do not begin a line', () => {
  const pen = createCanvas(10, 10).getContext('2d');
  const { lines } = layoutText(pen, TEXTS.cjk, { ...OPTIONS, size: 50, maxWidth: 260, maxHeight: 900 });
  assert.ok(lines.length > 3);
  for (const line of lines) assert.doesNotMatch(line.text, /^[，。]/u);
});

test('Arabic runs from the right', () => {
  const pen = createCanvas(10, 10).getContext('2d');
  assert.equal(layoutText(pen, TEXTS.arabic, OPTIONS).direction, 'rtl');
  assert.equal(layoutText(pen, TEXTS.plain, OPTIONS).direction, 'ltr');
});

test('too much text is cut with an ellipsis and still fits', () => {
  const ink = inkOf('word '.repeat(400), { ...OPTIONS, maxLines: 3 });
  assert.equal(ink.layout.lines.length, 3);
  assert.match(ink.layout.lines[2]?.text ?? '', /…$/);
  assert.ok(ink.layout.height <= 200);
});

test('heavier weights are really heavier', () => {
  const light = inkOf('Harbour', { ...OPTIONS, weight: 300 });
  const heavy = inkOf('Harbour', { ...OPTIONS, weight: 800 });
  assert.ok(heavy.count > light.count * 1.2);
});

test('any string can be laid out, within its width', () => {
  const pen = createCanvas(10, 10).getContext('2d');
  check(
    property(string({ unit: 'binary', maxLength: 40 }), (text) => {
      const layout = layoutText(pen, text, { ...OPTIONS, maxLines: 4 });
      assert.ok(layout.lines.length <= 4);
      assert.ok(layout.width <= OPTIONS.maxWidth + 0.5, `${layout.width}`);
    }),
    { numRuns: 60 },
  );
});

test('the bundled fonts are there', () => {
  assert.ok(fontReport().every((font) => font.present));
});
