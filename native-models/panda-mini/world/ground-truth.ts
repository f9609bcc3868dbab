/** What the sample clips really show, and what is asked about them: samples/ground-truth.json. Knows no model's answers. */
import { z } from 'zod';
import type { Attribute } from './facts.ts';

/** Any words: a label that somebody changed to what the world does not have is a label that no text fits. */
const facts = z.strictObject({
  color: z.string(),
  shape: z.string(),
  motion: z.string(),
  count: z.string(),
  background: z.string(),
} satisfies Record<Attribute, z.ZodType<string>>);

const question = z.strictObject({
  /** Unique in its clip. */
  id: z.string(),
  question: z.string(),
  form: z.enum(['open', 'yes-no', 'choice', 'count']),
  topic: z.enum(['colour', 'object', 'motion', 'number']),
  /** What can be chosen, for the form `choice` alone. */
  choices: z.array(z.string()).optional(),
  answer: z.string(),
});

const span = z.strictObject({
  startUs: z.int().nonnegative(),
  /** When the last frame that belongs to it is shown. */
  endUs: z.int().nonnegative(),
  facts,
  questions: z.array(question),
});

const clip = z.strictObject({
  /** Beside ground-truth.json. */
  file: z.string(),
  /** Of a clip of one scene; else null, and each scene is a span. */
  facts: facts.nullable(),
  questions: z.array(question),
  spans: z.array(span),
});

const groundTruth = z.strictObject({
  format: z.literal('panda-mini-samples'),
  formatVersion: z.literal(1),
  clips: z.array(clip),
});

export type TruthQuestion = z.infer<typeof question>;
export type TruthClip = z.infer<typeof clip>;
export type GroundTruth = z.infer<typeof groundTruth>;

/** The content of a ground-truth.json, which a person may have edited. Throws a ZodError. */
export function parseGroundTruth(json: unknown): GroundTruth {
  return groundTruth.parse(json);
}

/** The product's word for what a question about this attribute is about. */
export const topicOf: Readonly<Record<Attribute, TruthQuestion['topic']>> = {
  color: 'colour',
  shape: 'object',
  motion: 'motion',
  count: 'number',
  background: 'colour',
};
