import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { distinctProposals } from './distinct.ts';
import { formedProposal } from './form.ts';
import { answerKey, questionKey, saysTheSame } from './keys.ts';
import { parseProposals } from './parse.ts';
import { topicOf } from './topic.ts';

const RED = { question: 'What color is it?', answer: 'Red.' };
const RING = { question: 'What shape is it?', answer: 'A ring' };

describe('questions and answers are read', () => {
  it.each([
    ['Panda-Mini', 'Question: What color is it? Answer: Red.', [RED]],
    [
      'two labels',
      'Question: What color is it?\nAnswer: Red.\n\nQuestion: What shape is it?\nAnswer: A ring',
      [RED, RING],
    ],
    ['letters', 'Q: What color is it?\nA: Red.\nQ: What shape is it?\nA: A ring', [RED, RING]],
    ['numbered letters', 'Q1: What color is it? A1: Red. Q2: What shape is it? A2: A ring', [RED, RING]],
    [
      'bold',
      '**Question 1:** What color is it?\n**Answer:** Red.\n\n**Question 2:** What shape is it?\n**Answer:** A ring',
      [RED, RING],
    ],
    [
      'a numbered list of labels',
      '1. Q: What color is it?\n   A: Red.\n2. Q: What shape is it?\n   A: A ring',
      [RED, RING],
    ],
    ['a numbered list', '1. What color is it? Red.\n2. What shape is it? A ring', [RED, RING]],
    ['answers below', '1. What color is it?\n   - Red.\n2. What shape is it?\n   - A ring', [RED, RING]],
    ['a plain line', 'What color is it? Red.', [RED]],
    ['brackets', '- What color is it? (Red.)\n- What shape is it? → A ring', [RED, RING]],
    [
      'JSON',
      '[{"question": "What color is it?", "answer": "Red."}, {"Q": "What shape is it?", "A": "A ring"}]',
      [RED, RING],
    ],
    [
      'fenced JSON',
      'Here they are:\n```json\n{"qa": [{"question": "What color is it?", "answer": "Red."}]}\n```',
      [RED],
    ],
    ['JSON lines', '{"q": "What color is it?", "a": "Red."}\n{"q": "What shape is it?", "a": "A ring"}', [RED, RING]],
    ['labels after talk', 'Sure! Here is one.\n\nQuestion: What color is it?\nAnswer: Red.\n\nHope this helps!', [RED]],
    ['one label', 'Question: What color is it? Red.', [RED]],
    ['Korean', '질문: 무슨 색인가요?\n답변: 빨간색입니다.', [{ question: '무슨 색인가요?', answer: '빨간색입니다.' }]],
    [
      'Chinese',
      '问题1：是什么颜色？\n答案1：红色。\n问题2：有几个人？\n答案2：三个。',
      [
        { question: '是什么颜色？', answer: '红色。' },
        { question: '有几个人？', answer: '三个。' },
      ],
    ],
    ['no answer', 'Question: What color is it? Answer:', []],
    ['no question', 'The video shows a ring.', []],
    ['nothing', '', []],
  ])('as %s', (_, text, proposals) => {
    expect(parseProposals(text)).toEqual(proposals);
  });

  it('and each question is kept once, also if it was asked before', () => {
    const all = [
      'What color is the ring?',
      'what colour is a ring',
      'How many?',
      'What color is the ring in the video?',
    ];
    const proposals = all.map((question) => ({ question, answer: 'x' }));
    expect(distinctProposals(proposals, ['how many ?'])).toEqual([proposals[0]]);
    expect(questionKey('이 색은 무엇인가요?')).toBe(questionKey('이 색은 무엇인가요'));
  });
});

