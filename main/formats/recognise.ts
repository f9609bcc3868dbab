/**
 * Which format a file is in, by its name and its beginning, where that is certain: what other programs write too, and what
 * two formats would have alike, is nobody's. Reads no more than it needs.
 */
import { basename, extname } from 'node:path';
import { ProblemError } from '../document/problem.ts';
import { JsonError, parseJson } from './input/json.ts';
import { readParts } from './input/json-parts.ts';
import { readLines } from './input/lines.ts';
import type { TextSource } from './input/text.ts';

/** What has one of these endings is in the format, or is to be told why it cannot be read as it. */
const FORMAT_OF_ENDING: Readonly<Record<string, string>> = {
  '.txt': 'sidecar-txt',
  '.srt': 'srt',
  '.vtt': 'vtt',
  '.llc': 'llc',
  '.parquet': 'hf-parquet',
  '.tar': 'webdataset',
};

/** Lists in an outermost object whose elements are looked at one by one. */
const OPENED = ['sentences', 'videos', 'images', 'annotations', 'results', 'database', 'labels', 'samples'];
/** Of a long list, these many elements say what the others are. */
const PARTS = 200;
const LINES = 5;

/** Null: nothing is certain. Throws as the readers of text do. */
export async function recogniseFile(path: string): Promise<string | null> {
  const name = basename(path);
  if (/_[qa](?=[^a-z]*\.json$)/i.test(name)) return 'videochatgpt-qa';
  if (/^allvideodescriptions\.txt$/i.test(name)) return 'msvd';
  const ending = extname(name).toLowerCase();
  const source = { path, encoding: null, format: ending.slice(1) };
  try {
    switch (ending) {
      case '.jsonl':
      case '.ndjson':
        return await formatOfLines(source);
      case '.json':
        return await formatOfParts(source);
      case '.csv':
      case '.tsv':
        return await formatOfTable(source, ending);
      case '.xml':
        return await formatOfXml(source);
      default:
        return FORMAT_OF_ENDING[ending] ?? null;
    }
  } catch (error) {
    // What is no text of this kind is nobody's.
    if (error instanceof ProblemError && error.problem.code === 'dataset-unreadable') return null;
    throw error;
  }
}

/** A line that cannot be read says nothing of the others. */
async function formatOfLines(source: TextSource): Promise<string | null> {
  let looked = 0;
  for await (const { text } of readLines(source)) {
    if (text.trim() === '') continue;
    const format = formatOfRow(parsed(text), true);
    if (format !== null) return format;
    if (++looked === LINES) break;
  }
  return null;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonError) return null;
    throw error;
  }
}

async function formatOfParts(source: TextSource): Promise<string | null> {
  const opened = new Set<string>();
  let looked = 0;
  for await (const { key, value, within } of readParts(source, { root: 'either', opened: OPENED })) {
    const format =
      within === null
        ? key === null
          ? formatOfRow(value, false)
          : formatOfMember(key, value)
        : formatWithin(within, value);
    if (format !== null) return format;
    if (within !== null) opened.add(within);
    if (opened.has('images') && opened.has('annotations')) return 'coco-captions';
    if (++looked === PARTS && !opened.has('images')) break;
  }
  return null;
}

/** Of a row of a list, or of a file of lines. */
function formatOfRow(value: unknown, isLine: boolean): string | null {
  const has = (...keys: string[]): boolean => keys.every((key) => isObject(value) && Object.hasOwn(value, key));
  if (!isObject(value)) return null;
  if (value['format'] === 'panda-dataset') return isLine ? 'jsonl' : null;
  if (has('file_name') && isLine) return 'hf-folder';
  if (has('video_id', 'captions') && isLine) return 'sharegpt4video';
  if (has('question', 'answer', 'pred')) return 'videochatgpt-predictions';
  if (has('video_name', 'Q', 'A') || has('video_name', 'Q1', 'Q2', 'A')) return 'videochatgpt-benchmark';
  if (isLine) return null;
  if (has('videoID') && (has('enCap') || has('chCap'))) return 'vatex';
  if (has('image_id', 'caption')) return 'coco-captions';
  if (has('messages', 'videos')) return 'sharegpt';
  if (has('conversations', 'video', 'data_source')) return 'llava-video';
  if (has('conversations', 'video', 'source')) return 'valley';
  // LLaVA-Video's sign of a video is that of a picture.
  if (has('conversations', 'video'))
    return JSON.stringify(value['conversations']).includes('<image>') ? 'llava-video' : 'videochatgpt-instruct';
  if (has('video_id', 'q', 'a')) return 'videochatgpt-instruct';
  if (has('data') && isObject(value['data']) && Object.hasOwn(value['data'], 'video')) return 'label-studio';
  return null;
}

/** Of a member of the outermost object that is not gone through. */
function formatOfMember(key: string, value: unknown): string | null {
  if (key === 'type' && value === 'video_classification') return 'x-anylabeling';
  if (!isObject(value)) return null;
  const { annotations, sentences, timestamps } = value;
  const [label] = Array.isArray(annotations) ? (annotations as unknown[]) : [annotations];
  const isLabelled = isObject(label) && 'segment' in label && 'label' in label;
  return isLabelled || (Array.isArray(timestamps) && Array.isArray(sentences)) ? 'activitynet-captions' : null;
}

function formatWithin(within: string, value: unknown): string | null {
  if (within === 'sentences') return isObject(value) && 'video_id' in value && 'caption' in value ? 'msrvtt' : null;
  if (within === 'samples') return isObject(value) && 'filepath' in value ? 'fiftyone' : null;
  const [first] = Array.isArray(value) ? (value as unknown[]) : [];
  if (within === 'labels')
    return isObject(first) && 'label' in first && ('support' in first || 'timestamps' in first) ? 'fiftyone' : null;
  if (within === 'results')
    return isObject(first) && 'timestamp' in first && 'sentence' in first ? 'activitynet-captions' : null;
  if (within === 'database') return isObject(value) && 'annotations' in value ? 'activitynet-captions' : null;
  return null;
}

async function formatOfTable(source: TextSource, ending: '.csv' | '.tsv'): Promise<string> {
  for await (const { text } of readLines(source)) {
    const columns = new Set(text.split(/[,;\t]/).map((name) => name.trim().replace(/^"(.*)"$/, '$1')));
    const has = (...names: string[]): boolean => names.every((name) => columns.has(name));
    if (has('gif_name', 'question', 'answer')) return 'tgif-qa';
    if (has('video', 'question', 'answer', 'a0', 'a1', 'a2', 'a3', 'a4')) return 'nextqa';
    if (has('videoid', 'name', 'page_dir')) return 'webvid-csv';
    break;
  }
  return ending.slice(1);
}

async function formatOfXml(source: TextSource): Promise<string | null> {
  let looked = 0;
  for await (const { text } of readLines(source)) {
    if (/<annotations[\s>]/.test(text)) return 'cvat-xml';
    if (++looked === LINES) break;
  }
  return null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
