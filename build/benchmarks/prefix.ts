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

interface Asking<Clip> {
  /** All that comes before a question. Under another name it is another clip to the engine. */
  readonly read: (name: string) => Promise<Clip>;
  readonly ask: (clip: Clip, question: number) => Promise<unknown>;
}

export const prefix: Benchmark = {
  name: 'prefix',
  measure: async (setting) => [...(await withMini(setting)), ...(await withRandomDecoder(setting))],
};

async function withMini(setting: Setting): Promise<Row[]> {
  const { paths, questions } = await readSamples({ clips: 1, questions: plans[setting.size].questions });
  await using drafter = await startMini(setting.ffmpeg);
  return await compare('Panda-Mini', setting, {
    read: async (name) => asNew(await look(drafter, paths[0] ?? ''), name),
    ask: (shown, question) => ask(drafter, shown, questions[question] ?? questions[0] ?? ''),
  });
}

async function withRandomDecoder(setting: Setting): Promise<Row[]> {
  using made = temporaryFolder(setting.folder);
  await using engine = startEngine({ spawn: forkEngine });
  const decoder = await loadRandomDecoder(engine, made.path, setting.size);
  const rows = await compare(decoder.name, setting, {
    read: (name) => Promise.resolve(decoder.clipOf(0, name)),
    ask: (clip, question) => decoder.ask(clip, question),
  });
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

async function compare<Clip>(
  model: string,
  { size, patience }: Setting,
  { ask: askAbout, read }: Asking<Clip>,
): Promise<Row[]> {
  const { questions, runs } = plans[size];
  let names = 0;
  const readNew = (): Promise<Clip> => read(`${names++}`);
  const all = Array.from({ length: questions }, (_, question) => question);
  const measured = await measureInTurns(
    { runs, patience },
    {
      together: {
        work: async () => {
          const clip = await readNew();
          await Promise.all(all.map((question) => askAbout(clip, question)));
        },
      },
      once: {
        work: async () => {
          const clip = await readNew();
          for (const question of all) await askAbout(clip, question);
        },
      },
      each: {
        work: async () => {
          for (const question of all) await askAbout(await readNew(), question);
        },
      },
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
