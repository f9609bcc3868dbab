/** COCO captions: what the scripts for BLEU, METEOR, ROUGE and CIDEr read. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkCoco } from './check.ts';
import { readCoco } from './read.ts';
import { COCO_FORMS, writeCoco } from './write.ts';

export const cocoCaptions = formatOf({
  name: 'coco-captions',
  says: 'captions.json with images and annotations, or results.json, as COCO has them: for BLEU, METEOR, CIDEr',
  holds: { captions: true, questions: false, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({
    form: z
      .enum(COCO_FORMS)
      .default('annotations')
      .describe('annotations: what should be said, any number for a video; results: what is said, one for a video'),
    ids: z
      .enum(['kept', 'own'])
      .default('kept')
      .describe('the numbers of the videos: as they were imported, or always by their names'),
  }),
  write: writeCoco,
  read: readCoco,
  check: checkCoco,
});
