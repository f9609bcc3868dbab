/**
 * For one field that somebody changed in another copy: take theirs, keep ours, or leave it to a person. Pure; knows
 * nothing of stores.
 */
import { isDeepStrictEqual } from 'node:util';
import type { RecordType } from '../../../document/records.ts';

export interface FieldHistory {
  /** When the copies went apart; undefined: it was not there yet. */
  readonly base: { readonly value: unknown } | undefined;
  readonly ours: unknown;
  readonly theirs: unknown;
  /** Values that it has had since, in each copy. */
  readonly ourValues: readonly unknown[];
  readonly theirValues: readonly unknown[];
}

export type Decision = 'same' | 'keep' | 'take' | 'conflict';

/** Whoever has had the other's value and went on from it is ahead: so a second merge knows what the first one brought. */
export function decide({ base, ours, theirs, ourValues, theirValues }: FieldHistory): Decision {
  const has = (values: readonly unknown[], value: unknown): boolean =>
    values.some((one) => isDeepStrictEqual(one, value));
  if (isDeepStrictEqual(ours, theirs)) return 'same';
  if (base !== undefined && isDeepStrictEqual(theirs, base.value)) return 'keep';
  const weHadTheirs = has(ourValues, theirs);
  if (base !== undefined && isDeepStrictEqual(ours, base.value)) return weHadTheirs ? 'conflict' : 'take';
  if (weHadTheirs) return 'keep';
  return has(theirValues, ours) ? 'take' : 'conflict';
}

/** Fields that say something together only: half of one person's answer and half of another's is nobody's answer. */
const TOGETHER: Readonly<Partial<Record<RecordType, readonly (readonly string[])[]>>> = {
  video: [['rootId', 'path']],
  segment: [['fromUs', 'toUs']],
  item: [['question', 'form', 'choices', 'topic']],
  response: [['text', 'span', 'decision', 'reason', 'suggestionId', 'blind', 'decidedAtMs']],
};

/** Fields that have to be decided with these. */
export function fieldsWith(type: RecordType, fields: readonly string[]): string[] {
  const groups = (TOGETHER[type] ?? []).filter((group) => group.some((field) => fields.includes(field)));
  return [...new Set([...fields, ...groups.flat()])];
}

/** `decisions` by field, made consistent for fields that belong together. */
export function decideTogether(type: RecordType, decisions: ReadonlyMap<string, Decision>): Map<string, Decision> {
  const result = new Map(decisions);
  for (const fields of TOGETHER[type] ?? []) {
    // The same answer given at two times is the same answer.
    const differing = fields.filter((field) => result.has(field) && result.get(field) !== 'same');
    if (differing.every((field) => field === 'decidedAtMs')) for (const field of differing) result.set(field, 'keep');
    const made = new Set(fields.map((field) => result.get(field)));
    if (!made.has('take') || !(made.has('keep') || made.has('conflict'))) continue;
    for (const field of fields) if (result.get(field) === 'take') result.set(field, 'conflict');
  }
  return result;
}
