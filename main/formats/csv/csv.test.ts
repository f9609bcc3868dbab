import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, madeCaption, readAll, readRecords } from '../made-records.ts';
import type { DatasetRecord } from '../record.ts';
import { COLUMNS } from './columns.ts';
import { isAtRisk } from './protect.ts';

async function read(text: string | Buffer, options: Record<string, string> = {}): Promise<unknown[]> {
  return inFolder(async (folder) => {
    const path = join(folder, 'a.csv');
    writeFileSync(path, text);
    return (await readAll('csv', path, { options })).map((event) =>
      'problem' in event
        ? `${(event.problem as { line: number }).line}: ${(event.problem as { cause: string }).cause}`
        : essenceOf(event.record),
    );
  });
}

function essenceOf({ video, span, content, extra }: DatasetRecord): unknown[] {
  const said = content.kind === 'caption' ? [content.text] : [content.question, content.answer];
  return [
    video.relativePath ?? video.path ?? video.stem,
    span && [span.fromUs, span.toUs],
    ...said,
    extra?.['csv'] ?? null,
  ];
}

test('the table is as RFC 4180 has it, and no spreadsheet calculates in it', async () => {
  await inFolder(async (folder) => {
    const records = [
      madeCaption({ path: 'a.mp4', text: '=HYPERLINK("http://x")', id: 'I1', flag: '1-2' }),
      madeCaption({
        path: 'a.mp4',
        text: 'a, b\nc',
        id: 'I2',
        span: { fromUs: 500_000, toUs: 1_250_001 },
        tier: 'shots',
      }),
      madeCaption({ path: 'b.mp4', text: null, status: 'todo', extra: { csv: { weather: '+sun', text: 'no' } } }),
    ];
    await exported(records, { format: 'csv', folder: join(folder, 'out'), options: { byteOrderMark: true } });
    expect(readFileSync(join(folder, 'out', 'dataset.csv'), 'utf8')).toBe(
      '\uFEFF' +
        [
          'video,start,end,kind,track,question,text,status,review,flag,tier,form,topic,choices,evidence_start,' +
            'evidence_end,bank,id,video_id,fingerprint,model,person,weather',
          'a.mp4,,,caption,short,,"\'=HYPERLINK(""http://x"")",accepted,,\'1-2,,,,,,,,I1,V-a.mp4,100-ab,,,',
          'a.mp4,0.5,1.250001,caption,short,,"a, b\nc",accepted,,,shots,,,,,,,I2,V-a.mp4,100-ab,,,',
          "b.mp4,,,caption,short,,,todo,,,,,,,,,,,V-b.mp4,100-ab,,,'+sun",
          '',
        ].join('\r\n'),
    );
    const again = await readRecords('csv', join(folder, 'out'));
    expect(again.map(({ extra }) => extra)).toEqual([null, null, { csv: { weather: '+sun' } }]);
  });
});

test('what a spreadsheet saved is read: semicolons, decimal commas, cells left out at the end, another encoding', async () => {
  expect(
    await read(
      '\uFEFFvideo;start;end;kind;text;mine\r\nsub\\a.mp4;1,5;2;caption;"ein ""Hund""";x\r\nb.mp4;;;caption;=B1\r\n\r\n;;;;;\r\n',
    ),
  ).toEqual([
    ['sub/a.mp4', [1_500_000, 2_000_000], 'ein "Hund"', { mine: 'x' }],
    ['b.mp4', null, '=B1', null],
  ]);
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('video\ttext\ra.mp4\t개\r', 'utf16le')]);
  expect(await read(utf16)).toEqual([['a.mp4', null, '개', null]]);
});

