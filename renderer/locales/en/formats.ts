/** The formats of data sets and what is checked of each. One that is not here is shown as the services describe it. */
import { ruleSentences } from '../../../main/document/check-rules.ts';
import type { CheckRule } from '../../../main/document/check-rules.ts';
import { captions } from './formats/captions.ts';
import { conversations } from './formats/conversations.ts';
import { files } from './formats/files.ts';
import type { WordsOfFormats } from './formats/format-words.ts';
import { questions } from './formats/questions.ts';
import { tools } from './formats/tools.ts';

export const formats = {
  rules: ruleSentences as Readonly<Record<CheckRule, string>>,
  words: { ...files, ...captions, ...questions, ...conversations, ...tools } as WordsOfFormats,
};
