/** `panda` itself, on a Node that can run it: reads the command, runs it, ends with its exit code. */
import { runProgram } from './program.ts';

// Started by bin.js: when that is killed, nobody can stop this process any more, so it goes as well.
if (process.env['PANDA_STARTED_BY_BIN'] === '1') {
  delete process.env['PANDA_STARTED_BY_BIN'];
  process.on('disconnect', () => process.exit(1));
  process.channel?.unref();
}
// Whoever read our output has left, as `head` does: what every program does then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 141 : 1));
process.stderr.on('error', () => undefined);

process.exitCode = await runProgram(process.argv.slice(2));
