/** What a page is shown in: of the same size, language and time wherever it runs. */
import type { BrowserContextOptions } from 'playwright';

export const USUAL_BROWSER: BrowserContextOptions = {
  viewport: { width: 1280, height: 800 },
  locale: 'en-US',
  timezoneId: 'UTC',
  colorScheme: 'dark',
  reducedMotion: 'reduce',
};
