/** How each kind of preview is kept in a file. What is read here was written here, for a key with the same `FORMAT`. */
import type { Us } from '../../document/time.ts';
import type { FramePrint, Still, VideoInfo, Waveform } from '../../media/index.ts';
import { pack, unpack } from './packed.ts';

/** Part of every key; to be raised when anything below, or how a preview is made, changes. */
export const FORMAT = 1;

export function packStills(stills: readonly Still[]): Uint8Array {
  const facts = stills.map(({ jpeg, ...others }) => ({ ...others, bytes: jpeg.length }));
  return pack(facts, stills.map(({ jpeg }) => jpeg)); // prettier-ignore
}

export function unpackStills(file: Uint8Array): Still[] | undefined {
  const found = unpack(file);
  if (found === undefined) return undefined;
  let at = 0;
  return (found.facts as (Omit<Still, 'jpeg'> & { bytes: number })[]).map(({ bytes, ...others }) => ({
    ...others,
    jpeg: new Uint8Array(found.bytes.subarray(at, (at += bytes))),
  }));
}

export function packWaveform(waveform: Waveform | null): Uint8Array {
  if (waveform === null) return pack(null);
  const { peaks, bucketsPerSecond } = waveform;
  return pack({ bucketsPerSecond }, [new Uint8Array(peaks.buffer, peaks.byteOffset, peaks.length)]);
}

export function unpackWaveform(file: Uint8Array): Waveform | null | undefined {
  const found = unpack(file);
  if (found === undefined || found.facts === null) return found && null;
  const { bucketsPerSecond } = found.facts as Omit<Waveform, 'peaks'>;
  return { bucketsPerSecond, peaks: Int8Array.from(found.bytes, (byte) => (byte << 24) >> 24) };
}

export function packTimes(times: readonly Us[]): Uint8Array {
  return pack(times);
}

export function unpackTimes(file: Uint8Array): readonly Us[] | undefined {
  return unpack(file)?.facts as readonly Us[] | undefined;
}

export function packPrints(prints: readonly FramePrint[]): Uint8Array {
  return pack(prints.map(({ length }) => length), prints); // prettier-ignore
}

export function unpackPrints(file: Uint8Array): FramePrint[] | undefined {
  const found = unpack(file);
  if (found === undefined) return undefined;
  let at = 0;
  return (found.facts as number[]).map((bytes) => new Uint8Array(found.bytes.subarray(at, (at += bytes))));
}

export function packInfo(info: VideoInfo): Uint8Array {
  return pack(info);
}

/** The same content may lie elsewhere now. */
export function unpackInfo(file: Uint8Array, path: string): VideoInfo | undefined {
  const info = unpack(file)?.facts as VideoInfo | undefined;
  if (info === undefined) return undefined;
  return {
    ...info,
    path,
    warnings: info.warnings.map((problem) => ('path' in problem ? { ...problem, path } : problem)),
  };
}
