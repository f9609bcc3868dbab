/** The formats of data sets and what is checked of each. One that is not here is shown as the services describe it. */
import { ruleSentences } from '../../../main/document/check-rules.ts';
import type { CheckRule } from '../../../main/document/check-rules.ts';

export interface FormatWords {
  readonly title: string;
  readonly says: string;
  readonly options: Readonly<Record<string, OptionWords>>;
}

export interface OptionWords {
  readonly label: string;
  readonly says: string;
  /** Of what it can be, where that is one of a few. */
  readonly values?: Readonly<Record<string, string>>;
}

const whole = {
  label: 'Texts about whole videos too',
  says: 'They are shown from the beginning of the video to its end.',
};

export const formats = {
  rules: ruleSentences as Readonly<Record<CheckRule, string>>,
  words: {
    jsonl: {
      title: 'JSON lines, everything',
      says: 'All that a text has: video, span, text, status, and who made it. Described in docs/dataset-jsonl.md.',
      options: {},
    },
    'sidecar-txt': {
      title: 'text files for trainers',
      says: 'A text file for each video, all of it the caption: kohya, musubi-tuner, diffusion-pipe.',
      options: {
        extension: { label: 'Ending of the files', says: 'The caption_extension of musubi-tuner.' },
        several: {
          label: 'Of several captions of a video',
          says: '',
          values: { first: 'the first alone', lines: 'each on a line of its own' },
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
    'videochatgpt-qa': {
      title: 'question answering tests',
      says: 'test_q.json and test_a.json: MSVD-QA, MSRVTT-QA, TGIF-QA and ActivityNet-QA as Video-ChatGPT and Video-LLaVA read them.',
      options: {
        names: {
          label: 'Names of the videos',
          says: 'What stands in video_name.',
          values: { path: 'with the folders below the root', stem: 'the name of the file alone' },
        },
        types: {
          label: 'Type beside an answer',
          says: '',
          values: { kept: 'as it was imported', none: 'none', activitynet: 'by ActivityNet-QA’s list' },
        },
      },
    },
  } as Readonly<Record<string, FormatWords>>,
};
