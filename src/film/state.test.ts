import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { sampleProduction, STARTED_AT, type Happened } from '../../test/fixtures/production.ts';
import { encodeEvent } from './events.ts';
import { usd, ZERO } from './money.ts';
import { circledTakes, elapsed, fold, foldAll, initialState, stageElapsed, STAGES } from './state.ts';

const SAMPLE = sampleProduction();
const types = new Set(SAMPLE.map(({ event }) => event.type));

test('the sample is made of events that the journal would take', () => {
  for (const { event } of SAMPLE) encodeEvent(event.type, event.data as never);
  assert.ok(types.size >= 17);
});

test('a finished production is known in all its parts', () => {
  const state = foldAll(SAMPLE);
  assert.equal(state.status, 'done');
  assert.equal(state.stage, 'output');
  assert.equal(state.events, SAMPLE.length);
  assert.equal(state.contract?.elements.length, 5);
  assert.equal(state.pitch?.recommended, 'B');
  assert.equal(state.greenlight?.pilot, 'B');
  assert.equal(state.screenplay?.title, 'Still Water');
  assert.equal(state.quote?.lines.length, 3);
  assert.deepEqual(Object.keys(state.voices), ['1A', '2A', '3B']);
  assert.equal(state.music?.mood, 'serene');
  assert.equal(state.critiques['B']?.decision, 'continue');
  assert.equal(state.edit?.recommended, 'balanced');
  assert.equal(state.master?.frames, 360);
  assert.match(state.film?.path ?? '', /film\.mp4$/);
  assert.deepEqual(state.warnings, [
    { about: '3A-1', text: '"stone jetty" cannot be drawn yet: it is shown as a titled card' },
  ]);
  const take = state.takes['2B-1'];
  assert.equal(take?.status, 'reviewed');
  assert.ok(
    take?.intendedAt != null && take.submittedAt === take.intendedAt + 5 && take.endedAt === take.submittedAt + 900,
  );
});

test('circled takes come in the order of the story, refused ones do not come', () => {
  const backwards = SAMPLE.filter(({ event }) => event.type === 'screenplay-written');
  for (const type of ['take-adopted', 'take-reviewed']) {
    backwards.push(...SAMPLE.filter(({ event }) => event.type === type).toReversed());
  }
  const slates = circledTakes(foldAll(backwards)).map((take) => take.slate);
  assert.deepEqual(slates, ['1A-1', '1B-1', '2A-1', '2B-2', '3A-1', '3B-1']);
});

test('a prefix folded first and the rest after is the whole, also when the state was stored between', () => {
  const whole = foldAll(SAMPLE);
  fc.assert(
    fc.property(fc.nat(SAMPLE.length), (at) => {
      const before = foldAll(SAMPLE.slice(0, at));
      const stored = JSON.parse(JSON.stringify(before)) as typeof before;
      assert.deepEqual(foldAll(SAMPLE.slice(at), before), whole);
      assert.deepEqual(foldAll(SAMPLE.slice(at), stored), whole);
    }),
    { numRuns: 40 },
  );
  assert.deepEqual(
    SAMPLE.reduce((state, { event, at }) => fold(state, event, at), initialState()),
    whole,
  );
});

test('a wish for captions or clip sound that comes to nothing is told, until a cut has them', () => {
  const proposed = SAMPLE.findIndex(({ event }) => event.type === 'cut-proposed');
  const before = foldAll(SAMPLE.slice(0, proposed));
  const { event } = SAMPLE[proposed] as Happened;
  if (before.brief === null || event.type !== 'cut-proposed') assert.fail();
  const wished = { ...before, brief: { ...before.brief, captions: 'burn' as const, clipSound: 'keep' as const } };
  const silent = structuredClone(event);
  for (const { cut } of silent.data.candidates) cut.captions = [];
  const told = (state: typeof before): string[] => state.warnings.map(({ about }) => about);
  const vain = fold(fold(wished, silent, 1), silent, 2);
  assert.deepEqual(told(vain), ['3A-1', '--captions burn', '--clip-sound keep']);
  assert.deepEqual(told(fold(vain, event, 3)), ['3A-1', '--clip-sound keep']);
  assert.deepEqual(told(fold(before, silent, 1)), ['3A-1']);
});

test('folding changes neither the state nor the event that went in', () => {
  let state = initialState();
  for (const { event, at } of SAMPLE) state = fold(freeze(state), freeze(event), at);
  assert.equal(state.status, 'done');
});

