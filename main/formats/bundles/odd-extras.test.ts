import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, madeCaption, readRecords } from '../made-records.ts';

/** What a project's file may hold where a format keeps what is its own. */
const ODD = [
  { file_name: '/etc/passwd', video: 'x', text: 1, panda: 2, '': null },
  { results: [null, 1, { type: 'textarea' }, { type: 'x' }], task: [1], data: 'x', choices: 3, several: {} },
  { shapes: [{ kind: 'box', fields: { 'a b="': 'c' }, attributes: {} }], first: 0, last: 0, group_id: '"' },
  { shapes: [null], attributes: [1], confidence: 'x', field: 'id', single: 1, cls: 'text' },
  {
    attributes: { label: 'x', support: [9, 1], _cls: 'y' },
    sample: { captions: { _cls: 'Classification' }, filepath: 'x' },
  },
  { label: 5, description: {}, id: [], segments: 'x', start_ms: -1 },
];

test.for(['hf-folder', 'hf-parquet', 'webdataset', 'label-studio', 'cvat-xml', 'fiftyone', 'x-anylabeling'])(
  'what others left in the extra fields breaks no export (%s)',
  async (format) => {
    for (const layout of format === 'fiftyone' ? ['temporal', 'samples'] : [null]) {
      const options = layout === null ? {} : { layout };
      const span = { fromUs: 0, toUs: 1_000_000 };
      const records = ODD.map((own, at) =>
        madeCaption({ path: `${at}.mp4`, text: 'A dog.', extra: { [format]: own }, ...(at === 3 ? {} : { span }) }),
      );
      await inFolder(async (folder) => {
        const report = await exported(records, { format, folder: join(folder, 'out'), options });
        expect(report.checked.filter(({ passed }) => !passed)).toEqual([]);
        expect((await readRecords(format, join(folder, 'out'), options)).length).toBe(report.counts.records);
      });
    }
  },
);
