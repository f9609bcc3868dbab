/**
 * The engine's own process: started with child_process.fork (spawn.ts), ends when whoever started it is gone. Knows only
 * how messages come in and go out.
 */
import { serve } from './desk.ts';
import type { ToEngine } from './messages.ts';

// Ctrl+C reaches the whole process group; when to stop is the parent's decision.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

serve({
  postMessage: (messages) => process.send?.(messages, undefined, undefined, () => undefined), // nobody there: 'disconnect' follows
  onMessage: (listener) => process.on('message', (message) => listener(message as ToEngine)),
});
