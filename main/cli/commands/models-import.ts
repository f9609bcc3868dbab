/** `panda models import`: a checkpoint in the official layout becomes a model. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { resolve } from 'node:path';
import { importModel, MODEL_ID, pandaHome, PRECISIONS } from '../../services/index.ts';
import type { ImportedModel, ImportProgress, ModelPrecision } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { stopOnSignals } from '../stop.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { openProgress } from '../terminal.ts';
import { bytesText, durationText } from '../wording.ts';

interface ImportOptions extends JsonOption {
  readonly id: string;
  readonly precision: ModelPrecision;
  readonly replace?: true;
}

export function addModelImport(models: Command, end: (code: number) => void): void {
  models
    .command('import')
    .description('make a model of a checkpoint in the official layout (config.json, tokenizer.model, weights)')
    .argument('<folder>', 'of the checkpoint')
    .requiredOption('--id <name>', 'what the model is called here', idOf)
    .addOption(
      new Option('--precision <p>', 'how its matrices are stored').choices([...PRECISIONS]).makeOptionMandatory(),
    )
    .option('--replace', 'in the place of a model of this id')
    .option('--json', 'the result as one JSON object on standard output')
    .action(async (folder: string, options: ImportOptions) => end(await run(folder, options)));
}

async function run(folder: string, options: ImportOptions): Promise<number> {
  using stop = stopOnSignals();
  using progress = openProgress(process.stderr);
  const { id, precision, replace } = options;
  try {
    const model = await importModel({
      ...{ folder: resolve(folder), id, precision, replace: replace === true },
      home: pandaHome(),
      signal: stop.signal,
      onProgress: (now) => progress.show(progressText(now)),
    });
    progress[Symbol.dispose]();
    tell(options, model, linesOf(model));
    return EXIT.done;
  } catch (error) {
    if (stop.signal.aborted) return stop.exitCode();
    throw error;
  }
}

function progressText({ doneBytes, phase, secondsLeft, totalBytes }: ImportProgress): string {
  if (phase === 'comparing') return 'comparing its vision part with the original';
  const left = secondsLeft === null ? '' : `, ${durationText(secondsLeft)} left`;
  return `${bytesText(doneBytes)} of ${bytesText(totalBytes)} written${left}`;
}

function linesOf({ bytes, error, folder, id, precision, unknown }: ImportedModel): string[] {
  return [
    `${id}: imported, ${precision}, ${bytesText(bytes)} (${folder})`,
    ...(error === null
      ? []
      : [
          `Rounding to ${precision} changed the logits by ${shareText(error.logits)} and the visual tokens by ` +
            `${shareText(error.visualTokens)} (relative L2, fixed inputs, against float32).`,
        ]),
    ...(unknown.length === 0 ? [] : [`Not used: ${unknown.slice(0, 8).join(', ')} (${unknown.length} in all)`]),
  ];
}

function shareText(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

function idOf(text: string): string {
  if (!MODEL_ID.test(text)) throw new InvalidArgumentError('It is made of a-z, 0-9, dot, dash and underscore.');
  return text;
}
