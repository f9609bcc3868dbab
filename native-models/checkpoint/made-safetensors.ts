/** For tests and rehearsals: writes a safetensors file, tensor by tensor. Knows no model. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { bytesOfType, elementsOf, type StoredType } from './stored-tensor.ts';

/** A tensor to be written: its bytes as they are to lie in the file, made when their turn comes. */
export interface MadeTensor {
  readonly name: string;
  readonly type: StoredType;
  readonly dims: readonly number[];
  readonly bytes: () => Iterable<Uint8Array>;
  /** Only the first row is given, and all others are the same. Not for safetensors, which has no views. */
  readonly repeats?: boolean;
}

export function byteLengthOf({ dims, type }: Pick<MadeTensor, 'dims' | 'type'>): number {
  return elementsOf(dims) * bytesOfType[type];
}

export function writeSafetensors(path: string, tensors: readonly MadeTensor[]): void {
  let at = 0;
  const entries = tensors.map((tensor) => {
    const from = at;
    at += byteLengthOf(tensor);
    return [tensor.name, { dtype: tensor.type, shape: tensor.dims, data_offsets: [from, at] }] as const;
  });
  const header = Buffer.from(JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const file = openSync(path, 'w');
  try {
    writeSync(file, length);
    writeSync(file, header);
    for (const { bytes } of tensors) for (const part of bytes()) writeSync(file, part);
  } finally {
    closeSync(file);
  }
}
