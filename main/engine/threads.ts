/** How many threads a run may use. Knows the machine, nothing of graphs. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * The machine's physical cores, as far as this process may use them: a second thread on a core makes a matrix product no
 * faster. (onnxruntime counts the same when not told, but then also ties its threads to cores, which harms neighbours.)
 * Linux tells; macOS on Apple silicon has one thread a core; elsewhere two are assumed.
 */
export function countPhysicalCores(): number {
  const logical = availableParallelism();
  if (process.platform === 'darwin') return logical;
  const threadsPerCore = process.platform === 'linux' ? readThreadsPerCore() : 2;
  return Math.max(1, Math.round(logical / threadsPerCore));
}

function readThreadsPerCore(): number {
  try {
    const cpuinfo = readFileSync('/proc/cpuinfo', 'utf8');
    const siblings = Number(/^siblings\s*:\s*(\d+)/m.exec(cpuinfo)?.[1] ?? 1);
    const cores = Number(/^cpu cores\s*:\s*(\d+)/m.exec(cpuinfo)?.[1] ?? 1);
    return siblings / cores;
  } catch {
    return 1; // ARM lists neither, and has one thread a core
  }
}
