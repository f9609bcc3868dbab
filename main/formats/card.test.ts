import { expect, test } from 'vitest';
import { cardText } from './card.ts';
import { describedAs, SOURCE } from './made-described.ts';

test('a card says what is in a data set, who made it, and which files are the data', () => {
  const text = cardText(describedAs('hf-parquet', { files: [{ path: 'data-00000.parquet', bytes: 9, sha256: 'ab' }] }));
  expect(text).toBe(CARD_TEXT);
});

test('the videos that a loader needs are named by endings that it takes for videos, in the folder of each split that has records', () => {
  const media = ['clip.mp4', 'sub/old.MP4', 'b.webm'].map((path) => ({ path, bytes: 1 }));
  expect(configsOf(cardText(describedAs('hf-folder', { media })))).toEqual([
    '- config_name: default',
    '  data_files:',
    '  - split: train',
    '    path:',
    '    - "metadata.jsonl"',
    '    - "**/*.MP4"',
    '    - "**/*.mp4"',
  ]);
  const splits = [
    { name: 'train', records: 2 },
    { name: 'validation', records: 0 },
    { name: 'test', records: 1 },
  ];
  const split = ['train/clip.mp4', 'test/b.webm'].map((path) => ({ path, bytes: 1 }));
  expect(configsOf(cardText(describedAs('hf-folder', { media: split, splits })))).toEqual([
    '- config_name: default',
    '  data_files:',
    '  - split: train',
    '    path:',
    '    - "train/metadata.jsonl"',
    '    - "train/**/*.mp4"',
    '  - split: test',
    '    path:',
    '    - "test/metadata.jsonl"',
    '    - "test/**/*.webm"',
  ]);
  expect(configsOf(cardText(describedAs('webdataset'))).at(-1)).toBe('    - "*.tar"');
  expect(configsOf(cardText(describedAs('msrvtt', { splits })))).toEqual([]);
});

test.for([
  ['CC-BY-4.0', ['license: cc-by-4.0']],
  ['https://example.org/licence', ['license: other', 'license_link: "https://example.org/licence"']],
  ['ours: ask "us"', ['license: other', 'license_name: "ours: ask \\"us\\""']],
] as const)('the licence %s is said as the hub reads it, and to people', ([license, lines]) => {
  const about = { license, url: 'https://example.org/dogs', published: '2026-11-21' };
  const card = cardText(describedAs('jsonl', { source: { ...SOURCE, about } })).split('\n');
  expect(card.filter((line) => line.startsWith('license'))).toEqual(lines);
  const said = [`Licence: ${license}`, '- to be found at https://example.org/dogs', '- published on 2026-11-21'];
  expect(card).toEqual(expect.arrayContaining(said));
});

function configsOf(card: string): string[] {
  const [, front = ''] = card.split('---\n');
  const [, configs = ''] = front.split('configs:\n');
  return configs.split('\n').filter((line) => line !== '');
}

const CARD_TEXT = `---
pretty_name: "Dogs & cats"
task_categories:
- visual-question-answering
- video-text-to-text
tags:
- video
configs:
- config_name: default
  data_files:
  - split: train
    path:
    - "*.parquet"
---

# Dogs & cats

Made with panda-annotator 0.1.0. \`dataset.json\` says the same to programs, \`croissant.json\` in the words of Croissant.

## What is in it

- 2 captions and 1 question with its answer, about 2 videos
- format: \`hf-parquet\` (Parquet files that load_dataset reads: a row for each text; with the videos, each row has its own in it)
- videos: not in it; a text names its video

## How it was made

- 3 texts began as drafts of the model panda-mini@1
- 3 texts decided by Min
- 2 accepted: a model's text that a person accepted as it was
- 1 edited: a model's text that a person changed
- the latest word in it is of 2026-02-03T04:05:06.000Z

## What was chosen

- texts that are accepted, edited
- left out: 1 (there is no text)

## What was checked

- every record is the same when read back (3 times)

## Rights

The rights in the videos and texts are those of their owners: say here which licence they give.
`;
