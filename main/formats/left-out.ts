/** Why a record is not in a data set, counted, with a few examples; in English. Knows no format. */
import { LEFT_OUT_REASONS, leftOutSentences } from '../document/dataset-report.ts';
import type { LeftOut, LeftOutReason } from '../document/dataset-report.ts';
import type { DatasetRecord } from './record.ts';
import { textOf } from './record.ts';

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
      return of ? [{ reason, says: leftOutSentences[reason], ...of }] : [];
    });
  }
}

function exampleOf(record: DatasetRecord): string {
  const { content, video } = record;
  const said = (content.kind === 'qa' ? content.question : (textOf(record) ?? '')).replace(/\s+/gu, ' ').trim();
  const short = said.length > 60 ? `${said.slice(0, 59).toWellFormed()}…` : said;
  return `${video.relativePath ?? video.stem}${short === '' ? '' : `: ${short}`}`;
}
