/** Captions as the data sets of research have them. */
import type { WordsOfFormats } from '../../en/formats/format-words.ts';

const names = { label: '영상 이름', says: '', values: { path: '루트 아래 폴더까지', stem: '파일 이름만' } };

export const captions: WordsOfFormats = {
  msrvtt: { title: 'MSR-VTT', says: 'videodatainfo.json: 영상과 문장.', options: { names } },
  msvd: { title: 'MSVD', says: 'AllVideoDescriptions.txt: 한 줄에 영상 이름과 캡션.', options: { names } },
  vatex: {
    title: 'VATEX',
    says: 'vatex.json: 영상마다 영어와 중국어 캡션(enCap, chCap).',
    options: {
      names,
      chinese: { label: '중국어 캡션의 트랙', says: '나머지 캡션은 모두 영어로 봅니다.' },
      english: { label: '영어 캡션의 트랙', says: '가져올 때 씁니다.' },
    },
  },
  'activitynet-captions': {
    title: 'ActivityNet Captions',
    says: 'captions.json: 영상마다 시각과 문장. 평가용 파일과 라벨 파일로도 쓸 수 있습니다.',
    options: {
      form: {
        label: '파일',
        says: '',
        values: {
          captions: '캡션',
          results: '평가 프로그램이 읽는 결과',
          labels: 'ActivityNet 1.3의 라벨',
          kinetics: 'Kinetics처럼 영상마다 라벨 하나',
        },
      },
      names,
      whole: { label: '영상 전체의 캡션도', says: '영상의 처음부터 끝까지로 씁니다.' },
    },
  },
  'coco-captions': {
    title: 'COCO 캡션',
    says: 'images와 annotations가 있는 captions.json, 또는 results.json: BLEU, METEOR, CIDEr 계산용.',
    options: {
      form: {
        label: '파일',
        says: '',
        values: {
          annotations: 'annotations: 정답, 영상마다 몇 개든',
          results: 'results: 모델의 캡션, 영상마다 하나',
        },
      },
      ids: { label: '영상 번호', says: '', values: { kept: '가져온 그대로', own: '항상 이름으로 정함' } },
    },
  },
  'webvid-csv': {
    title: 'WebVid 표',
    says: 'webvid.csv: videoid, contentUrl, duration, page_dir, name. video2dataset도 읽습니다.',
    options: {},
  },
  sharegpt4video: {
    title: 'ShareGPT4Video',
    says: 'sharegpt4video.jsonl: 영상마다 한 줄에 구간의 캡션과 영상 전체의 캡션.',
    options: {},
  },
};
