import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, madeCaption } from '../../formats/made-records.ts';
import { diffOf, indexOfExport } from './diff.ts';

const { signal } = new AbortController();

test('what was added, removed and changed since an older export is told, whatever the formats', async () => {
  await inFolder(async (folder) => {
    const one = madeCaption({ path: 'a.mp4', text: 'A dog.' });
    const two = madeCaption({ path: 'b.mp4', text: 'A cat.' });
    await exported([one, two], { format: 'sidecar-txt', folder: join(folder, 'older') });
    const records = [
      madeCaption({ path: 'a.mp4', text: 'A dog runs.' }),
      madeCaption({ path: 'c.mp4', text: 'A bird.' }),
    ];
    await exported(records, { format: 'sidecar-txt', folder: join(folder, 'newer') });
    const older = await indexOfExport(join(folder, 'older'), signal);
    expect(diffOf(older, await indexOfExport(join(folder, 'newer'), signal))).toEqual({
      same: 0,
      added: { count: 1, examples: ['c: A bird.'] },
      removed: { count: 1, examples: ['b: A cat.'] },
      changed: { count: 1, examples: ['a: A dog. → a: A dog runs.'] },
      moved: { count: 0, examples: [] },
    });
    expect(diffOf(older, older)).toMatchObject({ same: 2, added: { count: 0 }, changed: { count: 0 } });
    await expect(indexOfExport(folder, signal)).rejects.toMatchObject({ problem: { code: 'dataset-missing' } });
  });
});
