/**
 * `metadata.jsonl` as VideoFolder reads it: `file_name` is relative to it, every line has the same columns of the same types
 * and none is null, since the columns of all lines are those of the first ten megabytes.
 * https://github.com/huggingface/datasets/blob/main/src/datasets/packaged_modules/folder_based_builder/folder_based_builder.py
 */
import { fieldsOf, jsonOf } from '../bundles/row.ts';
import type { WriteJob } from '../format.ts';
import { extraOf, textOf } from '../record.ts';

export const METADATA_FILE = 'metadata.jsonl';

export interface FolderOptions extends Readonly<Record<string, unknown>> {
  readonly text: string;
  readonly whole: boolean;
}

export async function writeFolder(job: WriteJob<FolderOptions>): Promise<void> {
  const { records, output, options, mediaName, wrote, leaveOut } = job;
  await using file = await output.open(METADATA_FILE);
  for await (const record of records) {
    if ((textOf(record) ?? '') === '') {
      leaveOut('no-text', record);
      continue;
    }
    const fields = fieldsOf(record, { extra: extraOf(record, 'hf-folder'), whole: options.whole });
    await file.write(`${jsonOf({ file_name: mediaName(record.video), ...fields })}\n`);
    wrote(record);
  }
  await file.close();
}
