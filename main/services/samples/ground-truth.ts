/** What is true of the sample clips that ship, as `ground-truth.json` beside them says it. Knows no model. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ATTRIBUTES } from '../../../native-models/panda-mini/world/facts.ts';
import { ProblemError } from '../../document/problem.ts';
import { QUESTION_FORMS, QUESTION_TOPICS } from '../../document/question.ts';
import type { Span } from '../../document/time.ts';

export const SHIPPED_SAMPLES = fileURLToPath(new URL('../../../native-models/panda-mini/samples', import.meta.url));

/** One scene: all of a clip, or a part of it. */
const sceneSchema = z.object({
  facts: z.record(z.enum(ATTRIBUTES), z.string()),
  questions: z.array(
    z.object({
      id: z.string(),
      question: z.string(),
      answer: z.string(),
      form: z.enum(QUESTION_FORMS),
      topic: z.enum(QUESTION_TOPICS),
      choices: z.array(z.string()).default([]),
    }),
  ),
});

const groundTruthSchema = z.object({
  format: z.literal('panda-mini-samples'),
  formatVersion: z.literal(1),
  clips: z.array(
    z.object({
      file: z.string().regex(/^[^/\\]+$/, 'a file beside the ground truth'),
      // Null where the clip has several scenes: then its spans say what is true of each.
      facts: sceneSchema.shape.facts.nullable(),
      questions: sceneSchema.shape.questions,
      spans: z.array(sceneSchema.extend({ startUs: z.int().nonnegative(), endUs: z.int().nonnegative() })),
    }),
  ),
});

/** What is true of a clip, or of a part of it. */
export interface TrueScene extends z.infer<typeof sceneSchema> {
  readonly file: string;
  readonly span: Span | null;
}

/** In the order of the file. Throws `list-unreadable`. */
export async function readGroundTruth(folder: string): Promise<readonly TrueScene[]> {
  const path = join(folder, 'ground-truth.json');
  try {
    return scenesOf(groundTruthSchema.parse(JSON.parse(await readFile(path, 'utf8'))));
  } catch (error) {
    const cause = (error as Error).message.replace(/\s+/g, ' ');
    throw new ProblemError({ code: 'list-unreadable', path, line: null, cause });
  }
}

function scenesOf({ clips }: z.infer<typeof groundTruthSchema>): TrueScene[] {
  return clips.flatMap(({ file, facts, questions, spans }) => [
    ...(facts === null ? [] : [{ file, span: null, facts, questions }]),
    ...spans.map(({ startUs, endUs, ...scene }) => ({ file, span: { fromUs: startUs, toUs: endUs }, ...scene })),
  ]);
}
