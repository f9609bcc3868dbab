/** Newer versions are looked for where a person has turned it on, and nowhere else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { makeHome, startApp } from './started-app.ts';

const PAGE = 'https://github.com/someone/panda/releases';

test('nothing is asked until it is turned on, then once a day, and a newer version is told of with a way to it', async (context) => {
  const home = makeHome(context, { drafted: false });
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.end(JSON.stringify({ tag_name: 'v9.0.0', html_url: PAGE }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.onTestFinished(() => void server.close());
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { PANDA_RELEASE_FEED: `http://${host}/latest` };

  const first = await startApp(context, { home, env });
  const page = await first.page();
  await page.getByRole('button', { name: 'Open a folder of videos …' }).waitFor();
  await page.keyboard.press('Control+9');
  await page.getByText('Nothing is sent, and nothing is fetched unless you ask for it.').waitFor();
  await page.getByText(`While this is on, ${host} is asked at the start and once a day`).waitFor();
  const box = page.getByRole('checkbox', { name: 'Look for newer versions' });
  expect([await box.isChecked(), asked]).toEqual([false, 0]);
  await box.check();
  const link = page.getByRole('contentinfo').getByRole('link', { name: 'Version 9.0.0 is there' });
  expect(await link.getAttribute('href')).toBe(PAGE);
  await page.getByText('but for the question after newer versions').waitFor();
  expect(first.electron.windows[0]?.webContents.openHandler?.({ url: PAGE })).toEqual({ action: 'deny' });
  expect(first.electron.done).toContain(`open-external: ${PAGE}`);
  first.electron.app.quit();
  await first.electron.exited;

  const second = await startApp(context, { home, env });
  const again = await second.page();
  await again.getByRole('link', { name: 'Version 9.0.0 is there' }).waitFor();
  expect(asked).toBe(1);
  await again.keyboard.press('Control+9');
  await again.getByRole('checkbox', { name: 'Look for newer versions' }).uncheck();
  await again.getByRole('link', { name: 'Version 9.0.0 is there' }).first().waitFor({ state: 'detached' });
  second.complaints.throwIfAny();
});
