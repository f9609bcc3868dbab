import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, madeCaption, readAll, readRecords, videoAt } from '../made-records.ts';
import type { DatasetRecord, QaContent } from '../record.ts';

const fixture = (format: string, file: string): string => join(import.meta.dirname, '..', format, 'fixtures', file);

function rows(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

function question(path: string, id: string, content: Partial<QaContent>): DatasetRecord {
  const asked = {
    bankId: null,
    question: 'Who?',
    answer: 'A dog.',
    form: 'open',
    topic: null,
    evidence: null,
  } as const;
  return {
    ...madeCaption({ path, text: null, id }),
    video: videoAt(path),
    content: { kind: 'qa', ...asked, choices: [], ...content },
  };
}

const texts = [
  madeCaption({ path: 'web/a.mp4', text: ' A dog runs.\n', id: 'I1' }),
  question('web/a.mp4', 'I2', { question: 'Which?', answer: 'a cat', form: 'choice', choices: ['a dog', 'a cat'] }),
  question('web/a.mp4', 'I3', { question: 'What is <video>?' }),
  { ...madeCaption({ path: 'web/a.mp4', text: 'x', id: 'I4' }), span: { fromUs: 0, toUs: 1 } },
  madeCaption({ path: 'b.mkv', text: 'A cat.', id: 'I5' }),
];

/** Exports to a folder and returns its file as it is. */
async function written(
  format: string,
  file: string,
  { options = {}, records = texts }: { options?: Record<string, unknown>; records?: readonly DatasetRecord[] } = {},
): Promise<{ readonly text: string; readonly leftOut: readonly string[] }> {
  return inFolder(async (folder) => {
    const out = join(folder, 'out');
    const { leftOut } = await exported(records, { format, folder: out, options });
    return { text: readFileSync(join(out, file), 'utf8'), leftOut: leftOut.map(({ reason }) => reason) };
  });
}

const LETTERED =
  'Which?\\nOptions:\\nA. a dog\\nB. a cat\\nPlease provide your answer by stating the letter followed by the full option.';

test('instructions have their video behind the question and before it in turn', async () => {
  expect(await written('videochatgpt-instruct', 'instruct.json')).toEqual({
    text: `[
{"id":"I1","video":"web/a.mp4","conversations":[{"from":"human","value":"Describe the video.\\n<video>"},{"from":"gpt","value":"A dog runs."}]},
{"id":"I2","video":"web/a.mp4","conversations":[{"from":"human","value":"<video>\\n${LETTERED}"},{"from":"gpt","value":"B. a cat."}]},
{"id":"I5","video":"b.mkv","conversations":[{"from":"human","value":"Describe the video.\\n<video>"},{"from":"gpt","value":"A cat."}]}
]
`,
    leftOut: ['of-a-segment', 'token-in-text'],
  });
  const features = await written('videochatgpt-instruct', 'instruct.json', { options: { video: 'features' } });
  expect(features.text).toContain('"video":"web/a.pkl"');
});

test('LLaVA-Video has its own token first; all texts of a video may be one conversation', async () => {
  const options = { turns: 'together', prompt: 'What is this?', answers: 'letter', source: 'ours' };
  const short = LETTERED.replace(/Please.*/, 'Please respond with only the letter of the correct answer.');
  expect((await written('llava-video', 'llava_video.json', { options })).text).toBe(`[
{"id":"web/a","conversations":[{"from":"human","value":"<image>\\nWhat is this?"},{"from":"gpt","value":"A dog runs."},{"from":"human","value":"${short}"},{"from":"gpt","value":"B."}],"data_source":"ours","video":"web/a.mp4"},
{"id":"b","conversations":[{"from":"human","value":"<image>\\nWhat is this?"},{"from":"gpt","value":"A cat."}],"data_source":"ours","video":"b.mkv"}
]
`);
  const other = await written('llava-video', 'llava_video.json', { options: { token: 'video' } });
  expect(other.text).toContain('"<video>\\nDescribe the video."');
});

test('Valley names the folder of a video as its source, and takes .mp4 alone', async () => {
  const { leftOut, text } = await written('valley', 'valley.json', {
    records: [...texts.slice(0, 1), ...texts.slice(4)],
  });
  expect([text, leftOut]).toEqual([
    `[
{"id":"I1","video":"a.mp4","source":"web","conversations":[{"from":"human","value":"Describe the video.\\n<video>"},{"from":"gpt","value":"A dog runs."}]}
]
`,
    ['other-ending'],
  ]);
});

test('LLaMA-Factory has the token directly before the question, and is told what the file is', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out');
    await exported(texts.slice(0, 1), { format: 'sharegpt', folder: out, options: { dataset: 'mine' } });
    expect(readFileSync(join(out, 'sharegpt.json'), 'utf8')).toBe(`[
{"messages":[{"role":"user","content":"<video>Describe the video."},{"role":"assistant","content":"A dog runs."}],"videos":["web/a.mp4"],"id":"I1"}
]
`);
    expect(rows(out, 'dataset_info.json')).toMatchObject({
      mine: { file_name: 'sharegpt.json', formatting: 'sharegpt', columns: { messages: 'messages', videos: 'videos' } },
    });
  });
});

