/** A project of the size that the store is made for, against one a hundredth of it: opening, reading, writing, undoing. */
import { execFile } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Benchmark, Size } from './benchmark.ts';
import { makeLargeProject } from './large-project.ts';
import type { ProjectSize } from './large-project.ts';
import { medianOf, quantileOf, secondsOf } from './measure.ts';
import type { Opened } from './project-opened.ts';
import { once } from './table.ts';
import type { Row, Unit } from './table.ts';

const run = promisify(execFile);

const plans: Readonly<Record<Size, ProjectSize & { readonly bulk: number; readonly openings: number }>> = {
  full: { videos: 100_000, items: 1_000_000, bulk: 10_000, openings: 5 },
  tiny: { videos: 20, items: 200, bulk: 50, openings: 1 },
};
const SMALLER = 100;

interface Measured extends Opened {
  readonly makeS: number;
  readonly fileBytes: number;
  readonly texts: number;
}

export const project: Benchmark = {
  name: 'project',
  measure: async ({ size, folder }) => {
    const { videos, items, bulk, openings } = plans[size];
    const large = await measureProject(join(folder, 'large.panda'), { videos, items, bulk, openings });
    const least = {
      videos: Math.ceil(videos / SMALLER),
      items: Math.ceil(items / SMALLER),
      bulk: Math.min(bulk, items / SMALLER),
      openings,
    };
    const small = await measureProject(join(folder, 'small.panda'), least);
    const row = (name: string, unit: Unit, of: (measured: Measured) => number, note?: string): Row => ({
      name,
      ours: { value: of(large), unit },
      other: { is: 'a hundredth', value: of(small) },
      runs: once,
      ...(note !== undefined && { note }),
    });
    const mib = (bytes: number): number => bytes / 2 ** 20;
    const what = `${videos} videos, ${large.texts} texts`;
    return [
      row(`making a project: ${what}`, 's', ({ makeS }) => makeS),
      row(
        'its file',
        'MiB',
        ({ fileBytes }) => mib(fileBytes),
        `${(large.fileBytes / large.texts).toFixed(0)} bytes a text`,
      ),
      row('opening it', 's', ({ openS }) => openS, `the median of ${openings} processes`),
      row('its first 100 videos and the texts of one', 's', ({ pageS }) => pageS),
      row('100 videos further back', 's', ({ lastPageS }) => lastPageS),
      row('writing one edit, median', 's', ({ writesS }) => medianOf(writesS), 'on the disk when it returns'),
      row('writing one edit, 95 of 100', 's', ({ writesS }) => quantileOf(writesS, 0.95)),
      row(`a step of ${bulk} edits`, 's', ({ bulkS }) => bulkS, `the small one: ${least.bulk}`),
      row('taking it back', 's', ({ undoS }) => undoS),
      row('memory for opening it', 'MiB', ({ bytes }) => mib(bytes.opened - bytes.before)),
      row('memory after all of this', 'MiB', ({ bytes }) => mib(bytes.after - bytes.before)),
    ];
  },
};

async function measureProject(
  path: string,
  { bulk, openings, ...size }: ProjectSize & { readonly bulk: number; readonly openings: number },
): Promise<Measured> {
  const discard = (): void => ['', '-wal', '-shm'].forEach((part) => rmSync(path + part, { force: true }));
  discard();
  let texts = 0;
  const makeS = await secondsOf(async () => {
    using store = makeLargeProject(path, size);
    for (const type of ['suggestion', 'response']) {
      texts += Number(store.database.prepare(`SELECT count(*) AS n FROM ${type}`).get()?.['n']);
    }
    return Promise.resolve();
  });
  const fileBytes = statSync(path).size;
  const opened: Opened[] = [];
  for (let opening = 0; opening < openings; opening++) {
    const script = join(import.meta.dirname, 'project-opened.ts');
    const { stdout } = await run(process.execPath, [script, path, String(bulk)]);
    opened.push(JSON.parse(stdout) as Opened);
  }
  discard();
  const median = (of: (one: Opened) => number): number => medianOf(opened.map(of));
  return {
    makeS,
    fileBytes,
    texts,
    openS: median((one) => one.openS),
    pageS: median((one) => one.pageS),
    lastPageS: median((one) => one.lastPageS),
    writesS: opened.flatMap(({ writesS }) => writesS),
    bulkS: median((one) => one.bulkS),
    undoS: median((one) => one.undoS),
    bytes: {
      before: median((one) => one.bytes.before),
      opened: median((one) => one.bytes.opened),
      after: median((one) => one.bytes.after),
    },
  };
}
