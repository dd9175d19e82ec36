import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { StudioError } from '../../errors.ts';
import { usd } from '../../film/money.ts';
import type { KeyFrame, VideoRequest } from '../../film/request.ts';
import { clipFor, estimateOf, handoverOf, promptFor, readPicture, refusedHere, type Seller } from './order.ts';
import type { ModelCard } from './spec.ts';

const CARD: ModelCard = {
  model: 'one',
  aspects: ['16:9', '9:16'],
  resolutions: ['540p', '1080p'],
  durations: [5, 9],
  promptLimit: 40,
  textToVideo: true,
  firstFrame: true,
  lastFrame: false,
  continuation: false,
  image: { handover: 'data', maxBytes: 1_000, minSide: 300, aspect: { min: 0.5, max: 2 }, formats: ['png', 'jpeg'] },
  expectedSeconds: 30,
  timeoutSeconds: 600,
  concurrency: 1,
  asOf: '2026-11-27',
  source: 'a test',
};
const seller: Seller = { vendor: 'acme', card: CARD };
const frame: KeyFrame = {
  media: { sha256: '0'.repeat(64), extension: 'png', bytes: 500 },
  url: null,
  width: 1280,
  height: 720,
  from: 'seed logo.png',
};

/** What the helpers read of a request. */
function wish(more: Partial<VideoRequest> = {}): VideoRequest {
  const request = { aspect: '16:9', resolution: '540p', rate: { num: 24, den: 1 }, frames: 96, ...more };
  return request as VideoRequest;
}

describe('clipFor', () => {
  const sold: [string, Partial<VideoRequest>, ModelCard['durations'], number][] = [
    ['the shortest that holds the shot', { frames: 96 }, [5, 9], 5],
    ['exactly what is sold', { frames: 120 }, [5, 9], 5],
    ['the next when a frame more is asked', { frames: 121 }, [5, 9], 9],
    [
      'what is sold, whatever a division makes of it',
      { frames: 150, rate: { num: 30_000, den: 1_001 } },
      [5.005, 9],
      5.005,
    ],
    ['any length within bounds', { frames: 100 }, { min: 2, max: 10 }, 100 / 24],
    ['the least within bounds', { frames: 12 }, { min: 2, max: 10 }, 2],
  ];
  for (const [name, more, durations, seconds] of sold) {
    it(`buys ${name}`, () => {
      assert.equal(clipFor(wish(more), { ...seller, card: { ...CARD, durations } }).seconds, seconds);
    });
  }

  it('takes the next resolution above the one that is asked for', () => {
    assert.equal(clipFor(wish({ resolution: '720p' }), seller).resolution, '1080p');
  });

  const refused: [string, Partial<VideoRequest>, RegExp, RegExp][] = [
    [
      'a shot that is too long',
      { frames: 264 },
      /^acme one sells clips of 5 or 9 s; this shot needs 11 s$/,
      /--scenes/,
    ],
    ['an aspect', { aspect: '1:1' }, /no film at 1:1$/, /16:9 and 9:16.*--aspect/],
  ];
  for (const [name, more, message, hint] of refused) {
    it(`refuses ${name} with a way out`, () => {
      assert.throws(
        () => clipFor(wish(more), seller),
        (error) =>
          error instanceof StudioError &&
          error.code === 'usage' &&
          message.test(error.message) &&
          hint.test(error.hint ?? ''),
      );
    });
  }

  it('refuses a resolution above all that are sold', () => {
    const card: ModelCard = { ...CARD, resolutions: ['540p'] };
    assert.throws(() => clipFor(wish({ resolution: '720p' }), { ...seller, card }), /no film at 720p/);
  });
});

describe('estimateOf', () => {
  it('prices the clip that is bought and says what is not as asked', () => {
    const asked: object[] = [];
    const estimate = estimateOf(wish({ resolution: '720p', frames: 96 }), {
      seller,
      prices: (clip) => {
        asked.push(clip);
        return { amount: usd(0.5), asOf: '2026', source: 'the book' };
      },
      warnings: ['a warning of the adapter'],
    });
    assert.deepEqual(asked, [{ model: 'one', aspect: '16:9', seconds: 5, resolution: '1080p' }]);
    assert.deepEqual(estimate, {
      price: usd(0.5),
      ceiling: usd(0.5),
      seconds: 5,
      resolution: '1080p',
      source: 'the book',
      warnings: ['acme one sells 1080p instead of 720p', 'a warning of the adapter'],
    });
  });
});

