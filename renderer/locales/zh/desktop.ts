/** 桌面应用：页面周围的文字，以及服务无法启动时的说明。 */
import type { Messages } from '../en.ts';

export const desktop: Messages['desktop'] = {
  openProject: '打开项目…',
  openFolder: '打开视频文件夹…',
  addFolder: '添加文件夹…',
  chooseFolder: '选择文件夹…',
  chooseFile: '选择文件…',
  over: (run) => `运行“${run}”已结束`,
  overCounts: (done, total, failed) => `${total} 个视频中完成 ${done} 个，失败 ${failed} 个`,
  unable: {
    title: '无法启动服务',
    ffmpegTitle: '还缺一样：ffmpeg',
    ffmpegLead:
      'Panda Annotator 用 ffmpeg 读取视频，而本机没有。请安装它，或选择您已有的；ffprobe 须与它在同一文件夹。',
    linux:
      'Debian、Ubuntu：sudo apt install ffmpeg。Fedora：sudo dnf install ffmpeg-free。Arch：sudo pacman -S ffmpeg。',
    darwin: '使用 Homebrew：brew install ffmpeg。',
    win32: '在终端中：winget install ffmpeg。然后注销并重新登录，以便找到它。',
    choose: '选择 ffmpeg…',
    again: '重新查找',
    looked: '查找过',
  },
  system: {
    edit: '编辑',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    window: '窗口',
    fullScreen: '全屏',
    zoomIn: '放大',
    zoomOut: '缩小',
    zoomUsual: '默认大小',
    minimize: '最小化',
    close: '关闭窗口',
    quit: '退出',
    recent: '最近的项目',
    newWindow: '新窗口',
    crashReports: '显示崩溃报告',
    quitDuringRun: '有运行正在进行。仍要退出吗？',
    quitDuringRunDetail: '已写出的内容会保留。再次打开项目时，它会从中断处继续。',
    quitAnyway: '退出',
    stay: '留下',
  },
};
