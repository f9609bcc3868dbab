import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { VideoId } from '../../document/ids.ts';
import { NOTHING_SAID } from '../../document/dataset-about.ts';
import { STATUSES } from '../../document/status.ts';
import { findFfmpeg, probe } from '../../media/index.ts';
import { findDuplicates } from '../duplicates/find.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { openPreviews } from '../previews/previews.ts';
import { exportTexts } from './export.ts';
import type { Export } from './export.ts';
import { annotate, makeProject } from './made-project.ts';
import type { Made } from './made-project.ts';
import { splitPlanOf, splitting } from './splitting.ts';

const makeFolder = foldersUntil(afterAll);
const ffmpeg = await findFfmpeg();
const previews = openPreviews({ ffmpeg, folder: makeFolder(), limitBytes: 1e8 });
afterAll(() => previews[Symbol.asyncDispose]());
const { signal } = new AbortController();

const MANDELBROT = 'mandelbrot=size=160x120:rate=25:end_pts=400,trim=end_frame=75';
const CELLS = 'cellauto=size=160x120:rate=25:rule=110:random_seed=5,trim=end_frame=75';

function film({ folder }: Made, name: string, source: string, more: readonly string[] = []): void {
  const path = join(folder, 'clips', name);
  mkdirSync(join(path, '..'), { recursive: true });
  const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
  execFileSync(ffmpeg.path, ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, ...x264, ...more, path]);
}

function exporting({ store, folder }: Made, changes: Partial<Export>): ReturnType<typeof exportTexts> {
  return exportTexts({
    ...{ store, format: 'jsonl', out: join(folder, 'out'), beside: false, overwrite: false, only: null },
    ...{ statuses: STATUSES, tracks: null, options: {}, media: null, split: null, about: NOTHING_SAID, signal },
    tools: () => Promise.resolve({ ffmpeg, previews }),
    ...changes,
  });
}

/** Without what every export says of itself. */
function listed(folder: string): string[] {
  const own = ['README.md', 'croissant.json', 'dataset.json'];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !own.includes(name))
    .sort();
}

test('videos are linked, copied, or cut into the segments that have texts; one that is gone is said to be', async () => {
  const made = makeProject(makeFolder(), ['b 2.mp4', 'gone.mp4']);
  annotate(made);
  await expect(exporting(made, { media: 'link' })).rejects.toMatchObject({
    problem: { code: 'dataset-empty', reasons: [{ count: 8, reason: 'video-missing' }] },
  });
  film(made, 'b 2.mp4', MANDELBROT);
  const out = join(made.folder, 'out');
  await exporting(made, { media: 'link' });
  expect([listed(out), lstatSync(join(out, 'b 2.mp4')).isSymbolicLink()]).toEqual([['b 2.mp4', 'dataset.jsonl'], true]);
  await exporting(made, { media: 'copy' });
  expect(readFileSync(join(out, 'b 2.mp4'))).toEqual(readFileSync(join(made.folder, 'clips', 'b 2.mp4')));
  await exporting(made, { media: 'clip', format: 'sidecar-txt', options: { several: 'lines' } });
  const cut = 'b 2_1000000-2500000.mp4';
  expect(listed(out)).toEqual(['b 2.mp4', 'b 2.txt', cut, 'b 2_1000000-2500000.txt']);
  expect(await probe(ffmpeg, join(out, cut))).toMatchObject({ frameCount: 38, width: 160, height: 120 });
  expect(readFileSync(join(out, 'b 2_1000000-2500000.txt'), 'utf8')).toBe('A cat sleeps.');
  expect(readdirSync(made.folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('what shows nearly the same is in one split, and what is added later moves nothing', async () => {
  const names = Array.from({ length: 40 }, (_, at) => `${at % 4}/clip ${at}.mp4`);
  const made = makeProject(makeFolder(), ['a.mp4', 'b.mkv', 'c.mp4', ...names]);
  film(made, 'a.mp4', MANDELBROT);
  film(made, 'b.mkv', MANDELBROT, ['-vf', 'scale=96:72', '-crf', '32']);
  film(made, 'c.mp4', CELLS);
  const { groups, unread } = await findDuplicates({ store: made.store, previews, signal });
  const { 'a.mp4': a, 'b.mkv': b } = made.videos as Record<string, VideoId>;
  expect(groups).toEqual([[a, b]]);
  expect(unread.map(({ problem }) => problem.code)).toEqual(names.map(() => 'video-missing'));

  const ids = Object.values(made.videos);
  const counted = (by: string, seed: number, near = groups): Record<string, VideoId[]> => {
    const splitOf = splitting(made.store, splitPlanOf({ shares: '50/25/25', seed, by }), near);
    const found: Record<string, VideoId[]> = { train: [], validation: [], test: [] };
    for (const id of ids) found[splitOf(id)]?.push(id);
    return found;
  };
  for (let seed = 0; seed < 20; seed++) {
    const splits = Object.values(counted('source', seed));
    expect(splits.filter((split) => split.includes(a as VideoId) || split.includes(b as VideoId))).toHaveLength(1);
    // A later video near to one that was there goes to where that one is.
    const [first = '' as VideoId, last = '' as VideoId] = [ids[5], ids.at(-1)];
    const joined = counted('source', seed, [...groups, [first, last]]);
    const moved = Object.entries(counted('source', seed)).flatMap(([name, of]) => of.filter((id) => !joined[name]?.includes(id))); // prettier-ignore
    expect(moved.filter((id) => id !== last)).toEqual([]);
  }
  const folders = Object.values(counted('folder', 3)).map((split) =>
    new Set(split.map((id) => made.store.get('video', id)?.path.split('/').at(-2) ?? '')),
  ); // prettier-ignore
  expect(folders.reduce((sum, { size }) => sum + size, 0)).toBe(5);
  expect(() => splitPlanOf({ shares: '80/x', seed: 1, by: 'source' })).toThrow('these are no shares');
});

test('splits stand in folders of their own, and all of them are checked and counted', async () => {
  const made = makeProject(makeFolder(), ['b 2.mp4']);
  annotate(made);
  film(made, 'b 2.mp4', CELLS);
  const report = await exporting(made, { split: { shares: '50/50', seed: 1, by: 'source' }, media: 'copy' });
  const full = report.splits.find(({ records }) => records > 0)?.name ?? '';
  expect(report.splits.map(({ records }) => records).sort()).toEqual([0, 8]);
  expect(listed(join(made.folder, 'out'))).toEqual(
    ['test', 'train', 'test/dataset.jsonl', 'train/dataset.jsonl', `${full}/b 2.mp4`].sort(),
  );
  const manifest = JSON.parse(readFileSync(join(made.folder, 'out', 'dataset.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  expect(manifest).toMatchObject({
    chosen: { media: 'copy', split: { shares: '50/50', seed: 1, by: 'source' } },
    splits: report.splits,
    videos: [{ path: `${full}/b 2.mp4` }],
  });
});
