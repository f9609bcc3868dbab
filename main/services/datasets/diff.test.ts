import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DatasetDiff } from '../../document/dataset-report.ts';
import { exported, inFolder, madeCaption } from '../../formats/made-records.ts';
import type { DatasetRecord } from '../../formats/index.ts';
import { diffSince, readOlderExport } from './diff.ts';

const { signal } = new AbortController();

async function diff(folder: string, format: string): Promise<DatasetDiff> {
  return diffSince(await readOlderExport(join(folder, 'older'), { format, signal }), join(folder, 'newer'), signal);
}

const nothing = { count: 0, examples: [] };

test.for([
  ['sidecar-txt', 'sidecar-txt', ['c: A bird.', 'b: A cat.', 'a: A dog. → a: A dog runs.']],
  ['jsonl', 'sidecar-txt', ['c: A bird.', 'b.mp4: A cat.', 'a.mp4: A dog. → a: A dog runs.']],
  ['jsonl', 'jsonl', ['c.mp4: A bird.', 'b.mp4: A cat.', 'a.mp4: A dog. → a.mp4: A dog runs.']],
] as const)(
  'what was added, removed and changed is told, from %s to %s',
  async ([before, now, [more, less, other]]) => {
    await inFolder(async (folder) => {
      const caption = (path: string, text: string): DatasetRecord => ({
        ...madeCaption({ path, text, id: `I-${path}` }),
        // Sidecars name no track.
        content: { kind: 'caption', track: null, text },
      });
      await exported([caption('a.mp4', 'A dog.'), caption('b.mp4', 'A cat.'), caption('d.mp4', 'A hen.')], {
        ...{ format: before, folder: join(folder, 'older') },
      });
      await exported([caption('a.mp4', 'A dog runs.'), caption('c.mp4', 'A bird.'), caption('d.mp4', 'A hen.')], {
        ...{ format: now, folder: join(folder, 'newer') },
      });
      expect(await diff(folder, now)).toEqual({
        same: 1,
        added: { count: 1, examples: [more] },
        removed: { count: 1, examples: [less] },
        changed: { count: 1, examples: [other] },
        moved: [],
        split: null,
      });
    });
  },
);

test('what is in another split has moved; what was whole and is split now has not', async () => {
  await inFolder(async (folder) => {
    const records = ['a.mp4', 'b.mp4', 'c.mp4'].map((path) => madeCaption({ path, text: 'A dog.', id: path }));
    const write = (name: string, seed: number, split: readonly string[] | null): Promise<unknown> =>
      exported(records, { format: 'jsonl', folder: join(folder, name), split, seed });
    await write('newer', 2, ['test', 'test', 'train']);
    await write('older', 1, ['train', 'train', 'test']);
    const choice = (seed: number) => ({ shares: '50/50', seed, by: 'source' });
    const same = { added: nothing, removed: nothing, changed: nothing };
    expect(await diff(folder, 'jsonl')).toEqual({
      ...{ same: 0, ...same, split: { before: choice(1), now: choice(2) } },
      moved: [
        { from: 'train', to: 'test', count: 2, example: 'a.mp4: A dog.' },
        { from: 'test', to: 'train', count: 1, example: 'c.mp4: A dog.' },
      ],
    });
    await write('older', 1, null);
    expect(await diff(folder, 'jsonl')).toEqual({
      ...{ same: 3, ...same, moved: [], split: { before: null, now: choice(2) } },
    });
  });
});

test('a folder that is no export of ours cannot be compared with', async () => {
  await inFolder(async (folder) => {
    const reading = () => readOlderExport(folder, { format: 'jsonl', signal });
    await expect(reading()).rejects.toMatchObject({ problem: { code: 'dataset-missing' } });
    writeFileSync(join(folder, 'dataset.json'), '{}');
    await expect(reading()).rejects.toMatchObject({ problem: { code: 'dataset-unreadable' } });
  });
});
