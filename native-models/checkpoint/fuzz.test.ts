/**
 * Readers of untrusted files on files that are wrong in every way: each case is read or refused in words, soon, and memory
 * does not grow. A failure names its seed.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { WireWriter } from '../onnx/wire.ts';
import { readTokenizer } from '../tokenizer/index.ts';
import { fieldsOf, TokenizerModelError } from '../tokenizer/wire.ts';
import { CheckpointError } from './error.ts';
import { CheckpointFile } from './file.ts';
import { openCheckpoint } from './folder.ts';
import { writeSafetensors } from './made-safetensors.ts';
import { ownStorages, pickleOf, writeTorchFile, type MadeView } from './made-torch-file.ts';
import { PickleGlobal, readPickle, type PickleTable } from './pickle.ts';
import { readSafetensors } from './safetensors.ts';
import { chanceOf, fuzzCases, spoilt, type Chance } from './spoilt.ts';
import { isWeightType, type CheckpointTensor } from './stored-tensor.ts';
import { readTorchFile } from './torch-file.ts';
import { readZip } from './zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'panda-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Far more than any of these small files needs. */
const mostMs = 2000;
const mostBytes = 64 << 20;

/** All of a tensor that is not absurdly large: some changes make a view of much out of little. */
function readAll(tensors: ReadonlyMap<string, CheckpointTensor>): void {
  for (const { dims, parts, stored } of tensors.values()) {
    if (!isWeightType(stored)) continue;
    const count = dims.reduce((product, dim) => product * dim, 1);
    if (count < 1e6) parts().forEach(() => undefined);
    else parts().next();
  }
}

const tensor = (name: string, type: 'F32' | 'F16' | 'BF16', count: number) => {
  return {
    name,
    type,
    dims: [2, count],
    bytes: () => [new Uint8Array(2 * count * (type === 'F32' ? 4 : 2)).fill(1)],
  } as const;
};
const tensors = [tensor('a.weight', 'F32', 3), tensor('b', 'F16', 8), tensor('model.norm', 'BF16', 5)];
const views: MadeView[] = ownStorages(tensors);

function fileOf(write: (path: string) => void): Buffer {
  const path = join(folder, 'good');
  write(path);
  return readFileSync(path);
}

const torch = fileOf((path) => writeTorchFile(path, views));
writeFileSync(join(folder, 'shard'), torch);
const sample = readFileSync(join(import.meta.dirname, 'samples/torch-1.13.bin'));
const model = readFileSync(join(import.meta.dirname, '../video-panda/goldens/sentencepiece/symbols.model'));
const storages = ['torch.FloatStorage', 'torch.HalfStorage', 'torch.BFloat16Storage'];
const table: PickleTable = {
  globals: new Map(
    ['collections.OrderedDict', 'torch._utils._rebuild_tensor_v2', ...storages].map((name) => {
      return [name, new PickleGlobal(name, () => new Map())];
    }),
  ),
  persistent: (id) => id,
};
const path = join(folder, 'spoilt');
const written = (bytes: Uint8Array): string => {
  writeFileSync(path, bytes);
  return path;
};

interface Reader {
  readonly name: string;
  readonly good: readonly Uint8Array[];
  readonly read: (bytes: Buffer) => void;
  /** Bytes that belong together anyhow, so that a case goes deeper than its first check. */
  readonly make?: (chance: Chance) => Uint8Array;
}

const opcodes = Buffer.from('\x80\x95(N\x88\x89KMJ\x8aG\x8cX}])\x85\x86\x87taesuqr\x94hjc\x93QRb.', 'latin1');

const readers: readonly Reader[] = [
  {
    name: 'pickle',
    good: [pickleOf(views)],
    read: (bytes) => void readPickle(bytes, { where: 'it', table }),
    make: (chance) => {
      return Buffer.from(
        Array.from({ length: 1 + chance(60) }, () =>
          chance(3) > 0 ? (opcodes[chance(opcodes.length)] ?? 0) : chance(12),
        ),
      );
    },
  },
  {
    name: 'zip',
    good: [torch, sample],
    read: (bytes) => {
      using file = new CheckpointFile(written(bytes));
      for (const { offset, size } of readZip(file).values()) file.read(offset, size);
    },
  },
  { name: "torch's file", good: [torch, sample], read: (bytes) => readAll(readTorchFile(written(bytes))) },
  {
    name: 'safetensors',
    good: [fileOf((at) => writeSafetensors(at, tensors))],
    read: (bytes) => readAll(readSafetensors(written(bytes))),
  },
  {
    name: 'the index',
    good: [
      Buffer.from(JSON.stringify({ metadata: { total_size: 3 }, weight_map: { 'a.weight': 'shard', b: 'shard' } })),
    ],
    read: (bytes) => {
      writeFileSync(join(folder, 'pytorch_model.bin.index.json'), bytes);
      readAll(openCheckpoint(folder).tensors);
    },
  },
  {
    name: 'protobuf',
    good: [
      new WireWriter()
        .integer(1, -5)
        .float(2, 1)
        .string(3, 'text')
        .integer(4, 1n << 40n)
        .written()
        .slice(),
    ],
    read: (bytes) => fieldsOf(bytes, 'it').forEach(() => undefined),
  },
  {
    name: 'SentencePiece',
    good: [model],
    read: (bytes) => {
      const { decode, encode } = readTokenizer(bytes);
      decode(encode('the red circle <frame> 빨간 \u2581\u2581'));
    },
  },
];

describe.each(readers)('the reader of $name', ({ good, make, read }) => {
  it('reads what is good', () => {
    expect(() => good.forEach((bytes) => read(Buffer.from(bytes)))).not.toThrow();
  });

  it('reads or refuses whatever it is given', () => {
    const faults: unknown[] = [];
    const outcomes = { read: 0, refused: 0 };
    const before = process.memoryUsage();
    for (let seed = 0; seed < fuzzCases; seed++) {
      const chance = chanceOf(seed);
      const from = good[seed % good.length] ?? new Uint8Array();
      const bytes = make && seed % 2 === 0 ? make(chance) : spoilt(from, chance);
      const began = performance.now();
      try {
        read(Buffer.from(bytes));
        outcomes.read++;
      } catch (error) {
        if (error instanceof CheckpointError || error instanceof TokenizerModelError) outcomes.refused++;
        else faults.push({ seed, error: String(error) });
      }
      const ms = performance.now() - began;
      if (ms > mostMs) faults.push({ seed, ms });
    }
    const after = process.memoryUsage();
    const grown = after.arrayBuffers - before.arrayBuffers;
    if (grown > mostBytes) faults.push({ grown });
    expect(faults.slice(0, 5)).toEqual([]);
    expect(outcomes.read + outcomes.refused).toBe(fuzzCases);
    expect(outcomes.refused).toBeGreaterThan(fuzzCases / 10);
  });
});
