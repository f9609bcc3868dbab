/** `panda models bench`: what each device of this machine makes of a model, and which is used from now on. */
import type { Command } from 'commander';
import { benchDevices, chooseModel, DEVICE_NAMES, pandaHome, spawnEngine } from '../../services/index.ts';
import type { DeviceMeasure, DeviceReport, Placement } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { stopOnSignals } from '../stop.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { openProgress } from '../terminal.ts';
import { tableText } from '../wording.ts';

export function addModelBench(models: Command, end: (code: number) => void): void {
  models
    .command('bench')
    .description('measure a model on each device of this machine, and remember the fastest that is right')
    .argument('[model]', 'its id or folder (default: the first that `panda models` lists)')
    .option('--json', 'the result as one JSON object on standard output')
    .action(async (id: string | undefined, options: JsonOption) => end(await run(id, options)));
}

async function run(id: string | undefined, options: JsonOption): Promise<number> {
  using stop = stopOnSignals();
  using progress = openProgress(process.stderr);
  try {
    const model = await chooseModel(id);
    progress.show('measuring the CPU');
    const report = await benchDevices({
      ...{ model, home: pandaHome(), spawn: spawnEngine, signal: stop.signal },
      onMeasure: ({ device }) => progress.show(`${DEVICE_NAMES[device]} is measured`),
    });
    progress[Symbol.dispose]();
    tell(options, report, linesOf(report));
    return EXIT.done;
  } catch (error) {
    if (stop.signal.aborted) return stop.exitCode();
    throw error;
  }
}

function linesOf({ chosen, measures, model, tolerance }: DeviceReport): string[] {
  const head = ['device', 'STAB ms', 'prompt tokens/s', 'text tokens/s', 'STAB error', 'logits error', 'chosen'];
  const causes = measures.flatMap(({ cause, device }) => (cause === null ? [] : [`${DEVICE_NAMES[device]}: ${cause}`]));
  return [
    tableText([head, ...measures.map((measure) => rowOf(measure, chosen))]).trimEnd(),
    ...causes,
    `${model}: STAB runs on ${DEVICE_NAMES[chosen.stab]}, the decoder on ${DEVICE_NAMES[chosen.decoder]}. ` +
      `Errors are relative L2 against the CPU; up to ${tolerance} is right.`,
  ];
}

function rowOf(measure: DeviceMeasure, chosen: Placement): string[] {
  const { device, logitsError, promptTokensPerSecond, stabError, stabMs, textTokensPerSecond } = measure;
  const parts = [...(chosen.stab === device ? ['STAB'] : []), ...(chosen.decoder === device ? ['decoder'] : [])];
  return [
    DEVICE_NAMES[device],
    ...[stabMs, promptTokensPerSecond, textTokensPerSecond, stabError, logitsError].map(numberText),
    parts.join(', '),
  ];
}

function numberText(value: number | null): string {
  return value === null ? '-' : String(Number(value.toPrecision(3)));
}
