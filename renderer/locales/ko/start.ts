/** The first screen, and opening. */
import type { Messages } from '../en.ts';

export const start: Messages['start'] = {
  title: '내 영상을 위한 캡션과 질문',
  lead: '모델이 초안을 쓰고, 사람이 바로잡습니다. 모든 것은 이 컴퓨터에 남습니다.',
  open: '폴더나 프로젝트 열기',
  samples: '예제로 해 보기',
  steps: {
    title: '첫 캡션까지 세 단계',
    open: '영상 폴더를 엽니다. 영상은 있던 자리에 그대로 있습니다.',
    generate: '영상을 고르고 생성을 누릅니다.',
    accept: '텍스트를 고치고 수락합니다.',
  },
  recent: '최근 프로젝트',
  noRecent: '연 프로젝트가 여기에 나타납니다.',
  missing: '찾을 수 없음',
  forget: (name) => `목록에서 ${name} 빼기`,
  browser: {
    title: '폴더나 프로젝트 열기',
    folder: '폴더',
    up: '상위 폴더',
    empty: '이 폴더는 비어 있습니다.',
    videos: (count) => `이 폴더에 영상 ${count}개`,
    openProject: '프로젝트 열기',
    useFolder: (name) => `“${name}”의 영상 열기`,
  },
};
