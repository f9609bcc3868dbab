/**
 * Makes the engine of a host slow, so that it can be stopped in the middle of a text: Panda-Mini has written one before a key
 * is heard of. Knows processes by what Linux says of them, as everything here runs in Debian's Chromium.
 */
import { readCommand, treeOf } from '../benchmarks/processes.ts';

/** It runs this long out of each period. */
const AWAKE_MS = 1;
const PERIOD_MS = 25;

export function slowEngine(hostPid: number): Disposable {
  const pid = treeOf(hostPid).find((one) => readCommand(one).includes('main/engine/process.ts'));
  if (pid === undefined) throw new Error(`The host ${hostPid} has no engine: it starts with what is generated first.`);
  let waking: NodeJS.Timeout | undefined;
  const timer = setInterval(() => {
    process.kill(pid, 'SIGCONT');
    waking = setTimeout(() => process.kill(pid, 'SIGSTOP'), AWAKE_MS);
  }, PERIOD_MS);
  process.kill(pid, 'SIGSTOP');
  return {
    [Symbol.dispose]: () => {
      clearInterval(timer);
      clearTimeout(waking);
      process.kill(pid, 'SIGCONT');
    },
  };
}
