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

type Takes = readonly (string | ReturnType<typeof koffi.out>)[];
type Callable = (...given: readonly unknown[]) => unknown;

function openApi() {
  const base = koffi.load(library).func('OrtGetApiBase', pointer, [])() as Pointer;
  const functionAt = (address: Pointer | undefined, gives: string, takes: Takes): Callable =>
    koffi.decode(address, koffi.proto(gives, [...takes])) as Callable;
  const getApi = functionAt(koffi.decode(base, pointer) as Pointer, pointer, ['uint32_t']);
  const addresses = koffi.decode(getApi(version), pointer, places) as readonly Pointer[];

  const messageOf = functionAt(addresses[2], 'str', [pointer]);
  const gives = (place: number) => functionAt(addresses[place], 'void', [pointer]) as (what: Pointer) => void;
  const releaseStatus = gives(93);

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

  const boundValues = does<[binding: Pointer, allocator: Pointer, values: (Pointer | null)[], count: number[]]>(
    ...([140, pointer, pointer, koffi.out('void **'), koffi.out('size_t *')] as const),
  );
  const freeWith = does<[allocator: Pointer, what: Pointer]>(76, pointer, pointer);
  const defaultAllocator = finds<[]>(78, [])();

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
    releaseCudaOptions: gives(208),
    releaseSessionOptions: gives(100),

    createSession: finds<[env: Pointer, path: string, options: Pointer]>(7, [pointer, 'str', pointer]),
    createSessionOfBytes: finds<[env: Pointer, bytes: Uint8Array, length: number, options: Pointer]>(
      ...([8, [pointer, pointer, 'size_t', pointer]] as const),
    ),
    releaseSession: gives(95),
    countInputs: finds<[session: Pointer], number>(30, [pointer], 'size_t *'),
    countOutputs: finds<[session: Pointer], number>(31, [pointer], 'size_t *'),
    inputType: finds<[session: Pointer, index: number]>(33, [pointer, 'size_t']),
    inputName: named(36),
    outputName: named(37),

    /** Belongs to its type. */
    tensorInfo: finds<[type: Pointer]>(55, [pointer]),
    valueInfo: finds<[value: Pointer]>(65, [pointer]),
    elementType: finds<[info: Pointer], number>(60, [pointer], 'int *'),
    countElements: finds<[info: Pointer], number>(64, [pointer], 'size_t *'),
    dims: (info: Pointer): number[] => listed<bigint | number>(62, 'int64_t *', info).map(Number),
    /** Names of its axes; empty where an axis has a size. */
    axes: (info: Pointer): string[] => listed<string>(63, 'const char **', info),
    releaseType: gives(98),
    releaseInfo: gives(99),

    hostMemory: finds<[allocator: number, kind: number]>(69, ['int', 'int']),
    memoryOf: finds<[name: string, allocator: number, id: number, kind: number]>(68, ['str', 'int', 'int', 'int']),
    releaseMemory: gives(94),
    wrap: finds<
      [memory: Pointer, data: Pointer, bytes: number, dims: BigInt64Array, rank: number, elementType: number]
    >(49, [pointer, pointer, 'size_t', 'int64_t *', 'size_t', 'int']),
    dataOf: finds<[value: Pointer]>(51, [pointer]),
    releaseValue: gives(96),

    createBinding: finds<[session: Pointer]>(134, [pointer]),
    bindInput: does<[binding: Pointer, name: string, value: Pointer]>(136, pointer, 'str', pointer),
    /** The output is written to that memory, however large it gets. */
    bindOutput: does<[binding: Pointer, name: string, memory: Pointer]>(138, pointer, 'str', pointer),
    syncInputs: does<[binding: Pointer]>(202, pointer),
    run: does<[session: Pointer, options: null, binding: Pointer]>(133, pointer, pointer, pointer),
    syncOutputs: does<[binding: Pointer]>(203, pointer),
    /** In the order in which they were bound. */
    outputs: (binding: Pointer): readonly Pointer[] => {
      const [values, count]: [(Pointer | null)[], number[]] = [[null], [0]];
      boundValues(binding, defaultAllocator, values, count);
      const [list] = values;
      if (!list) return [];
      const found = koffi.decode(list, pointer, count[0] ?? 0) as Pointer[];
      freeWith(defaultAllocator, list);
      return found;
    },
    releaseBinding: gives(135),
  };

  function named(place: number): (session: Pointer, index: number) => string {
    const find = finds<[session: Pointer, index: number, allocator: Pointer]>(place, [pointer, 'size_t', pointer]);
    return (session, index) => {
      const address = find(session, index, defaultAllocator);
      const name = koffi.decode.string(address);
      freeWith(defaultAllocator, address);
      return name;
    };
  }

  /** What the runtime writes into a list of as many as a tensor has axes. */
  function listed<Item>(place: number, list: string, info: Pointer): Item[] {
    const rank = finds<[info: Pointer], number>(61, [pointer], 'size_t *')(info);
    const items = Array.from({ length: rank }, () => null) as unknown as Item[];
    does<[info: Pointer, items: Item[], rank: number]>(place, pointer, koffi.out(list), 'size_t')(info, items, rank);
    return items;
  }
}

export type CApi = ReturnType<typeof openApi>;

let opened: CApi | undefined;

/** Throws where the library is not loaded: onnxruntime-node is to be imported first. */
export function theCApi(): CApi {
  return (opened ??= openApi());
}
