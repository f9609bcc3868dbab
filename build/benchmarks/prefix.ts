/** Ten questions about one clip, one after the other: the clip read once, against the clip read for each of them. */
import { forkEngine, startEngine } from '../../main/engine/index.ts';
import type { Benchmark, Setting, Size } from './benchmark.ts';
import { temporaryFolder } from './graph-files.ts';
import { measureInTurns } from './measure.ts';
import { ask, asNew, look, readSamples, startMini } from './panda-mini.ts';
import { loadRandomDecoder } from './random-decoder.ts';
import type { Row } from './table.ts';

const plans: Readonly<Record<Size, { readonly questions: number; readonly runs: number }>> = {
  full: { questions: 10, runs: 5 },
  tiny: { questions: 2, runs: 1 },
};

/** Asks about the clip under a name; the engine has read it if it was asked about under this name before. */
type AskUnder = (name: string, question: number) => Promise<unknown>;

export const prefix: Benchmark = {
  name: 'prefix',
  measure: async (setting) => [await withMini(setting), await withRandomDecoder(setting)],
};

async function withMini(setting: Setting): Promise<Row> {
  const { paths, questions } = await readSamples({ clips: 1, questions: plans[setting.size].questions });
  await using drafter = await startMini(setting.ffmpeg);
  const shown = await look(drafter, paths[0] ?? '');
  return await compare('Panda-Mini', setting, (name, question) =>
    ask(drafter, asNew(shown, name), questions[question] ?? questions[0] ?? ''),
  );
}

async function withRandomDecoder(setting: Setting): Promise<Row> {
  using made = temporaryFolder(setting.folder);
  await using engine = startEngine({ spawn: forkEngine });
  const decoder = await loadRandomDecoder(engine, made.path, setting.size);
  return await compare(decoder.name, setting, (name, question) => decoder.ask(decoder.clipOf(0, name), question));
}

async function compare(model: string, { size, patience }: Setting, askUnder: AskUnder): Promise<Row> {
  const { questions, runs } = plans[size];
  let names = 0;
  const askAll = async (nameOf: () => string): Promise<void> => {
    for (let question = 0; question < questions; question++) await askUnder(nameOf(), question);
  };
  const measured = await measureInTurns(
    { runs, patience },
    {
      once: {
        work: () => {
          const name = `${names++}`;
          return askAll(() => name);
        },
      },
      each: { work: () => askAll(() => `${names++}`) },
    },
  );
  return {
    name: `${questions} questions about a clip, ${model}`,
    ours: { value: measured.once.wallS, unit: 's' },
    other: { is: 'clip read for each', value: measured.each.wallS },
    runs: measured.once,
  };
}
