/** `panda project new`, `info`: a project as a whole. */
import type { Command } from 'commander';
import { newProject, openProject, readInfo } from '../../../services/index.ts';
import type { ProjectInfo } from '../../../services/index.ts';
import { EXIT } from '../../exit-code.ts';
import type { JsonOption } from '../../tell.ts';
import { printable } from '../../terminal.ts';
import { bytesText, countText, tableText } from '../../wording.ts';
import { addToProject } from './adding.ts';
import type { AddOptions } from './adding.ts';

export function addFileCommands(project: Command, end: (code: number) => void): void {
  project
    .command('new')
    .description('make a project, and add videos to it where some are named')
    .argument('<file.panda>', 'the file to make')
    .argument('[path...]', 'video files and folders')
    .option('--name <name>', 'what to call it (default: as the file is called)')
    .option('--probe', 'look at each video now instead of when it is needed')
    .option('--ffmpeg <path>', 'which ffmpeg (default: the newest of PATH and npm)')
    .option('--json', 'the result as one JSON object on standard output')
    .action(async (file: string, paths: string[], options: AddOptions & { readonly name?: string }) => {
      using store = newProject(file, { name: options.name });
      if (paths.length > 0) return end(await addToProject(store, paths, options));
      if (options.json) process.stdout.write(`${JSON.stringify({ path: file, project: store.project })}\n`);
      else
        process.stdout.write(`Made ${printable(file)}. Add videos with: panda project add ${printable(file)} FOLDER\n`);
      end(EXIT.done);
    });
  project
    .command('info')
    .description('show what is in a project; no video is looked at')
    .argument('<file.panda>', 'the project')
    .option('--json', 'as one JSON object on standard output')
    .action((file: string, options: JsonOption) => {
      using store = openProject(file, { readOnly: true });
      const info = readInfo(store);
      process.stdout.write(options.json ? `${JSON.stringify(info)}\n` : asText(info));
      end(EXIT.done);
    });
}

function asText(info: ProjectInfo): string {
  const { project, path, bytes, records, files, statuses, tracks, questions, roots, people, runs } = info;
  const counts = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  const rows: string[][] = [
    ['project', project.name],
    ['file', `${path} (${bytesText(bytes)})`],
    ['videos', records.video === 0 ? 'none' : `${records.video} (${counts(files)})`],
    ...roots.map(({ name, path: place }, index) => [index === 0 ? 'folders' : '', `${name}: ${place}`]),
    ['segments', String(records.segment)],
    ['captions', captionsText(tracks)],
    ['questions', String(questions)],
    ['status', counts(statuses) || 'nothing yet'],
    ...people.map(({ name, role }, index) => [index === 0 ? 'people' : '', `${name} (${role})`]),
    ['runs', String(runs)],
    ['guidelines', project.guidelines === '' ? 'none' : countText(project.guidelines.split('\n').length, 'line')],
  ];
  return tableText(rows.map((row) => row.map(printable)));
}

function captionsText(tracks: ProjectInfo['tracks']): string {
  return tracks.length === 0 ? '0' : tracks.map(({ track, items }) => `${items} ${track}`).join(', ');
}
