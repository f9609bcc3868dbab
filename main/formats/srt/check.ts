/** As a player reads it: blocks between empty lines, the number, the times, the text. */
import { readFile } from 'node:fs/promises';
import { cueOf, msOfTime } from '../cues.ts';
import type { CueOptions } from '../cues.ts';
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { spokenOf } from './tags.ts';

export const checkSrt: Check<CueOptions> = {
  expected(record) {
    const { fromMs, toMs, text } = cueOf(record);
    return [fromMs, toMs, spokenOf(text)];
  },
  found,
};

async function* found({ files, rules }: CheckJob<CueOptions>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    const blocks = (await readFile(staged, 'utf8')).replace(/\n$/, '').split('\n\n');
    let latest = 0;
    for (const [index, block] of blocks.entries()) {
      const [number, times = '', ...text] = block.split('\n');
      const [from = '', , to = ''] = times.split(' ');
      const [fromMs, toMs] = [msOfTime(from), msOfTime(to)];
      const where = (): string => `${path}, text ${index + 1}`;
      rules.hold('numbered', number === String(index + 1), where);
      rules.hold('timed', from.includes(',') && fromMs !== null && toMs !== null, where);
      rules.hold('forwards', (fromMs ?? 0) < (toMs ?? 0), where);
      rules.hold('in-order', (fromMs ?? 0) >= latest, where);
      latest = fromMs ?? latest;
      yield [fromMs, toMs, spokenOf(text.join('\n'))];
    }
  }
}
