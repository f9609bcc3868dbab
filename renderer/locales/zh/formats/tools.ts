/** 供程序库读取的成套文件，以及其他标注工具的文件。 */
import type { Messages } from '../../en.ts';

const textColumn = { label: '文本列', says: '导入时：文本所在的列。留空则查找 text、caption、sentence 等。' };
const wholeRecord = { label: '附上完整记录', says: '在 panda 列中，也写明由谁写成，供再次导入。' };
const shardMb = { label: '每个文件的大小（MB）', says: '达到后另起一个文件。' };

export const tools: Messages['formats']['words'] = {
  'hf-folder': {
    title: 'Hugging Face 视频文件夹',
    says: 'load_dataset("videofolder") 可读取的文件夹：视频旁有 metadata.jsonl。',
    options: { text: textColumn, whole: wholeRecord },
  },
  'hf-parquet': {
    title: 'Hugging Face Parquet 文件',
    says: 'load_dataset 可读取的 Parquet 文件：每条文本一行；包含视频时，视频就在各自的行中。',
    options: { text: textColumn, shardMb, whole: wholeRecord },
  },
  webdataset: {
    title: 'tar 文件',
    says: '每条文本一个样本：.json、.txt，数据集包含视频时还有视频本身。',
    options: {
      text: { label: '文本的键', says: '导入时：.json 中文本的键。留空则查找 text、caption、sentence 等。' },
      shardMb,
      ending: { label: '视频扩展名', says: '样本中视频的扩展名，如 mp4。读取程序要求全部相同。' },
      whole: { label: '附上完整记录', says: '在 .json 的键 panda 中，也写明由谁写成，供再次导入。' },
    },
  },
  'cvat-xml': {
    title: 'CVAT 视频标注',
    says: 'CVAT for video 1.1：每个视频一个文件，文本是与画面同样大小的框的属性。',
    options: {
      fps: { label: '帧率', says: '导入时：每秒帧数，这类文件没有写明。0 表示只读取本程序写出的内容。' },
      text: { label: '文本的属性', says: '哪个属性是文本。' },
    },
  },
  'label-studio': {
    title: 'Label Studio 任务',
    says: '含 annotations 和 predictions 的任务，以及所需的标注配置。',
    options: {
      prefix: { label: '视频名称之前', says: 'Label Studio 查找视频的位置。' },
      fps: { label: '帧率', says: '导入时：未写明的任务的每秒帧数。Label Studio 自己按 24 计。' },
    },
  },
  fiftyone: {
    title: 'FiftyOne 数据集',
    says: 'labels.json，文本为 temporal detections；或 samples.json，文本在样本的字段中。',
    options: {
      layout: {
        label: '写成',
        says: '',
        values: {
          temporal: 'labels.json（FiftyOneTemporalDetectionDataset），只有描述',
          samples: 'samples.json（FiftyOneDataset）',
        },
      },
      times: {
        label: 'labels.json 中的时间',
        says: '',
        values: { frames: '帧，从 1 开始（support）', seconds: '秒（timestamps）' },
      },
      fps: { label: '帧率', says: '导入时：文件未写明的视频的每秒帧数。' },
      fields: { label: '其他文本字段', says: '导入 samples.json 时：还有哪些字段是文本，用逗号分隔。' },
    },
  },
  'x-anylabeling': {
    title: 'X-AnyLabeling 片段',
    says: '视频旁的文件：带有标签和描述的片段。',
    options: {},
  },
};
