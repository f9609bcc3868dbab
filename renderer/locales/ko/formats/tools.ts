/** Bundles that libraries load, and the files of other annotation tools. */
import type { WordsOfFormats } from '../../en/formats/format-words.ts';

const column = { label: '텍스트 열', says: '가져올 때 씁니다. 비우면 text, caption, sentence 등에서 찾습니다.' };
const panda = { label: '다시 가져올 때 쓸 ‘panda’ 열', says: '작성자까지 레코드의 모든 것이 담깁니다.' };
const shardMb = { label: '파일의 최대 크기(MB)', says: '넘으면 새 파일을 시작합니다.' };

export const tools: WordsOfFormats = {
  'hf-folder': {
    title: 'Hugging Face 폴더',
    says: 'load_dataset("videofolder")로 읽는 폴더: 영상 옆에 metadata.jsonl.',
    options: { text: column, whole: panda },
  },
  'hf-parquet': {
    title: 'Hugging Face Parquet',
    says: 'load_dataset으로 읽는 Parquet 파일: 텍스트마다 한 행. 영상도 담으면 행마다 그 영상이 들어갑니다.',
    options: { text: column, shardMb, whole: panda },
  },
  webdataset: {
    title: 'WebDataset',
    says: '텍스트마다 샘플 하나가 든 tar 파일: .json, .txt, 영상도 담으면 영상까지.',
    options: {
      text: { label: '.json에서 텍스트의 키', says: column.says },
      shardMb,
      ending: { label: '영상 확장자', says: '읽는 쪽에서는 모든 샘플이 같아야 합니다.' },
      whole: { label: '.json에 다시 가져올 때 쓸 ‘panda’ 키', says: panda.says },
    },
  },
  'cvat-xml': {
    title: 'CVAT for video 1.1',
    says: '영상마다 파일 하나. 텍스트는 화면 전체 크기 상자의 속성이 됩니다.',
    options: {
      fps: {
        label: '초당 프레임 수',
        says: '가져올 때 씁니다. 이 파일에는 적혀 있지 않습니다. 0이면 이 프로그램이 쓴 파일만 읽습니다.',
      },
      text: { label: '텍스트가 담긴 속성', says: '' },
    },
  },
  'label-studio': {
    title: 'Label Studio',
    says: 'annotations와 predictions가 있는 작업, 그리고 작업에 필요한 라벨링 설정.',
    options: {
      prefix: { label: '영상 이름 앞에 붙일 말', says: 'Label Studio가 영상을 찾는 곳입니다.' },
      fps: {
        label: '초당 프레임 수',
        says: '가져올 때, 적혀 있지 않은 작업에 씁니다. Label Studio는 그럴 때 24로 봅니다.',
      },
    },
  },
  fiftyone: {
    title: 'FiftyOne',
    says: '텍스트가 temporal detection인 labels.json, 또는 텍스트가 샘플의 필드인 samples.json.',
    options: {
      layout: {
        label: '파일',
        says: '',
        values: {
          temporal: 'FiftyOneTemporalDetectionDataset의 labels.json, 캡션만',
          samples: 'FiftyOneDataset의 samples.json',
        },
      },
      times: {
        label: 'labels.json의 시각',
        says: '',
        values: { frames: 'support, 1부터 센 프레임', seconds: 'timestamps, 초' },
      },
      fps: { label: '초당 프레임 수', says: '가져올 때, 파일에 적혀 있지 않은 영상에 씁니다.' },
      fields: { label: '텍스트가 든 다른 필드', says: 'samples.json을 가져올 때 씁니다. 쉼표로 나누세요.' },
    },
  },
  'x-anylabeling': {
    title: 'X-AnyLabeling',
    says: '영상 옆에 파일 하나씩: 구간의 라벨과 설명.',
    options: {},
  },
};
