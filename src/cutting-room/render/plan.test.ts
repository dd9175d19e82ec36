import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { planFilm, unitsOf } from './plan.ts';
import { type Cut, CaptionStyle, cutFrames } from '../../film/cut.ts';
import { TransitionKind } from '../../film/screenplay.ts';
import { bareCut } from '../../../test/fixtures/cut.ts';

const cuts: fc.Arbitrary<Cut> = fc
  .record({
    clips: fc.array(
      fc.record({
        start: fc.nat({ max: 40 }),
        frames: fc.integer({ min: 1, max: 150 }),
        spare: fc.nat({ max: 40 }),
        kind: fc.constantFrom(...TransitionKind.options),
        join: fc.nat({ max: 60 }),
        words: fc.option(fc.record({ start: fc.nat({ max: 80 }), frames: fc.integer({ min: 1, max: 80 }) })),
      }),
      { minLength: 1, maxLength: 9 },
    ),
    fadeOut: fc.nat({ max: 60 }),
    captions: fc.array(fc.record({ start: fc.nat({ max: 30 }), seconds: fc.integer({ min: 1, max: 5 }) }), {
      maxLength: 4,
    }),
    style: fc.option(fc.constantFrom(...CaptionStyle.options)),
  })
  .map(({ clips, fadeOut, captions, style }) =>
    bareCut(
      clips.map(({ start, frames, spare, kind, join, words }) => ({
        start,
        frames,
        spare,
        transitionIn: { kind, frames: kind === 'cut' ? 0 : join },
        overlays:
          words === null ? [] : [{ text: 'x', style: 'title' as const, position: 'center' as const, range: words }],
      })),
      {
        captions: captions.map(({ start, seconds }) => ({
          start,
          end: start + seconds,
          text: 'one two three four five',
        })),
        burnCaptions: style !== null,
        ...(style === null ? {} : { captionStyle: style }),
        fadeOut,
      },
    ),
  );

/** Key frames every dozen frames, or nowhere that anybody knows of. */
const keyed = (cut: Cut): (number[] | null)[] =>
  cut.clips.map(({ available: { frames } }, at) =>
    at % 4 === 3 ? null : [...Array.from({ length: Math.ceil(frames / 12) }, (_, group) => group * 12), frames],
  );

test('whatever the cut, every frame of the film is made or copied once, in order', () => {
  fc.assert(
    fc.property(cuts, (cut) => {
      const plan = planFilm(cut);
      assert.equal(plan.frames, cutFrames(cut));
      let reached = 0;
      for (const { start, end } of unitsOf(plan, keyed(cut))) {
        assert.equal(start, reached);
        assert.ok(end > start);
        reached = end;
      }
      assert.equal(reached, plan.frames);
    }),
    { numRuns: 600, seed: 5 },
  );
});

test('groups are copied from their beginning to where they are touched, and what is made is made in small portions', () => {
  fc.assert(
    fc.property(cuts, (cut) => {
      const plan = planFilm(cut);
      const keys = keyed(cut);
      for (const unit of unitsOf(plan, keys)) {
        if (unit.kind === 'make') {
          assert.ok(unit.end - unit.start <= 48);
          continue;
        }
        const placed = plan.clips[unit.clip] ?? assert.fail();
        assert.ok(unit.start >= placed.start && unit.end <= placed.end);
        const isKey = (frame: number): boolean =>
          keys[unit.clip]?.includes(frame - placed.start + placed.source) ?? false;
        assert.ok(isKey(unit.start), `${unit.start} is no key frame`);
        assert.ok(isKey(unit.end) || unit.end - unit.start > 1, `${unit.start} stands between two other key frames`);
        for (const { start, end } of [...plan.joins, ...plan.words]) assert.ok(end <= unit.start || start >= unit.end);
        assert.ok(unit.start >= plan.fadeIn && unit.end <= plan.frames - plan.fadeOut);
      }
    }),
    { numRuns: 600, seed: 6 },
  );
});

test('transitions lie around their cut, inside the film, and never over one another', () => {
  fc.assert(
    fc.property(cuts, (cut) => {
      const { clips, joins, matches, frames } = planFilm(cut);
      const all = [...joins, ...matches].toSorted((a, b) => a.into - b.into);
      for (const [at, { start, end, into }] of all.entries()) {
        const edge = clips[into]?.start ?? assert.fail();
        assert.ok(start <= edge && end >= edge && end > start && start >= 0 && end <= frames);
        assert.ok(Math.abs(edge - start - (end - edge)) <= 1, 'half on each side');
        assert.ok(start >= (all[at - 1]?.end ?? 0));
      }
    }),
    { numRuns: 600, seed: 7 },
  );
});

test('words that go on over a cut are one title', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }), (lengths) => {
      const words = (text: string, start: number, frames: number) =>
        ({ text, style: 'watermark', position: 'bottom-right', range: { start, frames } }) as const;
      const cut = bareCut(
        lengths.map((frames) => ({
          frames,
          overlays: [words('mark', 0, frames), ...(frames > 1 ? [words('other', 0, frames - 1)] : [])],
        })),
      );
      const { titles, frames } = planFilm(cut);
      assert.deepEqual(
        titles.filter(({ text }) => text === 'mark').map(({ start, end }) => [start, end]),
        [[0, frames]],
      );
      assert.equal(titles.filter(({ text }) => text === 'other').length, lengths.filter((one) => one > 1).length);
    }),
  );
});
