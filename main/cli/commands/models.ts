/** `panda models`: which models there are, whether they are whole, and how one comes and goes. */
import type { Command } from 'commander';
import {
  chooseModel,
  clearLeftovers,
  isDamaged,
  listModels,
  pandaHome,
  ProblemError,
  removeModel,
  sentence,
  verifyFiles,
} from '../../services/index.ts';
import type { DamagedModel, Model } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { printable } from '../terminal.ts';
import { bytesText, tableText } from '../wording.ts';
import { addModelBench } from './models-bench.ts';
import { addModelDownload } from './models-download.ts';
import { addModelImport } from './models-import.ts';

interface ModelsOptions {
  readonly json?: true;
}

export function addModels(program: Command, end: (code: number) => void): void {
  const command = program.command('models').description('List the models; the first is the default.');
  command
    .command('list', { isDefault: true })
    .description('list the models (what `panda models` does)')
    .option('--json', 'as one JSON array on standard output')
    .action(async (options: ModelsOptions) => end(await list(options)));
  command
    .command('verify')
    .description('read every byte of a model and compare it with its manifest')
    .argument('[model...]', 'ids or folders (default: all)')
    .action(async (ids: string[]) => end(await verify(ids)));
  addModelImport(command, end);
  addModelDownload(command, end);
  addModelBench(command, end);
  command
    .command('remove')
    .description('remove models of your own')
    .argument('<model...>', 'ids, or names of folders where they are damaged')
    .action(async (ids: string[]) => end(await remove(ids)));
}

async function remove(ids: readonly string[]): Promise<number> {
  for (const id of ids) process.stdout.write(`${id}: removed (${printable(await removeModel(id))})\n`);
  return EXIT.done;
}

async function list(options: ModelsOptions): Promise<number> {
  await clearLeftovers(pandaHome());
  const models = await listModels();
  if (options.json) process.stdout.write(`${JSON.stringify(models.map(asJson))}\n`);
  else if (models.length > 0)
    process.stdout.write(tableText([['id', 'name', 'version', 'precision', 'size', 'where'], ...models.map(asRow)]));
  else await chooseModel(undefined); // says where it looked
  return models.some(isDamaged) ? EXIT.someFailed : EXIT.done;
}

async function verify(ids: readonly string[]): Promise<number> {
  const models = ids.length === 0 ? await listModels() : await Promise.all(ids.map((id) => chooseModel(id)));
  if (models.length === 0) await chooseModel(undefined);
  let failed = 0;
  for (const model of models) {
    try {
      if (isDamaged(model)) throw new ProblemError(model.problem);
      await verifyFiles(model.folder, model.manifest);
      process.stdout.write(`${model.manifest.id} ${model.manifest.version}: whole (${model.folder})\n`);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      failed++;
      process.stderr.write(`${printable(sentence(error.problem))}\n`);
    }
  }
  return failed > 0 ? EXIT.someFailed : EXIT.done;
}

function sizeOf({ manifest }: Model): number {
  return Object.values(manifest.files).reduce((sum, { bytes }) => sum + bytes, 0);
}

function asRow(model: Model | DamagedModel): string[] {
  if (isDamaged(model)) return ['-', 'damaged', '-', '-', '-', printable(sentence(model.problem))];
  const { id, name, version, precision } = model.manifest;
  return [id, name, version, precision, bytesText(sizeOf(model)), printable(model.folder)];
}

function asJson(model: Model | DamagedModel): unknown {
  if (isDamaged(model)) return { folder: model.folder, problem: model.problem };
  const { id, name, version, precision, licence, source } = model.manifest;
  const { folder, origin, weightsHash } = model;
  return { id, name, version, precision, licence, source, bytes: sizeOf(model), folder, origin, weightsHash };
}
