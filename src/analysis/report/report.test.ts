import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { EventData, EventType, ProductionEvent } from '../../film/events.ts';
import { lessonOf } from '../../film/lesson.ts';
import type { MediaRef } from '../../film/media.ts';
import { usd, ZERO } from '../../film/money.ts';
import { foldAll } from '../../film/state.ts';
import { media, sampleProduction, type Happened } from '../../../test/fixtures/production.ts';
import { html } from './html.ts';
import { reportHtml } from './report.ts';

const TRUST = {
  reliability: 0.71,
  pairs: 12,
  selfLine: 'judge: reliability 0.71, from 12 takes judged twice',
  thumbsLine: 'thumbs: the judge ranks your ups over your downs in 80% of pairs',
};
const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';
const address = (ref: MediaRef) => (ref.sha256 === media('film', 'mp4', 0).sha256 ? 'film.mp4' : PIXEL);

test('the report of a finished film tells film, contract, plans, shots, scores, money and decisions', () => {
  const page = pageOf(sampleProduction());
  for (const id of ['warnings', 'contract', 'pilots', 'decisions', 'shots', 'sound', 'money', 'record']) {
    assert.match(page, new RegExp(`<section id="${id}">`), id);
  }
  const words = page
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
  for (const expected of [
    'Still Water',
    'old fisherman',
    'runway gen4_turbo',
    'The picture is black for 0.8 s',
    'no vision model is configured',
    'unjudged',
    'Evening comes to the lake.',
    'price book of 2026-11-01',
    '$1.50',
    'The light jumps from night to dusk between shots 1 and 2.',
    'stone jetty',
    '-14.1 LUFS',
    'Low warm light from the left',
    'offline',
    `${sampleProduction().length} events`,
  ]) {
    assert.ok(words.includes(expected), expected);
  }
  assert.match(page, /<video\s[^>]*src="film\.mp4"\s[^>]*poster="data:image\/png/);
  assert.equal(page.match(/class="still"/g)?.length, 6);
});

test('a shot shows the take that is in the film: the winner’s of a competition, and the one that a person chose', () => {
  const happened = sampleProduction();
  const last = happened.at(-1)?.at ?? 0;
  const after = (events: ProductionEvent[]): string => {
    const state = foldAll([...happened, ...events.map((event) => ({ event, at: last }))]);
    const page = reportHtml(state, [], ({ sha256 }) => `${sha256.slice(0, 12)}.png`, null);
    return /id="shot-2B">\s*<img class="still" src="(\w+)/.exec(page)?.[1] ?? '';
  };
  const pictureOf = (slate: string): string => media(slate, 'mp4', 412_000).sha256.slice(0, 12);
  const entrant = { provider: 'luma', model: 'ray-2' };
  const lost: ProductionEvent = {
    type: 'competition-planned',
    data: {
      round: 1,
      line: 'A against B',
      limit: usd(1),
      shares: [],
      rejected: [],
      entrants: [
        { ...entrant, pilot: 'A', takes: [{ slate: '2B-2', shot: '2B' }] },
        { ...entrant, pilot: 'B', takes: [{ slate: '2B-1', shot: '2B' }] },
      ],
    },
  };
  const chosen: ProductionEvent = { type: 'take-chosen', data: { slate: '2B-1', shot: '2B', because: null } };
  assert.equal(after([]), pictureOf('2B-2'));
  assert.equal(after([lost]), pictureOf('2B-1'));
  assert.equal(after([chosen]), pictureOf('2B-1'));
});

test('what is told shot by shot comes in the order of the story, and slates stay whole', () => {
  const happened = sampleProduction();
  const voices = happened.filter(({ event }) => event.type === 'voice-adopted');
  const critique = happened.find(({ event }) => event.type === 'pilot-critiqued')?.event ?? assert.fail();
  assert.ok(critique.type === 'pilot-critiqued');
  critique.data.matched = [{ element: 'e1', slates: ['3A-1', '1A-1', '2B-2'], judged: true }];
  critique.data.reason = 'the picture of 2B-1 is black.';
  const others = happened.filter(({ event }) => event.type !== 'voice-adopted');
  const late = voices.toReversed().map(({ event }) => ({ event, at: happened.at(-1)?.at ?? 0 }));
  const page = pageOf([...others, ...late]);
  const textOf = (id: string): string =>
    (new RegExp(`<section id="${id}">.*?</section>`, 's').exec(page)?.[0] ?? '').replaceAll(/<[^>]+>|\s+/g, ' ');
  assert.match(textOf('sound'), /1A .*2A .*3B .*Music: serene, 15\.0 s, made here/);
  assert.match(textOf('gaps'), /1A-1 +, +2B-2 +, +3A-1/);
  assert.match(page, /<p>The picture of <span class="whole">2B-1<\/span> is black\.<\/p>/);
  assert.match(page, /\.whole\{white-space:nowrap\}/);
});

test('the page asks nobody for anything', () => {
  const page = pageOf(sampleProduction());
  assert.doesNotMatch(page, /<script|<link|<iframe|@import|url\(|\son\w+=/i);
  const addresses = [...page.matchAll(/(?:src|href|poster)="([^"]*)"/g)].map(([, target]) => target ?? '');
  assert.ok(addresses.length > 8);
  assert.deepEqual(
    addresses.filter((target) => !/^(?:film\.mp4|data:image\/png;|#shot-)/.test(target)),
    [],
  );
  assert.match(page, /Content-Security-Policy/);
});

test('an element that no shot answers for, and one that the critic missed, stand out', () => {
  const page = pageOf(sampleProduction());
  const row = /<tr[^>]*>(?:(?!<\/tr>).)*red boat.*?<\/tr>/s.exec(page)?.[0] ?? '';
  assert.match(row, /not seen/);
  assert.match(row, /in no shot/);
});

test('a film below what was asked for is told with its gaps, what would mend it, and what is to be tried', () => {
  const all = sampleProduction();
  const at = all.findIndex(({ event }) => event.type === 'pilot-critiqued');
  const lesson = lessonOf({
    claim: 'A <b>boat</b> needs a picture',
    polarity: 'helps',
    fit: 1,
    provenance: 'simulated',
    trigger: { kind: 'subject', words: null },
    action: { do: 'offload', to: 'seed-frame' },
    scope: { provider: 'luma', model: 'ray-2', tier: null, conceptType: null },
    proposedBy: { production: 'run', agent: 'critic', call: null, slate: '2A-1', quote: 'no <i>boat</i>' },
    evidence: [],
  });
  const critique: EventData<'pilot-critiqued'> = {
    schema: 'Critique.2',
    pilot: 'film',
    provenance: 'offline',
    decision: 'deliver',
    score: 71.5,
    band: 'acceptable',
    matched: [{ element: 'e1', slates: ['1A-1'], judged: true }],
    missing: [{ element: 'e4', must: false, why: 'not in 2A-1' }],
    quality: [{ slate: '2A-1', issue: 'the oars melt' }],
    reason: 'Scored 71.5, below the 85 that was asked for.',
    lessons: [lesson],
    delivery: {
      threshold: 85,
      verdict: 'below',
      improvements: [{ shot: '2A', slate: '2A-1', score: 62, gain: 3.25, price: usd(0.4), why: '62 is below 85' }],
    },
  };
  const { id, claim, provenance } = lesson;
  const page = pageOf([
    ...all.slice(0, at + 1),
    { event: { type: 'pilot-critiqued', data: critique }, at: all[at]!.at },
    {
      event: {
        type: 'lessons-proposed',
        data: { pilot: 'film', lessons: [{ id, claim, provenance, news: 'evidence' }] },
      },
      at: all[at]!.at,
    },
  ]);
  assert.deepEqual(unbalanced(page), []);
  for (const text of [
    'not in <span class="whole">2A-1</span>',
    'the oars melt',
    '85 points',
    'below',
    '$0.40',
    '+3.3',
    'known, more evidence',
  ])
    assert.ok(page.includes(text), text);
  assert.ok(page.includes('A &lt;b&gt;boat&lt;/b&gt; needs a picture') && page.includes('no &lt;i&gt;boat&lt;/i&gt;'));
});

test('who competed, what the dailies decided, how the cuts hold and what the minds cost are told', () => {
  const all = sampleProduction();
  const { at } = all.at(-1)!;
  const say = <T extends EventType>(type: T, data: EventData<T>) => ({ event: { type, data } as ProductionEvent, at });
  const judged: EventData<'take-reviewed'> = {
    ...all.flatMap(({ event }) =>
      event.type === 'take-reviewed' && event.data.slate === '1A-1' ? [event.data] : [],
    )[0]!,
    overall: 78,
    answers: [{ element: 'e1', asked: 'Is it there?', yes: 1, confidence: 1, frame: 3 }],
  };
  const test = (pilot: string, slate: string) => ({
    pilot,
    provider: 'sim:luma',
    model: `model ${pilot}`,
    takes: [{ shot: '1A', slate }],
  });
  const money = { provider: 'sim', model: 'claude', provenance: 'simulated' } as const;
  const reservation = 'mind/review/1A-1/1/1';
  const page = pageOf([
    ...all,
    say('competition-planned', {
      round: 1,
      line: 'B wins 60 % of draws: <b>two</b> are tested',
      shares: [
        { pilot: 'A', wins: 0.4 },
        { pilot: 'B', wins: 0.6 },
      ],
      limit: usd(0.9),
      entrants: [test('A', '1A-1'), test('B', '1A-9')],
      rejected: [{ option: 'all three', why: 'C would take $1.40' }],
    }),
    say('competition-decided', {
      winner: 'B',
      line: 'B goes on',
      verdicts: [
        { pilot: 'A', decision: 'cancel', overtakes: 0.07, predicted: 310, score: 78, band: 'good', spent: usd(0.2), returned: usd(1.3), reason: 'A is behind' },
        { pilot: 'B', decision: 'continue', overtakes: 1, predicted: 420, score: 91, band: 'excellent', spent: usd(0.3), returned: ZERO, reason: 'B leads' },
      ], // prettier-ignore
    }),
    say('take-reviewed', judged),
    say('dailies-decided', { shot: '1A', slate: '1A-1', verdict: 'reshoot', line: 'retake 1A: +6.1 points for $0.40', escalation: null }),
    say('take-thumbed', { slate: '1A-1', up: false }),
    say('reshoot-asked', { shot: '1A', note: 'the <i>mug</i> is missing', because: null }),
    say('continuity-judged', { from: '1A-1', to: '1B-1', score: 61, measured: 80, judged: 61, evidence: ['another jacket'] }),
    say('continuity-judged', { from: '1B-1', to: '2A-1', score: 88, measured: 88, judged: null, evidence: [] }),
    say('mind-asked', { call: 'review/1A-1/1', turn: 1, prompt: 'qa-verifier.2', provider: 'sim', model: 'claude', question: 'q', reservation }),
    say('money-reserved', { reservation, act: 'qa-verifier', ...money, amount: usd(0.1) }),
    say('mind-answered', { call: 'review/1A-1/1', turn: 1, stop: 'end', text: '{}', usage: { input: 1_200, cacheRead: 34_567, cacheWrite: 0, output: 890 }, problem: null }),
    say('money-settled', { reservation, amount: usd(0.0425), basis: 'usage' }),
  ]); // prettier-ignore
  assert.deepEqual(unbalanced(page), []);
  const part = (id: string): string => new RegExp(`<section id="${id}">.*?</section>`, 's').exec(page)?.[0] ?? '';
  const holds = (id: string, texts: string[]): void => {
    for (const text of texts) assert.ok(part(id).includes(text), `${id}: ${text}`);
  };
  holds('competition', ['&lt;b&gt;two&lt;/b&gt;', 'B 60 %', 'model A', 'Not: all three', 'C would take $1.40', 'from 90 excellent, 75 good, 65 acceptable', '$1.30', 'A is behind', '7 %']); // prettier-ignore
  assert.match(part('competition'), /1A-1<\/span>.*?78<\/td>.*?good/s);
  holds('dailies', ['Retake 1A: +6.1 points for $0.40', 'thumb down', 'the &lt;i&gt;mug&lt;/i&gt; is missing', 'Judge: reliability 0.71', 'Thumbs: the judge ranks']); // prettier-ignore
  holds('continuity', ['1 of 2 below 70', '<b class="missing">61</b>', 'another jacket']);
  holds('minds', ['qa-verifier', '34,567', '890', '$0.05']);
  assert.match(part('shots'), /78<\/span>\s*<small class="trust"[^>]*>reliability 0\.71, 12 takes judged twice/);
  assert.equal(part('shots').match(/class="trust"/g)?.length, 1, 'only where somebody has looked');
});

test('words are words, whatever they look like', () => {
  const concept = `"><script>alert('1')</script><img src=x onerror=alert(1)> & \u202E\u0007 &lt;b&gt; {{7*7}} \${x}`;
  const page = pageOf(sampleProduction({ concept }));
  assert.doesNotMatch(page, /<script|<img src=x|\u202E|(?!\n)\p{Cc}/u);
  assert.ok(page.includes('&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;'));
  assert.ok(page.includes('&amp;lt;b&amp;gt; {{7*7}} ${x}'));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (any) => {
      assert.doesNotMatch(html`${any}`.source, /[<>"']/);
    }),
  );
});

test('at every moment of a production the report can be made, and its tags are balanced', () => {
  const all = sampleProduction({ concept: `<b>${'long '.repeat(200)}` });
  for (let count = 0; count <= all.length; count++) {
    const page = pageOf(all.slice(0, count));
    assert.deepEqual(unbalanced(page), [], `after ${count} events`);
  }
});

test('trouble is said first: a failed production, a refused take, one that nobody knows of', () => {
  const start = sampleProduction().slice(0, 6);
  const at = start.at(-1)?.at ?? 0;
  const page = pageOf([
    ...start,
    {
      event: {
        type: 'take-failed',
        data: { slate: '1A-1', kind: 'moderated', reason: 'a face', billed: true, retryable: false },
      },
      at,
    },
    { event: { type: 'take-unsure', data: { slate: '1B-1', reason: 'the line broke' } }, at },
    { event: { type: 'production-failed', data: { code: 'media', message: 'no encoder' } }, at },
  ]);
  assert.match(page, /<b>media<\/b>\s+no encoder/);
  assert.match(page, /<b>moderated<\/b>\s+a face \(billed\)/);
  assert.match(page, /<b>unsure<\/b>\s+the line broke/);
  assert.match(page, /There is no film yet/);
});

test('the animatic stands alone until there is a film, and then beside it', () => {
  const all = sampleProduction();
  const planned = all.findIndex(({ event }) => event.type === 'quote-made') + 1;
  const drawn: Happened = {
    event: {
      type: 'animatic-drawn',
      data: { media: media('animatic', 'mp4', 1), contactSheet: media('panels', 'jpg', 1), seconds: 15, frames: 360 },
    },
    at: all[planned - 1]?.at ?? 0,
  };
  const names = new Map(
    ['film.mp4', 'animatic.mp4', 'panels.jpg'].map((name) => [media(name.replace(/\..*/, ''), '', 0).sha256, name]),
  );
  const pageAfter = (happened: Happened[]) =>
    reportHtml(foldAll(happened), recorded(happened), ({ sha256 }) => names.get(sha256) ?? PIXEL, null);

  const waiting = pageAfter([...all.slice(0, planned), drawn]);
  assert.deepEqual(videosOf(waiting), ['animatic.mp4']);
  assert.match(waiting, /There is no film yet: this is its animatic/);
  assert.match(
    waiting,
    /<details open>\s*<summary>Contact sheet of the animatic<\/summary>\s*<img[^>]* src="panels\.jpg"/,
  );
  assert.deepEqual(unbalanced(waiting), []);

  const finished = pageAfter([...all.slice(0, planned), drawn, ...all.slice(planned)]);
  assert.deepEqual(videosOf(finished), ['film.mp4', 'animatic.mp4']);
  assert.doesNotMatch(finished, /There is no film yet/);
  assert.deepEqual(unbalanced(finished), []);
});

test('without any picture the page still stands', () => {
  const all = sampleProduction();
  const page = reportHtml(foldAll(all), recorded(all), () => null, null);
  assert.doesNotMatch(page, /<img|<video/);
  assert.deepEqual(unbalanced(page), []);
});

function pageOf(happened: Happened[]): string {
  return reportHtml(foldAll(happened), recorded(happened), address, TRUST);
}

function videosOf(page: string): string[] {
  return [...page.matchAll(/<video\s[^>]*src="([^"]*)"/g)].map(([, address]) => address ?? '');
}

function recorded(happened: Happened[]) {
  return happened.map(({ event, at }) => ({ ...event, at }));
}

/** Tags that are closed in the wrong order or not at all. */
function unbalanced(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, slash, name = ''] of page
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
    if (['meta', 'img'].includes(name)) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}
