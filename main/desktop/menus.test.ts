import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import type { Frame, SystemWords } from '../contract/desktop.ts';
import { menuTemplate } from './menus.ts';

const words = new Proxy({}, { get: (_, name) => String(name) }) as SystemWords;
const line = (id: string, key: string | null) => ({ id, label: id, key, enabled: id !== 'redo' });
const frame: Frame = {
  menus: [
    { name: 'play', label: 'Playing', lines: [line('play', 'Space'), line('again', 'F5'), line('faster', '+')] },
    { name: 'project', label: 'Project', lines: [line('undo', 'Ctrl+Z'), line('redo', null)] },
  ],
  recent: [{ path: '/clips.panda', name: 'clips' }],
  words,
};

function templateOn(platform: NodeJS.Platform) {
  const done: string[] = [];
  const template = menuTemplate(frame, {
    platform,
    perform: (id) => done.push(`perform ${id}`),
    openRecent: (path) => done.push(`open ${path}`),
    newWindow: () => done.push('new window'),
    showCrashReports: () => done.push('crash reports'),
    linkCommand: () => done.push('link command'),
  });
  const linesOf = (label: string) =>
    (template.find((menu) => menu.label === label)?.submenu ?? []) as MenuItemConstructorOptions[];
  const press = (item: MenuItemConstructorOptions | undefined) => (item?.click as (() => void) | undefined)?.();
  return { done, template, linesOf, press };
}

test('the project comes first, then editing, then what the page has, and the window last', () => {
  expect(templateOn('linux').template.map(({ label }) => label)).toEqual(['Project', 'edit', 'Playing', 'window']);
  expect(templateOn('darwin').template.map(({ label, role }) => label ?? role)[0]).toBe('appMenu');
});

test('keys are shown and left to the page; macOS is not given bare letters', () => {
  const keysOn = (platform: NodeJS.Platform) =>
    templateOn(platform)
      .linesOf('Playing')
      .map(({ accelerator, registerAccelerator }) => [accelerator, registerAccelerator]);
  expect(keysOn('linux')).toEqual([
    ['Space', false],
    ['F5', false],
    ['Plus', false],
  ]);
  expect(keysOn('darwin')).toEqual([
    [undefined, undefined],
    ['F5', false],
    [undefined, undefined],
  ]);
  expect(
    templateOn('win32')
      .linesOf('Project')
      .find(({ label }) => label === 'undo')?.accelerator,
  ).toBe('CommandOrControl+Z');
});

test('a line does what it says', () => {
  const { done, linesOf, press } = templateOn('linux');
  const [newWindow, recent, undo, redo] = linesOf('Project');
  press(newWindow);
  press((recent?.submenu as MenuItemConstructorOptions[])[0]);
  press(undo);
  expect(redo?.enabled).toBe(false);
  expect(done).toEqual(['new window', 'open /clips.panda', 'perform undo']);
  expect(linesOf('Project').at(-1)).toMatchObject({ role: 'quit' });
  expect(templateOn('darwin').linesOf('Project').at(-1)).toMatchObject({ role: 'close' });
});

test('the command is installed by the menu where no package does it', () => {
  const { done, linesOf, press } = templateOn('darwin');
  press(linesOf('window').find(({ label }) => label === 'linkCommand'));
  expect(done).toEqual(['link command']);
  expect(
    ['linux', 'win32'].map((platform) => templateOn(platform as NodeJS.Platform).linesOf('window').length),
  ).toEqual([linesOf('window').length - 1, linesOf('window').length - 1]);
});
