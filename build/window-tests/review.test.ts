/** A person goes through the queue with the keyboard alone; what they said is in the file, with who and when. */
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { REJECT_REASONS } from '../../main/document/records.ts';
import { openProject, readQueue } from '../../main/services/index.ts';
import { readDecisions } from './kept-texts.ts';
import type { KeptDecision } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { statusOf } from './workbench.ts';

const REVIEWED = 20;
const ALL = 160;
/** Pictures are made by a program of their own, which a busy machine starts late. */
const PATIENT = { timeout: 30_000 };

test('twenty texts are reviewed without the mouse', async (context) => {
  const { page, project } = await openWindow(context, { drafted: true });
  const sinceMs = Date.now();
  const { waiting, by } = queueOf(project);
  await page.getByRole('list', { name: 'Videos' }).waitFor();
  await page.keyboard.press('Control+3');
  const card = page.getByRole('article', { name: 'Text' });
  await done(page, 0);

  // A further candidate, and the first one again by its digit; a question to whoever comes later.
  await page.keyboard.press('Shift+R');
  const candidates = card.getByRole('group', { name: 'Candidates' }).getByRole('button');
  await candidates.nth(1).waitFor();
  await page.keyboard.press('2');
  await candidates.nth(1).and(page.locator('[aria-pressed=true]')).waitFor();
  await page.keyboard.press('c');
  await card.getByRole('textbox', { name: 'Comment' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('Which one?');
  await page.keyboard.press('Enter');
  await card.getByRole('region', { name: 'Comments' }).getByText('Which one?').waitFor();

  const said: KeptDecision[] = [];
  const say = (n: number, decision: string, text = waiting[n]?.text ?? '', reason: string | null = null) => {
    said.push({ itemId: waiting[n]?.itemId ?? '', decision, reason, text, by, blind: false });
  };
  for (let n = 0; n < REVIEWED; n++) {
    if (n === 1) await expectReady(page, waiting[1]?.videoId, waiting.slice(2, 8));
    switch (n % 5) {
      case 1: {
        await page.keyboard.press('e');
        await card.locator('textarea:focus').waitFor();
        await page.keyboard.type(' So it is.');
        await page.keyboard.press('Control+Enter');
        say(n, 'accepted', `${waiting[n]?.text} So it is.`);
        break;
      }
      case 2: {
        await page.keyboard.press('x');
        await page.keyboard.press(String(1 + (n % 8)));
        say(n, 'rejected', waiting[n]?.text, REJECT_REASONS[n % 8]);
        break;
      }
      case 3:
        await page.keyboard.press('s');
        say(n, 'skipped');
        break;
      case 4:
        await page.keyboard.press('f');
        await card.getByText('flagged').waitFor();
        await page.keyboard.press('a');
        say(n, 'accepted');
        break;
      default:
        await page.keyboard.press('a');
        say(n, 'accepted');
    }
    await done(page, n + 1);
  }

  // The last one is taken back, stands there again, and is decided otherwise.
  await statusOf(page, 'Saved').waitFor();
  await page.keyboard.press('Control+z');
  await done(page, REVIEWED - 1);
  await card.getByText('flagged').waitFor();
  await page.keyboard.press('x');
  await page.keyboard.press('5');
  await done(page, REVIEWED);
  said.pop();
  say(REVIEWED - 1, 'rejected', waiting[REVIEWED - 1]?.text, 'invented');

  await expect.poll(() => readDecisions(project, { sinceMs })).toEqual(said);
  using store = openProject(project, { readOnly: true });
  const [first] = waiting;
  if (first === undefined) throw new Error('nothing waited');
  const begunWith = store.list('response', { itemId: first.itemId })[0]?.suggestionId;
  expect([
    begunWith === first.suggestionId,
    [...store.all('item')].flatMap(({ id, flag }) => (flag === null ? [] : [id])).sort(),
    [...store.all('comment')].map(({ itemId, text }) => ({ itemId, text })),
  ]).toEqual([
    true,
    [4, 9, 14, 19].flatMap((n) => waiting[n]?.itemId ?? []).sort(),
    [{ itemId: first.itemId, text: 'Which one?' }],
  ]);
});

/** What waits, in the order of its doubt, and who is asked. */
function queueOf(project: string) {
  using store = openProject(project, { readOnly: true });
  const [person] = store.list('person');
  if (person === undefined) throw new Error('nobody is in the project');
  const { items } = readQueue(store, { queue: 'decide', personId: person.id, query: '', limit: REVIEWED + 6 });
  const waiting = items.map(({ itemId, videoId, text }) => {
    const [suggestion] = store.list('suggestion', { itemId });
    return { itemId, videoId, text: text ?? '', suggestionId: suggestion?.id };
  });
  return { waiting, by: person.name };
}

async function done(page: Page, count: number): Promise<void> {
  await page.getByText(`${count} of ${ALL} today`).waitFor();
}

/** The video that comes after the one that is shown lies in its element, with a picture; of its text the frames are there. */
async function expectReady(
  page: Page,
  shown: string | undefined,
  coming: readonly { readonly videoId: string }[],
): Promise<void> {
  const next = coming.find(({ videoId }) => videoId !== shown)?.videoId;
  const hasPicture = `[...document.querySelectorAll('video')].some((v) => v.src.includes('${next}') && v.readyState > 1)`;
  await expect.poll(async () => page.evaluate(hasPicture), PATIENT).toBe(true);
  const pictures = `performance.getEntriesByType('resource').filter(({ name }) => /${coming[0]?.videoId}.at/.test(name)).length`;
  await expect.poll(async () => page.evaluate(pictures), PATIENT).toBe(8);
}
