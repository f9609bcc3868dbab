import { expect, test } from 'vitest';
import type { FolderEntry } from '../../main/contract/index.ts';
import { testApp } from '../state/test-app.ts';
import { Folders } from './folders.svelte.ts';

/** Folders whose content is told when the test says so: `answer` says what is in the one that was asked for first. */
function slowFolders() {
  const asked: { readonly path: string; readonly answer: (entries: FolderEntry[]) => void }[] = [];
  const folder = ({ path }: { readonly path: string }) =>
    new Promise<FolderEntry[]>((answer) => asked.push({ path, answer }));
  const folders = new Folders(testApp({ session: { folder } }).app);
  return { asked, folders };
}

const inside = (folder: string): FolderEntry[] => [{ kind: 'folder', name: 'clips', path: `${folder}/clips` }];

test('what is typed before the first folder is shown stays', async () => {
  const { asked, folders } = slowFolders();
  const shown = folders.begin(['folder']);
  await expect.poll(() => asked.length).toBe(1);
  folders.typed = '/checkpoint';
  asked[0]?.answer(inside('/home'));
  await shown;
  expect({ typed: folders.typed, at: folders.at, entries: folders.entries }).toEqual({
    ...{ typed: '/checkpoint', at: -1, entries: inside('/home') },
  });
});

test('of two folders that were asked for, the later one is shown, whichever is told first', async () => {
  const { asked, folders } = slowFolders();
  const shown = [folders.begin(['folder']), folders.show('/quick')];
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.answer(inside('/quick'));
  asked[0]?.answer(inside('/'));
  await Promise.all(shown);
  expect({ path: folders.path, typed: folders.typed, entries: folders.entries }).toEqual({
    ...{ path: '/quick', typed: '/quick', entries: inside('/quick') },
  });
});

test('the list follows a path that is typed, once it is a folder', async () => {
  const known = new Map(['/', '/data'].map((path) => [path, inside(path)]));
  const folder = async ({ path }: { readonly path: string }) => {
    const entries = known.get(path);
    if (!entries) throw new Error('no folder');
    return entries;
  };
  const folders = new Folders(testApp({ session: { folder } }).app);
  await folders.begin(['folder']);
  const seen: unknown[] = [];
  for (const typed of ['/', '/da', '/data', '/data/x']) {
    folders.typed = typed;
    await folders.follow();
    seen.push([folders.typed, folders.path, folders.entries[0]?.path, folders.problem]);
  }
  expect(seen).toEqual([
    ['/', '/', '//clips', undefined],
    ['/da', '/', '//clips', undefined],
    ['/data', '/data', '/data/clips', undefined],
    ['/data/x', '/data', '/data/clips', undefined],
  ]);
  // Looking is not going there: Enter goes first.
  const before = folders.entered;
  await folders.show('/data');
  expect([before, folders.entered]).toEqual(['/', '/data']);
});
