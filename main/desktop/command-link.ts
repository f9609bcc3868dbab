/**
 * An app that was only dragged to its folder, as on macOS, has put no command anywhere: where a person asks for it, a link to
 * the launcher of `panda` is put where terminals look. Knows no menu and no dialog.
 */
import { execFile } from 'node:child_process';
import { lstat, mkdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/** `taken`: another program has the name. `not-at-home`: the app runs from where it will not stay, as from its dmg. */
export type Linked = 'linked' | 'taken' | 'not-at-home' | 'refused';

interface LinkPlan {
  /** In the installed app. */
  readonly launcher: string;
  readonly link: string;
  /** Runs a line of a shell after asking for a password. */
  readonly asAdministrator: (line: string) => Promise<unknown>;
}

export async function linkCommand({ launcher, link, asAdministrator }: LinkPlan): Promise<Linked> {
  // macOS runs an app that was never moved from a place of its own making.
  if (/^\/Volumes\/|\/AppTranslocation\//.test(launcher)) return 'not-at-home';
  if (await isTaken(link)) return 'taken';
  try {
    await mkdir(dirname(link), { recursive: true });
    await putLink(launcher, link);
  } catch {
    const line = lineFor({ launcher, link });
    return asAdministrator(line).then(
      () => 'linked',
      () => 'refused',
    );
  }
  return 'linked';
}

/** What an administrator does, with `sudo` before each part where it is to be done by hand. */
export function lineFor({ launcher, link }: Pick<LinkPlan, 'launcher' | 'link'>, sudo: '' | 'sudo ' = ''): string {
  return `${sudo}mkdir -p ${quoted(dirname(link))} && ${sudo}ln -sfn ${quoted(launcher)} ${quoted(link)}`;
}

/** With the password dialog of macOS. */
export function asMacAdministrator(line: string): Promise<unknown> {
  const script = `do shell script ${JSON.stringify(line)} with administrator privileges`;
  return promisify(execFile)('/usr/bin/osascript', ['-e', script]);
}

/** A link of ours, to this app or one that was here before, may be replaced. */
async function isTaken(link: string): Promise<boolean> {
  const found = await lstat(link).catch(() => undefined);
  if (found === undefined) return false;
  return !found.isSymbolicLink() || !(await readlink(link)).endsWith('/launchers/panda');
}

/** In one step, so that there is never none. */
async function putLink(launcher: string, link: string): Promise<void> {
  const beside = `${link}.${process.pid}`;
  try {
    await symlink(launcher, beside);
    await rename(beside, link);
  } finally {
    await rm(beside, { force: true });
  }
}

function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
