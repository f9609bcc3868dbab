/**
 * For tests and rehearsals: writes tensors as torch.save does (zip archive, pickle of protocol 2), storage by storage, of any
 * size. Nothing of it is checked: a test may write what no torch would. Knows no model.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { byteLengthOf, type MadeTensor } from './made-safetensors.ts';
import { elementsOf, type StoredType } from './stored-tensor.ts';

export interface MadeStorage {
  readonly key: string;
  readonly type: StoredType;
  readonly elements: number;
  readonly byteLength: number;
  readonly bytes: () => Iterable<Uint8Array>;
}

/** A tensor as a view of a storage; offset and strides in elements. */
export interface MadeView {
  readonly name: string;
  readonly storage: MadeStorage;
  readonly offset: number;
  readonly dims: readonly number[];
  readonly strides: readonly number[];
}

/** A storage for each tensor, as a model that was just loaded has. */
export function ownStorages(tensors: readonly MadeTensor[]): MadeView[] {
  return tensors.map((tensor, index) => {
    const { bytes, dims, name, repeats, type } = tensor;
    const held = repeats ? dims.slice(-1) : dims;
    const elements = elementsOf(held);
    const storage = { key: `${index}`, type, elements, byteLength: byteLengthOf({ dims: held, type }), bytes };
    const strides = rowMajor(dims).map((stride, axis) => (repeats && axis < dims.length - 1 ? 0 : stride));
    return { name, storage, offset: 0, dims, strides };
  });
}

export function rowMajor(dims: readonly number[]): number[] {
  return dims.map((_, axis) => elementsOf(dims.slice(axis + 1)));
}

export function writeTorchFile(path: string, views: readonly MadeView[]): void {
  const pickle = pickleOf(views);
  const storages = [...new Set(views.map(({ storage }) => storage))];
  writeZip(path, [
    { name: 'archive/data.pkl', byteLength: pickle.length, bytes: () => [pickle] },
    { name: 'archive/byteorder', byteLength: 6, bytes: () => [Buffer.from('little')] },
    ...storages.map(({ byteLength, bytes, key }) => ({ name: `archive/data/${key}`, byteLength, bytes })),
    { name: 'archive/version', byteLength: 2, bytes: () => [Buffer.from('3\n')] },
  ]);
}

const storageNames: Partial<Record<StoredType, string>> = {
  ...{ F32: 'FloatStorage', F16: 'HalfStorage', BF16: 'BFloat16Storage', I64: 'LongStorage' },
};

export function pickleOf(views: readonly MadeView[]): Buffer {
  const parts: Buffer[] = [];
  const put = (...bytes: (Buffer | number)[]): void => {
    for (const one of bytes) parts.push(typeof one === 'number' ? Buffer.of(one) : one);
  };
  const global = (name: string): void => put(Buffer.from(`c${name.replace(/[.](?=[^.]*$)/, '\n')}\n`));
  const tuple = (values: readonly (() => void)[]): void => {
    put(0x28);
    for (const value of values) value();
    put(0x74);
  };
  const text = (value: string) => () => {
    const bytes = Buffer.from(value);
    put(0x58, uint32(bytes.length), bytes);
  };
  const integer = (value: number) => () => put(integerOf(value));
  const emptyDict = (): void => {
    global('collections.OrderedDict');
    put(0x29, 0x52);
  };
  put(0x80, 2);
  emptyDict();
  put(0x71, 0, 0x28);
  for (const { dims, name, offset, storage, strides } of views) {
    text(name)();
    global('torch._utils._rebuild_tensor_v2');
    const type = () => global(`torch.${storageNames[storage.type] ?? 'ByteStorage'}`);
    const stored = () => {
      tuple([text('storage'), type, text(storage.key), text('cpu'), integer(storage.elements)]);
      put(0x51);
    };
    tuple([
      ...[stored, integer(offset), () => tuple(dims.map(integer)), () => tuple(strides.map(integer))],
      ...[() => put(0x89), emptyDict],
    ]);
    put(0x52);
  }
  put(0x75, 0x2e);
  return Buffer.concat(parts);
}

function integerOf(value: number): Buffer {
  if (value < 256) return Buffer.of(0x4b, value);
  if (value < 65_536) return Buffer.of(0x4d, value & 255, value >> 8);
  if (value < 2 ** 31) return Buffer.concat([Buffer.of(0x4a), uint32(value)]);
  return Buffer.concat([Buffer.of(0x8a, 8), uint64(value)]);
}

export interface MadeEntry {
  readonly name: string;
  readonly byteLength: number;
  readonly bytes: () => Iterable<Uint8Array>;
}

const [max16, max32] = [0xffff, 0xffffffff];

/**
 * Stored entries, each on 64 bytes, sizes after their content, the directory in both forms: as torch's own writer. `isLong`:
 * what only files beyond four gigabytes need, in a small one.
 */
export function writeZip(
  path: string,
  entries: readonly MadeEntry[],
  { isLong: always = false }: { isLong?: boolean } = {},
): void {
  const file = openSync(path, 'w');
  let at = 0;
  const put = (bytes: Uint8Array): void => {
    writeSync(file, bytes);
    at += bytes.length;
  };
  try {
    const directory: Buffer[] = [];
    for (const { byteLength: size, bytes, name } of entries) {
      const header = at;
      const nameBytes = Buffer.from(name);
      const padding = 4 + ((64 - ((at + 30 + nameBytes.length + 4) % 64)) % 64);
      const extra = Buffer.concat([Buffer.from('FB'), uint16(padding - 4), Buffer.alloc(padding - 4, 'Z')]);
      const common = [uint16(0x0808), uint16(0), uint32(0)];
      const lengths = [uint16(nameBytes.length), uint16(extra.length)];
      put(Buffer.concat([uint32(0x04034b50), uint16(0), ...common, Buffer.alloc(12), ...lengths, nameBytes, extra]));
      let check = 0;
      for (const part of bytes()) {
        check = crc32(part, check);
        put(part);
      }
      const isLong = always || size > max32 - 1 || header > max32 - 1;
      put(Buffer.concat([uint32(0x08074b50), uint32(check), ...[size, size].map(isLong ? uint64 : uint32)]));
      const sizes = isLong ? [max32, max32] : [size, size];
      const long = isLong
        ? Buffer.concat([uint16(1), uint16(24), ...[size, size, header].map(uint64)])
        : Buffer.alloc(0);
      directory.push(
        Buffer.concat([
          ...[uint32(0x02014b50), uint16(0), uint16(0), ...common, uint32(check), ...sizes.map(uint32)],
          ...[uint16(nameBytes.length), uint16(long.length), Buffer.alloc(10), uint32(isLong ? max32 : header)],
          ...[nameBytes, long],
        ]),
      );
    }
    const offset = at;
    put(Buffer.concat(directory));
    const [size, end, count] = [at - offset, at, entries.length];
    put(
      Buffer.concat([
        ...[uint32(0x06064b50), uint64(44), Buffer.alloc(12), ...[count, count, size, offset].map(uint64)],
        ...[uint32(0x07064b50), uint32(0), uint64(end), uint32(1)],
        ...[uint32(0x06054b50), Buffer.alloc(4), uint16(Math.min(count, max16)), uint16(Math.min(count, max16))],
        ...[uint32(size), uint32(Math.min(offset, max32)), uint16(0)],
      ]),
    );
  } finally {
    closeSync(file);
  }
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
