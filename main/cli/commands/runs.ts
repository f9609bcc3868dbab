/** `panda runs`: what was run on a project, what failed, and what is to become of a run that goes or stopped. */
import type { Command } from 'commander';
import {
  cancelRun,
  chooseModel,
  failedOf,
  findFfmpeg,
  listRuns,
  openProject,
  pauseRun,
  personHereIn,
  redoRun,
  resumeRun,
  retryRun,
  sentence,
  showRun,
  startDrafter,
  undoRun,
  unpauseRun,
} from '../../services/index.ts';
import type { RunSummary, RunTexts } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { addDeviceOption, addModelOptions, engineOf } from '../options.ts';
import type { ModelOptions } from '../options.ts';
import { causesText, reportRun } from '../run-report.ts';
import { stopOnSignals } from '../stop.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { printable } from '../terminal.ts';
import { countText, durationText, tableText } from '../wording.ts';

interface RunsOptions extends JsonOption, ModelOptions {
  readonly project: string;
}

/** How many failed videos of a cause are named. */
const NAMED_OF_A_CAUSE = 10;

export function addRuns(program: Command, end: (code: number) => void): void {
  const runs = program.command('runs').description('Look at the runs of a project, and say how they go on.');
  const of = (command: Command): Command =>
    command.requiredOption('--project <file>', 'the project').option('--json', 'as JSON on standard output');
  of(runs.command('list', { isDefault: true }).description('all runs, the newest first')).action(
    (options: RunsOptions) => {
      using store = openProject(options.project, { readOnly: true });
      const all = listRuns(store);
      tell(options, all.map(asData), all.length === 0 ? ['There is no run yet.'] : [tableOf(all).trimEnd()]);
      end(EXIT.done);
    },
  );
  const one = (name: string, description: string): Command =>
    of(runs.command(name).description(description).argument('<id>', 'the run, or the beginning of its id'));
  one('show', 'one run: what it did, and what failed by cause').action((id: string, options: RunsOptions) => {
    using store = openProject(options.project, { readOnly: true });
    const shown = showRun(store, id);
    const failed = failedOf(store, id);
    tell(options, { ...asData(shown), failed }, linesOf(shown, failed));
    end(EXIT.done);
  });
  one('pause', 'hold a run that goes, in whatever window or terminal').action((id: string, options: RunsOptions) => {
    using store = openProject(options.project);
    const run = pauseRun(store, id);
    tell(options, { id: run.id, state: run.state }, [
      run.state === 'paused' ? `Run ${run.id} pauses after the videos under way.` : `Run ${run.id} is ${run.state}.`,
    ]);
    end(EXIT.done);
  });
  one('cancel', 'end a run; what it finished stays').action((id: string, options: RunsOptions) => {
    using store = openProject(options.project);
    const run = cancelRun(store, id);
    tell(options, { id: run.id, state: run.state }, [
      `Run ${run.id} is cancelled. What it finished stays; panda runs undo ${run.id} --project ${options.project} takes it back.`,
    ]);
    end(EXIT.done);
  });
  one('undo', 'take back all that a run wrote, whatever came after it; what people made of it stays').action(
    (id: string, options: RunsOptions) => {
      using store = openProject(options.project);
      const texts = undoRun(store, id, personHereIn(store).id);
      tell(options, { texts }, [texts === null ? 'Nothing of that run stands.' : undoneText(texts)]);
      end(EXIT.done);
    },
  );
  one('redo', 'do again what was taken back of a run').action((id: string, options: RunsOptions) => {
    using store = openProject(options.project);
    const isDone = redoRun(store, id, personHereIn(store).id);
    tell(options, { done: isDone }, [isDone ? 'Its texts are back.' : 'Nothing of that run was taken back.']);
    end(EXIT.done);
  });
  const running = (command: Command): Command => addDeviceOption(addModelOptions(command));
  running(one('resume', 'go on with a run that is paused or was stopped')).action(
    async (id: string, options: RunsOptions) => end(await resume(id, options)),
  );
  running(one('retry', 'do again what failed of a run, and nothing else')).action(
    async (id: string, options: RunsOptions) => end(await goOn(id, options, retryRun)),
  );
}

