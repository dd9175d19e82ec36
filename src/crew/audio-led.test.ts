import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shotsOf, type Screenplay } from '../film/screenplay.ts';
import { plainBrief } from '../../test/fixtures/brief.ts';
import { ledByLines, ledByPauses } from './audio-led.ts';
import { contractor } from './contract.ts';
import { scriptWriter } from './script-writer.ts';

const brief = plainBrief('A dog runs on a beach. A cat sleeps in a kitchen. An owl sits in a forest.', { seconds: 12 });
const { value: contract } = await contractor.decide({ concept: brief.concept, seconds: 12, drawable: [] });
const { value: screenplay } = await scriptWriter.decide({ brief, contract, drawable: [] });
const shots = shotsOf(screenplay);
const seconds = ({ frames }: { frames: number }): number => frames / 24;

test('a speaking shot lasts as long as its words and a breath on both sides; a silent one keeps its length', () => {
  const [first, second] = shots;
  assert.ok(first !== undefined && second !== undefined);
  const spoken = new Map([[first.id, 3.4]]);
  const led = shotsOf(ledByLines(screenplay, { spoken, lead: 0.25, most: () => Infinity }));
  const long = seconds(led[0]!);
  assert.ok(long >= 0.25 + 3.4 + 0.5 && long < 0.25 + 3.4 + 0.5 + 1 / 24, `${long}`);
  assert.deepEqual(
    led.slice(1).map(({ frames }) => frames),
    shots.slice(1).map(({ frames }) => frames),
  );
});

test('words that their picture cannot hold run on, and the next shot waits for them', () => {
  const [first, second] = shots;
  assert.ok(first !== undefined && second !== undefined);
  const spoken = new Map([
    [first.id, 6],
    [second.id, 2],
  ]);
  const led = shotsOf(ledByLines(screenplay, { spoken, lead: 0.25, most: (shot) => (shot === first.id ? 96 : 1e6) }));
  assert.equal(led[0]?.frames, 96, 'no longer than it can be');
  // 6.25 s of words begin at 0.25 s, then a breath, then two seconds, then half a second: with the second shot they end.
  assert.ok(Math.abs(4 + seconds(led[1]!) - (0.25 + 6 + 0.15 + 2 + 0.5)) <= 1 / 24, `${seconds(led[1]!)}`);
});

test('whatever is said, the parts are the whole, and words on screen stay inside their shots', () => {
  const lines = fc.array(fc.option(fc.double({ min: 0.1, max: 40, noNaN: true })), {
    minLength: shots.length,
    maxLength: shots.length,
  });
  fc.assert(
    fc.property(lines, fc.integer({ min: 12, max: 500 }), (takes, most) => {
      const spoken = new Map(shots.flatMap(({ id }, at) => (takes[at] == null ? [] : [[id, takes[at]] as const])));
      assertWhole(ledByLines(screenplay, { spoken, lead: 0.25, most: () => most }));
    }),
  );
});

test('cuts fall into the pauses of a narration, and the film stays as long', () => {
  const [first, second] = shots;
  assert.ok(first !== undefined && second !== undefined);
  const cut = seconds(first);
  const pauses = [
    { start: cut - 0.8, end: cut - 0.6 },
    { start: cut + 0.2, end: cut + 0.8 },
  ];
  const led = ledByPauses(screenplay, pauses);
  const moved = seconds(shotsOf(led)[0]!);
  assert.ok(
    Math.abs(moved - (cut + 0.55)) <= 1 / 24,
    `${moved}: a quarter second before the words after the long pause`,
  );
  assert.equal(led.frames, screenplay.frames);
  assert.deepEqual(ledByPauses(screenplay, []), screenplay, 'a narration without a pause moves nothing');
  const pause = fc.record({
    at: fc.double({ min: 0, max: 12, noNaN: true }),
    long: fc.double({ min: 0.05, max: 2, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(pause, { maxLength: 30 }), (found) => {
      const spans = found.map(({ at, long }) => ({ start: at, end: at + long })).toSorted((a, b) => a.start - b.start);
      const other = ledByPauses(screenplay, spans);
      assertWhole(other);
      assert.equal(other.frames, screenplay.frames);
    }),
  );
});

function assertWhole(film: Screenplay): void {
  assert.equal(
    film.frames,
    shotsOf(film).reduce((sum, { frames }) => sum + frames, 0),
  );
  for (const { frames, overlays } of shotsOf(film)) {
    assert.ok(frames >= 1);
    for (const { range } of overlays) assert.ok(range.start + range.frames <= frames && range.frames >= 1);
  }
}
