/** Conversations as trainers of video-language models take them. */
import type { WordsOfFormats } from '../../en/formats/format-words.ts';

const token = {
  label: '메시지에서 영상을 가리키는 토큰',
  says: '학습 프로그램에 맞추세요.',
  values: { video: '<video>', image: '<image>' },
};
const conversation = {
  turns: {
    label: '항목 하나에',
    says: '',
    values: { each: '텍스트 하나. 가져온 대화는 그대로 둠', together: '한 영상의 텍스트 전부' },
  },
  prompt: { label: '캡션을 묻는 말', says: '{track} 자리에 트랙 이름이 들어갑니다.' },
  answers: {
    label: '선택형 질문의 답',
    says: '',
    values: { full: '기호와 선택지', letter: '기호만' },
  },
  texts: {
    label: '주고받은 말을',
    says: '가져올 때 씁니다.',
    values: {
      'by-prompt': '위의 말로 물었으면 캡션, 아니면 질문으로',
      captions: '모두 캡션으로',
      questions: '모두 질문으로',
    },
  },
};

export const conversations: WordsOfFormats = {
  'llava-video': {
    title: 'LLaVA-Video',
    says: 'llava_video.json: LLaVA-Video-178K와 같은 캡션, 서술형 질문, 선택형 질문.',
    options: {
      token,
      ...conversation,
      source: { label: 'data_source', says: '가져올 때 이 값이 없던 항목에 씁니다.' },
    },
  },
  sharegpt: {
    title: 'LLaMA-Factory용 ShareGPT',
    says: 'messages와 videos가 있는 sharegpt.json, 그리고 dataset_info.json: LLaMA-Factory의 학습 형식입니다.',
    options: {
      ...conversation,
      dataset: { label: '데이터셋 이름', says: 'LLaMA-Factory에서 쓰는 이름입니다.' },
    },
  },
  valley: {
    title: 'Valley',
    says: 'valley.json: video와 source가 있는 대화. Valley와 Video-LLaVA의 사전 학습 형식입니다.',
    options: { token, ...conversation },
  },
  'videochatgpt-instruct': {
    title: 'Video-ChatGPT 지시 학습',
    says: 'instruct.json: Video-ChatGPT, Video-LLaVA, Video-Panda의 학습용 대화. 원본 형태(video_id, q, a)도 읽습니다.',
    options: {
      token,
      ...conversation,
      video: {
        label: '영상으로 적을 것',
        says: '',
        values: { file: '영상 파일', features: 'Video-ChatGPT가 만드는 특징 파일(.pkl)' },
      },
    },
  },
};
