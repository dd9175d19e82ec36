import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../json.ts';
import { sampleProduction } from '../../test/fixtures/production.ts';
import { decodeEvent, encodeEvent } from './events.ts';

test('a production of before the tiers of sound is one whose narration is laid over', () => {
  const [first] = sampleProduction();
  assert.equal(first?.event.type, 'production-started');
  if (first?.event.type !== 'production-started') return;
  const { data } = encodeEvent('production-started', first.event.data) as unknown as {
    data: { brief: { [key: string]: Json } };
  };
  const { audioTier: tier, ...brief } = data.brief;
  assert.equal(tier, 'simple_overlay');
  const old = { ...data, brief: { ...brief, voice: { kind: 'vendor', provider: 'openai' } } };
  const read = decodeEvent({ schema: 'production-started.2', data: old });
  assert.ok(read.type === 'production-started');
  assert.equal(read.data.brief.audioTier, 'simple_overlay');
  assert.deepEqual(read.data.brief.voice, { kind: 'vendor', provider: 'openai', fallbacks: [] });
});

test('what every object has is no event', () => {
  for (const schema of ['constructor.1', 'to-string.1', 'take-adopted.99', 'take-adopted'])
    assert.throws(() => decodeEvent({ schema, data: {} }), { code: 'schema-unknown' });
});

test('a production of before the effects has none', () => {
  const [first] = sampleProduction();
  assert.ok(first?.event.type === 'production-started');
  const { schema, data } = encodeEvent('production-started', first.event.data) as unknown as {
    schema: string;
    data: { brief: { [key: string]: Json } };
  };
  const { effects, ...brief } = data.brief;
  assert.ok(effects !== undefined);
  const version = Number(schema.split('.').at(-1));
  const read = decodeEvent({ schema: `production-started.${version - 1}`, data: { ...data, brief } });
  assert.ok(read.type === 'production-started');
  assert.deepEqual(read.data.brief.effects, { kind: 'none', files: [] });
});

test('a line of before scenes were spoken in one go belongs to its shot', () => {
  const line = sampleProduction().find(({ event }) => event.type === 'voice-adopted');
  assert.ok(line?.event.type === 'voice-adopted');
  const { data } = encodeEvent('voice-adopted', line.event.data) as unknown as { data: { [key: string]: Json } };
  const { parts, ...old } = data;
  assert.ok(Array.isArray(parts));
  const read = decodeEvent({ schema: 'voice-adopted.2', data: { ...old, schema: 'VoiceLine.2' } });
  assert.deepEqual(read.data, line.event.data);
});
