/** What the window's page is told not to do, whichever face serves it: everything it needs is from there, and nothing inline. */

interface FacePolicy {
  /** Where the page may connect to. */
  readonly connect: string;
  readonly formAction: string;
}

export function pageSafety({ connect, formAction }: FacePolicy): Readonly<Record<string, string>> {
  const policy = {
    'default-src': `'none'`,
    'script-src': `'self'`,
    'style-src': `'self'`,
    'font-src': `'self'`,
    'img-src': `'self' data:`,
    'media-src': `'self'`,
    'connect-src': connect,
    'base-uri': `'none'`,
    'form-action': formAction,
    'frame-ancestors': `'none'`,
  };
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([what, from]) => `${what} ${from}`)
      .join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
