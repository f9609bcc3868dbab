import { expect, test, vi } from 'vitest';
import { Export } from './datasets/export.svelte.ts';
import { Import } from './datasets/import.svelte.ts';
import { streamOf, testApp } from './test-app.ts';

const formats = [
  { name: 'jsonl', filePerVideo: false, media: 'named', options: [] },
  { name: 'sidecar-txt', filePerVideo: true, media: 'named', options: [] },
  { name: 'hf-folder', filePerVideo: false, media: 'needed', options: [] },
];
const info = {
  path: '/clips.panda',
  tracks: [
    { track: 'short', items: 3 },
    { track: 'dense', items: 2 },
  ],
  statuses: {},
};

test('a data set goes beside the project, named by its format, until a person says otherwise', async () => {
  const { app } = testApp({ datasets: { formats: async () => formats }, session: { info: async () => info } } as never);
  const writing = new Export(app);
  await writing.load();
  expect([writing.format, writing.folder]).toEqual(['jsonl', '/clips-jsonl']);
  writing.choose('sidecar-txt');
  expect(writing.folder).toBe('/clips-sidecar-txt');
  writing.folder = '/elsewhere';
  writing.choose('jsonl');
  expect(writing.folder).toBe('/elsewhere');
  writing.toggleTrack('dense');
  expect(writing.plan.tracks).toEqual(['short']);
  writing.toggleTrack('dense');
  writing.toggle('accepted');
  expect([writing.plan.tracks, writing.plan.statuses]).toEqual([null, ['edited', 'written']]);
});

test('writing ends with its report, or with what kept it from being written', async () => {
  const asked: unknown[] = [];
  let fails = false;
  const write = async (plan: { readonly out: string | null; readonly beside: boolean }) => {
    asked.push([plan.out, plan.beside]);
    if (fails) throw new Error('no room');
    return streamOf([
      { event: 'progress', phase: 'checking', records: 5 },
      { event: 'done', report: { format: 'sidecar-txt' } },
    ]);
  };
  const { app } = testApp({
    datasets: { formats: async () => formats, export: write },
    session: { info: async () => info },
  } as never);
  const writing = new Export(app);
  await writing.load();
  writing.choose('sidecar-txt');
  writing.beside = true;
  await writing.write();
  expect([asked, writing.report?.format, writing.progress]).toEqual([[[null, true]], 'sidecar-txt', null]);
  fails = true;
  await writing.write();
  expect([writing.report, writing.failed]).toEqual([null, 'Error: no room']);
});

test('the videos come along as the format allows, and shares that are none keep it from being written', async () => {
  const asked: unknown[] = [];
  const { app } = testApp({
    datasets: {
      formats: async () => formats,
      export: async ({ media, split }: Record<string, unknown>) => {
        asked.push([media, split]);
        return streamOf([]);
      },
    },
    session: { info: async () => info },
  } as never);
  const writing = new Export(app);
  await writing.load();
  await writing.write();
  writing.mediaWanted = 'none';
  writing.choose('hf-folder');
  expect([writing.mediaModes, writing.media]).toEqual([['link', 'copy', 'clip'], 'link']);
  writing.shares = '80/20/0';
  expect([writing.splitNames, writing.isReady]).toEqual([null, false]);
  writing.shares = ' 80/10/10 ';
  writing.by = 'field';
  expect([writing.splitNames, writing.isReady]).toEqual([['train', 'validation', 'test'], false]);
  writing.field = 'msrvtt.category';
  writing.mediaWanted = 'clip';
  expect(writing.isReady).toBe(true);
  await writing.write();
  expect(asked).toEqual([
    ['none', null],
    ['clip', { shares: '80/10/10', seed: 1, by: 'msrvtt.category' }],
  ]);
});

test('what is at a path is found, matched and counted before anything is written', async () => {
  vi.useFakeTimers();
  const dry: boolean[] = [];
  const bring = async ({ dryRun }: { readonly dryRun: boolean }) => {
    dry.push(dryRun);
    return streamOf([{ event: 'done', report: { matched: 2, step: dryRun ? null : { id: 'S' } } }]);
  };
  const { app } = testApp({
    datasets: {
      sources: async () => [{ format: 'jsonl', path: '/a.jsonl' }],
      sample: async () => ({ records: [{ video: 'a.mp4' }], problems: [] }),
      import: bring,
    },
  } as never);
  const bringing = new Import(app);
  bringing.look({ path: '/a.jsonl', format: '' });
  await vi.runAllTimersAsync();
  await bringing.match(bringing.plan);
  expect([bringing.sources?.length, bringing.sample.length, bringing.report?.matched, bringing.isDone]).toEqual([
    1,
    1,
    2,
    false,
  ]);
  await bringing.bring();
  expect([dry, bringing.isDone]).toEqual([[true, false], true]);
  vi.useRealTimers();
});
