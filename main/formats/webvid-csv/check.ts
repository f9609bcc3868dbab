/** As Frozen in Time and video2dataset do with pandas: rows with an empty cell are dropped, the path is made of two cells. */
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { textOf } from '../record.ts';
import { readsAsNothing, readsAsNumber } from '../table/pandas.ts';
import { readTable } from '../table/scan.ts';
import { placeOf, WEBVID_COLUMNS } from './write.ts';

export const checkWebvid: Check<Readonly<Record<string, unknown>>> = {
  expected(record, _options, mediaName) {
    const { folder, id } = placeOf(record, mediaName);
    return [folder, id, textOf(record)];
  },
  found,
};

async function* found({ files, rules }: CheckJob<Readonly<Record<string, unknown>>>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    let columns: readonly string[] | null = null;
    for await (const { cells, line } of readTable({ path: staged, encoding: 'utf-8', format: 'webvid-csv' }, ',')) {
      if (columns === null) {
        columns = cells;
        rules.hold(
          'the-columns-of-webvid-are-there',
          WEBVID_COLUMNS.every((name) => cells.includes(name)),
          () => path,
        );
        continue;
      }
      const head = columns;
      const where = (): string => `${path}:${line}`;
      const [id = '', url = '', duration = '', folder = '', name = ''] = WEBVID_COLUMNS.map(
        (column) => cells[head.indexOf(column)] ?? '',
      );
      rules.hold('every-row-has-a-cell-for-each-column', cells.length === head.length, where);
      const isDropped = [id, url, duration, folder, name].some(readsAsNothing);
      rules.hold('no-row-has-a-cell-that-pandas-takes-for-empty', !isDropped, where);
      rules.hold('pandas-takes-no-name-for-another-number', !readsAsNumber(id) && !readsAsNumber(folder), where);
      yield [folder, id, name];
    }
  }
}
