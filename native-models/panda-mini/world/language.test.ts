import { describe, expect, it } from 'vitest';
import { ATTRIBUTES, valuesOf, world } from './facts.ts';
import type { Attribute, Facts, Track } from './facts.ts';
import { readCaption, readProposal, readQuestion } from './grammar.ts';
import { isAnswerRight, isCaptionRight, isProposalRight } from './judge.ts';
import {
  answerOf,
  captionOf,
  captionPrompt,
  choiceQuestion,
  openQuestion,
  proposePrompt,
  yesNoQuestion,
} from './language.ts';
import { randomOf } from './random.ts';

const tracks: readonly Track[] = ['short', 'dense'];
const everyFacts: readonly Facts[] = valuesOf.color.flatMap((color) =>
  valuesOf.shape.flatMap((shape) =>
    valuesOf.motion.flatMap((motion) =>
      valuesOf.count.flatMap((count) =>
        valuesOf.background.map((background) => ({ color, shape, motion, count, background })),
      ),
    ),
  ),
);
const someFacts: Facts = { color: 'red', shape: 'cross', motion: 'up', count: 'two', background: 'white' };

describe('captions', () => {
  it('say the facts in both tracks', () => {
    expect(tracks.map((track) => captionOf(someFacts, track))).toEqual([
      'Two red crosses move up on a white background.',
      'The video shows two red crosses in front of a plain white background. They move up together from the first frame to the last.',
    ]);
    expect(tracks.map((track) => captionOf({ ...someFacts, count: 'one', motion: 'still' }, track))).toEqual([
      'A red cross stays still on a white background.',
      'The video shows one red cross in front of a plain white background. It stays still from the first frame to the last.',
    ]);
  });

  it('of every combination of facts are read back to the same facts, and are no caption of the other track', () => {
    for (const facts of everyFacts) {
      const [short, dense] = [captionOf(facts, 'short'), captionOf(facts, 'dense')];
      expect([readCaption(short, 'short'), readCaption(dense, 'dense')]).toEqual([facts, facts]);
      expect([readCaption(short, 'dense'), readCaption(dense, 'short')]).toEqual([undefined, undefined]);
    }
    expect(everyFacts.length).toBe(1350);
    expect(new Set(everyFacts.flatMap((facts) => tracks.map((track) => captionOf(facts, track)))).size).toBe(2700);
  });

  it('that are not exactly a sentence of the world say nothing', () => {
    const broken = [
      'Two red crosses moves up on a white background.',
      'A red crosses move up on a white background.',
      'Two red cross move up on a white background.',
      'One red crosses move up on a white background.',
      'Two red crosses move up on a white background',
      'Two red crosses move up on a white background. Really.',
      'Two orange crosses move up on a white background.',
      'Two red crosses move up on a white background.\n',
      '',
    ];
    expect(broken.map((text) => readCaption(text, 'short'))).toEqual(broken.map(() => undefined));
  });
});

