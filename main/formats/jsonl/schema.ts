/**
 * One line of a `panda-dataset` file: a record with all that it has. docs/dataset-jsonl.schema.json is this schema, for
 * other programs; a test holds the two together. What others add beside these fields is kept.
 */
import { z } from 'zod';
import { JUNK_REASONS } from '../../document/junk.ts';
import { QUESTION_FORMS, QUESTION_TOPICS } from '../../document/question.ts';
import { DECISIONS, REJECT_REASONS, VERDICTS } from '../../document/records.ts';
import { STATUSES } from '../../document/status.ts';

const us = z.int().nonnegative();
const span = z
  .object({ fromUs: us, toUs: us })
  .refine(({ fromUs, toUs }) => fromUs <= toUs, { path: ['toUs'], error: 'it ends before it begins' });
const ms = z.number().describe('Unix time in milliseconds');
const person = z.object({ id: z.string().min(1), name: z.string() });

/** Never opened, but matched with the videos of a project: a path that leads elsewhere is no path of a video. */
const relativePath = z
  .string()
  .min(1)
  .refine((path) => !/^[/\\]|^[A-Za-z]:/.test(path) && !path.split(/[/\\]/).includes('..'), {
    error: 'the path climbs out of its folder',
  });

const video = z.object({
  id: z.string().nullable().default(null),
  root: z.string().nullable().default(null).describe('name of the folder of videos that it belongs to'),
  path: z.string().nullable().default(null).describe('absolute, where it was'),
  relativePath: relativePath.nullable().default(null).describe('below the root, with /'),
  stem: z.string().min(1).describe('the name of the file without its last ending'),
  fingerprint: z
    .string()
    .nullable()
    .default(null)
    .describe('size and hash of three parts: the same for a file that was moved'),
  durationUs: us.nullable().default(null),
  fps: z.number().nonnegative().nullable().default(null).describe('frames a second, on average'),
  frameCount: z.int().nonnegative().nullable().default(null),
  width: z.int().nonnegative().nullable().default(null),
  height: z.int().nonnegative().nullable().default(null),
});

const content = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('caption'),
    track: z.string().nullable().default(null),
    text: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('qa'),
    bankId: z.string().nullable().default(null).describe('of the bank of questions it came from'),
    question: z.string(),
    answer: z.string().nullable(),
    form: z.enum(QUESTION_FORMS).default('open'),
    topic: z.enum(QUESTION_TOPICS).nullable().default(null),
    choices: z.array(z.string()).default([]),
    evidence: span.nullable().default(null).describe('where it is seen; for the form time, the answer'),
  }),
]);

const suggestion = z.object({
  text: z.string(),
  question: z.string().nullable().default(null).describe('what the model proposed to ask'),
  span: span.nullable().default(null),
  model: z.object({ id: z.string(), version: z.string(), weightsHash: z.string() }),
  run: z.string().nullable().default(null),
  recipe: z.object({ name: z.string(), hash: z.string() }).nullable().default(null),
  prompt: z.string(),
  frames: z.object({ indices: z.array(z.int().nonnegative()), timesUs: z.array(us) }).describe('what the model saw'),
  sampling: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('greedy'), maxNewTokens: z.int().nonnegative() }),
    z.object({
      kind: z.literal('sample'),
      temperature: z.number(),
      topP: z.number(),
      topK: z.int(),
      seed: z.int(),
      maxNewTokens: z.int().nonnegative(),
    }),
  ]),
  stop: z.enum(['stop-token', 'length', 'cancelled']),
  doubt: z
    .object({
      total: z.number(),
      logProb: z.number().nullable(),
      disagreement: z.number().nullable(),
      ungrounded: z.number().nullable(),
    })
    .nullable()
    .default(null),
  junk: z.enum(JUNK_REASONS).nullable().default(null),
  outsideWorld: z.object({ score: z.number(), threshold: z.number() }).nullable().default(null),
  seeded: z.boolean().default(false).describe('made wrong on purpose'),
  seconds: z.number().nonnegative().default(0),
  madeAtMs: ms,
});

const response = z.object({
  person,
  text: z.string(),
  span: span.nullable().default(null),
  decision: z.enum(DECISIONS).nullable(),
  reason: z.enum(REJECT_REASONS).nullable().default(null),
  fromSuggestion: z.boolean().describe('whether it began with the suggestion'),
  decidedAtMs: ms.nullable().default(null),
});

const review = z.object({
  person,
  verdict: z.enum(VERDICTS),
  reason: z.string().nullable().default(null),
  madeAtMs: ms,
});

export const recordFields = {
  format: z.literal('panda-dataset'),
  version: z.literal(1),
  id: z.string().nullable().default(null),
  video,
  span: span.nullable().default(null).describe('null: the whole video; from and to the same: a moment'),
  tier: z.string().nullable().default(null).describe('of the segment'),
  content,
  status: z.enum(STATUSES).nullable().default(null),
  review: z.enum(VERDICTS).nullable().default(null).describe('what a reviewer says of the text as it is'),
  flag: z.string().nullable().default(null),
  origin: z
    .object({
      suggestion: suggestion.nullable().default(null),
      response: response.nullable().default(null),
      review: review.nullable().default(null),
    })
    .default({ suggestion: null, response: null, review: null })
    .describe('who made the text what it is'),
  extra: z.record(z.string(), z.unknown()).nullable().default(null).describe('what other formats have of their own'),
};

export const lineSchema = z.looseObject(recordFields);
