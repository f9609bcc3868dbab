/**
 * The native menus: what the page offers as actions, in its words and with its keys, and what the system adds. Keys are only
 * shown here; the page is who hears them, because it knows whether somebody is typing. Knows no action.
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { Frame, MenuLine } from '../contract/desktop.ts';

export interface MenuWishes {
  readonly perform: (action: string) => void;
  readonly openRecent: (path: string) => void;
  readonly newWindow: () => void;
  readonly showCrashReports: () => void;
  /** Puts `panda` where terminals look; the packages of other systems have done it. */
  readonly linkCommand: () => void;
  readonly platform: NodeJS.Platform;
}

type Item = MenuItemConstructorOptions;

/** Under which of the page's menus the system's own lines stand. */
const PROJECT_MENU = 'project';

export function menuTemplate({ menus, recent, words }: Frame, wishes: MenuWishes): Item[] {
  const { platform, perform, openRecent, newWindow, showCrashReports, linkCommand } = wishes;
  const isMac = platform === 'darwin';
  const line = (of: MenuLine): Item => ({
    label: of.label,
    enabled: of.enabled,
    ...acceleratorOf(of, isMac),
    click: () => perform(of.id),
  });
  const pages = menus.map(({ name, label, lines }): Item => {
    const items = lines.map(line);
    if (name !== PROJECT_MENU) return { label, submenu: items };
    const recents = recent.map((one): Item => ({
      label: one.name,
      toolTip: one.path,
      click: () => openRecent(one.path),
    }));
    return {
      label,
      submenu: [
        { label: words.newWindow, click: newWindow },
        { label: words.recent, submenu: recents, enabled: recents.length > 0 },
        ...items,
        { type: 'separator' },
        { role: 'close', label: words.close },
        ...(isMac ? [] : [{ role: 'quit', label: words.quit } as const]),
      ],
    };
  });
  const [project, ...others] = [
    ...pages.filter((_, index) => menus[index]?.name === PROJECT_MENU),
    ...pages.filter((_, index) => menus[index]?.name !== PROJECT_MENU),
  ];
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    ...(project === undefined ? [] : [project]),
    editMenu(words, isMac),
    ...others,
    {
      label: words.window,
      submenu: [
        { role: 'togglefullscreen', label: words.fullScreen, registerAccelerator: false },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        { role: 'resetZoom', label: words.zoomUsual },
        { role: 'minimize', label: words.minimize },
        { type: 'separator' },
        { label: words.crashReports, click: showCrashReports },
        ...(isMac ? [{ label: words.linkCommand, click: linkCommand }] : []),
      ],
    },
  ];
}

/** macOS takes the keys of text fields from this menu; undoing of the project has its place in the page's. */
function editMenu(words: Frame['words'], isMac: boolean): Item {
  const undoing: Item[] = isMac ? [{ role: 'undo' }, { role: 'redo' }, { type: 'separator' }] : [];
  return {
    label: words.edit,
    submenu: [
      ...undoing,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
}

/** As Electron writes keys. macOS would take a bare letter away from whoever types it, so there it is not shown. */
function acceleratorOf({ key }: MenuLine, isMac: boolean): Item {
  if (key === null || (isMac && !/^(Ctrl\+|F\d)/.test(key))) return {};
  const parts = key === '+' ? ['Plus'] : key.split('+');
  const accelerator = parts.map((part) => NAMES[part] ?? part).join('+');
  return /^[\x20-\x7e]+$/.test(accelerator) ? { accelerator, registerAccelerator: false } : {};
}

const NAMES: Readonly<Record<string, string>> = { Ctrl: 'CommandOrControl', Esc: 'Escape' };
