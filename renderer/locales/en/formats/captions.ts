/** Captions as the data sets of research have them. */
import type { WordsOfFormats } from './format-words.ts';

const names = {
  label: 'Names of the videos',
  says: '',
  values: { path: 'with the folders below the root', stem: 'the name of the file alone' },
};

export const captions: WordsOfFormats = {
  msrvtt: { title: 'MSR-VTT', says: 'videodatainfo.json: videos and sentences.', options: { names } },
  msvd: {
    title: 'MSVD',
    says: 'AllVideoDescriptions.txt: the name of a video and a caption on each line.',
    options: { names },
  },
  vatex: {
    title: 'VATEX',
    says: 'vatex.json: English and Chinese captions of each video (enCap, chCap).',
    options: {
      names,
      chinese: { label: 'Track of the Chinese captions', says: 'All other captions are taken for English.' },
      english: { label: 'Track of the English captions', says: 'For imports.' },
    },
  },
  'activitynet-captions': {
    title: 'ActivityNet Captions',
    says: 'captions.json: times and sentences of each video; or the files of its evaluation and of labels.',
    options: {
      form: {
        label: 'File',
        says: '',
        values: {
          captions: 'captions',
          results: 'results, as its evaluation reads them',
          labels: 'labels, as ActivityNet 1.3 has them',
          kinetics: 'one label for each video, as Kinetics has it',
        },
      },
      names,
      whole: {
        label: 'Captions of whole videos too',
        says: 'From the beginning of the video to its end.',
      },
    },
  },
  'coco-captions': {
    title: 'COCO captions',
    says: 'captions.json with images and annotations, or results.json: for BLEU, METEOR and CIDEr.',
    options: {
      form: {
        label: 'File',
        says: '',
        values: {
          annotations: 'annotations: what should be said, any number for a video',
          results: 'results: what is said, one for a video',
        },
      },
      ids: {
        label: 'Numbers of the videos',
        says: '',
        values: { kept: 'as they were imported', own: 'always by their names' },
      },
    },
  },
  'webvid-csv': {
    title: 'WebVid table',
    says: 'webvid.csv: videoid, contentUrl, duration, page_dir and name. video2dataset reads it too.',
    options: {},
  },
  sharegpt4video: {
    title: 'ShareGPT4Video',
    says: 'sharegpt4video.jsonl: a line for each video, with the captions of its segments and of the whole.',
    options: {},
  },
};
