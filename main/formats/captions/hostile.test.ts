import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inFolder, readAll } from '../made-records.ts';

const caption = '"caption":"A dog."';
/** A small file of each format, the name of its video, and where a name that climbs out would stand. */
const FORMATS = [
  ['msrvtt', 'a.json', `{"videos":[{"video_id":"a","id":0}],\n"sentences":[{"video_id":"a",${caption}}]}\n`],
  ['msvd', 'a.txt', '# head\na A dog.\n'],
  ['vatex', 'a.json', '[{"videoID":"a",\n"enCap":["A dog."]}]\n'],
  ['activitynet-captions', 'a.json', '{"a":{"duration":1,"timestamps":[[0,1]],\n"sentences":["A dog."]}}\n'],
  [
    'coco-captions',
    'a.json',
    `{"images":[{"id":1,"file_name":"a"}],\n"annotations":[{"id":1,"image_id":1,${caption}}]}\n`,
  ],
  ['webvid-csv', 'a.csv', 'videoid,name\na,A dog.\n'],
  ['csv', 'a.csv', 'video,text\na,A dog.\n'],
  ['tsv', 'a.tsv', 'video\ttext\na\tA dog.\n'],
  ['nextqa', 'a.csv', 'video,question,answer,a0,a1,a2,a3,a4\na,Who?,0,A dog.,b,c,d,e\n'],
  ['tgif-qa', 'a.csv', 'gif_name\tquestion\tanswer\na\tWho?\tA dog.\n'],
] as const;

/** Each record's video and text, and each problem's code. */
async function essence(format: string, name: string, content: string | Buffer): Promise<string[]> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, name), content);
    return (await readAll(format, join(folder, name))).map((event) => {
      if ('problem' in event) return event.problem.code;
      const { video, content: said } = event.record;
      return `${video.relativePath ?? video.stem}: ${said.kind === 'caption' ? said.text : said.answer}`;
    });
  });
}

test.for(FORMATS)(
  '%s is read whatever ends its lines, with a byte order mark, in UTF-16',
  async ([format, name, text]) => {
    const lines = text.replaceAll('\n', '\r\n');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const content of [text, lines, `\uFEFF${lines}`, utf16, text.replaceAll('\n', '\r')]) {
      expect(await essence(format, name, content)).toEqual(['a: A dog.']);
    }
  },
);

test.for(FORMATS)(
  '%s: what is cut off, garbage or hostile is said, and nothing else happens',
  async ([format, name, text]) => {
    const isJson = name.endsWith('.json');
    const deep = `${'['.repeat(200_000)}`;
    const hostile: [string, string | Buffer][] = [
      ['nothing', ''],
      ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
      ['a NUL', text.replace('A dog.', 'A\0dog.')],
      ['a name that climbs out', isJson ? text.replaceAll('"a"', '"../a"') : text.replace('\na', '\n../a')],
      ['an absolute name', isJson ? text.replaceAll('"a"', '"/etc/a"') : text.replace('\na', '\n/etc/a')],
    ];
    if (isJson) {
      hostile.push(
        ['a cut', text.slice(0, -4)],
        ['deep nesting', text.replace('"A dog."', deep)],
        ['deep nesting from the beginning', deep],
        ['__proto__', text.replace(/^(.)/, '$1"__proto__":{},').replace('["__proto__":{},', '[{"__proto__":{}},')],
        ['half a character', text.replace('A dog.', '\\ud800')],
      );
    }
    for (const [what, content] of hostile) {
      const found = await essence(format, name, content);
      // An absolute path is one of a table of our own, to be matched and never opened; an empty list of lines is empty.
      const allowed =
        (what === 'an absolute name' && (format === 'csv' || format === 'tsv')) ||
        (what === 'nothing' && format === 'msvd');
      expect(allowed || found.includes('dataset-unreadable'), `${what}: ${found.join()}`).toBe(true);
      expect(found.every((one) => one === 'dataset-unreadable' || !/\.\.|etc/.test(one)) || allowed, what).toBe(true);
    }
  },
);

test.for(FORMATS)('%s: a folder without such a file is said to miss it', async ([format]) => {
  await inFolder(async (folder) => {
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'other.json'), '{}');
    await expect(readAll(format, folder)).rejects.toThrow('there is no such file or folder');
  });
});
