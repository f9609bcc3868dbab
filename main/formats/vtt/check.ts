/** As a browser reads it: signature, blocks between empty lines, notes passed over, escapes resolved. */
import { readFile } from 'node:fs/promises';
import { cueOf, cueText, msOfTime } from '../cues.ts';
import type { CueOptions } from '../cues.ts';
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { textOfPayload } from './payload.ts';

export const checkVtt: Check<CueOptions> = {
  expected(record) {
    const { fromMs, toMs, text } = cueOf(record);
    return [fromMs, toMs, text];
  },
  found,
};

async function* found({ files, rules }: CheckJob<CueOptions>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    const [header, ...blocks] = (await readFile(staged, 'utf8')).trimEnd().split('\n\n');
    rules.hold('webvtt', header === 'WEBVTT', () => path);
    let latest = 0;
    for (const [index, block] of blocks.entries()) {
      const where = (): string => `${path}, block ${index + 1}`;
      const lines = block.split('\n');
      if (lines[0]?.startsWith('NOTE ')) {
        rules.hold('arrow-free-notes', !block.includes('-->'), where);
        continue;
      }
      const at = lines[0]?.includes('-->') ? 0 : 1;
      const [from = '', , to = ''] = (lines[at] ?? '').split(' ');
      const [fromMs, toMs] = [msOfTime(from), msOfTime(to)];
      const payload = lines.slice(at + 1).join('\n');
      rules.hold('timed', from.includes('.') && fromMs !== null && toMs !== null, where);
      rules.hold('forwards', (fromMs ?? 0) < (toMs ?? 0), where);
      rules.hold('arrow-free-texts', !payload.includes('-->'), where);
      rules.hold('in-order', (fromMs ?? 0) >= latest, where);
      latest = fromMs ?? latest;
      yield [fromMs, toMs, cueText(textOfPayload(payload))];
    }
  }
}
