import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { MediaRef } from '../../film/media.ts';
import { foldAll } from '../../film/state.ts';
import { media, sampleProduction, type Happened } from '../../../test/fixtures/production.ts';
import { html } from './html.ts';
import { reportHtml } from './report.ts';

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
    'the picture is black for 0.8 s',
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

test('without any picture the page still stands', () => {
  const all = sampleProduction();
  const page = reportHtml(foldAll(all), recorded(all), () => null);
  assert.doesNotMatch(page, /<img|<video/);
  assert.deepEqual(unbalanced(page), []);
});

function pageOf(happened: Happened[]): string {
  return reportHtml(foldAll(happened), recorded(happened), address);
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
