/**
 * What a record is known by, in every copy of a project and for good. Knows nothing of the records.
 *
 * An id is 20 characters of Crockford's base 32: 50 bits of time in milliseconds, then 50 of chance. Ids made later sort
 * later, so what is added to a project is added at the end of every index.
 */

declare const kind: unique symbol;
type Id<Kind extends string> = string & { readonly [kind]: Kind };

export type ProjectId = Id<'project'>;
export type PersonId = Id<'person'>;
export type RootId = Id<'root'>;
export type VideoId = Id<'video'>;
export type SegmentId = Id<'segment'>;
export type ItemId = Id<'item'>;
export type SuggestionId = Id<'suggestion'>;
export type ResponseId = Id<'response'>;
export type ReviewId = Id<'review'>;
export type CommentId = Id<'comment'>;
export type AssignmentId = Id<'assignment'>;
export type RecipeId = Id<'recipe'>;
export type RunId = Id<'run'>;
export type StepId = Id<'step'>;

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10; // 50 bits
const CHANCE_DIGITS = 10; // 50 bits

/** An id of any kind, made at `nowMs` (Unix time). `chance`: at least 10 bytes, random, of which five bits each are used. */
export function idFrom<Any extends Id<string>>(nowMs: number, chance: Uint8Array): Any {
  let time = '';
  for (let rest = nowMs, digit = 0; digit < TIME_DIGITS; digit++, rest = Math.floor(rest / 32)) {
    time = (ALPHABET[rest % 32] ?? '0') + time;
  }
  const random = Array.from(chance.subarray(0, CHANCE_DIGITS), (byte) => ALPHABET[byte % 32]).join('');
  return (time + random) as Any;
}
