/**
 * Shards as webdataset and Hugging Face read them: the files of a sample stand beside each other and have the same name up
 * to the first dot, and every sample has the same kinds of files, because the first ones decide.
 * https://github.com/webdataset/webdataset , https://github.com/huggingface/datasets/blob/main/src/datasets/packaged_modules/webdataset/webdataset.py
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ProblemError } from '../../document/problem.ts';
import { fieldsOf, jsonOf } from '../bundles/row.ts';
import { FileNames, keyOf as videoKey } from '../by-video.ts';
import type { WriteJob } from '../format.ts';
import type { Output, OutputFile } from '../output/output.ts';
import { extraOf, textOf } from '../record.ts';
import { keyOf } from './keys.ts';
import { BLOCK, headersOf, paddingOf } from './tar-header.ts';

export interface ShardOptions extends Readonly<Record<string, unknown>> {
  readonly text: string;
  readonly shardMb: number;
  readonly ending: string;
  readonly whole: boolean;
}

export async function writeShards(job: WriteJob<ShardOptions>): Promise<void> {
  const { records, output, options, mediaName, withMedia, wrote, leaveOut } = job;
  await using shards = new Shards(output, options.shardMb * 1e6);
  const names = new FileNames();
  let index = 0;
  let latest = '';
  for await (const record of records) {
    const { video } = record;
    const text = textOf(record) ?? '';
    const name = mediaName(video);
    const size = withMedia && video.path !== null ? await sizeOf(video.path) : null;
    if (text === '') leaveOut('no-text', record);
    else if (withMedia && video.path === null) leaveOut('no-place', record);
    else if (withMedia && size === null) leaveOut('video-missing', record);
    else if (!names.take(keyOf(name, 0), video)) leaveOut('same-name', record);
    else {
      index = latest === videoKey(video) ? index + 1 : 0;
      latest = videoKey(video);
      const key = keyOf(name, index);
      const fields = fieldsOf(record, { extra: extraOf(record, 'webdataset'), whole: options.whole });
      const files: SampleFile[] = [
        { name: `${key}.json`, content: Buffer.from(jsonOf({ file_name: name, ...fields })) },
        { name: `${key}.txt`, content: Buffer.from(text) },
      ];
      if (size !== null && video.path !== null) {
        files.unshift({ name: `${key}.${options.ending}`, content: { path: video.path, bytes: size } });
      }
      await shards.add(files);
      wrote(record);
    }
  }
  await shards.close();
}

/** Null: it is not there. */
async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true ? found.size : null;
}

interface SampleFile {
  readonly name: string;
  readonly content: Uint8Array | { readonly path: string; readonly bytes: number };
}

/** `00000.tar` and so on; a sample is never in two. */
class Shards implements AsyncDisposable {
  readonly #output: Output;
  readonly #limit: number;
  #file: OutputFile | null = null;
  #bytes = 0;
  #count = 0;

  constructor(output: Output, limit: number) {
    this.#output = output;
    this.#limit = limit;
  }

  async add(files: readonly SampleFile[]): Promise<void> {
    const sample = files.reduce((sum, { content }) => sum + lengthOf(content) + 2 * BLOCK, 0);
    if (this.#bytes > 0 && this.#bytes + sample > this.#limit) await this.#end();
    const file = (this.#file ??= await this.#output.open(`${String(this.#count++).padStart(5, '0')}.tar`));
    // Small pieces are written together.
    let pieces: Uint8Array[] = [];
    for (const { name, content } of files) {
      const bytes = lengthOf(content);
      pieces.push(headersOf({ name, bytes }));
      if ('path' in content) {
        await file.write(Buffer.concat(pieces));
        pieces = [];
        await copyInto(file, content);
      } else pieces.push(content);
      pieces.push(paddingOf(bytes));
    }
    await file.write(Buffer.concat(pieces));
    this.#bytes += sample;
  }

  async close(): Promise<void> {
    if (this.#file === null && this.#count === 0) {
      this.#file = await this.#output.open('00000.tar');
      this.#count++;
    }
    await this.#end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file?.[Symbol.asyncDispose]();
  }

  async #end(): Promise<void> {
    await this.#file?.write(Buffer.alloc(2 * BLOCK));
    await this.#file?.close();
    this.#file = null;
    this.#bytes = 0;
  }
}

function lengthOf(content: SampleFile['content']): number {
  return 'path' in content ? content.bytes : content.length;
}

/** Throws `dataset-unwritable` where the video is no longer as long as it was. */
async function copyInto(
  file: OutputFile,
  { path, bytes }: { readonly path: string; readonly bytes: number },
): Promise<void> {
  let copied = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    copied += (piece as Buffer).length;
    if (copied > bytes) break;
    await file.write(piece as Buffer);
  }
  if (copied !== bytes)
    throw new ProblemError({ code: 'dataset-unwritable', path, cause: 'the video changed meanwhile' });
}
