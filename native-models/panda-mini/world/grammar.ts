/**
 * Reads the texts of the world back into facts, strictly: the grammar is world.json's templates with every word that may
 * fill a slot, and a text that is not exactly one of its sentences says nothing. Knows no clip.
 */
import { ATTRIBUTES, valuesOf, world } from './facts.ts';
import type { Attribute, Facts, Track } from './facts.ts';
import { answerOf, capitalised, numberOf, shapeWord, verbOf } from './language.ts';

/** A question that the model proposed, with its own answer. */
export interface Proposal {
  readonly question: string;
  readonly answer: string;
  readonly attribute: Attribute;
  /** The attribute's value that the answer claims. */
  readonly value: string;
  /** The shape that the question takes for granted. */
  readonly shape?: string;
}

/** Reads a text of one kind; each slot by the values that its words stand for. */
type Reader = (text: string) => Readonly<Record<string, string>> | undefined;

const captionReaders = { short: captionReadersOf('short'), dense: captionReadersOf('dense') };
const questionReaders = ATTRIBUTES.flatMap((attribute) =>
  world.questions[attribute].map((template) => ({
    attribute,
    read: readerOf(template, {
      shape: wordsOf('shape', (shape) => shape),
      shapes: wordsOf('shape', (shape) => shapeWord(shape, 'many')),
    }),
  })),
);
const proposalReader = readerOf(world.propose.form, { question: 'any', answer: 'any' });

/** The facts that a caption of this track states, or undefined where it is none. */
export function readCaption(text: string, track: Track): Facts | undefined {
  for (const { read, number } of captionReaders[track]) {
    const words = read(text);
    if (words === undefined) continue;
    const { color, shape, verb: motion, background } = words;
    const count = number === 'one' ? 'one' : (words['count'] ?? words['Count']);
    if (
      color !== undefined &&
      shape !== undefined &&
      motion !== undefined &&
      count !== undefined &&
      background !== undefined
    )
      return { color, shape, motion, count, background };
  }
  return undefined;
}

/** What an open question asks for, and the shape it names; undefined where it is no question of this world. */
export function readQuestion(text: string): Pick<Proposal, 'attribute' | 'shape'> | undefined {
  for (const { attribute, read } of questionReaders) {
    const words = read(text);
    if (words === undefined) continue;
    const shape = words['shape'] ?? words['shapes'];
    return shape === undefined ? { attribute } : { attribute, shape };
  }
  return undefined;
}

/** A question of this world and a possible answer to it, or undefined. Whether it is right is another matter. */
export function readProposal(text: string): Proposal | undefined {
  const { question, answer } = proposalReader(text) ?? {};
  if (question === undefined || answer === undefined) return undefined;
  const asked = readQuestion(question);
  if (asked === undefined) return undefined;
  const value = valuesOf[asked.attribute].find((value) => answerOf(asked.attribute, value) === answer);
  return value === undefined ? undefined : { question, answer, ...asked, value };
}

function captionReadersOf(track: Track) {
  return (['one', 'many'] as const).map((number) => {
    const counts = wordsOf('count', (count) => count).filter(({ value }) => numberOf(value) === 'many');
    const slots = {
      color: wordsOf('color', (color) => color),
      shape: wordsOf('shape', (shape) => shapeWord(shape, number)),
      verb: wordsOf('motion', (motion) => verbOf(motion, number)),
      background: wordsOf('background', (background) => background),
      count: counts,
      Count: counts.map(({ word, value }) => ({ word: capitalised(word), value })),
    };
    return { number, read: readerOf(world.captions[track][number], slots) };
  });
}

interface Word {
  readonly word: string;
  readonly value: string;
}

function wordsOf(attribute: Attribute, word: (value: string) => string): Word[] {
  return valuesOf[attribute].map((value) => ({ word: word(value), value }));
}

/** A slot filled twice must be filled with the same word. */
function readerOf(template: string, slots: Readonly<Record<string, readonly Word[] | 'any'>>): Reader {
  const used = new Set<string>();
  const source = template.split(/(\{\w+\})/).map((piece) => {
    const slot = /^\{(\w+)\}$/.exec(piece)?.[1];
    if (slot === undefined) return RegExp.escape(piece);
    if (used.has(slot)) return `\\k<${slot}>`;
    used.add(slot);
    const words = slots[slot];
    if (words === undefined) throw new RangeError(`no words for {${slot}}`);
    return `(?<${slot}>${words === 'any' ? '.+?' : words.map(({ word }) => RegExp.escape(word)).join('|')})`;
  });
  const pattern = new RegExp(`^${source.join('')}$`);
  const valueOf = (slot: string, said: string) => {
    const words = slots[slot];
    return words === undefined || words === 'any' ? said : (words.find(({ word }) => word === said)?.value ?? said);
  };
  return (text) => {
    const said = pattern.exec(text);
    if (said === null) return undefined;
    return Object.fromEntries(Object.entries(said.groups ?? {}).map(([slot, word]) => [slot, valueOf(slot, word)]));
  };
}
