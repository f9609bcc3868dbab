/** `panda demo`: the sample clips captioned and questioned, and held against what is true. */
import type { Command } from 'commander';
import { join } from 'node:path';
import {
  chooseModel,
  clockFromUs,
  findFfmpeg,
  PROGRAM_FOLDER,
  runDemo,
  SHIPPED_SAMPLES,
  startDrafter,
} from '../../services/index.ts';
import type { BatchEvent, Demonstration, Verdict } from '../../services/index.ts';
import { reportBatch } from '../batch-report.ts';
import { EXIT } from '../exit-code.ts';
import { addDeviceOption, addModelOptions, engineOf } from '../options.ts';
import type { ModelOptions } from '../options.ts';
import { stopOnSignals } from '../stop.ts';
import { printable } from '../terminal.ts';
import { tableText } from '../wording.ts';

interface DemoOptions extends ModelOptions {
  readonly samples: string;
  readonly out: string;
}

const DEMO_MODEL = 'panda-mini';

export function addDemo(program: Command, end: (code: number) => void): void {
  const command = program
    .command('demo')
    .description('Caption and question the sample clips that ship, and compare with what is true.')
    .option('--samples <folder>', 'clips with their ground-truth.json', SHIPPED_SAMPLES)
    .option('--out <folder>', 'where to write the data set', join(PROGRAM_FOLDER, 'out', 'demo'));
  addDeviceOption(addModelOptions(command)).action(async (options: DemoOptions) => end(await demo(options)));
}

async function demo({ samples, out, ...options }: DemoOptions): Promise<number> {
  using stop = stopOnSignals();
  const [model, ffmpeg] = await Promise.all([
    chooseModel(options.model ?? DEMO_MODEL),
    findFfmpeg({ setting: options.ffmpeg }),
  ]);
  await using drafter = startDrafter({ model, ffmpeg, ...engineOf(options) });
  const result: { demonstration?: Demonstration } = {};
  const events = keepingResult(runDemo({ drafter, samples, out }, stop.signal), result);
  const ended = await reportBatch(events, { asJson: false, printsTexts: false, goesOn: false, kept: null });
  if (ended.stopped) return stop.exitCode();
  if (result.demonstration) process.stdout.write(asText(result.demonstration));
  return ended.failed > 0 ? EXIT.someFailed : EXIT.done;
}

async function* keepingResult(
  events: AsyncGenerator<BatchEvent, Demonstration>,
  result: { demonstration?: Demonstration },
): AsyncGenerator<BatchEvent> {
  result.demonstration = yield* events;
}

function asText({ verdicts, files }: Demonstration): string {
  const rows = verdicts.map((verdict) => [
    verdict.kind === 'caption' ? printable(nameOf(verdict)) : '',
    verdict.right ? 'right' : 'WRONG',
    verdict.kind === 'caption' ? 'caption' : printable(verdict.asked),
    printable(verdict.said) + (verdict.right ? '' : ` (it is: ${printable(verdict.truth)})`),
  ]);
  return (
    `\n${tableText([['clip', '', 'asked', 'said'], ...rows])}\n` +
    `${shareText('Captions', verdicts, 'caption')} ${shareText('Answers', verdicts, 'qa')}\n` +
    `${files.map((file) => `${printable(file)}\n`).join('')}`
  );
}

function nameOf({ file, span }: Verdict): string {
  return span === null ? file : `${file}, ${clockFromUs(span.fromUs)} to ${clockFromUs(span.toUs)}`;
}

function shareText(name: string, verdicts: readonly Verdict[], kind: Verdict['kind']): string {
  const some = verdicts.filter((verdict) => verdict.kind === kind);
  return `${name}: ${some.filter(({ right }) => right).length} of ${some.length} right.`;
}
