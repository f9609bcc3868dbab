/**
 * Draws icon.svg in all sizes and formats that systems want, beside it: `node build/icons/make.ts`, after the drawing was
 * changed. What it writes is in the repository, because packing must not need a browser. Knows no app.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, launchChromium, NO_CHROMIUM } from '../window-tests/chromium.ts';

const here = import.meta.dirname;
const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024] as const;
type Size = (typeof SIZES)[number];

/** Windows: up to 256. */
const ICO: readonly Size[] = [16, 32, 48, 64, 128, 256];
/** macOS: which size stands under which name; the ones for dense screens are twice as large as what they stand for. */
const ICNS: readonly (readonly [type: string, size: Size])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

const executablePath = findChromium();
if (executablePath === undefined) throw new Error(NO_CHROMIUM);
const browser = await launchChromium(executablePath);
const pictures = new Map<Size, Buffer>();
const page = await browser.newPage();
const svg = readFileSync(join(here, 'icon.svg'), 'utf8');
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  pictures.set(size, await page.screenshot({ omitBackground: true }));
}
await browser.close();

mkdirSync(join(here, 'png'), { recursive: true });
for (const size of SIZES) writeFileSync(join(here, 'png', `${size}x${size}.png`), pictureOf(size));
writeFileSync(join(here, 'icon.ico'), icoOf(ICO));
writeFileSync(join(here, 'icon.icns'), icnsOf());

function pictureOf(size: Size): Buffer {
  const picture = pictures.get(size);
  if (picture === undefined) throw new RangeError(`There is no picture of ${size}`);
  return picture;
}

/** A head, an entry of 16 bytes for each picture, then the pictures as PNG. */
function icoOf(sizes: readonly Size[]): Buffer {
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  for (const [index, size] of sizes.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(pictureOf(size).length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += pictureOf(size).length;
  }
  return Buffer.concat([head, ...sizes.map(pictureOf)]);
}

/** `icns` and the length of all; then each picture after its name and length. */
function icnsOf(): Buffer {
  const parts = ICNS.map(([type, size]) => Buffer.concat([named(type, 8 + pictureOf(size).length), pictureOf(size)]));
  return Buffer.concat([named('icns', 8 + parts.reduce((sum, part) => sum + part.length, 0)), ...parts]);
}

function named(type: string, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(length, 4);
  return head;
}
