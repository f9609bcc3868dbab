/** `panda models download`: a checkpoint from a hub, for `panda models import`. Nothing else ever fetches one. */
import type { Command } from 'commander';
import { join, resolve } from 'node:path';
import { downloadCheckpoint, pandaHome } from '../../services/index.ts';
import type { Downloaded, DownloadProgress } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { stopOnSignals } from '../stop.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { openProgress } from '../terminal.ts';
import { bytesText, countText } from '../wording.ts';

interface DownloadOptions extends JsonOption {
  readonly base: string;
  readonly revision: string;
  readonly subfolder?: string;
  readonly to?: string;
}

const STALL_MS = 30_000;
const RETRY_MS = 1000;

export function addModelDownload(models: Command, end: (code: number) => void): void {
  models
    .command('download')
    .description('fetch a checkpoint from a hub; given again, it goes on where it stopped')
    .argument('<owner/name>', 'the repository')
    .requiredOption('--base <url>', 'the hub, as https://huggingface.co')
    .option('--revision <name>', 'a branch, a tag or a commit', 'main')
    .option('--subfolder <name>', 'of the repository')
    .option('--to <folder>', 'where to (default: checkpoints/OWNER--NAME beside the models)')
    .option('--json', 'the result as one JSON object on standard output')
    .action(async (repository: string, options: DownloadOptions) => end(await run(repository, options)));
}

async function run(repository: string, options: DownloadOptions): Promise<number> {
  using stop = stopOnSignals();
  using progress = openProgress(process.stderr);
  const { base, revision, subfolder, to } = options;
  const name = [...repository.split('/'), ...(subfolder?.split('/') ?? [])].join('--');
  try {
    const downloaded = await downloadCheckpoint({
      ...{ repository, base, revision, subfolder: subfolder ?? null },
      folder: to === undefined ? join(pandaHome(), 'checkpoints', name) : resolve(to),
      ...{ signal: stop.signal, stallMs: STALL_MS, retryMs: RETRY_MS },
      onProgress: (now) => progress.show(progressText(now)),
    });
    progress[Symbol.dispose]();
    tell(options, downloaded, linesOf(downloaded));
    return EXIT.done;
  } catch (error) {
    if (stop.signal.aborted) return stop.exitCode();
    throw error;
  }
}

function progressText({ doneBytes, file, totalBytes }: DownloadProgress): string {
  return `${bytesText(doneBytes)} of ${bytesText(totalBytes)}, ${file}`;
}

function linesOf({ bytes, files, folder, revision }: Downloaded): string[] {
  return [
    `${folder}: ${countText(files.length, 'file')}, ${bytesText(bytes)}, whole (commit ${revision})`,
    `Make a model of it: panda models import ${folder} --id NAME --precision int4`,
  ];
}
