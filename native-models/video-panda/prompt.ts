/**
 * The conversation that the model was trained on (`videopanda_v1`), as token ids with a slot for each frame. Knows no
 * pixels and no engine.
 *
 *     {system} USER: <frame 0> ... <frame 7> \n{question} ASSISTANT:
 *     ------------- prefix ---------------- -------- suffix --------
 *
 * The official code writes `<image>` for a frame and cuts the text there; each piece of text is tokenised by itself, so
 * one that begins with a line break begins with a space token. Here the pieces are never joined, so nothing that a
 * person types can become a frame, a BOS or an end of turn.
 */

export interface PromptConfig {
  /** May be empty: then nothing, not even the separator, stands before the first role. */
  readonly system: string;
  readonly user: string;
  readonly assistant: string;
  /** Between the system text and the first turn, and between a question and the next role. */
  readonly separator: string;
}

/** What the prompt needs of the model's configuration. */
export interface Conversation {
  readonly prompt: PromptConfig;
  readonly bos: number;
  /** Ends each answer. */
  readonly eos: number;
  readonly vision: { readonly frames: number };
}

/** A question that was asked about the same clip before, and its answer. */
export interface Turn {
  readonly question: string;
  readonly answer: string;
}

/** Text, or the place of one frame's visual tokens. */
export type PromptPart = { readonly ids: readonly number[] } | { readonly frame: number };

/** Text by itself into ids, as the model's SentencePiece tokenizer does it. */
export type Encode = (text: string) => readonly number[];

/** The conversation of the official checkpoints. */
export const officialPrompt: PromptConfig = {
  system:
    'A chat between a curious human and an artificial intelligence assistant. ' +
    "The assistant gives helpful, detailed, and polite answers to the human's questions.",
  user: 'USER',
  assistant: 'ASSISTANT',
  separator: ' ',
};

/** What every question about one clip begins with: BOS, the system text, the frames. */
export function promptPrefix({ prompt, bos, vision }: Conversation, encode: Encode): PromptPart[] {
  const system = prompt.system === '' ? '' : prompt.system + prompt.separator;
  const frames = Array.from({ length: vision.frames }, (_, frame) => ({ frame }));
  return [{ ids: [bos, ...encode(`${system}${prompt.user}: `)] }, ...frames];
}

/** What follows the frames: earlier turns, oldest first, and the question. The answer comes next. */
export function promptSuffix(
  { prompt, eos }: Conversation,
  encode: Encode,
  { question, earlier = [] }: { readonly question: string; readonly earlier?: readonly Turn[] },
): number[] {
  const { user, assistant, separator } = prompt;
  // The first turn opens after the frames with a line break, a later one with its role.
  const turnOf = (asked: string, index: number) =>
    `${index === 0 ? '\n' : `${user}: `}${asked}${separator}${assistant}:`;
  return [
    ...earlier.flatMap(({ question, answer }, index) => [...encode(`${turnOf(question, index)} ${answer}`), eos]),
    ...encode(turnOf(question, earlier.length)),
  ];
}

/** An answer as it is shown and stored: the model begins and may end with white space. */
export function answerOf(decoded: string): string {
  return decoded.trim();
}