describe('the form of a proposal', () => {
  it.each([
    ['Is it a ring?', 'Yes', 'yes-no'],
    ['Is the man tall?', 'No, he is short.', 'yes-no'],
    ['Who is there?', 'No one', 'open'],
    ['Is it red or blue?', 'Red', 'open'],
    ['고리인가요?', '예', 'yes-no'],
    ['고리인가요?', '아니요, 사각형입니다.', 'yes-no'],
    ['这是一个圆吗？', '是的', 'yes-no'],
    ['有人吗？', '没有。', 'yes-no'],
    ['How many rings are there?', 'two', 'count'],
    ['How many rings are there?', 'There are 12 rings.', 'count'],
    ['How many rings are there?', 'several', 'open'],
    ['사람이 몇 명 있나요?', '세 명', 'count'],
    ['有几个人？', '三个', 'count'],
    ['有多少辆车？', '5辆', 'count'],
    ['When does he jump?', 'At 0:12', 'time'],
    ['At what second does he jump?', '3.5 seconds', 'time'],
    ['How long does he sit?', 'ten seconds', 'time'],
    ['언제 뛰나요?', '12초', 'time'],
    ['他什么时候跳？', '第3秒', 'time'],
    ['When does he jump?', 'after he runs', 'open'],
    ['What is it?', 'A ring', 'open'],
  ])('%s %s', (question, answer, form) => {
    expect(formedProposal({ question, answer })).toEqual({ question, answer, form, choices: [] });
  });

  it('is a choice where the question says what can be chosen', () => {
    const choices = ['red', 'blue', 'dark green'];
    const chosen = { question: 'What color is it?', answer: 'blue', form: 'choice', choices };
    const asked = [
      { question: 'What color is it? Choose one: red, blue, dark green.', answer: 'Blue.' },
      { question: 'What color is it? (A) red (B) blue (C) dark green', answer: 'B' },
      { question: 'What color is it? Options: A. red B. blue C. dark green', answer: '(B) blue' },
    ];
    expect(asked.map(formedProposal)).toEqual([chosen, chosen, chosen]);
  });
});

describe('the topic of a question', () => {
  it.each([
    ['motion', 'Which way does it move?', 'left'],
    ['motion', 'What is the circle doing?', 'right'],
    ['motion', 'Is the ring standing still?', 'no'],
    ['motion', 'What is the man doing?', 'dancing'],
    ['motion', '남자는 무엇을 하고 있나요?', '요리'],
    ['spatial', 'What is behind the man?', 'a tree'],
    ['spatial', 'Who is on the left of the table?', 'a boy'],
    ['spatial', '桌子上面有什么？', '一本书'],
    ['temporal', 'What does the man do after he sits down?', 'he eats'],
    ['temporal', 'What happens first?', 'a dog runs'],
    ['temporal', '그가 앉은 후에 무엇을 하나요?', '먹는다'],
    ['colour', 'What color is the background?', 'gray'],
    ['colour', 'What is the background like?', 'gray'],
    ['colour', 'Is the background white?', 'no'],
    ['colour', '衣服是什么颜色？', '红色'],
    ['object', 'Is there a ring in the video?', 'yes'],
    ['object', 'What is moving or standing in the video?', 'ring'],
    ['object', 'What is the man holding?', 'a cup'],
    ['location', 'Where is the man?', 'in a kitchen'],
    ['location', 'is the athlete playing indoors', 'no'],
    ['location', '这是在哪里？', '厨房'],
    ['number', 'How many people are riding camels?', '2'],
    ['number', 'Are there exactly three shapes?', 'no'],
    ['number', '사람이 몇 명 있나요?', '세 명'],
    ['other', 'how difficult is the operation', 'simple'],
    ['other', 'Why is he sad?', 'he lost'],
  ])('%s: %s', (topic, question, answer) => {
    expect(topicOf({ question, answer })).toBe(topic);
  });
});

describe('the questions of the sample clips', () => {
  it('have the form and the topic that is stated for them, but for choices, which stand beside them', () => {
    const file = new URL('../../../native-models/panda-mini/samples/ground-truth.json', import.meta.url);
    interface Clip {
      questions?: { question: string; answer: string; form: string; topic: string }[];
      spans: Clip[];
    }
    const { clips } = JSON.parse(readFileSync(file, 'utf8')) as { clips: Clip[] };
    const all = clips.flatMap((clip) => [clip, ...clip.spans]).flatMap(({ questions = [] }) => questions);
    const told = all.map((one) => ({
      ...one,
      form: one.form === 'choice' ? 'choice' : formedProposal(one).form,
      topic: topicOf(one),
    }));
    expect(told).toEqual(all);
    expect(all.length).toBeGreaterThan(40);
  });
});

describe('two answers', () => {
  it.each([
    ['2', 'Two.'],
    ['grey', 'It is gray'],
    ['it stays still', 'It stays still!'],
    ['三个', '3'],
    ['세 명', '3명'],
    ['3', '3 명'],
  ])('are the same: %s, %s', (a, b) => expect(answerKey(a)).toBe(answerKey(b)));

  it('may say the same in part', () => {
    expect([saysTheSame('red', 'dark red'), saysTheSame('red', 'blue'), saysTheSame('left', 'to the left')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
