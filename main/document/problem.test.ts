import { expect, test } from 'vitest';
import { ProblemError, sentence } from './problem.ts';

test('a sentence names the file, the reason and what to do', () => {
  expect(sentence({ code: 'video-unreadable', path: '/a b.mp4', cause: 'moov atom not found' })).toBe(
    '/a b.mp4: it cannot be read as a video (moov atom not found). Check that the file is whole, or make it anew.',
  );
});

test('a problem that is thrown keeps its data and reads as its sentence', () => {
  const problem = { code: 'output-in-use', path: 'out.jsonl' } as const;
  const error = new ProblemError(problem);
  expect({ problem: error.problem, message: error.message, name: error.name }).toEqual({
    problem,
    message: sentence(problem),
    name: 'ProblemError',
  });
});
