/**
 * What is to be generated for each video: captions in tracks, questions of a bank, questions that the model proposes,
 * and how. The schema is the only definition of its shape, and a recipe that was parsed has every field; what it means
 * together is held by recipe-check. Knows no model and no store.
 */
import { z } from 'zod';
import { QUESTION_FORMS, QUESTION_TOPICS } from './question.ts';

const name = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u, 'letters, digits, space, dot, dash and underscore');
const seconds = z.number().positive().max(86_400);
const share = z.number().min(0).max(1);

/** A text for the model in which `{variable}` is replaced: how it is written stands in templates/parse.ts. */
const template = z.string().min(1).max(4000);

/** About the whole video, or about each segment of the recipe's `segments`. */
const of = z.enum(['video', 'segment']).default('video');

const rulesSchema = z.strictObject({
  minWords: z.int().min(1).nullable().default(null),
  maxWords: z.int().min(1).nullable().default(null),
  /** How every text has to begin; put there where the model left it out. */
  prefix: z.string().min(1).nullable().default(null),
  /** Words and phrases that must not be in it, whatever their case. */
  forbidden: z.array(z.string().min(1)).default([]),
});

const captionSchema = z.strictObject({
  track: name,
  of,
  prompt: template,
  rules: rulesSchema.default(rulesSchema.parse({})),
});

const questionSchema = z.strictObject({
  id: name,
  of,
  text: template,
  form: z.enum(QUESTION_FORMS).default('open'),
  topic: z.enum(QUESTION_TOPICS).nullable().default(null),
  /** For the form `choice`: what can be chosen. Empty there: made of wrong answers, see `distractors`. */
  choices: z.array(z.string().min(1)).default([]),
});

const proposalSchema = z.strictObject({
  of,
  /** Each is tried once; the model answers with a question and its answer. */
  prompts: z.array(template).min(1),
  /** The most that are kept for a video or segment. */
  keep: z.int().min(1).max(50).default(5),
});

const segmentsSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('none') }),
  /** Those that are there already, in this tier. */
  z.strictObject({ by: z.literal('existing'), tier: name }),
  z.strictObject({
    by: z.literal('shots'),
    tier: name.default('shots'),
    /** How much of the picture has to change, 0 to 1. */
    threshold: share.default(0.3),
    /** A shorter shot is joined to the one before. */
    minSeconds: seconds.default(1),
  }),
  z
    .strictObject({
      by: z.literal('fixed'),
      tier: name.default('windows'),
      seconds,
      overlapSeconds: z.number().min(0).default(0),
    })
    .refine(({ seconds, overlapSeconds }) => overlapSeconds < seconds, {
      path: ['overlapSeconds'],
      error: 'shorter than seconds',
    }),
]);

const samplingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('greedy'), maxNewTokens: z.int().min(1).max(4096).default(256) }),
  z.strictObject({
    kind: z.literal('sample'),
    temperature: z.number().positive().max(10).default(0.7),
    topP: share.default(1),
    topK: z.int().min(0).default(0),
    seed: z.int().min(0).default(0),
    maxNewTokens: z.int().min(1).max(4096).default(256),
  }),
]);

const doubtSchema = z.strictObject({
  /** Further samples of each text, to see whether they agree; each costs a text. 0: none. */
  samples: z.int().min(0).max(16).default(0),
  /** Of those samples. */
  temperature: z.number().positive().max(10).default(0.7),
  /** How much likelier the video makes each answer: costs one reading of it without the video. */
  grounding: z.boolean().default(false),
});

export const recipeSchema = z.strictObject({
  format: z.literal('panda-recipe'),
  formatVersion: z.literal(1),
  name,
  description: z.string().max(1000).default(''),
  /** What the texts have to be written in, as ISO 639-1 has it; null: anything. */
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'two small letters as ISO 639-1 has them: en, ko, zh')
    .nullable()
    .default(null),
  /** Null: the one that is asked for, or the first there is. */
  model: z.string().min(1).nullable().default(null),
  segments: segmentsSchema.default({ by: 'none' }),
  /** Made in this order, so that one may use the texts of those before. */
  captions: z.array(captionSchema).default([]),
  questions: z.array(questionSchema).default([]),
  proposals: proposalSchema.nullable().default(null),
  /** Wrong answers beside the right one, for each question of the form `choice` without choices of its own. */
  distractors: z.int().min(1).max(9).default(3),
  /** How many of a clip's frames the model is shown; null: as many as it takes. */
  frames: z.int().min(1).max(64).nullable().default(null),
  sampling: samplingSchema.default({ kind: 'greedy', maxNewTokens: 256 }),
  doubt: doubtSchema.default(doubtSchema.parse({})),
});

export type Recipe = z.infer<typeof recipeSchema>;
export type CaptionRules = Recipe['captions'][number]['rules'];
