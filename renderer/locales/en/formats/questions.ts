/** Questions as tests have them, and what models answered. */
import type { WordsOfFormats } from './format-words.ts';

const names = {
  label: 'Names of the videos',
  says: 'What stands in video_name.',
  values: { path: 'with the folders below the root', stem: 'the name of the file alone' },
};

export const questions: WordsOfFormats = {
  nextqa: { title: 'NExT-QA', says: 'nextqa.csv: questions with five choices.', options: {} },
  'tgif-qa': {
    title: 'TGIF-QA',
    says: 'Test_frameqa_question.csv and its like: questions in columns with tabs between them.',
    options: {
      form: {
        label: 'Questions',
        says: 'For exports: a file holds one kind.',
        values: {
          frameqa: 'frameqa: any answer',
          count: 'count: the answer is a number',
          action: 'action: the answer is one of five choices',
        },
      },
    },
  },
  'videochatgpt-qa': {
    title: 'question answering tests',
    says: 'test_q.json and test_a.json: MSVD-QA, MSRVTT-QA, TGIF-QA and ActivityNet-QA as Video-ChatGPT and Video-LLaVA read them.',
    options: {
      names,
      types: {
        label: 'Type beside an answer',
        says: '',
        values: { kept: 'as it was imported', none: 'none', activitynet: 'by ActivityNet-QA’s list' },
      },
      endings: {
        label: 'Videos',
        says: '',
        values: { loader: 'only those that the loader finds: .mp4, .avi, .mov, .mkv', any: 'all' },
      },
    },
  },
  'videochatgpt-predictions': {
    title: 'answers of a model',
    says: 'predictions.jsonl or .json: what a model answered beside what is right, for the judges of Video-LLaVA, Video-Panda and Video-ChatGPT.',
    options: {
      judge: {
        label: 'File',
        says: '',
        values: {
          'video-llava': 'JSON lines, as Video-LLaVA and Video-Panda read them',
          'video-chatgpt': 'an array, as Video-ChatGPT reads it',
        },
      },
      names,
      take: {
        label: 'What is taken as the text',
        says: 'For imports.',
        values: { pred: 'what the model answered', answer: 'what is right' },
      },
    },
  },
  'videochatgpt-benchmark': {
    title: 'Video-ChatGPT’s benchmark',
    says: 'generic_qa.json, temporal_qa.json or consistency_qa.json: questions to be answered freely.',
    options: {
      set: {
        label: 'File',
        says: 'consistency takes pairs of questions of a video that have the same answer.',
        values: {
          generic: 'generic_qa.json',
          temporal: 'temporal_qa.json',
          consistency: 'consistency_qa.json',
        },
      },
    },
  },
};
