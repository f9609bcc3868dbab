/** What stands in cells, as people and spreadsheets write it. Knows no columns. */
import type { Span, Us } from '../../document/time.ts';
import { stemOf, videoNamed } from '../record.ts';
import type { DatasetVideo } from '../record.ts';
import { videoNameSchema, videoOfName, videoOfPath } from '../video-name.ts';

/** What is wrong with a cell. */
export class CellError extends Error {}

/** Those of videos; what else follows a dot is part of a name. */
const ENDING = /\.(?:3g2|3gp|asf|avi|divx|f4v|flv|gif|m2ts|m4v|mkv|mov|mp4|mpe?g|mts|ogv|ts|vob|webm|wmv)$/i;

/** A name, a path below the folder of the videos, or one that is whole. */
export function videoOf(cell: string): DatasetVideo {
  if (cell.trim() === '') throw new CellError('the video: there is none');
  if (/^[/\\]|^[A-Za-z]:[/\\]/.test(cell)) return { ...videoNamed(stemOf(cell.replaceAll('\\', '/'))), path: cell };
  const name = cell.replaceAll('\\', '/');
  const { error } = videoNameSchema.safeParse(name);
  if (error) throw new CellError(`the video: ${error.issues[0]?.message ?? ''}`);
  return ENDING.test(name) ? videoOfPath(name) : videoOfName(name, 'stem');
}

/** Null: the whole video. An end that is missing is the start. */
export function spanOf(start: string, end: string): Span | null {
  const [fromUs, toUs] = [usOf(start), usOf(end)];
  if (fromUs === null && toUs === null) return null;
  if (fromUs === null) throw new CellError('there is an end and no start');
  if (toUs !== null && toUs < fromUs) throw new CellError('it ends before it begins');
  return { fromUs, toUs: toUs ?? fromUs };
}

/** Seconds, or minutes or hours and so on with colons; a comma may be the point. */
function usOf(cell: string): Us | null {
  const text = cell.trim();
  if (text === '') return null;
  const parts = /^(?:(?:(\d{1,5}):)?(\d{1,5}):)?(\d{1,9})(?:[.,](\d{1,12}))?$/.exec(text);
  if (!parts) throw new CellError(`${JSON.stringify(text.slice(0, 40))} is no time: 12.5 or 01:02:03.5`);
  const [, hours = '0', minutes = '0', seconds = '0', rest = '0'] = parts;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return whole * 1_000_000 + Math.round(Number(`0.${rest}`) * 1_000_000);
}

export function oneOf<T extends string>(allowed: readonly T[], column: string, cell: string | null): T | null {
  if (cell === null) return null;
  const found = allowed.find((one) => one === cell.trim());
  if (found === undefined) throw new CellError(`${column}: it is one of ${allowed.join(', ')}`);
  return found;
}

/** A JSON array of texts; else one on each line, or with `|` between them. */
export function stringsOf(cell: string): string[] {
  const text = cell.trim();
  if (text === '') return [];
  if (text.startsWith('[')) {
    const value = parsed(text);
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
    throw new CellError('choices: it is a JSON array of texts, or has a line for each');
  }
  const parts = text.split(/\r\n?|\n/).length > 1 ? text.split(/\r\n?|\n/) : text.split('|');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
