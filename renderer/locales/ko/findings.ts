/** What this machine has of what the program needs. */
import { DEVICE_NAMES } from '../../../main/document/device.ts';
import { gigabytes } from '../../../main/document/finding.ts';
import type { Messages } from '../en.ts';

const ORIGINS = { setting: '설정', path: 'PATH', npm: '프로그램 자체 패키지', app: '설치된 앱' } as const;
interface Tool {
  readonly version: string;
  readonly path: string;
  readonly origin: keyof typeof ORIGINS;
}
const tool = ({ version, path, origin }: Tool) => `${version} (${path}, ${ORIGINS[origin]})`;

export const findings: Messages['findings'] = {
  names: {
    program: '프로그램',
    node: 'Node',
    system: '시스템',
    processor: '프로세서',
    memory: '메모리',
    device: '장치',
    ffmpeg: 'ffmpeg',
    ffprobe: 'ffprobe',
    'models-folder': '모델 폴더',
    model: '모델',
    engine: '엔진',
  },
  facts: {
    program: ({ version, folder }) => `Panda Annotator ${version} (${folder})`,
    node: ({ version, path }) => `${version} (${path})`,
    system: ({ platform, processor, release }) => `${platform} ${processor} ${release}`,
    processor: ({ model, threads }) => `${model ?? '알 수 없음'}, 스레드 ${threads}개`,
    memory: ({ freeBytes, totalBytes }) => `${gigabytes(totalBytes)} 중 ${gigabytes(freeBytes)} 사용 가능`,
    device: ({ devices, runtime }) => `${devices.map((one) => DEVICE_NAMES[one]).join(', ')}, onnxruntime ${runtime}`,
    ffmpeg: tool,
    ffprobe: tool,
    'models-folder': ({ path, exists }) => `${path}${exists ? '' : ' (아직 없음)'}`,
    model: ({ id, version, precision, folder }) => `${id} ${version}, ${precision} (${folder})`,
    engine: () => '프로세스가 시작되고 그래프를 읽습니다.',
  },
  remedies: {
    memory: '다른 프로그램을 닫으세요. 모델에는 0.5 GB 이상이 필요합니다.',
    ffmpeg: '오래된 빌드입니다. 새 형식과 믿을 수 없는 파일을 위해 시스템에 ffmpeg를 설치하세요.',
  },
  unusable: '쓸 수 없음',
};
