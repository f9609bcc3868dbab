/** As Video-ChatGPT and Video-Panda train on it: every other row has its video behind the question. */
import { expectedTurn } from '../conversations/expected-turn.ts';
import { trained } from '../conversations/trainer.ts';
import type { Check } from '../format.ts';
import { INSTRUCT_FILE, instructShape } from './write.ts';
import type { InstructOptions } from './write.ts';

export const checkInstruct: Check<InstructOptions> = {
  expected: expectedTurn(instructShape),
  found: (job) =>
    trained(job, {
      file: INSTRUCT_FILE,
      format: 'videochatgpt-instruct',
      look({ row, position, rules, where }) {
        const first = row.conversations[0]?.value ?? '';
        const token = `<${job.options.token ?? 'video'}>`;
        const isThere = position % 2 === 0 ? first.endsWith(token) : first.startsWith(token);
        rules.hold('the-video-stands-behind-the-question-in-even-rows-and-before-it-in-odd-ones', isThere, where);
        return row.video;
      },
    }),
};
