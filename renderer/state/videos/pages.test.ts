import { expect, test } from 'vitest';
import { PAGE, Pages } from './pages.svelte.ts';

/** A list of numbers whose parts are told when the test says so. */
function listOf(length: number, before?: Pages<string>) {
  const asked: number[] = [];
  const telling: (() => void)[] = [];
  let total = length;
  const pages = new Pages<string>({
    read: async ({ from, limit }) => {
      asked.push(from / PAGE);
      await new Promise<void>((resolve) => telling.push(resolve));
      return {
        rows: Array.from({ length: Math.max(0, Math.min(limit, total - from)) }, (_, at) => `row ${from + at}`),
        total,
      };
    },
    keyOf: (row) => row,
    onTrouble: () => undefined,
    before,
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) {
      for (const tell of telling.splice(0)) tell();
      await Promise.resolve();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  return { pages, asked, settle, shrink: () => (total -= 1) };
}

test('reads what is on the screen first, then what comes in the direction in which one goes', async () => {
  const { pages, asked, settle } = listOf(2000);
  await settle();
  const begun = asked.splice(0);
  pages.look(1050, 1080);
  await settle();
  const down = asked.splice(0);
  pages.look(450, 480);
  await settle();
  expect({ begun, down, up: asked, row: pages.row(1234), place: pages.indexOf('row 410') }).toEqual({
    begun: [0, 1, 2, 3],
    down: [10, 11, 12, 13, 9],
    up: [4, 5],
    row: 'row 1234',
    place: 410,
  });
});

test('shows the list that was there before until the first part of the new one is read', async () => {
  const before = listOf(3);
  await before.settle();
  const next = listOf(5, before.pages);
  const waiting = [next.pages.total, next.pages.row(2), next.pages.indexOf('row 1')];
  await next.settle();
  expect([waiting, next.pages.total, next.pages.row(4)]).toEqual([[3, 'row 2', 1], 5, 'row 4']);
});

test('a row changes in its place', async () => {
  const pages = new Pages<{ id: string; texts: number }>({
    read: async () =>
      Promise.resolve({
        rows: [
          { id: 'a', texts: 0 },
          { id: 'b', texts: 0 },
        ],
        total: 2,
      }),
    keyOf: ({ id }) => id,
    onTrouble: () => undefined,
  });
  await pages.rowAt(1);
  pages.replace({ id: 'b', texts: 3 });
  expect([pages.row(0), pages.row(1)]).toEqual([
    { id: 'a', texts: 0 },
    { id: 'b', texts: 3 },
  ]);
});

test('what was read of a list of another length is read again when it is looked at', async () => {
  const { pages, asked, settle, shrink } = listOf(1000);
  await settle();
  pages.look(0, 20);
  await settle();
  asked.length = 0;
  shrink();
  pages.refresh();
  await settle();
  expect([asked, pages.total]).toEqual([[0], 999]);
});

test('a row beyond the end is none, and one far away is read', async () => {
  const { pages, settle } = listOf(500);
  const rows = Promise.all([pages.rowAt(450), pages.rowAt(900)]);
  await settle();
  expect(await rows).toEqual(['row 450', undefined]);
});
