/** Where the installed app begins: it opens its windows, or is `panda`, the command. Knows neither. */
import { startShell } from './shell.ts';

if (process.env['PANDA_AS_COMMAND'] === '1') await import('./command.ts');
else startShell();
