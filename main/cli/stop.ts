/** Ctrl+C and its kin as one signal that work can watch. The first asks for an end in order, a second one ends at once. */
import { EXIT } from './exit-code.ts';

export interface Stop extends Disposable {
  readonly signal: AbortSignal;
  /** What to exit with when stopped. */
  exitCode(): number;
}

const CODES = { SIGINT: EXIT.stopped, SIGTERM: 143, SIGHUP: 129 } as const;

/** A terminal and a parent process may both pass on one Ctrl+C: within this time it is the same. */
const SAME_PRESS_MS = 500;

export function stopOnSignals(): Stop {
  const controller = new AbortController();
  let code: number = EXIT.stopped;
  let firstAt = 0;
  const hear = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      if (Date.now() - firstAt > SAME_PRESS_MS) process.exit(code);
      return;
    }
    firstAt = Date.now();
    code = CODES[name as keyof typeof CODES];
    controller.abort();
  };
  const names = Object.keys(CODES) as NodeJS.Signals[];
  for (const name of names) process.on(name, hear);
  return {
    signal: controller.signal,
    exitCode: () => code,
    [Symbol.dispose]() {
      for (const name of names) process.off(name, hear);
    },
  };
}
