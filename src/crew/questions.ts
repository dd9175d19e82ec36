import { z } from 'zod';
import type { Contract, Element } from '../film/contract.ts';
import type { Shot, Thread } from '../film/screenplay.ts';

/**
 * What a yes is about: something asked for that is there (`shown`), something that speaks against what was asked for
 * (`contradicted`), the look of a thread, a flaw of the picture, the work of the shot in the story.
 */
export const Aspect = z.enum(['shown', 'contradicted', 'look', 'flaw', 'story']);
export type Aspect = z.infer<typeof Aspect>;

/** One question that a stranger can answer with yes or no from the pictures alone. */
export const AskedQuestion = z.object({
  /** `q1`, `q2`, … */
  id: z.string(),
  ask: z.string(),
  about: Aspect,
  /** The element of the contract, or null. */
  element: z.string().nullable(),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;

/**
 * What is asked of a take: each element of the contract that its shot answers for, once whether it is there and once
 * whether something speaks against it; how its threads look; flaws; the story. Always from the contract and the
 * screenplay, never from the prompt that was sent. The same shot gives the same questions.
 */
export function questionsFor(shot: Shot, contract: Contract, threads: readonly Thread[]): AskedQuestion[] {
  const asked: Omit<AskedQuestion, 'id'>[] = [];
  const add = (about: Aspect, ask: string, element: string | null = null): void =>
    void asked.push({ about, ask, element });
  const elements = elementsOf(shot, contract);
  for (const element of elements) add('shown', askFor(element, contract), element.id);
  for (const element of elements.filter(({ kind }) => kind !== 'mood')) {
    add(
      'contradicted',
      `Does anything in the pictures contradict “${element.text}”, or show its opposite?`,
      element.id,
    );
  }
  for (const thread of threads) add('look', `Does ${thread.name} look as described: “${thread.description}”?`);
  for (const flaw of FLAWS) add('flaw', flaw);
  add('story', `Do the pictures show this: “${shot.description}”?`);
  add('story', `Is it framed as a ${shot.size.replace('-', ' ')} shot?`);
  add('story', `Does it feel ${shot.mood}?`);
  return asked.map((question, at) => ({ id: `q${at + 1}`, ...question }));
}

/** Elements that a shot answers for and that an eye can find; words are laid over later, lengths are measured. */
export function elementsOf(shot: Shot, contract: Contract): Element[] {
  return contract.elements.filter(
    ({ id, kind }) => shot.elements.includes(id) && kind !== 'text' && kind !== 'duration',
  );
}

export const FLAWS: readonly string[] = [
  'Is there a body, a hand or a face that is wrong: limbs too many or too few, melting, twisted?',
  'Does anything change its shape, its colour or its identity from one picture to another when it should not?',
  'Are there letters, captions, logos or watermarks in the picture?',
  'Is there a person who does not belong to this shot?',
  'Is there a conspicuous object that has nothing to do with this shot?',
  'Is the picture blurred, torn, blocky or stretched?',
  'Are the colours false: a cast over everything, skin or sky of a colour that it never has?',
];

function askFor({ kind, text, of }: Element, { elements }: Contract): string {
  const whose = elements.find(({ id }) => id === of)?.text ?? null;
  switch (kind) {
    case 'attribute':
      return whose === null ? `Is something “${text}” to be seen?` : `Is the “${whose}” to be seen as “${text}”?`;
    case 'action':
      return whose === null ? `Is this going on: “${text}”?` : `Does the “${whose}” do this: “${text}”?`;
    case 'setting':
      return `Is this the place, the time or the weather: “${text}”?`;
    case 'mood':
      return `Do the pictures feel “${text}”?`;
    case 'state':
      return `Is this to be seen, or plainly stood for: “${text}”?`;
    default:
      return `Is this to be seen: “${text}”?`;
  }
}