test('tables of others are read by the usual names of their columns, or by those that are said', async () => {
  expect(await read('Path,From,To,Caption,rating\n/v/a.mp4,0:01.5,1:00:00,hello,5\nclip.v2,,,there,')).toEqual([
    ['/v/a.mp4', [1_500_000, 3_600_000_000], 'hello', { rating: '5' }],
    ['clip.v2', null, 'there', null],
  ]);
  expect(await read('q,a,clip\nWho?,A dog.,x.mp4\n')).toEqual([['x.mp4', null, 'Who?', 'A dog.', null]]);
  expect(await read('clip,words\nx.mp4,hello\n', { text: 'words' })).toEqual([['x.mp4', null, 'hello', null]]);
  expect(await read('clip,words\nx.mp4,hello\n', { text: 'none' })).toEqual(['1: the header has no column none']);
  expect(await read('a,b\n1,2\n')).toEqual(['1: no column names the video: say which with the option video']);
  expect(await read('video,b\n1,2\n')).toEqual([
    '1: no column has a text: say which with the options text, or question and answer',
  ]);
});

test.for([
  [
    'a row with more cells',
    'video,text\na,b,c\nd,e\n',
    ['2: the row has 3 cells, and the header 2', ['d', null, 'e', null]],
  ],
  ['a time that is none', 'video,start,text\na,soon,b\n', ['2: "soon" is no time: 12.5 or 01:02:03.5']],
  ['times the wrong way', 'video,start,end,text\na,2,1,b\n', ['2: it ends before it begins']],
  ['a path that climbs out', 'video,text\n../a,b\n', ['2: the video: the path climbs out of its folder']],
  ['no video', 'video,text\n,b\n', ['2: the video: there is none']],
  [
    'a quote that does not end',
    'video,text\na,b\nc,"d\n\n',
    [['a', null, 'b', null], '3: a quote is opened in this row and never closed'],
  ],
  ['more after a quote', 'video,text\na,"b"c\n', ['2: a cell goes on after its closing quote']],
  ['a NUL', 'video,text\na,b\0\n', ['2: there is a NUL in it, so it is no text']],
  ['a column twice', 'video,text,text\na,b,c\n', ['1: the column "text" stands twice']],
  ['__proto__', 'video,text,__proto__\na,b,c\n', ['1: there is a column __proto__ in it']],
  ['nothing', '', ['null: it is empty']],
  [
    'an unknown status',
    'video,kind,text,status\na,caption,b,done\n',
    [expect.stringContaining('2: status: it is one of')],
  ],
  ['an unknown kind', 'video,kind,text\na,essay,b\n', ['2: kind: it is caption or question']],
  ['an endless cell', `video,text\na,"${'b'.repeat(17 << 20)}"\n`, ['2: a row is longer than 16 MB']],
  ['too many cells', `video,text\n${','.repeat(20_000)}\n`, ['2: a row has more than 16384 cells']],
] as const)('%s is said, with its line', async ([, text, says]) => {
  expect(await read(text)).toEqual(says);
});

test('what spreadsheets change is protected, and nothing else', () => {
  const changed = [
    '=1',
    ' =1',
    '+1',
    '-x',
    '@a',
    '\tx',
    '＝1',
    '\u200b=1',
    "'a",
    '007',
    '1e5',
    '1.50',
    '1/2',
    '00:01',
    '50%',
  ];
  const more = ['2026-11-21', 'May 1', '3-Mar', '5월 1일', '2026年11月', 'TRUE', '5 pm', '1,000', '1234567890123456'];
  const left = [
    '',
    'a = b',
    '12',
    '0',
    '1.5',
    '9000.000001',
    'May',
    'a dog',
    '한국어',
    'yes',
    '2 dogs',
    'x-1',
    'in 2026',
  ];
  expect([...changed, ...more].filter((text) => !isAtRisk(text))).toEqual([]);
  expect(left.filter((text) => isAtRisk(text))).toEqual([]);
});

test('every column is documented', () => {
  const documented = readFileSync(join(import.meta.dirname, '../../../docs/dataset-csv.md'), 'utf8');
  const rows = documented.split('\n').filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) => (row.split('|')[1] ?? '').match(/[a-z_]+/g) ?? []);
  expect(named).toEqual([...COLUMNS]);
});
