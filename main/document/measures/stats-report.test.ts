import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { statsSchema } from './stats-report.ts';

test('the published schema is the one that reports are made by', () => {
  const published: unknown = JSON.parse(readFileSync('docs/panda-stats.schema.json', 'utf8'));
  expect(published).toEqual({
    title: 'panda-stats, version 1',
    ...z.toJSONSchema(statsSchema, { io: 'input', reused: 'ref' }),
  });
});
