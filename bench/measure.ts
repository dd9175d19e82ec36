/** Time, CPU and memory of a command with all that it starts. */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

export interface Run {
  wall: number;
  /** User and system seconds of the command and all its descendants. */
  cpu: number;
  /** Bytes: the most that all of them held at one time, what they share counted once; 0 where there is no /proc. */
  peak: number;
  stdout: string;
}

/** Runs a command to its end. Throws with the end of what it had to say when it fails. */
export async function measure(
  command: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Run> {
  const began = performance.now();
  // The shell counts what its children and theirs used, to the last moment.
  const child = spawn('sh', ['-c', '"$@"; code=$?; times >&3; exit $code', 'sh', command, ...args], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const collect = (stream: number): { text: string } => {
    const into = { text: '' };
    child.stdio[stream]?.on('data', (bytes: Buffer) => (into.text = (into.text + bytes.toString()).slice(-1e7)));
    return into;
  };
  const [stdout, stderr, times] = [collect(1), collect(2), collect(3)];
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, memoryOf(child.pid ?? 0))), 50);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(timer);
  const wall = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} … ended with ${code}: ${stderr.text.slice(-800)}`);
  return { wall, cpu: secondsOf(times.text), peak, stdout: stdout.text };
}

/** The second line that `times` prints is of the children: `1m2.345s 0m0.678s`. */
function secondsOf(times: string): number {
  const line = times.trim().split('\n')[1] ?? '';
  return [...line.matchAll(/(\d+)m([\d.,]+)s/g)].reduce(
    (total, [, minutes, seconds]) => total + Number(minutes) * 60 + Number(seconds?.replace(',', '.')),
    0,
  );
}

const PAGE = 4096;

function memoryOf(root: number): number {
  let own = 0;
  let shared = 0;
  let most = 0;
  const count = (pid: number): void => {
    try {
      const [, resident = 0, common = 0] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ').map(Number);
      own += (resident - common) * PAGE;
      shared = Math.max(shared, common * PAGE);
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      most = Math.max(most, Number(peak ?? 0) * 1024);
      for (const thread of readdirSync(`/proc/${pid}/task`))
        for (const child of readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
          if (child !== '') count(Number(child));
    } catch {
      // It has just ended, or there is no /proc.
    }
  };
  count(root);
  return Math.max(own + shared, most);
}
