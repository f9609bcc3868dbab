/**
 * Reads the tensors of a file that torch.save wrote (since torch 1.6): a zip archive of one pickle, which says what tensors
 * there are, and of their storages, which hold the values. A checkpoint is untrusted: the pickle runs nothing (pickle.ts),
 * and what it says of a tensor is checked against the archive before anything is read. Knows no model.
 *
 *   NAME/data.pkl   {'model.norm.weight': _rebuild_tensor_v2(storage '0', offset, size, stride, ...), ...}
 *   NAME/data/0     the storage's elements as they lie in memory
 */
import { CheckpointError } from './error.ts';
import { refuseDamage } from './checksum.ts';
import { CheckpointFile } from './file.ts';
import { PickleGlobal, PickleList, PickleObject, readPickle, type PickleTuple, type PickleValue } from './pickle.ts';
import { bytesOfType, checkpointTensor, elementsOf, type CheckpointTensor, type StoredType } from './stored-tensor.ts';
import { readZip, type ZipEntry } from './zip.ts';

const largestPickle = 16 << 20;
const mostDims = 8;

/** The file's tensors by name, none of them read yet. Throws CheckpointError. */
export function readTorchFile(path: string): ReadonlyMap<string, CheckpointTensor> {
  using file = new CheckpointFile(path);
  refuseOldFormat(file);
  const entries = readZip(file);
  const { pickle, prefix } = findPickle(file, entries);
  if (pickle.size > largestPickle) throw new CheckpointError(`${path}: its pickle is larger than any checkpoint's`);
  refuseOtherByteOrder(file, entries.get(`${prefix}byteorder`));
  const where = `${path}: its pickle`;
  refuseDamage(file, 'its pickle', pickle);
  const held = readPickle(file.read(pickle.offset, pickle.size), { where, table: tableOf(where) });
  if (!(held instanceof Map)) throw new CheckpointError(`${path} holds no dictionary of tensors`);
  const tensors = new Map<string, CheckpointTensor>();
  for (const [name, value] of held) {
    if (typeof name !== 'string' || !(value instanceof Tensor)) {
      throw new CheckpointError(`${path}: ${JSON.stringify(name).slice(0, 200)} is not a tensor`);
    }
    tensors.set(
      name,
      placed({ path, name, tensor: value, storage: entries.get(`${prefix}data/${value.storage.key}`) }),
    );
  }
  return tensors;
}

class Storage extends PickleObject {
  readonly kind = 'storage';
  readonly type: StoredType;
  readonly key: string;
  readonly elements: number;

  constructor(type: StoredType, key: string, elements: number) {
    super();
    this.type = type;
    this.key = key;
    this.elements = elements;
  }
}

class Tensor extends PickleObject {
  readonly kind = 'tensor';
  readonly storage: Storage;
  /** In elements, as the strides. */
  readonly offset: number;
  readonly dims: readonly number[];
  readonly strides: readonly number[];

  constructor(storage: Storage, offset: number, dims: readonly number[], strides: readonly number[]) {
    super();
    this.storage = storage;
    this.offset = offset;
    this.dims = dims;
    this.strides = strides;
  }
}

const storageTypes: Readonly<Record<string, StoredType>> = {
  ...{ FloatStorage: 'F32', HalfStorage: 'F16', BFloat16Storage: 'BF16', DoubleStorage: 'F64' },
  ...{ LongStorage: 'I64', IntStorage: 'I32', ShortStorage: 'I16', CharStorage: 'I8', ByteStorage: 'U8' },
  BoolStorage: 'BOOL',
};

/** All that may be named in the pickle of a checkpoint. */
function tableOf(where: string) {
  const refusal = (reason: string) => new CheckpointError(`${where} ${reason}`);
  const typeOf = new Map<PickleValue, StoredType>();
  const globals = new Map<string, PickleGlobal>();
  for (const [name, type] of Object.entries(storageTypes)) {
    const global = new PickleGlobal(`torch.${name}`);
    typeOf.set(global, type);
    globals.set(global.name, global);
  }
  const callable = (name: string, call: (args: PickleTuple) => PickleValue) => {
    globals.set(name, new PickleGlobal(name, call));
  };
  callable('collections.OrderedDict', (args) => {
    if (args.length > 0) throw refusal('makes a dictionary in a way that no checkpoint does');
    return new Map();
  });
  callable('torch._utils._rebuild_tensor_v2', (args) => {
    const [storage, offset, dims, strides] = args;
    if (!(storage instanceof Storage) || !isCount(offset) || !areCounts(dims) || !areCounts(strides)) {
      throw refusal('describes a tensor that is none');
    }
    if (dims.length !== strides.length || dims.length > mostDims) throw refusal('describes a tensor that is none');
    return new Tensor(storage, offset, dims, strides);
  });
  callable('torch._utils._rebuild_parameter', ([tensor]) => {
    if (!(tensor instanceof Tensor)) throw refusal('describes a parameter that is none');
    return tensor;
  });
  const persistent = (id: PickleValue): PickleValue => {
    const [kind, type, key, , elements] = Array.isArray(id) ? (id as PickleTuple) : [];
    const stored = typeOf.get(type ?? null);
    if (kind !== 'storage' || stored === undefined || typeof key !== 'string' || !isCount(elements)) {
      throw refusal('describes a storage that is none');
    }
    return new Storage(stored, key, elements);
  };
  return { globals, persistent };
}

function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function areCounts(value: PickleValue | undefined): value is readonly number[] {
  const items = value instanceof PickleList ? null : value;
  return Array.isArray(items) && items.every((item: PickleValue) => isCount(item));
}

interface Placed {
  readonly path: string;
  readonly name: string;
  readonly tensor: Tensor;
  readonly storage: ZipEntry | undefined;
}

function placed({ path, name, storage, tensor: { dims, offset, strides, storage: said } }: Placed): CheckpointTensor {
  const width = bytesOfType[said.type];
  if (!storage || storage.size !== said.elements * width) {
    throw new CheckpointError(`${path}: the storage of ${name} is not as large as the pickle says`);
  }
  const last = dims.reduce((sum, dim, axis) => sum + (dim - 1) * (strides[axis] ?? 0), offset);
  if (elementsOf(dims) > 0 && last >= said.elements)
    throw new CheckpointError(`${path}: ${name} reaches out of its storage`);
  return checkpointTensor({
    path,
    name,
    type: said.type,
    dims,
    strides,
    offset: storage.offset + offset * width,
    storage,
  });
}

function findPickle(
  file: CheckpointFile,
  entries: ReadonlyMap<string, ZipEntry>,
): { pickle: ZipEntry; prefix: string } {
  const found = [...entries.values()].filter(({ name }) => /^[^/]+\/data\.pkl$/.test(name));
  const [pickle] = found;
  if (!pickle || found.length > 1) throw new CheckpointError(`${file.path} is no file that torch.save wrote`);
  return { pickle, prefix: pickle.name.slice(0, -'data.pkl'.length) };
}

function refuseOldFormat(file: CheckpointFile): void {
  if (file.size < 2 || file.read(0, 1)[0] !== 0x80) return;
  throw new CheckpointError(
    `${file.path} is in torch's format from before 1.6; load it in torch and save it again, best as safetensors`,
  );
}

function refuseOtherByteOrder(file: CheckpointFile, entry: ZipEntry | undefined): void {
  if (!entry) return; // older than the entry: torch wrote as its machine did, and those were all little-endian
  if (file.read(entry.offset, Math.min(entry.size, 6)).toString('latin1') !== 'little') {
    throw new CheckpointError(`${file.path} was written on a big-endian machine, which is not supported`);
  }
}
