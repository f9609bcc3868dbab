/** What the first bytes of a file say. https://www.sqlite.org/fileformat2.html#the_database_header */
import { closeSync, openSync, readSync } from 'node:fs';

/** `PNDA` */
export const APPLICATION_ID = 0x504e4441;

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const WRITE_VERSION_AT = 18;
const WRITE_VERSION_OF_LOG = 2;
const APPLICATION_ID_AT = 68;

export interface FileHeader {
  /** It is a project of this program, of whichever version. */
  readonly isProject: boolean;
  /** It was last used with a write-ahead log. */
  readonly usesLog: boolean;
}

/** Throws what the system says where the file cannot be read. */
export function readHeader(path: string): FileHeader {
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(file);
  }
  const isSqlite = header.toString('latin1', 0, MAGIC.length) === MAGIC;
  return {
    isProject: isSqlite && header.readUInt32BE(APPLICATION_ID_AT) === APPLICATION_ID,
    usesLog: header[WRITE_VERSION_AT] === WRITE_VERSION_OF_LOG,
  };
}
