/**
 * `croissant.json` of an export: which files it has, what a record in them is, and which models and people made it, in the
 * vocabulary of Croissant 1.1 with its part on responsible AI. Knows no format but by what it says of itself.
 * https://github.com/mlcommons/croissant/blob/main/docs/croissant-spec-1.1.md
 */
import type { RecordFields } from './format.ts';
import type { Described } from './manifest.ts';

export const CROISSANT = 'croissant.json';

/** More files than these are told as sets of them. */
const MOST_FILES = 500;

export function croissantText(described: Described): string {
  const { asOf, counts, format, source } = described;
  const { program, project } = source;
  const models = Object.entries(counts.models).map(([name, count]) => `${name} (${count} texts)`);
  const people = Object.entries(counts.people).map(([name, count]) => `${name} (${count} texts)`);
  const decided = Object.entries(counts.statuses).map(([status, count]) => `${count} ${status}`);
  const dataset = {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: ['http://mlcommons.org/croissant/1.1', 'http://mlcommons.org/croissant/RAI/1.0'],
    name: project.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-'),
    description:
      `${counts.captions} captions and ${counts.questions} questions with answers about ${counts.videos} videos, ` +
      `as ${format.name}: ${format.says}`,
    ...(asOf === null ? {} : { dateModified: asOf }),
    ...(people.length === 0
      ? {}
      : { creator: Object.keys(counts.people).map((name) => ({ '@type': 'sc:Person', name })) }),
    'rai:dataAnnotationProtocol':
      'A model drafts a text; a person accepts, changes or rejects it, or writes one. Only texts of the statuses named in dataset.json are here.',
    'rai:dataAnnotationPlatform': [`${program.name} ${program.version}`],
    ...(decided.length === 0 ? {} : { 'rai:dataAnnotationAnalysis': [`decisions: ${decided.join(', ')}`] }),
    ...(models.length === 0 ? {} : { 'rai:machineAnnotationTools': models }),
    ...(people.length === 0 ? {} : { 'rai:annotatorDemographics': [`${people.length} people: ${people.join(', ')}`] }),
    'rai:dataManipulationProtocol':
      source.media === 'clip' ? 'Segments were cut out of their videos, encoded anew.' : 'The videos are as they were.',
    distribution: distributionOf(described),
    recordSet: recordSetsOf(described),
  };
  return `${JSON.stringify(dataset, null, 2)}\n`;
}

function distributionOf({ files, media }: Described): unknown[] {
  if (files.length + media.length > MOST_FILES) {
    const endings = [...new Set([...files, ...media].map(({ path }) => endingOf(path)))].sort();
    return endings.map((ending) => ({
      '@type': 'cr:FileSet',
      '@id': `files${ending}`,
      name: `files${ending}`,
      encodingFormat: typeOf(ending),
      includes: `**/*${ending}`,
    }));
  }
  return [
    ...files.map(({ bytes, path, sha256 }) => ({ ...fileObject(path, bytes), sha256 })),
    ...media.map(({ bytes, path }) => fileObject(path, bytes)),
  ];
}

function fileObject(path: string, bytes: number): object {
  return {
    '@type': 'cr:FileObject',
    '@id': path,
    name: path,
    contentUrl: path,
    contentSize: `${bytes} B`,
    encodingFormat: typeOf(endingOf(path)),
  };
}

/** One for each file whose records the format tells the fields of. */
function recordSetsOf({ files, format, media }: Described): unknown[] {
  const { fields } = format;
  if (fields === undefined || files.length + media.length > MOST_FILES) return [];
  return files
    .filter(({ path }) => path.endsWith(fields.file))
    .map(({ path }) => ({
      '@type': 'cr:RecordSet',
      '@id': `records/${path}`,
      name: `records/${path}`,
      field: fields.of.map((field) => fieldOf(path, fields.by, field)),
    }));
}

function fieldOf(
  path: string,
  by: RecordFields['by'],
  { name, says, type = 'sc:Text' }: RecordFields['of'][number],
): object {
  return {
    '@type': 'cr:Field',
    '@id': `records/${path}/${name}`,
    name,
    description: says,
    dataType: type,
    source: { fileObject: { '@id': path }, extract: by === 'column' ? { column: name } : { jsonPath: `$.${name}` } },
  };
}

function endingOf(path: string): string {
  return /\.[A-Za-z0-9]+$/.exec(path)?.[0].toLowerCase() ?? '';
}

function typeOf(ending: string): string {
  return TYPES[ending] ?? 'application/octet-stream';
}

const TYPES: Readonly<Record<string, string>> = {
  '.avi': 'video/x-msvideo',
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.jsonl': 'application/jsonlines',
  '.mkv': 'video/x-matroska',
  '.mov': 'video/quicktime',
  '.mp4': 'video/mp4',
  '.parquet': 'application/x-parquet',
  '.srt': 'application/x-subrip',
  '.tar': 'application/x-tar',
  '.toml': 'application/toml',
  '.tsv': 'text/tab-separated-values',
  '.txt': 'text/plain',
  '.vtt': 'text/vtt',
  '.webm': 'video/webm',
  '.xml': 'application/xml',
};

/** The one that the specification recommends, as far as it is used here. */
const CONTEXT = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  containedIn: 'cr:containedIn',
  cr: 'http://mlcommons.org/croissant/',
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  fileProperty: 'cr:fileProperty',
  fileSet: 'cr:fileSet',
  includes: 'cr:includes',
  jsonPath: 'cr:jsonPath',
  rai: 'http://mlcommons.org/croissant/RAI/',
  recordSet: 'cr:recordSet',
  sc: 'https://schema.org/',
  source: 'cr:source',
} as const;
