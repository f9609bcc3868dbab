/**
 * A row as LLaVA's trainers, and Video-Panda's own among them, take it in: the messages have to be by human and gpt in turn;
 * wherever a token stands a video is put, and one at the end of a message is moved to its beginning.
 * https://github.com/jh-yi/Video-Panda/blob/main/videopanda/train/train.py (preprocess_multimodal, preprocess_v1)
 */
import type { View } from '../expected.ts';
import type { CheckJob } from '../format.ts';
import { readArray } from '../input/json-array.ts';
import type { Rules } from '../rules.ts';
import type { ConversationOptions } from './conversation.ts';

interface Sentence {
  readonly from: string;
  readonly value: string;
}

export interface TrainerRow {
  readonly id: unknown;
  readonly video: string;
  readonly conversations: readonly Sentence[];
}

interface Looked {
  readonly row: TrainerRow & Readonly<Record<string, unknown>>;
  readonly position: number;
  readonly rules: Rules;
  readonly where: () => string;
}

/** What is found of each turn: its video, its question without the token, its answer. `look`: at what is the format's own. */
export async function* trained<Chosen extends ConversationOptions>(
  { files, rules, options }: CheckJob<Chosen>,
  { file, format, look }: { readonly file: string; readonly format: string; readonly look: (looked: Looked) => string },
): AsyncGenerator<View> {
  const token = `<${options.token ?? 'video'}>`;
  const staged = files.find(({ path }) => path === file)?.staged ?? file;
  let position = 0;
  for await (const { value } of readArray({ path: staged, encoding: 'utf-8', format })) {
    const row = value as Looked['row'];
    const where = (): string => `row ${position}, id ${String(row.id)}`;
    const { conversations } = row;
    const isInTurn = conversations.every(({ from }, at) => from === (at % 2 === 0 ? 'human' : 'gpt'));
    rules.hold('messages-are-by-human-and-gpt-in-turn', isInTurn && conversations.length % 2 === 0, where);
    const tokens = conversations.map((sentence) => sentence.value.match(/<(?:video|image)>/g)?.length ?? 0);
    const isOnce = tokens.every((count, at) => count === (at === 0 ? 1 : 0));
    rules.hold('one-video-is-put-in-where-the-first-question-is', isOnce, where);
    rules.hold('the-token-stands-for-the-video', conversations[0]?.value.includes(token) ?? false, where);
    const video = look({ row, position, rules, where });
    for (let at = 0; at + 1 < conversations.length; at += 2) {
      yield [video, atBeginning(conversations[at]?.value ?? '', token).trim(), conversations[at + 1]?.value ?? null];
    }
    position++;
  }
}

/** The words behind the token, where the trainer has moved it. */
function atBeginning(value: string, token: string): string {
  const moved = value.endsWith(token) ? `${token}\n${value.replace(`\n${token}`, '').trim()}` : value;
  return moved.startsWith(`${token}\n`) ? moved.slice(token.length + 1) : moved.replace(token, '');
}
