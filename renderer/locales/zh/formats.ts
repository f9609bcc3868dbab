/** The formats of data sets, and what is checked of each. */
import type { Messages } from '../en.ts';

const whole = { label: '也包括整个视频的文本', says: '从视频开头显示到结尾。' };

export const formats: Messages['formats'] = {
  rules: {
    'same-records': '每条记录都与应有的一致',
    'as-many-records': '记录数与写入的相同',
    schema: '每一行都是符合模式的记录',
    'one-line': '描述中没有换行',
    'some-text': '没有空的描述',
    'nothing-around': '描述前后没有其他内容',
    'video-name': '文件与视频同名',
    numbered: '编号依次为 1、2、3',
    timed: '每条文本都有时间',
    forwards: '每条文本都在开始之后结束',
    'in-order': '按时间先后排列',
    webvtt: '文件以 WEBVTT 开头',
    'arrow-free-notes': '注释中没有 -->',
    'arrow-free-texts': '文本中没有 -->',
    'llc-version': '项目版本为 2',
    'segments-forwards': '每个片段都在开始之后结束',
    'answers-in-place': '每个答案都与其问题位置相同',
    'as-many-answers': '答案与问题数量相同',
    'ids-once': 'question_id 没有重复',
  },
  words: {
    jsonl: {
      title: 'JSON 行，完整内容',
      says: '文本的全部信息：视频、时间范围、文本、状态、由谁写成。说明见 docs/dataset-jsonl.md。',
      options: {},
    },
    'sidecar-txt': {
      title: '训练用文本文件',
      says: '每个视频一个文本文件，全部内容就是描述：kohya、musubi-tuner、diffusion-pipe。',
      options: {
        extension: { label: '文件扩展名', says: '即 musubi-tuner 的 caption_extension。' },
        several: {
          label: '一个视频有多条描述时',
          says: '',
          values: { first: '只取第一条', lines: '每行一条' },
        },
      },
    },
    srt: { title: 'SubRip 字幕', says: '片段的文本及其时间，每个视频一个文件。', options: { whole } },
    vtt: { title: 'WebVTT 字幕', says: '浏览器所显示的字幕；每条文本旁的注释写明由谁写成。', options: { whole } },
    llc: { title: 'LosslessCut 项目', says: '片段的文本作为 LosslessCut 片段的名称，每个视频一个文件。', options: {} },
    'videochatgpt-qa': {
      title: '问答测试',
      says: 'test_q.json 与 test_a.json：供 Video-ChatGPT 和 Video-LLaVA 读取的 MSVD-QA、MSRVTT-QA、TGIF-QA、ActivityNet-QA。',
      options: {
        names: {
          label: '视频名称',
          says: '写入 video_name 的内容。',
          values: { path: '含根目录下的文件夹', stem: '只用文件名' },
        },
        types: {
          label: '答案旁的类型',
          says: '',
          values: { kept: '保留导入时的', none: '不写', activitynet: '按 ActivityNet-QA 的列表' },
        },
      },
    },
  },
};
