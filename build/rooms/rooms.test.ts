import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rooms } from './table.ts';
import { checkRooms } from './violations.ts';

const top = resolve(import.meta.dirname, '../..');

describe('the rooms', () => {
  let house: string;

  beforeEach(() => {
    house = mkdtempSync(join(tmpdir(), 'rooms-'));
    put('package.json', '{ "type": "module", "dependencies": { "fluent-ffmpeg": "*" } }');
  });

  afterEach(() => rmSync(house, { recursive: true }));

  function put(path: string, text: string): void {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }

  it('let services import the engine', async () => {
    put('main/engine/index.ts', 'export const tokens = 1;');
    put('main/services/drafting.ts', "import { tokens } from '../engine/index.ts';\nexport const draft = tokens;");
    expect(await checkRooms(house)).toEqual({ files: 2, violations: [] });
  });

  it('do not let the engine import services, not even their types', async () => {
    put('main/services/drafting.ts', 'export const draft = 1;\nexport type Draft = number;');
    put('main/engine/index.ts', "import { draft } from '../services/drafting.ts';\nexport const tokens = draft;");
    put('main/engine/type.ts', "import type { Draft } from '../services/drafting.ts';\nexport type Tokens = Draft;");
    expect((await checkRooms(house)).violations).toEqual([
      'main/engine/index.ts -> main/services/drafting.ts: main/engine may use no other room',
      'main/engine/type.ts -> main/services/drafting.ts: main/engine may use no other room',
    ]);
  });

  it('let a test feed its room, and nobody import the test', async () => {
    put('main/media/index.ts', 'export const frames = 1;');
    put('native-models/world.ts', 'export const world = 1;');
    put('native-models/world.test.ts', "import { frames } from '../main/media/index.ts';\nexport const fed = frames;");
    put('native-models/card.ts', "import { fed } from './world.test.ts';\nexport const card = fed;");
    expect((await checkRooms(house)).violations).toEqual([
      'native-models/card.ts -> native-models/world.test.ts: what two files need does not stand in a test',
    ]);
  });

  it('let nobody import build', async () => {
    put('build/run.ts', 'export const run = 1;');
    put('main/cli/index.ts', "import { run } from '../../build/run.ts';\nexport const cli = run;");
    expect((await checkRooms(house)).violations).toEqual([
      'main/cli/index.ts -> build/run.ts: main/cli may use only main/contract, main/services, main/host',
    ]);
  });

  it('keep Node out of the document and a package in its one room', async () => {
    put('node_modules/fluent-ffmpeg/package.json', '{ "name": "fluent-ffmpeg", "main": "index.js" }');
    put('node_modules/fluent-ffmpeg/index.js', 'module.exports = {};');
    put('main/media/ffmpeg.ts', "import ffmpeg from 'fluent-ffmpeg';\nexport const media = ffmpeg;");
    put('main/services/library.ts', "import ffmpeg from 'fluent-ffmpeg';\nexport const library = ffmpeg;");
    put('main/document/video.ts', "import { join } from 'node:path';\nexport const video = join('a', 'b');");
    expect((await checkRooms(house)).violations).toEqual([
      "main/document/video.ts -> path: main/document may not import Node's own modules",
      'main/services/library.ts -> node_modules/fluent-ffmpeg/index.js: fluent-ffmpeg may be imported in main/media only',
    ]);
  });

  it('see a circle and an import that leads nowhere', async () => {
    put('main/document/video.ts', "import { clip } from './clip.ts';\nexport const video = () => clip;");
    put('main/document/clip.ts', "import { video } from './video.ts';\nexport const clip = () => video;");
    put('main/document/lost.ts', "export { nothing } from './nothing.ts';");
    expect((await checkRooms(house)).violations).toEqual([
      'main/document/clip.ts -> main/document/video.ts: imports go round in a circle',
      'main/document/lost.ts -> ./nothing.ts: the import leads nowhere',
    ]);
  });
});

describe('the table of rooms', () => {
  it('names every room there is', () => {
    const named = new Set(rooms.map((room) => room.folder));
    const there = [...foldersIn('main').map((name) => `main/${name}`), ...foldersIn('.')];
    const roomless = ['main', 'docs', 'node_modules', 'out', 'dist'];
    expect(there.filter((folder) => !named.has(folder) && !roomless.includes(folder))).toEqual([]);
  });

  it('agrees with the TypeScript projects about who may use whom', () => {
    const projects = rooms.filter((room) => !['program', 'renderer'].includes(room.project));
    for (const { folder, uses, node, project } of projects) {
      const { include, references, compilerOptions } = readProject(project);
      expect({ folder, include, references, types: compilerOptions?.types ?? [] }).toEqual({
        folder,
        include: [`../../${folder}`],
        references: uses.map((used) => ({ path: `${basename(used)}.json` })),
        types: node ? ['node'] : [],
      });
    }
  });

  it('has every other room in the project they share', () => {
    const shared = rooms.filter((room) => room.project === 'program');
    expect(readProject('program').include).toEqual(shared.map((room) => `../../${room.folder}`));
  });

  function foldersIn(folder: string): string[] {
    return readdirSync(join(top, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name);
  }

  interface Project {
    readonly include: string[];
    readonly references: { readonly path: string }[];
    readonly compilerOptions?: { readonly types?: string[] };
  }

  function readProject(name: string): Project {
    return JSON.parse(readFileSync(join(top, 'build/typescript', `${name}.json`), 'utf8')) as Project;
  }
});
