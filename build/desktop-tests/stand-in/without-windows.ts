/** Loaded before the built main where it is `panda`: stands in for as much of Electron as a command needs. */
import { registerHooks } from 'node:module';
import { MessageChannelMain } from './channels.ts';
import { UtilityChild } from './utility-process.ts';

Object.assign(globalThis, {
  pandaStandIn: {
    app: {
      isPackaged: false,
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
