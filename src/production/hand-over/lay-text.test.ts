import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Overlay } from '../../film/screenplay.ts';
import { bareCut } from '../../../test/fixtures/cut.ts';
import { withTexts } from './lay-text.ts';

const TITLE: Overlay = { text: 'Salt', style: 'title', position: 'center', range: { start: 12, frames: 84 } };

/** Two clips of four seconds, a title over the first. */
const CUT = bareCut([{ frames: 96, overlays: [TITLE] }, { frames: 96 }]);

/** `text style position from-to` in frames of the film. */
const laid = (...texts: string[]): string[] =>
  withTexts(CUT, texts).clips.flatMap(({ overlays }, clip) =>
    overlays.map(({ text, style, position, range: { start, frames } }) =>
      [text, style, position, `${clip * 96 + start}-${clip * 96 + start + frames}`].join(' '),
    ),
  );

test('words of a person stand in their usual place, for as long as is said, over every clip that they touch', () => {
  assert.deepEqual(laid('none', 'lower-third: Anna Berg @3-5'), [
    'Anna Berg lower-third lower-third 72-96',
    'Anna Berg lower-third lower-third 96-120',
  ]);
  assert.deepEqual(laid('none', 'Watermark: © Salt Air'), [
    '© Salt Air watermark bottom-right 0-96',
    '© Salt Air watermark bottom-right 96-192',
  ]);
  assert.deepEqual(laid('none', 'caption/TOP: a@b.c @7.5'), ['a@b.c caption top 180-192']);
  assert.deepEqual(laid('none', 'Chapter one: the sea @1-2'), ['Chapter one: the sea title center 24-48']);
});

test('what the cut has in the same place makes room, and comes back', () => {
  assert.deepEqual(laid('title: Now @1-2'), [
    'Salt title center 12-24',
    'Salt title center 48-96',
    'Now title center 24-48',
  ]);
  assert.deepEqual(laid('title: Now'), ['Now title center 0-96', 'Now title center 96-192']);
  assert.deepEqual(laid('none', 'One @0-2', 'Two @1-3'), ['One title center 0-24', 'Two title center 24-72']);
  assert.deepEqual(laid('title/top: Now @1-2'), ['Salt title center 12-96', 'Now title top 24-48']);
});

test('a style that is almost one is not read out', () => {
  for (const [text, why] of [
    ['lowerthird: Anna', /almost like lower-third/],
    ['lower_third: Anna', /almost like lower-third/],
    ['Titel: Anna', /almost like title/],
    ['captions/top: Anna', /almost like caption/],
    ['title/middle: Anna', /no place "middle": there are center,/],
    ['title: ', /has no words/],
    ['Late @8', /begins after the film, which lasts 8\.0 s/],
    ['Back @3-2', /ends before it begins/],
  ] as const)
    assert.throws(() => withTexts(CUT, [text]), why, text);
  assert.deepEqual(laid('none', 'title: Titel: Anna @0-1'), ['Titel: Anna title center 0-24']);
  assert.deepEqual(laid('none', 'Water: a story @0-1'), ['Water: a story title center 0-24']);
});
