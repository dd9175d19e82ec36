import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VideoRequest } from '../../film/request.ts';
import type { Shot } from '../../film/screenplay.ts';
import type { ModelCard } from '../../providers/video/spec.ts';
import { bareOrder } from './keyframes.ts';

const seed = (id: string) => ({
  id,
  name: `${id}.png`,
  media: { sha256: id.repeat(64).slice(0, 64), extension: 'png', bytes: 1 },
  width: 8,
  height: 8,
});
const figure = (what: string, picture: string | null, principal: boolean) => ({ what, principal, seed: picture });

function orderOf(shot: Partial<Shot>, card: Partial<ModelCard>): (string | null)[] {
  const request = {
    shot: { frames: 48, seeds: [], figures: [], ...shot },
    seeds: ['a', 'b', 'c'].map(seed),
  } as unknown as VideoRequest;
  const { firstFrame, lastFrame } = bareOrder(request, { firstFrame: true, lastFrame: true, ...card } as ModelCard);
  return [firstFrame?.from ?? null, lastFrame?.from ?? null];
}

test('a shot begins with its own picture, else with that of its leading figure, and ends on what is revealed', () => {
  const figures = [figure('boat', 'b', false), figure('mug', 'c', true)] as unknown as Shot['figures'];
  const framed = { id: 'a', use: 'framed' } as const;
  const reveal = { id: 'b', use: 'reveal' } as const;
  assert.deepEqual(orderOf({ seeds: [framed, reveal], figures }, {}), ['seed a.png', 'seed b.png']);
  assert.deepEqual(orderOf({ seeds: [reveal], figures }, {}), ['seed c.png', 'seed b.png']);
  assert.deepEqual(orderOf({ seeds: [reveal], figures }, { lastFrame: false }), ['seed b.png', null]);
  assert.deepEqual(orderOf({ figures }, {}), ['seed c.png', null]);
  assert.deepEqual(orderOf({ figures }, { firstFrame: false }), [null, null]);
  assert.deepEqual(orderOf({}, {}), [null, null]);
});
