/** The formats of data sets, and what is checked of each. */
import type { Messages } from '../en.ts';
import { captions } from './formats/captions.ts';
import { conversations } from './formats/conversations.ts';
import { files } from './formats/files.ts';
import { questions } from './formats/questions.ts';
import { rules } from './formats/rules.ts';
import { tools } from './formats/tools.ts';

export const formats: Messages['formats'] = {
  rules,
  words: { ...files, ...captions, ...questions, ...conversations, ...tools },
};
