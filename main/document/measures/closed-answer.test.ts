import { expect, test } from 'vitest';
import { closedAnswer, placeOfChoice } from './closed-answer.ts';

test('yes and no, however they are said', () => {
  const said = [
    'Yes.',
    'yes, it does',
    'No',
    'no the car stops',
    '네, 달립니다',
    '아니요',
    '是的',
    '不是。',
    'perhaps',
    ' ',
  ];
  expect(said.map((answer) => closedAnswer('yes-no', answer, []))).toEqual(
    ['yes', 'yes', 'no', 'no', 'yes', 'no', 'yes', 'no', 'perhaps', null], // prettier-ignore
  );
});

test('a choice by its words or its letter is its place', () => {
  const choices = ['red', 'blue', 'a green car'];
  const said = ['Red.', 'BLUE', 'a green car', 'B', '(c)', 'C. a green car', 'A) blue', 'yellow', 'D'];
  expect(said.map((answer) => closedAnswer('choice', answer, choices))).toEqual(
    ['A', 'B', 'C', 'B', 'C', 'C', 'a) blue', 'yellow', 'd'], // prettier-ignore
  );
  expect(placeOfChoice('B', choices)).toBe(1);
});

test('a count is the first number, in digits or words', () => {
  const said = ['3', 'Three cars.', 'there are 12', '세 명', '两', '３', '007', 'many'];
  expect(said.map((answer) => closedAnswer('count', answer, []))).toEqual(['3', '3', '12', '3', '2', '3', '7', 'many']);
});
