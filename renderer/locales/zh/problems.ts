/** What went wrong, for the problems that people meet; the rest is said in English. In English all of it is. */
import type { Messages } from '../en.ts';

export const problems: Messages['problems'] = {
  'project-missing': ({ path }) => `${path}：没有这个项目。请检查路径。`,
  'project-exists': ({ path }) => `${path}：已有同名文件。请换一个名称。`,
  'project-foreign': ({ path }) => `${path}：这不是 Panda Annotator 的项目，已保持原样。`,
  'project-newer': ({ path }) => `${path}：此项目由更新的 Panda Annotator 创建。请安装新版程序后打开。`,
  'project-damaged': ({ cause, path }) => `${path}：项目已损坏（${cause}）。请先另存一份文件，再打开备份。`,
  'project-unreadable': ({ cause, path }) => `${path}：无法读取此项目（${cause}）。请检查磁盘和权限。`,
  'project-unwritable': ({ cause, path }) =>
    `${path}：无法写入此项目（${cause}）。其内容完好。请排除问题，或在别处的副本上工作。`,
  'project-busy': ({ path }) => `${path}：另一个程序正在写入此项目。请等待或关闭它，然后重试。`,
  'edit-conflict': ({ count }) => `其间有 ${count} 处已被更改，因此未做任何操作。请查看现在的内容后再决定。`,
  'folder-unreadable': ({ cause, path }) => `${path}：无法读取此文件夹（${cause}）。请检查路径和权限。`,
  'video-missing': ({ path }) => `${path}：没有这个文件。请检查路径以及磁盘是否已连接。`,
  'video-unreadable': ({ cause, path }) => `${path}：无法作为视频读取（${cause}）。请检查文件是否完整。`,
  'video-truncated': ({ cause, path }) => `${path}：缺少结尾（${cause}）。已使用现有部分；重新复制文件可得到其余部分。`,
  'no-video-stream': ({ path }) => `${path}：其中没有视频。请将其排除。`,
  'model-missing': () => '没有找到模型。请放入模型文件夹。',
  'model-damaged': ({ cause, path }) => `${path}：模型文件夹已损坏（${cause}）。请重新复制模型。`,
  'person-name-taken': ({ name }) => `此项目中已有名为 ${name} 的人。请换一个名称。`,
};
