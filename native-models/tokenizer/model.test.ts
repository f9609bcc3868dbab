import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WireWriter } from '../onnx/wire.ts';
import { readTokenizer } from './index.ts';
import { TokenizerModelError } from './wire.ts';
import { readModel } from './model.ts';

type Written = readonly [text: string, type: number, score?: number];

const small: readonly Written[] = [
  ['<unk>', 2],
  ['<s>', 3],
  ['</s>', 3],
  ['a', 1, -2],
  ['b', 1, -3],
  ['ab', 1, -1],
];

function file(
  pieces: readonly Written[],
  { trainer = new WireWriter().integer(3, 2), normaliser = new WireWriter().integer(4, 0) } = {},
): Uint8Array {
  const model = new WireWriter();
  for (const [text, type, score = 0] of pieces) {
    model.message(1, new WireWriter().string(1, text).float(2, score).integer(3, type));
  }
  return model.message(2, trainer).message(3, normaliser).written();
}

describe('tokenizer.model', () => {
  it('is read into pieces and rules', () => {
    expect(readModel(file(small))).toEqual({
      pieces: [
        { text: '<unk>', score: 0, type: 'unknown' },
        { text: '<s>', score: 0, type: 'control' },
        { text: '</s>', score: 0, type: 'control' },
        { text: 'a', score: -2, type: 'normal' },
        { text: 'b', score: -3, type: 'normal' },
        { text: 'ab', score: -1, type: 'normal' },
      ],
      rules: { addDummyPrefix: true, removeExtraWhitespaces: false, escapeWhitespaces: true },
      byteFallback: false,
      unknownId: 0,
      unknownText: ' ⁇ ',
      bos: 1,
      eos: 2,
    });
  });

  it('never gives a control token for typed text, even where a control piece is one letter', () => {
    const { encode } = readTokenizer(file([...small, ['x', 3]]));
    expect(encode('</s>xab')).toEqual([0, 5]);
  });

  it('is refused in words where it is of a kind that is not supported', () => {
    const trainer = () => new WireWriter().integer(3, 2);
    const charsmap = new WireWriter().string(1, 'nmt_nfkc').bytes(2, new Uint8Array([1, 2, 3]));
    expect([
      reasonOf(file(small, { trainer: new WireWriter().integer(3, 1) })),
      reasonOf(file(small, { trainer: new WireWriter() })),
      reasonOf(file(small, { trainer: new WireWriter().integer(3, 9) })),
      reasonOf(file(small, { trainer: trainer().integer(24, 1) })),
      reasonOf(file(small, { normaliser: charsmap })),
      reasonOf(file(small, { trainer: trainer().integer(35, 1) })),
    ]).toEqual([
      'it is a model of type unigram; only bpe is supported',
      'it is a model of type unigram; only bpe is supported',
      'it is a model of type number 9; only bpe is supported',
      'it writes spaces as suffixes (treat_whitespace_as_suffix), which is not supported',
      'the normaliser has a character map (precompiled_charsmap); only identity is supported',
      'it has 0 of the 256 byte pieces',
    ]);
  });

  it('is refused in words where its pieces make no sense', () => {
    expect([
      reasonOf(new Uint8Array()),
      reasonOf(file([...small, ['a', 1]])),
      reasonOf(file([...small, ['', 1]])),
      reasonOf(file([...small, ['c', 7]])),
      reasonOf(file([...small, ['c', 1, Number.NaN]])),
      reasonOf(file([...small, ['<0x41>', 6]])),
      reasonOf(file([...small, ['<pad>', 2]])),
      reasonOf(file([...small, ['c'.repeat(2000), 1]])),
      reasonOf(new WireWriter().message(1, new WireWriter().bytes(1, new Uint8Array([0xe2]))).written()),
    ]).toEqual([
      'it has no pieces: this is not a SentencePiece model',
      'piece 6, "a", is there twice',
      'piece 6 is empty',
      'piece 6 has an unknown type',
      'piece 6 has a score that is not a number',
      'piece 6 is not a byte that could be used',
      'it has 2 unknown pieces; there must be one',
      'piece 6 is longer than 1024 bytes',
      'piece 0 is not UTF-8',
    ]);
  });

  it('is refused in words wherever it is cut off', () => {
    const whole = file(small);
    const reasons = new Set(Array.from({ length: whole.length - 4 }, (_, end) => reasonOf(whole.slice(0, end))));
    const patterns = [/^the file ends in the middle of a (number|field of \d+ bytes)$/, /^it (has|is) /];
    expect([...reasons].filter((reason) => !patterns.some((pattern) => pattern.test(reason)))).toEqual([]);
  });

  it('never does more than refuse, whatever bytes it is made of', () => {
    const model = readFileSync(join(import.meta.dirname, '../video-panda/goldens/sentencepiece/symbols.model'));
    let state = 11;
    const below = (limit: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    const outcomes = { read: 0, refused: 0 };
    for (let round = 0; round < 3000; round++) {
      const bytes = round % 3 === 0 ? new Uint8Array(1 + below(400)).map(() => below(256)) : Uint8Array.from(model);
      for (let change = below(3); change >= 0; change--) bytes[below(bytes.length)] = below(256);
      try {
        const { encode, decode } = readTokenizer(bytes);
        decode(encode('the red circle <frame> 빨간 \u2581\u2581'));
        outcomes.read += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(TokenizerModelError);
        outcomes.refused += 1;
      }
    }
    expect(outcomes.read + outcomes.refused).toBe(3000);
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(100);
  });
});

function reasonOf(bytes: Uint8Array): string {
  try {
    readModel(bytes);
  } catch (error) {
    if (error instanceof TokenizerModelError) return error.message;
    throw error;
  }
  return 'it was read';
}
