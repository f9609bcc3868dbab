/** The window on a project, as a person has it: the host as a process of its own, and a page in the browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import ts from 'typescript';
import { HostProcess } from '../../window-tests/host-process.ts';
import { USUAL_BROWSER } from '../../window-tests/usual-browser.ts';

/** The names of the places, as the rail says them. */
type Place = 'Library' | 'Workbench' | 'Review';

export class OpenedWindow implements AsyncDisposable {
  readonly host: HostProcess;
  readonly page: Page;

  /** When its command was given. */
  readonly begunAt: number;

  private constructor(host: HostProcess, page: Page, begunAt: number) {
    this.host = host;
    this.page = page;
    this.begunAt = begunAt;
  }

  /** In a browser that is open. */
  static async open(browser: Browser, { home, project }: { readonly home: string; readonly project: string }) {
    const page = await browser.newPage(USUAL_BROWSER);
    page.setDefaultTimeout(LONGEST_MS);
    await page.addInitScript(scriptOfPage());
    const begunAt = performance.now();
    const host = await HostProcess.start({ home, project, onTrouble: (text) => process.stderr.write(text) });
    await page.goto(host.url);
    return new OpenedWindow(host, page, begunAt);
  }

  async go(place: Place): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: place }).click();
  }

  /** One that stands near the beginning of the list. */
  async pick(video: string): Promise<void> {
    const list = this.page.getByRole('list', { name: 'Videos' });
    await list.waitFor();
    await this.answer(`void (document.querySelector('ul[aria-label="Videos"]').parentElement.scrollTop = 0)`);
    await list.getByText(video).click();
  }

  /** Milliseconds from an event that `act` brings about until `isSeen`, an expression of the page, holds on the screen. */
  async measure(event: string, isSeen: string, act: () => Promise<unknown>): Promise<number> {
    const [ms = NaN] = await this.measureAll(event, [isSeen], act);
    return ms;
  }

  async measureAll(event: string, areSeen: readonly string[], act: () => Promise<unknown>): Promise<readonly number[]> {
    const seen = areSeen.map((isSeen) => `() => (${isSeen})`).join(', ');
    await this.page.evaluate(`feel.expect(${JSON.stringify(event)}, [${seen}])`);
    await act();
    return this.answer('feel.seen()');
  }

  /** An expression of the page; its promise is waited for, but not for ever. */
  async answer<Answer>(expression: string): Promise<Answer> {
    const isLate = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`not seen in ${LONGEST_MS / 1000} s: ${expression}`)), LONGEST_MS).unref();
    });
    return Promise.race([this.page.evaluate<Answer>(expression), isLate]);
  }

  /** Until it holds. */
  async until(isSeen: string): Promise<void> {
    await this.answer(`feel.until(() => (${isSeen}))`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.close();
    await this.host.stop();
  }
}

const LONGEST_MS = 60_000;

function scriptOfPage(): string {
  const source = readFileSync(join(import.meta.dirname, 'in-page.ts'), 'utf8');
  return ts.transpile(source, { target: ts.ScriptTarget.ES2024 });
}
