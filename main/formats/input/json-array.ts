/** The elements of a file that is one JSON array, one by one, however long it is. Knows nothing of what they mean. */
import { readParts } from './json-parts.ts';
import type { TextSource } from './text.ts';

export interface Element {
  readonly value: unknown;
  /** On which it begins, from 1. */
  readonly line: number;
}

/** Throws as `readPieces`, and where the text is no JSON array; what came before has been handed over then. */
export async function* readArray(source: TextSource): AsyncGenerator<Element, undefined> {
  yield* readParts(source, { root: 'array' });
}
