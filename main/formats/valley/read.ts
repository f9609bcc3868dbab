/** Reads Valley's rows: a video lies in the folder that its source names. */
import type { Conversation } from '../conversations/conversation.ts';
import { parseLlavaRow } from '../conversations/llava-row.ts';
import type { Extra } from '../record.ts';

const NO_SOURCE = 'webvid';

export function parseValley(row: unknown): readonly Conversation[] | { readonly wrong: string } {
  const conversations = parseLlavaRow(row, (name, { source = NO_SOURCE }) => {
    const file = name.includes('.mp4') ? name : `${name}.mp4`;
    return typeof source === 'string' ? `${source}/${file}` : file;
  });
  if ('wrong' in conversations) return conversations;
  return conversations.map(({ fields, ...conversation }) => ({ ...conversation, fields: withoutSource(fields) }));
}

/** It is part of the video's name. */
function withoutSource(fields: Extra): Extra {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'source'));
}
