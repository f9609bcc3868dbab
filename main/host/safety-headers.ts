/** What a browser is told not to do with anything from here. */

/** `host`: as the page was asked for, which is ours. Its socket is named for browsers that do not take it for `'self'`. */
export function safetyHeaders(host: string): Record<string, string> {
  return {
    'Content-Security-Policy': policy({
      'default-src': `'none'`,
      'script-src': `'self'`,
      'style-src': `'self'`,
      'font-src': `'self'`,
      'img-src': `'self' blob:`,
      'media-src': `'self'`,
      'connect-src': `'self' ws://${host} wss://${host}`,
      'base-uri': `'none'`,
      'form-action': `'self'`,
      'frame-ancestors': `'none'`,
    }),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
}

function policy(sources: Readonly<Record<string, string>>): string {
  return Object.entries(sources)
    .map(([what, from]) => `${what} ${from}`)
    .join('; ');
}
