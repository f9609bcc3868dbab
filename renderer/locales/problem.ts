/** The sentence for a problem in the person's language; rare ones are said in English. */
import { sentence } from '../../main/document/problem.ts';
import type { Problem } from '../../main/document/problem.ts';
import { language } from './language.svelte.ts';

export function said(problem: Problem | string): string {
  if (typeof problem === 'string') return problem;
  const sentences: Readonly<Record<string, unknown>> = language.t.problems;
  const say = sentences[problem.code];
  return typeof say === 'function' ? (say as (problem: Problem) => string)(problem) : sentence(problem);
}
