/**
 * Builds the desktop app's own processes into out/desktop, `npm run build:desktop`: the shell, the services, the engine, and
 * the page's preload. Packages are built in, but for those with native code, which find it by where they lie.
 */
import { builtinModules } from 'node:module';
import { basename, dirname, extname, resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import type { InlineConfig, Plugin } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const outDir = resolve(root, 'out/desktop');

const NOT_BUILT_IN = [/^electron$/, /^onnxruntime-node/, /^koffi$/, /^@ff(mpeg|probe)-installer\//];

const common = {
  configFile: false,
  root,
  cacheDir: resolve(root, 'out/vite'),
  logLevel: 'warn',
  publicDir: false,
} satisfies InlineConfig;

/** Of Node's processes. All that is built lies in one folder, two folders deep, as the sources of the services do. */
export const processes: InlineConfig = {
  ...common,
  plugins: [filesBesideSources()],
  ssr: { noExternal: true, external: [] },
  // Of packages that are of the older kind of module: fluent-ffmpeg says by it where its presets are, which nobody asks for.
  define: { __dirname: 'import.meta.dirname' },
  build: {
    ssr: true,
    ssrEmitAssets: true,
    outDir,
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: {
        app: resolve(root, 'main/desktop/app.ts'),
        services: resolve(root, 'main/desktop/services.ts'),
        engine: resolve(root, 'main/engine/utility.ts'),
      },
      external: [...NOT_BUILT_IN, ...builtinModules, /^node:/],
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
};

/** In a sandbox it may load nothing but Electron, so it is one file, and of the older kind of module. */
export const preload: InlineConfig = {
  ...common,
  build: {
    outDir,
    emptyOutDir: false,
    target: 'chrome140',
    minify: false,
    lib: { entry: resolve(root, 'main/desktop/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
};

/** `new URL('./name.ts', import.meta.url)`: what a source starts or reads from beside it is built, or copied, too. */
function filesBesideSources(): Plugin {
  const named = /new URL\('(?:\.\/)?([\w-]+\.(?:ts|json))', import\.meta\.url\)/g;
  return {
    name: 'files-beside-sources',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.ts') || id.includes('node_modules') || !named.test(code)) return null;
      const transformed = code.replaceAll(named, (_, file: string) => {
        const path = resolve(dirname(id), file);
        const isSource = extname(file) === '.ts';
        const fileName = isSource ? `${basename(file, '.ts')}.js` : file;
        if (isSource) this.emitFile({ type: 'chunk', id: path, fileName });
        else this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
        return `new URL('./${fileName}', import.meta.url)`;
      });
      return { code: transformed, map: null };
    },
  };
}
