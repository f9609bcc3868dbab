import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { CARD } from './card.ts';
import { CROISSANT } from './croissant.ts';
import { exportDataset } from './export.ts';
import { SOURCE } from './made-described.ts';
import { copied, exported, inFolder, KINDS } from './made-records.ts';
import { MANIFEST } from './manifest.ts';
import { mediaNames } from './media-name.ts';
import { openFolder } from './output/folder.ts';
import { FORMATS, formatNamed, optionsOf } from './registry.ts';

/** Writing to it says what a full disk says. */
const FULL = '/dev/full';
const mediaName = mediaNames({ severalRoots: false });

test.for(FORMATS.map(({ name }) => name))(
  'whichever file of %s finds the disk full, the older export stays, and nothing is left of the new one',
  async (name, context) => {
    if (!existsSync(FULL)) context.skip(`there is no ${FULL}`);
    await inFolder(async (folder) => {
      const out = join(folder, 'out');
      const video = join(folder, 'a.mp4');
      writeFileSync(video, 'VIDEO');
      const records = KINDS.map((record) => ({ ...record, video: { ...record.video, path: video } }));
      const { files } = await exported(records, { format: name, folder: out, withMedia: true });
      const before = readFileSync(join(out, MANIFEST), 'utf8');
      for (const path of [...files.map((file) => file.path), MANIFEST, CARD, CROISSANT]) {
        const output = await openFolder({ folder: out, mediaName });
        mkdirSync(dirname(output.staged(path)), { recursive: true });
        symlinkSync(FULL, output.staged(path));
        const format = formatNamed(name);
        const writing = exportDataset({
          ...{ format, options: optionsOf(format, {}), output, mediaName, source: SOURCE, place: out },
          parts: [{ split: null, records: each(records) }],
          media: { prepare: copied },
          ...{ manifestPath: MANIFEST, isOwnFolder: true, signal: new AbortController().signal },
        });
        await expect(writing, path).rejects.toMatchObject({
          problem: { code: 'dataset-unwritable', path, cause: 'the disk is full' },
        });
        expect([readdirSync(folder).sort(), readFileSync(join(out, MANIFEST), 'utf8')]).toEqual([
          ['a.mp4', 'out'],
          before,
        ]);
      }
    });
  },
);

async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}
