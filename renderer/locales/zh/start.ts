/** The first screen, and opening. */
import type { Messages } from '../en.ts';

export const start: Messages['start'] = {
  title: '为你的视频撰写描述与问答',
  lead: '模型写出初稿，由你改正。一切都留在这台机器上。',
  open: '打开文件夹或项目',
  samples: '试用示例',
  steps: {
    title: '三步得到第一条描述',
    open: '打开一个视频文件夹，视频仍留在原处。',
    generate: '选择一个视频，按“生成”。',
    accept: '改正文本并接受。',
  },
  recent: '最近的项目',
  noRecent: '打开过的项目会列在这里。',
  missing: '找不到',
  forget: (name) => `从列表中移除 ${name}`,
  browser: {
    title: '打开文件夹或项目',
    folder: '文件夹',
    up: '上一级文件夹',
    empty: '此文件夹为空。',
    videos: (count) => `此处有 ${count} 个视频`,
    openProject: '打开项目',
    useFolder: (name) => `打开“${name}”中的视频`,
  },
};
