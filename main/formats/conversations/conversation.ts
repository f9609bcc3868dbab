/**
 * A conversation about a video, as the formats of this family mean it: each says the same in other words. Knows neither
 * their words nor files.
 */
import { z } from 'zod';
import type { Extra } from '../record.ts';
import { CLOSINGS } from './choices.ts';
import type { Closing } from './choices.ts';
import { TOKENS } from './token.ts';
import type { Lead, Token } from './token.ts';

export interface Turn {
  /** Without the video's token. */
  readonly asked: string;
  readonly said: string;
  /** What the two messages have beside that: kept for the way back. */
  readonly fields?: readonly [asked: Extra, said: Extra];
}

export interface Conversation {
  /** Null: it has none. */
  readonly id: string | number | null;
  /** What the data set calls the video. */
  readonly video: string;
  readonly turns: readonly Turn[];
  readonly lead: Lead;
  /** What stands before the first turn; null: nothing. */
  readonly system: string | null;
  /** What else it has, in its own words. */
  readonly fields: Extra;
}

export interface ConversationOptions extends Readonly<Record<string, unknown>> {
  /** `<video>` where the format leaves no choice. */
  readonly token?: Token;
  readonly turns: 'each' | 'together';
  readonly prompt: string;
  readonly answers: Closing;
  readonly texts: 'by-prompt' | 'captions' | 'questions';
}

/** `usual`: what the format's own files have. */
export function tokenOption(usual: Token): z.ZodDefault<z.ZodEnum<{ video: 'video'; image: 'image' }>> {
  return z
    .enum(TOKENS)
    .default(usual)
    .describe('what stands for the video in a message: <video> or <image>, as the trainer has it');
}

export function conversationOptions(): {
  [Name in 'turns' | 'prompt' | 'answers' | 'texts']: z.ZodType<ConversationOptions[Name]>;
} {
  return {
    turns: z
      .enum(['each', 'together'])
      .default('each')
      .describe('an entry for each text, an imported conversation staying whole; or one for all texts of a video'),
    prompt: z
      .string()
      .trim()
      .min(1)
      .default('Describe the video.')
      .describe('what asks for a caption; {track} in it is the name of its track'),
    answers: z
      .enum(Object.keys(CLOSINGS) as [Closing, ...Closing[]])
      .default('full')
      .describe('of a question of choice: the letter with the choice, or the letter alone'),
    texts: z
      .enum(['by-prompt', 'captions', 'questions'])
      .default('by-prompt')
      .describe(
        'reading: a turn that is asked as prompt says is a caption, the others are questions; or all are one of them',
      ),
  };
}

/** Under which a record keeps what all formats of the family write again. */
export const CONVERSATION = 'conversation';
