/** Conversations for LLaMA-Factory. */
import { z } from 'zod';
import { conversationOptions } from '../conversations/conversation.ts';
import { readConversations } from '../conversations/read.ts';
import { formatOf } from '../format.ts';
import { checkSharegpt } from './check.ts';
import { sharegptShape, writeSharegpt } from './write.ts';

export const sharegpt = formatOf({
  name: 'sharegpt',
  says: 'sharegpt.json with messages and videos, and dataset_info.json: as LLaMA-Factory trains on them',
  holds: { captions: true, questions: true, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({
    ...conversationOptions(),
    dataset: z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'letters, digits, dot, dash and underscore')
      .default('panda')
      .describe('what LLaMA-Factory calls the data set'),
  }),
  write: writeSharegpt,
  read: (input) => readConversations(sharegptShape, input),
  check: checkSharegpt,
});
