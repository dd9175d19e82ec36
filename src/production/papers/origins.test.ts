import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldAll, type ProductionState } from '../../film/state.ts';
import { media, sampleProduction } from '../../../test/fixtures/production.ts';
import { originOf, sourceOfFilm } from './origins.ts';
import type { Reel } from './reels.ts';

const told = foldAll(sampleProduction());

/** A take of the sample, by whom and from which pictures it was made. */
function takeOf(provenance: 'live' | 'simulated' | 'offline', seeds: string[] = []): [Reel, ProductionState] {
  const state = structuredClone(told);
  const [, known] = Object.entries(state.takes).find(([, { take }]) => take !== null) ?? assert.fail();
  const take = known.take ?? assert.fail();
  Object.assign(take, { provenance, provider: provenance === 'live' ? 'luma' : take.provider });
  for (const { shots } of state.screenplay?.scenes ?? [])
    for (const shot of shots)
      if (shot.id === known.shot) shot.seeds = seeds.map((id) => ({ id, use: 'figure' as const }));
  for (const id of seeds) {
    const size = { width: 64, height: 64, transparent: false };
    const brief = state.brief ?? assert.fail();
    brief.seeds = [
      { id, name: `${id}.png`, media: media(id, 'png', 9), ...size, kind: null, role: null, use: null, subject: null },
    ] as typeof brief.seeds;
  }
  const reel = { kind: 'take', take: { ...known, take }, line: null, media: take.media, signed: null };
  return [reel as unknown as Reel, state];
}

const typeIn = ({ digitalSourceType }: { digitalSourceType: string | null }): string | undefined =>
  digitalSourceType?.split('/').at(-1);

test('the source type says what is trained, what is drawn, and what shows a picture that was handed in', () => {
  const types = (['live', 'simulated', 'offline'] as const).map((provenance) => [
    typeIn(originOf(...takeOf(provenance))),
    typeIn(originOf(...takeOf(provenance, ['logo']))),
  ]);
  assert.deepEqual(types, [
    ['trainedAlgorithmicMedia', 'compositeWithTrainedAlgorithmicMedia'],
    ['algorithmicMedia', 'compositeSynthetic'],
    ['algorithmicMedia', 'compositeSynthetic'],
  ]);
  const { references, licence } = originOf(...takeOf('live', ['logo']));
  assert.deepEqual(references, [{ kind: 'picture', name: 'logo.png', sha256: media('logo', 'png', 9).sha256 }]);
  assert.match(licence, /vendor's terms/);
});

test('nobody says of a file that was handed in what it is; a film with one is composed', () => {
  const reel = { kind: 'music', take: null, line: null, media: media('theirs', 'mp3', 5), signed: null };
  const given = originOf(reel as unknown as Reel, { ...told, music: null });
  assert.deepEqual([given.digitalSourceType, given['handedIn'], given['microUsd']], [null, true, 0]);
  const drawn = originOf(...takeOf('offline'));
  const bought = originOf(...takeOf('live'));
  assert.deepEqual(
    [[drawn], [drawn, given], [drawn, bought], [bought, given]].map((all) => sourceOfFilm(all).split('/').at(-1)),
    ['algorithmicMedia', 'compositeSynthetic', 'compositeWithTrainedAlgorithmicMedia', 'compositeWithTrainedAlgorithmicMedia'], // prettier-ignore
  );
});

test("the own sound of a take is its vendor's, and what it cost stands at the picture", () => {
  const [{ take, media: file }, state] = takeOf('live');
  const heard = { kind: 'production', take: null, line: null, media: file, signed: null } as unknown as Reel;
  const { slate, provider, microUsd, handedIn } = originOf(heard, state);
  assert.deepEqual([slate, provider, microUsd, handedIn], [take?.take.slate, 'luma', 0, undefined]);
  assert.equal(typeIn(originOf(heard, state)), 'trainedAlgorithmicMedia');
  assert.equal(originOf({ ...heard, media: media('theirs', 'mp4', 5) }, state)['handedIn'], true);
});
