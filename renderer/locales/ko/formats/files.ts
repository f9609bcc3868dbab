/** Files to edit, to train on and to watch: JSON lines, tables, captions beside videos, subtitles. */
import type { OptionWords, WordsOfFormats } from '../../en/formats/format-words.ts';

const whole = { label: '영상 전체의 텍스트도', says: '영상의 처음부터 끝까지 표시됩니다.' };

const usual = '가져올 때 씁니다. 비우면 흔히 쓰는 이름으로 찾습니다.';
const table: Readonly<Record<string, OptionWords>> = {
  byteOrderMark: {
    label: '바이트 순서 표시(BOM)로 시작',
    says: '없으면 Excel에서 한글 같은 글자가 깨져 보입니다.',
  },
  video: { label: '영상 열', says: usual },
  text: { label: '캡션 또는 답 열', says: usual },
  question: { label: '질문 열', says: usual },
  answer: { label: '답 열', says: usual },
  start: { label: '구간 시작 열', says: usual },
  end: { label: '구간 끝 열', says: usual },
  track: { label: '트랙 열', says: usual },
  id: { label: 'ID 열', says: usual },
};

export const files: WordsOfFormats = {
  jsonl: {
    title: 'JSON 줄, 모든 내용',
    says: '텍스트의 모든 것: 영상, 범위, 텍스트, 상태, 작성자. docs/dataset-jsonl.md에 설명되어 있습니다.',
    options: {},
  },
  csv: {
    title: 'CSV 표',
    says: '스프레드시트에서 고칠 수 있는 dataset.csv입니다. 다른 프로그램의 표는 열 이름을 보고 읽습니다.',
    options: {
      separator: {
        label: '칸 구분',
        says: '소수점으로 쉼표를 쓰는 지역의 Excel에는 세미콜론이 필요합니다.',
        values: { comma: '쉼표', semicolon: '세미콜론' },
      },
      ...table,
    },
  },
  tsv: { title: 'TSV 표', says: 'dataset.tsv: 칸을 탭으로 나눈 같은 표입니다.', options: table },
  'sidecar-txt': {
    title: '학습용 텍스트 파일',
    says: '영상마다 텍스트 파일 하나, 내용 전체가 캡션입니다: kohya, musubi-tuner, diffusion-pipe.',
    options: {
      extension: { label: '파일 확장자', says: 'kohya와 musubi-tuner의 caption_extension입니다.' },
      several: {
        label: '한 영상에 캡션이 여럿일 때',
        says: '',
        values: { first: '첫 캡션만', lines: '한 줄에 하나씩' },
      },
      for: {
        label: '학습 프로그램',
        says: '그 프로그램의 규칙을 지키고 검사합니다. musubi-tuner와 diffusion-pipe는 폴더 옆에 TOML을 함께 쓰고, kohya는 enable_wildcard로 여러 줄을 읽습니다.',
        values: {
          none: '상관없음',
          kohya: 'kohya',
          'musubi-tuner': 'musubi-tuner',
          'diffusion-pipe': 'diffusion-pipe',
        },
      },
      frames: {
        label: '한 영상에서 쓸 프레임 수',
        says: 'musubi-tuner의 target_frames, diffusion-pipe의 frame_buckets입니다.',
      },
      extraction: {
        label: '어떤 프레임을',
        says: 'musubi-tuner의 frame_extraction입니다.',
        values: {
          head: 'head: 앞부분',
          chunk: 'chunk: 차례로 나눈 부분',
          slide: 'slide: 일정한 간격으로 옮긴 부분',
          uniform: 'uniform: 영상 전체에서 고르게',
          full: 'full: 전부',
        },
      },
      sourceFps: {
        label: '영상의 초당 프레임 수',
        says: 'musubi-tuner의 source_fps입니다. 모델의 속도에 맞추는 데 씁니다. 비우면 모든 프레임을 씁니다.',
      },
      resolution: { label: '화면 크기', says: 'TOML에 적힙니다. 예: 960x544.' },
      directory: {
        label: '데이터셋을 둘 위치',
        says: 'TOML에 적힙니다. 비우면 학습 프로그램을 시작하는 곳입니다.',
      },
    },
  },
  srt: { title: 'SubRip 자막', says: '구간의 텍스트와 시각, 영상마다 파일 하나.', options: { whole } },
  vtt: {
    title: 'WebVTT 자막',
    says: '브라우저가 보여 주는 자막입니다. 텍스트 옆의 메모에 작성자가 적힙니다.',
    options: { whole },
  },
  llc: {
    title: 'LosslessCut 프로젝트',
    says: '구간의 텍스트가 LosslessCut 구간의 이름이 됩니다. 영상마다 파일 하나.',
    options: {},
  },
};
