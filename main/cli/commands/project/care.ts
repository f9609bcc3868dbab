/** `panda project check`, `backup`, `compact`, `merge`: looking after a project. */
import { setImmediate } from 'node:timers/promises';
import type { Command } from 'commander';
import { actorIn, findAbsent, mergeProject, openProject } from '../../../services/index.ts';
import type { CheckReport, ProjectStore } from '../../../services/index.ts';
import { mergeLines } from '../../merge-wording.ts';
import { EXIT } from '../../exit-code.ts';
import { stopOnSignals } from '../../stop.ts';
import { tell } from '../../tell.ts';
import type { JsonOption } from '../../tell.ts';
import { openProgress } from '../../terminal.ts';
import { bytesText, countText } from '../../wording.ts';

/** As many are named; a program gets all of them. */
const ABSENT_NAMED = 20;

export function addCareCommands(project: Command, end: (code: number) => void): void {
  const named = (name: string, description: string): Command =>
    project.command(name).description(description).argument('<file.panda>', 'the project');

  named('check', 'check that a project is sound, and that its videos are there; nothing is changed')
    .option('--no-files', 'leave the videos alone')
    .option('--json', 'the report as one JSON object on standard output')
    .action(async (file: string, options: JsonOption & { readonly files: boolean }) => end(await check(file, options)));
  named('backup', 'write a copy of a project as it is now, also while others work in it')
    .argument('<copy.panda>', 'the file to make')
    .option('--json', 'the result as one JSON object on standard output')
    .action(async (file: string, copy: string, options: JsonOption) => {
      using store = openProject(file, { readOnly: true });
      {
        using progress = openProgress(process.stderr);
        await store.backup(copy, ({ pagesDone, pages }) =>
          progress.show(`${pagesDone} of ${countText(pages, 'page')}`),
        );
      }
      tell(options, { path: file, backup: copy }, [`${copy} is a copy of ${file}.`]);
      end(EXIT.done);
    });
  named('compact', 'make the file of a project as small as it can be; nothing of its history is lost')
    .option('--json', 'the result as one JSON object on standard output')
    .action((file: string, options: JsonOption) => {
      using store = openProject(file);
      const compaction = store.compact();
      const { beforeBytes, afterBytes } = compaction;
      tell(options, compaction, [`${file}: ${bytesText(afterBytes)}, before ${bytesText(beforeBytes)}.`]);
      end(EXIT.done);
    });
  named('merge', 'take in what was done in another copy of a project; where both differ, this one stays')
    .argument('<other.panda>', 'the other copy; it is not changed')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--json', 'the report as one JSON object on standard output')
    .action((file: string, other: string, options: JsonOption & { readonly dryRun?: true }) =>
      end(merge(file, other, options)),
    );
}

function merge(file: string, other: string, options: JsonOption & { readonly dryRun?: true }): number {
  using store = openProject(file);
  const dryRun = options.dryRun === true;
  const merged = mergeProject(store, { other, actor: actorIn(store), dryRun });
  tell(options, { path: file, other, dryRun, ...merged }, mergeLines(merged, { file, dryRun }));
  return merged.conflicts.length > 0 ? EXIT.someFailed : EXIT.done;
}

async function check(file: string, options: JsonOption & { readonly files: boolean }): Promise<number> {
  using stop = stopOnSignals();
  using store = openProject(file, { readOnly: true });
  const report = await checked(store, stop.signal);
  const absent: string[] = [];
  if (options.files && report !== undefined) for await (const path of findAbsent(store, stop.signal)) absent.push(path);
  if (report === undefined || stop.signal.aborted) return stop.exitCode();
  const { sound, faults, steps, edits } = report;
  const more = absent.length - ABSENT_NAMED;
  tell(options, { path: file, ...report, absent: options.files ? absent : null }, [
    ...faults.map(({ in: where, detail }) => `${where}: ${detail}`),
    ...absent.slice(0, ABSENT_NAMED).map((path) => `${path}: this video is not there`),
    ...(more > 0 ? [`... and ${more} more`] : []),
    `${file}: ${sound ? 'sound' : 'not sound: bring back a backup'} (${countText(steps, 'step')}, ${countText(edits, 'edit')}).`,
    ...(absent.length > 0
      ? [`${countText(absent.length, 'video')} not there: panda project relink finds moved ones.`]
      : []),
  ]);
  return sound && absent.length === 0 ? EXIT.done : EXIT.someFailed;
}

/** Undefined: it was stopped. */
async function checked(store: ProjectStore, signal: AbortSignal): Promise<CheckReport | undefined> {
  using progress = openProgress(process.stderr);
  const steps = store.checking();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    progress.show(`${Math.floor((100 * value.done) / Math.max(1, value.of))} % checked`);
    // Whoever wants to stop it is heard.
    await setImmediate();
    if (signal.aborted) return undefined;
  }
}
