/** Loaded before the built main where it is `panda`: stands in for as much of Electron as a command needs. */
import { registerHooks } from 'node:module';
import { MessageChannelMain } from './channels.ts';
import { UtilityChild } from './utility-process.ts';

/** Of a packed app: where its resources lie. */
const resources = process.env['PANDA_STAND_IN_RESOURCES'];
if (resources !== undefined) Object.assign(process, { resourcesPath: resources });

Object.assign(globalThis, {
  pandaStandIn: {
    app: {
      isPackaged: resources !== undefined,
      dock: undefined,
      whenReady: async () => undefined,
      exit: (code: number) => process.exit(code),
    },
    MessageChannelMain,
    utilityProcess: { fork: (path: string) => new UtilityChild(path) },
  },
});

const facade = new URL('./electron.js', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: facade, shortCircuit: true } : next(specifier, context),
});
