import { expect, test } from 'vitest';
import { croissantText } from './croissant.ts';
import { describedAs, SOURCE } from './made-described.ts';

test('Croissant is told the files with their hashes, the fields of a record, and who made it', () => {
  const { '@context': context, ...said } = saidOf(
    describedAs('jsonl', {
      files: [{ path: 'dataset.jsonl', bytes: 90, sha256: 'ab' }],
      media: [
        { path: 'a.mp4', bytes: 7 },
        { path: 'sub/b.mp4', bytes: 8 },
      ],
    }),
  );
  expect(context).toMatchObject({ '@vocab': 'https://schema.org/', cr: 'http://mlcommons.org/croissant/' });
  const { recordSet, ...dataset } = said;
  expect(dataset).toEqual({
    '@type': 'sc:Dataset',
    conformsTo: ['http://mlcommons.org/croissant/1.1', 'http://mlcommons.org/croissant/RAI/1.0'],
    name: 'Dogs-cats',
    description:
      '2 captions and 1 question with its answer, about 2 videos, as jsonl: JSON lines with all that a text has: video, span, text, status, and who made it (docs/dataset-jsonl.md)',
    dateModified: '2026-02-03T04:05:06.000Z',
    creator: [{ '@type': 'sc:Person', name: 'Min' }],
    'prov:wasGeneratedBy': { '@type': 'prov:Activity', 'prov:label': 'export by panda-annotator 0.1.0' },
    'prov:wasAttributedTo': [
      { '@type': 'prov:SoftwareAgent', 'prov:label': 'panda-mini@1' },
      { '@type': 'prov:Person', 'prov:label': 'Min' },
    ],
    'rai:dataAnnotationProtocol':
      'A model drafts a text; a person accepts, changes or rejects it, or writes one. Only texts of the statuses named in dataset.json are here.',
    'rai:dataAnnotationPlatform': ['panda-annotator 0.1.0'],
    'rai:dataAnnotationAnalysis': ['decisions: 2 accepted, 1 edited'],
    'rai:machineAnnotationTools': ['panda-mini@1 (3 texts)'],
    'rai:annotatorDemographics': ['Min (3 texts)'],
    'rai:dataManipulationProtocol': 'The videos are as they were.',
    distribution: [
      {
        '@type': 'cr:FileObject',
        '@id': 'dataset.jsonl',
        name: 'dataset.jsonl',
        contentUrl: 'dataset.jsonl',
        contentSize: '90 B',
        encodingFormat: 'application/jsonlines',
        sha256: 'ab',
      },
      {
        '@type': 'cr:FileSet',
        '@id': 'videos.mp4',
        name: 'videos.mp4',
        encodingFormat: 'video/mp4',
        includes: '**/*.mp4',
      },
    ],
  });
  expect(recordSet).toEqual([
    {
      '@type': 'cr:RecordSet',
      '@id': 'records/dataset.jsonl',
      name: 'records/dataset.jsonl',
      field: [
        ['id', 'of the text, unique in the data set', 'sc:Text'],
        ['video.relativePath', 'the video, below the folder it was found in', 'sc:Text'],
        ['span.fromUs', 'where the part of the video begins, in microseconds', 'sc:Integer'],
        ['span.toUs', 'where it ends', 'sc:Integer'],
        ['content.kind', 'caption or qa', 'sc:Text'],
        ['content.text', 'the caption', 'sc:Text'],
        ['content.question', 'the question', 'sc:Text'],
        ['content.answer', 'the answer', 'sc:Text'],
        ['status', 'what a person decided', 'sc:Text'],
        ['origin.suggestion.model.id', 'the model that drafted it', 'sc:Text'],
      ].map(([name, description, dataType]) => ({
        '@type': 'cr:Field',
        '@id': `records/dataset.jsonl/${name}`,
        ...{ name, description, dataType },
        source: { fileObject: { '@id': 'dataset.jsonl' }, extract: { jsonPath: `$.${name}` } },
      })),
    },
  ]);
});

test('licence, address and day are what a person said, and else are not there', () => {
  const about = { license: 'CC-BY-4.0', url: 'https://example.org/dogs', published: '2026-11-21' };
  expect(saidOf(describedAs('jsonl', { source: { ...SOURCE, about } }))).toMatchObject({
    license: 'CC-BY-4.0',
    url: 'https://example.org/dogs',
    datePublished: '2026-11-21',
  });
  expect(Object.keys(saidOf(describedAs('jsonl')))).not.toContain('license');
});

test('the same export has the same Croissant file; thousands of files are told as sets of them', () => {
  const files = Array.from({ length: 501 }, (_, at) => ({ path: `${at}.TXT`, bytes: 1, sha256: 'ab' }));
  const described = describedAs('sidecar-txt', { files });
  expect(croissantText(described)).toBe(croissantText(describedAs('sidecar-txt', { files: [...files] })));
  expect(saidOf(described)).toMatchObject({
    distribution: [
      {
        '@type': 'cr:FileSet',
        '@id': 'files.TXT',
        name: 'files.TXT',
        encodingFormat: 'text/plain',
        includes: '**/*.TXT',
      },
    ],
    recordSet: [],
  });
});

function saidOf(described: ReturnType<typeof describedAs>): Record<string, unknown> {
  return JSON.parse(croissantText(described)) as Record<string, unknown>;
}
