/** Ten questions about one clip, all at once and one after the other: the clip read once, against the clip read for each of them. */
import { forkEngine, startEngine } from '../../main/engine/index.ts';
import type { Benchmark, Setting, Size } from './benchmark.ts';
import { temporaryFolder } from './graph-files.ts';
import { measureInTurns, type Measured } from './measure.ts';
import { ask, asNew, look, readSamples, startMini } from './panda-mini.ts';
import { loadRandomDecoder, type RandomDecoder } from './random-decoder.ts';
import type { Row } from './table.ts';

const plans: Readonly<Record<Size, { readonly questions: number; readonly runs: number }>> = {
  full: { questions: 10, runs: 5 },
  tiny: { questions: 2, runs: 1 },
};

/** Asks about the clip under a name; the engine has read it if it was asked about under this name before. */
type AskUnder = (name: string, question: number) => Promise<unknown>;

export const prefix: Benchmark = {
  name: 'prefix',
  measure: async (setting) => [...(await withMini(setting)), ...(await withRandomDecoder(setting))],
};

async function withMini(setting: Setting): Promise<Row[]> {
  const { paths, questions } = await readSamples({ clips: 1, questions: plans[setting.size].questions });
  await using drafter = await startMini(setting.ffmpeg);
  const shown = await look(drafter, paths[0] ?? '');
  return await compare('Panda-Mini', setting, (name, question) =>
    ask(drafter, asNew(shown, name), questions[question] ?? questions[0] ?? ''),
  );
}

async function withRandomDecoder(setting: Setting): Promise<Row[]> {
  using made = temporaryFolder(setting.folder);
  await using engine = startEngine({ spawn: forkEngine });
  const decoder = await loadRandomDecoder(engine, made.path, setting.size);
  const rows = await compare(decoder.name, setting, (name, question) => decoder.ask(decoder.clipOf(0, name), question));
  return [...rows, await firstToken(decoder, setting)];
}

/** Of a question about a clip that is known: its own tokens are all that is read. */
async function firstToken(decoder: RandomDecoder, { patience, size }: Setting): Promise<Row> {
  let names = 0;
  let questions = 0;
  const measured = await measureInTurns(
    { runs: plans[size].runs, patience },
    {
      known: { work: () => decoder.ask(decoder.clipOf(0, 'known'), questions++, 1) },
      unknown: { work: () => decoder.ask(decoder.clipOf(0, `unknown ${names++}`), 0, 1) },
    },
  );
  return {
    name: `question to first token, ${decoder.name}`,
    ours: { value: measured.known.wallS, unit: 's' },
    other: { is: 'clip not known yet', value: measured.unknown.wallS },
    runs: measured.known,
  };
}

async function compare(model: string, { size, patience }: Setting, askUnder: AskUnder): Promise<Row[]> {
  const { questions, runs } = plans[size];
  let names = 0;
  const askAll = async (nameOf: () => string): Promise<void> => {
    for (let question = 0; question < questions; question++) await askUnder(nameOf(), question);
  };
  const measured = await measureInTurns(
    { runs, patience },
    {
      together: {
        work: () => {
          const name = `${names++}`;
          return Promise.all(Array.from({ length: questions }, (_, question) => askUnder(name, question)));
        },
      },
      once: {
        work: () => {
          const name = `${names++}`;
          return askAll(() => name);
        },
      },
      each: { work: () => askAll(() => `${names++}`) },
    },
  );
  const rowOf = (how: string, ours: Measured): Row => ({
    name: `${questions} questions about a clip, ${how}, ${model}`,
    ours: { value: ours.wallS, unit: 's' },
    other: { is: 'clip read for each', value: measured.each.wallS },
    runs: ours,
  });
  return [rowOf('asked at once', measured.together), rowOf('one after the other', measured.once)];
}
