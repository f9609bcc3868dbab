import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../library/test-folder.ts';
import { ProblemError } from '../../document/problem.ts';
import { parseWorkList } from './work-list.ts';

const makeFolder = foldersUntil(afterAll);

const whole = (path: string) => ({ path: resolve(path), span: null, prompt: null });

test('a list may be CSV with a header, in any order and by the names other tools use', () => {
  expect(parseWorkList('\uFEFFprompt,start,end,file_name\nWhat?,1.5,3,a.mp4\n,,,b.mp4\n', '-')).toEqual([
    { path: resolve('a.mp4'), span: { fromUs: 1_500_000, toUs: 3_000_000 }, prompt: 'What?' },
    whole('b.mp4'),
  ]);
});

test('a list may be JSON lines', () => {
  expect(parseWorkList('{"video":"/v/a.mp4","from":0,"to":2.04}\n\n{"path":"/v/b.mp4","prompt":"Why?"}', '-')).toEqual([
    { path: '/v/a.mp4', span: { fromUs: 0, toUs: 2_040_000 }, prompt: null },
    { path: '/v/b.mp4', span: null, prompt: 'Why?' },
  ]);
});

test('a list without a header is paths, of which one may have a comma, or path, from, to, prompt', () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'one, two.mp4'), '');
  expect(parseWorkList(`${folder}/one, two.mp4\na.mp4\nb.mp4,1,2,Say it\n`, '-')).toEqual([
    whole(`${folder}/one, two.mp4`),
    whole('a.mp4'),
    { path: resolve('b.mp4'), span: { fromUs: 1_000_000, toUs: 2_000_000 }, prompt: 'Say it' },
  ]);
});

test('a path is found beside the list where it is not found here', () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'near.mp4'), '');
  expect(parseWorkList('path\nnear.mp4\n', join(folder, 'list.csv'))).toEqual([whole(join(folder, 'near.mp4'))]);
});

test.for([
  ['a span that ends before it starts', 'path,from,to\na.mp4,3,1', 2, 'the span ends before it starts'],
  ['half a span', 'path,from,to\na.mp4,3,', 2, 'a span needs both its start and its end'],
  ['a time in words', 'a.mp4\nb.mp4,soon,2', 2, 'from: not a time in seconds'],
  ['half a JSON line', '{"path":"a"}\n{"path":', 2, 'it is not JSON'],
  ['no path', '{"clip":"a"}', 1, 'path: there is no path'],
] as const)('the line is named where there is %s', ([, text, line, cause]) => {
  const problem = { code: 'list-unreadable', path: 'list.csv', line, cause } as const;
  expect(() => parseWorkList(text, 'list.csv')).toThrow(new ProblemError(problem));
});
