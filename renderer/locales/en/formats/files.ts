/** Files to edit, to train on and to watch: JSON lines, tables, captions beside videos, subtitles. */
import type { OptionWords, WordsOfFormats } from './format-words.ts';

const whole = {
  label: 'Texts about whole videos too',
  says: 'They are shown from the beginning of the video to its end.',
};

const usual = 'For imports. Empty: by its usual names.';
const table: Readonly<Record<string, OptionWords>> = {
  byteOrderMark: {
    label: 'Begin with a byte order mark',
    says: 'Without one, Excel shows letters beyond English wrongly.',
  },
  video: { label: 'Column of the video', says: usual },
  text: { label: 'Column of the captions, or of the answers', says: usual },
  question: { label: 'Column of the questions', says: usual },
  answer: { label: 'Column of the answers', says: usual },
  start: { label: 'Column of the beginning of the segment', says: usual },
  end: { label: 'Column of the end of the segment', says: usual },
  track: { label: 'Column of the track', says: usual },
  id: { label: 'Column of the id', says: usual },
};

export const files: WordsOfFormats = {
  jsonl: {
    title: 'JSON lines, everything',
    says: 'All that a text has: video, span, text, status, and who made it. Described in docs/dataset-jsonl.md.',
    options: {},
  },
  csv: {
    title: 'CSV table',
    says: 'dataset.csv, to edit in a spreadsheet. Tables of others are read by the names of their columns.',
    options: {
      separator: {
        label: 'Between the cells',
        says: 'Excel wants a semicolon where the comma is the decimal point.',
        values: { comma: 'a comma', semicolon: 'a semicolon' },
      },
      ...table,
    },
  },
  tsv: { title: 'TSV table', says: 'dataset.tsv: the same table with tabs between the cells.', options: table },
  'sidecar-txt': {
    title: 'text files for trainers',
    says: 'A text file for each video, all of it the caption: kohya, musubi-tuner, diffusion-pipe.',
    options: {
      extension: { label: 'Ending of the files', says: 'The caption_extension of kohya and musubi-tuner.' },
      several: {
        label: 'Of several captions of a video',
        says: '',
        values: { first: 'the first alone', lines: 'each on a line of its own' },
      },
      for: {
        label: 'Trainer',
        says: 'Its rules are kept and checked. musubi-tuner and diffusion-pipe get their TOML beside the folders; kohya takes several lines with enable_wildcard.',
        values: {
          none: 'any',
          kohya: 'kohya',
          'musubi-tuner': 'musubi-tuner',
          'diffusion-pipe': 'diffusion-pipe',
        },
      },
      frames: {
        label: 'Frames taken of a video',
        says: 'target_frames of musubi-tuner, frame_buckets of diffusion-pipe.',
      },
      extraction: {
        label: 'Which frames',
        says: 'frame_extraction of musubi-tuner.',
        values: {
          head: 'head: the first',
          chunk: 'chunk: parts one after another',
          slide: 'slide: parts at fixed steps',
          uniform: 'uniform: parts evenly over the video',
          full: 'full: all',
        },
      },
      sourceFps: {
        label: 'Frames a second of the videos',
        says: 'source_fps of musubi-tuner, from which it goes to the rate of the model. Empty: every frame is taken.',
      },
      resolution: { label: 'Size of the pictures', says: 'Stands in the TOML, as 960x544.' },
      directory: {
        label: 'Where the data set will lie',
        says: 'Stands in the TOML. Empty: where the trainer is started.',
      },
    },
  },
  srt: {
    title: 'SubRip subtitles',
    says: 'The texts of segments with their times, a file for each video.',
    options: { whole },
  },
  vtt: {
    title: 'WebVTT subtitles',
    says: 'Subtitles as browsers show them; notes beside each text say who made it.',
    options: { whole },
  },
  llc: {
    title: 'LosslessCut project',
    says: 'The texts of segments as the names of LosslessCut’s segments, a file for each video.',
    options: {},
  },
};
