/** 데스크톱 앱: 화면 둘레의 것, 그리고 서비스를 시작할 수 없을 때의 말. */
import type { Messages } from '../en.ts';

export const desktop: Messages['desktop'] = {
  openProject: '프로젝트 열기 …',
  openFolder: '영상 폴더 열기 …',
  addFolder: '폴더 추가 …',
  chooseFolder: '폴더 고르기 …',
  chooseFile: '파일 고르기 …',
  over: (run) => `실행 “${run}”이(가) 끝났습니다`,
  overCounts: (done, total, failed) => `영상 ${total}개 중 ${done}개 완료, ${failed}개 실패`,
  unable: {
    title: '서비스를 시작할 수 없습니다',
    ffmpegTitle: '한 가지가 없습니다: ffmpeg',
    ffmpegLead:
      'Panda Annotator는 ffmpeg로 영상을 읽는데 이 컴퓨터에 없습니다. 설치하거나, 가지고 있는 것을 고르세요. ffprobe가 같은 폴더에 있어야 합니다.',
    linux:
      'Debian, Ubuntu: sudo apt install ffmpeg. Fedora: sudo dnf install ffmpeg-free. Arch: sudo pacman -S ffmpeg.',
    darwin: 'Homebrew로: brew install ffmpeg.',
    win32: '터미널에서: winget install ffmpeg. 그런 다음 로그아웃했다가 다시 로그인하면 찾을 수 있습니다.',
    choose: 'ffmpeg 고르기 …',
    again: '다시 찾기',
    looked: '찾아본 곳',
  },
  system: {
    edit: '편집',
    cut: '잘라내기',
    copy: '복사',
    paste: '붙여넣기',
    selectAll: '모두 선택',
    window: '창',
    fullScreen: '전체 화면',
    zoomIn: '크게',
    zoomOut: '작게',
    zoomUsual: '기본 크기',
    minimize: '최소화',
    close: '창 닫기',
    quit: '끝내기',
    recent: '최근 프로젝트',
    newWindow: '새 창',
    crashReports: '오류 보고서 보기',
    quitDuringRun: '실행 중인 작업이 있습니다. 그래도 끝낼까요?',
    quitDuringRunDetail: '지금까지 쓴 것은 남습니다. 프로젝트를 다시 열면 그 자리에서 이어집니다.',
    quitAnyway: '끝내기',
    stay: '계속 두기',
  },
};
