/** 研究用数据集的描述。 */
import type { Messages } from '../../en.ts';

const names = {
  label: '视频名称',
  says: '',
  values: { path: '含根目录下的文件夹', stem: '只用文件名' },
};

export const captions: Messages['formats']['words'] = {
  msrvtt: {
    title: 'MSR-VTT 描述',
    says: 'videodatainfo.json：videos 和 sentences。',
    options: { names },
  },
  msvd: {
    title: 'MSVD 描述',
    says: 'AllVideoDescriptions.txt：每行一个视频名称和一条描述。',
    options: { names },
  },
  vatex: {
    title: 'VATEX 英文和中文描述',
    says: 'vatex.json：每个视频的英文和中文描述（enCap、chCap）。',
    options: {
      names,
      chinese: { label: '中文描述的轨道', says: '其他轨道都视为英文。' },
      english: { label: '英文描述的轨道', says: '导入时：英文描述归入此轨道。' },
    },
  },
  'activitynet-captions': {
    title: 'ActivityNet 描述，带时间',
    says: 'captions.json：每个视频的 timestamps 和 sentences。',
    options: {
      form: {
        label: '写成',
        says: '',
        values: {
          captions: '描述',
          results: '结果，供其评测程序读取',
          labels: 'ActivityNet 1.3 的标签',
          kinetics: '一个标签，与 Kinetics 相同',
        },
      },
      names,
      whole: { label: '也包括整个视频的描述', says: '时间从视频开头到结尾。' },
    },
  },
  'coco-captions': {
    title: 'COCO 描述',
    says: '含 images 和 annotations 的 captions.json，或 results.json：用于 BLEU、METEOR、CIDEr。',
    options: {
      form: {
        label: '写成',
        says: '',
        values: { annotations: '参考描述，每个视频可有多条', results: '待评测的描述，每个视频一条' },
      },
      ids: { label: '视频编号', says: '', values: { kept: '保留导入时的', own: '一律按视频名称' } },
    },
  },
  'webvid-csv': {
    title: 'WebVid 表格',
    says: 'webvid.csv：videoid、contentUrl、duration、page_dir、name。video2dataset 也可读取。',
    options: {},
  },
  sharegpt4video: {
    title: 'ShareGPT4Video 描述',
    says: 'sharegpt4video.jsonl：每个视频一行，含其片段和整个视频的描述。',
    options: {},
  },
};
