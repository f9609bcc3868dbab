/** Our own format: one record a line, with all that it has. docs/dataset-jsonl.md says it for other programs. */
import type { WriteJob } from '../format.ts';
import { lineOf } from './line.ts';

export const JSONL_FILE = 'dataset.jsonl';

export async function writeJsonl({ records, output, wrote }: WriteJob<unknown>): Promise<void> {
  await using file = await output.open(JSONL_FILE);
  for await (const record of records) {
    await file.write(`${lineOf(record)}\n`);
    wrote(record);
  }
  await file.close();
}
