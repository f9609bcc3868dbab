/** Bundles that libraries load, and the files of other annotation tools. */
import type { WordsOfFormats } from './format-words.ts';

const column = { label: 'Column of the text', says: 'For imports. Empty: text, caption, sentence and the like.' };
const panda = {
  label: 'A column “panda” for the way back',
  says: 'It holds all of a record, who made it too.',
};
const shardMb = { label: 'Largest file, MB', says: 'A new file begins beyond it.' };

export const tools: WordsOfFormats = {
  'hf-folder': {
    title: 'Hugging Face folder',
    says: 'A folder that load_dataset("videofolder") reads: metadata.jsonl beside the videos.',
    options: { text: column, whole: panda },
  },
  'hf-parquet': {
    title: 'Hugging Face Parquet',
    says: 'Parquet files that load_dataset reads: a row for each text. If the videos go along, each row holds its own.',
    options: { text: column, shardMb, whole: panda },
  },
  webdataset: {
    title: 'WebDataset',
    says: 'tar files with a sample for each text: .json, .txt, and the video itself if the videos go along.',
    options: {
      text: { label: 'Key of the text in .json', says: column.says },
      shardMb,
      ending: { label: 'Ending of the videos', says: 'Readers want the same for all samples.' },
      whole: { label: 'A key “panda” in .json for the way back', says: panda.says },
    },
  },
  'cvat-xml': {
    title: 'CVAT for video 1.1',
    says: 'A file for each video; a text is an attribute of a box as large as the picture.',
    options: {
      fps: {
        label: 'Frames a second',
        says: 'For imports: these files do not say it. 0: only files that this program wrote are read.',
      },
      text: { label: 'Attribute of the text', says: '' },
    },
  },
  'label-studio': {
    title: 'Label Studio',
    says: 'Tasks with annotations and predictions, and the labelling configuration that they need.',
    options: {
      prefix: { label: 'Before the name of a video', says: 'Where Label Studio finds the videos.' },
      fps: {
        label: 'Frames a second',
        says: 'For imports, of tasks that do not say it. Label Studio itself takes 24 then.',
      },
    },
  },
  fiftyone: {
    title: 'FiftyOne',
    says: 'labels.json with texts as temporal detections, or samples.json with texts in the fields of samples.',
    options: {
      layout: {
        label: 'File',
        says: '',
        values: {
          temporal: 'labels.json of a FiftyOneTemporalDetectionDataset, captions alone',
          samples: 'samples.json of a FiftyOneDataset',
        },
      },
      times: {
        label: 'Times in labels.json',
        says: '',
        values: { frames: 'support, in frames from 1', seconds: 'timestamps, in seconds' },
      },
      fps: { label: 'Frames a second', says: 'For imports, of videos of which the files do not say it.' },
      fields: {
        label: 'Further fields that are texts',
        says: 'For imports of samples.json, with commas between them.',
      },
    },
  },
  'x-anylabeling': {
    title: 'X-AnyLabeling',
    says: 'A file beside each video: segments with a label and a description.',
    options: {},
  },
};