test('in any order and any selection, money adds up and time belongs to one stage each', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...SAMPLE, ...TROUBLE]), (happened) => {
      const inTime = happened.map(({ event }, index): Happened => ({ event, at: STARTED_AT + index * 10 }));
      const state = foldAll(inTime);
      const charges = Object.values(state.money.charges);
      const open = charges.filter(({ settled, released }) => settled === null && released === null);
      const add = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
      assert.equal(state.money.reserved, add(open.map(({ reserved }) => reserved)));
      assert.equal(state.money.spent, add(charges.map(({ settled }) => settled ?? 0)));
      if (state.brief !== null)
        assert.equal(state.money.left, state.brief.budget - state.money.spent - state.money.reserved);
      const end = inTime.at(-1)?.at ?? STARTED_AT;
      const worked = inTime.filter(
        ({ event }, index) =>
          index > 0 && event.type !== 'production-resumed' && foldAll(inTime.slice(0, index)).status === 'running',
      );
      assert.equal(elapsed(state, end), worked.length * 10);
      assert.ok(STAGES.every((stage) => stageElapsed(state, stage, end) >= 0));
    }),
    { numRuns: 60 },
  );
});

test('an interruption stops the clock until the resumption', () => {
  const [start] = SAMPLE as [Happened];
  const stopped = fold(
    foldAll([start]),
    { type: 'production-interrupted', data: { reason: 'Ctrl-C' } },
    start.at + 500,
  );
  assert.equal(stopped.status, 'interrupted');
  assert.equal(elapsed(stopped, start.at + 90_000), 500);
  const resumed = fold(stopped, { type: 'production-resumed', data: { from: 2 } }, start.at + 60_000);
  assert.equal(resumed.status, 'running');
  assert.equal(resumed.trouble, null);
  assert.equal(elapsed(resumed, start.at + 60_250), 750);
});

test('what passes while nobody is at work on it is no time of the film', () => {
  const film = SAMPLE.slice(0, -1);
  const wrapped = SAMPLE.at(-1) ?? assert.fail();
  const worked = elapsed(foldAll(SAMPLE), 0);
  const day = 86_400_000;
  const adopted = film.find(({ event }) => event.type === 'take-adopted')?.event ?? assert.fail();
  assert.ok(adopted.type === 'take-adopted');
  const floor: Happened['event'] = {
    type: 'take-adopted',
    data: { ...adopted.data, slate: '1A-9', number: 9, origin: 'another/1A-1' },
  };
  const words: Happened['event'][] = [
    { type: 'take-dropped', data: { slate: '2B-2' } },
    { type: 'take-thumbed', data: { slate: '2B-2', up: true } },
    { type: 'shot-locked', data: { shot: '2B', locked: true } },
    { type: 'take-chosen', data: { slate: '2B-2', shot: '2B', because: null } },
    { type: 'reshoot-asked', data: { shot: '2B', note: null, because: null } },
    { type: 'greenlight-given', data: { stage: 'animatic', pilot: null, cap: null } },
    floor,
  ];
  const resumed = (from: number): Happened['event'] => ({ type: 'production-resumed', data: { from } });
  for (const word of words) {
    // Of a finished film, and of one whose process was killed, which is said by nobody.
    const after = foldAll([
      ...SAMPLE,
      { event: word, at: wrapped.at + day },
      { event: resumed(9), at: wrapped.at + 2 * day },
      { event: { type: 'take-unsent', data: { slate: '2B-2', reason: 'x' } }, at: wrapped.at + 2 * day + 300 },
    ]);
    assert.equal(elapsed(after, 0), worked + 300, word.type);
    const killed = foldAll([
      ...film,
      { event: word, at: wrapped.at + day },
      { event: resumed(9), at: wrapped.at + 2 * day },
      { event: wrapped.event, at: wrapped.at + 2 * day + 300 },
    ]);
    const last = film.at(-1)?.at ?? 0;
    assert.equal(elapsed(killed, 0), last - STARTED_AT + 300, word.type);
  }
});

