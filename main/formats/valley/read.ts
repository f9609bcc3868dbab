/** Reads Valley's rows: a video lies in the folder that its source names. */
import type { Conversation } from '../conversations/conversation.ts';
import { parseLlavaRow } from '../conversations/llava-row.ts';

export const NO_SOURCE = 'webvid';

export function parseValley(row: unknown): readonly Conversation[] | { readonly wrong: string } {
  const conversations = parseLlavaRow(row, (name, { source = NO_SOURCE }) => {
    const file = name.includes('.mp4') ? name : `${name}.mp4`;
    return typeof source === 'string' ? `${source}/${file}` : file;
  });
  if ('wrong' in conversations) return conversations;
  return conversations.map(({ fields: { source: _, ...fields }, ...conversation }) => ({ ...conversation, fields }));
}
