/** Paths of this machine as people type them into a window. Knows no file. */
import { homedir } from 'node:os';
import { resolve } from 'node:path';

/** `~` is the home folder, and what is not absolute lies below it: nobody at a window knows where the host was started. */
export function hostPath(typed: string): string {
  return resolve(
    homedir(),
    typed.replace(/^~(?=[\\/]|$)/, () => homedir()),
  );
}
