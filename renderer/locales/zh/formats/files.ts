/** 用来编辑、训练和观看的文件：JSON 行、表格、视频旁的描述、字幕。 */
import type { Messages } from '../../en.ts';

const whole = { label: '也包括整个视频的文本', says: '从视频开头显示到结尾。' };
const column = (label: string, what: string) => ({ label, says: `导入时：${what}。留空则按常见列名。` });
const table = {
  byteOrderMark: {
    label: '以字节顺序标记（BOM）开头',
    says: '没有它，Excel 会按旧版 Windows 的编码读取。',
  },
  video: column('视频列', '写有视频名称的列'),
  text: column('文本列', '描述或答案所在的列'),
  question: column('问题列', '问题所在的列'),
  answer: column('答案列', '答案所在的列'),
  start: column('开始列', '片段开始时间所在的列'),
  end: column('结束列', '片段结束时间所在的列'),
  track: column('轨道列', '写有轨道名称的列'),
  id: column('ID 列', 'ID 所在的列'),
};

export const files: Messages['formats']['words'] = {
  jsonl: {
    title: 'JSON 行，完整内容',
    says: '文本的全部信息：视频、时间范围、文本、状态、由谁写成。说明见 docs/dataset-jsonl.md。',
    options: {},
  },
  csv: {
    title: '电子表格，逗号分隔',
    says: 'dataset.csv：可在电子表格中编辑。导入时也按列名读取其他来源的表格。',
    options: {
      separator: {
        label: '单元格之间',
        says: '小数点写作逗号的地区，Excel 需要分号。',
        values: { comma: '逗号', semicolon: '分号' },
      },
      ...table,
    },
  },
  tsv: {
    title: '电子表格，制表符分隔',
    says: 'dataset.tsv：同样的表格，单元格之间为制表符。',
    options: table,
  },
  'sidecar-txt': {
    title: '训练用文本文件',
    says: '每个视频一个文本文件，全部内容就是描述：kohya、musubi-tuner、diffusion-pipe。',
    options: {
      extension: { label: '文件扩展名', says: '即 kohya 和 musubi-tuner 的 caption_extension。' },
      several: {
        label: '一个视频有多条描述时',
        says: '',
        values: { first: '只取第一条', lines: '每行一条' },
      },
      for: {
        label: '训练程序',
        says: '遵守并检查其规则。musubi-tuner 和 diffusion-pipe：文件夹旁附上 TOML。kohya 每行一条时：需启用 enable_wildcard。',
        values: { none: '不限', kohya: 'kohya', 'musubi-tuner': 'musubi-tuner', 'diffusion-pipe': 'diffusion-pipe' },
      },
      frames: {
        label: '取多少帧',
        says: 'musubi-tuner 的 target_frames，diffusion-pipe 的 frame_buckets。用逗号分隔。',
      },
      extraction: {
        label: '取哪些帧',
        says: 'musubi-tuner 的 frame_extraction。',
        values: {
          head: '开头（head）',
          chunk: '逐段（chunk）',
          slide: '滑动窗口（slide）',
          uniform: '均匀（uniform）',
          full: '全部（full）',
        },
      },
      sourceFps: {
        label: '视频的帧率',
        says: 'musubi-tuner 的 source_fps，据此换算到模型的帧率。留空则取每一帧。',
      },
      resolution: { label: '画面大小', says: '写入 TOML：宽和高，如 960x544。' },
      directory: { label: '数据集的位置', says: '写入 TOML。留空则为启动训练程序的位置。' },
    },
  },
  srt: { title: 'SubRip 字幕', says: '片段的文本及其时间，每个视频一个文件。', options: { whole } },
  vtt: { title: 'WebVTT 字幕', says: '浏览器所显示的字幕；每条文本旁的注释写明由谁写成。', options: { whole } },
  llc: { title: 'LosslessCut 项目', says: '片段的文本作为 LosslessCut 片段的名称，每个视频一个文件。', options: {} },
};
