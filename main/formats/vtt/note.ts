/**
 * What a `NOTE panda` before a cue says of it: where the text comes from, for people, and what a cue cannot hold, for the
 * way back. It is JSON on one line, with `>` escaped, because `-->` must not stand in a note.
 */
import { z } from 'zod';
import type { DatasetRecord } from '../record.ts';

export const NOTE_BEGINS = 'NOTE panda ';

const noteSchema = z.object({
  id: z.string().nullable(),
  track: z.string().nullable(),
  tier: z.string().nullable(),
  fromUs: z.int().nonnegative().nullable(),
  toUs: z.int().nonnegative().nullable(),
});
export type CueNote = z.infer<typeof noteSchema>;

export function noteOf({ id, content, tier, span, status, review, origin }: DatasetRecord): string {
  const { suggestion, response } = origin;
  const note = {
    id,
    track: content.kind === 'caption' ? content.track : null,
    tier,
    fromUs: span?.fromUs ?? null,
    toUs: span?.toUs ?? null,
    status,
    review,
    model: suggestion && (response === null || response.fromSuggestion) ? modelName(suggestion.model) : null,
    person: response?.person.name ?? null,
    decided: typeof response?.decidedAtMs === 'number' ? new Date(response.decidedAtMs).toISOString() : null,
  };
  return NOTE_BEGINS + JSON.stringify(note).replaceAll('>', '\\u003e');
}

/** Null: it is another's note. */
export function parseNote(line: string): CueNote | null {
  try {
    return noteSchema.safeParse(JSON.parse(line.slice(NOTE_BEGINS.length))).data ?? null;
  } catch {
    return null;
  }
}

function modelName({ id, version }: { readonly id: string; readonly version: string }): string {
  return version === '' ? id : `${id}@${version}`;
}
