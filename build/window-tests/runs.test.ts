/** A run from the window: what it will do is said first; it is held, goes on, fails in places, is retried and taken back. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { openProject, SHIPPED_SAMPLES } from '../../main/services/index.ts';
import { openWindow } from './opened-window.ts';
import { statusOf } from './workbench.ts';

const SAMPLES = ['01', '02', '03', '04', '05', '06', '07', '08', '09'].map((n) => `clip-${n}.mp4`);
/** So many that some still wait when the run is held, on a fast machine too: what is begun is worked to its end. */
const AGAIN = Array.from({ length: 30 }, (_, at) => `clip-0${10 + at}.mp4`);
const CLIPS = [...SAMPLES, ...AGAIN];
/** So many that a run of them is still at work when a key is pressed, on a fast machine too. */
const MORE = Array.from({ length: 40 }, (_, at) => `more-${at}.mp4`);
const CUT_OFF = 'clip-03.mp4';
const EMPTY = 'clip-04.mp4';
/** A model writes: three seconds where nothing else is at work. */
const PATIENT = { timeout: 200_000 };
/** What the recipe of the samples asks about each. */
const TEXTS = 18;

test('a run is counted, held, retried and undone by itself', { timeout: 300_000 }, async (context) => {
  const { page, home } = await openWindow(context, { drafted: false });
  const clips = makeClips(home);
  const project = join(clips, 'clips.panda');
  await page.getByRole('button', { name: 'Open a folder or project' }).click();
  await page.getByRole('list', { name: 'Folder' }).getByText('clips', { exact: true }).dblclick();
  await page.getByRole('button', { name: 'Open the videos of “clips”' }).click();
  await page.getByRole('list', { name: 'Videos' }).waitFor();

  await page.keyboard.press('Control+4');
  await plan(page, { query: 'path:clip-0' });
  await page.getByText(`It writes at least ${CLIPS.length * TEXTS} texts about ${CLIPS.length} videos.`).waitFor();
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Go on' }).waitFor();
  await expect.poll(() => runsOf(project).map(({ state }) => state)).toEqual(['paused']);
  await page.getByRole('button', { name: 'Go on' }).click();
  await stateOf(page, 'finished').waitFor(PATIENT);
  expect(runsOf(project)).toMatchObject([{ state: 'finished', failed: ['video-empty', 'video-unreadable'] }]);

  // One of the two files comes whole after all.
  const failures = page.getByRole('list', { name: 'What failed' }).getByRole('listitem');
  await expect.poll(async () => failures.count()).toBe(2);
  copyFileSync(join(SHIPPED_SAMPLES, CUT_OFF), join(clips, CUT_OFF));
  await page.getByRole('button', { name: 'Retry these alone' }).click();
  await failures.filter({ hasText: EMPTY }).getByText('tried 2 times').waitFor(PATIENT);
  await stateOf(page, 'finished').waitFor(PATIENT);
  await expect.poll(async () => failures.count()).toBe(1);
  const [first] = runsOf(project);
  if (first === undefined) throw new Error('there is no run');
  expect(first.failed).toEqual(['video-empty']);

  // A person makes one of its texts theirs; another run comes after it, and is cancelled.
  await page.keyboard.press('Control+3');
  await page.getByRole('article', { name: 'Text' }).waitFor();
  await page.keyboard.press('a');
  await page.getByText('1 of ').first().waitFor();
  await statusOf(page, 'Saved').waitFor();
  await page.keyboard.press('Control+4');
  await plan(page, { query: 'path:more' });
  await page.getByText(`It writes at least ${MORE.length * TEXTS} texts about ${MORE.length} videos.`).waitFor();
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await stateOf(page, 'cancelled').waitFor();
  await expect.poll(() => runsOf(project)[1]?.state).toBe('cancelled');
  const ofSecond = (): number => runsOf(project)[1]?.texts ?? 0;
  const kept = ofSecond();

  await page.getByRole('list', { name: 'All runs' }).getByRole('button').nth(1).click();
  await page.getByRole('button', { name: 'Undo the run' }).click();
  const asked = page.getByRole('dialog', { name: 'Undo this run?' });
  await asked.getByText(`${first.texts - 1} texts that it wrote go.`).waitFor();
  await asked.getByText('1 that people worked on stay').waitFor();
  await asked.getByRole('button', { name: 'Undo the run' }).click();
  await page.getByText('It was undone.').waitFor();
  expect([runsOf(project)[0]?.texts, ofSecond()]).toEqual([1, kept]);
  await page.getByRole('button', { name: 'Do it again' }).click();
  await page.getByRole('button', { name: 'Undo the run' }).waitFor();
  expect([runsOf(project)[0]?.texts, ofSecond()]).toEqual([first.texts, kept]);
});

async function plan(page: Page, { query }: { readonly query: string }): Promise<void> {
  await page.getByRole('button', { name: 'New run' }).first().click();
  const form = page.getByRole('combobox', { name: 'Recipe' });
  await form.selectOption('shapes-demo');
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Panda-Mini' });
  await page.getByRole('combobox', { name: 'What has a text already' }).selectOption('skip');
  await page.getByRole('textbox', { name: 'Which videos' }).fill(query);
}

/** Of the run that is shown. */
function stateOf(page: Page, state: string) {
  return page.getByRole('group', { name: 'shapes-demo' }).getByText(state, { exact: true });
}

interface SeenRun {
  readonly state: string;
  /** That stand, of those that it wrote. */
  readonly texts: number;
  readonly failed: readonly string[];
}

function runsOf(project: string): SeenRun[] {
  using store = openProject(project, { readOnly: true });
  const suggestions = [...store.all('suggestion')];
  return store.runs().map(({ id, state }) => ({
    state,
    texts: suggestions.filter(({ runId }) => runId === id).length,
    failed: store
      .runItems(id, { state: 'failed' })
      .flatMap(({ problem }) => problem?.code ?? [])
      .sort(),
  }));
}

/** `home`/clips: some of the samples, one of them cut off and one empty, and more of one. Gives the folder. */
function makeClips(home: string): string {
  const clips = join(home, 'clips');
  mkdirSync(clips);
  for (const name of SAMPLES) copyFileSync(join(SHIPPED_SAMPLES, name), join(clips, name));
  writeFileSync(join(clips, CUT_OFF), readFileSync(join(SHIPPED_SAMPLES, CUT_OFF)).subarray(0, 3000));
  writeFileSync(join(clips, EMPTY), '');
  const again = readFileSync(join(SHIPPED_SAMPLES, 'clip-02.mp4'));
  for (const [at, name] of [...AGAIN, ...MORE].entries())
    writeFileSync(join(clips, name), Buffer.concat([again, freeAtom(at)]));
  return clips;
}

/** What every reader of MP4 passes over, so that two files of the same pictures are not the same file. */
function freeAtom(mark: number): Buffer {
  const atom = Buffer.alloc(12);
  atom.writeUInt32BE(atom.length, 0);
  atom.write('free', 4, 'latin1');
  atom.writeUInt32BE(mark, 8);
  return atom;
}
