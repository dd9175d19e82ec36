import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contract, Element } from '../film/contract.ts';
import { usd } from '../film/money.ts';
import { bandBeside, type Answer, type Review } from '../film/review.ts';
import { shotsOf } from '../film/screenplay.ts';
import { sampleScreenplay } from '../../test/fixtures/production.ts';
import { Unfit } from './agent.ts';
import { critic, FILM, type CriticInput } from './critic.ts';

const element = (id: string, kind: Element['kind'], text: string, must = false): Element => ({
  id,
  kind,
  text,
  must,
  weight: 0.2,
  of: null,
});
const contract: Contract = {
  schema: 'Contract.1',
  concept: 'A fisherman races home past a sign',
  hash: 'c'.repeat(64),
  elements: [
    element('e1', 'setting', 'mountain lake'),
    element('e2', 'subject', 'old fisherman', true),
    element('e3', 'action', 'race home'),
    element('e4', 'text', 'OPEN'),
    element('e5', 'mood', 'serene'),
  ],
};
/** Shot 1A answers for e1 and e5, every other for e2 and e3, and 2A and 2B for the sign. */
const screenplay = sampleScreenplay(contract.concept);
for (const shot of shotsOf(screenplay)) if (shot.scene === 2) shot.elements = ['e2', 'e3', 'e4'];
const shots = shotsOf(screenplay);

type Take = CriticInput['takes'][number];

function take(slate: string, some: Partial<Take> = {}): Take {
  return {
    slate,
    shot: slate.split('-')[0] ?? '',
    provider: 'luma',
    model: 'ray-2',
    provenance: 'live' as const,
    prompt: 'A lake.',
    cost: usd(0.4),
    warnings: [],
    used: true,
    ...some,
  };
}

function review(
  slate: string,
  overall: number | null,
  answers?: Record<string, number>,
  some: Partial<Review> = {},
): Review {
  const unjudged = { value: null, basis: 'unjudged' as const, evidence: [] };
  const looked = { value: 80, basis: 'judged' as const, evidence: [] };
  return {
    schema: 'Review.1',
    slate,
    provenance: answers === undefined ? 'offline' : 'live',
    measures: [],
    overall,
    scores: {
      visualAccuracy: answers === undefined ? unjudged : looked,
      styleConsistency: unjudged,
      technicalQuality: unjudged,
      narrativeFit: unjudged,
    },
    ...(answers === undefined
      ? {}
      : {
          answers: Object.entries(answers).map(([id, yes]): Answer => ({
            element: id,
            asked: `Is ${id} there?`,
            yes,
            confidence: 0.9,
            frame: 3,
          })),
        }),
    issues: [],
    suggestions: [],
    verdict: 'circle',
    reason: 'fine',
    ...some,
  };
}

/** Every shot with one take that scores so, all elements seen. */
function film(overall: number | null, some: Partial<CriticInput> = {}): CriticInput {
  return {
    production: 'run',
    pilot: FILM,
    qualityCeiling: 95,
    threshold: 85,
    contract,
    screenplay,
    takes: shots.map(({ id }) => take(`${id}-1`)),
    reviews: shots.map(({ id, elements }) =>
      review(`${id}-1`, overall, Object.fromEntries(elements.map((one) => [one, 1]))),
    ),
    money: { spent: usd(2.4), left: usd(1), retakes: shots.map(({ id }) => ({ shot: id, price: usd(0.4) })) },
    ...some,
  };
}

const wordOn = async (input: CriticInput) => (await critic.decide(input)).value;

test('a film that was looked at and stands is reached; the gaps are counted from the answers', async () => {
  const word = await wordOn(film(90));
  assert.deepEqual(
    [word.decision, word.delivery?.verdict, word.band, word.missing],
    ['deliver', 'reached', 'excellent', []],
  );
  assert.deepEqual(word.matched[0], { element: 'e1', slates: ['1A-1'], judged: true });
  assert.deepEqual(word.matched[3]?.slates, ['2A-1', '2B-1']);
});

test('where nobody has looked a film is unjudged, however well it measures', async () => {
  const blind = film(99, { reviews: shots.map(({ id }) => review(`${id}-1`, 99)) });
  const word = await wordOn(blind);
  assert.deepEqual([word.decision, word.delivery?.verdict, word.band], ['deliver', 'unjudged', 'unjudged']);
  assert.match(word.reason, /nobody has looked/);
  const pilot = await wordOn({ ...blind, pilot: 'A' });
  assert.deepEqual([pilot.decision, pilot.score, pilot.band], ['continue', 99, 'unjudged']);
  assert.ok(word.matched.every(({ judged }) => !judged));
  const half = film(99, { reviews: [...film(99).reviews.slice(1), review('1A-1', 99)] });
  assert.equal((await wordOn(half)).delivery?.verdict, 'unjudged');
  assert.match((await wordOn(half)).reason, /nobody has looked at 1A-1/);
  const unscored = await wordOn(film(null, { reviews: shots.map(({ id }) => review(`${id}-1`, null)) }));
  assert.deepEqual([unscored.delivery?.verdict, unscored.band], ['unjudged', 'unjudged']);
});

