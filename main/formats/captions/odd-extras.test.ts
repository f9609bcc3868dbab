import fc from 'fast-check';
import { join } from 'node:path';
import { test } from 'vitest';
import { recordsArbitrary, seeded } from '../arbitrary-records.ts';
import { exported, inFolder, madeCaption } from '../made-records.ts';
import type { DatasetRecord } from '../record.ts';

const FORMATS = [
  ...(['msrvtt', 'msvd', 'vatex', 'coco-captions', 'webvid-csv', 'csv', 'tsv', 'activitynet-captions'] as const),
  ...(['nextqa', 'tgif-qa', 'sidecar-txt'] as const),
];

/** The names that formats use themselves, with values that they do not expect. */
const names = fc.constantFrom(
  ...[
    'id',
    'video',
    'image',
    'sen_id',
    'segment',
    'around',
    'columns',
    'qid',
    'type',
    'vid_id',
    'key',
    'contentUrl',
    'split',
  ],
  ...[
    'duration',
    'duration_second',
    'videoID',
    'enCap',
    'caption',
    'text',
    'video_id',
    'image_id',
    'toString',
    'constructor',
  ],
);
const value = fc.jsonValue({ maxDepth: 2 });
const odd = fc.dictionary(names, fc.oneof(value, fc.dictionary(names, value)), { maxKeys: 6 });

test.for(FORMATS)('%s writes what it should, whatever another program left in the extra fields', async (format) => {
  const content = format === 'nextqa' || format === 'tgif-qa' ? 'qa' : 'caption';
  const records = fc
    .tuple(
      recordsArbitrary({ span: format === 'activitynet-captions', content }),
      fc.array(odd, { minLength: 16, maxLength: 16 }),
    )
    .map(([some, extras]) => [
      ...some.map((record, at) => ({ ...record, extra: { [format]: extras[at] } })),
      // So that there is something to write.
      sure(format, extras[15] ?? {}),
    ]);
  await fc.assert(
    fc.asyncProperty(records, (all) =>
      inFolder(async (folder) => {
        await exported(all, { format, folder: join(folder, 'out') });
      }),
    ),
    { ...seeded, numRuns: 30 },
  );
});

function sure(format: string, extra: object): DatasetRecord {
  const record = madeCaption({ path: 'z.mp4', text: 'A dog.', extra: { [format]: extra } });
  if (format === 'activitynet-captions') return { ...record, span: { fromUs: 0, toUs: 1 } };
  if (format !== 'nextqa' && format !== 'tgif-qa') return record;
  const question = {
    bankId: null,
    question: 'Who?',
    answer: 'b',
    form: 'choice',
    topic: null,
    evidence: null,
  } as const;
  return { ...record, content: { kind: 'qa', ...question, choices: ['a', 'b', 'c', 'd', 'e'] } };
}
