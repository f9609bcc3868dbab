import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { NOTHING_SAID } from '../../document/dataset-about.ts';
import { STATUSES } from '../../document/status.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { exportTexts } from './export.ts';
import type { Export } from './export.ts';
import { importTexts } from './import.ts';
import type { Import } from './import.ts';
import { annotate, makeProject } from './made-project.ts';
import type { Made } from './made-project.ts';
import { sourcesOf } from './sources.ts';

const makeFolder = foldersUntil(afterAll);
const signal = new AbortController().signal;

function exporting(
  { store, folder }: Made,
  changes: Partial<Export> = {},
): Promise<Awaited<ReturnType<typeof exportTexts>>> {
  return exportTexts({
    ...{ store, format: 'jsonl', out: join(folder, 'out'), beside: false, overwrite: false, only: null },
    ...{ statuses: STATUSES, tracks: null, options: {}, media: null, split: null, about: NOTHING_SAID, signal },
    tools: () => Promise.reject(new Error('no video is touched')),
    ...changes,
  });
}

function importing(
  { store, person }: Made,
  changes: Partial<Import>,
): Promise<Awaited<ReturnType<typeof importTexts>>> {
  return importTexts({
    ...{ store, sources: [], by: 'auto', track: 'caption', tier: 'import', as: null, overwrite: false, encoding: null },
    ...{ options: {}, personId: person.id, dryRun: false, signal },
    ...changes,
  });
}

/** Without what is another project's own: ids and places. */
function essence(folder: string): unknown[] {
  return readFileSync(join(folder, 'dataset.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const record = JSON.parse(line) as { video: { relativePath: string } };
      return { ...record, id: null, video: record.video.relativePath };
    });
}

test('a project exported and brought into another one is the same there: texts, statuses, origin, reviews', async () => {
  const one = makeProject(makeFolder(), ['a 10.mp4', 'b 2.mp4']);
  annotate(one);
  const report = await exporting(one);
  expect(report.counts).toEqual({
    ...{ records: 8, captions: 6, questions: 2, videos: 1 },
    statuses: Object.fromEntries([...STATUSES].sort().map((status) => [status, 1])),
    models: { 'panda-mini@1': 6 },
    people: { Anna: 6 },
  });
  const two = makeProject(makeFolder(), ['b 2.mp4'], 'two');
  const brought = await importing(two, { sources: [{ format: 'jsonl', path: join(one.folder, 'out') }] });
  expect(brought).toMatchObject({ records: 8, matched: 8, videos: 1, newSegments: 1, outcomes: { new: 8 } });
  await exporting(two);
  const [first, second] = [essence(join(one.folder, 'out')), essence(join(two.folder, 'out'))];
  // Both projects' first person is called Anna, and is one to the other.
  const ids = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(one.person.id, two.person.id));
  const byText = (values: unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort();
  expect(byText(second)).toEqual(byText(ids(first) as unknown[]));
});

test('an import again finds its own items and has nothing to do; undo takes all of it back', async () => {
  const one = makeProject(makeFolder(), ['b 2.mp4']);
  annotate(one);
  await exporting(one);
  const two = makeProject(makeFolder(), ['b 2.mp4'], 'two');
  const sources = [{ format: 'jsonl', path: join(one.folder, 'out') }];
  const before = await importing(two, { sources, dryRun: true });
  expect([before.outcomes.new, before.step, two.store.count('item')]).toEqual([8, null, 0]);
  await importing(two, { sources });
  expect((await importing(two, { sources })).outcomes).toEqual({ new: 0, changed: 0, same: 8, kept: 0 });
  expect(two.store.undo(two.person.id)?.label).toBe('import');
  expect([two.store.count('item'), two.store.count('segment'), two.store.count('response')]).toEqual([0, 0, 0]);
});

