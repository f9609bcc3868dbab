/**
 * Weights as this processor reads them best, kept on disk. The runtime lays matrices of few bits out anew each time a graph is
 * loaded, in memory of its own beside the file's; done once and kept, they are mapped like any others: the next start takes
 * seconds, and there is no second copy. Knows files and the runtime's version; not what a graph means.
 *
 * They lie in `packed/` beside the graph, so that whoever removes a model removes them too, in a folder that says of which
 * files, runtime and processor they are. Whatever goes wrong with them, the graph itself is loaded.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EngineError } from './problem.ts';
import type { Session } from './session.ts';
import { openSession, runtimeVersion, savePacked } from './sessions.ts';

export interface PackingOptions {
  readonly threads: number;
  /** Of a test that makes a device fail. */
  readonly open?: typeof openSession;
  /** Weights below this are packed anew each time: it takes no time. */
  readonly leastBytes?: number;
  /** What is left to others on the disk. */
  readonly spareBytes?: number;
}

/**
 * On the processor. The first time it takes as long as loading and writing all weights, twice: the runtime writes them as they
 * were as well. Fails with graph-unreadable.
 */
export async function openPacked(
  path: string,
  { leastBytes = 256 << 20, open = openSession, spareBytes = 4 * 2 ** 30, threads }: PackingOptions,
): Promise<Session> {
  const weightBytes = await sizeOf(weightsOf(path));
  if (weightBytes === null || weightBytes < leastBytes || !(await hasFewBits(path))) return open(path, { threads });
  const kept = join(dirname(path), 'packed', await keyOf(path));
  if (!existsSync(kept)) await pack(path, { kept, threads, neededBytes: 2.1 * weightBytes + spareBytes });
  if (existsSync(kept)) {
    try {
      return await open(join(kept, basename(path)), { threads });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      await rm(kept, { recursive: true, force: true }).catch(() => undefined); // cut short, or made by a version with faults
    }
  }
  return open(path, { threads });
}

interface Packing {
  readonly kept: string;
  readonly threads: number;
  readonly neededBytes: number;
}

/** Whole or not at all: under a name of its own first. Where it cannot be written it is not there. */
async function pack(path: string, { kept, neededBytes, threads }: Packing): Promise<void> {
  const folder = dirname(kept);
  const made = join(folder, `new-${process.pid}-${randomUUID()}`);
  try {
    const { bavail, bsize } = await statfs(dirname(path));
    if (bavail * bsize < neededBytes) return;
    await mkdir(made, { recursive: true });
    await savePacked(path, join(made, basename(path)), { threads });
    await clear(folder, { but: [basename(made), basename(kept)] });
    await rename(made, kept);
  } catch {
    await rm(made, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** What was packed of other files or for another runtime, and what whoever was killed left half done. */
async function clear(folder: string, { but }: { readonly but: readonly string[] }): Promise<void> {
  for (const name of await readdir(folder)) {
    const writer = /^new-(\d+)-/.exec(name)?.[1];
    if (but.includes(name) || (writer !== undefined && isAlive(Number(writer)))) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Other weights, another graph, runtime or processor: another key. */
async function keyOf(path: string): Promise<string> {
  const facts: unknown[] = [runtimeVersion, process.platform, process.arch, await readProcessor()];
  for (const file of [path, weightsOf(path)]) {
    const { mtimeMs, size } = await stat(file);
    facts.push(size, mtimeMs);
  }
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
}

/** By what it can do, where the system says; its name may say nothing on a rented machine. */
async function readProcessor(): Promise<string> {
  const said = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  return /^(?:flags|Features)\s*:.*$/m.exec(said)?.[0] ?? cpus()[0]?.model ?? '';
}

/** Wider matrices would be written as float32, many times what they were. */
async function hasFewBits(path: string): Promise<boolean> {
  return (await readFile(path)).includes('MatMulNBits');
}

function weightsOf(path: string): string {
  return path.replace(/[.]onnx$/, '.weights');
}

async function sizeOf(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.size ?? null;
}
