/** Comma-separated values as RFC 4180 has them: quotes, doubled quotes, line breaks within quotes. Knows nothing of columns. */

export interface CsvRow {
  /** The line on which the row begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
  /** The row as it stands in the file. */
  readonly source: string;
}

/** Rows in order; blank lines are left out. An open quote runs to the end of the text. */
export function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  let start = 0;
  let line = 1;
  let startLine = 1;
  const endRow = (end: number): void => {
    const source = text.slice(start, end).replace(/\r$/, '');
    if (source.trim() !== '') rows.push({ line: startLine, fields: [...fields, field], source });
    fields = [];
    field = '';
    start = end + 1;
    startLine = line;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === '\n') line++;
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
    else if (character === ',') {
      fields.push(field);
      field = '';
    } else if (character === '\n') endRow(at);
    else if (character !== '\r' || text[at + 1] !== '\n') field += character;
  }
  endRow(text.length);
  return rows;
}