test('a band stands beside a verdict only where it says the same', async () => {
  assert.equal(bandBeside(await wordOn(film(90))), 'excellent');
  assert.equal(bandBeside(await wordOn(film(80))), null, 'good, and below what was asked for');
  assert.equal(bandBeside(await wordOn(film(50))), 'weak');
  assert.equal(bandBeside(await wordOn({ ...film(100), pilot: 'A' })), 'excellent');
  const lacking = film(100).reviews.map((one) => ({
    ...one,
    answers: one.answers?.map((asked) => ({ ...asked, yes: 0 })),
  }));
  const cancelled = await wordOn({ ...film(100), pilot: 'A', reviews: lacking });
  assert.deepEqual([cancelled.decision, cancelled.band, bandBeside(cancelled)], ['cancel', 'excellent', null]);
});

test('below the threshold it is delivered as such, with the shots, points and price that it would take', async () => {
  const input = film(90);
  input.reviews = input.reviews.map((one) => (one.slate.startsWith('2') ? { ...one, overall: 50 } : one));
  const word = await wordOn(input);
  assert.deepEqual([word.decision, word.delivery?.verdict, word.score], ['deliver', 'below', 76.7]);
  const { improvements = [] } = word.delivery ?? {};
  assert.deepEqual(
    improvements.map(({ shot, slate, price }) => [shot, slate, price]),
    [
      ['2A', '2A-1', 400_000],
      ['2B', '2B-1', 400_000],
    ],
    'the longer shot brings more for the same price',
  );
  assert.ok(
    improvements.every(({ gain }) => gain > 0.5 && gain < 10),
    JSON.stringify(improvements),
  );
  assert.match(word.reason, /76\.7, below the 85 .* 2A, 2B is expected to bring \d+\.\d points for \$0\.80/);
});

test('a lost must-have is below whatever the score says, and a film without a take is none', async () => {
  const input = film(95);
  for (const one of input.reviews)
    for (const answer of one.answers ?? []) if (answer.element === 'e2') answer.yes = 0.3;
  const word = await wordOn(input);
  assert.equal(word.delivery?.verdict, 'below');
  assert.match(word.reason, /“old fisherman” is not in it/);
  assert.match(word.missing[0]?.why ?? '', /not in 1B-1, .*30 % of the votes/);
  assert.equal(word.missing[0]?.must, true);
  const none = await wordOn(film(95, { takes: [], reviews: [] }));
  assert.deepEqual([none.decision, none.delivery?.verdict, none.delivery?.improvements.length], ['cancel', 'below', 6]);
});

test('a pilot is judged by its own takes: cancelled without one, when weak, and without a must-have', async () => {
  const pilot = (some: Partial<CriticInput>, overall = 90) => wordOn(film(overall, { pilot: 'A', ...some }));
  assert.deepEqual(await pilot({}).then(({ decision, delivery }) => [decision, delivery]), ['continue', null]);
  assert.equal((await pilot({}, 60)).decision, 'cancel');
  assert.equal((await pilot({ takes: [], reviews: [] })).decision, 'cancel');
  const unused = film(90).takes.map((one) => ({ ...one, used: one.shot === '1A' }));
  const lost = await pilot({ takes: unused });
  assert.equal(lost.decision, 'cancel');
  assert.match(lost.missing.find(({ element: id }) => id === 'e2')?.why ?? '', /no take of 1B, 2A, 2B, 3A, 3B is used/);
});

test('words that the cutting room lays over the shot are there, and no model is blamed for them', async () => {
  const lettered = structuredClone(screenplay);
  for (const shot of shotsOf(lettered))
    if (shot.scene === 2)
      shot.overlays = [{ text: 'Open', style: 'title', position: 'center', range: { start: 0, frames: 12 } }];
  const input = film(90, { screenplay: lettered });
  for (const one of input.reviews) for (const answer of one.answers ?? []) if (answer.element === 'e4') answer.yes = 0;
  const word = await wordOn(input);
  assert.deepEqual(word.missing, []);
  assert.deepEqual(word.lessons, []);
});

test('the same trouble in two takes of one model is a hypothesis with its evidence; in one it is bad luck', async () => {
  const input = film(90);
  const deny = (slate: string, id: string): void => {
    for (const one of input.reviews)
      if (one.slate === slate) for (const answer of one.answers ?? []) if (answer.element === id) answer.yes = 0.2;
  };
  deny('2A-1', 'e4');
  assert.deepEqual((await wordOn(input)).lessons, [], 'once');
  deny('2B-1', 'e4');
  deny('2A-1', 'e3');
  deny('3A-1', 'e3');
  const { lessons } = await wordOn(input);
  assert.deepEqual(
    lessons.map(({ trigger, action, status, provenance }) => [trigger.kind, action, status, provenance]),
    [
      ['text', { do: 'offload', to: 'overlay' }, 'hypothesis', 'live'],
      ['action', { do: 'settings', set: 'camera', value: 'slow' }, 'hypothesis', 'live'],
    ],
  );
  const [text, action] = lessons;
  assert.deepEqual(text?.scope, { provider: 'luma', model: 'ray-2', tier: null, conceptType: null });
  assert.deepEqual(
    [text?.proposedBy.slate, text?.proposedBy.quote],
    ['2A-1', 'Is e4 there? 20 % of the votes say yes.'],
  );
  assert.deepEqual(
    action?.evidence.map(({ slate, outcome }) => [slate, outcome]),
    [
      ['1B-1', 1],
      ['2A-1', 0.2],
      ['2B-1', 1],
      ['3A-1', 0.2],
      ['3B-1', 1],
    ],
    'what speaks against it is kept too',
  );
});

