/** The part of a report that is about videos, questions and marks, as tables for a person. */
import type { BalanceReport, StatsReport } from '../../services/index.ts';
import { clockFromUs } from '../../services/index.ts';
import { columnsText } from './columns.ts';
import type { TableRow } from './columns.ts';
import { ratioText, shareText } from './number-text.ts';

export function contentTables(report: StatsReport): string[] {
  return [...coverageTables(report.coverage), ...balanceTables(report.balance), ...markTables(report)];
}

function coverageTables({ n, unknownDuration, without, mean, meanInParts, least }: StatsReport['coverage']): string[] {
  if (n + unknownDuration === 0) return [];
  const summary = [
    { name: 'covered, mean', cells: [shareText(mean), String(n)] },
    { name: 'covered in parts, mean', cells: [shareText(meanInParts), String(n)] },
    { name: 'without a text', cells: [String(without), String(n)] },
    ...(unknownDuration > 0 ? [{ name: 'not yet probed', cells: [String(unknownDuration), ''] }] : []),
  ];
  const rows = least
    .filter(({ covered, inParts }) => covered < 1 || (inParts < 1 && meanInParts !== 0))
    .map(({ path, durationUs, covered, inParts, query }) => ({
      name: path,
      cells: [shareText(covered), shareText(inParts), clockFromUs(durationUs)],
      query,
    }));
  return [
    columnsText('videos', ['', 'n'], summary),
    ...(rows.length === 0 ? [] : [columnsText('least covered', ['all', 'in parts', 'lasts'], rows)]),
  ];
}

function balanceTables({ forms, topics, yesNo, counts, choicePlaces }: StatsReport['balance']): string[] {
  const named = [
    ['forms', forms],
    ['topics', topics],
    ['yes or no', yesNo],
    ['counts', counts],
    ...choicePlaces.map((places) => [`right of ${places.choices} choices`, places] as const),
  ] as const;
  const rows = named.filter(([, { n }]) => n > 0).map(([name, balance]) => balanceRow(name, balance));
  return rows.length === 0 ? [] : [columnsText('balance', ['evenness', 'n', ''], rows)];
}

const SHOWN = 6;

function balanceRow(name: string, { n, evenness, counts }: BalanceReport): TableRow {
  const some = counts.filter((count) => count.n > 0);
  const parts = some.slice(0, SHOWN).map((count) => `${count.value} ${count.n}`);
  const most = [...parts, ...(some.length > SHOWN ? [`${some.length - SHOWN} more`] : [])].join(', ');
  return { name, cells: [ratioText(evenness), String(n)], query: most };
}

function markTables({ flags, comments, junk }: StatsReport): string[] {
  const rows: TableRow[] = [
    { name: 'comments', cells: [String(comments.n), ''], query: comments.query },
    { name: 'texts with a flag', cells: [String(flags.n), ''], query: flags.query },
    ...flags.counts.map(({ value, n, query }) => ({ name: `flag ${value}`, cells: [String(n), ''], query })),
    { name: 'videos with a flag', cells: [String(flags.videos), ''] },
    {
      name: 'suggestions that are junk',
      cells: [String(junk.junk), junk.n === 0 ? '' : String(junk.n)],
      query: junk.query,
    },
    ...junk.counts.map(({ value, n, query }) => ({ name: `junk ${value}`, cells: [String(n), String(junk.n)], query })),
  ];
  const some = rows.filter(({ cells }) => cells[0] !== '0');
  return some.length === 0 ? [] : [columnsText('marks', ['', 'n'], some)];
}
