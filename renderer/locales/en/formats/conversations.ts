/** Conversations as trainers of video-language models take them. */
import type { WordsOfFormats } from './format-words.ts';

const token = {
  label: 'What stands for the video in a message',
  says: 'As the trainer has it.',
  values: { video: '<video>', image: '<image>' },
};
const conversation = {
  turns: {
    label: 'An entry for',
    says: '',
    values: { each: 'each text; imported conversations stay whole', together: 'all texts of a video' },
  },
  prompt: { label: 'What asks for a caption', says: '{track} in it is the name of the track.' },
  answers: {
    label: 'Answer to a question of choice',
    says: '',
    values: { full: 'the letter with the choice', letter: 'the letter alone' },
  },
  texts: {
    label: 'The turns are',
    says: 'For imports.',
    values: {
      'by-prompt': 'captions where asked for as above, else questions',
      captions: 'all captions',
      questions: 'all questions',
    },
  },
};

export const conversations: WordsOfFormats = {
  'llava-video': {
    title: 'LLaVA-Video',
    says: 'llava_video.json: captions, open questions and questions of choice, as LLaVA-Video-178K has them.',
    options: {
      token,
      ...conversation,
      source: { label: 'data_source', says: 'Of the entries that were not imported with one.' },
    },
  },
  sharegpt: {
    title: 'ShareGPT for LLaMA-Factory',
    says: 'sharegpt.json with messages and videos, and dataset_info.json, as LLaMA-Factory trains on them.',
    options: {
      ...conversation,
      dataset: { label: 'Name of the data set', says: 'What LLaMA-Factory calls it.' },
    },
  },
  valley: {
    title: 'Valley',
    says: 'valley.json: conversations with video and source, as Valley and Video-LLaVA pre-train on them.',
    options: { token, ...conversation },
  },
  'videochatgpt-instruct': {
    title: 'Video-ChatGPT instructions',
    says: 'instruct.json: conversations as Video-ChatGPT, Video-LLaVA and Video-Panda train on them. Its raw form (video_id, q, a) is read too.',
    options: {
      token,
      ...conversation,
      video: {
        label: 'Named as the video',
        says: '',
        values: { file: 'the video file', features: 'the .pkl of its features that Video-ChatGPT makes' },
      },
    },
  },
};
