import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { MicroUsd } from '../../src/film/money.ts';
import type { VoiceRequest } from '../../src/film/request.ts';
import { speechWords } from '../../src/film/speech.ts';
import { decodeWav } from '../../src/film/wav.ts';
import type { Speech, VoiceProvider } from '../../src/providers/voice/spec.ts';

/** The vendor behind a provider, as seen from its own side of the wire. */
export interface VoiceVendor {
  /** Replaces what goes wrong, and counts from the beginning. */
  faults(...plan: string[]): Promise<void>;
  /** Requests for a line that arrived so far. */
  asked(): Promise<number>;
  /** What it charges for so far. */
  billed(): Promise<{ lines: number; total: MicroUsd }>;
}

export interface VoiceProviderCase {
  name: string;
  open(): Promise<{ voice: VoiceProvider; close(): Promise<void> }>;
}

export interface PaidVoiceCase {
  name: string;
  /** Faults that the provider cannot see, by name, and why. */
  excused?: Record<string, string>;
  open(): Promise<{ voice: VoiceProvider; vendor: VoiceVendor; close(): Promise<void> }>;
}

const STYLES = ['calm', 'warm', 'energetic', 'dramatic', 'professional'] as const;
const LINES = [
  'A weathered lighthouse stands alone, at dusk. Nobody comes.',
  '“Wait,” she said — at 5.',
  '夕暮れの湖は静かです。',
  'x',
];

/** What a fault of the vendor is to an order, and lines that the vendor charges for although it was no success. */
const FAULTS: [string, string, string | null, number][] = [
  ['err_5xx_before_accept', 'unsure', null, 0],
  ['html_502', 'unsure', null, 0],
  ['overload_503', 'unsure', null, 0],
  ['reset_before_accept', 'unsure', null, 0],
  ['accept_then_5xx', 'unsure', null, 1],
  ['accept_then_reset', 'unsure', null, 1],
  ['malformed_json_200', 'unsure', null, 1],
  ['truncated_body', 'unsure', null, 1],
  ['rate_429', 'busy', null, 0],
  ['rate_429_retry_after', 'busy', null, 0],
  ['concurrency_429', 'busy', null, 0],
  ['reject_401', 'refused', 'credentials', 0],
  ['insufficient_balance', 'refused', 'balance', 0],
  ['validation_400', 'refused', 'rejected', 0],
  ['moderation_input', 'refused', 'moderated', 0],
];

/** What every voice has to keep, whoever speaks. */
export function voiceProviderConformance({ name, open }: VoiceProviderCase): void {
  describe(`voice ${name}`, () => {
    let opened: Awaited<ReturnType<VoiceProviderCase['open']>>;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    it('estimates the same twice, from a source, and nothing where it may simply be repeated', () => {
      const { voice } = opened;
      const first = voice.estimate(lineOf());
      assert.deepEqual(voice.estimate(lineOf()), first);
      assert.ok(first.model !== '' && first.source !== '');
      assert.ok(Number.isInteger(first.price));
      assert.equal(first.price === 0, voice.repeatable);
      assert.equal(voice.repeatable, voice.provenance === 'offline');
    });

    it('speaks the words of a line in order, inside the sound, in every script', async () => {
      for (const [i, text] of LINES.entries()) {
        const { speech } = await spoken(opened.voice, lineOf({ text, style: STYLES[i] ?? 'calm' }));
        const wav = decodeWav(speech.wav);
        assert.equal(wav?.channels.length, 1);
        assert.ok(Math.abs((wav.channels[0]?.length ?? 0) / wav.sampleRate - speech.seconds) < 1e-9);
        assert.deepEqual(wordsOf(speech), speechWords(text));
        let before = 0;
        for (const { word, start, end } of speech.words) {
          assert.ok(before <= start && start <= end && end <= speech.seconds, `${word} ${start} ${end}`);
          before = end;
        }
        assert.ok(before > 0);
      }
    });

    it('speaks in every style, and faster where the picture is short', async () => {
      for (const style of STYLES) {
        const natural = await spoken(opened.voice, lineOf({ style }));
        const hurried = await spoken(opened.voice, lineOf({ style, secondsAvailable: 0.5 }));
        assert.ok(hurried.speech.seconds < natural.speech.seconds);
        assert.ok(hurried.speech.seconds > natural.speech.seconds / 1.25);
        assert.deepEqual(natural.speech.warnings, []);
        assert.match(hurried.speech.warnings.join(), /leaves 0\.5 s/);
      }
    });

    it('says nothing once it is stopped', async () => {
      await assert.rejects(opened.voice.speak(lineOf(), AbortSignal.abort(new Error('stopped'))));
    });
  });
}