test('two models are two stories, and evidence is worth its weakest part', async () => {
  const input = film(90);
  for (const one of input.reviews) for (const answer of one.answers ?? []) if (answer.element === 'e4') answer.yes = 0;
  const mixed = input.takes.map((one) => (one.slate === '2B-1' ? { ...one, model: 'ray-3' } : one));
  assert.deepEqual((await wordOn({ ...input, takes: mixed })).lessons, []);
  const simulatedJudge = input.reviews.map((one) => ({ ...one, provenance: 'simulated' as const }));
  assert.deepEqual(
    (await wordOn({ ...input, reviews: simulatedJudge })).lessons.map(({ provenance }) => provenance),
    ['simulated'],
  );
  const rehearsed = input.takes.map((one) => ({ ...one, provenance: 'offline' as const }));
  assert.deepEqual(
    (await wordOn({ ...input, takes: rehearsed })).lessons.map(({ provenance }) => provenance),
    ['offline'],
  );
});

test('what is measured and what the maker says count where nobody has looked', async () => {
  const still = { name: 'freeze', value: 2, unit: 's', passed: false, note: 'stands still from 1.0 s to 3.0 s' };
  const style = { value: 55, basis: 'measured' as const, evidence: ['look is 37 % away from 1B-1'] };
  const input = film(80, {
    takes: shots.map(({ id }) =>
      take(`${id}-1`, id.startsWith('2') ? { warnings: ['cannot draw "OPEN": left out'] } : {}),
    ),
    reviews: shots.map(({ id }) => {
      const plain = review(`${id}-1`, 80);
      return id.startsWith('3')
        ? { ...plain, measures: [still], scores: { ...plain.scores, styleConsistency: style } }
        : plain;
    }),
  });
  const { lessons } = await wordOn(input);
  assert.deepEqual(
    lessons.map(({ action, evidence, proposedBy }) => [action, evidence[0]?.basis, proposedBy.quote]),
    [
      [{ do: 'offload', to: 'seed-frame' }, 'measured', 'look is 37 % away from 1B-1'],
      [{ do: 'offload', to: 'overlay' }, 'warned', 'cannot draw "OPEN": left out'],
      [{ do: 'settings', set: 'camera', value: 'slow' }, 'measured', 'freeze: stands still from 1.0 s to 3.0 s'],
    ],
  );
});

const DRAFT = {
  claim: 'ray-2 cannot letter a sign',
  trigger: { kind: 'text', words: ['open'] },
  action: { do: 'offload', to: 'split' },
  polarity: 'helps',
  fit: 0.8,
  slate: '2A-1',
  quote: 'is e4  there?',
};

function answer(some: object): string {
  return JSON.stringify({ decision: 'continue', reason: 'It holds together.', lessons: [], ...some });
}

test('a mind judges; scores, gaps and identities are counted here, and it cannot talk a lost film well', () => {
  const good = critic.read(answer({ decision: 'cancel', lessons: [DRAFT] }), film(90, { pilot: 'A' }));
  assert.deepEqual([good.decision, good.score, good.reason], ['cancel', 90, 'It holds together.']);
  const [lesson] = good.lessons;
  assert.deepEqual(
    [lesson?.claim, lesson?.provenance, lesson?.evidence.map(({ slate, outcome }) => [slate, outcome])],
    ['ray-2 cannot letter a sign', 'live', [['2A-1', 1], ['2B-1', 1]]],
    'the judge saw the sign: the claim stands beside that',
  ); // prettier-ignore
  assert.equal(lesson?.proposedBy.call, 'critique/A');
  assert.equal(critic.read(answer({}), film(50, { pilot: 'A' })).decision, 'cancel');
  assert.equal(critic.read(answer({ decision: 'cancel' }), film(90)).decision, 'deliver');
});

test('a claim that rests on nothing is left out; one that drops what was asked for is no answer', () => {
  const taken = (draft: object): number =>
    critic.read(answer({ lessons: [{ ...DRAFT, ...draft }] }), film(90)).lessons.length;
  assert.equal(taken({}), 1);
  assert.equal(taken({ slate: '9Z-1' }), 0, 'no such take');
  assert.equal(taken({ quote: 'the sign melts' }), 0, 'nobody said so');
  assert.equal(taken({ quote: '   ' }), 0, 'nothing is quoted');
  assert.equal(taken({ slate: '1A-1', quote: 'Is e1 there?' }), 0, 'no words in that take');
  for (const action of [{ do: 'drop' }, { do: 'rewrite', strategy: 'leave it out' }])
    assert.throws(() => taken({ action }), Unfit);
});
