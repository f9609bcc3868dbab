import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, madeCaption, readAll, readRecords } from '../made-records.ts';

const fixture = join(import.meta.dirname, 'fixtures', 'train_val_videodatainfo.json');

test('a video stands once, its sentences one after the other', async () => {
  await inFolder(async (folder) => {
    const records = [
      madeCaption({ path: 'sub/a.mp4', text: 'A dog "runs".' }),
      madeCaption({ path: 'sub/a.mp4', text: 'It barks.' }),
      madeCaption({ path: 'sub/a.mp4', text: 'a part', span: { fromUs: 0, toUs: 1 } }),
      madeCaption({ path: 'c.mp4', text: '한국어\n둘' }),
      madeCaption({ path: 'd.mp4', text: ' ' }),
    ];
    const { leftOut, checked } = await exported(records, { format: 'msrvtt', folder: join(folder, 'out') });
    expect(readFileSync(join(folder, 'out', 'videodatainfo.json'), 'utf8')).toBe(
      [
        '{',
        '"info": {"contributor":"","data_created":"","version":"1.0","description":"captions of videos","year":""},',
        '"videos": [',
        '{"url":"","start time":0,"end time":10000,"split":"train","id":0,"video_id":"sub/a"},',
        '{"url":"","start time":0,"end time":10000,"split":"train","id":1,"video_id":"c"}',
        '],',
        '"sentences": [',
        '{"sen_id":0,"video_id":"sub/a","caption":"A dog \\"runs\\"."},',
        '{"sen_id":1,"video_id":"sub/a","caption":"It barks."},',
        '{"sen_id":2,"video_id":"c","caption":"한국어\\n둘"}',
        ']',
        '}',
        '',
      ].join('\n'),
    );
    expect(leftOut.map(({ reason }) => reason)).toEqual(['no-text', 'of-a-segment']);
    expect(checked.map(({ rule }) => rule)).toContain('each-sentences-video-is-listed');
  });
});

test('what is read goes out as it came, but for the order, the head, and videos without sentences', async () => {
  await inFolder(async (folder) => {
    const read = await readRecords('msrvtt', fixture);
    const inOrder = read.toSorted((a, b) => (a.video.stem < b.video.stem ? -1 : a.video.stem > b.video.stem ? 1 : 0));
    await exported(inOrder, { format: 'msrvtt', folder: join(folder, 'out') });
    interface Info {
      readonly videos: readonly { readonly id: number }[];
      readonly sentences: readonly { readonly sen_id: number }[];
    }
    const sorted = (path: string): Info => {
      const { videos, sentences } = JSON.parse(readFileSync(path, 'utf8')) as Info;
      return {
        videos: videos.toSorted((a, b) => a.id - b.id),
        sentences: sentences.toSorted((a, b) => a.sen_id - b.sen_id),
      };
    };
    const [out, original] = [sorted(join(folder, 'out', 'videodatainfo.json')), sorted(fixture)];
    expect(out.sentences).toEqual(original.sentences);
    // A sentence of a video that is not listed gets it listed.
    expect(out.videos).toEqual([...original.videos, { id: 2, video_id: 'video9', url: '', split: 'train' }]);
  });
});

test('a row that is none is said, and the others are read', async () => {
  await inFolder(async (folder) => {
    const path = join(folder, 'a.json');
    writeFileSync(
      path,
      '{"videos":[{}, 1],"sentences":[{"video_id":"a","caption":"x"},\n{"video_id":"../a","caption":"y"},\n{"caption":1}]}',
    );
    const events = await readAll('msrvtt', path);
    expect(events.map((event) => ('problem' in event ? JSON.stringify(event.problem) : event.line))).toEqual([
      1,
      expect.stringContaining('"line":2,"format":"msrvtt","cause":"video_id: the path climbs out of its folder"'),
      expect.stringContaining('"line":3'),
    ]);
  });
});

test('a split has a folder of its own, and is called as MSR-VTT calls it', async () => {
  await inFolder(async (folder) => {
    const records = await readRecords('msrvtt', fixture);
    await exported(records, { format: 'msrvtt', folder: join(folder, 'out'), split: 'validation' });
    const read = await readRecords('msrvtt', join(folder, 'out'));
    expect(readFileSync(join(folder, 'out', 'validation', 'videodatainfo.json'), 'utf8')).not.toContain('"train"');
    expect(read.map(({ extra }) => (extra as { msrvtt: { video: { split: string } } }).msrvtt.video.split)).toEqual(
      records.map(() => 'validate'),
    );
  });
});
