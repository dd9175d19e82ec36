import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StudioError, messageOf } from '../../errors.ts';
import type { FromWorker, Job, JobResult, ToWorker } from './jobs.ts';

export interface Workers {
  /** Runs a job on the next free thread. Rejects with `interrupted` when the signal aborts. */
  run<J extends Job>(job: J, options?: RunOptions): Promise<JobResult<J>>;
  close(): Promise<void>;
}

interface RunOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

interface Task {
  id: number;
  job: Job;
  options: RunOptions;
  resolve(result: never): void;
  reject(error: unknown): void;
  onAbort: () => void;
}

/**
 * Threads that draw, encode and measure, so that the main thread keeps the journal and the screen going. Two drawers on
 * two cores were measured fastest; a thread that dies takes its one job with it and is replaced.
 */
export function createWorkers(count = Math.min(4, Math.max(1, availableParallelism()))): Workers {
  const threads: { worker: Worker; task: Task | null }[] = [];
  const queue: Task[] = [];
  const running = new Set<Promise<unknown>>();
  let lastId = 0;
  let closed = false;

  const assign = (): void => {
    while (queue.length > 0) {
      const thread = threads.find(({ task }) => task === null) ?? (threads.length < count ? hire() : null);
      if (thread === null) return;
      const task = queue.shift() as Task;
      thread.task = task;
      thread.worker.ref();
      thread.worker.postMessage({ type: 'run', id: task.id, job: task.job } satisfies ToWorker);
    }
  };

  const hire = (): (typeof threads)[number] => {
    const worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const thread: (typeof threads)[number] = { worker, task: null };
    threads.push(thread);
    worker.on('message', (message: FromWorker) => {
      const { task } = thread;
      if (task === null || message.id !== task.id) return;
      if (message.type === 'progress') {
        task.options.onProgress?.(message.done, message.total);
        return;
      }
      thread.task = null;
      worker.unref();
      if (message.type === 'done') settle(task, () => task.resolve(message.result as never));
      else settle(task, () => task.reject(StudioError.fromJSON(message.error)));
      assign();
    });
    const lost = (reason: string): void => {
      const at = threads.indexOf(thread);
      if (at >= 0) threads.splice(at, 1);
      const { task } = thread;
      thread.task = null;
      if (task !== null) {
        settle(task, () =>
          task.reject(
            new StudioError('media', `the drawing thread died: ${reason}`, {
              hint: 'Nothing is lost: claude-studio resume goes on from the last finished shot.',
              retryable: true,
            }),
          ),
        );
      }
      if (!closed) assign();
    };
    worker.on('error', (error) => lost(messageOf(error)));
    worker.on('exit', (code) => lost(`exit code ${code}`));
    worker.unref();
    return thread;
  };

  return {
    run: <J extends Job>(job: J, options: RunOptions = {}) => {
      const outcome = new Promise<JobResult<J>>((resolve, reject) => {
        if (closed || options.signal?.aborted) {
          reject(interrupted());
          return;
        }
        const task: Task = {
          id: ++lastId,
          job,
          options,
          resolve,
          reject,
          onAbort: () => {
            const waiting = queue.indexOf(task);
            if (waiting >= 0) queue.splice(waiting, 1);
            const thread = threads.find((candidate) => candidate.task === task);
            thread?.worker.postMessage({ type: 'abort', id: task.id } satisfies ToWorker);
            if (thread === undefined) settle(task, () => task.reject(interrupted()));
          },
        };
        options.signal?.addEventListener('abort', task.onAbort, { once: true });
        queue.push(task);
        assign();
      });
      const over: Promise<unknown> = Promise.allSettled([outcome]).finally(() => running.delete(over));
      running.add(over);
      return outcome;
    },
    close: async () => {
      closed = true;
      for (const task of queue.splice(0)) settle(task, () => task.reject(interrupted()));
      for (const { worker, task } of threads)
        if (task !== null) worker.postMessage({ type: 'abort', id: task.id } satisfies ToWorker);
      // A thread that is ended inside a call of FFmpeg takes the whole process with it.
      await Promise.all(running);
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function settle(task: Task, finish: () => void): void {
  task.options.signal?.removeEventListener('abort', task.onAbort);
  finish();
}

function interrupted(): StudioError {
  return new StudioError('interrupted', 'stopped before it was finished', {
    hint: 'claude-studio resume goes on from here.',
  });
}
