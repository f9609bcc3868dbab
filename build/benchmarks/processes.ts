/**
 * What processes have taken: CPU time, memory. Linux says it under /proc; elsewhere everything here is null. Knows
 * processes by their number, not what they do.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Ticks of /proc/PID/stat a second: 100 on every Linux of today (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** Of the process itself, all its threads. */
export function readCpuS(pid: number): number | null {
  const fields = readStat(pid);
  return fields === null ? null : (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Of the processes that this one started and that have ended. */
export function readCpuSOfEnded(): number | null {
  const fields = readStat(process.pid);
  return fields === null ? null : (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
}

/** Of everything on the machine but this process and what descends from it, since the machine started; on a virtual machine also what its host took. */
export function readOthersCpuS(): number | null {
  let ownS = 0;
  for (const pid of treeOf(process.pid)) {
    const fields = readStat(pid);
    if (fields === null) continue;
    ownS += fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND; // ended children too
  }
  const [, user, nice, system, , , irq, softIrq, steal] = (readOf('stat') ?? '').split(/\s+/).map(Number);
  const busy = [user, nice, system, irq, softIrq, steal].reduce<number>((sum, ticks = 0) => sum + ticks, 0);
  return ownS === 0 ? null : busy / TICKS_PER_SECOND - ownS;
}

/** The most memory that one process has held. */
export function readPeakBytes(pid: number): number | null {
  const kib = /^VmHWM:\s+(\d+) kB/m.exec(readOf(`${pid}/status`) ?? '')?.[1];
  return kib === undefined ? null : Number(kib) * 1024;
}

export interface TreeWatch extends Disposable {
  /** The most memory that the process and all that descend from it held together so far; what they share counts once. */
  readonly peakBytes: number | null;
}

const LOOK_EVERY_MS = 50;

/** Looks now and then, so it misses what comes and goes in between. */
export function watchTree(pid: number, everyMs: number = LOOK_EVERY_MS): TreeWatch {
  let peakBytes: number | null = null;
  const look = (): void => {
    const bytes = readTreeBytes(pid);
    if (bytes !== null) peakBytes = Math.max(peakBytes ?? 0, bytes);
  };
  look();
  const timer = setInterval(look, everyMs);
  return {
    get peakBytes() {
      return peakBytes;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** With its arguments; empty where it has gone. */
export function readCommand(pid: number): string {
  return (readOf(`${pid}/cmdline`) ?? '').replaceAll('\0', ' ');
}

/** Proportional set sizes: a page that two processes share counts half for each. */
function readTreeBytes(root: number): number | null {
  const sizes = treeOf(root).flatMap((pid) => {
    const kib = /^Pss:\s+(\d+) kB/m.exec(readOf(`${pid}/smaps_rollup`) ?? '')?.[1];
    return kib === undefined ? [] : [Number(kib) * 1024];
  });
  return sizes.length === 0 ? null : sizes.reduce((sum, bytes) => sum + bytes, 0);
}

/** It, and all that descend from it. */
export function treeOf(root: number): number[] {
  const childrenOf = new Map<number, number[]>();
  for (const pid of readPids()) {
    const parent = Number(readStat(pid)?.[1]);
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), pid]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(childrenOf.get(pid) ?? [])); // grows while it is gone through
  return tree;
}

function readPids(): number[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number); // prettier-ignore
  } catch {
    return [];
  }
}

/** The fields of /proc/PID/stat after the name, which may hold anything: state first, parent second. */
function readStat(pid: number): string[] | null {
  const stat = readOf(`${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Null where there is no such process any more, or no /proc. */
function readOf(file: string): string | null {
  try {
    return readFileSync(join('/proc', file), 'utf8');
  } catch {
    return null;
  }
}
