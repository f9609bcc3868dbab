/** Reads LLaMA-Factory's rows, in OpenAI's words (`messages`) or in ShareGPT's (`conversations`), about one video each. */
import { z } from 'zod';
import type { Conversation } from '../conversations/conversation.ts';
import { wrongOf } from '../conversations/llava-row.ts';
import { messagesSchema, parseMessages } from '../conversations/messages.ts';

const media = z.array(z.string().min(1)).optional();
const schema = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  messages: messagesSchema.optional(),
  conversations: messagesSchema.optional(),
  videos: media,
  images: media,
  system: z.string().optional(),
});

export function parseSharegpt(row: unknown): readonly Conversation[] | { readonly wrong: string } {
  const { data, error } = schema.safeParse(row);
  if (!data) return wrongOf(error);
  const { id = null, messages, conversations, videos = [], images = [], system, ...fields } = data;
  const [video, ...others] = videos.length > 0 ? videos : images;
  if (video === undefined || others.length > 0) return { wrong: 'it names no video, or several' };
  const spoken = messages ?? conversations;
  if (!spoken) return { wrong: 'messages: it has none' };
  const parsed = parseMessages(spoken);
  if ('wrong' in parsed) return parsed;
  return [{ id, video, ...parsed, system: parsed.system ?? system ?? null, fields }];
}
