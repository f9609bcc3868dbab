/**
 * What is packed, without Electron: a program that stands in for it is packed in its place, and runs the app from its archive,
 * once that is extracted, as Electron would.
 */
import { extractAll, listPackage } from '@electron/asar';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { findFfmpeg } from '../../main/media/index.ts';
import { PROGRAM_FOLDER, SHIPPED_SAMPLES } from '../../main/services/index.ts';
import { pack, sizesOf } from '../package/pack.ts';
import { readSuggestions } from '../window-tests/kept-texts.ts';
import { openCaption } from '../window-tests/workbench.ts';
import { makeHome, startApp } from './started-app.ts';

const STAND_IN = new URL('./stand-in/without-windows.ts', import.meta.url).href;
const FPM = join(PROGRAM_FOLDER, 'build/package/fpm');
const DPKG = 'dpkg-deb';
const dpkg = (...args: readonly string[]) => spawnSync(DPKG, args, { encoding: 'utf8' });
/** By this Electron's binary says which of its fuses are on; of version 1, and eight. */
const FUSES = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x08';
const published = {
  homepage: 'https://example.org/panda',
  maintainer: { name: 'Some One', email: 'some@example.org' },
  releaseFeed: 'https://example.org/latest',
};

test.runIf(process.platform === 'linux')('the packed app holds what it needs, and captions a clip', async (context) => {
  const home = makeHome(context, { drafted: true });
  const unpacked = join(home, 'dist/linux-unpacked');
  const resources = join(unpacked, 'resources');
  vi.stubEnv('CUSTOM_FPM_PATH', FPM);
  // Nobody waits for a smaller one.
  vi.stubEnv('DPKG_DEB_COMPRESSOR_LEVEL', '0');
  context.onTestFinished(() => void vi.unstubAllEnvs());
  const hasDpkg = dpkg('--version').status === 0;
  const made = await pack({
    ...{ root: PROGRAM_FOLDER, electronDist: standInFor(home), output: join(home, 'dist'), published },
    ...{ ffmpegFolder: await ffmpegIn(home), targets: ['dir', ...(hasDpkg ? ['deb'] : [])] },
  });

  const archive = join(resources, 'app.asar');
  const files = listPackage(archive, { isPack: false }).map((path) => path.slice(1));
  expect(files.filter((path) => /\.(ts|svelte|map)$/.test(path))).toEqual([]);
  const packages = files.flatMap((path) => /^node_modules\/([\w-]+)$/.exec(path)?.[1] ?? []);
  expect(packages).toEqual(['koffi', 'onnxruntime-common', 'onnxruntime-node']);
  const natives = files.filter((path) => /onnxruntime-node\/bin\/napi-v6\/\w+\/\w+$/.test(path));
  expect(natives).toEqual([`node_modules/onnxruntime-node/bin/napi-v6/linux/${process.arch}`]);
  const parts = sizesOf(unpacked).map(({ part }) => part);
  const wanted = ['LICENSE', 'THIRD_PARTY_NOTICES', 'resources/launchers', 'resources/ffmpeg'];
  expect(parts).toEqual(expect.arrayContaining(wanted));
  // No Node, no NODE_OPTIONS, no inspector, its archive alone and checked, no file:// of more rights.
  const binary = readFileSync(join(unpacked, 'panda-annotator'), 'latin1');
  expect(binary.slice(binary.indexOf(FUSES) + FUSES.length).trim()).toBe('00001100');

  // Out of the repository, so that nothing of it is found from there.
  const program = join(resources, 'app');
  extractAll(archive, program);
  expect(JSON.parse(readFileSync(join(program, 'package.json'), 'utf8'))).toMatchObject({
    ...{ homepage: published.homepage, releaseFeed: published.releaseFeed },
  });
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

  // `panda`, with its own ffmpeg alone: first by a link, then as the deb puts it.
  const bare = bareFolder(home);
  const panda = (launcher: string, ...args: string[]) => {
    const env = { PATH: bare, PANDA_HOME: join(home, 'home'), PANDA_TEST_NODE: process.execPath };
    const { status, stdout, stderr } = spawnSync(launcher, args, { env, encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };
  const linked = join(bare, 'panda');
  symlinkSync(join(resources, 'launchers/panda'), linked);
  const clip = join(SHIPPED_SAMPLES, 'clip-05.mp4');
  expect(panda(linked, 'ask', clip, 'What is the ring doing?')).toMatchObject({
    ...{ status: 0, said: expect.stringContaining('down') as string },
  });
  expect(panda(linked, 'doctor').said).toContain(join(resources, 'ffmpeg/ffmpeg'));
  expect(panda(linked, 'ask').status).toBe(2);
  const alone = join(home, 'panda');
  copyFileSync(linked, alone);
  expect(panda(alone)).toEqual({ status: 3, said: 'panda: Panda Annotator is not where it was installed\n' });

  if (!hasDpkg) return;
  const deb = made.find((path) => path.endsWith('.deb')) ?? '';
  expect(basename(deb)).toMatch(/^panda-annotator_0\.1\.0_\w+\.deb$/);
  const root = join(home, 'root');
  dpkg('-x', deb, root);
  cpSync(program, join(root, 'opt/Panda Annotator/resources/app'), { recursive: true });
  expect(panda(join(root, 'usr/bin/panda'), '--version')).toEqual({ status: 0, said: '0.1.0\n' });
  const control = dpkg('-f', deb).stdout;
  for (const line of [
    'Maintainer: Some One <some@example.org>',
    'Homepage: https://example.org/panda',
    'Recommends: ffmpeg',
  ])
    expect(control.split('\n')).toContain(line);
  const entry = readFileSync(join(root, 'usr/share/applications/panda-annotator.desktop'), 'utf8').split('\n');
  expect(entry).toEqual(
    expect.arrayContaining([
      'Exec="/opt/Panda Annotator/panda-annotator" %U',
      'MimeType=application/x-panda-annotator;',
    ]),
  );
  expect(readFileSync(join(root, 'usr/share/mime/packages/panda-annotator.xml'), 'utf8')).toContain('*.panda');
});

/** A folder as Electron publishes it, whose program runs the app in plain Node. Its fuses are the wrong way round. */
function standInFor(home: string): string {
  const folder = join(home, 'electron');
  mkdirSync(join(folder, 'locales'), { recursive: true });
  const script = [
    '#!/bin/sh',
    'here=$(dirname "$(readlink -f "$0")")',
    'export PANDA_STAND_IN_RESOURCES="$here/resources"',
    `exec "$PANDA_TEST_NODE" --import "${STAND_IN}" "$here/resources/app/out/desktop/app.js" "$@"`,
    `${FUSES}10110001`,
    '',
  ];
  writeFileSync(join(folder, 'electron'), script.join('\n'), 'latin1');
  chmodSync(join(folder, 'electron'), 0o755);
  for (const name of ['locales/en-US.pak', 'chrome-sandbox']) writeFileSync(join(folder, name), '');
  return folder;
}

/** This machine's, as whoever packs would lay it there. */
async function ffmpegIn(home: string): Promise<string> {
  const folder = join(home, 'ffmpeg');
  mkdirSync(folder);
  const { path, probePath } = await findFfmpeg();
  cpSync(path, join(folder, 'ffmpeg'), { dereference: true });
  cpSync(probePath, join(folder, 'ffprobe'), { dereference: true });
  writeFileSync(join(folder, 'COPYING'), 'Its licence.\n');
  return folder;
}

/** What a launcher needs, and no ffmpeg. */
function bareFolder(home: string): string {
  const folder = join(home, 'bin');
  mkdirSync(folder);
  for (const name of ['sh', 'readlink', 'dirname', 'uname', 'id']) {
    const found = spawnSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
    symlinkSync(found, join(folder, name));
  }
  return folder;
}
