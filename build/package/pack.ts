/** Packs the built app with electron-builder, and says how large its parts are. Knows no command line. */
import { cpSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CliOptions, Configuration } from 'electron-builder';
import { buildDesktop } from '../start/desktop.ts';
import { buildWindow } from '../start/window.ts';
import type { Published } from './published.ts';

export interface PackPlan {
  readonly root: string;
  /** A folder as Electron publishes it, for this system; undefined: electron-builder fetches it. */
  readonly electronDist: string | undefined;
  /** `dir`: the unpacked app alone. */
  readonly targets: readonly string[];
  readonly output: string;
  readonly ffmpegFolder: string | null;
  readonly published?: Published;
  /** May be driven by a test: Playwright needs a switch that a released app does not have. */
  readonly isForTests?: boolean;
}

/** Resolves with the paths of what was made. */
export async function pack(plan: PackPlan): Promise<readonly string[]> {
  const { root, output } = plan;
  await buildWindow(root);
  await buildDesktop(root);
  rmSync(output, { recursive: true, force: true });
  // Where electron-builder.yml looks for it; without one there is nothing to copy.
  const ffmpeg = join(root, 'out/ffmpeg');
  rmSync(ffmpeg, { recursive: true, force: true });
  if (plan.ffmpegFolder !== null) cpSync(plan.ffmpegFolder, ffmpeg, { recursive: true, dereference: true });
  const { build, Platform } = await import('electron-builder');
  const options: CliOptions = {
    projectDir: root,
    targets: Platform.current().createTarget([...plan.targets]),
    // Beside electron-builder.yml, which it finds by itself.
    config: configOf(plan),
    publish: 'never',
  };
  return build(options);
}

/** What only this machine knows; the rest says electron-builder.yml. */
function configOf({ electronDist, output, isForTests, published = {} }: PackPlan): Configuration {
  const { maintainer, ...metadata } = published;
  return {
    ...(electronDist !== undefined && { electronDist }),
    directories: { output },
    extraMetadata: { ...metadata, ...(maintainer && { author: maintainer }) },
    ...(maintainer && { linux: { maintainer: `${maintainer.name} <${maintainer.email}>` } }),
    ...(isForTests && { electronFuses: { enableNodeCliInspectArguments: true } }),
  };
}

export interface PartSize {
  readonly part: string;
  readonly bytes: number;
}

/** Of an unpacked app: each thing that lies in it, and what lies in its resources. The largest first. */
export function sizesOf(folder: string): readonly PartSize[] {
  const resources = join(folder, 'resources');
  const names = [
    ...readdirSync(folder).filter((name) => name !== 'resources'),
    ...(existsSync(resources) ? readdirSync(resources).map((name) => join('resources', name)) : []),
  ];
  const sizes = names.map((part) => ({ part, bytes: bytesOf(join(folder, part)) }));
  return sizes.sort((a, b) => b.bytes - a.bytes);
}

function bytesOf(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}
