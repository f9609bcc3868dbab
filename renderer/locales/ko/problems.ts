/** What went wrong, for the problems that people meet; the rest is said in English. In English all of it is. */
import type { Messages } from '../en.ts';

export const problems: Messages['problems'] = {
  'project-missing': ({ path }) => `${path}: 그런 프로젝트가 없습니다. 경로를 확인하십시오.`,
  'project-exists': ({ path }) => `${path}: 같은 이름의 파일이 이미 있습니다. 다른 이름을 고르십시오.`,
  'project-foreign': ({ path }) => `${path}: Panda Annotator 프로젝트가 아닙니다. 그대로 두었습니다.`,
  'project-newer': ({ path }) =>
    `${path}: 더 새로운 Panda Annotator가 만든 프로젝트입니다. 새 프로그램을 설치해 여십시오.`,
  'project-damaged': ({ cause, path }) =>
    `${path}: 프로젝트가 손상되었습니다(${cause}). 먼저 파일을 따로 복사해 두고 백업을 여십시오.`,
  'project-unreadable': ({ cause, path }) =>
    `${path}: 프로젝트를 읽을 수 없습니다(${cause}). 드라이브와 권한을 확인하십시오.`,
  'project-unwritable': ({ cause, path }) =>
    `${path}: 프로젝트에 쓸 수 없습니다(${cause}). 내용은 온전합니다. 문제를 고치거나 다른 곳의 사본으로 작업하십시오.`,
  'project-busy': ({ path }) =>
    `${path}: 다른 프로그램이 이 프로젝트에 쓰고 있습니다. 기다리거나 그 프로그램을 닫고 다시 시도하십시오.`,
  'edit-conflict': ({ count }) =>
    `그 사이에 ${count}가지가 바뀌어 아무것도 하지 않았습니다. 지금 내용을 보고 다시 결정하십시오.`,
  'folder-unreadable': ({ cause, path }) => `${path}: 폴더를 읽을 수 없습니다(${cause}). 경로와 권한을 확인하십시오.`,
  'video-missing': ({ path }) => `${path}: 그런 파일이 없습니다. 경로와 드라이브 연결을 확인하십시오.`,
  'video-unreadable': ({ cause, path }) =>
    `${path}: 영상으로 읽을 수 없습니다(${cause}). 파일이 온전한지 확인하십시오.`,
  'video-truncated': ({ cause, path }) =>
    `${path}: 끝부분이 없습니다(${cause}). 있는 부분은 썼습니다. 나머지를 얻으려면 파일을 다시 복사하십시오.`,
  'no-video-stream': ({ path }) => `${path}: 영상이 들어 있지 않습니다. 제외하십시오.`,
  'model-missing': () => '모델을 찾지 못했습니다. 모델 폴더를 넣으십시오.',
  'model-damaged': ({ cause, path }) => `${path}: 모델 폴더가 손상되었습니다(${cause}). 모델을 다시 복사하십시오.`,
  'person-name-taken': ({ name }) => `${name}(이)라는 사람이 이 프로젝트에 이미 있습니다. 다른 이름을 고르십시오.`,
};
