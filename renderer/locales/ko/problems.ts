/** What went wrong, and what to do about it. */
import { DEVICE_NAMES } from '../../../main/document/device.ts';
import { clockFromUs } from '../../../main/document/time.ts';
import type { Messages } from '../en.ts';
import { datasets } from './datasets.ts';
import { formats } from './formats.ts';

const list = (parts: readonly string[]) => (parts.length === 0 ? '없음' : parts.join(', '));
const at = ({ path, line }: { readonly path: string; readonly line: number | null }) =>
  line === null ? path : `${path}, ${line}행`;
const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MB`;

export const problems: Messages['problems'] = {
  'video-missing': ({ path }) => `${path}: 파일이 없습니다. 경로와 드라이브 연결을 확인하세요.`,
  'video-unreadable': ({ cause, path }) => `${path}: 영상으로 읽을 수 없습니다(${cause}). 파일이 온전한지 확인하세요.`,
  'video-empty': ({ cause, path }) =>
    `${path}: 그림이 하나도 없습니다(${cause}). 끝까지 복사되거나 녹화되었는지 확인하세요.`,
  'no-video-stream': ({ cause, path }) =>
    `${path}: 영상이 들어 있지 않습니다(${cause}). 제외하거나 영상이 있는 파일을 고르세요.`,
  'video-truncated': ({ cause, path }) =>
    `${path}: 끝부분이 없습니다(${cause}). 있는 부분은 썼습니다. 나머지를 얻으려면 파일을 다시 복사하세요.`,
  'video-damaged': ({ cause, path }) =>
    `${path}: 일부가 손상되었습니다(${cause}). 보이는 부분은 썼습니다. 온전한 사본이 있으면 다시 복사하세요.`,
  'frames-missing': ({ cause, path, timesUs }) =>
    `${path}: ${list(timesUs.map(clockFromUs))}의 그림을 보일 수 없습니다(${cause}). 다른 그림을 고르거나 파일을 다시 복사하세요.`,
  'video-unwritable': ({ cause, path }) => `${path}: 영상을 쓸 수 없습니다(${cause}). 폴더와 남은 공간을 확인하세요.`,
  'sound-unreadable': ({ cause, path }) =>
    `${path}: 소리를 읽을 수 없습니다(${cause}). 그림은 그대로 쓸 수 있습니다. 소리를 들으려면 파일을 새로 만드세요.`,
  'proxy-unfaithful': ({ cause, path }) =>
    `${path}: 시각이 달라진 그림이 있어 빠른 재생용 사본을 버렸습니다(${cause}). 그림은 한 장씩 보입니다. 재생하려면 mp4로 변환하세요.`,
  'clip-unfaithful': ({ cause, path }) =>
    `${path}: 시각이 달라질 그림이 있어 구간을 잘라 낼 수 없습니다(${cause}). 영상 전체를 내보내거나 먼저 mp4로 변환하세요.`,
  'encoder-missing': ({ encoder, ffmpeg, path, version }) =>
    `${path}: ${ffmpeg}(버전 ${version})에 인코더 ${encoder} 기능이 없어 빠른 재생용 사본을 만들 수 없습니다. 완전한 ffmpeg를 설치하세요.`,
  'ffmpeg-stalled': ({ idleS, path }) =>
    `${path}: ffmpeg가 ${idleS}초 동안 응답하지 않아 중지했습니다. 파일이 있는 드라이브나 네트워크를 확인하고 다시 시도하세요.`,
  'span-outside-video': ({ durationUs, path, span }) =>
    `${path}: ${clockFromUs(span.fromUs)}~${clockFromUs(span.toUs)} 범위가 영상(길이 ${clockFromUs(durationUs)}) 밖에 있습니다. 범위를 고치세요.`,
  'ffmpeg-missing': ({ looked }) =>
    `ffmpeg를 찾지 못했습니다(찾은 곳: ${list(looked)}). ffmpeg를 설치하거나 프로그램 폴더에서 npm ci를 다시 실행하세요.`,
  'model-missing': ({ looked }) =>
    `모델을 찾지 못했습니다(찾은 곳: ${list(looked)}). 그곳에 모델 폴더를 넣거나, PANDA_HOME을 models/가 있는 폴더로 정하세요.`,
  'model-unknown': ({ id, known }) => `모델 ${id} 항목이 없습니다. 있는 모델: ${list(known)}.`,
  'model-damaged': ({ cause, path }) => `${path}: 모델 폴더가 손상되었습니다(${cause}). 모델을 다시 복사하세요.`,
  'model-exists': ({ id, path }) => `${path}: ${id} 모델이 이미 있습니다. 다른 이름을 고르거나 교체하세요.`,
  'model-shipped': ({ id }) => `${id}은(는) 프로그램에 포함된 모델이라 지울 수 없습니다.`,
  'model-no-room': ({ freeBytes, neededBytes, path }) =>
    `${path}: 모델에 ${megabytes(neededBytes)}가 필요한데 ${megabytes(freeBytes)}만 남아 있습니다. 공간을 마련하거나 더 작은 정밀도를 고르세요. 아무것도 쓰지 않았습니다.`,
  'checkpoint-unusable': ({ cause, path }) =>
    `${path}: 이 체크포인트는 가져올 수 없습니다(${cause}). 아무것도 쓰지 않았습니다.`,
  'download-failed': ({ cause, url }) => `${url}: 내려받지 못했습니다(${cause}). 다시 시작하면 멈춘 곳부터 이어집니다.`,
  'outside-model-world': ({ path, score, threshold }) =>
    `${path}: 모델이 모르는 종류의 영상입니다(거리 ${score.toFixed(2)}, 아는 범위 ${threshold.toFixed(2)}까지). 쓴다면 추측입니다. 추측이라도 도움이 되면 그래도 쓰게 하세요.`,
  'port-taken': ({ address, port }) =>
    `${address}의 포트 ${port}번을 이미 쓰고 있습니다. 먼저 실행한 이 프로그램일 수 있습니다. 열린 페이지를 쓰거나 그 프로그램을 끝내거나 다른 포트를 고르세요.`,
  'address-unusable': ({ address, cause, port }) =>
    `${address}, 포트 ${port}: 이 주소로는 열 수 없습니다(${cause}). 다른 주소나 포트를 고르세요.`,
  'window-not-built': ({ folder }) => `${folder}: 화면이 빌드되지 않았습니다. npm run build:window를 실행하세요.`,
  'password-needed': ({ address }) =>
    `${address} 주소에는 다른 컴퓨터에서도 들어올 수 있으므로 비밀번호가 필요합니다. 비밀번호 파일을 정하거나 이 컴퓨터에서만 여세요.`,
  'password-unreadable': ({ cause, path }) => `${path}: 비밀번호를 읽을 수 없습니다(${cause}). 파일을 확인하세요.`,
  'password-weak': ({ path, shortest }) =>
    `${path}: 첫 줄의 비밀번호가 ${shortest}자보다 짧습니다. 더 긴 비밀번호를 정하세요.`,
  'secret-unusable': ({ cause, path }) =>
    `${path}: 로그인 상태를 보관할 수 없습니다(${cause}). 공간을 비우거나 PANDA_HOME을 쓸 수 있는 폴더로 정하세요.`,
  'services-ended': ({ cause }) =>
    `창 뒤에서 일하는 프로그램이 거듭 종료되었습니다(${cause}). 프로젝트는 그대로입니다. 앱을 다시 시작하고, 그래도 안 되면 오류 보고서를 보세요.`,
  'folder-unreadable': ({ cause, path }) => `${path}: 폴더를 열 수 없습니다(${cause}). 경로와 권한을 확인하세요.`,
  'list-unreadable': ({ cause, line, path }) =>
    `${at({ path, line })}: 목록을 읽을 수 없습니다(${cause}). 그 줄을 고치고 다시 시작하세요.`,
  'questions-unreadable': ({ cause, line, path }) =>
    `${at({ path, line })}: 질문을 읽을 수 없습니다(${cause}). 그 줄을 고치고 다시 시작하세요.`,
  'output-unwritable': ({ cause, path }) =>
    `${path}: 쓸 수 없습니다(${cause}). 공간을 비우거나 다른 곳을 고르고 다시 하면 멈춘 곳에서 이어집니다.`,
  'output-in-use': ({ path }) =>
    `${path}: 다른 실행이 이 파일에 쓰고 있습니다. 끝날 때까지 기다리거나 다른 파일을 고르세요.`,
  'output-foreign': ({ line, path }) =>
    `${at({ path, line })}: 이 프로그램이 쓴 레코드가 아니어서 아무것도 쓰지 않았습니다. 다른 파일을 고르세요.`,
  'recipe-unknown': ({ known, name, nearest }) =>
    `레시피 ${name} 항목이 없습니다.${nearest === null ? '' : ` 혹시 ${nearest}인가요?`} 있는 레시피: ${list(known)}.`,
  'recipe-unreadable': ({ cause, path }) => `${path}: 레시피를 읽을 수 없습니다(${cause}). 경로를 확인하세요.`,
  'recipe-wrong': ({ faults }) => `레시피에 고칠 곳이 ${faults.length}개 있습니다. 레시피 화면에서 볼 수 있습니다.`,
  'recipe-exists': ({ path }) => `${path}: 파일이 이미 있습니다. 다른 이름을 고르세요.`,
  'run-unknown': ({ id, known }) =>
    `이 프로젝트에 실행 ${id} 항목이 없습니다. ${known.length === 0 ? '아직 실행이 없습니다.' : `있는 실행: ${list(known)}.`}`,
  'run-under-way': ({ path }) =>
    `${path}: 다른 실행이 이 프로젝트에서 진행 중입니다. 끝날 때까지 기다리거나 취소하세요.`,
  'run-over': ({ id, state }) =>
    `실행 ${id}: ${state === 'finished' ? '이미 끝나' : '취소되어'} 이어서 할 수 없습니다. 새로 시작하세요.`,
  'run-other-model': ({ given, id, wants }) =>
    `실행 ${id}: 모델 ${wants} 상태로 시작했는데 지금은 ${given} 모델입니다. 그 모델을 고르거나 새로 시작하세요.`,
  'video-changed': ({ path }) =>
    `${path}: 텍스트를 쓴 영상과 내용이 달라 아무것도 쓰지 않았습니다. 이전 파일을 되돌리거나, 프로젝트에서 삭제하고 다시 추가하세요.`,
  'run-without-videos': ({ only, path }) =>
    only === null
      ? `${path}: 작업할 영상이 없습니다. 영상이나 폴더를 추가하세요.`
      : `${path}: 검색 ${only}에 맞는 영상이 없습니다. 검색을 확인하세요.`,
  'no-project-open': () => '열려 있는 프로젝트가 없습니다. 다시 여세요.',
  'record-gone': () => '그 사이에 프로젝트에서 삭제되었습니다. 지금 내용을 보세요.',
  'split-outside': ({ atUs }) => `${clockFromUs(atUs)}: 구간 밖입니다. 먼저 구간 안으로 옮기세요.`,
  'segments-apart': () => '여러 영상의 구간입니다. 한 영상의 구간을 고르세요.',
  'person-file-damaged': ({ cause, path }) =>
    `${path}: 이 컴퓨터에서 누가 작업하는지 적힌 파일을 읽을 수 없습니다(${cause}). 사본을 되돌리거나 파일을 지우세요.`,
  'person-file-unwritable': ({ cause, path }) =>
    `${path}: 이 컴퓨터에서 누가 작업하는지 보관할 수 없습니다(${cause}). 공간을 비우거나 PANDA_HOME을 쓸 수 있는 폴더로 정하세요.`,
  'person-unknown': ({ known, name }) => `이 프로젝트에 ${name} 님이 없습니다. 있는 사람: ${list(known)}.`,
  'person-name-taken': ({ name }) => `이 프로젝트에 같은 이름(${name})의 사람이 이미 있습니다. 다른 이름을 고르세요.`,
  'item-unknown': ({ id }) => `이 프로젝트에 캡션이나 질문 ${id} 항목이 없습니다.`,
  'video-not-listed': ({ path }) => `${path}: 프로젝트에 그런 영상이 없습니다. 라이브러리에 보이는 이름을 쓰세요.`,
  'root-unknown': ({ known, name }) => `프로젝트에 폴더 ${name} 항목이 없습니다. 있는 폴더: ${list(known)}.`,
  'root-path-taken': ({ name, path }) => `${path}: 이미 이 프로젝트의 폴더 ${name} 위치입니다. 다른 곳을 고르세요.`,
  'root-elsewhere': ({ looked, name, path }) =>
    `${path}: ${name} 폴더의 영상 ${looked}개 중 하나도 없어 아무것도 바꾸지 않았습니다. ${name} 폴더의 내용이 있는 폴더를 고르세요.`,
  'guidelines-unreadable': ({ cause, path }) => `${path}: 지침을 읽을 수 없습니다(${cause}). 파일을 확인하세요.`,
  'merge-same-file': ({ path }) => `${path}: 바로 이 프로젝트입니다. 다른 사본을 고르세요.`,
  'merge-other-project': ({ other, path }) =>
    `${other}: ${path} 프로젝트의 사본이 아니어서 아무것도 가져오지 않았습니다. 내보내기와 가져오기를 쓰세요.`,
  'project-missing': ({ path }) => `${path}: 프로젝트가 없습니다. 경로를 확인하세요.`,
  'project-exists': ({ path }) => `${path}: 같은 이름의 파일이 이미 있습니다. 다른 이름을 고르세요.`,
  'project-foreign': ({ path }) => `${path}: Panda Annotator 프로젝트가 아닙니다. 그대로 두었습니다.`,
  'project-newer': ({ path }) =>
    `${path}: 더 새로운 Panda Annotator가 만든 프로젝트입니다. 그대로 두었습니다. 새 프로그램을 설치해 여세요.`,
  'project-damaged': ({ cause, path }) =>
    `${path}: 프로젝트가 손상되었습니다(${cause}). 먼저 파일을 따로 복사해 두고 백업을 여세요.`,
  'project-unreadable': ({ cause, path }) =>
    `${path}: 프로젝트를 읽을 수 없습니다(${cause}). 드라이브와 권한을 확인하세요.`,
  'project-unwritable': ({ cause, path }) =>
    `${path}: 프로젝트에 쓸 수 없습니다(${cause}). 내용은 온전합니다. 문제를 고치거나 다른 곳의 사본으로 작업하세요.`,
  'project-busy': ({ path }) =>
    `${path}: 다른 프로그램이 이 프로젝트에 쓰고 있습니다. 기다리거나 그 프로그램을 닫고 다시 시도하세요.`,
  'project-on-network-drive': ({ fileSystem, path }) =>
    `${path}: 네트워크 드라이브(${fileSystem})에 있고 다른 프로그램이 안전하지 않은 방식으로 열었습니다. 그곳에서 닫거나 이 컴퓨터의 사본으로 작업하세요.`,
  'edit-conflict': ({ count }) =>
    `그 사이에 ${count}가지가 바뀌어 아무것도 하지 않았습니다. 지금 내용을 보고 다시 결정하세요.`,
  'query-unreadable': ({ found, position, query }) =>
    `검색 ${query}: ${position}번째 글자(${found === '' ? '끝' : found})부터 읽을 수 없습니다. 그곳을 고치세요.`,
  'pattern-unreadable': ({ cause, pattern }) =>
    `정규식 ${pattern}: 읽을 수 없습니다(${cause}). 고치거나 글자 그대로 찾으세요.`,
  'pattern-too-slow': ({ pattern, seconds, text }) =>
    `정규식 ${pattern}: “${text}”에서 ${seconds}초가 넘게 걸려 중지했습니다. 바뀐 것은 없습니다. (a+)+처럼 반복 안에 반복을 쓰지 마세요.`,
  'nothing-to-accept': () => '수락할 텍스트가 없습니다. 직접 쓰거나 건너뛰세요.',
  'nothing-to-reject': () => '거부할 텍스트가 없습니다. 직접 쓰거나 건너뛰세요.',
  'nothing-to-review': () => '아직 아무도 결정하지 않아 검토할 것이 없습니다.',
  'own-response': () => '자신이 쓴 텍스트입니다. 검토는 다른 사람에게 맡기세요.',
  'reason-missing': () => '고칠 수 있도록 반려하는 이유를 쓰세요.',
  'engine-crashed': ({ cause }) =>
    `모델을 실행하는 프로세스가 갑자기 끝났습니다(${cause}). 다시 시도하세요. 매번 그렇다면 메모리가 모자랄 수 있습니다. 설정에서 이 컴퓨터를 점검하세요.`,
  'engine-failed': ({ cause }) =>
    `모델을 실행하지 못했습니다(${cause}). 다시 시도하세요. 설정에서 이 컴퓨터를 점검할 수 있습니다.`,
  'prompt-too-long': ({ maxPositions, promptTokens }) =>
    `영상까지 합해 ${promptTokens}토큰인데, 모델은 답을 포함해 ${maxPositions}토큰까지 받습니다. 더 짧게 물으세요.`,
  'out-of-memory-budget': ({ budgetBytes, neededBytes }) =>
    `모델에 ${megabytes(neededBytes)}가 필요한데 ${megabytes(budgetBytes)}까지만 쓸 수 있습니다. 메모리를 더 허용하거나 더 작은 모델을 고르세요.`,
  'device-left': ({ cause, device }) =>
    `${DEVICE_NAMES[device]}에서 모델을 실행하지 못했습니다(${cause}). 작업은 CPU에서 계속되며 잃은 것은 없습니다. 설정에서 장치를 다시 측정할 수 있습니다.`,
  'chunk-halved': ({ chunkTokens, device }) =>
    `${DEVICE_NAMES[device]}의 메모리가 가득 찼습니다. 이제부터 프롬프트를 ${chunkTokens}토큰씩 나누어 읽습니다. 잃은 것은 없습니다.`,
  'batch-halved': ({ batchSize, device }) =>
    `${DEVICE_NAMES[device]}의 메모리가 가득 찼습니다. 이제부터 텍스트를 한꺼번에 ${batchSize}개까지만 씁니다. 잃은 것은 없습니다.`,
  'devices-measured': ({ devices }) =>
    `${devices.map((one) => DEVICE_NAMES[one]).join(', ')} 중 이 모델이 가장 빠른 장치를 한 번 측정합니다. 큰 모델은 몇 분 걸립니다.`,
  'dataset-missing': ({ path }) => `${path}: 파일이나 폴더가 없습니다. 경로를 확인하세요.`,
  'dataset-unreadable': ({ cause, format, line, path }) =>
    `${at({ path, line })}: ${format} 형식으로 읽을 수 없습니다(${cause}). 그곳을 고치거나 맞는 형식을 고르세요.`,
  'dataset-unwritable': ({ cause, path }) =>
    `${path}: 데이터셋을 쓸 수 없습니다(${cause}). 전에 있던 것은 그대로입니다. 공간을 비우거나 다른 곳을 고르세요.`,
  'dataset-occupied': ({ path }) => `${path}: 이전 내보내기가 아닌 것이 있어 그대로 두었습니다. 다른 곳을 고르세요.`,
  'dataset-empty': ({ path, reasons }) =>
    `${path}: 쓸 것이 남지 않았습니다(${
      reasons.length === 0
        ? '고른 조건에 맞는 텍스트가 없음'
        : list(reasons.map(({ count, reason }) => `${datasets.reasons[reason]} ${count}개`))
    }). 다른 텍스트나 형식을 고르세요. 바뀐 것은 없습니다.`,
  'dataset-check-failed': ({ failed, path }) =>
    `${path}: 쓴 것을 다시 읽으니 있어야 할 것과 다릅니다(${failed
      .map(({ rule, examples }) => [formats.rules[rule], ...examples].join(': '))
      .join('; ')}). 바뀐 것은 없습니다. 다른 곳에 써 보세요. 또 그러면 이 프로그램의 결함입니다.`,
  'dataset-format-unknown': ({ format, known }) => `형식 ${format} 항목이 없습니다. 있는 형식: ${list(known)}.`,
  'dataset-unrecognised': ({ known, path }) =>
    `${path}: 이름과 첫머리만으로는 어떤 형식인지 알 수 없습니다. 형식을 고르세요. 있는 형식: ${list(known)}.`,
  'dataset-option-wrong': ({ cause, format, option }) => `${format}, 옵션 ${option}: ${cause}. 옵션을 고치세요.`,
  'dataset-unmatched': ({ count, path }) =>
    `${path}: 레코드 ${count}개 중 이 프로젝트의 영상에 대한 것이 없습니다. 먼저 영상을 추가하거나 다른 기준으로 맞추세요.`,
  'splits-unreadable': ({ text }) =>
    `${text}: 분할 비율이 아닙니다. 90/10(train, test)이나 80/10/10(train, validation, test)처럼 숫자 두세 개를 쓰세요.`,
  'benchmark-empty': ({ path, problems }) =>
    `${path}: 답이 있는 질문이 없습니다${problems === 0 ? '' : `(읽을 수 없는 곳 ${problems}개)`}. 벤치마크 파일과 그 형식을 고르세요.`,
  'benchmark-ids': ({ id, path }) => `${path}: 여러 질문의 ID가 같아(${id}) 답을 구별할 수 없습니다. 그곳을 고치세요.`,
  'judge-prompts-unreadable': ({ cause, path }) =>
    `${path}: 채점 모델의 프롬프트로 읽을 수 없습니다(${cause}). 파일을 고치거나, 빼고 기본 프롬프트를 쓰세요.`,
  'judge-unreachable': ({ cause, endpoint }) =>
    `${endpoint}: 채점 모델에 연결할 수 없습니다(${cause}). 지금까지의 채점은 남아 있습니다. 다시 하면 이어집니다.`,
  'judge-refused': ({ cause, endpoint, model }) =>
    `${endpoint}: 채점 모델 ${model}의 답을 받지 못했습니다(${cause}). 주소, 모델 이름, 키를 확인하세요.`,
};
