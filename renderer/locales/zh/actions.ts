/** What a person can do, as far as it belongs to no panel. */
import type { Messages } from '../en.ts';

export const actions: Messages['actions'] = {
  groups: {
    play: '播放',
    segments: '片段',
    texts: '文本',
    review: '审核',
    videos: '视频',
    project: '项目',
    go: '前往',
  },
  palette: '命令与搜索',
  keys: '快捷键表',
  nextPane: '下一个窗格',
  previousPane: '上一个窗格',
  leave: '离开输入框',
  undo: (step) => (step === '' ? '撤销' : `撤销：${step}`),
  redo: (step) => (step === '' ? '重做' : `重做：${step}`),
  undone: (step) => `已撤销：${step}`,
  redone: (step) => `已重做：${step}`,
  go: (place) => `前往${place}`,
  openProject: '打开项目或文件夹',
  samples: '打开示例',
  closeProject: '关闭项目',
  theme: '浅色或深色',
  doubt: '显示或隐藏文本中的存疑处',
};
