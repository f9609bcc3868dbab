/**
 * Annotations of a task with one video, as CVAT's "CVAT 1.1" importer reads them. It has neither texts of a video nor of a
 * span of time: the way round is a box as large as the picture, from the first frame to the last, with the text as attribute.
 * https://github.com/cvat-ai/cvat/blob/develop/site/content/en/docs/dataset_management/formats/format-xml.md
 */
import { framesOf, frameCountOf, hasRate } from '../bundles/frames.ts';
import { byVideo, FileNames, putVideoFile } from '../by-video.ts';
import type { MediaName } from '../media-name.ts';
import type { WriteJob } from '../format.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { attributesOf, keptShapes, labelOf, OWN_ATTRIBUTES } from './tracks.ts';
import type { Shape, TrackOptions } from './tracks.ts';
import { heldByXml, xmlOf } from './xml-text.ts';

export async function writeTracks(job: WriteJob<TrackOptions>): Promise<void> {
  const names = new FileNames();
  for await (const all of byVideo(job.records)) {
    const records = all.filter((record) => isTrack(job, record));
    if (records.length === 0) continue;
    const text = documentOf(records, job.options, job.mediaName);
    await putVideoFile(job, names, { records, ending: '.xml', text });
  }
}

function isTrack({ leaveOut }: WriteJob<TrackOptions>, record: DatasetRecord): boolean {
  const { video } = record;
  if ((textOf(record) ?? '').trim() === '' && keptShapes(record) === null) leaveOut('no-text', record);
  else if (!hasRate(video) || framesOf(record) === null) leaveOut('no-frame-rate', record);
  else if (video.width === null || video.height === null) leaveOut('no-frame-size', record);
  else return true;
  return false;
}

function documentOf(records: readonly DatasetRecord[], options: TrackOptions, mediaName: MediaName): string {
  const [first] = records;
  if (!first) return '';
  const labels = labelsOf(records, options);
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    // In CVAT a task has its labels before it has annotations.
    `<!-- Labels of the task, for its raw editor: ${inComment(rawLabels(labels))} -->`,
    '<annotations>',
    '  <version>1.1</version>',
    ...metaOf(first, labels, mediaName),
    ...records.flatMap((record, index) => trackOf(record, index, options)),
    '</annotations>',
  ];
  return `${lines.join('\n')}\n`;
}

/** Two dashes would end it. */
function inComment(value: unknown): string {
  return heldByXml(JSON.stringify(value)).replaceAll('--', '-\\u002d');
}

type Labels = ReadonlyMap<string, ReadonlySet<string>>;

/** Each with the attributes that its tracks have. */
function labelsOf(records: readonly DatasetRecord[], { text }: TrackOptions): Labels {
  const labels = new Map<string, Set<string>>();
  for (const record of records) {
    const label = labelOf(record);
    const attributes = labels.get(label) ?? new Set([text, ...OWN_ATTRIBUTES]);
    labels.set(label, attributes);
    for (const shape of keptShapes(record) ?? [])
      for (const name of Object.keys(shape.attributes)) attributes.add(name);
  }
  return labels;
}

function rawLabels(labels: Labels): unknown {
  return [...labels].map(([name, attributes]) => ({
    name,
    attributes: [...attributes].map((attribute) => ({
      ...{ name: attribute, mutable: false, input_type: 'text', default_value: '', values: [''] },
    })),
  }));
}

function metaOf({ video }: DatasetRecord, labels: Labels, mediaName: MediaName): string[] {
  const count = frameCountOf(video);
  const name = mediaName(video);
  return [
    '  <meta>',
    '    <task>',
    `      <name>${xmlOf(name)}</name>`,
    ...(count === null ? [] : [`      <size>${count}</size>`]),
    '      <mode>interpolation</mode>',
    '      <overlap>0</overlap>',
    '      <start_frame>0</start_frame>',
    ...(count === null ? [] : [`      <stop_frame>${count - 1}</stop_frame>`]),
    '      <labels>',
    ...[...labels].flatMap(([label, attributes]) => [
      '        <label>',
      `          <name>${xmlOf(label)}</name>`,
      '          <attributes>',
      ...[...attributes].flatMap((attribute) => [
        '            <attribute>',
        `              <name>${xmlOf(attribute)}</name>`,
        '              <mutable>False</mutable>',
        '              <input_type>text</input_type>',
        '              <default_value></default_value>',
        '              <values></values>',
        '            </attribute>',
      ]),
      '          </attributes>',
      '        </label>',
    ]),
    '      </labels>',
    '      <original_size>',
    `        <width>${video.width ?? 0}</width>`,
    `        <height>${video.height ?? 0}</height>`,
    '      </original_size>',
    '    </task>',
    `    <source>${xmlOf(name.slice(name.lastIndexOf('/') + 1))}</source>`,
    '  </meta>',
  ];
}

function trackOf(record: DatasetRecord, index: number, options: TrackOptions): string[] {
  const attributes = attributesOf(record, options);
  const kept = keptShapes(record);
  const shapes = kept ?? boxesOf(record);
  const { group_id: group } = extraOf(record, 'cvat-xml');
  const groupId = typeof group === 'string' && /^\d{1,9}$/.test(group) ? ` group_id="${group}"` : '';
  const source = record.status === 'suggested' || record.status === 'accepted' ? 'auto' : 'manual';
  return [
    `  <track id="${index}" label="${xmlOf(labelOf(record))}" source="${source}"${groupId}>`,
    ...shapes.flatMap(({ kind, fields, attributes: own }) => [
      `    <${kind} ${Object.entries(fields)
        .map(([name, value]) => `${name}="${xmlOf(value)}"`)
        .join(' ')}>`,
      ...Object.entries({ ...own, ...attributes }).map(
        ([name, value]) => `      <attribute name="${xmlOf(name)}">${xmlOf(value)}</attribute>`,
      ),
      `    </${kind}>`,
    ]),
    '  </track>',
  ];
}

/** All of the picture from the first frame on, and outside of it after the last. */
function boxesOf(record: DatasetRecord): Shape[] {
  const { first = 0, last = 0 } = framesOf(record) ?? {};
  const { width, height } = record.video;
  const box = (frame: number, outside: '0' | '1'): Shape => ({
    kind: 'box',
    fields: {
      ...{ frame: String(frame), keyframe: '1', outside, occluded: '0' },
      ...{ xtl: '0.00', ytl: '0.00', xbr: (width ?? 0).toFixed(2), ybr: (height ?? 0).toFixed(2), z_order: '0' },
    },
    attributes: {},
  });
  const isAtEnd = last + 1 >= (frameCountOf(record.video) ?? Infinity);
  return isAtEnd ? [box(first, '0')] : [box(first, '0'), box(last + 1, '1')];
}
