/** For tests: an export as its card, its manifest and its Croissant file are told of it. */
import { NOTHING_SAID } from '../document/dataset-about.ts';
import type { Described, Source } from './manifest.ts';
import { formatNamed } from './registry.ts';

/** All of a project, as it is. */
export const SOURCE: Source = {
  program: { name: 'panda-annotator', version: '0.1.0' },
  project: { id: 'P', name: 'Dogs & cats' },
  query: null,
  statuses: ['accepted', 'edited'],
  tracks: null,
  media: 'none',
  split: null,
  about: NOTHING_SAID,
};

export function describedAs(format: string, changes: Partial<Described> = {}): Described {
  return {
    format: formatNamed(format),
    options: {},
    source: SOURCE,
    counts: {
      ...{ records: 3, captions: 2, questions: 1, videos: 2 },
      statuses: { accepted: 2, edited: 1 },
      models: { 'panda-mini@1': 3 },
      people: { Min: 3 },
    },
    asOf: '2026-02-03T04:05:06.000Z',
    leftOut: [{ reason: 'no-text', says: 'there is no text', count: 1, examples: [] }],
    checked: [
      {
        rule: 'same-records',
        says: 'every record is the same when read back',
        passed: true,
        checked: 3,
        failed: 0,
        examples: [],
      },
    ],
    files: [],
    splits: [],
    media: [],
    ...changes,
  };
}
