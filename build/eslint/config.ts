/** What a reader of this code can rely on, held by a machine. Imports between rooms are build/rooms, layout is prettier. */
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { house } from './house.ts';

const pureRooms = ['main/document/**', 'main/contract/**', 'main/engine/**', 'main/formats/**', 'native-models/**'];
const configs = ['build/eslint/config.ts', 'build/vite/*.ts', 'build/vitest/{config,electron,window-environment}.ts'];

export default defineConfig(
  globalIgnores(['out/', 'dist/', '**/.venv/']),
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    plugins: { house },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: `${import.meta.dirname}/../..` } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'house/file-names-the-thing': 'error',
      'max-lines': ['error', 300],
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'A union of literals says the same without a runtime.' },
        { selector: 'ExportDefaultDeclaration', message: 'A named export keeps its name everywhere.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // An async function without await still says that its failure is a rejection.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
    },
  },
  ...svelte.configs.recommended,
  {
    files: ['renderer/**'],
    languageOptions: {
      parserOptions: {
        parser: tseslint.parser,
        projectService: false,
        project: 'build/typescript/renderer.json',
        extraFileExtensions: ['.svelte'],
      },
    },
  },
  {
    // Not through Svelte's parser and not in its program, in which each component has all types found anew.
    files: ['renderer/**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        projectService: false,
        project: 'build/typescript/renderer-scripts.json',
        extraFileExtensions: [],
      },
    },
  },
  {
    files: ['renderer/**'],
    rules: {
      // The compiler knows what there is in a browser.
      'no-undef': 'off',
      // A map of private bookkeeping is not shown, so nothing need be told of its changes.
      'svelte/prefer-svelte-reactivity': 'off',
      // Its schemas are for the services, and would be a tenth of what the window loads.
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/main/contract/**', '!**/main/contract/desktop-names.ts'],
              allowTypeImports: true,
              message: 'Only its types.',
            },
          ],
        },
      ],
    },
  },
  { files: ['**/*.svelte'], rules: { 'max-lines': ['error', 200] } },
  { files: pureRooms, ignores: ['**/*.test.ts'], rules: { 'no-console': 'error' } },
  { files: configs, rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', URL: 'readonly' } },
  },
);
