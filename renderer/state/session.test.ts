import { expect, test } from 'vitest';
import type { OpenProject, Session } from '../../main/contract/index.ts';
import type { Connection, Services } from '../connection/connection.svelte.ts';
import { SessionState } from './session.svelte.ts';

const open = { project: { name: 'clips' }, path: '/clips.panda', readOnly: null, videos: 3, lastEdit: 0 };

/** A window in which a project is open, and a host that is at its first start. */
async function openedWindow() {
  const host = { start: '1', open: open as unknown as OpenProject | null, refusal: undefined as Error | undefined };
  const opened: string[] = [];
  const session = {
    get: async () => ({ start: host.start, open: host.open }) as unknown as Session,
    recent: async () => [],
    undoable: async () => ({ undo: null, redo: null }),
    follow: async () => new Promise(() => undefined),
    open: async ({ path }: { readonly path: string }) => {
      if (host.refusal !== undefined) throw host.refusal;
      opened.push(path);
      return open;
    },
  };
  const services = { session } as unknown as Services;
  const connection = { online: true, times: 1, services: async () => services } as unknown as Connection;
  const state = new SessionState(connection);
  const lost: unknown[] = [];
  state.onLost = (error) => lost.push(error);
  await state.load();
  return { host, state, opened, lost, comeBack: async () => connection.greet?.(services) };
}

test('a host that was started anew without the project gets it again, and the window stays as it was', async () => {
  const { comeBack, host, lost, opened, state } = await openedWindow();
  const before = state.open;
  Object.assign(host, { start: '2', open: null });
  await comeBack();
  expect([opened, lost, state.reopening]).toEqual([['/clips.panda'], [], 'done']);
  expect(state.open).toBe(before);
});

test('a project that somebody closed stays closed, and one that another host has open is left to it', async () => {
  const { comeBack, host, opened, state } = await openedWindow();
  Object.assign(host, { open: null });
  await comeBack();
  Object.assign(host, { start: '2', open: { ...open, path: '/others.panda' } });
  await comeBack();
  expect([opened, state.reopening]).toEqual([[], null]);
});

test('why the project cannot be opened again is told', async () => {
  const { comeBack, host, lost, state } = await openedWindow();
  const refusal = new Error('its drive is gone');
  Object.assign(host, { start: '2', open: null, refusal });
  await comeBack();
  expect([lost, state.reopening]).toEqual([[refusal], null]);
});
