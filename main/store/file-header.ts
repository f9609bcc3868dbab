/** What the first bytes of a file say: whether it is a project at all. https://www.sqlite.org/fileformat2.html#the_database_header */
import { closeSync, openSync, readSync } from 'node:fs';

/** `PNDA` */
export const APPLICATION_ID = 0x504e4441;

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const APPLICATION_ID_AT = 68;

/** Throws what the system says where the file cannot be read. */
export function readIsProject(path: string): boolean {
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return false;
  } finally {
    closeSync(file);
  }
  return (
    header.toString('latin1', 0, MAGIC.length) === MAGIC && header.readUInt32BE(APPLICATION_ID_AT) === APPLICATION_ID
  );
}
