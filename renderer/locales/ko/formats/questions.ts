/** Questions as tests have them, and what models answered. */
import type { WordsOfFormats } from '../../en/formats/format-words.ts';

const names = {
  label: '영상 이름',
  says: 'video_name에 들어갈 이름입니다.',
  values: { path: '루트 아래 폴더까지', stem: '파일 이름만' },
};

export const questions: WordsOfFormats = {
  nextqa: { title: 'NExT-QA', says: 'nextqa.csv: 선택지가 다섯 개인 질문.', options: {} },
  'tgif-qa': {
    title: 'TGIF-QA',
    says: 'Test_frameqa_question.csv 등: 열을 탭으로 나눈 질문 표.',
    options: {
      form: {
        label: '질문',
        says: '내보낼 때 씁니다. 파일 하나에 한 종류만 담습니다.',
        values: { frameqa: 'frameqa: 아무 답이나', count: 'count: 답이 숫자', action: 'action: 다섯 선택지 중 하나' },
      },
    },
  },
  'videochatgpt-qa': {
    title: '질의응답 평가',
    says: 'test_q.json과 test_a.json: Video-ChatGPT와 Video-LLaVA가 읽는 MSVD-QA, MSRVTT-QA, TGIF-QA, ActivityNet-QA 형식입니다.',
    options: {
      names,
      types: {
        label: '답 옆의 유형',
        says: '',
        values: { kept: '가져온 그대로', none: '없음', activitynet: 'ActivityNet-QA 목록대로' },
      },
      endings: {
        label: '영상',
        says: '',
        values: { loader: '로더가 찾는 것만: .mp4, .avi, .mov, .mkv', any: '전부' },
      },
    },
  },
  'videochatgpt-predictions': {
    title: '모델의 답',
    says: 'predictions.jsonl 또는 .json: 모델의 답과 정답. Video-LLaVA, Video-Panda, Video-ChatGPT의 채점 프로그램이 읽습니다.',
    options: {
      judge: {
        label: '파일',
        says: '',
        values: {
          'video-llava': 'Video-LLaVA와 Video-Panda가 읽는 JSON 줄',
          'video-chatgpt': 'Video-ChatGPT가 읽는 배열',
        },
      },
      names,
      take: { label: '텍스트로 볼 것', says: '가져올 때 씁니다.', values: { pred: '모델의 답', answer: '정답' } },
    },
  },
  'videochatgpt-benchmark': {
    title: 'Video-ChatGPT 벤치마크',
    says: 'generic_qa.json, temporal_qa.json, consistency_qa.json 중 하나: 자유롭게 답하는 질문.',
    options: {
      set: {
        label: '파일',
        says: 'consistency는 한 영상에서 답이 같은 질문을 둘씩 씁니다.',
        values: {
          generic: 'generic_qa.json',
          temporal: 'temporal_qa.json',
          consistency: 'consistency_qa.json',
        },
      },
    },
  },
};
