/** Why a record is not in a data set, counted, with a few examples; in English. Knows no format. */
import { LEFT_OUT_REASONS } from '../document/dataset-report.ts';
import type { LeftOut, LeftOutReason } from '../document/dataset-report.ts';
import type { DatasetRecord } from './record.ts';
import { textOf } from './record.ts';

const SENTENCES: Readonly<Record<LeftOutReason, string>> = {
  'no-text': 'there is no text',
  question: 'the format holds captions only',
  caption: 'the format holds questions only',
  'of-a-segment': 'it is about a segment, and the format is about whole videos',
  'of-the-whole-video': 'it is about the whole video, and the format is about segments',
  'another-caption': 'the video has another caption there already: name one track, or allow several',
  'same-name': 'another video would have the same name there',
  'file-there': 'a file is there that says something else: allow overwriting to replace it',
  'no-place': 'it is not known where the video lies',
  'unfit-name': 'the name of the video would be taken for something else there: rename the file',
  'unfit-answer': 'the format wants an answer of another kind: one of five choices, or a number',
  'reads-as-nothing': 'the text is a word that its readers take for nothing (NA, null, None ...)',
  'no-duration': "the format needs the video's length, which is not known",
  'too-short': 'the video has fewer frames than the trainer takes at least',
  'token-in-text': 'the text has <video>, <image> or <audio> in it, which would be taken for another video',
  'other-ending': 'its consumer looks for videos by another ending only',
  'no-prediction': 'no model has written an answer to it',
  'no-pair': 'there is no second question with the same answer',
  undecided: 'no person has decided what is right',
  'arrow-in-text': 'the text has --> in it, which would be taken for a time',
  'video-missing': 'its video is not there, and the data set should hold it',
  'video-uncuttable': 'its segment could not be cut out of the video',
  'video-too-large': 'its video is too large to be held in a row',
  'no-frame-rate': 'the frame rate of the video is not known, and the format counts frames',
  'no-frame-size': 'the width and height of the video are not known, and the format needs them',
};

const EXAMPLES = 5;

export class LeftOutCount {
  readonly #of = new Map<LeftOutReason, { count: number; examples: string[] }>();

  add(reason: LeftOutReason, record: DatasetRecord): void {
    const known = this.#of.get(reason) ?? { count: 0, examples: [] };
    known.count++;
    if (known.examples.length < EXAMPLES) known.examples.push(exampleOf(record));
    this.#of.set(reason, known);
  }

  /** In the order of the reasons above. */
  list(): LeftOut[] {
    return LEFT_OUT_REASONS.flatMap((reason) => {
      const of = this.#of.get(reason);
      return of ? [{ reason, says: SENTENCES[reason], ...of }] : [];
    });
  }
}

function exampleOf(record: DatasetRecord): string {
  const { content, video } = record;
  const said = (content.kind === 'qa' ? content.question : (textOf(record) ?? '')).replace(/\s+/gu, ' ').trim();
  const short = said.length > 60 ? `${said.slice(0, 59).toWellFormed()}…` : said;
  return `${video.relativePath ?? video.stem}${short === '' ? '' : `: ${short}`}`;
}
