/** Instructions for training a video model. */
import { z } from 'zod';
import { conversationOptions, tokenOption } from '../conversations/conversation.ts';
import { readConversations } from '../conversations/read.ts';
import { writeConversations } from '../conversations/write.ts';
import { formatOf } from '../format.ts';
import { checkInstruct } from './check.ts';
import { instructShape } from './write.ts';

export const videochatgptInstruct = formatOf({
  name: 'videochatgpt-instruct',
  says: 'instruct.json: conversations as Video-ChatGPT, Video-LLaVA and Video-Panda train on them; also reads raw video_id, q, a',
  holds: { captions: true, questions: true, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({
    token: tokenOption('video'),
    ...conversationOptions(),
    video: z
      .enum(['file', 'features'])
      .default('file')
      .describe('the video file, or the .pkl of its features that Video-ChatGPT makes'),
  }),
  write: (job) => writeConversations(instructShape, job),
  read: (input) => readConversations(instructShape, input),
  check: checkInstruct,
});
