import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { toRequest } from '../../src/crew/video-generator.ts';
import { freezeContract } from '../../src/crew/contract.ts';
import { scriptWriter } from '../../src/crew/script-writer.ts';
import { usd } from '../../src/film/money.ts';
import { shotsOf } from '../../src/film/screenplay.ts';
import { createWorkers } from '../../src/production/studio/workers.ts';
import { createAnimatic } from '../../src/providers/video/animatic.ts';
import type { Job } from '../../src/providers/video/spec.ts';
import { plainBrief } from '../fixtures/brief.ts';
import { videoProviderConformance } from '../conformance/video-provider.ts';

const brief = plainBrief('A lighthouse at night', {
  budget: usd(1),
  seconds: 2,
  scenes: 1,
  resolution: '540p',
  voice: { kind: 'none' },
  music: { kind: 'none' },
  captions: 'none',
});
const contract = freezeContract(brief.concept, brief.seconds);
const { value: screenplay } = await scriptWriter.decide({ brief, contract, drawable: [] });
const [shot] = shotsOf(screenplay);
if (shot === undefined) throw new Error('a screenplay without a shot');

const workers = createWorkers(1);
after(() => workers.close());
const request = toRequest({ shot, screenplay, contract, brief, take: 1, previous: null });
const animatic = () =>
  createAnimatic((request, path, options) => workers.run({ kind: 'draw', request, seeds: [], path }, options));
const DRAWN = 'it is drawn from the screenplay, not from';

videoProviderConformance({
  name: 'animatic',
  model: 'storyboard',
  request,
  open: () => ({ provider: animatic, vendor: null, now: Date.now }),
  finds: 'never',
  withoutVendor: 'it is drawn here: there is no vendor',
  excused: {
    'sells what the price book has, the cheapest first': 'nothing is sold',
    'refuses to estimate what it does not sell, with a way out': 'whatever is asked for is drawn',
    'says who it is to whom, at no cost': 'there is no account',
    'begins with the picture that it is handed': `${DRAWN} a picture`,
    'shortens a prompt that is too long, and says so': `${DRAWN} a prompt`,
  },
});

test('a job of an old journal, which is the bare request, is still drawn', async () => {
  const scratchFolder = mkdtempSync(join(tmpdir(), 'studio-animatic-'));
  // As version 0.1 wrote it: without the pictures that a clip may begin and end with by now.
  const { firstFrame: _first, lastFrame: _last, continues: _before, ...old } = request;
  const job = { ...(JSON.parse(JSON.stringify(old)) as Job), id: undefined } as unknown as Job;
  const context = { signal: new AbortController().signal, scratchFolder, file: () => '', onProgress: () => undefined };
  const status = await animatic().check(job, context);
  assert.equal(status.state, 'delivered');
  rmSync(scratchFolder, { recursive: true, force: true, maxRetries: 20 });
});
