/** The app for tests of states: only what they use of it, with services that a test gives. */
import type { Services } from '../connection/connection.svelte.ts';
import type { Change } from '../../main/contract/index.ts';
import type { App } from './app.svelte.ts';
import { RunningLine } from './running.svelte.ts';

interface Listener {
  readonly changed?: (changes: readonly Change[]) => void;
  readonly all?: () => void;
  readonly observed?: () => void;
}

/** Calls that a test does not give are missing, so that one that was not expected fails. */
type Given = { readonly [Part in keyof Services]?: Partial<Services[Part]> };

export interface TestApp {
  readonly app: App;
  readonly reported: unknown[];
  /** Tells every state of a change. */
  readonly tell: (what: keyof Listener) => void;
}

export function testApp(given: Given): TestApp {
  const listeners: Listener[] = [];
  const reported: unknown[] = [];
  const known = new Map<unknown, unknown>();
  const app = {
    connection: { online: true, services: async () => given },
    running: new RunningLine(),
    selection: { videoId: 'V', segmentId: null },
    session: {
      open: { path: '/clips.panda' },
      now: { pathSeparator: '/' },
      undoable: { undo: null, redo: null },
      listen: (listener: Listener) => listeners.push(listener),
      onChange: (changed: NonNullable<Listener['changed']>) => listeners.push({ changed }),
    },
    saving: { keep: async (_name: string, work: () => Promise<unknown>) => void (await work()) },
    services: async () => given,
    report: (error: unknown) => reported.push(error),
    of(Kind: new (app: App) => unknown): unknown {
      if (!known.has(Kind)) known.set(Kind, new Kind(app as unknown as App));
      return known.get(Kind);
    },
  };
  return {
    app: app as unknown as App,
    reported,
    tell: (what) => listeners.forEach((listener) => listener[what]?.([])),
  };
}

/** A stream of a call. */
export async function* streamOf<Event>(events: readonly Event[]): AsyncGenerator<Event> {
  yield* events;
}
