/** Opens an address in the browser that this system opens addresses in. Knows nothing of what is there. */
import { spawn } from 'node:child_process';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  // Not `start`: a shell would read the address.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** False: this system has nothing to open it with, as a server without a screen. */
export async function openInBrowser(url: string): Promise<boolean> {
  const [command = 'xdg-open', ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
