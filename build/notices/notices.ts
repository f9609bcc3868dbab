/**
 * The licences of everything that is shipped within the app, as one text: the packages that the program uses, those that are
 * built into the window, and what is no package. Knows nothing of how the app is packed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Of a run from the sources alone: an installed app has its own Node, no ffmpeg of npm's, and nothing of benchmarks. */
const NOT_SHIPPED = [/^node-/, /^@node-llama-cpp\//, /^@ffmpeg-installer\//, /^@ffprobe-installer\//];

/** Another package's native code for each system, under that package's licence. */
const PARTS_OF_OTHERS = [/^@koromix\/koffi-/];

/** They have no file with their licence, or one that says only where it is. */
const MICROSOFT = 'Copyright (c) Microsoft Corporation. All rights reserved.';
const COPYRIGHTS: Readonly<Record<string, string>> = { 'onnxruntime-node': MICROSOFT, 'onnxruntime-common': MICROSOFT };

/** For those that name their licence and do not bring its text. */
const NO_WARRANTY = `THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
const TEXTS: Readonly<Record<string, string>> = {
  MIT: `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to
whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and this
permission notice shall be included in all copies or substantial portions of the Software.

${NO_WARRANTY}`,
  ISC: `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.

${NO_WARRANTY}`,
};

const HEAD = `THIRD-PARTY NOTICES

Panda Annotator is under the Apache License 2.0 (LICENSE). Within its packages are also the following, each under its own
licence. This file is made by \`npm run notices\` from package-lock.json and the packages themselves.

Electron, Chromium and Node.js lie in the package as Electron publishes them; their licences are the files LICENSE (or
LICENSE.electron.txt) and LICENSES.chromium.html beside the app. Where an ffmpeg is bundled, its licence lies beside it, in
resources/ffmpeg. Panda-Mini, its weights and the sample clips were made for this project and are under its licence.
`;

export function noticesOf(root: string): string {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const shipped = new Set(
    Object.entries(packages).flatMap(([path, { dev, devOptional, link }]) =>
      path.startsWith('node_modules/') && dev !== true && devOptional !== true && link !== true ? [path] : [],
    ),
  );
  for (const name of packagesOfWindow(root)) addWithNeeds(`node_modules/${name}`, packages, shipped);
  const parts = [...shipped]
    .filter((path) => ![...NOT_SHIPPED, ...PARTS_OF_OTHERS].some((not) => not.test(nameOf(path))))
    .sort()
    .map((path) => partOf(root, path, packages[path] ?? {}));
  // A package that lies there twice in the same version is said once.
  return `${[HEAD, ...new Set(parts)].join(`\n${'-'.repeat(100)}\n\n`)}`;
}

/** What the window's sources import; types alone are taken for more than they are. */
function packagesOfWindow(root: string): readonly string[] {
  const folder = join(root, 'renderer');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.test.ts'));
  const named = /(?:from|import) ?\(?['"]([^.'"][^'"]*)['"]/g;
  const names = sources.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(named)].map(([, name = '']) => packageOf(name)),
  );
  return [...new Set(names)].filter((name) => existsSync(join(root, 'node_modules', name)));
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Found as Node finds them: beside, or further up. */
function addWithNeeds(path: string, packages: Readonly<Record<string, Locked>>, shipped: Set<string>): void {
  if (shipped.has(path) || !(path in packages)) return;
  shipped.add(path);
  for (const name of Object.keys(packages[path]?.dependencies ?? {})) {
    let above = path;
    while (above !== '' && !(`${above}/node_modules/${name}` in packages)) {
      above = above.slice(0, Math.max(0, above.lastIndexOf('/node_modules/')));
    }
    addWithNeeds(above === '' ? `node_modules/${name}` : `${above}/node_modules/${name}`, packages, shipped);
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function partOf(root: string, path: string, { version = '', license = '' }: Locked): string {
  const folder = join(root, path);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const texts = files
    .filter((file) => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  const name = nameOf(path);
  const says =
    texts.length > 0 ? texts.join('\n\n') : [COPYRIGHTS[name] ?? authorOf(folder), TEXTS[license] ?? ''].join('\n\n');
  return `${name} ${version} (${license})\n\n${says}\n`;
}

/** Without a file: what its package.json says of who made it. */
function authorOf(folder: string): string {
  if (!existsSync(join(folder, 'package.json'))) return '';
  const { author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly author?: string | { readonly name: string };
  };
  const name = typeof author === 'string' ? author : author?.name;
  return name === undefined ? '' : `Copyright (c) ${name}`;
}
