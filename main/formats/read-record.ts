/** What is known of a record when a file for each video is read: no more than the file's name says. */
import { ORIGIN_UNKNOWN, stemOf, videoNamed } from './record.ts';
import type { DatasetRecord } from './record.ts';

/** `relativePath`: of the file that was read. The video lies at the same place, under a name that differs in its ending. */
export function recordOfFile(
  relativePath: string,
  stem: string = stemOf(relativePath),
): Omit<DatasetRecord, 'content'> {
  return {
    id: null,
    video: { ...videoNamed(stem), relativePath: `${relativePath.slice(0, relativePath.lastIndexOf('/') + 1)}${stem}` },
    span: null,
    tier: null,
    status: null,
    review: null,
    flag: null,
    origin: ORIGIN_UNKNOWN,
    extra: null,
  };
}
