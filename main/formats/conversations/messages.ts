/**
 * The messages of a conversation, as LLaVA has them (`from`, `value`, human and gpt) or OpenAI (`role`, `content`, user and
 * assistant). Knows no videos and no files.
 */
import { z } from 'zod';
import type { Extra } from '../record.ts';
import type { Conversation, Turn } from './conversation.ts';
import { withoutToken } from './token.ts';

const llava = z.looseObject({ from: z.string(), value: z.string() });
const openai = z.looseObject({ role: z.string(), content: z.string() });
export const messagesSchema = z.array(z.union([llava, openai])).min(1);

interface Message {
  readonly role: string;
  readonly text: string;
  readonly fields: Extra;
}

export function parseMessages(
  messages: z.infer<typeof messagesSchema>,
): Pick<Conversation, 'turns' | 'lead' | 'system'> | { readonly wrong: string } {
  const all = messages.map(messageOf);
  const [begin] = all;
  const system = begin?.role === 'system' ? begin.text : null;
  const spoken = system === null ? all : all.slice(1);
  const inTurn = spoken.every(({ role }, at) => role === (at % 2 === 0 ? 'human' : 'gpt'));
  if (!inTurn || spoken.length === 0 || spoken.length % 2 === 1) {
    return { wrong: 'its messages are not by human and gpt (or user and assistant) in turn' };
  }
  const { words, lead } = withoutToken(spoken[0]?.text ?? '');
  const turns: Turn[] = [];
  for (let at = 0; at < spoken.length; at += 2) {
    const [asked, said] = [spoken[at], spoken[at + 1]];
    if (!asked || !said) break;
    turns.push({ asked: at === 0 ? words : asked.text, said: said.text, fields: [asked.fields, said.fields] });
  }
  return { turns, lead, system };
}

/** As LLaVA has them. `first`: the first question with the video's token. */
export function llavaMessages({ turns }: Conversation, first: string): Extra[] {
  return turns.flatMap(({ asked, said, fields }, at) => [
    { from: 'human', value: at === 0 ? first : asked, ...fields?.[0] },
    { from: 'gpt', value: said, ...fields?.[1] },
  ]);
}

/** As OpenAI has them. */
export function openaiMessages({ turns, system }: Conversation, first: string): Extra[] {
  const spoken = turns.flatMap(({ asked, said, fields }, at) => [
    { role: 'user', content: at === 0 ? first : asked, ...fields?.[0] },
    { role: 'assistant', content: said, ...fields?.[1] },
  ]);
  return system === null ? spoken : [{ role: 'system', content: system }, ...spoken];
}

const ROLES: Readonly<Record<string, string>> = { user: 'human', assistant: 'gpt' };

function messageOf(message: z.infer<typeof messagesSchema>[number]): Message {
  const isLlava = llava.safeParse(message).success;
  const own = isLlava ? ['from', 'value'] : ['role', 'content'];
  const [role, text] = own.map((key) => (message as Extra)[key] as string);
  const fields = Object.fromEntries(Object.entries(message).filter(([key]) => !own.includes(key)));
  return { role: ROLES[role ?? ''] ?? role ?? '', text: text ?? '', fields };
}
