/** What a very long list of videos does to its window: starting, scrolling, jumping, searching, typing. */
import type { Browser } from 'playwright';
import { OpenedWindow } from './opened.ts';
import { tasksDuring } from './tasks.ts';

const SCROLLER = `document.querySelector('ul[aria-label="Videos"]').parentElement`;
const STAND = `feel.rowsStand('Videos')`;
const TURN = 0.618;

/** Milliseconds of each start: of the page of a host that runs, and with the host from its command on. */
export interface Started {
  readonly page: readonly number[];
  readonly host: readonly number[];
}

export async function start(
  browser: Browser,
  of: { readonly home: string; readonly project: string },
  { hosts, pages }: { readonly hosts: number; readonly pages: number },
): Promise<Started> {
  const [page, host]: [number[], number[]] = [[], []];
  for (let n = 0; n < hosts; n++) {
    await using window = await OpenedWindow.open(browser, of);
    await window.answer('feel.started');
    host.push(performance.now() - window.begunAt);
    for (let again = 0; again < pages; again++) {
      await window.page.goto(window.host.url);
      page.push(await window.answer('feel.started'));
    }
  }
  return { page, host };
}

export interface Scrolled {
  readonly tasks: readonly number[];
  readonly rows: number;
  readonly blankRows: number;
}

/** As a wheel does that is turned fast. */
export async function scroll(window: OpenedWindow, turns: number): Promise<Scrolled> {
  const { page } = window;
  await window.go('Library');
  await window.until(STAND);
  await page.getByRole('list', { name: 'Videos' }).hover({ position: { x: 300, y: 100 } });
  await page.evaluate(`feel.watchRows('Videos')`);
  const tasks = await tasksDuring(page, async () => {
    for (let turn = 0; turn < turns; turn++) await page.mouse.wheel(0, WHEEL_PX);
  });
  const { rows, blankRows } = await window.answer<{ rows: number; blankRows: number }>('feel.rowsSeen()');
  return { tasks, rows, blankRows };
}

/** To anywhere, as the bar beside the list is dragged. Milliseconds until every row stands. */
export async function jump(window: OpenedWindow, times: number): Promise<number[]> {
  await window.go('Library');
  const ms: number[] = [];
  for (let n = 1; n <= times; n++) {
    const share = n === times ? 1 : (n * TURN) % 1;
    await window.until(STAND);
    const go = `${SCROLLER}.scrollTop = ${share} * ${SCROLLER}.scrollHeight`;
    ms.push(await window.measure('scroll', STAND, async () => window.page.evaluate(go)));
  }
  return ms;
}

/** Types a search, letter by letter, and takes it away again. */
export async function search(window: OpenedWindow, query: string): Promise<Scrolled> {
  const { page } = window;
  await window.go('Library');
  await window.until(STAND);
  await page.getByRole('combobox', { name: 'Search' }).focus();
  await page.evaluate(`feel.watchRows('Videos')`);
  const tasks = await tasksDuring(page, async () => {
    await page.keyboard.type(query, { delay: KEY_MS });
    await page
      .getByRole('status')
      .filter({ hasText: /[1-9].* videos/ })
      .first()
      .waitFor();
    for (let left = query.length; left > 0; left--) await page.keyboard.press('Backspace', { delay: KEY_MS / 2 });
    await page.keyboard.press('Enter');
  });
  const { rows, blankRows } = await window.answer<{ rows: number; blankRows: number }>('feel.rowsSeen()');
  return { tasks, rows, blankRows };
}

/** Types into the text of a video, with the list beside it. */
export async function write(window: OpenedWindow, words: string): Promise<{ readonly tasks: readonly number[] }> {
  const { page } = window;
  await window.go('Workbench');
  await window.until(STAND);
  await page.getByRole('tab', { name: 'Captions' }).click();
  await page.getByRole('list', { name: 'Captions' }).getByRole('heading').first().click();
  const field = page.getByRole('textbox', { name: 'Caption' });
  await field.focus();
  const tasks = await tasksDuring(page, async () => {
    await page.keyboard.type(words, { delay: KEY_MS });
    await page
      .getByRole('status')
      .filter({ hasText: /^\s*Saved/ })
      .waitFor();
  });
  return { tasks };
}

/** A fast typist's. */
const KEY_MS = 60;
const WHEEL_PX = 400;
