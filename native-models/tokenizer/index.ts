/**
 * Text into token ids and back, by a SentencePiece BPE model, with the ids that SentencePiece itself gives.
 * Knows no prompt and no model: what is put around a text is the caller's.
 */
import { PieceDecoder } from './decode.ts';
import { mergedPieces } from './merge.ts';
import { readModel } from './model.ts';
import { normalise } from './normalise.ts';
import { vocabularyOf } from './vocabulary.ts';

export type { PieceDecoder } from './decode.ts';

export interface Tokenizer {
  readonly size: number;
  /** Control tokens that open and close a text, null where the model has none. */
  readonly bos: number | null;
  readonly eos: number | null;
  /** Ids of a text by itself (dummy prefix on, no BOS). Control tokens can not be written: `</s>` is four characters. */
  readonly encode: (text: string) => number[];
  readonly decode: (ids: Iterable<number>) => string;
  /** A decoder for ids that arrive one by one; each call makes its own. */
  readonly decoder: () => PieceDecoder;
}

/** From the bytes of `tokenizer.model`, which are not trusted. Throws TokenizerModelError. */
export function readTokenizer(file: Uint8Array): Tokenizer {
  const model = readModel(file);
  const vocabulary = vocabularyOf(model);
  const utf8 = new TextEncoder();

  function encode(text: string): number[] {
    const ids: number[] = [];
    let afterUnknown = false;
    for (const piece of mergedPieces(normalise(text, model.rules, vocabulary), vocabulary)) {
      const id = vocabulary.idOf(piece);
      if (id !== undefined) ids.push(id);
      else if (model.byteFallback) for (const byte of utf8.encode(piece)) ids.push(byteId(byte));
      else if (!afterUnknown) ids.push(model.unknownId); // a run of unknown characters is one token
      afterUnknown = id === undefined;
    }
    return ids;
  }

  function byteId(byte: number): number {
    return vocabulary.byteIdOf(byte) ?? model.unknownId;
  }

  function decode(ids: Iterable<number>): string {
    const decoder = new PieceDecoder(model);
    let text = '';
    for (const id of ids) text += decoder.push(id);
    return text + decoder.end();
  }

  return {
    size: model.pieces.length,
    bos: model.bos,
    eos: model.eos,
    encode,
    decode,
    decoder: () => new PieceDecoder(model),
  };
}
