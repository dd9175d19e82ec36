import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StudioError } from '../../errors.ts';
import { decodeWav } from '../../film/wav.ts';
import type { FliteJob, FliteResult } from './flite-worker.ts';

/** A speech sound and when it is heard, in seconds from the start of the sound. */
export interface Phone {
  name: string;
  start: number;
  end: number;
}

export interface Flite {
  /** Speaks ASCII text. `stretch` lengthens every sound: 0.8 is faster. */
  speak(text: string, voice: string, stretch: number, signal: AbortSignal): Promise<FliteSpeech>;
  /** The sounds of some words, without making any: one list per part of `parts`, or null when they cannot be told apart. */
  phonesOf(parts: readonly string[], signal: AbortSignal): Promise<string[][] | null>;
}

export interface FliteSpeech {
  samples: Float32Array;
  sampleRate: number;
  /** Pauses (`pau`) included. */
  phones: Phone[];
}

interface Waiting {
  resolve: (result: { printed: string; wav: Uint8Array | null }) => void;
  reject: (error: StudioError) => void;
}

/**
 * The flite synthesiser in a thread of its own, started at the first word. The thread does not keep the process alive
 * when nobody waits for it. Calls reject with `provider` when the synthesiser fails, `interrupted` when the signal says
 * so.
 */
export function createFlite(): Flite {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;

  function thread(): Worker {
    if (worker !== null) return worker;
    const started = new Worker(new URL(`./flite-worker${extname(import.meta.url)}`, import.meta.url), {
      // WASI is announced as experimental, to people who did not ask.
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const giveUp = (reason: string) => {
      if (worker === started) worker = null;
      for (const { reject } of waiting.values()) reject(broken(reason));
      waiting.clear();
    };
    started.on('message', (result: FliteResult) => {
      const caller = waiting.get(result.id);
      waiting.delete(result.id);
      if (waiting.size === 0) started.unref();
      if ('error' in result) caller?.reject(broken(result.error));
      else caller?.resolve(result);
    });
    started.on('error', (error) => giveUp(String(error)));
    started.on('exit', (code) => giveUp(`its thread ended with ${code}`));
    worker = started;
    return started;
  }

  async function run(args: string[], sound: boolean, signal: AbortSignal) {
    if (signal.aborted) throw interrupted();
    const { promise, resolve, reject } = Promise.withResolvers<{ printed: string; wav: Uint8Array | null }>();
    const id = ++lastId;
    const stop = () => reject(interrupted());
    signal.addEventListener('abort', stop, { once: true });
    waiting.set(id, { resolve, reject });
    const job: FliteJob = { id, args, sound };
    thread().ref();
    thread().postMessage(job);
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  return {
    async speak(text, voice, stretch, signal) {
      const args = ['-voice', voice, '--setf', `duration_stretch=${stretch.toFixed(4)}`, '-psdur', '-t', text];
      const { printed, wav } = await run(args, true, signal);
      const sound = wav === null ? null : decodeWav(wav);
      const samples = sound?.channels[0];
      if (sound === null || samples === undefined) throw broken('it made no sound');
      return { samples, sampleRate: sound.sampleRate, phones: readPhones(printed) };
    },
    async phonesOf(parts, signal) {
      // The smallest voice is enough: all of them read from one lexicon. A comma makes it pause after each part.
      const { printed } = await run(['-voice', 'kal', '-psdur', '-t', `${parts.join(', ')},`], false, signal);
      const groups: string[][] = [[]];
      for (const { name } of readPhones(printed)) {
        if (name !== 'pau') groups.at(-1)?.push(name);
        else if (groups.at(-1)?.length !== 0) groups.push([]);
      }
      const spoken = groups.filter((group) => group.length > 0);
      return spoken.length === parts.length ? spoken : null;
    },
  };
}

/** `pau:0.176 dh:0.329 …`, each with the time at which it ends. */
function readPhones(printed: string): Phone[] {
  let start = 0;
  return [...printed.matchAll(/([a-z]+):(\d+\.\d+)/g)].map(([, name = '', time]) => {
    const phone = { name, start, end: Number(time) };
    start = phone.end;
    return phone;
  });
}

function broken(reason: string): StudioError {
  return new StudioError('provider', `the scratch voice failed: ${reason}`, {
    hint: 'Try again, or go on without a voice: --no-voice.',
    retryable: true,
  });
}

function interrupted(): StudioError {
  return new StudioError('interrupted', 'the scratch voice was stopped');
}
