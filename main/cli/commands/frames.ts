/** `panda frames`: what the model sees of a video, without asking it anything. */
import type { Command } from 'commander';
import { basename, resolve } from 'node:path';
import {
  chooseModel,
  clockFromUs,
  findFfmpeg,
  readFingerprint,
  readModelFiles,
  readView,
  sentence,
  writeFrames,
} from '../../services/index.ts';
import type { View } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { addModelOptions, seconds } from '../options.ts';
import type { ModelOptions } from '../options.ts';
import { stopOnSignals } from '../stop.ts';
import { printable } from '../terminal.ts';
import { tableText } from '../wording.ts';
import { spanOf } from '../span.ts';

interface FramesOptions extends ModelOptions {
  readonly from?: number;
  readonly to?: number;
  readonly framesPng?: string;
  readonly json?: true;
}

export function addFrames(program: Command, end: (code: number) => void): void {
  const command = program
    .command('frames')
    .description('Show what the model sees of a video: which frames, their times, the grid, the tokens.')
    .argument('<video>', 'a video file')
    .option('--from <seconds>', 'begin here', seconds)
    .option('--to <seconds>', 'end here', seconds)
    .option('--frames-png <folder>', 'write the pictures that the model sees')
    .option('--json', 'as one JSON object on standard output');
  addModelOptions(command).action(async (video: string, options: FramesOptions) => end(await frames(video, options)));
}

async function frames(video: string, options: FramesOptions): Promise<number> {
  using stop = stopOnSignals();
  const path = resolve(video);
  const [model, ffmpeg] = await Promise.all([chooseModel(options.model), findFfmpeg({ setting: options.ffmpeg })]);
  const { config } = await readModelFiles(model.folder);
  try {
    const source = { path, span: spanOf(options), fingerprint: await readFingerprint(path) };
    const view = await readView(source, { ffmpeg, vision: config.vision, signal: stop.signal });
    const clip = { relativePath: basename(path), span: source.span };
    const files = options.framesPng === undefined ? [] : await writeFrames(options.framesPng, clip, view);
    process.stdout.write(options.json ? `${JSON.stringify(asJson(view, files))}\n` : asText(view, files));
    for (const warning of view.video.warnings) process.stderr.write(`warning: ${printable(sentence(warning))}\n`);
    return EXIT.done;
  } catch (error) {
    if (stop.signal.aborted) return stop.exitCode();
    throw error;
  }
}

function asJson({ source, video, frames, grid, tokens }: View, files: readonly string[]): unknown {
  const { durationUs, frameCount, averageFps, variableFrameRate, width, height, rotation, codec } = video;
  return {
    video: {
      path: source.path,
      fingerprint: source.fingerprint,
      durationUs,
      frameCount,
      averageFps,
      variableFrameRate,
      width,
      height,
      rotation,
      codec,
    },
    span: source.span,
    positions: frames.map(({ index }) => index),
    timesUs: frames.map(({ timeUs }) => timeUs),
    grid,
    tokens,
    files,
    warnings: video.warnings.map((problem) => ({ code: problem.code, message: sentence(problem) })),
  };
}

function asText({ source, video, frames, grid, tokens }: View, files: readonly string[]): string {
  const rate = `${Math.round(video.averageFps * 1000) / 1000} frames a second${video.variableFrameRate ? ', variable' : ''}`;
  const rows = frames.map(({ index, timeUs }, at) => [
    String(index),
    String(timeUs),
    clockFromUs(timeUs),
    printable(files[at] ?? ''),
  ]);
  return (
    `${printable(source.path)}\n` +
    `${video.width} x ${video.height}, ${video.codec}, ${video.frameCount} frames, ${rate}, ${clockFromUs(video.durationUs)}\n\n` +
    `${tableText([['frame', 'time in µs', 'time', ''], ...rows])}\n` +
    `grid ${grid.rows} x ${grid.columns} a frame, ${tokens} tokens in all\n`
  );
}
