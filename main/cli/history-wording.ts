/** The history of an item, as a person reads it in a terminal. */
import type { ItemEvent, ItemHistory } from '../services/index.ts';
import { clockFromUs } from '../services/index.ts';
import { stepText } from './step-wording.ts';
import { countText } from './wording.ts';

type Edit = ItemEvent['edit'];
type SuggestionEdit = Extract<Edit, { readonly type: 'suggestion'; readonly do: 'create' }>;

export function historyLines({ item, video, standing, events, origins }: ItemHistory, rootName: string): string[] {
  const what = item.kind === 'caption' ? `caption "${item.track}"` : `question "${item.question}"`;
  const review = standing.review === null ? '' : `, ${standing.review}`;
  return [
    `${rootName}/${video.path}  ${what}  ${item.id}`,
    `${standing.status}${review}${standing.text === null ? '' : `: ${standing.text}`}`,
    ...events.flatMap(eventLines),
    ...origins.flatMap(({ words }) => originLines(words)),
  ];
}

function eventLines({ step, person, edit }: ItemEvent): string[] {
  const who = step.actor.model === null ? person : `${step.actor.model} for ${person}`;
  const returned = step.kind === 'do' ? '' : step.kind === 'undo' ? 'took back: ' : 'did again: ';
  const taken = step.undone ? ' (taken back since)' : '';
  const head = `${timeText(step.atMs)}  ${who}: ${returned}${stepText(step)}${taken}`;
  return [head, ...editLines(edit, step.kind === 'do').map((line) => `    ${line}`)];
}

function editLines(edit: Edit, inFull: boolean): string[] {
  if (edit.do === 'update') {
    return Object.entries(edit.to).map(([field, value]) => {
      const before = (edit.from as Readonly<Record<string, unknown>>)[field];
      return `${edit.type} ${fieldText(field)}: ${valueText(field, before)} -> ${valueText(field, value)}`;
    });
  }
  if (edit.do === 'remove') return [`${edit.type} removed${textOf(edit)}`];
  if (edit.type === 'suggestion' && inFull) return suggestionLines(edit.record);
  return [`${edit.type} made${textOf(edit)}`];
}

function suggestionLines(suggestion: SuggestionEdit['record']): string[] {
  const { model, recipe, runId, frames, sampling, doubt, junk, outsideWorld, prompt, text } = suggestion;
  return [
    `suggestion ${suggestion.id}: ${text}`,
    `model ${model.id} ${model.version}, weights ${model.weightsHash}`,
    `prompt: ${prompt}`,
    ...(recipe === null ? [] : [`recipe ${recipe.name} (${recipe.hash})`]),
    ...(runId === null ? [] : [`run ${runId}`]),
    `${countText(frames.timesUs.length, 'frame')} seen: ${frames.timesUs.map(clockFromUs).join(' ')}`,
    `sampling: ${samplingText(sampling)}, stopped by ${suggestion.stop}, ${countText(suggestion.pieces.length, 'token')}`,
    ...(doubt === null ? [] : [`doubt ${doubt.total.toFixed(2)}`]),
    ...(junk === null ? [] : [`junk: ${junk}`]),
    ...(outsideWorld === null ? [] : ['outside what the model knows']),
  ];
}

function samplingText(sampling: SuggestionEdit['record']['sampling']): string {
  if (sampling.kind === 'greedy') return 'the likeliest token each time';
  const { temperature, topP, topK, seed } = sampling;
  return `temperature ${temperature}, top-p ${topP}, top-k ${topK}, seed ${seed}`;
}

function textOf({ record }: Extract<Edit, { readonly do: 'create' | 'remove' }>): string {
  if ('decision' in record) return ` (${record.decision ?? 'being edited'}): ${record.text}`;
  if ('verdict' in record) return ` (${record.verdict})${record.reason === null ? '' : `: ${record.reason}`}`;
  return 'text' in record ? `: ${record.text}` : '';
}

function fieldText(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueText(field: string, value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (field.endsWith('AtMs') && typeof value === 'number') return timeText(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Runs of words of one origin. */
function originLines(words: ItemHistory['origins'][number]['words']): string[] {
  const runs: { origin: string; text: string }[] = [];
  for (const { origin, text } of words) {
    const last = runs.at(-1);
    if (last?.origin === origin) last.text += text;
    else runs.push({ origin, text });
  }
  if (runs.length === 0) return [];
  return [`words: ${runs.map(({ origin, text }) => `[${origin}] ${text.trim()}`).join(' ')}`];
}

/** In the time zone of whoever reads. */
function timeText(atMs: number): string {
  const at = new Date(atMs - new Date(atMs).getTimezoneOffset() * 60_000);
  return at.toISOString().slice(0, 19).replace('T', ' ');
}
