/**
 * As CVAT's importer reads it: a track of boxes with their frames, of a label that the task has, with attributes that the
 * label has, each one line. https://github.com/cvat-ai/cvat/blob/develop/cvat/apps/dataset_manager/formats/cvat.py
 */
import { readFile } from 'node:fs/promises';
import { SaxesParser } from 'saxes';
import { framesOf } from '../bundles/frames.ts';
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { labelOf, shown } from './tracks.ts';
import type { TrackOptions } from './tracks.ts';
import { textOf } from '../record.ts';

export const checkTracks: Check<TrackOptions> = {
  expected(record) {
    const { first = null } = framesOf(record) ?? {};
    return [record.video.stem, labelOf(record), first, shown(textOf(record))];
  },
  found,
};

interface Box {
  readonly fields: Readonly<Record<string, string>>;
  readonly attributes: Map<string, string>;
}

interface Loaded {
  readonly labels: Map<string, Set<string>>;
  readonly tracks: { readonly label: string; readonly boxes: Box[] }[];
  readonly stopFrame: number;
}

async function* found({ files, options, rules }: CheckJob<TrackOptions>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    const { labels, tracks, stopFrame } = load(await readFile(staged, 'utf8'));
    const stem =
      path
        .split(/[/\\]/)
        .at(-1)
        ?.replace(/\.xml$/, '') ?? '';
    for (const [index, { label, boxes }] of tracks.entries()) {
      const where = (): string => `${path}, track ${index}`;
      const known = labels.get(label);
      const [first] = boxes;
      rules.hold('every-label-is-one-of-the-task', known !== undefined, where);
      for (const { fields, attributes } of boxes) {
        const frame = Number(fields['frame']);
        const isWhole = ['frame', 'outside', 'keyframe', 'occluded'].every((name) => /^\d+$/.test(fields[name] ?? ''));
        rules.hold('every-box-has-its-frame-and-whether-it-is-outside', isWhole, where);
        rules.hold('every-frame-is-one-of-the-video', frame <= stopFrame, where);
        for (const [name, value] of attributes) {
          rules.hold('every-attribute-is-one-of-its-label', known?.has(name) === true, where);
          rules.hold('every-attribute-is-one-line', !/[\n\r]/.test(value) || !OURS.has(name), where);
        }
      }
      yield [stem, label, Number(first?.fields['frame']), first?.attributes.get(options.text) ?? null];
    }
  }
}

/** Those that were drawn elsewhere are as they were there. */
const OURS = new Set(['text', 'question', 'track', 'about', 'panda']);

function load(text: string): Loaded {
  const loaded: Loaded & { stopFrame: number } = { labels: new Map(), tracks: [], stopFrame: Infinity };
  const parser = new SaxesParser();
  const path: string[] = [];
  let said = '';
  let label = '';
  let attribute = '';
  parser.on('opentag', ({ name, attributes }) => {
    path.push(name);
    said = '';
    const track = loaded.tracks.at(-1);
    if (name === 'track') loaded.tracks.push({ label: attributes['label'] ?? '', boxes: [] });
    else if (path[1] === 'track' && path.length === 3) track?.boxes.push({ fields: attributes, attributes: new Map() });
    else if (path[1] === 'track' && name === 'attribute') attribute = attributes['name'] ?? '';
  });
  parser.on('text', (piece) => (said += piece));
  parser.on('closetag', ({ name }) => {
    const inside = path.join('/');
    if (inside.endsWith('labels/label/name')) loaded.labels.set((label = said), new Set());
    else if (inside.endsWith('attributes/attribute/name')) loaded.labels.get(label)?.add(said);
    else if (name === 'stop_frame') loaded.stopFrame = Number(said);
    else if (path[1] === 'track' && name === 'attribute') {
      loaded.tracks.at(-1)?.boxes.at(-1)?.attributes.set(attribute, said);
    }
    path.pop();
    said = '';
  });
  parser.write(text).close();
  return loaded;
}