test('waiting for a greenlight is no planning, whether a person says yes, no or nothing', () => {
  const [start] = SAMPLE as [Happened];
  const asked: Happened = {
    event: { type: 'greenlight-asked', data: { stage: 'animatic', price: usd(1), line: 'pilot A costs $1.00.' } },
    at: start.at + 400,
  };
  const waiting = foldAll([start, asked]);
  assert.equal(elapsed(waiting, asked.at + 60_000), 400);
  const yes = fold(
    waiting,
    { type: 'greenlight-given', data: { stage: 'animatic', pilot: null, cap: null } },
    asked.at + 60_000,
  );
  assert.equal(elapsed(yes, asked.at + 60_100), 500);
  const no = fold(waiting, { type: 'production-interrupted', data: { reason: 'waiting' } }, asked.at + 60_000);
  assert.equal(elapsed(no, asked.at + 90_000), 400);
  assert.equal(stageElapsed(no, 'planning', 0), 400);
});

test('a charge ends once: a second settlement or a release after it moves no money', () => {
  const state = foldAll([SAMPLE[0] as Happened, ...TROUBLE.map(({ event }) => ({ event, at: STARTED_AT }))]);
  assert.equal(state.money.spent, usd(0.3));
  assert.equal(state.money.reserved, usd(0.25));
  assert.equal(state.money.left, usd(5 - 0.3 - 0.25));
  assert.equal(state.money.charges['paid']?.basis, 'vendor');
  assert.equal(state.takes['9A-1']?.status, 'unsure');
  assert.equal(state.takes['9A-1']?.shot, '9A');
  assert.equal(state.takes['9B-1']?.failure?.kind, 'moderated');
});

test('a cut that came back stands beside the editor’s, also when he cuts anew, and no time is worked on it', () => {
  const state = foldAll(SAMPLE);
  const [candidate] = state.edit?.candidates ?? [];
  assert.ok(candidate !== undefined);
  const [later = 0] = SAMPLE.slice(-1).map(({ at }) => at + 86_400_000);
  const media = candidate.cut.clips[0]?.media ?? assert.fail();
  const event = (title: string): Happened['event'] => ({
    type: 'cut-imported',
    data: {
      candidate: { ...candidate, title, cut: { ...candidate.cut, id: 'edited' } },
      list: { name: 'cut.otio', sha256: media.sha256 },
      film: media,
      notCarried: [],
    },
  });
  const once = fold(state, event('one'), later);
  const twice = fold(once, event('two'), later);
  assert.deepEqual(twice.edit?.candidates.map(({ cut }) => cut.id).filter((id) => id === 'edited').length, 1);
  assert.equal(twice.edit?.candidates.at(-1)?.title, 'two');
  assert.equal(twice.edit?.recommended, state.edit?.recommended);
  assert.equal(elapsed(twice, later), elapsed(state, later));
  assert.equal(twice.status, 'done');
  const proposed = SAMPLE.find(({ event: { type } }) => type === 'cut-proposed') ?? assert.fail();
  const anew = fold(twice, proposed.event, later);
  assert.equal(anew.edit?.candidates.at(-1)?.title, 'two');
});

const PAID = { act: 'take 9A-1', provider: 'luma', model: 'ray-2', provenance: 'live' } as const;
const TROUBLE: Happened[] = (
  [
    { type: 'money-reserved', data: { ...PAID, reservation: 'paid', amount: usd(0.5) } },
    { type: 'money-reserved', data: { ...PAID, reservation: 'held', amount: usd(0.25) } },
    { type: 'money-reserved', data: { ...PAID, reservation: 'back', amount: usd(1) } },
    { type: 'money-settled', data: { reservation: 'paid', amount: usd(0.3), basis: 'vendor' } },
    { type: 'money-settled', data: { reservation: 'paid', amount: usd(4), basis: 'price-book' } },
    { type: 'money-released', data: { reservation: 'paid', reason: 'again' } },
    { type: 'money-released', data: { reservation: 'back', reason: 'refused' } },
    { type: 'money-settled', data: { reservation: 'never made', amount: ZERO, basis: 'free' } },
    { type: 'take-unsure', data: { slate: '9A-1', reason: 'the connection broke' } },
    {
      type: 'take-failed',
      data: { slate: '9B-1', kind: 'moderated', reason: 'refused', billed: false, retryable: false },
    },
    { type: 'production-failed', data: { code: 'provider', message: 'no way' } },
    { type: 'production-interrupted', data: { reason: 'Ctrl-C' } },
    { type: 'production-resumed', data: { from: 3 } },
  ] as Happened['event'][]
).map((event) => ({ event, at: STARTED_AT }));

function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}
