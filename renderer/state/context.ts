/** How a component gets at the app: `const app = theApp();` while it is being set up. */
import { createContext } from 'svelte';
import type { App } from './app.svelte.ts';

export const [theApp, provideApp] = createContext<App>();
