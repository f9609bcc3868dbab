/** Conversations for pre-training, with the folder that a video comes from. */
import { z } from 'zod';
import { conversationOptions, tokenOption } from '../conversations/conversation.ts';
import { readConversations } from '../conversations/read.ts';
import { writeConversations } from '../conversations/write.ts';
import { formatOf } from '../format.ts';
import { checkValley } from './check.ts';
import { valleyShape } from './write.ts';

export const valley = formatOf({
  name: 'valley',
  says: 'valley.json: conversations with video and source as Valley and Video-LLaVA pre-train on them',
  holds: { captions: true, questions: true, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({ token: tokenOption('video'), ...conversationOptions() }),
  write: (job) => writeConversations(valleyShape, job),
  read: (input) => readConversations(valleyShape, input),
  check: checkValley,
});
