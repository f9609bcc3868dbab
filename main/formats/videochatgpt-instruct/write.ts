/**
 * Instructions as Video-ChatGPT's converter makes them for training: the video's token stands behind the question in even
 * rows and before it in odd ones ("This is critical"), counted from 0. Video-LLaVA and Video-Panda train on the same.
 * https://github.com/mbzuai-oryx/Video-ChatGPT/blob/main/scripts/convert_instruction_json_to_training_format.py
 */
import type { ConversationOptions } from '../conversations/conversation.ts';
import { llavaMessages } from '../conversations/messages.ts';
import type { Shape } from '../conversations/shape.ts';
import { FEATURES } from '../conversations/video-name.ts';
import { besideMedia } from '../media-name.ts';
import { parseInstruction } from './read.ts';

export const INSTRUCT_FILE = 'instruct.json';

export interface InstructOptions extends ConversationOptions {
  readonly video: 'file' | 'features';
}

export const instructShape: Shape<InstructOptions> = {
  format: 'videochatgpt-instruct',
  file: INSTRUCT_FILE,
  lead: (position) => ({ place: position % 2 === 0 ? 'after' : 'before', glue: '\n' }),
  leadIsFixed: true,
  videoName: (video, { name, options }) => (options.video === 'file' ? name : besideMedia(name, video, FEATURES)),
  row: (conversation, { first }) => ({
    ...(conversation.id === null ? {} : { id: conversation.id }),
    video: conversation.video,
    conversations: llavaMessages(conversation, first),
    ...conversation.fields,
  }),
  parse: parseInstruction,
};
