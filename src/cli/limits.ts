import { StudioError } from '../errors.ts';

/** `--timeout` and `--parallel` as settings. Throws `usage`. */
export function limitsOf({ timeout, parallel }: { timeout?: string; parallel?: string }): {
  timeout?: number;
  parallel?: number;
} {
  return {
    ...(timeout === undefined ? {} : { timeout: numberOf('--timeout', timeout, /^\d+(\.\d+)?$/, '300') }),
    ...(parallel === undefined ? {} : { parallel: numberOf('--parallel', parallel, /^[1-9]\d?$/, '3') }),
  };
}

/** `--cap` in dollars; null when it is not said. Throws `usage`. */
export function capOf({ cap }: { cap?: string }): number | null {
  return cap === undefined ? null : numberOf('--cap', cap, /^\d{1,6}(\.\d{1,6})?$/, '8');
}

/** Throws `usage` for what is not such a number above zero. */
export function numberOf(name: string, text: string, pattern: RegExp, example: string): number {
  if (pattern.test(text) && Number(text) > 0) return Number(text);
  throw new StudioError('usage', `${name} ${JSON.stringify(text.slice(0, 40))} is not usable`, {
    hint: `It is a number above zero: ${name} ${example}`,
  });
}
