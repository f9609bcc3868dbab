/** What the schema has against a recipe, in the words of a fault. Knows the schema's library, not what a recipe means. */
import type { z } from 'zod';
import type { RecipeExpected, RecipeWrong } from '../problems/recipe.ts';
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

function expectedOf(issue: Issue, words: readonly string[]): RecipeExpected {
  if (words.length > 0) return { kind: 'words', words };
  switch (issue.code) {
    case 'invalid_type': {
      const kind = TYPES[issue.expected];
      return kind === undefined ? { kind: 'other', says: issue.expected } : { kind };
    }
    case 'too_small':
      if (issue.origin === 'string') return { kind: 'some-text' };
      if (issue.origin === 'array') return { kind: 'some-list' };
      return { kind: issue.inclusive === false ? 'more-than' : 'at-least', limit: Number(issue.minimum) };
    case 'too_big':
      return { kind: issue.origin === 'string' ? 'at-most-characters' : 'at-most', limit: Number(issue.maximum) };
    default:
      return { kind: 'other', says: issue.message };
  }
}

/** As the schema's library calls them. */
const TYPES: Readonly<Record<string, 'text' | 'number' | 'whole-number' | 'yes-no' | 'list' | 'object'>> = {
  string: 'text',
  number: 'number',
  int: 'whole-number',
  boolean: 'yes-no',
  array: 'list',
  object: 'object',
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
