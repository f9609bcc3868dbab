/** Where the time of a caption goes: its steps by themselves, one after the other, nothing beside them. */
import { join } from 'node:path';
import { forkEngine, startEngine, type Tensor } from '../../main/engine/index.ts';
import { probe, readFrames } from '../../main/media/index.ts';
import type { Ffmpeg, VideoInfo } from '../../main/media/index.ts';
import { CAPTION_PROMPT } from '../../main/services/drafting/ask-form.ts';
import { readModelFiles } from '../../main/services/drafting/model-files.ts';
import { readFingerprint } from '../../main/services/library/fingerprint.ts';
import { SHIPPED_MODEL } from '../../main/services/models/home.ts';
import { cropOf, framePositions, pixelsOf, squareOf } from '../../native-models/video-panda/frames/index.ts';
import { decoderShapeOf } from '../../native-models/video-panda/llama.ts';
import { promptPrefix, promptSuffix } from '../../native-models/video-panda/prompt.ts';
import { measureQuietly, medianOf, quietOnes, type Patience, type Runs } from './measure.ts';

export interface Part {
  readonly name: string;
  /** Median over the clips. */
  readonly seconds: number;
  readonly runs: Runs;
}

const steps = ['fingerprint', 'probe', 'frames', 'square and pixels', 'STAB', 'reading', 'writing'] as const;
type Step = (typeof steps)[number];

/** In the order in which they are done. The first clip is done twice, and the first time does not count. */
export async function captionParts(
  { ffmpeg, patience }: { readonly ffmpeg: Ffmpeg; readonly patience: Patience },
  paths: readonly string[],
): Promise<readonly Part[]> {
  await using engine = startEngine({ spawn: forkEngine });
  const { config, tokenizer } = await readModelFiles(SHIPPED_MODEL);
  const inModel = (file: string): string => join(SHIPPED_MODEL, file);
  const stab = await engine.loadGraph(inModel('stab.onnx'));
  const shape = decoderShapeOf(config.llm);
  const files = { decoder: inModel('decoder.onnx'), embeddings: inModel('embeddings.onnx') };
  const decoder = await engine.loadDecoder({ ...files, shape });
  const before = promptPrefix(config, tokenizer.encode).flatMap((part) => ('ids' in part ? [{ ids: part.ids }] : []));
  const suffix = promptSuffix(config, tokenizer.encode, { question: CAPTION_PROMPT });

  async function captionOne(path: string, key: string): Promise<Record<Step, number>> {
    const { took, done } = stopwatch();
    await took('fingerprint', readFingerprint(path));
    const video = await took('probe', probe(ffmpeg, path));
    const frames = await took('frames', readAll(ffmpeg, video, config.vision.frames));
    const crop = cropOf(video, config.vision);
    const squares = frames.map((frame) => squareOf(frame, config.vision, crop));
    const { pixels, dims, rows, columns, real } = pixelsOf(squares, config.vision);
    const spans = { rows: int64(rows), columns: int64(columns), real: int64([real]) };
    await took('square and pixels', Promise.resolve());
    const stabbed = engine.run(stab, { pixels: { type: 'float32', dims, data: pixels }, ...spans });
    const { tokens, padding } = await took('STAB', stabbed);
    const visual = [tokens, padding].flatMap((tensor) => (tensor && tensor.data.length > 0 ? [flat(tensor)] : []));
    const pieces = [...before, ...visual.map((embeddings) => ({ embeddings }))];
    const request = {
      decoder,
      prefix: { key, pieces },
      suffix,
      sampling: { kind: 'greedy' },
      priority: 'batch',
    } as const;
    const generation = engine.generate({ ...request, maxNewTokens: 96, stopTokens: [config.eos] });
    const { readMs, writeMs } = await generation.end;
    return { ...done(), reading: readMs / 1000, writing: writeMs / 1000 };
  }

  let tries = 0;
  const all: { seconds: Record<Step, number>; disturbed: boolean }[] = [];
  await captionOne(paths[0] ?? '', 'warm-up');
  for (const path of paths) {
    let seconds: Record<Step, number> | undefined;
    const work = async (): Promise<void> => {
      seconds = await captionOne(path, `${tries++}`); // the last try counts
    };
    const { disturbed } = await measureQuietly({ work }, patience);
    if (seconds) all.push({ seconds, disturbed });
  }
  const { samples, runs } = quietOnes(all);
  return steps.map((name) => ({ name, seconds: medianOf(samples.map(({ seconds }) => seconds[name])), runs }));
}

/** Time since the last step was done. */
function stopwatch() {
  const seconds: Partial<Record<Step, number>> = {};
  let last = performance.now();
  return {
    took: async <Result>(step: Step, work: Promise<Result>): Promise<Result> => {
      const result = await work;
      const now = performance.now();
      seconds[step] = (now - last) / 1000;
      last = now;
      return result;
    },
    done: () => seconds as Record<Step, number>,
  };
}

async function readAll(ffmpeg: Ffmpeg, video: VideoInfo, wanted: number) {
  const { averageFps: fps, frameCount } = video;
  const frames = [];
  for await (const frame of readFrames(ffmpeg, video, framePositions({ fps, frames: frameCount, wanted }))) {
    frames.push(frame);
  }
  return frames;
}

/** [frames, tokens, D] as [frames tokens, D]. */
function flat({ type, dims, data }: Tensor): Tensor {
  const width = dims.at(-1) ?? 1;
  return { type, dims: [data.length / width, width], data };
}

function int64(values: readonly number[]): Tensor {
  return { type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) };
}
