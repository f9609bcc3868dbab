/**
 * What is known of a crash, written to a file that a person can look at: nothing is sent anywhere. Holds what the program
 * says of itself, and nothing of a project. Knows no process.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';

export type Crashed = 'main' | 'window' | 'services' | 'engine';

export interface Crash {
  readonly of: Crashed;
  /** `exit code 139`, or the stack of what was thrown. */
  readonly what: string;
  /** The end of what it wrote to standard error. */
  readonly lastWords?: string | undefined;
}

const MOST_KEPT = 20;

/** Returns the path of the file; undefined where it cannot be written, which must not be one more trouble. */
export function writeCrashReport(folder: string, { of, what, lastWords = '' }: Crash, at: Date): string | undefined {
  const path = join(folder, `${at.toISOString().replaceAll(':', '-')}-${of}.txt`);
  const { node, electron = 'none' } = process.versions as { readonly node: string; readonly electron?: string };
  const lines = [
    `The ${of} process of Panda Annotator ended by mistake.`,
    '',
    `When: ${at.toISOString()}`,
    `System: ${process.platform} ${process.arch} ${release()}`,
    `Electron ${electron}, Node ${node}`,
    '',
    what,
    ...(lastWords === '' ? [] : ['', 'Its last words:', lastWords]),
    '',
  ];
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, lines.join('\n'));
    // By their names the oldest come first.
    const reports = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort(); // prettier-ignore
    for (const name of reports.slice(0, -MOST_KEPT)) rmSync(join(folder, name), { force: true });
    return path;
  } catch {
    return undefined;
  }
}
