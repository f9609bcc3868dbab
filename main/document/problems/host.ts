/** What can be wrong with opening the app, in a browser or in a window of its own. */
import type { Sentences } from './sentences.ts';

export type HostProblem =
  | { readonly code: 'port-taken'; readonly address: string; readonly port: number }
  | { readonly code: 'address-unusable'; readonly address: string; readonly port: number; readonly cause: string }
  | { readonly code: 'window-not-built'; readonly folder: string }
  | { readonly code: 'password-needed'; readonly address: string }
  | { readonly code: 'password-unreadable'; readonly path: string; readonly cause: string }
  | { readonly code: 'password-weak'; readonly path: string; readonly shortest: number }
  | { readonly code: 'secret-unusable'; readonly path: string; readonly cause: string }
  /** In the desktop app: again and again, so that starting them once more is of no use. */
  | { readonly code: 'services-ended'; readonly cause: string };

export const hostSentences: Sentences<HostProblem> = {
  'port-taken': ({ address, port }) =>
    `Port ${port} of ${address} is in use, perhaps by this program itself, started before. ` +
    `Use the page that is open, end the other one, or choose another with --port.`,
  'address-unusable': ({ address, cause, port }) =>
    `${address}, port ${port}: the app cannot be served there (${cause}). Choose another --listen or --port.`,
  'window-not-built': ({ folder }) =>
    `${folder}: the window has not been built, so there is nothing to show. Run: npm run build:window`,
  'password-needed': ({ address }) =>
    `${address} can be reached from other machines, so a password has to be asked for. ` +
    `Name a file that holds it with --password-file, or leave --listen out to serve this machine alone.`,
  'password-unreadable': ({ cause, path }) => `${path}: the password cannot be read (${cause}). Check the file.`,
  'password-weak': ({ path, shortest }) =>
    `${path}: the first line is the password, and it is shorter than ${shortest} characters. Choose a longer one.`,
  'secret-unusable': ({ cause, path }) =>
    `${path}: what keeps pages signed in cannot be kept there (${cause}). ` +
    `Make room, or set PANDA_HOME to a folder that can be written.`,
  'services-ended': ({ cause }) =>
    `What works behind the window ended again and again (${cause}). ` +
    `The project is as it was. Start the app anew, and look at the crash reports if that does not help.`,
};
