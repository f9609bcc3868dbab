/**
 * One line of a `panda-captions` file: a text that a model wrote about a video, and all that is needed to know how.
 * docs/panda-captions.schema.json is this schema, for other programs; a test holds the two together.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { QUESTION_FORMS, QUESTION_TOPICS } from '../../document/question.ts';
import type { Span } from '../../document/time.ts';

const us = z.int().nonnegative();

export const recordSchema = z.object({
  format: z.literal('panda-captions'),
  version: z.literal(1),
  kind: z.enum(['caption', 'qa']),
  video: z.object({
    path: z.string().describe('as it was found, absolute'),
    fingerprint: z.string().describe('size and hash of three parts: the same for a file that was moved'),
    durationUs: us,
  }),
  span: z.object({ fromUs: us, toUs: us }).nullable().describe('null: the whole video'),
  prompt: z.string().describe('what the model was asked'),
  question: z
    .object({
      id: z.string(),
      text: z.string(),
      form: z.enum(QUESTION_FORMS),
      topic: z.enum(QUESTION_TOPICS).nullable(),
      choices: z.array(z.string()),
    })
    .nullable()
    .describe('for kind qa: the question of the bank'),
  text: z.string().nullable().describe('null: nothing was written, because outsideWorld says why'),
  outsideWorld: z
    .object({ score: z.number(), threshold: z.number() })
    .nullable()
    .describe('not null: the model does not know this kind of video, and a text would be a guess'),
  model: z.object({ id: z.string(), version: z.string(), weightsHash: z.string() }),
  frames: z.object({ indices: z.array(z.int().nonnegative()), timesUs: z.array(us) }).describe('what the model saw'),
  sampling: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('greedy'), maxNewTokens: z.int().positive() }),
    z.object({
      kind: z.literal('sample'),
      temperature: z.number().positive(),
      topP: z.number(),
      topK: z.int(),
      seed: z.int(),
      maxNewTokens: z.int().positive(),
    }),
  ]),
  tokens: z.int().nonnegative().describe('how many were written'),
  meanLogProb: z
    .number()
    .nullable()
    .describe('natural logarithm, mean over the tokens written and the one that ended the text'),
  confidence: z.number().nullable().describe('exp of meanLogProb'),
  stop: z.enum(['stop-token', 'length']).nullable(),
  warnings: z
    .array(z.object({ code: z.string(), message: z.string() }))
    .describe('what was wrong with the video and did not keep it from being read'),
  seconds: z
    .number()
    .nonnegative()
    .describe('from opening the video to the last token; what texts on one clip share is counted in each'),
  madeAt: z.iso.datetime(),
});

export type CaptionRecord = z.infer<typeof recordSchema>;

/** What makes a text the same piece of work: the video's content, the span, what was asked, and of which weights. */
export interface WorkKey {
  readonly kind: CaptionRecord['kind'];
  readonly fingerprint: string;
  readonly span: Span | null;
  readonly prompt: string;
  readonly weightsHash: string;
}

export function keyOfRecord(record: CaptionRecord): string {
  return keyOf({
    kind: record.kind,
    fingerprint: record.video.fingerprint,
    span: record.span,
    prompt: record.prompt,
    weightsHash: record.model.weightsHash,
  });
}

/** Short, because a file may hold a million. */
export function keyOf({ kind, fingerprint, span, prompt, weightsHash }: WorkKey): string {
  const parts = [kind, fingerprint, span?.fromUs ?? null, span?.toUs ?? null, prompt, weightsHash];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
