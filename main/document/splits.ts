/**
 * Which part of a data set something is in: decided by its name and a seed alone, so that what is added later moves nothing.
 * Knows nothing of what is split.
 */
import { chanceOfName } from './chance.ts';
import { ProblemError } from './problem.ts';

export interface Split {
  readonly name: string;
  /** 0 to 1; all together are 1. */
  readonly share: number;
}

/** As a person asks for it: how much goes where, which of all such splits, and what stays together. */
export interface SplitChoice {
  /** `80/10/10`: train, validation, test; `90/10`: train, test. */
  readonly shares: string;
  readonly seed: number;
  /** `source`, `folder`, or a field that an import kept, as `msrvtt.category`. */
  readonly by: string;
}

export const SPLIT_NAMES = ['train', 'validation', 'test'] as const;

const NAMES: Readonly<Record<number, readonly string[]>> = {
  2: ['train', 'test'],
  3: SPLIT_NAMES,
};

/** `80/10/10`: train, validation, test; `90/10`: train, test. Throws `splits-unreadable`. */
export function splitsOf(text: string): Split[] {
  const parts = text.split('/').map((part) => Number(part.trim() === '' ? Number.NaN : part));
  const names = NAMES[parts.length];
  const all = parts.reduce((sum, part) => sum + part, 0);
  if (names === undefined || !parts.every((part) => part > 0) || !Number.isFinite(all))
    throw new ProblemError({ code: 'splits-unreadable', text });
  return parts.map((part, at) => ({ name: names[at] ?? '', share: part / all }));
}

/** The share is met by chance, so the more there is to split the nearer it comes. */
export function splitFor(name: string, splits: readonly Split[], seed: number): string {
  let left = chanceOfName(`${seed} ${name}`);
  for (const split of splits) {
    if (left < split.share) return split.name;
    left -= split.share;
  }
  return splits.at(-1)?.name ?? '';
}
