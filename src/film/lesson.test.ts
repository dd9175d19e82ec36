import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { decodeEvent } from './events.ts';
import { Action, describe, Lesson, lessonOf, merge, promise, tally, triggers, weakest, type Claim } from './lesson.ts';
import { usd } from './money.ts';

const row = (slate: string, outcome = 0, element = 'e1', production = 'run'): Claim['evidence'][number] => ({
  production,
  slate,
  element,
  text: 'OPEN',
  weight: 0.25,
  outcome,
  basis: 'judged',
  note: 'Does it say OPEN?',
  cost: usd(0.24),
});

const CLAIM: Claim = {
  claim: null,
  trigger: { kind: 'text', words: null },
  action: { do: 'offload', to: 'overlay' },
  scope: { provider: 'luma', model: 'ray-2', tier: null, conceptType: null },
  polarity: 'helps',
  fit: 0.9,
  provenance: 'live',
  proposedBy: { production: 'run', agent: 'critic', call: null, slate: '1A-1', quote: 'garbled letters' },
  evidence: [row('1A-1')],
};

/** Proposals of one claim, as several productions make them. */
const proposals = fc
  .record({
    claim: fc.option(fc.string()),
    polarity: fc.constantFrom('helps' as const, 'hurts' as const),
    fit: fc.double({ min: 0, max: 1, noNaN: true }),
    evidence: fc.array(
      fc
        .record({
          slate: fc.constantFrom('1A-1', '1A-2', '2B-1'),
          outcome: fc.constantFrom(0, 0.4, 1),
          element: fc.constantFrom('e1', 'e2'),
          production: fc.constantFrom('a', 'b'),
        })
        .map((one) => row(one.slate, one.outcome, one.element, one.production)),
    ),
  })
  .map((some) => lessonOf({ ...CLAIM, ...some }));

test('merging proposals: grouping does not matter, and the same again adds nothing', () => {
  fc.assert(
    fc.property(proposals, proposals, proposals, (a, b, c) => {
      assert.deepEqual(merge(merge(a, b), c), merge(a, merge(b, c)));
      assert.deepEqual(merge(a, a), a);
      assert.deepEqual(merge(merge(a, b), b), merge(a, b));
      const both = merge(a, b);
      assert.deepEqual([both.claim, both.fit, both.proposedBy], [a.claim, a.fit, a.proposedBy]);
      assert.equal(both.status, a.polarity === b.polarity ? 'hypothesis' : 'contested');
      assert.deepEqual(Lesson.parse(JSON.parse(JSON.stringify(both))), both);
    }),
  );
});

test('words are only a label: the same claim has the same id in whatever words and order', () => {
  const fast = (words: string[], claim: string) => lessonOf({ ...CLAIM, claim, trigger: { kind: 'action', words } }).id;
  assert.equal(fast(['run', 'Jump', 'run'], 'slow down'), fast(['jump', 'run'], 'keep the camera calm'));
  assert.notEqual(fast(['run'], 'x'), fast(['jump'], 'x'));
  assert.notEqual(lessonOf({ ...CLAIM, scope: { ...CLAIM.scope, model: 'ray-3' } }).id, lessonOf(CLAIM).id);
});

test('claims of different content, and of different provenance, never meet', () => {
  const live = lessonOf(CLAIM);
  assert.throws(() => merge(live, lessonOf({ ...CLAIM, provenance: 'offline' })), /offline/);
  assert.throws(() => merge(live, lessonOf({ ...CLAIM, trigger: { kind: 'mood', words: null } })));
  assert.equal(weakest('live', 'simulated', 'live'), 'simulated');
  assert.equal(weakest('live'), 'live');
});

test('to leave an element out is nothing that can be written down', () => {
  for (const drop of [
    { do: 'drop' },
    { do: 'rewrite', strategy: 'drop' },
    { do: 'offload', to: 'nobody' },
    { do: 'rewrite', strategy: 'concrete', drop: true },
  ])
    assert.equal(Action.safeParse(drop).success, false, JSON.stringify(drop));
  const forged = { ...lessonOf(CLAIM), id: '0'.repeat(16) };
  assert.equal(Lesson.safeParse(forged).success, false, 'an id that belongs to another claim');
});

test('a trigger finds elements by kind and by the forms of its words', () => {
  const fast = { kind: 'action' as const, words: ['race', 'run', 'jump'] };
  for (const text of ['runs along the beach', 'is running', 'They raced home', 'racing', 'Jump!'])
    assert.ok(triggers(fast, { kind: 'action', text }), text);
  for (const text of ['prunes roses', 'sits', 'runway lights', 'bumps'])
    assert.ok(!triggers(fast, { kind: 'action', text }), text);
  assert.ok(!triggers(fast, { kind: 'text', text: 'run' }));
  assert.ok(triggers({ kind: 'text', words: null }, { kind: 'text', text: '営業中' }));
});

test('what a lesson promises is what failed, by weight, as far as its action keeps it', () => {
  const lesson = lessonOf({ ...CLAIM, evidence: [row('1A-1'), row('1A-2', 1), row('2B-1', 0.4), row('1A-1')] });
  assert.equal(lesson.evidence.length, 3, 'each take and element once');
  assert.ok(Math.abs(promise(lesson) - 0.9 * 0.25 * (1 + 0.6)) < 1e-9);
  assert.deepEqual(tally(lesson), { takes: 3, failed: 2 });
});

test('foreign text becomes one short line, and without a label the claim is told plainly', () => {
  const lesson = lessonOf({ ...CLAIM, claim: `a\n\n${'long '.repeat(200)}`, polarity: 'hurts' });
  assert.ok(!lesson.claim.includes('\n') && lesson.claim.length <= 300);
  assert.equal(lessonOf(CLAIM).claim, 'luma ray-2, words in the picture: lay it over the picture in the cutting room');
  assert.match(
    describe({ ...lesson, trigger: { kind: 'action', words: ['a', 'b', 'c', 'd'] } }),
    /\(a, b, c …\): it hurts/,
  );
});

test('a critique of an old journal is read without inventing what it does not say', () => {
  const { type, data } = decodeEvent({
    schema: 'pilot-critiqued.1',
    data: {
      schema: 'Critique.1',
      pilot: 'B',
      provenance: 'offline',
      decision: 'continue',
      score: 88.5,
      band: 'good',
      matched: ['lake'],
      missing: ['red boat'],
      reason: 'It holds.',
    },
  });
  assert.equal(type, 'pilot-critiqued');
  assert.deepEqual(data, {
    schema: 'Critique.2',
    pilot: 'B',
    provenance: 'offline',
    decision: 'continue',
    score: 88.5,
    band: 'good',
    matched: [{ element: 'lake', slates: [], judged: false }],
    missing: [{ element: 'red boat', must: null, why: 'it is in no circled take' }],
    quality: [],
    reason: 'It holds.',
    lessons: [],
    delivery: null,
  });
});
