/** What only a browser can tell: that its player seeks, and that its page may do what it does and no more. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorIn, addVideos, findFfmpeg, newProject } from '../services/index.ts';
import type { ProjectStore } from '../services/index.ts';
import { foldersUntil } from '../services/library/test-folder.ts';
import { openPreviews } from '../services/previews/previews.ts';
import type { Previews } from '../services/previews/previews.ts';
import type { Host } from './host.ts';
import { KEY, makeHost, makeWindow, router } from './made-host.ts';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
if (executablePath === undefined) console.warn('No chromium was found, so nothing was tried in a browser.');

const makeFolder = foldersUntil(afterAll);

describe.skipIf(executablePath === undefined)('in a browser', () => {
  const windowFolder = makeWindow(makeFolder());
  let browser: Browser;
  let store: ProjectStore;
  let previews: Previews;
  let videoId: string;

  beforeAll(async () => {
    process.env['PANDA_HOME'] = makeFolder();
    const ffmpeg = await findFfmpeg();
    const clips = makeFolder();
    execFileSync(ffmpeg.path, [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=25:duration=40'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '25', join(clips, 'clip.mp4')],
    ]);
    store = newProject(join(makeFolder(), 'p.panda'));
    await addVideos(store, { named: [clips], actor: actorIn(store) });
    videoId = [...store.all('video')][0]?.id ?? '';
    previews = openPreviews({ ffmpeg, folder: makeFolder(), limitBytes: 2 ** 30 });
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser.close();
    await previews[Symbol.asyncDispose]();
    store[Symbol.dispose]();
    delete process.env['PANDA_HOME'];
  });

  const hostAt = (port = 0): Promise<Host> =>
    makeHost(windowFolder, { app: { router, shown: () => ({ store, previews }) }, port });

  /** A page that came in with the token, and what it complained of. */
  async function openPage(host: Host): Promise<{ page: Page; complaints: string[] }> {
    const page = await (await browser.newContext()).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${host.url}?token=${encodeURIComponent(KEY)}`);
    return { page, complaints };
  }

  test('the token is gone from the address, and the page stays signed in when it is loaded again', async () => {
    await using host = await hostAt();
    const { page, complaints } = await openPage(host);
    expect([page.url(), await page.title()]).toEqual([host.url, 'Window']);
    await page.reload();
    expect([await page.title(), await page.evaluate('document.cookie'), complaints]).toEqual(['Window', '', []]);
    const stranger = await (await browser.newContext()).newPage();
    expect((await stranger.goto(host.url))?.status()).toBe(401);
  });

  test('a guest signs in by name and password', async () => {
    await using host = await makeHost(windowFolder, { isPassword: true });
    const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
    await page.goto(host.url);
    const send = async (password: string): Promise<void> => {
      await page.getByLabel('이름').fill('Mina');
      await page.getByLabel('비밀번호').fill(password);
      await page.getByRole('button', { name: '로그인' }).click();
    };
    await send('wrong');
    expect(await page.getByRole('alert').textContent()).toBe('비밀번호가 맞지 않습니다.');
    await send(KEY);
    await expect.poll(() => page.title()).toBe('Window');
    expect(page.url()).toBe(host.url);
  });

  test('a video has its whole length to seek in, and shows the middle of it', async () => {
    await using host = await hostAt();
    const { page, complaints } = await openPage(host);
    const seen = await inPage(
      page,
      `const video = document.createElement('video');
      const once = (name) => new Promise((resolve) => video.addEventListener(name, resolve, { once: true }));
      video.muted = true;
      video.src = 'media/${videoId}';
      document.body.append(video);
      await once('loadeddata');
      const end = video.seekable.end(0);
      video.currentTime = 20.02;
      await once('seeked');
      return { width: video.videoWidth, end, at: video.currentTime };`,
    );
    expect(seen).toEqual({ width: 320, end: 40, at: 20.02 });
    expect(complaints).toEqual([]);
  });

  test('pictures of a video are shown', async () => {
    await using host = await hostAt();
    const { page, complaints } = await openPage(host);
    const sizes = await inPage(
      page,
      `const load = async (src) => {
        const image = new Image();
        image.src = src;
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
      };
      return [
        await load('pictures/${videoId}/thumb?h=86'),
        await load('pictures/${videoId}/at?us=20000000&h=120'),
      ];`,
    );
    expect([sizes, complaints]).toEqual([
      [
        [115, 86],
        [160, 120],
      ],
      [],
    ]);
  });

  test('nothing inline and nothing from elsewhere is run', async () => {
    await using host = await hostAt();
    const { page, complaints } = await openPage(host);
    const ran = await inPage(
      page,
      `const script = document.createElement('script');
      script.textContent = 'globalThis.wasRun = true';
      document.body.append(script);
      const reached = await fetch('http://localhost:1/').catch(String);
      return ['wasRun' in globalThis, reached];`,
    );
    expect(ran).toEqual([false, expect.stringContaining('Failed to fetch')]);
    const directives = complaints.flatMap((text) => /directive.*?(\w+-src)/.exec(text)?.[1] ?? []);
    expect(new Set(directives)).toEqual(new Set(['script-src', 'connect-src']));
  });

  test('a host that was killed and started again is found by the page that is open', async () => {
    const first = await hostAt();
    const { page } = await openPage(first);
    const opens = (): Promise<unknown> => inPage(page, `return ${opened('/services')};`);
    const before = await opens();
    await first[Symbol.asyncDispose]();
    const between = await opens();
    await using again = await hostAt(first.port);
    expect([before, between, await opens(), again.port]).toEqual([true, false, true, first.port]);
  });

  test('a page of another port neither reads nor opens anything', async () => {
    await using host = await hostAt();
    await using other = await hostAt();
    const { page } = await openPage(host);
    // The same browser is signed in at both.
    await page.goto(`${other.url}?token=${encodeURIComponent(KEY)}`);
    const cookies = await page.context().cookies();
    await page.route('**/attack', (route) => route.fulfill({ body: '<!doctype html>', contentType: 'text/html' }));
    await page.goto(`${other.url}attack`);
    const got = await inPage(
      page,
      `return {
        opened: await ${opened(`${host.url.replace('http', 'ws')}services`)},
        read: await fetch('${host.url}', { credentials: 'include' }).then(() => true, () => false),
      };`,
    );
    expect([cookies.length, got]).toEqual([2, { opened: false, read: false }]);
  });
});

/** What the body of an async function that runs in the page returns; a text, because here are no types of a page. */
async function inPage(page: Page, body: string): Promise<unknown> {
  return page.evaluate(`(async () => { ${body} })()`);
}

/** Whether a socket opens. */
function opened(url: string): string {
  return `new Promise((resolve) => {
    const socket = new WebSocket('${url}');
    socket.addEventListener('open', () => resolve(true));
    socket.addEventListener('error', () => resolve(false));
  })`;
}
