/** A row as LLaVA's trainers read it: `id`, `video` (or `image`) and `conversations`. Knows no format of its own. */
import { z } from 'zod';
import { causeOf } from '../input/rows.ts';
import type { Extra } from '../record.ts';
import type { Conversation } from './conversation.ts';
import { messagesSchema, parseMessages } from './messages.ts';

const one = z.union([z.string().min(1), z.tuple([z.string().min(1)]).transform(([name]) => name)], {
  error: 'it names no video, or several',
});
const id = z.union([z.string(), z.number()]).optional();

export const llavaRow = z.looseObject({
  id,
  video: one.optional(),
  image: one.optional(),
  conversations: messagesSchema,
});

/** `videoName`: of what the row says of it. */
export function parseLlavaRow(
  row: unknown,
  videoName: (name: string, row: Extra) => string = (name) => name,
): readonly Conversation[] | { readonly wrong: string } {
  const { data, error } = llavaRow.safeParse(row);
  if (!data) return wrongOf(error);
  const { id: given, video, image, conversations, ...fields } = data;
  const name = video ?? image;
  if (name === undefined) return { wrong: 'it names no video' };
  const messages = parseMessages(conversations);
  if ('wrong' in messages) return messages;
  return [{ id: given ?? null, video: videoName(name, fields), ...messages, fields }];
}

/** What is wrong, in words. */
export function wrongOf(error: z.ZodError): { readonly wrong: string } {
  return { wrong: causeOf(error) };
}
