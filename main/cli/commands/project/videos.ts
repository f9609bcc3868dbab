/** `panda project add`, `scan`, `relink`, `map`, `exclude`, `include`, `remove`: the videos of a project. */
import type { Command } from 'commander';
import {
  actorIn,
  excludeVideos,
  findFfmpeg,
  mapRoot,
  observeVideos,
  openProject,
  relink,
  removeVideos,
  countWithVideos,
  wantedVideos,
} from '../../../services/index.ts';
import type { Relinked } from '../../../services/index.ts';
import { EXIT } from '../../exit-code.ts';
import { recordsText } from '../../merge-wording.ts';
import { stopOnSignals } from '../../stop.ts';
import { tell } from '../../tell.ts';
import type { JsonOption } from '../../tell.ts';
import { openProgress } from '../../terminal.ts';
import { UsageError } from '../../usage-error.ts';
import { countText } from '../../wording.ts';
import { addToProject, lookedText, observedText } from './adding.ts';
import type { AddOptions } from './adding.ts';

interface SelectOptions extends JsonOption {
  readonly only?: string;
  readonly dryRun?: true;
}

interface ScanOptions extends JsonOption {
  readonly probe: boolean;
  readonly ffmpeg?: string;
}

export function addVideoCommands(project: Command, end: (code: number) => void): void {
  const named = (name: string, description: string): Command =>
    project.command(name).description(description).argument('<file.panda>', 'the project');

  named('add', 'add videos, in their places: folders are gone through, what is there already is not added again')
    .argument('<path...>', 'video files and folders')
    .option('--probe', 'look at each video of the project now instead of when it is needed')
    .option('--ffmpeg <path>', 'which ffmpeg (default: the newest of PATH and npm)')
    .option('--json', 'the result as one JSON object on standard output')
    .action(async (file: string, paths: string[], options: AddOptions) => {
      using store = openProject(file);
      end(await addToProject(store, paths, options));
    });
  named('scan', 'look at every video: whether it is there, whether it has changed, what is in it')
    .option('--no-probe', 'do not read the whole files to tell what is in them')
    .option('--ffmpeg <path>', 'which ffmpeg (default: the newest of PATH and npm)')
    .option('--json', 'the result as one JSON object on standard output')
    .action(async (file: string, options: ScanOptions) => end(await scan(file, options)));
  named('relink', 'find videos again that were moved or renamed, by their content')
    .argument('[path...]', 'where to look (default: the folders of the project)')
    .option('--json', 'the result as one JSON object on standard output')
    .action(async (file: string, paths: string[], options: JsonOption) => end(await relinkAll(file, paths, options)));
  named('map', 'say where a folder of the project is now')
    .argument('<folder>', 'its name or path, as `panda project info` shows them')
    .argument('<new-path>', 'where it is')
    .option('--anyway', 'take it though none of its videos is there')
    .option('--json', 'the result as one JSON object on standard output')
    .action(async (file: string, folder: string, path: string, options: JsonOption & { readonly anyway?: true }) => {
      using store = openProject(file);
      const mapped = await mapRoot(store, { root: folder, path, actor: actorIn(store), anyway: options.anyway });
      const { root, looked, found } = mapped;
      const text = `${root.name} is at ${root.path} now (${found} of the first ${countText(looked, 'video')} found there).`;
      tell(options, mapped, [text]);
      end(EXIT.done);
    });
  for (const [name, description, excluded] of [
    ['exclude', 'leave videos out of runs, queues and exports', true],
    ['include', 'take excluded videos in again', false],
  ] as const) {
    selecting(named(name, description)).action(async (file: string, paths: string[], options: SelectOptions) => {
      using store = openProject(file);
      const videos = wantedVideos(store, { named: paths, only: onlyOf(paths, options) });
      const changed = options.dryRun
        ? videos.filter((video) => video.excluded !== excluded)
        : await excludeVideos(store, videos, { excluded, actor: actorIn(store) });
      const would = options.dryRun ? 'would be ' : '';
      const text = `${countText(changed.length, 'video')} ${would}${name}d, ${videos.length - changed.length} were already.`;
      tell(options, { videos: videos.length, changed: changed.length, dryRun: options.dryRun === true }, [text]);
      end(EXIT.done);
    });
  }
  selecting(named('remove', 'take videos out of the project, with all that hangs on them; the files stay')).action(
    (file: string, paths: string[], options: SelectOptions) => {
      using store = openProject(file);
      const videos = wantedVideos(store, { named: paths, only: onlyOf(paths, options) });
      const removed = options.dryRun ? countWithVideos(store, videos) : removeVideos(store, videos, actorIn(store));
      const text = `${options.dryRun ? 'Would remove' : 'Removed'} ${recordsText(removed)}.`;
      const hint = options.dryRun || videos.length === 0 ? [] : [`panda undo --project ${file} brings it all back.`];
      tell(options, { removed, dryRun: options.dryRun === true }, [text, ...hint]);
      end(EXIT.done);
    },
  );
}

function selecting(command: Command): Command {
  return command
    .argument('[path...]', 'videos and folders, by their place on the disk or in the project')
    .option('--only <query>', 'the videos that a query finds')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--json', 'the result as one JSON object on standard output');
}

function onlyOf(paths: readonly string[], { only }: SelectOptions): string | null {
  if (paths.length === 0 && only === undefined) throw new UsageError('Name videos or folders, or give --only QUERY.');
  return only ?? null;
}

async function scan(file: string, { probe, ffmpeg, json }: ScanOptions): Promise<number> {
  using store = openProject(file);
  using stop = stopOnSignals();
  const tool = probe ? await findFfmpeg({ setting: ffmpeg }) : null;
  const look = async () => {
    using progress = openProgress(process.stderr);
    const onProgress = lookedText(progress);
    return observeVideos(store, { videos: store.all('video'), ffmpeg: tool, signal: stop.signal, onProgress });
  };
  const observed = await look();
  tell({ ...(json && { json }) }, observed, [observedText(observed)]);
  if (stop.signal.aborted) return stop.exitCode();
  return observed.unusable + observed.states.missing + observed.states.changed > 0 ? EXIT.someFailed : EXIT.done;
}

async function relinkAll(file: string, named: readonly string[], options: JsonOption): Promise<number> {
  using store = openProject(file);
  using stop = stopOnSignals();
  const relinked = await relink(store, { named, actor: actorIn(store), signal: stop.signal });
  tell(options, relinked, relinkedText(relinked));
  if (stop.signal.aborted) return stop.exitCode();
  return relinked.ambiguous.length + relinked.lost.length + relinked.unknown.length > 0 ? EXIT.someFailed : EXIT.done;
}

function relinkedText({ moved, ambiguous, lost, unknown, stopped }: Relinked): string[] {
  if (stopped) return ['Stopped; nothing was changed.'];
  const ambiguousCount = ambiguous.reduce((sum, { paths }) => sum + paths.length, 0);
  return [
    ...moved.map(({ from, to }) => `${from}\n  -> ${to}`),
    ...ambiguous.map(
      ({ paths, candidates }) =>
        `${paths.join('\n')}: the same content is in other places, so name the right one:\n  ${candidates.join('\n  ')}`,
    ),
    ...lost.map((path) => `${path}: not found`),
    ...unknown.map((path) => `${path}: not found, and never looked at while it was there`),
    `${countText(moved.length, 'video')} found again, ${ambiguousCount} ambiguous, ${lost.length + unknown.length} not found.`,
  ];
}
