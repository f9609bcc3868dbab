import type { Messages } from '../en.ts';

export const models: Messages['models'] = {
  about: (count) => `本机 ${count} 个`,
  list: '模型',
  folder: (path) => `自备的模型请放入 ${path}。`,
  again: '重新查找',
  none: '还没有模型：请把模型文件夹放入下面的文件夹，然后重新查找。',
  used: '使用中',
  use: '使用',
  damaged: '已损坏',
  verify: '校验',
  verifying: '正在读取每个字节……',
  whole: '每个字节都与清单一致。',
  origin: { own: '自备', shipped: '随程序提供' },
  precision: '精度',
  size: '大小',
  licence: '许可证',
  source: '来源',
  place: '文件夹',
  weights: '权重',
};
