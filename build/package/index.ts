/**
 * `npm run package`, or `npm run package -- dir deb`: packs the app for this system. Without names: whatever this machine has
 * the tools for; docs/packages.md says which need what.
 */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findElectron } from '../start/electron.ts';
import { ffmpegToPack } from './ffmpeg.ts';
import { pack, sizesOf } from './pack.ts';
import { publishedBy } from './published.ts';

const root = resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { fetch: { type: 'boolean', default: false }, 'for-tests': { type: 'boolean', default: false } },
});

/** On macOS the binary lies deeper. */
const binary = findElectron(root);
const electronDist = binary && (process.platform === 'darwin' ? resolve(binary, '../../../..') : dirname(binary));

if (electronDist === undefined && !values.fetch) {
  console.error(
    'There is no Electron to pack: neither in node_modules/electron/dist nor where ELECTRON_OVERRIDE_DIST_PATH points.\n' +
      'Where GitHub may be reached: npx install-electron, or npm run package -- --fetch.\n' +
      'Elsewhere: unpack electron-v45.4.1-SYSTEM-ARCH.zip of https://github.com/electron/electron/releases (the sums are in\n' +
      'node_modules/electron/checksums.json) into a folder, and name it: ELECTRON_OVERRIDE_DIST_PATH=FOLDER npm run package.',
  );
  process.exitCode = 3;
} else {
  const ffmpegFolder = ffmpegToPack(process.env, process.platform);
  const published = publishedBy(process.env);
  const output = join(root, 'dist');
  if (process.platform === 'linux' && !values.fetch) useOwnTools();
  const targets = positionals.length > 0 ? positionals : usualTargets();
  const made = await pack({
    ...{ root, electronDist, output, ffmpegFolder, targets, published },
    isForTests: values['for-tests'],
  });
  for (const path of made) console.log(`Packed: ${path}`);
  const unpacked = join(output, `${process.platform === 'win32' ? 'win' : process.platform}-unpacked`);
  if (existsSync(unpacked)) {
    for (const { part, bytes } of sizesOf(unpacked).slice(0, 12)) {
      console.log(`${(bytes / 1e6).toFixed(1).padStart(8)} MB  ${part}`);
    }
  }
  console.log(
    published.maintainer === undefined || published.homepage === undefined
      ? 'For trying out: it does not say who publishes it (docs/packages.md).'
      : `Published by ${published.maintainer.name}.`,
  );
  console.log(
    ffmpegFolder === null ? 'Without ffmpeg: the app looks for one on the machine (docs/packages.md).' : 'With ffmpeg.',
  );
}

/** What needs tools that would have to be fetched first is made where that is wanted. */
function usualTargets(): readonly string[] {
  if (process.platform === 'win32') return ['nsis'];
  if (process.platform === 'darwin') return ['dmg'];
  if (values.fetch) return ['dir', 'tar.gz', 'deb', 'AppImage'];
  const has7Zip = Boolean(process.env['ELECTRON_BUILDER_7ZIP_PATH']);
  if (!has7Zip) console.log('No tar.gz: there is no 7-Zip here (apt-get install p7zip-full).');
  return [
    'dir',
    ...(has7Zip ? ['tar.gz'] : []),
    ...(process.env['CUSTOM_FPM_PATH'] ? ['deb'] : []),
    ...(process.env['APPIMAGE_TOOLS_PATH'] ? ['AppImage'] : []),
  ];
}

/** What electron-builder would fetch, where this machine has the like. */
function useOwnTools(): void {
  const sevenZip = findOnPath('7za', '7z');
  if (sevenZip !== undefined) process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= sevenZip;
  if (findOnPath('dpkg-deb') !== undefined) process.env['CUSTOM_FPM_PATH'] ??= join(import.meta.dirname, 'fpm');
}

function findOnPath(...names: readonly string[]): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(':')
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}
