#!/usr/bin/env node
/**
 * Starts `panda` on a Node that can run its sources: this one, or the one that npm installed beside them.
 * Plain JavaScript, because it may be read by any Node. Knows nothing of what panda does.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_MAJOR = 24;
const program = fileURLToPath(new URL('./panda.ts', import.meta.url));

// Halves the time to start. Beside what is run, for whoever may write there may change that too; a temporary folder is anybody's.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

if (Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR) {
  module.enableCompileCache();
  await import('./panda.ts');
} else {
  const node = installedNode();
  if (node === undefined) {
    process.stderr.write(
      `panda needs Node ${OLDEST_MAJOR} or newer, and this is ${process.versions.node}. ` +
        `Run npm ci in ${fileURLToPath(new URL('../..', import.meta.url))}, or install Node ${OLDEST_MAJOR}.\n`,
    );
    process.exitCode = 3;
  } else {
    runOn(node);
  }
}

/** The binary of npm's package for this system, where it was installed. */
function installedNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  for (const from of ['../../package.json', '../../build/node/package.json']) {
    try {
      const manifest = createRequire(new URL(from, import.meta.url)).resolve(`${name}/package.json`);
      const path = join(dirname(manifest), binary);
      if (existsSync(path)) return path;
    } catch {
      // Not there; the next place may have it.
    }
  }
  return undefined;
}

function runOn(node) {
  // Over the channel the child notices when this process is killed, and goes as well.
  const child = spawn(node, [program, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PANDA_STARTED_BY_BIN: '1' },
  });
  // On Windows a console tells both, and kill() would not be a signal.
  const pass = (signal) => (process.platform === 'win32' ? undefined : child.kill(signal));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => pass(signal));
  child.on('error', (error) => {
    process.stderr.write(`${node} cannot be started: ${error.message}\n`);
    process.exitCode = 3;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 0);
  });
}
