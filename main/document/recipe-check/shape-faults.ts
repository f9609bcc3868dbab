/** What the schema has against a recipe, in the words of a fault. Knows the schema's library, not what a recipe means. */
import type { z } from 'zod';
import type { RecipeWrong } from '../problems/recipe.ts';
import { fieldNames } from './json-schema.ts';
import type { JsonPath } from './json-text.ts';
import { nearestWord } from './nearest.ts';

export interface Fault {
  readonly path: JsonPath;
  /** Whether it is the name that is wrong and not what stands behind it. */
  readonly ofName: boolean;
  readonly wrong: RecipeWrong;
}

type Issue = z.core.$ZodIssue;

export function shapeFaults(recipe: unknown, issues: readonly Issue[]): Fault[] {
  return issues.flatMap((issue) => faultsOf(recipe, issue));
}

function faultsOf(recipe: unknown, issue: Issue): Fault[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') {
    const known = fieldNames(recipe, path);
    return issue.keys.map((name) => ({
      path: [...path, name],
      ofName: true,
      wrong: { kind: 'unknown-field', name, nearest: nearestWord(name, known), known },
    }));
  }
  const found = valueAt(recipe, path);
  const words = wordsOf(issue);
  const expected = expectedOf(issue, words);
  if (found === undefined) return [{ path, ofName: false, wrong: { kind: 'missing', expected } }];
  const nearest = typeof found === 'string' ? nearestWord(found, words) : null;
  return [{ path, ofName: false, wrong: { kind: 'value', found: shortened(found), expected, nearest } }];
}

/** The words of which one has to stand there. */
function wordsOf(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union' || !('options' in issue) || !Array.isArray(issue.options)) return [];
  return issue.options.map(String);
}

function expectedOf(issue: Issue, words: readonly string[]): string {
  if (words.length > 0) return words.length === 1 ? `"${words[0]}"` : `one of ${words.join(', ')}`;
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_WORDS[issue.expected] ?? issue.expected;
    case 'too_small':
      if (issue.origin === 'string') return 'a text that is not empty';
      if (issue.origin === 'array') return 'a list of at least one';
      return `a number of ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? `at most ${issue.maximum} characters` : `a number of at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object { }',
};

export function valueAt(value: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[step] : undefined),
    value,
  );
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
