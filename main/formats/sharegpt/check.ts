/**
 * As LLaMA-Factory reads it: through `dataset_info.json`, with users and assistants in turn behind a system's word, and as
 * many tokens as videos, which it refuses to train on otherwise
 * (https://github.com/hiyouga/LLaMA-Factory/blob/main/src/llamafactory/data/mm_plugin.py).
 */
import { readFile } from 'node:fs/promises';
import { expectedTurn } from '../conversations/expected-turn.ts';
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readArray } from '../input/json-array.ts';
import { INFO_FILE, infoSchema, SHAREGPT_FILE, sharegptShape } from './write.ts';
import type { SharegptOptions } from './write.ts';

const TOKEN = '<video>';

interface Row {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly videos: readonly string[];
}

export const checkSharegpt: Check<SharegptOptions> = { expected: expectedTurn(sharegptShape), found };

async function* found({ files, options, rules }: CheckJob<SharegptOptions>): AsyncGenerator<View> {
  const stagedAt = (name: string): string => files.find(({ path }) => path === name)?.staged ?? name;
  const info = infoSchema.safeParse(JSON.parse(await readFile(stagedAt(INFO_FILE), 'utf8'))).data?.[options.dataset];
  rules.hold('dataset-info-json-names-the-data-set-and-its-file', info !== undefined, () => INFO_FILE);
  let position = 0;
  const path = stagedAt(info?.file_name ?? SHAREGPT_FILE);
  for await (const { value } of readArray({ path, encoding: 'utf-8', format: 'sharegpt' })) {
    const { messages, videos } = value as Row;
    const where = (): string => `row ${position}`;
    const spoken = messages.filter(({ role }, at) => !(at === 0 && role === 'system'));
    const isInTurn = spoken.every(({ role }, at) => role === (at % 2 === 0 ? 'user' : 'assistant'));
    rules.hold('messages-are-by-user-and-assistant-in-turn', isInTurn && spoken.length % 2 === 0, where);
    const tokens = messages.reduce((sum, { content }) => sum + content.split(TOKEN).length - 1, 0);
    rules.hold('as-many-tokens-as-videos', tokens === videos.length, where);
    for (let at = 0; at + 1 < spoken.length; at += 2) {
      const asked = spoken[at]?.content.replace(TOKEN, '').trim() ?? null;
      yield [videos[0] ?? null, asked, spoken[at + 1]?.content ?? null];
    }
    position++;
  }
}
