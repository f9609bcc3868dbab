import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goldensOf, readGolden } from '../video-panda/parity.ts';
import { readTokenizer } from './index.ts';

const goldens = join(import.meta.dirname, '../video-panda/goldens');
const mini = join(import.meta.dirname, '../panda-mini/model/tokenizer.model');

const paths = new Set([...goldensOf('tokenizer').map((golden) => golden.path), join(goldens, 'tokenizer/golden.json')]);

describe.each([...paths])('the texts of %s', (path) => {
  const golden = readGolden(path) as {
    tokenizer: string;
    texts: { text: string; ids: number[]; decoded: string }[];
  };
  const model = join(dirname(path), golden.tokenizer.split(' ')[0] ?? '');

  it('have the ids of SentencePiece, and are decoded as it decodes them', (context) => {
    if (!existsSync(model)) context.skip(`${model} is not on this machine`);
    const tokenizer = readTokenizer(readFileSync(model));
    const texts = golden.texts.map(({ text, ids }) => ({
      text,
      ids: tokenizer.encode(text),
      decoded: tokenizer.decode(ids),
    }));
    expect(texts).toEqual(golden.texts);
  });
});

const kinds = readdirSync(join(goldens, 'sentencepiece')).filter((file) => file.endsWith('.model'));

describe.each(kinds)('a model of the kind %s', (file) => {
  const tokenizer = readTokenizer(readFileSync(join(goldens, 'sentencepiece', file)));
  const golden = readGolden(join(goldens, 'sentencepiece', `golden_${file.replace('.model', '.json')}`)) as {
    texts: { text: string; ids: number[] }[];
    ids: { ids: number[]; text: string }[];
  };

  it('encodes odd texts as SentencePiece does', () => {
    expect(golden.texts.map(({ text }) => ({ text, ids: tokenizer.encode(text) }))).toEqual(golden.texts);
  });

  it('decodes random ids as SentencePiece does, broken UTF-8 among them', () => {
    expect(golden.ids.map(({ ids }) => ({ ids, text: tokenizer.decode(ids) }))).toEqual(golden.ids);
  });
});

describe('the decoder', () => {
  const tokenizer = readTokenizer(readFileSync(mini));

  it('gives whole characters only, while the ids come one by one', () => {
    const decoder = tokenizer.decoder();
    const stream = tokenizer.encode('is 🎬?').map((id) => decoder.push(id));
    expect([...stream, decoder.end()]).toEqual(['is', ' ', '', '', '', '🎬', '?', '']);
  });

  it('makes U+FFFD of what is left unfinished at the end', () => {
    const decoder = tokenizer.decoder();
    const stream = tokenizer
      .encode('🎬')
      .slice(0, -1)
      .map((id) => decoder.push(id));
    expect([...stream, decoder.end()]).toEqual(['', '', '', '', '\uFFFD\uFFFD\uFFFD']);
  });

  it('is as good as new after the end', () => {
    const decoder = tokenizer.decoder();
    const texts = [' the', 'the'].map((text) => {
      const parts = tokenizer.encode(text).map((id) => decoder.push(id));
      return [...parts, decoder.end()].join('');
    });
    expect(texts).toEqual([' the', 'the']);
  });

  it('reads control tokens as no text', () => {
    const { bos, eos, encode, decode } = tokenizer;
    expect([bos, eos]).toEqual([1, 2]);
    expect(decode([1, ...encode('the red'), 2, ...encode('circle'), 2])).toBe('the red circle');
  });

  it('refuses an id that the model does not have', () => {
    expect(() => tokenizer.decode([tokenizer.size])).toThrow(RangeError);
    expect(() => tokenizer.decode([-1])).toThrow(RangeError);
  });
});

describe('the tokenizer', () => {
  const tokenizer = readTokenizer(readFileSync(mini));

  it('brings any text back, but for the sign that stands for a space', () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 2000; round++) {
      const text = randomText(random);
      const ids = tokenizer.encode(text);
      expect(tokenizer.decode(ids)).toBe(text.toWellFormed().replaceAll('\u2581', ' '));
      expect(ids.filter((id) => id < 3)).toEqual([]);
    }
  });

  it('takes a text of a million characters in its stride', () => {
    const text = 'The red circle moves left 빨간 🎬. '.repeat(30_000);
    expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
    expect(tokenizer.decode(tokenizer.encode('aaaaaaaaaa'.repeat(100_000)))).toHaveLength(1_000_000);
  });
});

function randomText(random: () => number): string {
  const below = (limit: number) => Math.floor(random() * limit);
  const units = Array.from({ length: below(24) }, () => {
    const kind = below(6);
    if (kind < 2) return ' abcdefghij\t\n<s>/0x41▁'.charAt(below(23));
    if (kind === 2) return String.fromCharCode(below(0x10000)); // lone surrogates too
    if (kind === 3) return String.fromCharCode(0xac00 + below(11_172));
    return String.fromCodePoint(below(0x110000));
  });
  return units.join('');
}

/** Numerical Recipes' linear congruence: the same texts in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
