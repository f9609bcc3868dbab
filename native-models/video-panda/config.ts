/**
 * What can be configured about a Video-Panda model: `config.json` of a model folder, with the checkpoint's names where it
 * has them. Knows no weights and no files.
 */
import { z } from 'zod';
import type { LlamaConfig } from './llama.ts';
import { officialPrompt, type PromptConfig } from './prompt.ts';

export interface VisionConfig {
  /** S: side of the square that a frame is pasted on, in pixels. */
  readonly imageSize: number;
  /** p: side of a patch, in pixels. */
  readonly patchSize: number;
  /** C (`video_hidden_size`). */
  readonly hiddenSize: number;
  /** Channels between LSTE's two 1x1x1 convolutions: int(C / 1.5) in the official model. */
  readonly lsteSize: number;
  /** Heads of LSD and FSRA. */
  readonly heads: number;
  /** 11 where C is 1408, else as `heads`, in the official model. */
  readonly gstraHeads: number;
  /** F: frames of a clip (`all_num_frames`), a whole number of chunks. */
  readonly frames: number;
  /** T: frames that LSTE and GSTRA see together. */
  readonly chunk: number;
  /** Side of an LSD window, in patches. */
  readonly downsample: number;
  // What follows are the paper's ablations; the published model has each at the value named first.
  /** true | false: a `<row>` token after each row of tokens (table 4). */
  readonly row: boolean;
  /** true | false: a frame's own context token (table 4). */
  readonly fsra: boolean;
  /** true | false: 3-D convolutions, the dynamic position encoding among them (table 4). */
  readonly lste: boolean;
  /** true | false: a chunk's context token (table 4). */
  readonly gstra: boolean;
  /** Attention over a window, or its mean (tables 4 and 9). */
  readonly lsd: 'learned' | 'average';
  /** Table 8. */
  readonly lsdPosition: 'after-lste' | 'before-lste';
}

export interface VideoPandaConfig {
  readonly architecture: 'video-panda';
  readonly vision: VisionConfig;
  readonly llm: LlamaConfig;
  readonly prompt: PromptConfig;
  /** Token id that begins a prompt. */
  readonly bos: number;
  /** Token id that ends an answer. */
  readonly eos: number;
}

/** The published 7B model. */
export const officialConfig: VideoPandaConfig = {
  architecture: 'video-panda',
  vision: {
    imageSize: 448,
    patchSize: 14,
    hiddenSize: 1024,
    lsteSize: 682,
    heads: 8,
    gstraHeads: 8,
    frames: 8,
    chunk: 4,
    downsample: 2,
    row: true,
    fsra: true,
    lste: true,
    gstra: true,
    lsd: 'learned',
    lsdPosition: 'after-lste',
  },
  llm: {
    hiddenSize: 4096,
    intermediateSize: 11008,
    layers: 32,
    heads: 32,
    vocabSize: 32000,
    rmsNormEps: 1e-5,
    ropeTheta: 10000,
    maxPositions: 4096,
  },
  prompt: officialPrompt,
  bos: 1,
  eos: 2,
};

/** Patches along one side of the square. */
export function gridSize({ imageSize, patchSize }: VisionConfig): number {
  return imageSize / patchSize;
}

/** Patches along one side that a frame of zeros keeps: the official code's choice. */
export function zeroFrameSize(vision: VisionConfig): number {
  return gridSize(vision) / 2;
}

/** Visual tokens of a frame that covers so many patches. */
export function frameTokens(
  vision: VisionConfig,
  patches: { readonly rows: number; readonly columns: number },
): number {
  const height = patches.rows / vision.downsample;
  const width = patches.columns / vision.downsample;
  return 1 + height * (width + (vision.row ? 1 : 0));
}

const count = z.int().positive();

const visionSchema = z
  .strictObject({
    imageSize: count,
    patchSize: count,
    hiddenSize: count,
    lsteSize: count,
    heads: count,
    gstraHeads: count,
    frames: count,
    chunk: count,
    downsample: count,
    row: z.boolean(),
    fsra: z.boolean(),
    lste: z.boolean(),
    gstra: z.boolean(),
    lsd: z.enum(['learned', 'average']),
    lsdPosition: z.enum(['after-lste', 'before-lste']),
  })
  .refine((vision) => gridSize(vision) % (2 * vision.downsample) === 0, 'half the square must be whole LSD windows')
  .refine(({ hiddenSize, heads, gstraHeads }) => hiddenSize % heads === 0 && hiddenSize % gstraHeads === 0, {
    error: 'hiddenSize must be a multiple of its heads',
  })
  .refine(({ frames, chunk }) => frames % chunk === 0, 'frames must be whole chunks')
  .refine(({ fsra, gstra }) => fsra || gstra, 'a context token needs FSRA or GSTRA');

const configSchema = z.strictObject({
  architecture: z.literal('video-panda'),
  vision: visionSchema,
  llm: z
    .strictObject({
      hiddenSize: count,
      intermediateSize: count,
      layers: count,
      heads: count,
      vocabSize: count,
      rmsNormEps: z.number().positive(),
      ropeTheta: z.number().positive(),
      maxPositions: count,
    })
    .refine(({ hiddenSize, heads }) => hiddenSize % (2 * heads) === 0, 'a head of the LLM must be an even width'),
  prompt: z.strictObject({ system: z.string(), user: z.string(), assistant: z.string(), separator: z.string() }),
  bos: z.int().nonnegative(),
  eos: z.int().nonnegative(),
}) satisfies z.ZodType<VideoPandaConfig>;

/** The content of a `config.json`. Throws a ZodError that names every wrong field: a model folder is untrusted. */
export function parseConfig(json: unknown): VideoPandaConfig {
  return configSchema.parse(json);
}
