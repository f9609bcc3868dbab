/** Our own format, complete. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkJsonl } from './check.ts';
import { readJsonl } from './read.ts';
import { writeJsonl } from './write.ts';

export const jsonl = formatOf({
  name: 'jsonl',
  says: 'JSON lines with all that a text has: video, span, text, status, and who made it (docs/dataset-jsonl.md)',
  holds: { captions: true, questions: true, wholeVideos: true, segments: true, origin: true },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({}),
  write: writeJsonl,
  read: readJsonl,
  check: checkJsonl,
});
