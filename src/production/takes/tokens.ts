import { sum, type MicroUsd } from '../../film/money.ts';
import type { Question } from '../../film/question.ts';
import { eyesOf, imageTokens } from '../../film/vision.ts';
import type { LanguageModel } from '../../providers/language/spec.ts';

/** Characters of a token at least: English has about four, JSON three, and other scripts down to one. */
const CHARACTERS_PER_TOKEN = 2.6;
/** What the vendor adds to a question: roles, the form of the answer in its own words. */
const OVERHEAD = 500;
/** Tries that a reservation carries the reading for: one that breaks off is billed for what it read. */
const TRIES = 3;

/** Tokens that a question has at most for a model; an estimate that may be high, hardly ever low. */
export function tokensOf({ system, parts, schema, repair }: Question, model: string): number {
  const texts = [system, JSON.stringify(schema), repair?.said ?? '', repair?.problem ?? ''];
  const pictures = parts.reduce(
    (total, part) => total + (part.kind === 'picture' ? imageTokens(part, eyesOf(model)) : 0),
    0,
  );
  for (const part of parts) if (part.kind === 'text') texts.push(part.text);
  return OVERHEAD + pictures + texts.reduce((total, text) => total + textTokens(text), 0);
}

/** What is set aside for a question: its reading as often as it may be tried, and the longest answer. */
export function ceilingOf(mind: LanguageModel, question: Question): MicroUsd {
  const tokens = tokensOf(question, mind.model);
  const read = mind.price({ input: 0, cacheRead: 0, cacheWrite: tokens, output: 0 });
  const answer = mind.price({ input: 0, cacheRead: 0, cacheWrite: tokens, output: question.maxTokens });
  return sum([answer, ...Array.from({ length: TRIES - 1 }, () => read)]);
}

function textTokens(text: string): number {
  const wide = text.match(/[^\u0000-\u024f]/gu)?.length ?? 0;
  return Math.ceil((text.length - wide) / CHARACTERS_PER_TOKEN + 1.5 * wide);
}
