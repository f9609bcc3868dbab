/** What a browser is told not to do with anything from here. */
import { pageSafety } from '../services/resources/page-safety.ts';

/** `host`: as the page was asked for, which is ours. Its socket is named for browsers that do not take it for `'self'`. */
export function safetyHeaders(host: string): Record<string, string> {
  const connect = `'self' ws://${host} wss://${host}`;
  return { ...pageSafety({ connect, formAction: `'self'` }), 'X-Frame-Options': 'DENY' };
}