async function resume(id: string, options: RunsOptions): Promise<number> {
  {
    using store = openProject(options.project);
    if (unpauseRun(store, id)) {
      tell(options, { id, state: 'running' }, [`Run ${id} goes on where it was started.`]);
      return EXIT.done;
    }
  }
  return goOn(id, options, resumeRun);
}

async function goOn(id: string, options: RunsOptions, begin: typeof resumeRun): Promise<number> {
  using stop = stopOnSignals();
  using store = openProject(options.project);
  const { run } = showRun(store, id);
  const [model, ffmpeg] = await Promise.all([
    chooseModel(options.model ?? run.model.id),
    findFfmpeg({ setting: options.ffmpeg }),
  ]);
  await using drafter = startDrafter({ model, ffmpeg, ...engineOf(options) });
  using ready = begin({ store, drafter, ffmpeg }, run.id);
  const ended = await reportRun(ready, stop.signal, { projectPath: store.path, asJson: options.json === true });
  if (stop.signal.aborted && ended.state === 'stopped') return stop.exitCode();
  return ended.failed > 0 ? EXIT.someFailed : EXIT.done;
}

function undoneText({ kept, restored, taken }: RunTexts): string {
  const parts = [
    `Took back ${countText(taken, 'text')}.`,
    ...(kept === 0 ? [] : [`${countText(kept, 'text')} that people worked on stay.`]),
    ...(restored === 0 ? [] : [`${countText(restored, 'text')} that they took the place of are back.`]),
  ];
  return parts.join(' ');
}

function asData({ run, ...sums }: RunSummary): object {
  const { recipe, ...rest } = run;
  return { ...rest, recipe: recipe.name, ...sums };
}

function tableOf(all: readonly RunSummary[]): string {
  const rows = all.map(({ counts, run, texts }) => [
    run.id,
    run.state,
    timeText(run.startedAtMs),
    run.recipe.name,
    `${run.model.id} ${run.model.version}`,
    run.policy,
    `${counts.done} done, ${counts.failed} failed, ${counts.skipped} skipped, ${counts.waiting + counts.working} left`,
    countText(texts, 'text'),
  ]);
  const head = ['run', 'state', 'started', 'recipe', 'model', 'policy', 'videos', 'texts'];
  return tableText([head, ...rows].map((row) => row.map(printable)));
}

function linesOf(
  { counts, failures, notes, run, texts, tokens, workSeconds }: RunSummary,
  failed: ReturnType<typeof failedOf>,
): string[] {
  const total = counts.done + counts.failed + counts.skipped + counts.waiting + counts.working;
  const rows = [
    ['run', run.id],
    ['state', run.state],
    ['started', timeText(run.startedAtMs)],
    ['ended', run.endedAtMs === null ? 'not yet' : timeText(run.endedAtMs)],
    ['recipe', run.recipe.name],
    ['model', `${run.model.id} ${run.model.version}`],
    ['policy', run.policy],
    ...(run.only === null ? [] : [['only', run.only]]),
    [
      'videos',
      `${total}: ${counts.done} done, ${counts.failed} failed, ${counts.skipped} skipped, ${counts.waiting + counts.working} left`,
    ],
    ['texts', `${texts} (${countText(tokens, 'token')}, ${durationText(workSeconds)} of work)`],
    ...(counts.failed === 0 ? [] : [['failed', causesText(failures)]]),
    ...(Object.keys(notes).length === 0 ? [] : [['no text', causesText(notes)]]),
  ];
  const lines = [tableText(rows.map((row) => row.map(printable))).trimEnd()];
  for (const code of Object.keys(failures)) {
    const ofCause = failed.flatMap(({ attempts, problem }) => (problem?.code === code ? [{ attempts, problem }] : []));
    lines.push('', `${code}:`);
    for (const { attempts, problem } of ofCause.slice(0, NAMED_OF_A_CAUSE)) {
      lines.push(`  ${sentence(problem)}${attempts > 1 ? ` (tried ${attempts} times)` : ''}`);
    }
    if (ofCause.length > NAMED_OF_A_CAUSE) lines.push(`  and ${ofCause.length - NAMED_OF_A_CAUSE} more`);
  }
  return lines;
}

/** UTC, so that it is the same wherever it is read. */
function timeText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
}
