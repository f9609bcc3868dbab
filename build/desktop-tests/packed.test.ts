/** What is packed, without Electron: its archive is listed and extracted, and its main runs around the stand-in. */
import { extractAll, listPackage } from '@electron/asar';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { pack, sizesOf } from '../package/pack.ts';
import { readSuggestions } from '../window-tests/kept-texts.ts';
import { openCaption } from '../window-tests/workbench.ts';
import { makeHome, startApp } from './started-app.ts';

test.runIf(process.platform === 'linux')('the packed app holds what it needs, and captions a clip', async (context) => {
  const home = makeHome(context, { drafted: true });
  const [electronDist, output] = [join(home, 'electron'), join(home, 'dist')];
  mkdirSync(join(electronDist, 'locales'), { recursive: true });
  writeFileSync(join(electronDist, 'electron'), '#!/bin/sh\n');
  chmodSync(join(electronDist, 'electron'), 0o755);
  writeFileSync(join(electronDist, 'locales/en-US.pak'), '');
  await pack({ root: PROGRAM_FOLDER, electronDist, targets: ['dir'], output, ffmpegFolder: null, isStandIn: true });

  const unpacked = join(output, 'linux-unpacked');
  const archive = join(unpacked, 'resources/app.asar');
  const files = listPackage(archive, { isPack: false }).map((path) => path.slice(1));
  expect(files.filter((path) => /\.(ts|svelte|map)$/.test(path))).toEqual([]);
  const packages = files.flatMap((path) => /^node_modules\/([\w-]+)$/.exec(path)?.[1] ?? []);
  expect(packages).toEqual(['onnxruntime-common', 'onnxruntime-node']);
  const natives = files.filter((path) => /onnxruntime-node\/bin\/napi-v6\/\w+\/\w+$/.test(path));
  expect(natives).toEqual([`node_modules/onnxruntime-node/bin/napi-v6/linux/${process.arch}`]);
  const parts = sizesOf(unpacked).map(({ part }) => part);
  expect(parts).toEqual(expect.arrayContaining(['LICENSE', 'THIRD_PARTY_NOTICES', 'resources/launchers']));

  // Out of the repository, so that nothing of it is found from there.
  const program = join(home, 'extracted');
  extractAll(archive, program);
  const project = join(home, 'samples.panda');
  const drafts = readSuggestions(project).length;
  const app = await startApp(context, { home, program, args: [project] });
  const page = await app.page();
  await openCaption(page, 'clip-05.mp4');
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await expect.poll(() => readSuggestions(project).length, { timeout: 60_000 }).toBe(drafts + 1);
  expect(app.electron.children.every(({ path }) => path.startsWith(program))).toBe(true);
  app.complaints.throwIfAny();
});
