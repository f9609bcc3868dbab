/**
 * As Label Studio imports it: a list of tasks, whose results are of controls that the configuration has, with labels and
 * choices that it has, in frames from 1.
 */
import { readFile } from 'node:fs/promises';
import { framesOf } from '../bundles/frames.ts';
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readParts } from '../input/json-parts.ts';
import type { Rules } from '../rules.ts';
import { areaText, controlOf, isLabelAlone, rangeOf, SEGMENTS } from './controls.ts';
import type { Result } from './controls.ts';
import { choicesOf } from './results.ts';
import { CONFIG_FILE, TASKS_FILE, urlOfName } from './write.ts';
import type { TaskOptions } from './write.ts';

interface Value {
  readonly ranges?: readonly { readonly start: number; readonly end: number }[];
  readonly text?: readonly string[];
  readonly timelinelabels?: readonly string[];
  readonly choices?: readonly string[];
}

interface Task {
  readonly data: { readonly video: string; readonly fps?: number };
  readonly annotations: readonly { readonly result: readonly Result[] }[];
  readonly predictions: readonly { readonly result: readonly Result[]; readonly model_version: string }[];
}

export const checkTasks: Check<TaskOptions> = {
  expected(record, options, mediaName) {
    const { name, type } = controlOf(record);
    const frames = record.span === null ? null : framesOf(record);
    const range = frames === null ? null : rangeOf(frames);
    const text = type === 'choices' ? choicesOf(record).join() : areaText(record);
    const control = isLabelAlone(record) ? SEGMENTS : name;
    return [urlOfName(mediaName(record.video), options), control, range?.start ?? null, range?.end ?? null, text];
  },
  found,
};

async function* found({ files, rules }: CheckJob<TaskOptions>): AsyncGenerator<View> {
  const path = (name: string): string => files.find((file) => file.path === name)?.staged ?? name;
  const config = await readFile(path(CONFIG_FILE), 'utf8');
  const known = (attribute: string): Set<string> =>
    new Set(
      [...config.matchAll(new RegExp(`<\\w+ ${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) => plain(value)),
    );
  const [controls, values] = [known('name'), known('value')];
  for await (const { value, line } of readParts(
    { path: path(TASKS_FILE), encoding: 'utf-8', format: 'label-studio' },
    { root: 'array' },
  )) {
    const { data, annotations, predictions } = value as Task;
    const where = (): string => `${TASKS_FILE}, line ${line}`;
    rules.hold('every-task-has-its-video', data.video !== '', where);
    for (const { result } of [...annotations, ...predictions]) {
      const labelled = new Set(result.filter(({ type }) => type === 'timelinelabels').map(({ id }) => id));
      const ours = result.filter(({ type }) => ['timelinelabels', 'textarea', 'choices'].includes(type));
      for (const one of ours) {
        holdResult(rules, one, { controls, values, where });
        const { ranges } = one.value as Value;
        rules.hold('a-text-of-a-segment-has-its-region', ranges === undefined || labelled.has(one.id), where);
      }
      for (const one of ours) yield* viewsOf(one, ours, data.video);
    }
  }
}

interface Known {
  readonly controls: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
  readonly where: () => string;
}

function holdResult(rules: Rules, result: Result, { controls, values, where }: Known): void {
  const { ranges = [], timelinelabels = [], choices = [] } = result.value as Value;
  const isFrames = ranges.every(({ start, end }) => Number.isInteger(start) && start >= 1 && start <= end);
  rules.hold('every-result-is-of-a-control-of-the-configuration', controls.has(result.from_name), where);
  rules.hold(
    'every-label-and-choice-is-in-the-configuration',
    [...timelinelabels, ...choices].every((one) => values.has(one)),
    where,
  );
  rules.hold('segments-are-in-frames-from-1', isFrames, where);
}

/** A region is told with its text area, or alone where it has none. */
function* viewsOf(result: Result, all: readonly Result[], video: string): Generator<View> {
  const { ranges, text, choices, timelinelabels } = result.value as Value;
  const [range] = ranges ?? [];
  const isRegion = result.type === 'timelinelabels';
  if (isRegion && all.some((other) => other !== result && other.id === result.id)) return;
  const texts = isRegion ? (timelinelabels ?? []) : choices === undefined ? (text ?? []) : [choices.join()];
  for (const one of texts) yield [video, result.from_name, range?.start ?? null, range?.end ?? null, one];
}

function plain(text: string): string {
  const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(\w+);/g, (whole, name: string) => characters[name] ?? whole);
}
