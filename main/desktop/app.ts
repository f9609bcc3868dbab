/** Where the installed app begins: it opens its windows, or is `panda`, the command. Knows neither. */
import { announceOwnFfmpeg } from './own-ffmpeg.ts';
import { startShell } from './shell.ts';

announceOwnFfmpeg();
if (process.env['PANDA_AS_COMMAND'] === '1') await import('./command.ts');
else startShell();
