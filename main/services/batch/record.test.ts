import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { recordSchema } from './record.ts';

test('the published schema is the one that records are read by', () => {
  const published: unknown = JSON.parse(readFileSync('docs/panda-captions.schema.json', 'utf8'));
  expect(published).toEqual({
    title: 'panda-captions, version 1: one line',
    ...z.toJSONSchema(recordSchema, { io: 'input' }),
  });
});
