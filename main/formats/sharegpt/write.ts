/**
 * Conversations as LLaMA-Factory reads them (`messages`, `videos`), with the `dataset_info.json` that tells it so: the token
 * `<video>` stands as often in the messages as there are videos, and directly before the question.
 * https://github.com/hiyouga/LLaMA-Factory/blob/main/data/README.md, data/mllm_video_demo.json
 */
import { z } from 'zod';
import type { Conversation, ConversationOptions } from '../conversations/conversation.ts';
import { openaiMessages } from '../conversations/messages.ts';
import type { Shape } from '../conversations/shape.ts';
import { writeConversations } from '../conversations/write.ts';
import type { WriteJob } from '../format.ts';
import { parseSharegpt } from './read.ts';

export const SHAREGPT_FILE = 'sharegpt.json';
export const INFO_FILE = 'dataset_info.json';

export interface SharegptOptions extends ConversationOptions {
  readonly dataset: string;
}

export const sharegptShape: Shape<SharegptOptions> = {
  format: 'sharegpt',
  file: SHAREGPT_FILE,
  lead: () => ({ place: 'before', glue: '' }),
  videoName: (_, { name }) => name,
  row: (conversation: Conversation, { first }) => ({
    messages: openaiMessages(conversation, first),
    videos: [conversation.video],
    ...(conversation.id === null ? {} : { id: conversation.id }),
    ...conversation.fields,
  }),
  parse: parseSharegpt,
};

export async function writeSharegpt(job: WriteJob<SharegptOptions>): Promise<void> {
  await writeConversations(sharegptShape, job);
  await job.output.put(INFO_FILE, infoText(job.options));
}

export const infoSchema = z.record(
  z.string(),
  z.object({
    file_name: z.string(),
    formatting: z.literal('sharegpt'),
    columns: z.object({ messages: z.string(), videos: z.string() }),
    tags: z.record(z.string(), z.string()),
  }),
);

function infoText({ dataset }: SharegptOptions): string {
  const info = {
    file_name: SHAREGPT_FILE,
    formatting: 'sharegpt',
    columns: { messages: 'messages', videos: 'videos' },
    tags: {
      role_tag: 'role',
      content_tag: 'content',
      user_tag: 'user',
      assistant_tag: 'assistant',
      system_tag: 'system',
    },
  } as const;
  return `${JSON.stringify({ [dataset]: info }, null, 2)}\n`;
}
