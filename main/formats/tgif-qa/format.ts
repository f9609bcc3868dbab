/** TGIF-QA: questions about short clips, in three kinds. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkTgif } from './check.ts';
import { TGIF_FORMS } from './forms.ts';
import { readTgif } from './read.ts';
import { writeTgif } from './write.ts';

export const tgifQa = formatOf({
  name: 'tgif-qa',
  says: 'Test_frameqa_question.csv and its like: questions in columns with tabs between them, as TGIF-QA has them',
  holds: { captions: false, questions: true, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({
    form: z
      .enum(TGIF_FORMS)
      .default('frameqa')
      .describe('writing: which kind of questions. frameqa: any answer; count: a number; action: one of five choices'),
  }),
  write: writeTgif,
  read: readTgif,
  check: checkTgif,
});
