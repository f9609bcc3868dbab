/** Label Studio's tasks. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkTasks } from './check.ts';
import { readTasks } from './read.ts';
import { writeTasks } from './write.ts';

export const labelStudio = formatOf({
  name: 'label-studio',
  says: 'tasks of Label Studio with annotations and predictions, and the labelling configuration that they need',
  holds: { captions: true, questions: true, wholeVideos: true, segments: true, origin: true },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({
    prefix: z
      .string()
      .default('/data/local-files/?d=')
      .describe('what stands before the name of a video: where Label Studio finds it'),
    fps: z.coerce
      .number()
      .positive()
      .max(1000)
      .default(24)
      .describe('reading: frames a second of tasks that do not say; 24 is what Label Studio itself takes then'),
  }),
  write: writeTasks,
  read: readTasks,
  check: checkTasks,
});
