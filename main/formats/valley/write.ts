/**
 * Conversations as Valley's loader reads them, for pre-training: it looks for `FOLDER/SOURCE/VIDEO`, where the source is
 * `webvid` if none is said, and puts `.mp4` to a video that has it nowhere in its name.
 * https://github.com/RupertLuo/Valley/blob/main/valley/data/dataset.py
 */
import type { ConversationOptions } from '../conversations/conversation.ts';
import { llavaMessages } from '../conversations/messages.ts';
import type { Shape } from '../conversations/shape.ts';
import { parseValley } from './read.ts';

export const VALLEY_FILE = 'valley.json';

export const valleyShape: Shape<ConversationOptions> = {
  format: 'valley',
  file: VALLEY_FILE,
  lead: () => ({ place: 'after', glue: '\n' }),
  videoName: (video, { name }) => {
    // Only a data set's own word: which file it means is not known, but it was called so before.
    const whole = video.path === null && !/\.[A-Za-z0-9]{2,4}$/.test(name) ? `${name}.mp4` : name;
    return whole.includes('.mp4') ? whole : null;
  },
  row: (conversation, { first }) => {
    const cut = conversation.video.indexOf('/');
    return {
      ...(conversation.id === null ? {} : { id: conversation.id }),
      video: conversation.video.slice(cut + 1),
      // A video without a folder lies in that of all videos itself.
      source: cut > 0 ? conversation.video.slice(0, cut) : '.',
      conversations: llavaMessages(conversation, first),
      ...conversation.fields,
    };
  },
  parse: parseValley,
};
