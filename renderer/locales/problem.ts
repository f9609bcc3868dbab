/** The sentence for a problem in the person's language. */
import type { Problem } from '../../main/document/problem.ts';
import { language } from './language.svelte.ts';

export function said(problem: Problem | string): string {
  if (typeof problem === 'string') return problem;
  // The sentence of a code takes the problem of that code, which the compiler cannot follow through a lookup.
  const say = language.t.problems[problem.code] as (problem: Problem) => string;
  return say(problem);
}
