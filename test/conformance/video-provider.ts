import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { probe } from '../../src/cutting-room/probe.ts';
import { frameSize } from '../../src/film/media.ts';
import type { VideoRequest } from '../../src/film/request.ts';
import type { Job, JobStatus, ProviderContext, VideoProvider } from '../../src/providers/video/spec.ts';

export interface VideoProviderCase {
  name: string;
  /** A provider of its own each time, as after a restart of the process. */
  open(): VideoProvider;
  /** What it can deliver: a short take. */
  request: VideoRequest;
  close(): Promise<void>;
}

/** What everybody who is paid for moving pictures has to keep, offline or not. */
export function videoProviderConformance({ name, open, request, close }: VideoProviderCase): void {
  describe(`video provider ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'studio-provider-'));
    const context = (signal = new AbortController().signal): ProviderContext => ({
      signal,
      reference: `test/${request.slate}`,
      scratchFolder: mkdtempSync(join(folder, 'take-')),
      onProgress: () => undefined,
    });
    const card = (provider: VideoProvider) => provider.models[0] ?? assert.fail('no model');

    it('has cards with a day and a source', () => {
      for (const model of open().models) {
        assert.match(model.asOf, /^\d{4}(-\d{2}){0,2}$/);
        assert.notEqual(model.source, '');
        assert.ok(model.aspects.length > 0 && model.resolutions.length > 0);
      }
    });

    it('estimates the same twice, for at least the time that was asked', () => {
      const provider = open();
      const first = provider.estimate(request, card(provider));
      assert.deepEqual(provider.estimate(request, card(provider)), first);
      assert.ok(first.seconds * request.rate.num >= request.frames * request.rate.den - 1e-6);
      assert.ok(Number.isInteger(first.price) && first.price >= 0);
    });

    it('delivers what was ordered, also to a process that only has the job', async () => {
      const before = open();
      const { job } = await before.start(request, card(before), context());
      const outcome = await settled(open(), JSON.parse(JSON.stringify(job)) as Job, context());
      assert.equal(outcome.state, 'delivered');
      assert.ok(outcome.state === 'delivered' && outcome.asset.kind === 'file');
      const { video } = await probe(outcome.asset.path);
      assert.deepEqual({ width: video?.width, height: video?.height }, frameSize(request.aspect, request.resolution));
      assert.ok((video?.frames ?? 0) >= request.frames);
    });

    it('reports progress that grows to its end', async () => {
      const provider = open();
      const seen: number[] = [];
      const listening = { ...context(), onProgress: (done: number, total: number) => seen.push(done / total) };
      const { job } = await provider.start(request, card(provider), listening);
      await settled(provider, job, listening);
      assert.deepEqual(
        seen,
        seen.toSorted((a, b) => a - b),
      );
      assert.equal(seen.at(-1), 1);
    });

    it('stops waiting when told, and the job can still be looked after', async () => {
      const provider = open();
      const { job } = await provider.start(request, card(provider), context());
      await assert.rejects(settled(provider, job, context(AbortSignal.abort())), /stopped/);
      assert.equal((await settled(provider, job, context())).state, 'delivered');
    });

    it('cleans up', async () => {
      await close();
      rmSync(folder, { recursive: true });
    });
  });
}

async function settled(provider: VideoProvider, job: Job, context: ProviderContext): Promise<JobStatus> {
  for (;;) {
    const status = await provider.check(job, context);
    if (status.state !== 'pending') return status;
    await delay(Math.min(status.pollAfterMs, 50));
  }
}
