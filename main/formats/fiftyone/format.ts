/** FiftyOne's data sets of videos. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkFiftyone } from './check.ts';
import { readFiftyone } from './read.ts';
import { writeFiftyone } from './write.ts';

export const fiftyone = formatOf({
  name: 'fiftyone',
  says: 'FiftyOne: labels.json with texts as temporal detections, or samples.json with texts in the fields of samples',
  holds: { captions: true, questions: true, wholeVideos: true, segments: true, origin: true },
  filePerVideo: false,
  media: 'needed',
  options: z.strictObject({
    layout: z
      .enum(['temporal', 'samples'])
      .default('temporal')
      .describe(
        'labels.json of a FiftyOneTemporalDetectionDataset, captions alone; or samples.json of a FiftyOneDataset',
      ),
    times: z
      .enum(['frames', 'seconds'])
      .default('frames')
      .describe('in labels.json: support in frames from 1, or timestamps in seconds'),
    fps: z.coerce
      .number()
      .min(0)
      .max(1000)
      .default(0)
      .describe('reading: frames a second of videos of which the files do not say it'),
    fields: z
      .string()
      .default('')
      .describe('reading samples.json: further fields that are texts, with commas between them'),
  }),
  write: writeFiftyone,
  read: readFiftyone,
  check: checkFiftyone,
});
