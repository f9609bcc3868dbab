/**
 * What is said about a scene: captions, questions and their answers, by the templates of world.json, as training says
 * it (language.py). Knows facts only; grammar.ts reads the same templates the other way.
 */
import { ATTRIBUTES, entryOf, valuesOf, world } from './facts.ts';
import type { Attribute, Facts, Track } from './facts.ts';
import type { Random } from './random.ts';

/** A question as it is put to the model, and the one right answer. */
export interface Asked {
  readonly question: string;
  readonly answer: string;
  readonly attribute: Attribute;
}

/** A question of choice: the question alone, what can be chosen, and how both are put to the model. */
export interface AskedChoice extends Asked {
  readonly choices: readonly string[];
  readonly prompt: string;
}

export function captionOf(facts: Facts, track: Track): string {
  const number = numberOf(facts.count);
  return filled(world.captions[track][number], {
    color: facts.color,
    shape: shapeWord(facts.shape, number),
    verb: verbOf(facts.motion, number),
    background: facts.background,
    count: facts.count,
    Count: capitalised(facts.count),
  });
}

/** @internal */
export function captionPrompt(random: Random, track: Track): string {
  return random.pick(world.captions[track].prompts);
}

/** @internal */
export function proposePrompt(random: Random): string {
  return random.pick(world.propose.prompts);
}

export function openQuestion(random: Random, facts: Facts, attribute: Attribute): Asked {
  const question = worded(random.pick(world.questions[attribute]), facts);
  return { question, answer: answerOf(attribute, facts[attribute]), attribute };
}

/** Right half of the time. */
export function yesNoQuestion(random: Random, facts: Facts, attribute: Attribute): Asked {
  const isSo = random.next() < 0.5;
  const value = isSo
    ? facts[attribute]
    : random.pick(valuesOf[attribute].filter((other) => other !== facts[attribute]));
  const question = worded(random.pick(yesNoTemplates(attribute, value)), facts, value);
  return { question, answer: isSo ? 'yes' : 'no', attribute };
}

export function choiceQuestion(random: Random, facts: Facts, attribute: Attribute): AskedChoice {
  const { question, answer } = openQuestion(random, facts, attribute);
  const others = valuesOf[attribute].filter((value) => value !== facts[attribute]);
  const offered = random.pick(world.choice.options);
  const wrong = random.shuffled(others.map((value) => answerOf(attribute, value))).slice(0, offered - 1);
  const choices = random.shuffled([...wrong, answer]);
  const prompt = filled(world.choice.form, { question, options: choices.join(', ') });
  return { question, answer, attribute, choices, prompt };
}

export function anyAttribute(random: Random): Attribute {
  return random.pick(ATTRIBUTES);
}

/** How a value is said when it is the answer. */
export function answerOf(attribute: Attribute, value: string): string {
  return attribute === 'motion' ? entryOf(world.motions, value).answer : value;
}

/** Which of a caption's two templates is meant. */
export function numberOf(count: string): 'one' | 'many' {
  return entryOf(world.counts, count) === 1 ? 'one' : 'many';
}

export function shapeWord(shape: string, number: 'one' | 'many'): string {
  return number === 'one' ? shape : entryOf(world.shapes, shape).plural;
}

export function verbOf(motion: string, number: 'one' | 'many'): string {
  const { singular, plural } = entryOf(world.motions, motion);
  return number === 'one' ? singular : plural;
}

export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function yesNoTemplates(attribute: Attribute, value: string): readonly string[] {
  const { yesNo } = world;
  switch (attribute) {
    case 'motion':
      return value === 'still' ? yesNo.motion.still : yesNo.motion.moving;
    case 'count':
      return yesNo.count[numberOf(value)];
    case 'color':
    case 'shape':
    case 'background':
      return yesNo[attribute];
  }
}

function worded(template: string, { shape }: Facts, value = ''): string {
  return filled(template, { shape, shapes: shapeWord(shape, 'many'), value });
}

function filled(template: string, words: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, slot: string) => entryOf(words, slot));
}
