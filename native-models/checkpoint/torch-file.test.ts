import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CheckpointError } from './error.ts';
import { ownStorages, pickleOf, writeTorchFile, writeZip, type MadeView } from './made-torch-file.ts';
import { readTorchFile } from './torch-file.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'panda-torch-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const sample = join(import.meta.dirname, 'samples/torch-1.13.bin');

describe('a file that torch wrote', () => {
  it('gives its tensors, whatever view of a storage they are', () => {
    const base = Array.from({ length: 24 }, (_, index) => index / 8 - 1);
    const columns = Array.from({ length: 24 }, (_, index) => base[(index % 4) * 6 + Math.floor(index / 4)]);
    const read = [...readTorchFile(sample)].map(([name, { dims, read: values, stored }]) => {
      return [name, { stored, dims, values: stored === 'I64' ? null : [...values()] }];
    });
    const halves = new Uint16Array(new Float16Array(base).buffer);
    expect(Object.fromEntries(read)).toEqual({
      whole: { stored: 'F32', dims: [4, 6], values: base },
      transposed: { stored: 'F32', dims: [6, 4], values: columns },
      part: { stored: 'F32', dims: [2, 3], values: [8, 9, 10, 14, 15, 16].map((index) => base[index]) },
      twin: { stored: 'F32', dims: [4, 6], values: base },
      half: { stored: 'F16', dims: [4, 6], values: [...halves] },
      brain: { stored: 'BF16', dims: [4, 6], values: base },
      repeated: { stored: 'F32', dims: [2, 3], values: [0.5, 0.5, 0.5, 2, 2, 2] },
      counter: { stored: 'I64', dims: [], values: null },
      parameter: { stored: 'F32', dims: [2], values: [1.5, -2.5] },
      empty: { stored: 'F32', dims: [0, 3], values: [] },
    });
  });

  it('reads no counter as a weight', () => {
    expect(() => readTorchFile(sample).get('counter')?.read()).toThrow(
      new CheckpointError(`${sample}: counter is of type I64, which no weight has`),
    );
  });

  it('is refused in words wherever it is cut off', () => {
    const whole = readFileSync(sample);
    const path = join(folder, 'cut.bin');
    const told = new Set<string>();
    for (let end = 0; end < whole.length; end += 7) {
      writeFileSync(path, whole.subarray(0, end));
      told.add(reasonOf(path));
    }
    expect([...told]).toEqual(['PATH is not a zip archive, or is cut off']);
  });
});

describe('a file that was damaged on its way', () => {
  /** With one byte of what lies behind a tensor's values changed. */
  const damagedAt = (offsetOf: (bytes: Buffer) => number): string => {
    const bytes = readFileSync(sample);
    const at = offsetOf(bytes);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const path = join(folder, 'damaged.bin');
    writeFileSync(path, bytes);
    return path;
  };
  const first = Buffer.from(new Float32Array([-1, -0.875, -0.75]).buffer);

  it('is refused by the tensor that was read, and the others still come', () => {
    const path = damagedAt((bytes) => bytes.indexOf(first));
    const tensors = readTorchFile(path);
    const told = new Map<string, string>();
    for (const [name, { read, stored }] of tensors) {
      if (stored === 'I64') continue;
      try {
        read();
      } catch (error) {
        if (!(error instanceof CheckpointError)) throw error;
        told.set(name, error.message.replace(path, 'PATH').replace(/[0-9a-f]{8}/g, 'CRC'));
      }
    }
    const words = 'is damaged (its checksum is CRC instead of CRC): copy or download the file anew';
    const shared = ['whole', 'transposed', 'part', 'twin']; // views of one storage
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(shared.map((name) => [name, `PATH: ${name} ${words}`])),
    );
  });

  it('is refused as a whole where its pickle is another', () => {
    const path = damagedAt((bytes) => bytes.indexOf('transposed'));
    expect(reasonOf(path)).toMatch(/^PATH: its pickle is damaged \(its checksum is [0-9a-f]{8} instead of/);
  });
});

describe('a large tensor', () => {
  it('comes in parts of whole rows', () => {
    const [rows, columns] = [1000, 777];
    const values = Float32Array.from({ length: rows * columns }, (_, index) => index);
    const path = join(folder, 'large.bin');
    const bytes = () => [new Uint8Array(values.buffer)];
    writeTorchFile(path, ownStorages([{ name: 'a', type: 'F32', dims: [rows, columns], bytes }]));
    const tensor = readTorchFile(path).get('a');
    const parts = [...(tensor?.parts() ?? [])];
    expect(parts.map(({ length }) => length / columns)).toEqual([674, 326]);
    expect(tensor?.read()).toEqual(values);
  });
});

const four = { key: '0', type: 'F32', elements: 4, byteLength: 16, bytes: () => [new Uint8Array(16)] } as const;
const view: MadeView = { name: 'a', storage: four, offset: 0, dims: [2, 2], strides: [2, 1] };