test('cuts of an export that was killed are cleared away by the next one', async () => {
  const one = makeProject(makeFolder(), ['b 2.mp4']);
  annotate(one);
  mkdirSync(join(one.folder, '.out.panda-cuts', 'V1'), { recursive: true });
  writeFileSync(join(one.folder, '.out.panda-cuts', 'V1', 'a_0-1.mp4'), 'half');
  await exporting(one);
  expect(readdirSync(one.folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('only what a person decided is exported unless more is asked for, and twice gives the same bytes', async () => {
  const one = makeProject(makeFolder(), ['b 2.mp4']);
  annotate(one);
  const read = (): string[] =>
    ['dataset.jsonl', 'dataset.json'].map((file) => readFileSync(join(one.folder, 'out', file), 'utf8'));
  await exporting(one, { statuses: ['accepted', 'edited', 'written'], tracks: ['accepted'] });
  const first = read();
  expect(essence(join(one.folder, 'out')).map((record) => (record as { status: string }).status)).toEqual([
    'accepted',
    'edited',
  ]);
  await exporting(one, { statuses: ['accepted', 'edited', 'written'], tracks: ['accepted'] });
  expect(read()).toEqual(first);
});

test('texts beside the videos are a person’s word, in tracks that their names say, and are left where decided otherwise', async () => {
  const one = makeProject(makeFolder(), ['a.mp4', 'sub/a.mp4']);
  const clips = join(one.folder, 'clips');
  mkdirSync(join(clips, 'sub'));
  writeFileSync(join(clips, 'sub', 'a.txt'), 'A dog.\n');
  writeFileSync(join(clips, 'a.en.srt'), '1\n00:00:01,000 --> 00:00:02,000\nHello.\n');
  writeFileSync(join(clips, 'notes.txt'), 'Buy milk.');
  const sources = await sourcesOf(one.store, { paths: [], format: null });
  expect(sources).toEqual([
    { format: 'sidecar-txt', path: clips },
    { format: 'srt', path: clips },
  ]);
  const report = await importing(one, { sources });
  expect(report).toMatchObject({ matched: 2, newSegments: 1, outcomes: { new: 2 }, unmatched: { count: 1 } });
  expect(report.unmatched.examples).toEqual([
    { video: 'notes', why: 'no-video', path: join(clips, 'notes.txt'), line: 1 },
  ]);
  expect([...one.store.all('item')].map((item) => item.kind === 'caption' && [item.videoId, item.track])).toEqual([
    [one.videos['sub/a.mp4'], 'caption'],
    [one.videos['a.mp4'], 'en'],
  ]);
  writeFileSync(join(clips, 'sub', 'a.txt'), 'A wolf.');
  const again = { format: 'sidecar-txt', path: join(clips, 'sub') };
  expect((await importing(one, { sources: [again] })).outcomes).toEqual({ new: 0, changed: 0, same: 0, kept: 1 });
  expect((await importing(one, { sources: [again], overwrite: true })).outcomes.changed).toBe(1);
  expect(
    [...one.store.all('response')].map(({ text, decision, suggestionId }) => [text, decision, suggestionId]),
  ).toEqual([
    ['A wolf.', 'accepted', null],
    ['Hello.', 'accepted', null],
  ]);
});

test('a text brought in as a suggestion waits for a person', async () => {
  const one = makeProject(makeFolder(), ['a.mp4']);
  writeFileSync(join(one.folder, 'clips', 'a.txt'), 'A dog.');
  const sources = [{ format: 'sidecar-txt', path: join(one.folder, 'clips', 'a.txt') }];
  await importing(one, { sources, as: 'suggestion' });
  const [suggested] = [...one.store.all('suggestion')];
  expect([suggested?.text, suggested?.model, one.store.count('response')]).toEqual([
    'A dog.',
    { id: 'import', version: 'sidecar-txt', weightsHash: '' },
    0,
  ]);
  expect((await importing(one, { sources, as: 'suggestion' })).outcomes.same).toBe(1);
});

test('a name that two videos have is not guessed, and nothing is written where nothing matches', async () => {
  const one = makeProject(makeFolder(), ['x/a.mp4', 'y/a.mp4']);
  const path = join(makeFolder({ 'a.txt': 'A dog.' }), 'a.txt');
  await expect(importing(one, { sources: [{ format: 'sidecar-txt', path }] })).rejects.toThrow('none of its 1 records');
  expect(one.store.undoable(one.person.id)?.label).toBe('write');
});

test('an import that is stopped leaves nothing written', async () => {
  const one = makeProject(makeFolder(), ['a.mp4']);
  const lines = Array.from({ length: 5000 }, (_, index) =>
    JSON.stringify({
      format: 'panda-dataset',
      version: 1,
      video: { stem: 'a' },
      content: { kind: 'caption', track: `t${index}`, text: 'A dog.' },
    }),
  );
  const path = join(makeFolder({ 'a.jsonl': lines.join('\n') }), 'a.jsonl');
  const stop = new AbortController();
  const stopped = importing(one, {
    sources: [{ format: 'jsonl', path }],
    signal: stop.signal,
    onProgress: (records) => {
      if (records === 4500) stop.abort();
    },
  });
  await expect(stopped).rejects.toThrow('abort');
  expect(one.store.count('item')).toBe(0);
});

test.for([
  ['vtt', {}],
  ['srt', {}],
  ['sidecar-txt', { extension: '.caption' }],
  ['msrvtt', {}],
  ['activitynet-captions', { whole: true }],
  ['cvat-xml', { text: 'what' }],
] as const)(
  'an export of %s finds its own videos and tracks again, with its own options, though another has the same name',
  async ([format, options]) => {
    const one = makeProject(makeFolder(), ['a.mp4', 'sub/a.mp4']);
    const path = join(makeFolder(), 'in.jsonl');
    const texts = ['a.mp4', 'sub/a.mp4'].flatMap((relativePath) =>
      ['en', 'ko'].map((track, at) => ({
        ...{ format: 'panda-dataset', version: 1, video: { stem: 'a', relativePath } },
        content: { kind: 'caption', track, text: `${track} of ${relativePath}` },
        span: format === 'srt' || format === 'vtt' ? { fromUs: at, toUs: 2_000_000 } : null,
      })),
    );
    writeFileSync(path, texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
    await importing(one, { sources: [{ format: 'jsonl', path }] });
    const facts = { durationUs: 4_000_000, width: 64, height: 36, averageFps: 25, frameCount: 100 };
    one.store.saveFiles(
      Object.values(one.videos).map((id) => ({
        ...{ ...one.store.file(id), state: 'present' },
        facts: { ...facts, variableFrameRate: false, codec: 'h264', hasAudio: false, warnings: [] },
      })),
    );
    const out = join(one.folder, 'out');
    const { counts } = await exporting(one, { format, options });
    const two = makeProject(makeFolder(), ['a.mp4', 'sub/a.mp4'], 'two');
    const sources = await sourcesOf(two.store, { paths: [out], format: null });
    expect(sources.map((source) => source.format)).toEqual([format]);
    const report = await importing(two, { sources });
    expect([report.matched, report.unmatched.count, report.outcomes.new]).toEqual([counts.records, 0, counts.records]);
    const names = Object.fromEntries(Object.entries(two.videos).map(([name, id]) => [id, name]));
    for (const { itemId, text } of two.store.all('response')) {
      const item = two.store.get('item', itemId);
      const track = item?.kind === 'caption' && item.track !== 'caption' ? item.track : '..';
      expect(text).toMatch(new RegExp(`^${track} of ${names[item?.videoId ?? '']}$`));
    }
  },
);

test('sidecars go out beside their videos', async () => {
  const one = makeProject(makeFolder(), ['b 2.mp4']);
  annotate(one);
  const report = await exporting(one, { format: 'sidecar-txt', out: null, beside: true, tracks: ['accepted'] });
  expect(report.manifest).toBe(null);
  expect(readFileSync(join(one.folder, 'clips', 'b 2.txt'), 'utf8')).toBe('A dog runs.');
});

test('a query chooses what is exported', async () => {
  const one = makeProject(makeFolder(), ['a.mp4', 'b 2.mp4']);
  annotate(one);
  const { counts } = await exporting(one, { only: '(cat status:edited) OR track:accepted' });
  expect(counts.statuses).toEqual({ accepted: 1, edited: 1 });
  await expect(exporting(one, { only: 'status:wrong' })).rejects.toThrow('status');
});
