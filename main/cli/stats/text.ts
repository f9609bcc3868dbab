/** A report of measures as tables for a person: n beside each number, what has no number left out. */
import type { GroupReport, StatsReport } from '../../services/index.ts';
import { countText } from '../wording.ts';
import { columnsText } from './columns.ts';
import type { TableRow } from './columns.ts';
import { ratioText, secondsText, shareText } from './number-text.ts';
import { contentTables } from './content-text.ts';

export function statsText(report: StatsReport): string {
  const { project, only, all, coverage } = report;
  const about = only === null ? '' : `, only ${only}`;
  const head = `${project.name}: ${countText(all.n, 'text')}${about}\n`;
  if (all.n === 0 && coverage.n + coverage.unknownDuration === 0) return head;
  return [head, ...workTables(report), ...qualityTables(report), ...contentTables(report)].join('\n');
}

type Named = readonly [name: string, group: GroupReport];

function workTables({ all, groups, rejectReasons, activeTime }: StatsReport): string[] {
  const kinds = Object.entries(groups);
  const named: Named[] = [
    ['all', all],
    ...kinds.flatMap(([by, of]) => of.map((group): Named => [`${by} ${group.name ?? 'none'}`, group])),
  ];
  const judged = named.filter(([, { acceptedAsIs, activeSeconds }]) => acceptedAsIs.n + activeSeconds.n > 0);
  const { withSuggestion, control, withoutAny, savedSeconds, savedShare } = activeTime;
  const times = [
    ['with a suggestion', withSuggestion],
    ['control: suggestion kept back', control],
    ['without any', withoutAny],
  ] as const;
  return [
    columnsText('texts', [...all.statuses.map(({ value }) => value), 'n'], named.map(statusRow)),
    ...ifAny(judged, (rows) =>
      columnsText('help', ['as is', 'n', 'effort', 'p90', 'n', 'kept', 'p10', 'n', 'time', 'n'], rows.map(helpRow)),
    ),
    ...ifAny(
      times.filter(([, { n }]) => n > 0),
      (rows) => {
        const saved = savedSeconds === null ? '' : `saved: ${secondsText(savedSeconds)}, ${shareText(savedShare)}\n`;
        const cells = rows.map(([name, { median, p90, n, query }]) => ({
          name,
          cells: [secondsText(median), secondsText(p90), String(n)],
          query,
        }));
        return columnsText('time at a text', ['median', 'p90', 'n'], cells) + saved;
      },
    ),
    ...ifAny(
      rejectReasons.counts.filter(({ n }) => n > 0),
      (counts) =>
        columnsText(
          'reasons to reject',
          ['n'],
          counts.map(({ value, n, query }) => ({ name: value ?? 'none given', cells: [String(n)], query })),
        ),
    ),
  ];
}

function statusRow([name, { statuses, n }]: Named): TableRow {
  return { name, cells: [...statuses.map((status) => String(status.n)), String(n)] };
}

function helpRow([name, { acceptedAsIs, editEffort, keptShare, activeSeconds }]: Named): TableRow {
  return {
    name,
    cells: [
      ...[shareText(acceptedAsIs.share), String(acceptedAsIs.n)],
      ...[ratioText(editEffort.median), ratioText(editEffort.p90), String(editEffort.n)],
      ...[ratioText(keptShare.median), ratioText(keptShare.p10), String(keptShare.n)],
      ...[secondsText(activeSeconds.median), String(activeSeconds.n)],
    ],
  };
}

function qualityTables({ agreement, overTrust, calibration, all }: StatsReport): string[] {
  const { closed, spans, texts } = agreement;
  const agreements = [
    ...closed.map(({ value, alpha, agreement: same, n, query }) => ({ value, n, query, main: alpha, same })),
    { value: 'spans (IoU)', n: spans.n, query: spans.query, main: spans.mean, same: null },
    { value: 'free text (ROUGE-L)', n: texts.n, query: texts.query, main: texts.mean, same: null },
  ];
  const checks = [
    ...all.reviews.map(({ value, n, query }) => ({ name: value, cells: [String(n), '', ''], query, n })),
    {
      name: 'seeded mistakes accepted',
      cells: [String(overTrust.accepted), shareText(overTrust.share), String(overTrust.n)],
      query: overTrust.query,
      n: overTrust.n,
    },
  ];
  return [
    ...ifAny(
      agreements.filter(({ n }) => n > 0),
      (rows) =>
        columnsText(
          'agreement of two people',
          ['alpha or mean', 'same', 'n'],
          rows.map(({ value, main, same, n, query }) => ({
            name: value,
            cells: [ratioText(main), shareText(same), String(n)],
            query,
          })),
        ),
    ),
    ...ifAny(
      checks.filter(({ n }) => n > 0),
      (rows) => columnsText('checks', ['', 'share', 'n'], rows),
    ),
    ...ifAny(
      calibration.buckets.filter(({ n }) => n > 0),
      (rows) =>
        columnsText(
          'confidence',
          ['mean', 'as is', 'n'],
          [
            ...rows.map(({ from, to, confidence, right, n, query }) => ({
              name: `${from.toFixed(1)} to ${to.toFixed(1)}`,
              cells: [shareText(confidence), shareText(right), String(n)],
              query,
            })),
            { name: 'calibration error', cells: ['', shareText(calibration.ece), String(calibration.n)] },
          ],
        ),
    ),
  ];
}

/** A table without a row says nothing. */
function ifAny<Row>(rows: readonly Row[], table: (rows: readonly Row[]) => string): string[] {
  return rows.length === 0 ? [] : [table(rows)];
}
