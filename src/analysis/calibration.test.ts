import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrationOf, wilson, type BenchRow } from './calibration.ts';
import { calibrationHtml, shareText } from './calibration-page.ts';

function row(clip: string, defect: string | null, told: Partial<BenchRow>): BenchRow {
  return {
    clip,
    defect,
    by: 'measured',
    dimension: 'technicalQuality',
    detected: false,
    confidence: null,
    correct: true,
    caughtBy: [],
    ...told,
  };
}

const caught = (by: BenchRow['by'], name: string) => ({ by, detected: true, caughtBy: [name] });

test('Wilson’s interval holds at the ends and is the published one in between', () => {
  const near = (value: number, wanted: number) => assert.ok(Math.abs(value - wanted) < 0.0005, `${value}`);
  // Newcombe 1998, table I: 81 of 263 and 15 of 148.
  const [many, few] = [wilson(81, 263), wilson(15, 148)];
  near(many.low, 0.2553);
  near(many.high, 0.3662);
  near(few.low, 0.0624);
  near(few.high, 0.1605);
  assert.equal(wilson(0, 10).low, 0);
  near(wilson(0, 10).high, 0.2775);
  near(wilson(10, 10).low, 0.7225);
  assert.deepEqual(wilson(0, 0), { value: null, low: 0, high: 1, of: 0 });
});

test('recall counts clips, precision counts clean clips that were sent back, with and without the judge', () => {
  const rows = [
    row('a', 'freeze', caught('measured', 'freeze')),
    row('a', 'freeze', { ...caught('measured', 'cuts'), dimension: 'narrativeFit' }),
    row('b', 'freeze', { correct: false }),
    row('b', 'freeze', caught('judge', 'Does it stop?')),
    row('c', 'extra-person', { correct: false }),
    row('c', 'extra-person', caught('judge', 'Is there a stranger?')),
    row('d', null, {}),
    row('d', null, { ...caught('judge', 'Is there a stranger?'), correct: false }),
    row('e', null, { by: 'judge' }),
    row('e', null, {}),
  ];
  const { defects, overall, clean } = calibrationOf(rows);
  const [freeze, person] = defects;
  assert.equal(freeze?.clips, 2);
  assert.equal(freeze.measured.recall.value, 0.5);
  assert.equal(freeze.measured.precision.value, 1);
  assert.deepEqual(freeze.measured.caughtBy, [
    { name: 'freeze', clips: 1 },
    { name: 'cuts', clips: 1 },
  ]);
  assert.equal(freeze.judge?.recall.value, 0.5);
  assert.equal(freeze.judge.precision.value, 0.5);
  assert.equal(freeze.together?.recall.value, 1);
  assert.equal(freeze.together.precision.value, 2 / 3);
  assert.equal(person?.measured.recall.value, 0);
  assert.equal(person.measured.precision.value, null);
  assert.equal(overall.together?.recall.value, 1);
  assert.deepEqual(clean, { clips: 2, measured: 0, judge: 1 });
  const alone = calibrationOf(rows.filter(({ by }) => by === 'measured'));
  assert.equal(alone.overall.judge, null);
  assert.equal(alone.clean.judge, null);
});

test('reliability puts how sure it was beside how often it was right', () => {
  const sure = (clip: string, confidence: number, correct: boolean, dimension: BenchRow['dimension']) =>
    row(clip, null, { by: 'judge', confidence, correct, dimension });
  const { reliability } = calibrationOf([
    sure('a', 0.9, true, 'visualAccuracy'),
    sure('b', 0.95, false, 'visualAccuracy'),
    sure('c', 0.55, true, 'visualAccuracy'),
    sure('d', 1, true, 'narrativeFit'),
    row('e', null, {}),
  ]);
  const [accuracy, fit, all] = reliability;
  assert.deepEqual(
    accuracy?.bins.map(({ confidence, right }) => [confidence, right.value, right.of]),
    [
      [0.55, 1, 1],
      [0.925, 0.5, 2],
    ],
  );
  assert.ok(Math.abs(accuracy.brier - (0.01 + 0.9025 + 0.2025) / 3) < 1e-9);
  assert.equal(fit?.brier, 0);
  assert.equal(all?.dimension, null);
  assert.equal(all.verdicts, 4);
  assert.equal(reliability.length, 3, 'a score of which nobody was sure has no curve');
});

test('the page shows every defect, plots the curves and escapes what is foreign', () => {
  const calibration = calibrationOf([
    row('a', 'colour-cast', { ...caught('judge', '<script>alert(1)</script>'), confidence: 0.8 }),
    row('b', null, { by: 'judge', confidence: 0.7 }),
    row('b', null, {}),
  ]);
  const page = calibrationHtml({
    calibration,
    run: '<b>run</b>',
    seed: 7,
    examples: [{ defect: 'colour-cast', note: 'green', picture: 'data:image/jpeg;base64,AAAA' }],
    missed: [{ clip: 'x', defect: 'blur', note: 'not seen', severity: 0.25 }],
    alarms: [],
  });
  assert.match(page, /colour cast/);
  assert.match(page, /&lt;b&gt;run/);
  assert.equal(page.match(/<circle/g)?.length, 2);
  assert.match(page, /25 %/);
  assert.ok(!page.includes('<script') && !/ (?:src|href)="http/.test(page));
  assert.equal(shareText(wilson(9, 10)), '90 % (60–98)');
});
