/** `panda search`: the captions and questions, or the videos, that a search finds. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { clockFromUs, findItems, findVideosBy, openProject, ITEM_ORDERS } from '../../services/index.ts';
import type { ItemOrder, ListedItem } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { positiveWholeNumber } from '../options.ts';
import { QUERY_HELP } from '../query-help.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { countText, tableText } from '../wording.ts';

interface SearchOptions extends JsonOption {
  readonly project: string;
  readonly videos?: true;
  readonly limit: number;
  readonly order: ItemOrder;
}

export function addSearch(program: Command, end: (code: number) => void): void {
  program
    .command('search')
    .description('Find captions and questions by their words, status, video and more.')
    .argument('[query...]', 'what to look for, in single quotes: \'status:suggested dur>10s "red car"\' (default: all)')
    .requiredOption('--project <file.panda>', 'the project')
    .option('--videos', 'list the videos instead, in which something is found')
    .option('--limit <n>', 'list no more than this; all are counted', positiveWholeNumber, 20)
    .addOption(new Option('--order <order>', 'how they are listed').choices(ITEM_ORDERS).default('place'))
    .option('--json', 'the result as one JSON object on standard output')
    .addHelpText('after', QUERY_HELP)
    .action((query: readonly string[], options: SearchOptions) => {
      using store = openProject(options.project, { readOnly: true });
      const { limit, order } = options;
      if (options.videos) {
        const result = findVideosBy(store, query.join(' '), { limit });
        const rows = result.videos.map(({ durationUs, name }) => [
          durationUs === null ? '?' : clockFromUs(durationUs),
          name,
        ]);
        tell(options, result, [...tableLines(rows), countText(result.count, 'video')]);
      } else {
        const result = findItems(store, query.join(' '), { limit, order });
        tell(options, result, [...itemLines(result.items), itemsText(result.count)]);
      }
      end(EXIT.done);
    });
}

export function itemsText(count: number): string {
  return countText(count, 'caption or question', 'captions and questions');
}

/** A table, one line an item. */
export function itemLines(items: readonly ListedItem[]): string[] {
  return tableLines(
    items.map(({ doubt, durationUs, fromUs, itemId, question, segmentId, status, text, videoName }) => [
      itemId,
      status,
      doubt === null ? '' : doubt.toFixed(2),
      segmentId === null ? videoName : `${videoName} ${clockFromUs(fromUs)}-${clockFromUs(fromUs + (durationUs ?? 0))}`,
      (question === null ? (text ?? '') : `${question} ${text ?? ''}`).replace(/\s+/g, ' '),
    ]),
  );
}

function tableLines(rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : tableText(rows).trimEnd().split('\n');
}
