/**
 * `croissant.json` of an export: which files it has, what a record in them is, and which models and people made it, in the
 * vocabulary of Croissant 1.1 with its part on responsible AI. Licence, address and day of publication, which Croissant
 * asks for too, are there where a person gave them. Knows no format but by what it says of itself.
 * https://github.com/mlcommons/croissant/blob/main/docs/croissant-spec-1.1.md
 */
import { counted, countedTexts } from './counted.ts';
import type { RecordFields } from './format.ts';
import type { Described } from './manifest.ts';

export const CROISSANT = 'croissant.json';

/** More files than these are told as sets of them. */
const MOST_FILES = 500;

export function croissantText(described: Described): string {
  const { asOf, counts, format, source } = described;
  const { about, program, project } = source;
  const models = Object.entries(counts.models).map(([name, count]) => `${name} (${counted(count, 'text')})`);
  const people = Object.entries(counts.people).map(([name, count]) => `${name} (${counted(count, 'text')})`);
  const decided = Object.entries(counts.statuses).map(([status, count]) => `${count} ${status}`);
  const dataset = {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: ['http://mlcommons.org/croissant/1.1', 'http://mlcommons.org/croissant/RAI/1.0'],
    name: project.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-'),
    description: `${countedTexts(counts)}, as ${format.name}: ${format.says}`,
    ...(about.license === null ? {} : { license: about.license }),
    ...(about.url === null ? {} : { url: about.url }),
    ...(about.published === null ? {} : { datePublished: about.published }),
    ...(asOf === null ? {} : { dateModified: asOf }),
    ...(people.length === 0
      ? {}
      : { creator: Object.keys(counts.people).map((name) => ({ '@type': 'sc:Person', name })) }),
    'prov:wasGeneratedBy': { '@type': 'prov:Activity', 'prov:label': `export by ${program.name} ${program.version}` },
    ...(models.length + people.length === 0 ? {} : { 'prov:wasAttributedTo': agentsOf(counts) }),
    'rai:dataAnnotationProtocol':
      'A model drafts a text; a person accepts, changes or rejects it, or writes one. Only texts of the statuses named in dataset.json are here.',
    'rai:dataAnnotationPlatform': [`${program.name} ${program.version}`],
    ...(decided.length === 0 ? {} : { 'rai:dataAnnotationAnalysis': [`decisions: ${decided.join(', ')}`] }),
    ...(models.length === 0 ? {} : { 'rai:machineAnnotationTools': models }),
    ...(people.length === 0 ? {} : { 'rai:annotatorDemographics': people }),
    'rai:dataManipulationProtocol':
      source.media === 'clip' ? 'Segments were cut out of their videos, encoded anew.' : 'The videos are as they were.',
    distribution: distributionOf(described),
    recordSet: recordSetsOf(described),
  };
  return `${JSON.stringify(dataset, null, 2)}\n`;
}

/** The models and people that the texts are from. */
function agentsOf({ models, people }: Described['counts']): unknown[] {
  const agents = (type: string, names: readonly string[]) =>
    names.map((name) => ({ '@type': type, 'prov:label': name }));
  return [...agents('prov:SoftwareAgent', Object.keys(models)), ...agents('prov:Person', Object.keys(people))];
}

/** Its reader wants a hash of each file that is named by itself; of videos there is none, so they are told as sets. */
function distributionOf({ files, media }: Described): unknown[] {
  if (files.length > MOST_FILES) return fileSets('files', [...files, ...media]);
  return [
    ...files.map(({ bytes, path, sha256 }) => ({
      '@type': 'cr:FileObject',
      '@id': path,
      name: path,
      contentUrl: path,
      contentSize: `${bytes} B`,
      encodingFormat: typeOf(endingOf(path).toLowerCase()),
      sha256,
    })),
    ...fileSets('videos', media),
  ];
}

function fileSets(name: string, files: readonly { readonly path: string }[]): unknown[] {
  const endings = [...new Set(files.map(({ path }) => endingOf(path)))].sort();
  return endings.map((ending) => ({
    '@type': 'cr:FileSet',
    '@id': `${name}${ending}`,
    name: `${name}${ending}`,
    encodingFormat: typeOf(ending.toLowerCase()),
    includes: `**/*${ending}`,
  }));
}

/** One for each file whose records the format tells the fields of. */
function recordSetsOf({ files, format }: Described): unknown[] {
  const { fields } = format;
  if (fields === undefined || files.length > MOST_FILES) return [];
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
  return /\.[A-Za-z0-9]+$/.exec(path)?.[0] ?? '';
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

/**
 * The one that the specification recommends, with provenance. schema.org stands with https, since that is what the readers
 * of Croissant compare with.
 */
const CONTEXT = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  sc: 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  dct: 'http://purl.org/dc/terms/',
  prov: 'http://www.w3.org/ns/prov#',
  annotation: 'cr:annotation',
  arrayShape: 'cr:arrayShape',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  containedIn: 'cr:containedIn',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  excludes: 'cr:excludes',
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  fileProperty: 'cr:fileProperty',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isArray: 'cr:isArray',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  readLines: 'cr:readLines',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  sdVersion: 'cr:sdVersion',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
  unArchive: 'cr:unArchive',
  value: 'cr:value',
} as const;
