import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../library/test-folder.ts';
import { chooseModel, isDamaged, listModels } from './find.ts';
import { pandaHome } from './home.ts';
import { REQUIRED_FILES } from './manifest.ts';
import { verifyFiles } from './verify.ts';

const makeFolder = foldersUntil(afterAll);

interface Entry {
  bytes: number;
  sha256: string;
}

/** A folder in the form of a model, whose files hold their own names; `change` may spoil its manifest. */
function makeModel(
  folder: string,
  id: string,
  change: (files: Record<string, Entry>) => unknown = () => undefined,
): void {
  mkdirSync(folder, { recursive: true });
  const files: Record<string, Entry> = {};
  for (const name of REQUIRED_FILES) {
    writeFileSync(join(folder, name), name);
    files[name] = { bytes: name.length, sha256: createHash('sha256').update(name).digest('hex') };
  }
  const facts = {
    name: id,
    version: '1.0.0',
    architecture: 'video-panda',
    precision: 'fp16',
    licence: 'x',
    source: 'x',
  };
  change(files);
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({ format: 'panda-model', formatVersion: 1, id, ...facts, files }),
  );
}

function makePlaces(): { home: string; shipped: string } {
  const home = makeFolder();
  return { home, shipped: join(home, 'program') };
}

async function causeOf(
  change: (files: Record<string, Entry>) => unknown,
  spoil: (folder: string) => void = () => undefined,
) {
  const places = makePlaces();
  makeModel(places.shipped, 'tiny', change);
  spoil(places.shipped);
  const [model] = await listModels(places);
  return model && isDamaged(model) && model.problem.code === 'model-damaged' ? model.problem.cause : null;
}

test("a person's own models come before the one that ships, and a name or a folder chooses", async () => {
  const places = makePlaces();
  makeModel(places.shipped, 'mini');
  makeModel(join(places.home, 'models', 'panda 10'), 'ten');
  makeModel(join(places.home, 'models', 'panda 2'), 'two');
  const ids = (await listModels(places)).map((model) => (isDamaged(model) ? null : model.manifest.id));
  const chosen = await Promise.all([undefined, 'mini', places.shipped].map((wanted) => chooseModel(wanted, places)));
  expect([ids, chosen.map(({ manifest, origin }) => [manifest.id, origin])]).toEqual([
    ['two', 'ten', 'mini'],
    [
      ['two', 'own'],
      ['mini', 'shipped'],
      ['mini', 'named'],
    ],
  ]);
});

test('without a model, or with another name, it says where it looked and what there is', async () => {
  const places = makePlaces();
  await expect(chooseModel(undefined, places)).rejects.toMatchObject({
    problem: { code: 'model-missing', looked: [join(places.home, 'models'), places.shipped] },
  });
  makeModel(places.shipped, 'mini');
  await expect(chooseModel('maxi', places)).rejects.toMatchObject({
    problem: { code: 'model-unknown', id: 'maxi', known: ['mini'] },
  });
});

test('a damaged model that would be the default is refused, and never passed over for another', async () => {
  const places = makePlaces();
  makeModel(places.shipped, 'mini');
  makeModel(join(places.home, 'models', 'large'), 'large');
  rmSync(join(places.home, 'models', 'large', 'stab.onnx'));
  await expect(chooseModel(undefined, places)).rejects.toMatchObject({
    problem: { code: 'model-damaged', path: join(places.home, 'models', 'large'), cause: 'stab.onnx is missing' },
  });
});

test('a hostile manifest is refused: paths out of the folder, links out of it, sizes that lie', async () => {
  const entry = { bytes: 0, sha256: '0'.repeat(64) };
  const inside = 'a file must lie inside the model folder, by a relative path with forward slashes';
  for (const path of ['../x', '/etc/passwd', 'a/../../x', 'C:x', 'a\\..\\x', './x', 'a//b', 'x\0y']) {
    expect(await causeOf((files) => (files[path] = entry))).toContain(inside);
  }
  expect(await causeOf((files) => (files['config.json'] = { bytes: 5, sha256: '0'.repeat(64) }))).toBe(
    'config.json has 11 bytes instead of 5',
  );
  expect(await causeOf((files) => delete files['stab.onnx'])).toContain(
    'needs config.json, tokenizer.model, stab.onnx',
  );
  const linkOut = (folder: string): void => {
    rmSync(join(folder, 'stab.onnx'));
    symlinkSync('/etc/hostname', join(folder, 'stab.onnx'));
  };
  expect(await causeOf(() => undefined, linkOut)).toBe('stab.onnx is a link that leads out of the folder');
  expect(
    await causeOf(
      () => undefined,
      (folder) => writeFileSync(join(folder, 'manifest.json'), '{"format"'),
    ),
  ).toBe('manifest.json is not JSON');
  expect(
    await causeOf(
      () => undefined,
      (folder) => appendFileSync(join(folder, 'manifest.json'), ' '.repeat(2 << 20)),
    ),
  ).toBe('manifest.json: it is larger than a manifest can be');
});

test('verifying reads every byte', async () => {
  const places = makePlaces();
  makeModel(places.shipped, 'mini');
  const { manifest, folder } = await chooseModel('mini', places);
  await verifyFiles(folder, manifest);
  writeFileSync(join(folder, 'stab.onnx'), 'stab.onnX');
  await expect(verifyFiles(folder, manifest)).rejects.toThrow('stab.onnx has the sha256');
});

test('the home of models is set by PANDA_HOME or by what the system keeps', () => {
  expect([
    pandaHome({ PANDA_HOME: '/models' }, 'linux'),
    pandaHome({ XDG_DATA_HOME: '/data' }, 'linux'),
    pandaHome({ LOCALAPPDATA: '/local' }, 'win32'),
  ]).toEqual(['/models', '/data/panda-annotator', '/local/panda-annotator']);
});