describe('promptFor', () => {
  const cases: [string, string, string][] = [
    [
      'leaves what fits as it is',
      'A lighthouse at dusk. Waves below it now',
      'A lighthouse at dusk. Waves below it now',
    ],
    ['ends with a sentence', 'A lighthouse at dusk. Waves below it now and for ever.', 'A lighthouse at dusk.'],
    ['takes a sentence that ends at the limit', `${'a'.repeat(39)}. And more of it.`, `${'a'.repeat(39)}.`],
    [
      'does not take a number for an end',
      'A 3.5 metre wave and a very long way to go',
      'A 3.5 metre wave and a very long way to',
    ],
    [
      'ends with a word where the only end of a sentence is far too early',
      'Dusk. A lighthouse, very far away, blinking',
      'Dusk. A lighthouse, very far away',
    ],
    [
      'keeps the quotation mark of a sentence',
      '“Come home at once, keeper of lights!” she says to him.',
      '“Come home at once, keeper of lights!”',
    ],
    [
      'ends with a sentence of a script without blanks',
      `${'湖'.repeat(30)}。${'夜'.repeat(30)}。`,
      `${'湖'.repeat(30)}。`,
    ],
    ['cuts a text without any end', 'x'.repeat(60), 'x'.repeat(40)],
    ['never cuts through a character', `${'x'.repeat(39)}😀😀`, 'x'.repeat(39)],
  ];
  for (const [name, prompt, kept] of cases) {
    it(name, () => {
      const { prompt: got, warning } = promptFor(prompt, seller);
      assert.equal(got, kept);
      assert.equal(warning === null, prompt === kept);
      if (warning !== null)
        assert.match(warning, new RegExp(`the last ${prompt.length - kept.length} of ${prompt.length}`));
    });
  }

  it('leaves every prompt whole where no limit is known', () => {
    const card = { ...CARD, promptLimit: null };
    assert.equal(promptFor('x'.repeat(9_000), { ...seller, card }).prompt.length, 9_000);
  });
});

describe('handoverOf', () => {
  const to = (
    given: KeyFrame | null,
    card: Partial<ModelCard> = {},
    which: 'first' | 'last' = 'first',
    loopback = false,
  ) => handoverOf(given, { seller: { ...seller, card: { ...CARD, ...card } }, which, loopback });
  const byUrl = { image: { ...CARD.image!, handover: 'url' as const } };
  const at = (url: string): KeyFrame => ({ ...frame, url });

  it('hands over bytes where it can, an address where that is all there is', () => {
    assert.equal(to(null), null);
    assert.deepEqual(to(frame), { kind: 'file', frame });
    assert.deepEqual(to({ ...at('https://a.example/b.png'), media: null }), {
      kind: 'url',
      url: 'https://a.example/b.png',
    });
    assert.deepEqual(to(at('https://a.example/b.png'), byUrl), { kind: 'url', url: 'https://a.example/b.png' });
  });

  it('gives an address on this machine to simulators only', () => {
    assert.equal(typeof to(at('http://127.0.0.1:80/b.png'), byUrl), 'string');
    assert.deepEqual(to(at('http://127.0.0.1:80/b.png'), byUrl, 'first', true), {
      kind: 'url',
      url: 'http://127.0.0.1:80/b.png',
    });
    for (const url of ['http://a.example/b.png', 'file:///b.png', 'b.png']) {
      assert.equal(typeof to(at(url), byUrl, 'first', true), 'string', url);
    }
  });

  const troubles: [string, KeyFrame, Partial<ModelCard>, RegExp][] = [
    ['has only a file', frame, byUrl, /by public address only/],
    ['is too small', { ...frame, width: 400, height: 200 }, {}, /300 pixels at least, this has 400×200/],
    ['is too wide', { ...frame, width: 2_000, height: 900 }, {}, /0\.5 to 2 times/],
    ['is too large', { ...frame, media: { ...frame.media!, bytes: 2_000_000 } }, {}, /this has 2 MB/],
    ['is of another kind', { ...frame, media: { ...frame.media!, extension: 'gif' } }, {}, /png and jpeg, this is gif/],
    ['is not wanted', frame, { firstFrame: false }, /takes none/],
  ];
  for (const [name, given, card, why] of troubles) {
    it(`says why not, when a picture ${name}`, () => {
      const said = to(given, card);
      assert.ok(typeof said === 'string');
      assert.match(said, /^acme one got no first picture \(seed logo\.png\): /);
      assert.match(said, why);
    });
  }
});

describe('readPicture', () => {
  it('believes the first bytes, not the name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'studio-picture-'));
    const path = join(folder, 'picture.png');
    const read = async (bytes: string) => {
      writeFileSync(path, Buffer.from(bytes, 'latin1'));
      return readPicture(frame, () => path);
    };
    assert.equal((await read('\xff\xd8\xff\xe0 and more')).type, 'image/jpeg');
    assert.equal((await read('\x89PNG\r\n\x1a\n and more')).type, 'image/png');
    assert.equal((await read('RIFF\0\0\0\0WEBPVP8 ')).type, 'image/webp');
    await assert.rejects(read('<svg>'), /no PNG, JPEG or WebP/);
    rmSync(folder, { recursive: true });
    await assert.rejects(
      readPicture(frame, () => path),
      /cannot be read/,
    );
  });
});

describe('refusedHere', () => {
  const signal = new AbortController().signal;

  it('makes an outcome of what was refused before it was sent', () => {
    const outcome = refusedHere(new StudioError('usage', 'too long', { hint: 'Shorten it.' }), signal);
    assert.deepEqual(outcome, { kind: 'refused', why: 'rejected', reason: 'too long. Shorten it.' });
  });

  it('throws what a broken machine says, and the reason of an abort', () => {
    assert.throws(() => refusedHere(new TypeError('a bug'), signal), /a bug/);
    assert.throws(() => refusedHere(new StudioError('usage', 'x'), AbortSignal.abort(new Error('enough'))), /enough/);
  });
});
