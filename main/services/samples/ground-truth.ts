/** The scenes of the sample clips that ship, with what is true of each, as `ground-truth.json` beside them says it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Facts } from '../../../native-models/panda-mini/world/facts.ts';
import { parseGroundTruth } from '../../../native-models/panda-mini/world/ground-truth.ts';
import type { TruthClip, TruthQuestion } from '../../../native-models/panda-mini/world/ground-truth.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Span } from '../../document/time.ts';
import { SHIPPED_FOLDER } from '../program.ts';

export const SHIPPED_SAMPLES = join(SHIPPED_FOLDER, 'native-models/panda-mini/samples');

/** What is true of a clip, or of a part of it. */
export interface TrueScene {
  readonly file: string;
  readonly span: Span | null;
  readonly facts: Facts;
  readonly questions: readonly TruthQuestion[];
}

/** In the order of the file. Throws `list-unreadable`. */
export async function readGroundTruth(folder: string): Promise<readonly TrueScene[]> {
  const path = join(folder, 'ground-truth.json');
  try {
    return parseGroundTruth(JSON.parse(await readFile(path, 'utf8'))).clips.flatMap(scenesOf);
  } catch (error) {
    const cause = (error as Error).message.replace(/\s+/g, ' ');
    throw new ProblemError({ code: 'list-unreadable', path, line: null, cause });
  }
}

function scenesOf({ file, facts, questions, spans }: TruthClip): TrueScene[] {
  return [
    ...(facts === null ? [] : [{ file, span: null, facts, questions }]),
    ...spans.map(({ startUs, endUs, ...scene }) => ({ file, span: { fromUs: startUs, toUs: endUs }, ...scene })),
  ];
}
