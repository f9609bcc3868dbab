/** What lies over a screen is put: within the dialog that is open, else within the main landmark, where readers find it. */
import { createContext } from 'svelte';

export const [layerAbove, provideLayer] = createContext<() => HTMLElement | string>();
