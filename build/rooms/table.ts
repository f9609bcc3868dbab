/**
 * The rooms of the house and who may knock on whose door. A new room is a row here; a pure one also gets a project in
 * build/typescript. Knows nothing of how the table is checked (rules.ts) and nothing inside a room.
 */

export interface Room {
  readonly folder: string;
  /** The rooms it may import from, besides itself. */
  readonly uses: readonly string[];
  /** The rooms that its tests may import from as well, to feed it. */
  readonly testsUse: readonly string[];
  /** Whether it may import Node's own modules. */
  readonly node: boolean;
  /** Its own project build/typescript/<project>.json, which compiles it without DOM; the others share `program`. */
  readonly project: string;
}

const everyRoomButTheFaces = [
  'main/document',
  'main/contract',
  'main/engine',
  'main/media',
  'main/store',
  'main/formats',
  'main/services',
  'native-models',
];

export const rooms: readonly Room[] = [
  { folder: 'main/document', uses: [], testsUse: [], node: false, project: 'document' },
  { folder: 'main/contract', uses: ['main/document'], testsUse: [], node: false, project: 'contract' },
  { folder: 'main/engine', uses: [], testsUse: ['native-models'], node: true, project: 'engine' },
  { folder: 'native-models', uses: ['main/engine'], testsUse: ['main/media'], node: true, project: 'native-models' },
  { folder: 'main/media', uses: ['main/document'], testsUse: [], node: true, project: 'program' },
  { folder: 'main/store', uses: ['main/document'], testsUse: [], node: true, project: 'program' },
  { folder: 'main/formats', uses: ['main/document'], testsUse: [], node: true, project: 'formats' },
  {
    folder: 'main/services',
    uses: everyRoomButTheFaces.filter((folder) => folder !== 'main/services'),
    testsUse: [],
    node: true,
    project: 'program',
  },
  {
    folder: 'main/host',
    uses: ['main/contract', 'main/services'],
    testsUse: everyRoomButTheFaces,
    node: true,
    project: 'program',
  },
  // `panda` is a mode of the installed app, which has no Node beside it.
  {
    folder: 'main/desktop',
    uses: ['main/contract', 'main/services', 'main/cli'],
    testsUse: everyRoomButTheFaces,
    node: true,
    project: 'program',
  },
  // `panda serve` is the command that starts the host.
  {
    folder: 'main/cli',
    uses: ['main/contract', 'main/services', 'main/host'],
    testsUse: everyRoomButTheFaces,
    node: true,
    project: 'program',
  },
  { folder: 'renderer', uses: ['main/document', 'main/contract'], testsUse: [], node: false, project: 'renderer' },
  {
    folder: 'build',
    uses: [...everyRoomButTheFaces, 'main/desktop', 'main/host', 'main/cli', 'renderer'],
    testsUse: [],
    node: true,
    project: 'program',
  },
];

/** Packages that one room alone may import: what they bring in (native code, a window, a child process) stays there. */
export const packagesOfOneRoom: Readonly<Record<string, string>> = {
  electron: 'main/desktop',
  'fluent-ffmpeg': 'main/media',
  koffi: 'main/engine',
  'onnxruntime-node': 'main/engine',
};
