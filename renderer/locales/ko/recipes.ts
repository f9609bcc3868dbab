import type { RecipeExpected } from '../../../main/document/problems/recipe.ts';
import type { Messages } from '../en.ts';

const meant = (nearest: string | null) => (nearest === null ? '' : ` 혹시 ${nearest}인가요?`);

export const recipes: Messages['recipes'] = {
  aNumber: '숫자를 쓰세요.',
  list: '모든 레시피',
  about: (own, shipped) => `이 프로젝트 ${own}개, 기본 제공 ${shipped}개`,
  none: '레시피가 없습니다. 하나 만들면 모델이 어떤 캡션과 질문을 쓸지 정할 수 있습니다.',
  shipped: '기본 제공',
  own: '이 프로젝트',
  /** What those that ship are for, by their names. */
  shippedFor: {
    captions: '영상마다 짧은 캡션 하나와 자세한 캡션 하나.',
    'dense-segments': '컷마다 캡션을 써서, 시각이 붙은 캡션으로 영상 전체를 설명합니다.',
    'long-video': '긴 영상을 30초씩 나누어 앞 내용을 이어 캡션을 쓰고, 마지막에 전체를 요약합니다.',
    'qa-general':
      '어떤 영상에든 할 수 있는 질문: 무엇, 누구, 어디, 몇 개, 무슨 색. 모델이 물을 만하다고 보는 질문도 더합니다.',
    'qa-temporal': '일의 순서에 대한 질문: 무엇이 먼저이고 다음인지, 언제, 몇 번인지.',
    'shapes-demo': 'Panda-Mini가 아는 것: 단색 배경에서 움직이는 한 가지 색 도형 한두 개 또는 세 개.',
  },
  asksNothing: '이 레시피는 질문하지 않습니다.',
  toMend: '고칠 것',
  newRecipe: '새 레시피',
  newName: '내 레시피',
  copy: '복사',
  copyName: (name) => `${name} 사본`,
  remove: '삭제',
  copyToChange: '프로그램에 포함된 레시피입니다. 바꾸려면 복사하세요.',
  name: '이름',
  description: '용도',
  parts: {
    captions: '캡션',
    questions: '질문',
    proposals: '제안 질문',
    segments: '구간',
    sampling: '샘플링과 의심도',
    json: '텍스트로',
  },
  part: '레시피의 부분',
  kept: '저장됨',
  keeping: '멈추면 저장합니다 …',
  faults: (count) => `저장 안 됨: 고칠 곳 ${count}개`,
  of: '대상',
  ofs: { video: '영상 전체', segment: '구간마다' },
  track: '트랙',
  prompt: '프롬프트',
  variables: '넣기:',
  addCaption: '캡션 추가',
  removeCaption: (track) => `캡션 ${track} 삭제`,
  noCaptions: '이 레시피는 캡션을 쓰지 않습니다.',
  rules: '규칙',
  minWords: '최소 단어 수',
  maxWords: '최대 단어 수',
  prefix: '시작하는 말',
  forbidden: '쓰면 안 되는 말, 한 줄에 하나',
  noQuestions: '이 레시피는 질문하지 않습니다. 아래에 한 줄에 하나씩 쓰거나 붙여 넣으세요.',
  question: '문제 은행의 질문',
  form: '형식',
  topic: '주제',
  noTopic: '없음',
  choices: '선택지, 한 줄에 하나',
  choicesHint: '비우면 오답을 만듭니다.',
  questionId: 'ID',
  removeQuestion: (id) => `질문 ${id} 삭제`,
  addMany: '질문 추가, 한 줄에 하나',
  addManyHint: '여러 줄을 붙여 넣을 수 있습니다. 탭 뒤에 형식, 주제, 선택지(a; b; c)를 쓸 수 있습니다.',
  add: (count) => `${count}개 추가`,
  proposalsOn: '모델이 스스로 질문을 제안',
  proposalsHint: '프롬프트마다 한 번 시도합니다. 모델은 질문과 답을 함께 씁니다.',
  proposalPrompts: '프롬프트',
  addPrompt: '프롬프트 추가',
  removePrompt: (n) => `프롬프트 ${n} 삭제`,
  keep: '최대로 남길 수',
  segmentsBy: '영상을 구간으로 나누기',
  bys: {
    none: '나누지 않음',
    existing: '이미 있는 구간, 한 층에서',
    shots: '화면이 바뀌는 곳마다',
    fixed: '같은 길이로',
  },
  tier: '층',
  threshold: '화면이 바뀌는 정도(0~1)',
  minSeconds: '가장 짧은 샷, 초',
  seconds: '길이, 초',
  overlap: '겹침, 초',
  language: '텍스트의 언어',
  languageHint: '두 글자: en, ko, zh. 비우면 아무 언어나.',
  anyModel: '사용 중인 모델',
  frames: '모델에 보이는 프레임 수',
  framesHint: '비우면 모델이 받는 만큼.',
  wrongAnswers: '정답 옆의 오답 수',
  how: '쓰는 방식',
  hows: { greedy: '매번 가장 그럴듯한 단어', sample: '범위 안에서 무작위' },
  maxTokens: '가장 긴 텍스트, 토큰',
  temperature: '온도',
  topP: 'Top p',
  topK: 'Top k',
  topKHint: '0: 끔.',
  seed: '시드',
  doubt: '의심도',
  doubtHint: '사람이 먼저 봐야 할 텍스트를 찾습니다. 텍스트를 더 생성하므로 비용이 듭니다.',
  doubtSamples: '텍스트마다 추가 샘플',
  doubtTemperature: '추가 샘플의 온도',
  grounding: '영상이 답을 얼마나 더 그럴듯하게 하는지 보기',
  costs: (times) => `텍스트만 쓸 때의 ${times}배가 듭니다.`,
  costsNothing: '추가 비용이 없습니다.',
  jsonHint: '파일에 적히는 그대로의 레시피 전체입니다.',
  mendText: '텍스트에 오류가 있습니다. 그곳에서 먼저 고치세요.',
  try: '시험하기',
  tryTitle: '현재 클립으로',
  tryHint: '결과는 저장되지 않습니다.',
  tryWhat: (video) => `클립: ${video}`,
  tryNone: '라이브러리에서 클립을 고르면 레시피가 무엇을 쓰는지 여기에 보입니다.',
  goLibrary: '라이브러리 열기',
  stop: '중지',
  tried: (texts, seconds) => `텍스트 ${texts}개, ${seconds}`,
  outside: '모델이 모르는 종류의 영상이라 아무것도 쓰지 않았습니다.',
  anyway: '그래도 시험하기',
  nothingYet: '첫 텍스트를 기다리는 중 …',
  wrong: (wrong) => {
    switch (wrong.kind) {
      case 'json':
        return `JSON이 아닙니다. 여기서 읽을 수 없습니다: ${wrong.found === '' ? '끝' : wrong.found}.`;
      case 'unknown-field':
        return `여기에 ${wrong.name} 필드는 없습니다.${meant(wrong.nearest)}`;
      case 'missing':
        return '값이 빠졌습니다.';
      case 'value':
        return `${wrong.found}: 여기에 쓸 수 없습니다. 필요한 것: ${expectedText(wrong.expected)}.`;
      case 'template':
        return `${wrong.character}번째 글자에서 괄호가 맞지 않습니다. 글자 그대로는 {{ 또는 [[[[ 로 쓰세요.`;
      case 'unknown-variable':
        return `{${wrong.name}} 변수는 없습니다.${meant(wrong.nearest === null ? null : `{${wrong.nearest}}`)}`;
      case 'misplaced-variable':
        return `{${wrong.name}}: 여기서는 값이 없습니다.`;
      case 'track-not-made':
        return `트랙 ${wrong.track}: 이보다 먼저 만들어지지 않습니다.${meant(wrong.nearest)}`;
      case 'no-segments':
        return '구간마다 쓰는 텍스트인데 구간을 나누지 않습니다. ‘구간’에서 정하세요.';
      case 'nothing-asked':
        return '요청하는 것이 없습니다. 캡션이나 질문을 추가하세요.';
      case 'same-again':
        return `${wrong.name}: 이미 쓰고 있는 이름입니다. 다른 이름을 쓰세요.`;
      case 'choices':
        return {
          'not-a-choice': '선택지는 선택형 질문에만 씁니다.',
          'only-one': '선택지가 하나뿐입니다. 더 쓰거나 모두 지우세요.',
          same: '같은 선택지가 두 개 있습니다.',
        }[wrong.what];
      case 'least-over-most':
        return `최소 ${wrong.least}단어와 최대 ${wrong.most}단어는 함께 쓸 수 없습니다.`;
    }
  },
};

const EXPECTED = {
  text: '텍스트',
  number: '숫자',
  'whole-number': '정수',
  'yes-no': 'true 또는 false',
  list: '목록',
  object: '객체 { }',
  'some-text': '비어 있지 않은 텍스트',
  'some-list': '하나 이상의 목록',
} as const;

function expectedText(expected: RecipeExpected): string {
  switch (expected.kind) {
    case 'words':
      return expected.words.join(' / ');
    case 'at-least':
      return `${expected.limit} 이상의 수`;
    case 'more-than':
      return `${expected.limit}보다 큰 수`;
    case 'at-most':
      return `${expected.limit} 이하의 수`;
    case 'at-most-characters':
      return `${expected.limit}자 이하`;
    case 'other':
      return expected.says;
    default:
      return EXPECTED[expected.kind];
  }
}
