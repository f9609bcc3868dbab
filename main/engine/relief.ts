/**
 * What is done when a graph fails in the middle of its work, so that the work goes on. Where memory ran out: prefixes that
 * nobody uses go, prompts are read in smaller pieces, fewer jobs write together. Where that does not help, or something else
 * is wrong with the device: the decoder moves to the processor, and whoever was at work reads again what it had read.
 * Knows what can be given up; does not know what runs next.
 */
import { isOutOfMemory, type EngineNotice } from './device.ts';
import type { Group } from './group.ts';
import { EngineError } from './problem.ts';
import type { PrefixStore } from './prefixes.ts';
import type { Reader } from './reader.ts';

interface ReliefParts {
  readonly groups: readonly Group[];
  readonly prefixes: PrefixStore;
  /** Most jobs of a group that run together; made smaller here. */
  readonly limits: { batchSize: number };
  readonly onNotice: (notice: EngineNotice) => void;
}

interface Failure {
  readonly error: unknown;
  readonly reader: Reader;
  /** Whose work it was. */
  readonly group: Group;
  /** Whether several tokens of a job were read at once. */
  readonly reading: boolean;
}

/** True: it can be tried again. On false nothing was changed, and the jobs have to fail. */
export async function relieve({ error, group, reader, reading }: Failure, parts: ReliefParts): Promise<boolean> {
  if (!(error instanceof EngineError) || error.problem.code !== 'graph-failed') return false;
  const { cause } = error.problem;
  if (isOutOfMemory(cause)) {
    if (dropIdlePrefixes(parts)) return true;
    if (reading && reader.halveChunk()) {
      parkRead(group);
      parts.onNotice({ code: 'chunk-halved', device: reader.device, chunkTokens: reader.chunkTokens });
      return true;
    }
    if (halveBatch(group, parts.limits)) {
      parts.onNotice({ code: 'batch-halved', device: reader.device, batchSize: parts.limits.batchSize });
      return true;
    }
  }
  if (reader.device === 'cpu') return false;
  const { device } = reader;
  giveUpCaches(reader, parts);
  await reader.leaveDevice();
  parts.onNotice({ code: 'device-left', device, path: reader.path, cause });
  return true;
}

function dropIdlePrefixes({ groups, prefixes }: ReliefParts): boolean {
  const inUse = new Set(groups.flatMap(({ started }) => started.flatMap(({ prefix }) => prefix ?? [])));
  const before = prefixes.all().length;
  prefixes.evict({ inUse, keepBytes: 0 });
  return prefixes.all().length < before;
}

/** Jobs whose suffixes are being read were put together for the longer piece: they are put together anew. */
function parkRead(group: Group): void {
  for (const job of [...(group.intake?.jobs ?? [])].reverse()) group.park(job);
}

function halveBatch(group: Group, limits: { batchSize: number }): boolean {
  const running = group.started.length;
  if (running < 2) return false;
  limits.batchSize = Math.floor(running / 2);
  for (const { job } of group.started.slice(limits.batchSize).reverse()) group.park(job);
  return true;
}

/** What was written stays with its job; the pieces of a prefix that is gone are asked for again. */
function giveUpCaches(reader: Reader, { groups, prefixes }: ReliefParts): void {
  for (const group of groups) {
    const jobs = group.started.filter(({ job }) => job.reader === reader).map(({ job }) => job);
    for (const job of jobs.reverse()) group.park(job);
  }
  for (const prefix of prefixes.all()) {
    if (prefix.reader !== reader) continue;
    if (prefix.state.kind === 'held') prefixes.drop(prefix);
    else prefixes.stopReading(prefix);
  }
}
