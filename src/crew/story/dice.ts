import { hashJson } from '../../json.ts';

/** Chance that is no chance: the same seed number and key always fall on the same side. */
export interface Dice {
  /** From 0 up to, and without, `sides`. */
  roll(key: string, sides: number): number;
  /** All of them, beginning with another one. */
  turned<T>(key: string, items: readonly T[]): T[];
  /** One of them. */
  one<T>(key: string, items: readonly [T, ...T[]]): T;
}

export function diceOf(seedNumber: number): Dice {
  const roll = (key: string, sides: number): number =>
    sides <= 1 ? 0 : Number.parseInt(hashJson([seedNumber, key]).slice(0, 8), 16) % sides;
  return {
    roll,
    turned: (key, items) => {
      const first = roll(key, items.length);
      return [...items.slice(first), ...items.slice(0, first)];
    },
    one: (key, items) => items[roll(key, items.length)] ?? items[0],
  };
}
