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
  fields: {
    file: '.jsonl',
    by: 'key',
    of: [
      { name: 'id', says: 'of the text, unique in the data set' },
      { name: 'video.relativePath', says: 'the video, below the folder it was found in' },
      { name: 'span.fromUs', says: 'where the part of the video begins, in microseconds', type: 'sc:Integer' },
      { name: 'span.toUs', says: 'where it ends', type: 'sc:Integer' },
      { name: 'content.kind', says: 'caption or qa' },
      { name: 'content.text', says: 'the caption' },
      { name: 'content.question', says: 'the question' },
      { name: 'content.answer', says: 'the answer' },
      { name: 'status', says: 'what a person decided' },
      { name: 'origin.suggestion.model.id', says: 'the model that drafted it' },
    ],
  },
  options: z.strictObject({}),
  write: writeJsonl,
  read: readJsonl,
  check: checkJsonl,
});
