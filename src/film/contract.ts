import { z } from 'zod';

export const ElementKind = z.enum(['subject', 'action', 'attribute', 'setting', 'mood', 'state', 'text', 'duration']);
export type ElementKind = z.infer<typeof ElementKind>;

/** One thing of the concept that the film is judged by. */
export const Element = z.object({
  /** `e1`, `e2`, … in the order of the concept. */
  id: z.string(),
  kind: ElementKind,
  /** In the concept's own words, shortened to the thing itself: `weathered lighthouse`. */
  text: z.string().min(1),
  /** Share of the whole; all weights of a contract sum to 1. */
  weight: z.number().min(0).max(1),
  /** The film fails its concept without it. */
  must: z.boolean(),
  /** The element that this one describes: an attribute's subject, an action's actor. */
  of: z.string().nullable(),
});
export type Element = z.infer<typeof Element>;

/**
 * The concept as elements that must survive, frozen before any prompt is written. QA, guard and learning refer to it and
 * never to a prompt, because a prompt can be simplified until the idea is gone.
 */
export const Contract = z.object({
  schema: z.literal('Contract.1'),
  concept: z.string(),
  elements: z.array(Element).min(1),
  /** SHA-256 over concept and elements. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Contract = z.infer<typeof Contract>;
