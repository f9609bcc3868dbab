import { expect, test } from 'vitest';
import { parseQuestions } from './questions.ts';

const open = (id: string, text: string) => ({ id, text, form: 'open', topic: null, choices: [] });

test('a bank may be lines of text, with comments', () => {
  expect(parseQuestions('# colours\nWhat color is it?\r\n\n  Who is there? \n', 'bank.txt')).toEqual([
    open('q1', 'What color is it?'),
    open('q2', 'Who is there?'),
  ]);
});

test('a bank may be JSON or JSON lines, with forms and choices', () => {
  const entries = [
    { id: 'c', question: 'Which?', choices: ['left', 'right'] },
    { question: 'How many?', form: 'count', topic: 'number' },
    'Why?',
  ];
  const expected = [
    { id: 'c', text: 'Which?', form: 'choice', topic: null, choices: ['left', 'right'] },
    { id: 'q2', text: 'How many?', form: 'count', topic: 'number', choices: [] },
    open('q3', 'Why?'),
  ];
  expect(parseQuestions(JSON.stringify(entries), 'bank.json')).toEqual(expected);
  expect(parseQuestions(JSON.stringify({ questions: entries }, null, 2), 'bank.json')).toEqual(expected);
  const lines = entries.slice(0, 2).map((entry) => JSON.stringify(entry));
  expect(parseQuestions(lines.join('\n'), 'bank.jsonl')).toEqual(expected.slice(0, 2));
});

test.for([
  ['no question', '', 'there is no question in it'],
  [
    'half a JSON line',
    '{"question":"a"}\n{"question":}',
    'bank, line 2: these questions cannot be read (it is not JSON)',
  ],
  ['an empty question', '{"question":""}', 'question 1, question:'],
  [
    'choices without their form',
    '{"question":"a","choices":["x","y"],"form":"open"}',
    'choices belong to the form choice',
  ],
  ['an id twice', '[{"id":1,"question":"a"},{"id":"1","question":"b"}]', 'the id 1 stands twice'],
] as const)('a bank is refused for %s', ([, text, reason]) => {
  expect(() => parseQuestions(text, 'bank')).toThrow(reason);
});
