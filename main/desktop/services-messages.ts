/** How the shell and the services' process talk, beside the calls of the page. Knows no Electron. */
import type { EngineExit } from '../services/index.ts';
import type { PlannedAnswer, Problem } from '../services/index.ts';

export type ToServices =
  | {
      readonly kind: 'begin';
      /** An ffmpeg that the person has chosen; null: whichever is found. */
      readonly ffmpeg: string | null;
    }
  /** With one end of a channel: the other is the page's. */
  | { readonly kind: 'page' }
  /** With one end of a channel: the other is the engine's. */
  | { readonly kind: 'engine'; readonly engine: number; readonly pid: number | null }
  | { readonly kind: 'engine-ended'; readonly engine: number; readonly exit: EngineExit }
  | {
      readonly kind: 'resource';
      readonly call: number;
      readonly method: string;
      readonly address: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** Nobody waits for it any more. */
  | { readonly kind: 'resource-left'; readonly call: number }
  | { readonly kind: 'close' };

export type FromServices =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unable'; readonly problem: Problem }
  | { readonly kind: 'spawn-engine'; readonly engine: number }
  | { readonly kind: 'kill-engine'; readonly engine: number }
  /** Null: a defect kept it from being answered; it is told of by itself. */
  | { readonly kind: 'resource'; readonly call: number; readonly answer: PlannedAnswer | null }
  | { readonly kind: 'defect'; readonly text: string };
