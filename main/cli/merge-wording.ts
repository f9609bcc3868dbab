/** What merging two copies of a project has done, as a person reads it in a terminal. */
import type { Merged, MergeConflict, RecordCounts } from '../services/index.ts';
import { countText } from './wording.ts';

export function mergeLines(
  { made, changed, removed, conflicts, runs, activities }: Merged,
  { file, dryRun }: { readonly file: string; readonly dryRun: boolean },
): string[] {
  const parts = [
    ...partsOf('made', made),
    ...partsOf('changed', changed),
    ...partsOf('removed', removed),
    ...(runs > 0 ? [`${countText(runs, 'run')} taken over`] : []),
    ...(activities > 0 ? [`${countText(activities, 'stretch', 'stretches')} of time taken over`] : []),
  ];
  const done = parts.length === 0 ? 'Nothing is new there.' : `${dryRun ? 'Would be ' : ''}${parts.join('; ')}.`;
  const undo =
    dryRun || partsOf('', { ...made, ...changed, ...removed }).length === 0
      ? []
      : [`panda undo --project ${file} takes it back.`];
  return [
    ...conflicts.map(conflictText),
    done.charAt(0).toUpperCase() + done.slice(1),
    ...(conflicts.length === 0 ? [] : [`${countText(conflicts.length, 'conflict')}: what was here stayed.`]),
    ...undo,
  ];
}

export function recordsText(counts: RecordCounts): string {
  const parts = Object.entries(counts).map(([type, count]) => {
    if (type === 'person') return countText(count, 'person', 'people');
    return type === 'item' ? countText(count, 'caption or question', 'captions and questions') : countText(count, type);
  });
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function partsOf(verb: string, counts: RecordCounts): string[] {
  return Object.keys(counts).length === 0 ? [] : [`${verb} ${recordsText(counts)}`];
}

function conflictText({ about, field, is, ours, ourPerson, theirPerson, theirs, type }: MergeConflict): string {
  const [here, there] = [ourPerson ?? 'here', theirPerson ?? 'there'];
  switch (is) {
    case 'changed':
      return `conflict, ${about}: ${type} ${field ?? ''}\n  ${here}: ${valueText(ours)}\n  ${there} (there): ${valueText(theirs)}`;
    case 'taken':
      return `conflict, ${about}: moved by ${there} to a place that another video has here (${valueText(theirs)})`;
    case 'removed-here':
      return `conflict, ${about}: ${type} removed by ${here}, and ${there} went on with it there`;
    case 'removed-there':
      return `conflict, ${about}: ${type} removed there by ${there}, and it was gone on with here`;
  }
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
