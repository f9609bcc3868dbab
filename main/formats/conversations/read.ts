/** Conversations read one after the other, each of their turns a record. Knows no format. */
import { ProblemError } from '../../document/problem.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { unreadable } from '../input/text.ts';
import { ORIGIN_UNKNOWN } from '../record.ts';
import type { DatasetRecord, Extra } from '../record.ts';
import { CONVERSATION } from './conversation.ts';
import type { Conversation, ConversationOptions, Turn } from './conversation.ts';
import { findRowFiles, readRows } from './rows.ts';
import type { Shape } from './shape.ts';
import { contentOf } from './turn.ts';
import { videoCalled } from './video-name.ts';

/** After a row that is wrong the next ones are read; after text that is no JSON there are none. */
export async function* readConversations<Chosen extends ConversationOptions>(
  shape: Shape<Chosen>,
  { path, options, encoding }: ReadInput<Chosen>,
): AsyncGenerator<ReadEvent> {
  const { file, format } = shape;
  let entry = 0;
  for (const { path: filePath } of await findRowFiles(path, file)) {
    const source = { path: filePath, encoding, format };
    try {
      for await (const row of readRows(source)) {
        const { line } = row;
        const conversations = 'wrong' in row ? row : parsed(shape, row.value);
        if ('wrong' in conversations) {
          yield { problem: unreadable(source, line, conversations.wrong).problem };
          continue;
        }
        for (const one of conversations) {
          for (const record of recordsOf(shape, one, { entry, options })) yield { record, path: filePath, line };
          entry++;
        }
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

function parsed<Chosen extends ConversationOptions>(
  { parse }: Shape<Chosen>,
  row: unknown,
): readonly Conversation[] | { readonly wrong: string } {
  const conversations = parse(row);
  if ('wrong' in conversations) return conversations;
  for (const { video } of conversations) {
    const named = videoCalled(video);
    if ('wrong' in named) return named;
  }
  return conversations;
}

function recordsOf<Chosen extends ConversationOptions>(
  shape: Shape<Chosen>,
  conversation: Conversation,
  place: { readonly entry: number; readonly options: Chosen },
): DatasetRecord[] {
  const video = videoCalled(conversation.video);
  if ('wrong' in video) return [];
  const { id, turns } = conversation;
  return turns.map((turn, index) => {
    const { content, kept } = contentOf(turn, place.options);
    return {
      id: id === null ? null : turns.length === 1 ? String(id) : `${id}#${index + 1}`,
      video,
      span: null,
      tier: null,
      content,
      status: null,
      review: null,
      flag: null,
      origin: ORIGIN_UNKNOWN,
      extra: extraFor(shape, conversation, { index, turn, kept, entry: place.entry }),
    };
  });
}

interface TurnPlace {
  readonly index: number;
  readonly turn: Turn;
  readonly kept: Extra;
  readonly entry: number;
}

function extraFor<Chosen extends ConversationOptions>(
  { format, lead: leadAt, leadIsFixed = false }: Shape<Chosen>,
  { id, lead, system, fields }: Conversation,
  { index, turn, kept, entry }: TurnPlace,
): Extra {
  const usual = leadAt(entry);
  const isUsual = leadIsFixed || lead.place === 'none' || (lead.place === usual.place && lead.glue === usual.glue);
  const messages = turn.fields?.some((one) => Object.keys(one).length > 0) ? { messages: turn.fields } : {};
  const own = {
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(isUsual ? {} : { lead }),
    ...messages,
  };
  const shared = { id, entry, turn: index, ...(system === null ? {} : { system }), ...kept };
  return { [CONVERSATION]: shared, ...(Object.keys(own).length > 0 ? { [format]: own } : {}) };
}
