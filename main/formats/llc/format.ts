/** LosslessCut's segments. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkLlc } from './check.ts';
import { readLlc } from './read.ts';
import { writeLlc } from './write.ts';

export const llc = formatOf({
  name: 'llc',
  says: "LosslessCut's project files: the texts of segments as their names",
  holds: { captions: true, questions: false, wholeVideos: false, segments: true, origin: false },
  filePerVideo: true,
  media: 'named',
  options: z.strictObject({}),
  write: writeLlc,
  read: readLlc,
  check: checkLlc,
});
