/** 测试所用的问题，以及模型的回答。 */
import type { Messages } from '../../en.ts';

const names = {
  label: '视频名称',
  says: '写入 video_name 的内容。',
  values: { path: '含根目录下的文件夹', stem: '只用文件名' },
};

export const questions: Messages['formats']['words'] = {
  nextqa: {
    title: 'NExT-QA 选择题',
    says: 'nextqa.csv：有五个选项的问题。',
    options: {},
  },
  'tgif-qa': {
    title: 'TGIF-QA 问题',
    says: 'Test_frameqa_question.csv 等：以制表符分列的问题。',
    options: {
      form: {
        label: '导出哪一类问题',
        says: '',
        values: { frameqa: '任意答案（frameqa）', count: '数字（count）', action: '五个选项之一（action）' },
      },
    },
  },
  'videochatgpt-qa': {
    title: '问答测试',
    says: 'test_q.json 与 test_a.json：供 Video-ChatGPT 和 Video-LLaVA 读取的 MSVD-QA、MSRVTT-QA、TGIF-QA、ActivityNet-QA。',
    options: {
      names,
      types: {
        label: '答案旁的类型',
        says: '',
        values: { kept: '保留导入时的', none: '不写', activitynet: '按 ActivityNet-QA 的列表' },
      },
      endings: {
        label: '哪些视频',
        says: '',
        values: { loader: '只要读取程序能找到的（.mp4、.avi、.mov、.mkv）', any: '全部' },
      },
    },
  },
  'videochatgpt-predictions': {
    title: '模型的回答',
    says: 'predictions.jsonl 或 .json：模型的回答与正确答案，供 Video-LLaVA、Video-Panda 和 Video-ChatGPT 的评判模型读取。',
    options: {
      judge: {
        label: '写成',
        says: '',
        values: {
          'video-llava': 'JSON 行，供 Video-LLaVA 和 Video-Panda',
          'video-chatgpt': 'JSON 数组，供 Video-ChatGPT',
        },
      },
      names,
      take: { label: '导入为文本的', says: '', values: { pred: '模型的回答', answer: '正确答案' } },
    },
  },
  'videochatgpt-benchmark': {
    title: '生成式评测',
    says: 'generic_qa.json、temporal_qa.json 或 consistency_qa.json：Video-ChatGPT 的生成式评测。',
    options: {
      set: {
        label: '导出哪个文件',
        says: '',
        values: {
          generic: 'generic_qa.json',
          temporal: 'temporal_qa.json',
          consistency: 'consistency_qa.json：同一视频中答案相同的成对问题',
        },
      },
    },
  },
};
