/** As Valley's loader finds the videos: by their source's folder, and with `.mp4` put to a name that has it nowhere. */
import { expectedTurn } from '../conversations/expected-turn.ts';
import type { ConversationOptions } from '../conversations/conversation.ts';
import { trained } from '../conversations/trainer.ts';
import type { Check } from '../format.ts';
import { VALLEY_FILE, valleyShape } from './write.ts';

export const checkValley: Check<ConversationOptions> = {
  expected: expectedTurn(valleyShape),
  found: (job) =>
    trained(job, {
      file: VALLEY_FILE,
      format: 'valley',
      look({ row, rules, where }) {
        rules.hold('the-video-is-a-file-mp4', row.video.includes('.mp4'), where);
        rules.hold('the-source-is-a-folder', typeof row['source'] === 'string' && row['source'] !== '', where);
        const file = row.video.includes('.mp4') ? row.video : `${row.video}.mp4`;
        const source = typeof row['source'] === 'string' ? row['source'] : 'webvid';
        return `${source}/${file}`.replace(/^\.\//, '');
      },
    }),
};
