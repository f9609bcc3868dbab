/** What this machine has of what the program needs. */
import { DEVICE_NAMES } from '../../../main/document/device.ts';
import { gigabytes } from '../../../main/document/finding.ts';
import type { Messages } from '../en.ts';

const ORIGINS = { setting: '设置', path: 'PATH', npm: '程序自带的包', app: '已安装的应用' } as const;
interface Tool {
  readonly version: string;
  readonly path: string;
  readonly origin: keyof typeof ORIGINS;
}
const tool = ({ version, path, origin }: Tool) => `${version}（${path}，来自${ORIGINS[origin]}）`;

export const findings: Messages['findings'] = {
  names: {
    program: '程序',
    node: 'Node',
    system: '系统',
    processor: '处理器',
    memory: '内存',
    device: '设备',
    ffmpeg: 'ffmpeg',
    ffprobe: 'ffprobe',
    'models-folder': '模型文件夹',
    model: '模型',
    engine: '引擎',
  },
  facts: {
    program: ({ version, folder }) => `Panda Annotator ${version}（${folder}）`,
    node: ({ version, path }) => `${version}（${path}）`,
    system: ({ platform, processor, release }) => `${platform} ${processor} ${release}`,
    processor: ({ model, threads }) => `${model ?? '未知'}，${threads} 个线程`,
    memory: ({ freeBytes, totalBytes }) => `共 ${gigabytes(totalBytes)}，可用 ${gigabytes(freeBytes)}`,
    device: ({ devices, runtime }) => `${devices.map((one) => DEVICE_NAMES[one]).join('、')}，onnxruntime ${runtime}`,
    ffmpeg: tool,
    ffprobe: tool,
    'models-folder': ({ path, exists }) => `${path}${exists ? '' : '（尚不存在）'}`,
    model: ({ id, version, precision, folder }) => `${id} ${version}，${precision}（${folder}）`,
    engine: () => '进程能启动并读取计算图',
  },
  remedies: {
    memory: '请关闭其他程序：模型至少需要 0.5 GB。',
    ffmpeg: '这是旧版构建：请在系统中安装 ffmpeg，以支持较新的格式并更安全地处理来历不明的文件。',
  },
  unusable: '无法使用',
};
