/** What went wrong, for the problems that people meet; the rest is said in English. In English all of it is. */
import type { Problem } from '../../../main/document/problem.ts';
import type { Sentences } from '../../../main/document/problems/sentences.ts';

export const problems: Partial<Sentences<Problem>> = {};
