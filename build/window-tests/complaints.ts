/** What pages and their host complain of: errors of scripts, requests that failed. Knows nothing of the app. */
import type { Page } from 'playwright';

export class Complaints {
  /** Off while there is reason to complain: the host is away, or a page is being closed. */
  isHearing = true;
  readonly #heard: string[] = [];

  hear(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error') this.add(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.add(`script: ${error.stack ?? error.message}`));
    page.on('requestfailed', (request) => {
      // Whoever no longer wants a picture or the rest of a video says so by leaving.
      const why = request.failure()?.errorText ?? '';
      if (why !== 'net::ERR_ABORTED') this.add(`request: ${why} ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) this.add(`answer: ${response.status()} ${response.url()}`);
    });
  }

  throwIfAny(): void {
    if (this.#heard.length > 0) throw new Error(`Complaints:\n${this.#heard.join('\n')}`);
  }

  add(complaint: string): void {
    if (this.isHearing) this.#heard.push(complaint);
  }
}
