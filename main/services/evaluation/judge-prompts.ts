/**
 * What a judge is asked: a file with a version, because scores depend on it. In its texts `{question}` and its kin are
 * replaced, once, so that an answer which holds such a sign is left as it is. Knows no model and no network.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';

/** Accuracy and score of the zero-shot tests; then the five of the generative benchmark. */
export const MEASURES = ['qa', 'correctness', 'detail', 'context', 'temporal', 'consistency'] as const;
export type Measure = (typeof MEASURES)[number];

const prompt = z.strictObject({ system: z.string().min(1), user: z.string().min(1) });
const schema = z.strictObject({
  format: z.literal('panda-judge-prompts'),
  name: z.string().min(1),
  version: z.string().min(1),
  /** For people. */
  says: z.string().optional(),
  measures: z.partialRecord(z.enum(MEASURES), prompt),
});

export interface JudgePrompts {
  readonly name: string;
  readonly version: string;
  /** Of the file. */
  readonly sha256: string;
  readonly measures: Readonly<Partial<Record<Measure, { readonly system: string; readonly user: string }>>>;
}

const OURS = new URL('./judge-prompts.json', import.meta.url);

/** Null: those that come with this program. Throws `judge-prompts-unreadable`. */
export async function readJudgePrompts(path: string | null): Promise<JudgePrompts> {
  try {
    const text = await readFile(path ?? OURS, 'utf8');
    const { data, error } = schema.safeParse(JSON.parse(text));
    if (!data) throw new Error(`${error.issues[0]?.path.join('.') ?? ''}: ${error.issues[0]?.message ?? ''}`);
    const { name, version, measures } = data;
    return { name, version, sha256: createHash('sha256').update(text).digest('hex'), measures };
  } catch (error) {
    const cause = (error as Error).message.replace(/\s+/g, ' ');
    throw new ProblemError({ code: 'judge-prompts-unreadable', path: path ?? 'judge-prompts.json', cause });
  }
}

export function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([a-z]+[12]?)\}/g, (whole, name: string) => values[name] ?? whole);
}
