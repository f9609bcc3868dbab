/** As LLaVA's trainers read it: the video below their folder of videos, its token in the first question. */
import { expectedTurn } from '../conversations/expected-turn.ts';
import { trained } from '../conversations/trainer.ts';
import type { Check } from '../format.ts';
import { LLAVA_VIDEO_FILE, llavaVideoShape } from './write.ts';
import type { LlavaVideoOptions } from './write.ts';

export const checkLlavaVideo: Check<LlavaVideoOptions> = {
  expected: expectedTurn(llavaVideoShape),
  found: (job) =>
    trained(job, {
      file: LLAVA_VIDEO_FILE,
      format: 'llava-video',
      look({ row, rules, where }) {
        const isBelow = !row.video.startsWith('/') && !row.video.split('/').includes('..');
        rules.hold('the-video-is-named-below-the-folder-of-videos', isBelow, where);
        return row.video;
      },
    }),
};
