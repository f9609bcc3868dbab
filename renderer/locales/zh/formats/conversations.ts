/** 供视频语言模型训练的对话。 */
import type { Messages } from '../../en.ts';

const token = {
  label: '视频标记',
  says: '消息中代表视频，以训练程序的为准。',
  values: { video: '<video>', image: '<image>' },
};
const conversation = {
  turns: {
    label: '条目',
    says: '',
    values: { each: '每条文本一个，导入的对话保持完整', together: '每个视频一个，含其全部文本' },
  },
  prompt: { label: '描述的提示词', says: '其中 {track} 代表轨道名称。' },
  answers: { label: '选择题的答案', says: '', values: { full: '字母和选项', letter: '只有字母' } },
  texts: {
    label: '导入的回合视为',
    says: '',
    values: { 'by-prompt': '与提示词相符的为描述，其余为问题', captions: '全部为描述', questions: '全部为问题' },
  },
};

export const conversations: Messages['formats']['words'] = {
  'llava-video': {
    title: 'LLaVA-Video 对话',
    says: 'llava_video.json：描述、开放问题和选择题，与 LLaVA-Video-178K 的写法相同。',
    options: {
      token,
      ...conversation,
      source: { label: '来源', says: '写入 data_source，用于导入时没有来源的条目。' },
    },
  },
  sharegpt: {
    title: 'LLaMA-Factory 对话',
    says: '含 messages 和 videos 的 sharegpt.json，以及 dataset_info.json：供 LLaMA-Factory 训练。',
    options: {
      ...conversation,
      dataset: { label: '数据集名称', says: 'LLaMA-Factory 中使用：字母、数字、点、短横线和下划线。' },
    },
  },
  valley: {
    title: 'Valley 对话',
    says: 'valley.json：含 video 和 source 的对话，供 Valley 和 Video-LLaVA 预训练。',
    options: { token, ...conversation },
  },
  'videochatgpt-instruct': {
    title: 'Video-ChatGPT 指令',
    says: 'instruct.json：供 Video-ChatGPT、Video-LLaVA 和 Video-Panda 训练的对话。也可读取原始的 video_id、q、a。',
    options: {
      token,
      ...conversation,
      video: {
        label: '视频',
        says: '',
        values: { file: '视频文件', features: 'Video-ChatGPT 生成的特征（.pkl）' },
      },
    },
  },
};