/** What a voice has to keep beyond that when every line costs money. */
export function paidVoiceConformance({ name, open, excused = {} }: PaidVoiceCase): void {
  voiceProviderConformance({ name, open });

  describe(`paid voice ${name}`, () => {
    const signal = new AbortController().signal;
    let opened: Awaited<ReturnType<PaidVoiceCase['open']>>;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    it('is billed what it estimated, once for each line', async () => {
      const { voice, vendor } = opened;
      for (const text of LINES) {
        const before = await vendor.billed();
        const { speech } = await spoken(voice, lineOf({ text }));
        const after = await vendor.billed();
        assert.equal(after.lines, before.lines + 1);
        assert.equal(after.total - before.total, speech.cost ?? voice.estimate(lineOf({ text })).price);
      }
    });

    it('refuses to price a text that is too long, before anything is asked', async () => {
      const { voice, vendor } = opened;
      const asked = await vendor.asked();
      assert.throws(() => voice.estimate(lineOf({ text: 'word '.repeat(20_000) })), { code: 'usage', hint: /./ });
      assert.equal(await vendor.asked(), asked);
    });

    for (const [fault, kind, why, lines] of FAULTS) {
      it(`asks once and tells right when there is ${fault}`, { skip: excused[fault] ?? false }, async () => {
        const { voice, vendor } = opened;
        await vendor.faults(fault);
        const [asked, billed] = [await vendor.asked(), await vendor.billed()];
        const outcome = await voice.speak(lineOf({ text: `${fault} or not` }), signal);
        assert.equal(outcome.kind, kind, told(outcome));
        if (why !== null) assert.ok(outcome.kind === 'refused' && outcome.why === why, told(outcome));
        if (fault.endsWith('retry_after')) assert.ok(outcome.kind === 'busy' && (outcome.retryAfterMs ?? 0) > 0);
        assert.equal((await vendor.asked()) - asked, 1);
        assert.equal((await vendor.billed()).lines - billed.lines, lines);
        await vendor.faults();
      });
    }

    it('stops waiting when told, with the reason, and asks nothing once it is stopped', async () => {
      const { voice, vendor } = opened;
      const asked = await vendor.asked();
      await assert.rejects(voice.speak(lineOf(), AbortSignal.abort(new Error('stopped before'))), /stopped before/);
      await vendor.faults('slow_body');
      const stop = new AbortController();
      const speaking = voice.speak(lineOf(), stop.signal);
      const stopped = assert.rejects(speaking, /stopped while waiting/);
      while ((await vendor.asked()) === asked) await delay(10);
      stop.abort(new Error('stopped while waiting'));
      await stopped;
      assert.equal((await vendor.asked()) - asked, 1);
      await vendor.faults();
    });

    it('finds a line whose answer was lost, and only that one', async (test) => {
      const { voice, vendor } = opened;
      if (voice.find === undefined) return test.skip('the vendor has no history');
      const request = lineOf({ text: 'This answer gets lost on its way.' });
      await vendor.faults('accept_then_reset');
      const sentAt = Date.now();
      assert.equal((await voice.speak(request, signal)).kind, 'unsure');
      await vendor.faults();
      const lost = { request, sentAt, now: sentAt + 3_600_000, quietMs: 3_600_000, claimed: new Set<string>() };
      const found = await voice.find(lost, signal);
      assert.ok(found.kind === 'found', told(found));
      assert.ok(found.order.speech.seconds > 0 && decodeWav(found.order.speech.wav) !== null);
      assert.deepEqual(wordsOf(found.order.speech), speechWords(request.text));
      assert.equal((await voice.find({ ...lost, claimed: new Set([found.order.id]) }, signal)).kind, 'absent');
      const never = { ...lost, request: lineOf({ text: 'Nobody has ever said this.' }) };
      assert.equal((await voice.find(never, signal)).kind, 'absent');
      assert.equal((await voice.find({ ...never, now: sentAt, quietMs: 0 }, signal)).kind, 'unknown');
      // A line that came in is known under the same name in the history.
      const { id } = await spoken(voice, lineOf({ text: 'This one is ours.' }));
      assert.ok(id !== null);
      const ours = { ...lost, request: lineOf({ text: 'This one is ours.' }), claimed: new Set([id]) };
      assert.equal((await voice.find(ours, signal)).kind, 'absent');
    });

    it('says whose account it is, and asks for no line', async () => {
      const { voice, vendor } = opened;
      const asked = await vendor.asked();
      assert.match((await voice.verify?.(signal)) ?? '', /\w/);
      assert.equal(await vendor.asked(), asked);
    });
  });
}

async function spoken(voice: VoiceProvider, request: VoiceRequest): Promise<{ id: string | null; speech: Speech }> {
  const outcome = await voice.speak(request, new AbortController().signal);
  assert.ok(outcome.kind === 'accepted', told(outcome));
  return outcome;
}

/** Without the sound, which would fill the screen. */
function told(outcome: object): string {
  return JSON.stringify(outcome, (_, value: unknown) =>
    value instanceof Uint8Array ? `${value.length} bytes` : value,
  );
}

function wordsOf({ words }: Speech): string[] {
  return words.map(({ word }) => word);
}

function lineOf(more: Partial<VoiceRequest> = {}): VoiceRequest {
  return {
    schema: 'VoiceRequest.1',
    shot: '1A',
    text: 'A weathered lighthouse stands alone.',
    style: 'calm',
    secondsAvailable: 30,
    ...more,
  };
}
