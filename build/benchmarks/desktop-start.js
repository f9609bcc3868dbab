/**
 * Loaded before the built main of the desktop app: stands in for Electron until a window is asked for, and tells what
 * was loaded. JavaScript, because Node's own loader reads it.
 */
import { registerHooks } from 'node:module';

const loaded = [];
const nothing = () => undefined;
const quiet = (more = {}) => new Proxy(more, { get: (of, name) => of[name] ?? nothing });

globalThis.pandaStandIn = new Proxy(
  {
    app: quiet({
      isPackaged: false,
      getAppPath: () => process.argv[2],
      requestSingleInstanceLock: () => true,
      whenReady: async () => undefined,
    }),
    screen: { getPrimaryDisplay: () => ({ workArea: {} }), getAllDisplays: () => [] },
    session: { defaultSession: quiet({ webRequest: quiet() }) },
    BrowserWindow: class {
      constructor() {
        process.stdout.write(JSON.stringify(loaded));
        process.exit();
      }
    },
  },
  { get: (of, name) => of[name] ?? quiet() },
);

const facade = new URL('../desktop-tests/stand-in/electron.js', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: facade, shortCircuit: true } : next(specifier, context),
  load(url, context, next) {
    if (url.startsWith('file:') && url !== facade) loaded.push(url);
    return next(url, context);
  },
});