describe('questions', () => {
  it('come in all the wordings of world.json, each filled', () => {
    for (const attribute of ATTRIBUTES) {
      const open = drawn((random) => openQuestion(random, someFacts, attribute));
      expect(new Set(open.map(({ answer }) => answer))).toEqual(new Set([answerOf(attribute, someFacts[attribute])]));
      expect(wordingsOf(open)).toEqual(
        world.questions[attribute]
          .map((form) => form.replace('{shape}', 'cross').replace('{shapes}', 'crosses'))
          .sort(),
      );
    }
  });

  it('are read back: what is asked for and the shape that is taken for granted', () => {
    for (const attribute of ATTRIBUTES) {
      for (const { question } of drawn((random) => openQuestion(random, someFacts, attribute))) {
        const namesShape = question.includes('cross');
        expect(readQuestion(question)).toEqual(namesShape ? { attribute, shape: 'cross' } : { attribute });
      }
    }
    expect(readQuestion('What color is the dog?')).toBeUndefined();
  });

  it('to be answered with yes or no are right half of the time, in every wording', () => {
    const { motion, count, ...others } = world.yesNo;
    const wordings: Record<Attribute, readonly string[]> = {
      ...others,
      motion: [...motion.moving, ...motion.still],
      count: [...count.one, ...count.many],
    };
    for (const attribute of ATTRIBUTES) {
      const asked = drawn((random) => yesNoQuestion(random, someFacts, attribute), 2000);
      const yes = asked.filter(({ answer }) => answer === 'yes');
      expect(yes.length / asked.length).toBeCloseTo(0.5, 1);
      expect(asked.filter(({ answer }) => answer !== 'yes' && answer !== 'no')).toEqual([]);
      const values = valuesOf[attribute];
      const possible = wordings[attribute].flatMap((form) =>
        values.map((value) => form.replace('{shape}', 'cross').replace('{value}', value)),
      );
      const odd = [
        'Does it move still?',
        'Do the shapes move still?',
        'Is the cross moving still?',
        'Are there exactly one shapes?',
      ];
      expect(wordingsOf(asked)).toEqual([...new Set(possible)].filter((text) => !odd.includes(text)).sort());
    }
  });

  it('of choice offer the right answer once among others, at any place', () => {
    for (const attribute of ATTRIBUTES) {
      const asked = drawn((random) => choiceQuestion(random, someFacts, attribute));
      for (const { question, choices, answer, prompt } of asked) {
        expect(choices.filter((choice) => choice === answer)).toEqual([answer]);
        expect(new Set(choices).size).toBe(choices.length);
        expect(prompt).toBe(`${question} Choose one: ${choices.join(', ')}.`);
      }
      const most = Math.min(4, valuesOf[attribute].length);
      expect(new Set(asked.map(({ choices }) => choices.length))).toEqual(new Set([3, most]));
      expect(new Set(asked.map(({ choices, answer }) => choices.indexOf(answer))).size).toBe(most);
    }
  });

  it('are asked for in the prompts of world.json', () => {
    expect(wordingsOf(drawn((random) => ({ question: proposePrompt(random) })))).toEqual(
      [...world.propose.prompts].sort(),
    );
    for (const track of tracks) {
      const prompts = wordingsOf(drawn((random) => ({ question: captionPrompt(random, track) })));
      expect(prompts).toEqual([...world.captions[track].prompts].sort());
    }
  });
});

describe('the judge', () => {
  it('wants every fact of a caption', () => {
    const caption = captionOf(someFacts, 'dense');
    const others = ATTRIBUTES.flatMap((attribute) =>
      valuesOf[attribute]
        .filter((value) => value !== someFacts[attribute])
        .map((value) => ({ ...someFacts, [attribute]: value })),
    );
    expect(isCaptionRight(` ${caption}\n`, someFacts)).toBe(true);
    expect(isCaptionRight(caption, someFacts, ['short'])).toBe(false);
    expect(others.filter((facts) => isCaptionRight(caption, facts))).toEqual([]);
  });

  it('wants the answer word for word', () => {
    const answers = ['red', ' red', 'Red', 'dark red', ''];
    expect(answers.map((text) => isAnswerRight(text, { answer: 'red' }))).toEqual([true, true, false, false, false]);
  });

  it('wants a proposed question to be of this world, to name what is there and to be answered rightly', () => {
    const proposals = [
      'Question: What color is the cross? Answer: red',
      'Question: What color is the ring? Answer: red',
      'Question: What color is the cross? Answer: blue',
      'Question: What color is the cross? Answer: two',
      'Question: What color is the dog? Answer: red',
      'Question: How many crosses are there? Answer: two',
      'What color is the cross? red',
    ];
    expect(proposals.map((text) => isProposalRight(text, someFacts))).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(readProposal('Question: Which way does it move? Answer: it stays still')).toEqual({
      question: 'Which way does it move?',
      answer: 'it stays still',
      attribute: 'motion',
      value: 'still',
    });
  });
});

function drawn<Drawn>(draw: (random: ReturnType<typeof randomOf>) => Drawn, times = 600): Drawn[] {
  const random = randomOf('drawn');
  return Array.from({ length: times }, () => draw(random));
}

function wordingsOf(asked: readonly { readonly question: string }[]): string[] {
  return [...new Set(asked.map(({ question }) => question))].sort();
}
