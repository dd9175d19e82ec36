import { z } from 'zod';
import { Thread } from '../film/screenplay.ts';
import { defineAgent } from './agent.ts';

export const ContinuityInput = z.object({
  /** Names of the last picture before the cut and of the first after it. */
  before: z.string(),
  after: z.string(),
  /** What both shots share and must look alike. */
  threads: z.array(Thread),
  /** The place, hour and weather are the same in both shots. */
  samePlace: z.boolean(),
  sameHour: z.boolean(),
  concept: z.string(),
});
export type ContinuityInput = z.infer<typeof ContinuityInput>;

export const ContinuityView = z.object({
  /** 0–100; null when none of it could be told. */
  score: z.number().min(0).max(100).nullable(),
  evidence: z.array(z.string()),
});
export type ContinuityView = z.infer<typeof ContinuityView>;

const Told = z.object({
  answer: z.enum(['yes', 'no', 'cannot-tell']),
  confidence: z.number().describe('0 to 100'),
  why: z.string().describe('one sentence: what is alike, or what differs'),
});
const Reply = z.object({
  sameSubjects: Told.describe('the same persons, animals and things, with the same faces, clothes and colours'),
  samePlace: Told.describe('the same place'),
  sameLight: Told.describe('the same light: hour, direction, colour'),
});

export const CONTINUITY_PROMPT = `You check continuity across a cut. You see the last picture of one shot and the first picture of the next; the data name
what both share. Another size of shot or another side of the same thing is no break; another face, other clothes, another room, another hour are.
Answer yes, no or cannot-tell to each of the three: the same subjects, the same place, the same light. cannot-tell when the pictures do not show it. Say in one
sentence what differs, in the language of the concept.`;

/** How well two shots of a thread match at the cut; without a mind nobody can say. */
export const continuity = defineAgent<ContinuityInput, ContinuityView, z.infer<typeof Reply>>({
  name: 'script-supervisor',
  task: 'continuity',
  input: ContinuityInput,
  output: ContinuityView,
  prompt: { version: 1, text: CONTINUITY_PROMPT, maxTokens: 2_000, effort: 'low' },
  reply: Reply,
  complete: (reply, { samePlace, sameHour }) => {
    const asked = [
      { name: 'subjects', weight: 2, told: reply.sameSubjects },
      ...(samePlace ? [{ name: 'place', weight: 1, told: reply.samePlace }] : []),
      ...(samePlace && sameHour ? [{ name: 'light', weight: 1, told: reply.sameLight }] : []),
    ].filter(({ told }) => told.answer !== 'cannot-tell');
    const total = asked.reduce((sum, { weight }) => sum + weight, 0);
    const alike = asked.reduce((sum, { weight, told }) => {
      const belief = Math.min(1, Math.max(0.5, told.confidence / 100));
      return sum + weight * (told.answer === 'yes' ? belief : 1 - belief);
    }, 0);
    return {
      score: total === 0 ? null : Math.round((100 * alike) / total),
      evidence: asked.map(
        ({ name, told }) => `${told.answer === 'yes' ? 'same' : 'not the same'} ${name}: ${told.why.slice(0, 200)}`,
      ),
    };
  },
  rehearse: () => ({ score: null, evidence: [] }),
});
