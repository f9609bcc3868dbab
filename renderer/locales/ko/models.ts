import type { Messages } from '../en.ts';

export const models: Messages['models'] = {
  about: (count) => `이 컴퓨터에 ${count}개`,
  list: '모델',
  folder: (path) => `직접 준비한 모델은 ${path} 폴더에 넣으세요.`,
  again: '다시 찾기',
  none: '아직 모델이 없습니다. 아래 폴더에 모델 폴더를 넣고 다시 찾으세요.',
  used: '사용 중',
  use: '사용',
  damaged: '손상됨',
  verify: '검증',
  verifying: '모든 바이트를 읽는 중 …',
  whole: '모든 바이트가 매니페스트와 같습니다.',
  origin: { own: '직접 준비함', shipped: '프로그램에 포함됨' },
  precision: '정밀도',
  size: '크기',
  licence: '라이선스',
  source: '출처',
  place: '폴더',
  weights: '가중치',
};
