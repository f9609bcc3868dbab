/**
 * After an install: makes the `node` of npm scripts the Node that came with it. npm 11 has done so already; npm 10
 * removes the link again together with the packages of other systems. JavaScript, because the system's own Node runs it.
 */
import { existsSync, linkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const windows = process.platform === 'win32';
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const name = windows ? 'node.exe' : 'node';
const pinned = join(`node-${windows ? 'win' : process.platform}-${process.arch}`, 'bin', name);
const link = join(modules, '.bin', name);

if (!existsSync(join(modules, pinned))) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 24)
    process.stderr.write('Node 24 or newer has to be installed on this system: npm brings none for it.\n');
} else if (!existsSync(link)) {
  if (windows) linkSync(join(modules, pinned), link);
  else symlinkSync(join('..', pinned), link);
}
