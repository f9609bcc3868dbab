/** What a person can do, as far as it belongs to no panel. */
import type { Messages } from '../en.ts';

export const actions: Messages['actions'] = {
  groups: {
    play: '재생',
    segments: '구간',
    texts: '텍스트',
    review: '검토',
    videos: '영상',
    project: '프로젝트',
    go: '이동',
  },
  palette: '명령과 검색',
  keys: '단축키 표',
  nextPane: '다음 창',
  previousPane: '이전 창',
  leave: '입력란 나가기',
  undo: (step) => (step === '' ? '되돌리기' : `되돌리기: ${step}`),
  redo: (step) => (step === '' ? '다시 적용' : `다시 적용: ${step}`),
  undone: (step) => `되돌림: ${step}`,
  redone: (step) => `다시 적용함: ${step}`,
  go: (place) => `${place} 열기`,
  openProject: '프로젝트나 폴더 열기',
  samples: '예제 열기',
  closeProject: '프로젝트 닫기',
  theme: '밝게 또는 어둡게',
  doubt: '텍스트의 의심 표시 켜기/끄기',
};