test('ShareGPT4Video numbers the segments as texts, and the whole video is "-1"', async () => {
  const records = [
    madeCaption({ path: 'a.mp4', text: 'All.' }),
    madeCaption({ path: 'a.mp4', text: 'Another.', track: 'dense' }),
    { ...madeCaption({ path: 'a.mp4', text: 'First.' }), span: { fromUs: 0, toUs: 1_500_000 } },
    { ...madeCaption({ path: 'a.mp4', text: 'Then.' }), span: { fromUs: 1_500_000, toUs: 3_000_001 } },
    ...texts.slice(1, 2),
  ];
  expect(await written('sharegpt4video', 'sharegpt4video.jsonl', { records })).toEqual({
    text: `{"video_id":"a","video_path":"a.mp4","captions":[{"idx":"1","content":"First.","span":[0,1.5]},{"idx":"2","content":"Then.","span":[1.5,3.000001]},{"idx":"-1","content":"All."}]}\n`,
    leftOut: ['question', 'another-caption'],
  });
});

test.for([
  ['videochatgpt-instruct', 'instruct.json', 'instruct.json', { video: 'features' }],
  ['llava-video', '0_30_s_mc_v0_1_qa_processed.json', 'llava_video.json', {}],
  ['sharegpt', 'mllm_video.json', 'sharegpt.json', {}],
] as const)(
  '%s: conversations of several turns go in and out without a difference',
  async ([format, file, own, set]) => {
    await inFolder(async (folder) => {
      const read = await readRecords(format, fixture(format, file));
      await exported(read, { format, folder: join(folder, 'out'), options: set });
      expect(rows(join(folder, 'out'), own)).toEqual(JSON.parse(readFileSync(fixture(format, file), 'utf8')));
    });
  },
);

test("Valley's rows go out with the source and the ending that its loader would have put there", async () => {
  await inFolder(async (folder) => {
    const read = await readRecords('valley', fixture('valley', 'valley.json'));
    expect(read.map(({ video }) => video.relativePath)).toEqual(['webvid/1066674784.mp4', 'webvid/77.mp4']);
    await exported(read, { format: 'valley', folder: join(folder, 'out') });
    const [first, second] = JSON.parse(readFileSync(fixture('valley', 'valley.json'), 'utf8')) as object[];
    expect(rows(join(folder, 'out'), 'valley.json')).toEqual([first, { ...second, video: '77.mp4', source: 'webvid' }]);
  });
});

test("ShareGPT4Video's lines go out as they came; a caption without times is of some segment", async () => {
  await inFolder(async (folder) => {
    const path = fixture('sharegpt4video', 'theirs.jsonl');
    const read = await readRecords('sharegpt4video', path);
    expect(read.map(({ span, content }) => [span, content.kind === 'caption' && content.track])).toEqual([
      [null, 'segments'],
      [null, 'segments'],
      [null, null],
      [null, null],
    ]);
    await exported(read, { format: 'sharegpt4video', folder: join(folder, 'out') });
    const lines = (text: string): unknown[] =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
    const [first, second] = lines(readFileSync(path, 'utf8')) as object[];
    expect(lines(readFileSync(join(folder, 'out', 'sharegpt4video.jsonl'), 'utf8'))).toEqual([
      first,
      { ...second, video_path: 'b2.mp4' },
    ]);
  });
});

test('raw instructions become what the converter makes of them', async () => {
  await inFolder(async (folder) => {
    const read = await readRecords('videochatgpt-instruct', fixture('videochatgpt-instruct', 'raw.json'));
    expect(read.map(({ video, content }) => [video.stem, content.kind])).toEqual([
      ['v_abc', 'qa'],
      ['v_abc', 'qa'],
      ['v_d.e', 'caption'],
    ]);
    const out = join(folder, 'out');
    await exported(read, { format: 'videochatgpt-instruct', folder: out, options: { video: 'features' } });
    const made = (id: string, asked: string, said: string): object => ({
      ...{ id, video: `${id}.pkl` },
      conversations: [
        { from: 'human', value: asked },
        { from: 'gpt', value: said },
      ],
    });
    expect(rows(out, 'instruct.json')).toEqual([
      made('v_abc', 'What happens?\n<video>', 'A dog runs over a meadow.'),
      made('v_abc', '<video>\nIs it raining?', 'No'),
      { ...made('v_d.e', 'Describe the video.\n<video>', 'A cat sleeps.'), source: 'ours' },
    ]);
  });
});

