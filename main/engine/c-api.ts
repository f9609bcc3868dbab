/**
 * The part of onnxruntime's C API that keeps tensors on a device, called in the very library that onnxruntime-node has loaded.
 * What the runtime says of a failure is thrown. Knows which functions there are and what they take; no graph and no tensor.
 *
 * Source: include/onnxruntime/core/session/onnxruntime_c_api.h. A function is known by its place in the struct OrtApi, which
 * only ever grows at its end.
 */
import koffi from 'koffi';

/** The address of something of the runtime's; whoever asked for it gives it back. */
export type Pointer = bigint;

/** Of the struct; every later library has the same functions at these places. */
const version = 13;
const places = 209;
/** As it is called on Linux, the only system for which onnxruntime-node has CUDA. */
const library = 'libonnxruntime.so.1';

const pointer = 'void *';

type OfBytes = [env: Pointer, bytes: Uint8Array, length: number, options: Pointer];
type Wrapped = [memory: Pointer, data: Pointer, bytes: number, dims: BigInt64Array, rank: number, elementType: number];

type Takes = readonly (string | ReturnType<typeof koffi.out>)[];
type Callable = (...given: readonly unknown[]) => unknown;

function openApi() {
  const base = koffi.load(library).func('OrtGetApiBase', pointer, [])() as Pointer;
  const functionAt = (address: Pointer | undefined, gives: string, takes: Takes): Callable =>
    koffi.decode(address, koffi.proto(gives, [...takes])) as Callable;
  const getApi = functionAt(koffi.decode(base, pointer) as Pointer, pointer, ['uint32_t']);
  const addresses = koffi.decode(getApi(version), pointer, places) as readonly Pointer[];

  const messageOf = functionAt(addresses[2], 'str', [pointer]);
  const releases = (place: number) => functionAt(addresses[place], 'void', [pointer]) as (what: Pointer) => void;
  const releaseStatus = releases(93);

  /** A function that only says whether it could. */
  function does<Given extends readonly unknown[]>(place: number, ...takes: Takes): (...given: Given) => void {
    const call = functionAt(addresses[place], pointer, takes);
    return (...given) => {
      const status = call(...given) as Pointer | null;
      if (!status) return;
      const cause = messageOf(status) as string;
      releaseStatus(status);
      throw new Error(cause);
    };
  }

  /** One that writes what it found where its last argument says. */
  function finds<Given extends readonly unknown[], Found = Pointer>(
    place: number,
    takes: Takes,
    found = `${pointer} *`,
  ): (...given: Given) => Found {
    const call = does<readonly unknown[]>(place, ...takes, koffi.out(found));
    return (...given) => {
      const into: unknown[] = [null];
      call(...given, into);
      return into[0] as Found;
    };
  }

  const allocator = finds<[]>(78, [])();
  const freeWith = does<[allocator: Pointer, what: Pointer]>(76, pointer, pointer);

  function names(place: number): (session: Pointer, index: number) => string {
    const find = finds<[session: Pointer, index: number, allocator: Pointer]>(place, [pointer, 'size_t', pointer]);
    return (session, index) => {
      const address = find(session, index, allocator);
      const name = koffi.decode.string(address);
      freeWith(allocator, address);
      return name;
    };
  }

  const rankOf = finds<[info: Pointer], number>(61, [pointer], 'size_t *');
  /** One that writes as many as a tensor has axes. */
  function lists<Item>(place: number, found: string): (info: Pointer) => readonly Item[] {
    const list = does<readonly unknown[]>(place, pointer, koffi.out(found), 'size_t');
    return (info) => {
      const rank = rankOf(info);
      const items: unknown[] = Array.from({ length: rank }, () => null);
      list(info, items, rank);
      return items as Item[];
    };
  }

  const sizes = lists<bigint | number>(62, 'int64_t *');
  const findOutputs = does<readonly unknown[]>(140, pointer, pointer, koffi.out('void **'), koffi.out('size_t *'));

  return {
    createEnv: finds<[logLevel: number, name: string]>(3, ['int', 'str']),

    createSessionOptions: finds<[]>(10, []),
    disableMemoryPattern: does<[options: Pointer]>(17, pointer),
    setLogLevel: does<[options: Pointer, level: number]>(22, pointer, 'int'),
    setOptimization: does<[options: Pointer, level: number]>(23, pointer, 'int'),
    setThreads: does<[options: Pointer, threads: number]>(24, pointer, 'int'),
    addConfig: does<[options: Pointer, key: string, value: string]>(130, pointer, 'str', 'str'),
    createCudaOptions: finds<[]>(205, []),
    appendCuda: does<[options: Pointer, cuda: Pointer]>(204, pointer, pointer),
    releaseCudaOptions: releases(208),
    releaseSessionOptions: releases(100),

    createSession: finds<[env: Pointer, path: string, options: Pointer]>(7, [pointer, 'str', pointer]),
    createSessionOf: finds<OfBytes>(8, [pointer, pointer, 'size_t', pointer]),
    releaseSession: releases(95),
    countInputs: finds<[session: Pointer], number>(30, [pointer], 'size_t *'),
    countOutputs: finds<[session: Pointer], number>(31, [pointer], 'size_t *'),
    inputType: finds<[session: Pointer, index: number]>(33, [pointer, 'size_t']),
    inputName: names(36),
    outputName: names(37),

    /** Belongs to its type. */
    tensorInfo: finds<[type: Pointer]>(55, [pointer]),
    valueInfo: finds<[value: Pointer]>(65, [pointer]),
    elementType: finds<[info: Pointer], number>(60, [pointer], 'int *'),
    countElements: finds<[info: Pointer], number>(64, [pointer], 'size_t *'),
    dims: (info: Pointer): readonly number[] => sizes(info).map(Number),
    /** Names of its axes; empty where an axis has a size. */
    axes: lists<string>(63, 'const char **'),
    releaseType: releases(98),
    releaseInfo: releases(99),

    hostMemory: finds<[allocator: number, kind: number]>(69, ['int', 'int']),
    memoryOf: finds<[name: string, allocator: number, id: number, kind: number]>(68, ['str', 'int', 'int', 'int']),
    releaseMemory: releases(94),
    /** Copies nothing. */
    wrap: finds<Wrapped>(49, [pointer, pointer, 'size_t', 'int64_t *', 'size_t', 'int']),
    dataOf: finds<[value: Pointer]>(51, [pointer]),
    releaseValue: releases(96),

    createBinding: finds<[session: Pointer]>(134, [pointer]),
    bindInput: does<[binding: Pointer, name: string, value: Pointer]>(136, pointer, 'str', pointer),
    /** The output is written to that memory, however large it gets. */
    bindOutput: does<[binding: Pointer, name: string, memory: Pointer]>(138, pointer, 'str', pointer),
    syncInputs: does<[binding: Pointer]>(202, pointer),
    run: does<[session: Pointer, options: null, binding: Pointer]>(133, pointer, pointer, pointer),
    syncOutputs: does<[binding: Pointer]>(203, pointer),
    /** In the order in which they were bound. */
    outputs: (binding: Pointer): readonly Pointer[] => {
      const [list, count]: [(Pointer | null)[], number[]] = [[null], [0]];
      findOutputs(binding, allocator, list, count);
      if (!list[0]) return [];
      const found = koffi.decode(list[0], pointer, count[0] ?? 0) as Pointer[];
      freeWith(allocator, list[0]);
      return found;
    },
    releaseBinding: releases(135),
  };
}

export type CApi = ReturnType<typeof openApi>;

let opened: CApi | undefined;

/** Throws where the library is not loaded: onnxruntime-node is to be imported first. */
export function theCApi(): CApi {
  return (opened ??= openApi());
}
