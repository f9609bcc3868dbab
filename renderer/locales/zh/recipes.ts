import type { RecipeExpected } from '../../../main/document/problems/recipe.ts';
import type { Messages } from '../en.ts';

const meant = (nearest: string | null) => (nearest === null ? '' : `也许是 ${nearest}？`);

export const recipes: Messages['recipes'] = {
  aNumber: '请输入数字。',
  list: '全部配方',
  about: (own, shipped) => `本项目 ${own} 个，随附 ${shipped} 个`,
  none: '还没有配方。新建一个，用来决定模型写哪些描述和问题。',
  shipped: '随附',
  own: '本项目',
  /** What those that ship are for, by their names. */
  shippedFor: {
    captions: '为每个视频写一条简短描述和一条详细描述。',
    'dense-segments': '为每个镜头写描述，使带时间的描述能讲述整个视频。',
    'long-video': '把长视频按半分钟切分，结合前文逐段描述，最后总结全部内容。',
    'qa-general': '适用于任何视频的问题：什么、谁、哪里、多少、什么颜色，以及模型认为值得问的。',
    'qa-temporal': '关于事件先后的问题：先发生什么、随后是什么、何时、几次。',
    'shapes-demo': 'Panda-Mini 所熟悉的：纯色背景上移动的一到三个同色图形。',
  },
  asksNothing: '此配方不提问。',
  toMend: '要改',
  newRecipe: '新建配方',
  newName: '我的配方',
  copy: '复制',
  copyName: (name) => `${name} 副本`,
  remove: '移除',
  copyToChange: '它随程序提供。复制后即可修改。',
  name: '名称',
  description: '用途',
  parts: {
    captions: '描述',
    questions: '问题',
    proposals: '提议',
    segments: '片段',
    sampling: '采样与存疑度',
    json: '文本形式',
  },
  part: '配方的部分',
  kept: '已保存',
  keeping: '停下后即保存……',
  faults: (count) => `未保存：有 ${count} 处要改`,
  of: '关于',
  ofs: { video: '整个视频', segment: '每个片段' },
  track: '轨道',
  prompt: '提示词',
  variables: '插入：',
  addCaption: '添加描述',
  removeCaption: (track) => `移除描述 ${track}`,
  noCaptions: '此配方不写描述。',
  rules: '规则',
  minWords: '最少词数',
  maxWords: '最多词数',
  prefix: '开头是',
  forbidden: '不得出现的词，每行一个',
  noQuestions: '此配方不提问。在下面书写或粘贴，每行一个问题。',
  question: '题库中的问题',
  form: '形式',
  topic: '主题',
  noTopic: '无',
  choices: '选项，每行一个',
  choicesHint: '留空则自动生成错误选项。',
  questionId: 'ID',
  removeQuestion: (id) => `移除问题 ${id}`,
  addMany: '添加问题，每行一个',
  addManyHint: '可一次粘贴多行；用制表符可附上形式、主题和选项（a; b; c）。',
  add: (count) => `添加 ${count} 个`,
  proposalsOn: '由模型自己提出问题',
  proposalsHint: '每条提示词尝试一次；模型会写出问题和答案。',
  proposalPrompts: '提示词',
  addPrompt: '添加提示词',
  removePrompt: (n) => `移除提示词 ${n}`,
  keep: '最多保留',
  segmentsBy: '把每个视频切成片段',
  bys: { none: '不切分', existing: '用某一层中已有的片段', shots: '在每个镜头切换处', fixed: '按相等的时长' },
  tier: '层',
  threshold: '画面变化程度（0 到 1）',
  minSeconds: '最短镜头（秒）',
  seconds: '时长（秒）',
  overlap: '重叠（秒）',
  language: '文本语言',
  languageHint: '两个字母：en、ko、zh。留空表示不限。',
  anyModel: '正在使用的模型',
  frames: '给模型看的帧数',
  framesHint: '留空则由模型决定。',
  wrongAnswers: '正确答案旁的错误选项数',
  how: '如何书写',
  hows: { greedy: '每次取最可能的词', sample: '在范围内随机' },
  maxTokens: '最长文本（词元）',
  temperature: '温度',
  topP: 'Top p',
  topK: 'Top k',
  topKHint: '0 表示关闭。',
  seed: '种子',
  doubt: '存疑度',
  doubtHint: '找出应当先由人查看的文本；需要额外生成文本。',
  doubtSamples: '每条文本的额外样本',
  doubtTemperature: '额外样本的温度',
  grounding: '看看视频使每个答案的可能性提高多少',
  costs: (times) => `代价是只写文本的 ${times} 倍。`,
  costsNothing: '没有额外代价。',
  jsonHint: '整个配方，与文件中的写法相同。',
  mendText: '文本形式中有错误，请先在那里改正。',
  try: '试一试',
  tryTitle: '用当前片段',
  tryHint: '结果不会保存。',
  tryWhat: (video) => `视频：${video}`,
  tryNone: '在视频库中选择一个视频，这里就会显示配方对它写出的内容。',
  goLibrary: '打开视频库',
  stop: '停止',
  tried: (texts, seconds) => `${texts} 条文本，用时 ${seconds}`,
  outside: '模型不熟悉这类视频，所以什么也没写。',
  anyway: '仍然试一试',
  nothingYet: '正在等待第一条文本……',
  wrong: (wrong) => {
    switch (wrong.kind) {
      case 'json':
        return `不是 JSON：从这里起无法读取：${wrong.found === '' ? '结尾' : wrong.found}。`;
      case 'unknown-field':
        return `这里没有字段 ${wrong.name}。${meant(wrong.nearest)}`;
      case 'missing':
        return '缺少这一项。';
      case 'value':
        return `${wrong.found} 不能用在这里。应为：${expectedText(wrong.expected)}。`;
      case 'template':
        return `第 ${wrong.character} 个字符处括号不配对；字符本身请写成 {{ 或 [[[[。`;
      case 'unknown-variable':
        return `没有变量 {${wrong.name}}。${meant(wrong.nearest === null ? null : `{${wrong.nearest}}`)}`;
      case 'misplaced-variable':
        return `{${wrong.name}} 在这里没有值。`;
      case 'track-not-made':
        return `轨道 ${wrong.track} 没有在此之前生成。${meant(wrong.nearest)}`;
      case 'no-segments':
        return '它针对每个片段，而配方不切分片段：请在“片段”中设定。';
      case 'nothing-asked':
        return '它什么也不要求。请添加描述、问题或提议。';
      case 'same-again':
        return `${wrong.name} 已被使用，请换一个名称。`;
      case 'choices':
        return {
          'not-a-choice': '选项只用于选择题。',
          'only-one': '只有一个选项：请再添加，或全部删去。',
          same: '有两个选项相同。',
        }[wrong.what];
      case 'least-over-most':
        return `最少 ${wrong.least} 词与最多 ${wrong.most} 词不能同时成立。`;
    }
  },
};

const EXPECTED = {
  text: '文本',
  number: '数字',
  'whole-number': '整数',
  'yes-no': 'true 或 false',
  list: '列表',
  object: '对象 { }',
  'some-text': '非空文本',
  'some-list': '至少一项的列表',
} as const;

function expectedText(expected: RecipeExpected): string {
  switch (expected.kind) {
    case 'words':
      return expected.words.join(' / ');
    case 'at-least':
      return `不小于 ${expected.limit} 的数`;
    case 'more-than':
      return `大于 ${expected.limit} 的数`;
    case 'at-most':
      return `不大于 ${expected.limit} 的数`;
    case 'at-most-characters':
      return `最多 ${expected.limit} 个字符`;
    case 'other':
      return expected.says;
    default:
      return EXPECTED[expected.kind];
  }
}
