/**
 * What the built app gets for `electron`: whatever stands in for it at the moment. JavaScript, because Node's own loader
 * reads it. Knows nothing of what stands in.
 */
const through = (name) =>
  new Proxy(function named() {}, {
    get(_, key) {
      const of = globalThis.pandaStandIn[name];
      const value = of[key];
      return typeof value === 'function' ? value.bind(of) : value;
    },
    set(_, key, value) {
      globalThis.pandaStandIn[name][key] = value;
      return true;
    },
    construct: (_, args) => new globalThis.pandaStandIn[name](...args),
  });

export const app = through('app');
export const BrowserWindow = through('BrowserWindow');
export const crashReporter = through('crashReporter');
export const dialog = through('dialog');
export const ipcMain = through('ipcMain');
export const Menu = through('Menu');
export const MessageChannelMain = through('MessageChannelMain');
export const nativeTheme = through('nativeTheme');
export const Notification = through('Notification');
export const powerSaveBlocker = through('powerSaveBlocker');
export const protocol = through('protocol');
export const screen = through('screen');
export const session = through('session');
export const shell = through('shell');
export const utilityProcess = through('utilityProcess');
