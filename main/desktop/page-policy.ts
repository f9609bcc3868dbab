/** What the page is told not to do: everything it needs is of its own origin, and nothing inline. */

const POLICY: Readonly<Record<string, string>> = {
  'default-src': `'none'`,
  'script-src': `'self'`,
  'style-src': `'self'`,
  'font-src': `'self'`,
  'img-src': `'self' blob:`,
  'media-src': `'self'`,
  'connect-src': `'self'`,
  'base-uri': `'none'`,
  'form-action': `'none'`,
  'frame-ancestors': `'none'`,
};

export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': Object.entries(POLICY)
    .map(([what, from]) => `${what} ${from}`)
    .join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
