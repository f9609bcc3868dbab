import { Linter } from 'eslint';
import { expect, it } from 'vitest';
import { house } from './house.ts';

it('wants files named after the thing in them', () => {
  const names = [
    'time.ts',
    'stringUtils.ts',
    'cache-manager.test.ts',
    'helpers.ts',
    'utilisation.ts',
    'commonFrames.ts',
  ];
  const complaints = names.flatMap((filename) =>
    new Linter()
      .verify(
        '',
        [{ files: ['**/*.ts'], plugins: { house }, rules: { 'house/file-names-the-thing': 'error' } }],
        filename,
      )
      .map(({ message }) => `${filename}: ${message}`),
  );
  expect(complaints).toEqual([
    'stringUtils.ts: "Utils" says nothing of what stands in it: name the thing.',
    'cache-manager.test.ts: "manager" says nothing of what stands in it: name the thing.',
    'helpers.ts: "helpers" says nothing of what stands in it: name the thing.',
  ]);
});
