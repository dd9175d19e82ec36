import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { loadConfig } from '../../src/config.ts';
import { newName, wallClock } from '../../src/production/studio/home.ts';
import { simulatorOptions } from '../../src/production/studio/simulators.ts';
import { createWorkers } from '../../src/production/studio/workers.ts';
import { createScratchVoice } from '../../src/providers/voice/scratch.ts';
import { startEngine } from '../../src/simulators/engine/engine.ts';
import { parseFault } from '../../src/simulators/engine/faults.ts';
import type { Job, Look, Vendor } from '../../src/simulators/engine/vendor.ts';
import type { Simulator, SimulatorOptions } from '../../src/simulators/spec.ts';

/** A simulator under test, with what tests ask of it beside the vendor's wire. */
export interface Rig extends Simulator {
  options: SimulatorOptions;
  faults(...rules: string[]): Promise<void>;
  /** Moves the vendor's clock on. */
  advance(seconds: number): Promise<void>;
  jobs(): Promise<(Job & { look: Look })[]>;
  violations(): Promise<{ kind: string; detail: string }[]>;
  requests(): Promise<{ host: string; method: string; path: string; status: number }[]>;
}

/** A folder that is gone when the test is over. */
export async function folderFor(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  t.after(() => removed(folder));
  return folder;
}

/** A simulator that is being closed may still be writing a clip. */
function removed(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 20 });
}

/** Shared by the tests of a file, so that each plain clip is made once. */
const scratchFolder = mkdtempSync(join(tmpdir(), 'simulators-'));
const workers = createWorkers();
after(async () => {
  await workers.close();
  rmSync(scratchFolder, { recursive: true, force: true, maxRetries: 20 });
});
const MADE = simulatorOptions(
  {
    config: loadConfig({ home: scratchFolder }, scratchFolder, {}),
    workers,
    scratchFolder,
    voice: createScratchVoice(),
    now: wallClock,
    mint: newName,
  },
  'test',
  { clips: 'plain' },
);

/** Starts a simulator as the studio makes them, with plain clips; it ends with the test. */
export async function startRig(t: TestContext, vendor: Vendor, options: Partial<SimulatorOptions> = {}): Promise<Rig> {
  const own = options.folder === undefined ? await mkdtemp(join(tmpdir(), 'simulator-')) : null;
  const whole = { ...MADE, folder: own ?? '', ...options };
  const simulator = await startEngine(vendor, whole);
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await simulator.close();
    open = false;
  };
  t.after(async () => {
    await close();
    if (own !== null) await removed(own);
  });
  const told = async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await fetch(
      `${simulator.url}/__sim/${path}`,
      body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
    );
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  };
  return {
    ...simulator,
    options: whole,
    close,
    faults: async (...rules) => {
      await told('faults', rules.map(parseFault));
    },
    advance: async (seconds) => {
      await told('advance', { seconds });
    },
    jobs: async () => (await told<{ jobs: (Job & { look: Look })[] }>('jobs')).jobs,
    violations: async () => (await told<{ violations: { kind: string; detail: string }[] }>('violations')).violations,
    requests: async () => (await told<{ requests: Awaited<ReturnType<Rig['requests']>> }>('requests')).requests,
  };
}
