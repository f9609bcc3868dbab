import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, KINDS } from './made-records.ts';
import { recogniseFile } from './recognise.ts';
import { FORMATS } from './registry.ts';

test.for(FORMATS.map(({ name }) => name))('%s is known by what it writes', async (format) => {
  await inFolder(async (folder) => {
    const { files } = await exported(KINDS, { format, folder: join(folder, 'out') });
    const known = await Promise.all(files.map(({ path }) => recogniseFile(join(folder, 'out', path))));
    // Beside the data there are files that say how it is to be loaded, and are no data.
    expect([...new Set(known.filter((one) => one !== null))]).toEqual([format]);
  });
});

test.for([
  ['activitynet-captions', 'val_1.json'],
  ['coco-captions', 'captions.json'],
  ['cvat-xml', 'a.xml'],
  ['label-studio', 'timeline.json'],
  ['llava-video', '0_30_s_mc_v0_1_qa_processed.json'],
  ['msrvtt', 'train_val_videodatainfo.json'],
  ['msvd', 'AllVideoDescriptions.txt'],
  ['sharegpt', 'mllm_video.json'],
  ['sharegpt4video', 'theirs.jsonl'],
  ['valley', 'valley.json'],
  ['vatex', 'vatex_training_v1.0.json'],
  ['videochatgpt-benchmark', 'consistency_qa.json'],
  ['videochatgpt-benchmark', 'generic_qa.json'],
  ['videochatgpt-instruct', 'instruct.json'],
  ['videochatgpt-instruct', 'raw.json'],
  ['videochatgpt-predictions', 'video-llava.jsonl'],
  ['videochatgpt-qa', 'test_q.json'],
  ['webvid-csv', 'results_2M_val.csv'],
] as const)('%s is known in %s, as others write it', async ([format, file]) => {
  expect(await recogniseFile(join('main/formats', format, 'fixtures', file))).toBe(format);
});

test.for([
  ['activitynet-captions', 'activitynet_captions/eval_localization_gt.json'],
  ['activitynet-captions', 'activitynet_captions/sample_submission.json'],
  ['activitynet-captions', 'kinetics/train.json'],
  ['coco-captions', 'coco/captions_val.json'],
  ['coco-captions', 'coco/captions_val2014_fakecap_results.json'],
  ['cvat-xml', 'cvat/for_video_annotations.xml'],
  ['nextqa', 'nextqa/val.csv'],
  ['tgif-qa', 'tgif_qa/Test_count_question.csv'],
  ['tgif-qa', 'tgif_qa/Test_frameqa_question.csv'],
  ['videochatgpt-qa', 'activitynet_qa/test_a.json'],
  [null, 'llava_style/question.jsonl'],
  [null, 'tarsier/DREAM-1k.jsonl'],
  [null, 'tvqa/tvqa_test_public.jsonl'],
  [null, 'vott/train-export.json'],
] as const)('%s is what the real file %s is', async ([format, file], context) => {
  const path = join('../shared/data/annotations', file);
  if (!existsSync(path)) context.skip(`${path} is not there`);
  expect(await recogniseFile(path)).toBe(format);
});

test('what could be anything is nobody’s', async () => {
  await inFolder(async (folder) => {
    const known: Record<string, string | null> = {};
    for (const [name, text] of Object.entries({
      'lines.jsonl': '{"text":"a"}\n',
      'broken.jsonl': '{"format":\n',
      'broken-first.jsonl': '{"format":\n{"format":"panda-dataset","version":1}\n',
      'empty.json': '',
      'settings.json': '{"type":"module","results":[1]}',
      'list.json': '[1,2]',
      'deep.json': '['.repeat(100_000),
      'page.xml': '<?xml version="1.0"?>\n<page/>\n',
      'clip.mp4': 'x',
      'table.csv': 'video,text\na,b\n',
    })) {
      writeFileSync(join(folder, name), text);
      known[name] = await recogniseFile(join(folder, name));
    }
    expect(known).toEqual({
      ...{ 'lines.jsonl': null, 'broken.jsonl': null, 'broken-first.jsonl': 'jsonl', 'empty.json': null },
      ...{ 'settings.json': null, 'list.json': null, 'deep.json': null, 'page.xml': null, 'clip.mp4': null },
      'table.csv': 'csv',
    });
  });
});
