import fc from 'fast-check';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordsArbitrary, seeded } from '../arbitrary-records.ts';
import { exported, inFolder, readRecords } from '../made-records.ts';

test.for(['hf-folder', 'hf-parquet', 'webdataset'])(
  'all of a record comes back, but for where its video lay on this machine (%s)',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(recordsArbitrary({ span: true, content: 'both' }), (records) =>
        inFolder(async (folder) => {
          const out = join(folder, 'out');
          const said = records.filter(({ content }) => (content.kind === 'caption' ? content.text : content.answer));
          if (said.length === 0) return;
          await exported(records, { format, folder: out });
          const without = said.map((record) => ({ ...record, video: { ...record.video, path: null } }));
          expect(await readRecords(format, out)).toEqual(without);
        }),
      ),
      seeded,
    );
  },
);
