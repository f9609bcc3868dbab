/** Finds what belongs to the conversation with a model and not into its text: roles, marks, the question itself. */
import { normalised } from '../status.ts';
import { sentencesOf, wordsOf } from './words.ts';

const MARKS: readonly RegExp[] = [
  /(?:^|[\n.!?]\s*)(?:user|assistant|system|human|bot|gpt)\s*:/im,
  /\b(?:USER|ASSISTANT|SYSTEM|HUMAN)\s*:/,
  /<\/?(?:image|img|video|s|pad|unk|bos|eos|think|answer|im_start|im_end)>|<(?:im_patch|vid_patch|im_start|im_end)>|<0x[0-9A-F]{2}>/i,
  /<\|[\w ]+\|>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>/,
  /^###\s*(?:instruction|response|human|assistant|question|answer)\b/im,
  /a chat between a curious (?:human|user) and an artificial intelligence/i,
];
/** Shorter questions may be part of a sound answer. */
const LEAST_WORDS = 4;

/** What was leaked, or null. `prompt`: what the model was asked for this text. */
export function findLeak(text: string, prompt: string): string | null {
  const mark = MARKS.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined);
  if (mark !== undefined) return mark.trim();
  const sentences = sentencesOf(prompt);
  // Between the first and the last there may be earlier texts, which a sound text may take up.
  const own = [prompt, sentences[0], sentences.at(-1)].filter((part) => part !== undefined);
  const said = plain(text);
  return own.find((part) => wordsOf(part).length >= LEAST_WORDS && said.includes(plain(part))) ?? null;
}

function plain(text: string): string {
  return normalised(text).toLowerCase();
}
