import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, readAll, readRecords } from '../made-records.ts';

const real = '../shared/data/annotations/webvtt';

test.skipIf(!existsSync(real))('what is read of real WebVTT files, written and read again, is the same', async () => {
  for (const file of globSync(`${real}/**/*.vtt`)) {
    const events = await readAll('vtt', file);
    const records = events.flatMap((event) => ('record' in event ? [event.record] : []));
    for (const event of events) if ('problem' in event) expect(event.problem.code).toBe('dataset-unreadable');
    if (records.length === 0) continue;
    await inFolder(async (folder) => {
      await exported(records, { format: 'vtt', folder: join(folder, 'out') });
      const again = await readRecords('vtt', join(folder, 'out'));
      const essence = (all: typeof records): unknown[] =>
        all.map(({ span, content, extra }) => JSON.stringify({ span, content, extra })).sort();
      expect(essence(again), file).toEqual(essence(records));
    });
  }
});
