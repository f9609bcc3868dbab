/** Builds the window, `npm run build:window`: renderer/ into out/renderer. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');

export default defineConfig({
  root: resolve(root, 'renderer'),
  cacheDir: resolve(root, 'out/vite'),
  // Relative, because the page also stands in a packed app.
  base: './',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  build: {
    outDir: resolve(root, 'out/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    // The page's policy allows nothing inline, and nothing needs to be: the files are on this machine.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
