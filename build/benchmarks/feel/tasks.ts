/** How long the tasks of the page are while something is done in it, as the browser itself traces them. */
import type { Page } from 'playwright';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

const MAIN_THREAD = 'CrRendererMain';
const TASK = 'RunTask';

/** Milliseconds of each task of the page's main thread, the longest last. */
export async function tasksDuring(page: Page, work: () => Promise<unknown>): Promise<number[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  await browser.startTracing(page, { categories: ['__metadata', 'disabled-by-default-devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === MAIN_THREAD);
  const tasksOf = ({ pid, tid }: TraceEvent): number[] =>
    traceEvents.flatMap((event) =>
      event.name === TASK && event.pid === pid && event.tid === tid ? [(event.dur ?? 0) / 1000] : [],
    );
  // Other pages have a thread of that name too; the one that works is this one's.
  const [busiest = []] = threads.map(tasksOf).sort((a, b) => sumOf(b) - sumOf(a));
  if (busiest.length === 0) throw new Error('the browser traced no task');
  return busiest.sort((a, b) => a - b);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
