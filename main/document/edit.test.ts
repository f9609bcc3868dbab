import { expect, test } from 'vitest';
import { inverse, updateOf } from './edit.ts';
import type { Edit } from './edit.ts';
import type { SegmentId, VideoId } from './ids.ts';
import type { Segment } from './records.ts';

const segment: Segment = {
  id: 's' as SegmentId,
  videoId: 'v' as VideoId,
  tier: 'main',
  fromUs: 0,
  toUs: 5,
  origin: 'person',
};
const create: Edit = { do: 'create', type: 'segment', record: segment };
const remove: Edit = { do: 'remove', type: 'segment', record: segment };
const update: Edit = { do: 'update', type: 'segment', id: segment.id, from: { toUs: 5 }, to: { toUs: 9 } };

test('the inverse of an edit takes it back, and its inverse does it again', () => {
  const back: Edit = { do: 'update', type: 'segment', id: segment.id, from: { toUs: 9 }, to: { toUs: 5 } };
  expect([create, update, remove].map(inverse)).toEqual([remove, back, create]);
  expect([create, update, remove].map((edit) => inverse(inverse(edit)))).toEqual([create, update, remove]);
});

test('an update has the fields that change and no other, and there is none where nothing does', () => {
  expect(updateOf('segment', segment, { ...segment, toUs: 9 })).toEqual(update);
  expect(updateOf('segment', segment, { tier: 'main', fromUs: 0 })).toBeUndefined();
  const project = { id: 'p', name: 'a', controlShare: 0 } as never;
  expect(updateOf('project', project, { name: 'b', controlShare: 0.1 })).toEqual({
    ...{ do: 'update', type: 'project', id: 'p' },
    from: { name: 'a', controlShare: 0 },
    to: { name: 'b', controlShare: 0.1 },
  });
});
