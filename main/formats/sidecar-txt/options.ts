/** What can be chosen of text files beside videos, and what the trainers allow. */
import { z } from 'zod';

const TRAINERS = ['none', 'kohya', 'musubi-tuner', 'diffusion-pipe'] as const;
const EXTRACTIONS = ['head', 'chunk', 'slide', 'uniform', 'full'] as const;

export const sidecarOptions = z
  .strictObject({
    extension: z
      .string()
      .regex(/^\.[A-Za-z0-9]{1,16}$/, 'a dot and letters, as .txt')
      .default('.txt')
      .describe('how the files end: the caption_extension of kohya and musubi-tuner'),
    several: z
      .enum(['first', 'lines'])
      .default('first')
      .describe('of several captions of a video: the first alone, or each on a line of its own'),
    for: z
      .enum(TRAINERS)
      .default('none')
      .describe(
        'whose rules are kept and checked. musubi-tuner and diffusion-pipe: with their TOML beside the folders; ' +
          'kohya with several lines: with enable_wildcard',
      ),
    frames: z
      .string()
      .regex(/^\d{1,5}(?:,\d{1,5})*$/, 'numbers with commas between them, as 1,25,45')
      .default('1,33')
      .describe("how many frames are taken of a video: musubi-tuner's target_frames, diffusion-pipe's frame_buckets"),
    extraction: z.enum(EXTRACTIONS).default('head').describe("which frames: musubi-tuner's frame_extraction"),
    sourceFps: z
      .string()
      .regex(/^(?:\d{1,4}(?:\.\d{1,6})?)?$/, 'a number, as 30 or 29.97')
      .default('')
      .describe("musubi-tuner's source_fps, from which it goes to the model's rate; empty: every frame is taken"),
    resolution: z
      .string()
      .regex(/^\d{2,5}x\d{2,5}$/, 'a width and a height, as 960x544')
      .default('960x544')
      .describe('in the TOML: how large the pictures are'),
    directory: z
      .string()
      .default('')
      .describe('in the TOML: where the data set will lie; empty: where the trainer is started'),
  })
  .superRefine((options, context) => {
    const wrong = (option: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [option], message });
    };
    if (options.for === 'diffusion-pipe' && options.extension !== '.txt') {
      wrong('extension', 'diffusion-pipe reads .txt alone');
    }
    if ((options.for === 'musubi-tuner' || options.for === 'diffusion-pipe') && options.several === 'lines') {
      wrong('several', `${options.for} takes the whole file for one caption`);
    }
    const isTrained = options.for === 'musubi-tuner' || options.for === 'diffusion-pipe';
    const uneven = framesOf(options).find((count) => !isWholeGroups(count));
    if (isTrained && uneven !== undefined) {
      wrong('frames', `${uneven} is not N*4+1: the models take the first frame and then four at a time`);
    }
  });

export type SidecarOptions = Readonly<z.infer<typeof sidecarOptions>>;

/** In order, none twice. */
export function framesOf({ frames }: Pick<SidecarOptions, 'frames'>): number[] {
  return [...new Set(frames.split(',').map(Number))].sort((a, b) => a - b);
}

/** One, or one more than a number of fours. */
export function isWholeGroups(count: number): boolean {
  return count >= 1 && (count - 1) % 4 === 0;
}
