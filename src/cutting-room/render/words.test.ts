import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Plate, newPlate } from './blend.ts';
import { type Lettering, drawWords, overlay, presence } from './words.ts';
import type { Size } from '../../film/media.ts';

const WIDE = { width: 640, height: 360 };
const TALL = { width: 360, height: 640 };

test('what does not fit into the lines of a style takes more of them before a word is lost', () => {
  const sentence = 'The quick brown fox jumps over the lazy dog and\nruns away into the deep dark forest';
  const places = { title: 'center', subtitle: 'top', 'lower-third': 'lower-third', caption: 'bottom' } as const;
  for (const [style, position] of Object.entries(places) as [Lettering['style'], Lettering['position']][]) {
    for (const size of [WIDE, TALL]) {
      const end = (last: string): Plate => drawn({ text: `${sentence} ${last}`, style, position }, size);
      assert.notDeepEqual(end('now').data, end('own').data, `${style} at ${size.width}×${size.height}`);
    }
  }
  for (const style of ['plain', 'karaoke', 'big'] as const) {
    const end = (last: string): Plate => drawn({ text: `${sentence} ${last}`, style, position: 'bottom' }, TALL);
    assert.notDeepEqual(end('now').data, end('own').data, style);
  }
});

test('a text without blanks keeps the lines of its style as long as it is well read', () => {
  const rows = (text: string): number => {
    const { data } = drawn({ text, style: 'lower-third', position: 'lower-third' }, { width: 640, height: 360 }, 16);
    // Right of the bar that stands beside a lower third.
    const bright = (row: number): boolean =>
      data.subarray(row * 640 + 60, (row + 1) * 640).some((level) => level > 200);
    const lit = Array.from({ length: 360 }, (_, row) => row).filter(bright);
    return lit.filter((row) => !bright(row - 1) && !bright(row - 2)).length;
  };
  assert.equal(rows('灯台守は毎晩階段を登り船のために灯りをともす灯台守は毎晩階段を登り船の'), 2);
});

test('words are wholly seen in their middle, be they due for one frame, and come and go in a third of their time', () => {
  for (let length = 1; length <= 40; length += 1) {
    const words = { start: 100, end: 100 + length, style: 'title' as const };
    const seen = Array.from({ length }, (_, at) => presence(words, 100 + at));
    assert.equal(seen[Math.floor(length / 2)], 1, `${length}`);
    assert.deepEqual(seen.toReversed(), seen, `${length}`);
    assert.ok(
      seen.every((share) => share > 0),
      `${length}`,
    );
    assert.equal(
      seen.findIndex((share) => share === 1),
      Math.min(7, Math.floor(length / 3)),
      `${length}`,
    );
  }
});

test('a watermark is seen on white and on black', () => {
  for (const ground of [16, 235]) {
    const { data } = drawn({ text: 'Studio', style: 'watermark', position: 'bottom-right' }, WIDE, ground);
    const luma = data.subarray(0, WIDE.width * WIDE.height);
    const furthest = luma.reduce((most, level) => Math.max(most, Math.abs(level - ground)), 0);
    assert.ok(furthest > 80, `${furthest} from ${ground}`);
  }
});

test('characters that nobody sees do not move the word that lights up', () => {
  const light = (text: string) => {
    const from = text.indexOf('two');
    return drawWords({ text, style: 'karaoke', position: 'bottom' }, WIDE).light({ from, to: from + 3 });
  };
  assert.deepEqual(light('\ufeff\u202done \u2068two\u2069 three\u202c'), light('one two three'));
});

/** Words over a plate of one grey. */
function drawn(words: Lettering, size: Size, ground = 90): Plate {
  const plate = newPlate(size);
  plate.data.fill(ground, 0, size.width * size.height);
  overlay(plate, drawWords(words, size).layer, 1);
  return plate;
}
