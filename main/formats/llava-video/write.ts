/**
 * Conversations as LLaVA-Video-178K has them: the video's token, which is `<image>` there, and a line break before the first
 * question. https://huggingface.co/datasets/lmms-lab/LLaVA-Video-178K
 */
import type { ConversationOptions } from '../conversations/conversation.ts';
import { llavaMessages } from '../conversations/messages.ts';
import type { Shape } from '../conversations/shape.ts';
import { parseLlavaVideo } from './read.ts';

export const LLAVA_VIDEO_FILE = 'llava_video.json';

export interface LlavaVideoOptions extends ConversationOptions {
  readonly source: string;
}

export const llavaVideoShape: Shape<LlavaVideoOptions> = {
  format: 'llava-video',
  file: LLAVA_VIDEO_FILE,
  lead: () => ({ place: 'before', glue: '\n' }),
  videoName: (_, { name }) => name,
  row: (conversation, { first, options }) => {
    const { data_source: source, ...fields } = conversation.fields;
    return {
      ...(conversation.id === null ? {} : { id: conversation.id }),
      conversations: llavaMessages(conversation, first),
      ...(source === undefined && options.source === '' ? {} : { data_source: source ?? options.source }),
      video: conversation.video,
      ...fields,
    };
  },
  parse: parseLlavaVideo,
};
