/** Opens an address in the browser that this system opens addresses in. Knows nothing of what is there. */
import { spawn } from 'node:child_process';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  // Not `start`: a shell would read the address.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** What opens a browser says soon when it cannot; one that is the browser itself stays. */
const VERDICT_MS = 2000;

/** False: this system has nothing to open it with, as a server without a screen. */
export async function openInBrowser(url: string): Promise<boolean> {
  const [command = '', ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.unref();
  return new Promise((resolve) => {
    const patience = setTimeout(() => resolve(true), VERDICT_MS);
    const end = (isOpen: boolean): void => {
      clearTimeout(patience);
      resolve(isOpen);
    };
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
  });
}
