/** The desktop app is started, opens projects in windows of their own, lets the model write, and plays. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { openProject, PROGRAM_FOLDER, SHIPPED_SAMPLES } from '../../main/services/index.ts';
import { readSuggestions } from '../window-tests/kept-texts.ts';
import { captionOf, openCaption, videosOf } from '../window-tests/workbench.ts';
import { makeHome, startApp } from './started-app.ts';

const CLIP = 'clip-05.mp4';
/** The engine has to start first. */
const WRITTEN = { timeout: 60_000 };
/** A window, its services and its project. */
const OPENED = { timeout: 60_000 };

test('a project is opened, a caption comes into its field as the model writes it, and parts of a video are read', async (context) => {
  const home = makeHome(context, { drafted: true });
  const project = join(home, 'samples.panda');
  const drafts = readSuggestions(project).length;
  const app = await startApp(context, { home, args: [project] });
  const page = await app.page();
  const caption = await openCaption(page, CLIP);
  expect(await caption.inputValue()).toBe('A red ring moves down on a black background.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await expect.poll(() => readSuggestions(project).length, WRITTEN).toBe(drafts + 1);
  const written = readSuggestions(project).at(-1)?.text;
  await expect.poll(async () => captionOf(page).inputValue(), WRITTEN).toBe(written);
  // Word by word over the port, as it was thought of.
  const pieces = (app.electron.windows[0]?.webContents.given ?? []).flatMap((data) => piecesIn(String(data)));
  expect([pieces.length > 3, pieces.join('').trim()]).toEqual([true, written]);
  const processes = app.electron.children.map(({ path }) => path.slice(PROGRAM_FOLDER.length));
  expect(new Set(processes)).toEqual(new Set(['out/desktop/services.js', 'out/desktop/engine.js']));

  expect(await partOf(page, 'bytes=4-7')).toEqual([206, expect.stringMatching(/^bytes 4-7\/\d+$/), 4]);
  expect(await partOf(page, 'bytes=999999999-')).toEqual([416, expect.stringMatching(/^bytes \*\/\d+$/), 0]);
  // A player can only go where it may ask for the part that begins there.
  expect(await page.evaluate(GO_NEAR_THE_END)).toEqual({ reachesItsEnd: true, at: 2.5 });
  app.complaints.throwIfAny();
});

test('a project that is open is shown, another one gets a window, and what is no project is added', async (context) => {
  const home = makeHome(context, { drafted: true });
  const [first, second] = [join(home, 'samples.panda'), join(home, 'other.panda')];
  cpSync(first, second);
  const { electron, page, complaints } = await startApp(context, { home, args: [first] });
  await videosOf(await page())
    .first()
    .waitFor();
  const again = (...args: string[]) =>
    electron.app.emit('second-instance', {}, [process.execPath, PROGRAM_FOLDER, ...args], home);
  again('samples.panda');
  expect(electron.windows).toHaveLength(1);
  again('other.panda');
  await videosOf(await page(1))
    .first()
    .waitFor();
  expect(await (await page(1)).title()).toBe('samples');
  // As a desktop of Linux tells it, and as macOS does.
  again(pathToFileURL(second).href);
  const told = { isTaken: false, preventDefault: () => (told.isTaken = true) };
  electron.app.emit('open-file', told, first);
  expect([electron.windows.length, told.isTaken]).toEqual([2, true]);
  const known = videosIn(second) + 1;
  mkdirSync(join(home, 'more'));
  const clip = readFileSync(join(SHIPPED_SAMPLES, CLIP));
  writeFileSync(join(home, 'more', 'more.mp4'), Buffer.concat([clip, Buffer.from([0, 0, 0, 8]), Buffer.from('free')]));
  again('more');
  await expect.poll(() => videosIn(second), OPENED).toBe(known);
  complaints.throwIfAny();
});

test('a folder that is dropped on an empty window becomes a project, and a dialog opens another one', async (context) => {
  const home = makeHome(context, { drafted: true });
  const clips = join(home, 'clips');
  cpSync(join(SHIPPED_SAMPLES, CLIP), join(clips, CLIP));
  const { electron, page, complaints } = await startApp(context, { home });
  const window = await page();
  await window.getByRole('button', { name: 'Open a folder of videos …' }).waitFor();
  await window.evaluate(`{
    globalThis.pandaDropped = { clips: ${JSON.stringify(clips)} };
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([], 'clips'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }`);
  await videosOf(window).filter({ hasText: CLIP }).waitFor();
  expect(await window.title()).toBe('clips');
  // The place is taken: the project that is chosen gets another window.
  electron.answers.push([join(home, 'samples.panda')]);
  await window.keyboard.press('Control+o');
  await videosOf(await page(1))
    .first()
    .waitFor();
  // Where a data set is to be written, or read from.
  await window.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Data sets' }).click();
  const choose = async (button: string, field: string, chosen: readonly string[]): Promise<void> => {
    electron.answers.push(chosen);
    await window.getByRole('button', { name: button }).click();
    const value = async () => window.getByRole('combobox', { name: field, exact: true }).inputValue();
    await expect.poll(() => electron.answers.length).toBe(0);
    await expect.poll(value).toBe(home);
  };
  await choose('Choose a folder …', 'Folder', [home]);
  await choose('Choose a folder …', 'Folder', []);
  await window.getByRole('tab', { name: 'Import' }).click();
  await choose('Choose a file …', 'File or folder', [home]);
  const folder = { properties: ['openDirectory', 'createDirectory'] };
  expect(electron.dialogs).toEqual([
    { properties: ['openFile'], filters: [{ name: 'Panda Annotator', extensions: ['panda'] }] },
    ...[folder, folder, { properties: ['openFile'] }],
  ]);
  complaints.throwIfAny();
});

function piecesIn(message: string): readonly string[] {
  return [...message.matchAll(/"event":"piece","text":("(?:[^"\\\\]|\\\\.)*")/g)].map(
    ([, text = '']) => JSON.parse(text) as string,
  );
}

function videosIn(project: string): number {
  using store = openProject(project, { readOnly: true });
  return store.count('video');
}

/** Status, `Content-Range`, and how many bytes came. */
async function partOf(page: Page, Range: string): Promise<unknown> {
  const address = await page.locator('video').first().getAttribute('src');
  const answer = await fetch(new URL(address ?? '', page.url()), { headers: { Range } });
  return [answer.status, answer.headers.get('content-range'), (await answer.arrayBuffer()).byteLength];
}

const GO_NEAR_THE_END = `(async () => {
  const video = document.querySelector('video');
  if (video.readyState < 1) await new Promise((resolve) => video.addEventListener('loadedmetadata', resolve));
  const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
  video.currentTime = 2.5;
  await sought;
  return { reachesItsEnd: video.seekable.end(0) === video.duration, at: video.currentTime };
})()`;
