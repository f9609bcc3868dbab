/** A video with its texts as a sample of FiftyOne: labels in fields, each of its class. */
import { secondsFromUs } from '../../document/time.ts';
import type { DatasetRecord, DatasetVideo } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { attributesOf, fieldOf, isTextField, objectOf, RESERVED, supportOf } from './labels.ts';
import type { FiftyoneOptions } from './labels.ts';

interface Sample {
  readonly sample: Readonly<Record<string, unknown>>;
  /** In the order in which they stand in it. */
  readonly ordered: readonly DatasetRecord[];
}

interface Sampled {
  readonly filepath: string;
  readonly options: FiftyoneOptions;
}

export function sampleOf(records: readonly DatasetRecord[], { filepath, options }: Sampled): Sample {
  const fields = new Map<string, DatasetRecord[]>();
  for (const record of records) {
    const field = `${fieldOf(record)}${record.span === null ? '' : ' '}`;
    fields.set(field, [...(fields.get(field) ?? []), record]);
  }
  const labels: Record<string, unknown> = {};
  const ordered: DatasetRecord[] = [];
  for (const [field, of] of fields) {
    // A field has one class: segments of a field that has whole videos too stand beside it.
    const name = field.endsWith(' ') ? `${field.trim()}${fields.has(field.trim()) ? '_segments' : ''}` : field;
    labels[name] = labelOf(of, isTextField(name, options));
    ordered.push(...of);
  }
  const kept = records.map((record) => objectOf(extraOf(record, 'fiftyone')['sample'])).find(hasFields) ?? {};
  const [first] = records;
  const metadata = first ? metadataOf(first.video) : null;
  return {
    sample: {
      ...Object.fromEntries(Object.entries(kept).filter(([name, field]) => isOther(name, field, options))),
      ...{ filepath, tags: tagsIn(kept) },
      ...(metadata === null ? {} : { metadata }),
      ...labels,
    },
    ordered,
  };
}

function labelOf(records: readonly DatasetRecord[], canBeText: boolean): unknown {
  const [first] = records;
  const isText = first?.span === null && canBeText && extraOf(first, 'fiftyone')['cls'] === 'text';
  if (isText && records.length === 1) return textOf(first);
  const isSegments = records.some(({ span }) => span !== null);
  const of = records.map((record) => one(record, isSegments));
  const single = first && records.length === 1 && extraOf(first, 'fiftyone')['single'] === true;
  if (single) return of[0];
  return isSegments ? { _cls: 'TemporalDetections', detections: of } : { _cls: 'Classifications', classifications: of };
}

function one(record: DatasetRecord, isSegment: boolean): unknown {
  const { confidence } = extraOf(record, 'fiftyone');
  return {
    _cls: isSegment ? 'TemporalDetection' : 'Classification',
    tags: [],
    label: textOf(record),
    ...(isSegment ? { support: supportOf(record) } : {}),
    ...(typeof confidence === 'number' ? { confidence } : {}),
    ...attributesOf(record),
  };
}

function metadataOf({ fps, frameCount, durationUs, width, height }: DatasetVideo): unknown {
  if (fps === null) return null;
  return {
    _cls: 'VideoMetadata',
    ...(width === null || height === null ? {} : { frame_width: width, frame_height: height }),
    frame_rate: fps,
    ...(frameCount === null ? {} : { total_frame_count: frameCount }),
    ...(durationUs === null ? {} : { duration: secondsFromUs(durationUs) }),
  };
}

function tagsIn({ tags }: Readonly<Record<string, unknown>>): unknown {
  return Array.isArray(tags) ? tags : [];
}

function hasFields(fields: object): boolean {
  return Object.keys(fields).length > 0;
}

/** What is neither a label, which would be a record, nor a field that every sample has. */
function isOther(name: string, field: unknown, options: FiftyoneOptions): boolean {
  if (RESERVED.has(name) || isTextField(name, options)) return false;
  return !/^(?:TemporalDetections?|Classifications?)$/.test(String(objectOf(field)['_cls']));
}
