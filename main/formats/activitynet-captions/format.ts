/** ActivityNet: what happens when in a video. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { namesOption } from '../video-name.ts';
import { checkActivitynet } from './check.ts';
import { FORMS } from './forms.ts';
import { readActivitynet } from './read.ts';
import { writeActivitynet } from './write.ts';

export const activitynetCaptions = formatOf({
  name: 'activitynet-captions',
  says: 'captions.json: timestamps and sentences of each video, as ActivityNet Captions has them',
  holds: { captions: true, questions: false, wholeVideos: true, segments: true, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({
    form: z
      .enum(FORMS)
      .default('captions')
      .describe('captions; results, as its evaluation reads them; labels of ActivityNet 1.3; one label, as Kinetics'),
    names: namesOption.default('path'),
    whole: z.boolean().default(false).describe('captions of whole videos too, from the beginning to the end'),
  }),
  write: writeActivitynet,
  read: readActivitynet,
  check: checkActivitynet,
});