test('a question that was changed since is asked in its new words, and with its new choices', async () => {
  const [first] = await readRecords('llava-video', fixture('llava-video', '0_30_s_mc_v0_1_qa_processed.json'));
  if (first?.content.kind !== 'qa') throw new Error('no question');
  expect(first.content).toMatchObject({ question: 'Why does the dog run?', answer: 'training.', form: 'choice' });
  const changed = { ...first, content: { ...first.content, answer: 'to eat.', question: 'Why?' } };
  const { text } = await written('llava-video', 'llava_video.json', { records: [changed] });
  expect(text).toContain('<image>\\nWhy?\\nOptions:\\nA. it plays.');
  expect(text).toContain('"value":"C. to eat."');
});

const real = '../shared/data/annotations/llava_style/minigpt_caption_3k.json';

test.skipIf(!existsSync(real))(
  'the real instructions of VideoChat go in, out for training, and are the same again',
  async () => {
    await inFolder(async (folder) => {
      const theirs = JSON.parse(readFileSync(real, 'utf8')) as { image: string; QA: { q: string; a: string }[] }[];
      for (const [format, file] of [
        ['videochatgpt-instruct', 'instruct.json'],
        ['llava-video', 'llava_video.json'],
        ['sharegpt', 'sharegpt.json'],
      ] as const) {
        const read = await readRecords('videochatgpt-instruct', real, { texts: 'captions' });
        const out = join(folder, format);
        const { counts } = await exported(read, { format, folder: out });
        expect(counts.captions).toBe(200);
        const again = await readRecords(format, join(out, file), { texts: 'captions' });
        // What no format of the family holds: that it was called an image, and the name of the list.
        const essence = (records: readonly DatasetRecord[]): unknown[] =>
          records.map(({ video, content, extra }) => [
            video.relativePath,
            content.kind === 'caption' && content.text,
            (extra?.['conversation'] as { asked?: string }).asked,
          ]);
        expect(essence(again)).toEqual(essence(read));
        expect(essence(again)).toEqual(theirs.flatMap(({ image, QA }) => QA.map(({ q, a }) => [image, a.trim(), q])));
      }
    });
  },
);

test.for([
  ['llava-video', '[{"video":"a.mp4"}]', 'conversations: Invalid input: expected array, received undefined'],
  ['llava-video', '[{"conversations":[{"from":"gpt","value":"a"}]}]', 'it names no video'],
  [
    'llava-video',
    '[{"video":"a.mp4","conversations":[{"from":"gpt","value":"a"}]}]',
    'its messages are not by human and gpt (or user and assistant) in turn',
  ],
  [
    'valley',
    '[{"video":"../../a.mp4","conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}]}]',
    'the path of the video climbs out of its folder',
  ],
  ['videochatgpt-instruct', '[{"video_id":"a","q":"what"}]', 'a: Invalid input: expected string, received undefined'],
  ['videochatgpt-instruct', '[{"video_id":"a","q":"w","a":"x","a":"y"}]', 'the key "a" stands twice in one object'],
  ['sharegpt', '[{"messages":[{"role":"user","content":"q"}],"videos":["a","b"]}]', 'it names no video, or several'],
  [
    'sharegpt4video',
    '{"video_id":"a","captions":[{"idx":"1","content":"x","span":[2,1]}]}',
    'captions.0.span: it ends before it begins',
  ],
  ['sharegpt4video', '{"video_id":"a","captions":[]}\n{"__proto__":{}}', 'there is a key __proto__ in it'],
  ['videochatgpt-predictions', '{"id":"1","question":"q","answer":"a"}', 'pred: Invalid input'],
  ['videochatgpt-benchmark', '[{"video_name":"a","Q1":"q","A":"a"}]', 'it has neither Q nor Q1 and Q2'],
] as const)('%s refuses %s', async ([format, text, says]) => {
  await inFolder(async (folder) => {
    const path = join(folder, text.startsWith('[') ? 'a.json' : 'a.jsonl');
    writeFileSync(path, text);
    const problems = (await readAll(format, path)).flatMap((event) => ('problem' in event ? [event.problem] : []));
    expect(problems).toMatchObject([{ code: 'dataset-unreadable', line: text.includes('\n') ? 2 : 1, cause: says }]);
  });
});

test.for(['utf8', 'utf16le'] as const)(
  'arrays and lines are told apart in %s, with a byte order mark and CRLF',
  async (encoding) => {
    const row = '{"video":"a.mp4","conversations":[{"from":"human","value":"개?"},{"from":"gpt","value":"A dog."}]}';
    await inFolder(async (folder) => {
      for (const text of [`\ufeff [\r\n${row},\r\n${row}\r\n]`, `\ufeff${row}\r\n\r\n${row}\r\n`]) {
        const path = join(folder, 'a.json');
        writeFileSync(path, text, encoding);
        const read = await readRecords('llava-video', path);
        expect(read.map(({ content }) => content.kind === 'qa' && content.question)).toEqual(['개?', '개?']);
      }
    });
  },
);
