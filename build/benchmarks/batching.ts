/** Writing for several at once against one after the other: captions of different clips, questions about one clip. */
import { forkEngine, startEngine } from '../../main/engine/index.ts';
import type { Benchmark, Setting, Size } from './benchmark.ts';
import { temporaryFolder } from './graph-files.ts';
import { measureInTurns } from './measure.ts';
import { ask, CAPTION_PROMPT, look, readSamples, startMini } from './panda-mini.ts';
import { loadRandomDecoder } from './random-decoder.ts';
import type { Row } from './table.ts';

const plans: Readonly<Record<Size, { readonly atOnce: number; readonly runs: number }>> = {
  full: { atOnce: 8, runs: 5 },
  tiny: { atOnce: 2, runs: 1 },
};

/** Pieces of work; each gives how many tokens it wrote, the same each time. */
type Writings = readonly (() => Promise<number>)[];

export const batching: Benchmark = {
  name: 'batching',
  measure: async (setting) => [...(await withMini(setting)), ...(await withRandomDecoder(setting))],
};

async function withMini(setting: Setting): Promise<Row[]> {
  const { atOnce } = plans[setting.size];
  const { paths, questions } = await readSamples({ clips: atOnce, questions: atOnce });
  await using drafter = await startMini(setting.ffmpeg);
  const clips = [];
  for (const path of paths) clips.push(await look(drafter, path));
  const captions = clips.map((clip) => () => ask(drafter, clip, CAPTION_PROMPT));
  const [clip] = clips;
  const answers = clip ? questions.map((question) => () => ask(drafter, clip, question)) : [];
  return [
    await compare(`${atOnce} captions of ${atOnce} clips, Panda-Mini`, setting, captions),
    await compare(`${atOnce} questions about a clip, Panda-Mini`, setting, answers),
  ];
}

async function withRandomDecoder(setting: Setting): Promise<Row[]> {
  const { atOnce } = plans[setting.size];
  using made = temporaryFolder(setting.folder);
  await using engine = startEngine({ spawn: forkEngine });
  const decoder = await loadRandomDecoder(engine, made.path, setting.size);
  const eight = Array.from({ length: atOnce }, (_, index) => index);
  const clips = eight.map((clip) => decoder.clipOf(clip, `clip ${clip}`));
  const captions = clips.map((clip) => () => decoder.ask(clip, 0));
  const [clip] = clips;
  const answers = clip ? eight.map((question) => () => decoder.ask(clip, question)) : [];
  return [
    await compare(`${atOnce} captions of ${atOnce} clips, ${decoder.name}`, setting, captions),
    await compare(`${atOnce} questions about a clip, ${decoder.name}`, setting, answers),
  ];
}

/** The clips are read before anything is measured, so this is writing, and reading what is asked. */
async function compare(name: string, { size, patience }: Setting, writings: Writings): Promise<Row> {
  let tokens = 0;
  const measured = await measureInTurns(
    { runs: plans[size].runs, patience },
    {
      together: {
        work: async () => {
          tokens = sumOf(await Promise.all(writings.map((write) => write())));
        },
      },
      single: {
        work: async () => {
          for (const write of writings) await write();
        },
      },
    },
  );
  return {
    name,
    ours: { value: tokens / measured.together.wallS, unit: 'tokens/s' },
    other: { is: 'one after the other', value: tokens / measured.single.wallS },
    runs: measured.together,
    note: `${tokens} tokens`,
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
