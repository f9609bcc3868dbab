/**
 * Loaded before the built main in a process of its own: stands in for Electron until the first window is asked for, and then
 * something goes wrong, as PANDA_MISHAP says. What the main does about it is written to standard output, a line each.
 */
import { registerHooks } from 'node:module';

const mishap = process.env['PANDA_MISHAP'];
const say = (what: string): void => void process.stdout.write(`${what}\n`);

/** Whatever is asked of it, it is there and does nothing. */
const nothing: unknown = new Proxy(function nothing() {}, {
  get: (_, name) => (name === 'then' || typeof name === 'symbol' ? undefined : nothing),
  apply: () => nothing,
  construct: () => nothing as object,
});
const beside = (own: object): unknown =>
  new Proxy(own, { get: (of, name) => (Object.hasOwn(of, name) ? (Reflect.get(of, name) as unknown) : nothing) });

function happen(): void {
  say('a window');
  // The main has been there for a while.
  const { now } = Date;
  if (mishap !== 'at once') Date.now = () => now() + 60_000;
  if (mishap !== 'a promise') {
    setImmediate(() => {
      throw new Error('a mishap');
    });
    return;
  }
  // After the main has heard of it.
  process.on('unhandledRejection', () =>
    setImmediate(() => {
      say('goes on');
      process.exit();
    }),
  );
  void Promise.reject(new Error('a mishap'));
}

const app = beside({
  isPackaged: false,
  requestSingleInstanceLock: () => mishap !== 'a second start',
  whenReady: async () => undefined,
  isReady: () => true,
  getAppPath: () => process.argv[2],
  quit: () => say('quit'),
  relaunch: () => say('relaunch'),
  exit: (code: number) => {
    say(`exit ${code}`);
    process.exit(code);
  },
});
const screen = beside({ getPrimaryDisplay: () => ({ workArea: {} }), getAllDisplays: () => [] });
const BrowserWindow = function BrowserWindow(): unknown {
  happen();
  return nothing;
};
Object.assign(globalThis, { pandaStandIn: beside({ app, screen, BrowserWindow }) });

const facade = new URL('./electron.js', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: facade, shortCircuit: true } : next(specifier, context),
});