describe('a pickle that lies', () => {
  it.each<[string, string, Partial<MadeView>]>([
    ['a view that reaches out of its storage', 'PATH: a reaches out of its storage', { offset: 1 }],
    ['strides that reach out of it', 'PATH: a reaches out of its storage', { strides: [3, 1] }],
    [
      'a size beyond all numbers',
      'PATH: its pickle has a number beyond all sizes',
      { dims: [2 ** 62, 2], strides: [0, 0] },
    ],
    ['strides for other dimensions', 'PATH: its pickle describes a tensor that is none', { strides: [1] }],
    [
      'a storage smaller than it says',
      'PATH: the storage of a is not as large as the pickle says',
      { storage: { ...four, elements: 5 } },
    ],
    [
      'a storage in another folder',
      'PATH: the storage of a is not as large as the pickle says',
      { storage: { ...four, elements: 9, key: '../data.pkl' } },
    ],
  ])('is refused for %s', (_, reason, change) => {
    const path = join(folder, 'lie.bin');
    writeTorchFile(path, [{ ...view, ...change }]);
    expect(reasonOf(path)).toBe(reason);
  });

  it('is refused for one tensor under one name twice', () => {
    const path = join(folder, 'twice.bin');
    writeTorchFile(path, [view, view]);
    expect(reasonOf(path)).toBe('PATH: its pickle has "a" twice');
  });

  it('does not make a tensor of hundreds of gigabytes out of one number', () => {
    const path = join(folder, 'wide.bin');
    for (const dims of [
      [2 ** 31, 4],
      [2, 2 ** 30],
    ]) {
      writeTorchFile(path, [{ ...view, dims, strides: [0, 0] }]);
      expect(() => readTorchFile(path).get('a')?.parts().next()).toThrow('a is larger than any weight');
    }
  });

  it('is refused where a weight is not a number', () => {
    const path = join(folder, 'nan.bin');
    const storage = { ...four, bytes: () => [new Uint8Array(Float32Array.of(1, 2, Number.NaN, 4).buffer)] };
    writeTorchFile(path, [{ ...view, storage }]);
    expect(() => readTorchFile(path).get('a')?.read()).toThrow('a holds a value that is not a number');
  });
});

describe('a pickle that would run something', () => {
  const torchLike = (pickle: Buffer): string => {
    const path = join(folder, 'code.bin');
    writeZip(path, [{ name: 'archive/data.pkl', byteLength: pickle.length, bytes: () => [pickle] }]);
    return path;
  };

  it.each([
    ['posix.system', 'cposix\nsystem\n(X\x02\x00\x00\x00lstR.'],
    ['builtins.eval', '\x8c\x08builtins\x8c\x04eval\x93)R.'],
    ['torch._utils._rebuild_tensor', 'ctorch._utils\n_rebuild_tensor\n)R.'],
    ['torch.storage._load_from_bytes', 'ctorch.storage\n_load_from_bytes\n)R.'],
    ['collections.__proto__', 'ccollections\n__proto__\n)R.'],
  ])('is refused: %s', (name, program) => {
    const path = torchLike(Buffer.from(`\x80\x02${program}`, 'latin1'));
    expect(reasonOf(path)).toBe(
      `PATH: its pickle asks for ${JSON.stringify(name)}, which no tensor needs; nothing of it was run`,
    );
  });

  it.each([
    ['REDUCE of what is no function', 'PATH: its pickle calls what cannot be called', '})R.'],
    ['a class by INST', 'PATH: its pickle uses the opcode 0x69, which no tensor needs', '(ios\nsystem\n.'],
    ['a class by OBJ', 'PATH: its pickle uses the opcode 0x6f, which no tensor needs', '(o.'],
    ['NEWOBJ', 'PATH: its pickle uses the opcode 0x81, which no tensor needs', '})\x81.'],
    ['an extension', 'PATH: its pickle uses the opcode 0x82, which no tensor needs', '\x82\x01.'],
    ['a list that holds itself', 'PATH holds no dictionary of tensors', ']q\x00h\x00a.'],
    ['a dictionary that holds itself', 'PATH: "a" is not a tensor', '}q\x00X\x01\x00\x00\x00ah\x00s.'],
    ['a text of four gigabytes', 'PATH: its pickle has a text of 4294967295 bytes', 'X\xff\xff\xff\xff.'],
    ['marks without end', 'PATH: its pickle ends too early', '('.repeat(10_000)],
    ['steps without end', 'PATH: its pickle has more than 1000000 steps', ']'.repeat(1_000_001)],
  ])('is refused: %s', (_, reason, program) => {
    expect(reasonOf(torchLike(Buffer.from(program, 'latin1')))).toBe(reason);
  });

  it('is no file of torch without a pickle, or in the form from before 1.6', () => {
    const path = join(folder, 'other.bin');
    writeZip(path, [{ name: 'word/document.xml', byteLength: 1, bytes: () => [Buffer.of(1)] }]);
    const none = reasonOf(path);
    writeFileSync(path, Buffer.concat([Buffer.of(0x80, 2), pickleOf([view])]));
    expect([none, reasonOf(path)]).toEqual([
      'PATH is no file that torch.save wrote',
      "PATH is in torch's format from before 1.6; load it in torch and save it again, best as safetensors",
    ]);
  });
});

function reasonOf(path: string): string {
  try {
    readTorchFile(path);
  } catch (error) {
    if (error instanceof CheckpointError) return error.message.replace(path, 'PATH');
    throw error;
  }
  return 'it was read';
}
