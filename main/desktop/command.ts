/**
 * `panda` as a mode of the installed app: its launcher (build/desktop/launchers) says so by a variable and gives what was
 * typed after `--`. No window is opened. Knows no command.
 */
import { app } from 'electron';
import { runProgram } from '../cli/program.ts';
import { startEnginesBy } from '../services/index.ts';
import { awaitEngine } from './engine-channel.ts';
import { startEngineProcess } from './engine-host.ts';

delete process.env['PANDA_AS_COMMAND'];
const begin = process.argv.indexOf('--');

startEnginesBy(() => {
  const started = startEngineProcess();
  const birth = awaitEngine({ kill: started.kill });
  void started.pid.then((pid) => birth.given(started.port, pid));
  void started.ended.then(birth.ended);
  return birth.process;
});

app.dock?.hide();
void app.whenReady().then(async () => {
  app.exit(await runProgram(begin < 0 ? [] : process.argv.slice(begin + 1)));
});
