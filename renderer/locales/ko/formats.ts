/** The formats of data sets, and what is checked of each. */
import type { Messages } from '../en.ts';

const whole = { label: '영상 전체의 텍스트도', says: '영상의 처음부터 끝까지 표시됩니다.' };

export const formats: Messages['formats'] = {
  rules: {
    'same-records': '모든 레코드가 있어야 할 그대로임',
    'as-many-records': '레코드 수가 쓴 수와 같음',
    schema: '모든 줄이 스키마에 맞는 레코드임',
    'one-line': '캡션에 줄바꿈이 없음',
    'some-text': '빈 캡션이 없음',
    'nothing-around': '캡션 앞뒤에 다른 것이 없음',
    'video-name': '파일 이름이 영상 이름과 같음',
    numbered: '번호가 1, 2, 3으로 이어짐',
    timed: '모든 텍스트에 시각이 있음',
    forwards: '모든 텍스트가 시작보다 뒤에 끝남',
    'in-order': '시각 순서대로임',
    webvtt: '파일이 WEBVTT로 시작함',
    'arrow-free-notes': '메모에 --> 기호가 없음',
    'arrow-free-texts': '텍스트에 --> 기호가 없음',
    'llc-version': '프로젝트 버전이 2임',
    'segments-forwards': '모든 구간이 시작보다 뒤에 끝남',
    'answers-in-place': '답이 모두 질문과 같은 위치에 있음',
    'as-many-answers': '답의 수가 질문의 수와 같음',
    'ids-once': 'question_id가 겹치지 않음',
  },
  words: {
    jsonl: {
      title: 'JSON 줄, 모든 내용',
      says: '텍스트의 모든 것: 영상, 범위, 텍스트, 상태, 작성자. docs/dataset-jsonl.md에 설명되어 있습니다.',
      options: {},
    },
    'sidecar-txt': {
      title: '학습용 텍스트 파일',
      says: '영상마다 텍스트 파일 하나, 내용 전체가 캡션입니다: kohya, musubi-tuner, diffusion-pipe.',
      options: {
        extension: { label: '파일 확장자', says: 'musubi-tuner의 caption_extension입니다.' },
        several: {
          label: '한 영상에 캡션이 여럿일 때',
          says: '',
          values: { first: '첫 캡션만', lines: '한 줄에 하나씩' },
        },
      },
    },
    srt: { title: 'SubRip 자막', says: '구간의 텍스트와 시각, 영상마다 파일 하나.', options: { whole } },
    vtt: {
      title: 'WebVTT 자막',
      says: '브라우저가 보여 주는 자막입니다. 텍스트 옆의 메모에 작성자가 적힙니다.',
      options: { whole },
    },
    llc: {
      title: 'LosslessCut 프로젝트',
      says: '구간의 텍스트가 LosslessCut 구간의 이름이 됩니다. 영상마다 파일 하나.',
      options: {},
    },
    'videochatgpt-qa': {
      title: '질의응답 평가',
      says: 'test_q.json과 test_a.json: Video-ChatGPT와 Video-LLaVA가 읽는 MSVD-QA, MSRVTT-QA, TGIF-QA, ActivityNet-QA 형식입니다.',
      options: {
        names: {
          label: '영상 이름',
          says: 'video_name에 들어갈 이름입니다.',
          values: { path: '루트 아래 폴더까지', stem: '파일 이름만' },
        },
        types: {
          label: '답 옆의 유형',
          says: '',
          values: { kept: '가져온 그대로', none: '없음', activitynet: 'ActivityNet-QA 목록대로' },
        },
      },
    },
  },
};
