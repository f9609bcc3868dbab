/** NExT-QA: questions with five choices. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkNextqa } from './check.ts';
import { readNextqa } from './read.ts';
import { writeNextqa } from './write.ts';

export const nextqa = formatOf({
  name: 'nextqa',
  says: 'nextqa.csv: questions with five choices, as NExT-QA has them',
  holds: { captions: false, questions: true, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({}),
  write: writeNextqa,
  read: readNextqa,
  check: checkNextqa,
});
