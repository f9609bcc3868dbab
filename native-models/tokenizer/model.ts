/**
 * Reads SentencePiece's `tokenizer.model` (sentencepiece_model.proto): its pieces and the rules that go with them.
 * Never trusts the file, and refuses what this project does not implement rather than tokenise differently.
 * Knows nothing of encoding or decoding.
 *
 * Implemented: BPE, byte fallback (also without it), user-defined and unused symbols, `add_dummy_prefix`,
 * `remove_extra_whitespaces`, `escape_whitespaces`. Refused: unigram, word and char models, whitespace as a suffix,
 * and character maps (`precompiled_charsmap`): train with `--normalization_rule_name=identity`, as LLaMA's was.
 */
import { fieldsOf, textOf, TokenizerModelError } from './wire.ts';

export type PieceType = (typeof PIECE_TYPES)[number];

export interface Piece {
  readonly text: string;
  /** The higher, the sooner it is merged. */
  readonly score: number;
  readonly type: PieceType;
}

export interface NormaliserRules {
  readonly addDummyPrefix: boolean;
  readonly removeExtraWhitespaces: boolean;
  readonly escapeWhitespaces: boolean;
}

export interface SentencePieceModel {
  /** The index is the token id. */
  readonly pieces: readonly Piece[];
  readonly rules: NormaliserRules;
  readonly byteFallback: boolean;
  readonly unknownId: number;
  /** What the unknown piece is decoded to. */
  readonly unknownText: string;
  /** Ids of the control pieces that open and close a text, where the model has them. */
  readonly bos: number | null;
  readonly eos: number | null;
}

const PIECE_TYPES = ['normal', 'unknown', 'control', 'user-defined', 'unused', 'byte'] as const;
const MODEL_TYPES = ['unknown', 'unigram', 'bpe', 'word', 'char'];
const MOST_PIECES = 1 << 20;
const LONGEST_PIECE_BYTES = 1024;

interface Trainer {
  modelType: number;
  byteFallback: boolean;
  unknownText: string;
  bosPiece: string;
  eosPiece: string;
}

/** Throws TokenizerModelError, with a reason that a person can read. */
export function readModel(file: Uint8Array): SentencePieceModel {
  const pieces: Piece[] = [];
  // Defaults of sentencepiece_model.proto.
  const trainer: Trainer = {
    modelType: 1,
    byteFallback: false,
    unknownText: ' \u2047 ',
    bosPiece: '<s>',
    eosPiece: '</s>',
  };
  const rules = { addDummyPrefix: true, removeExtraWhitespaces: true, escapeWhitespaces: true };
  for (const field of fieldsOf(file, 'the file')) {
    if (field.kind !== 'bytes') continue;
    if (field.number === 1) {
      if (pieces.length === MOST_PIECES) throw new TokenizerModelError(`it has more than ${MOST_PIECES} pieces`);
      pieces.push(readPiece(field.value, `piece ${pieces.length}`));
    } else if (field.number === 2) readTrainer(field.value, trainer);
    else if (field.number === 3) readNormaliser(field.value, rules);
    else if (field.number === 5) refuseCharacterMap(field.value, 'the denormaliser');
  }
  if (pieces.length === 0) throw new TokenizerModelError('it has no pieces: this is not a SentencePiece model');
  if (trainer.modelType !== 2) {
    const name = MODEL_TYPES[trainer.modelType] ?? `number ${trainer.modelType}`;
    throw new TokenizerModelError(`it is a model of type ${name}; only bpe is supported`);
  }
  const { unknownText, byteFallback } = trainer;
  const unknownId = check(pieces, byteFallback);
  const bos = controlId(pieces, trainer.bosPiece);
  return { pieces, rules, byteFallback, unknownId, unknownText, bos, eos: controlId(pieces, trainer.eosPiece) };
}

/** The value of a byte piece such as `<0x0A>`, or null. */
export function byteOfPiece(text: string): number | null {
  return /^<0x[0-9A-F]{2}>$/.test(text) ? Number.parseInt(text.slice(3, 5), 16) : null;
}

function readPiece(message: Uint8Array, what: string): Piece {
  let text = '';
  let score = 0;
  let type: PieceType | undefined = 'normal';
  for (const field of fieldsOf(message, what)) {
    if (field.number === 1 && field.kind === 'bytes') {
      if (field.value.length > LONGEST_PIECE_BYTES) {
        throw new TokenizerModelError(`${what} is longer than ${LONGEST_PIECE_BYTES} bytes`);
      }
      text = textOf(field.value, what);
    } else if (field.number === 2 && field.kind === 'float') score = field.value;
    else if (field.number === 3 && field.kind === 'integer') type = PIECE_TYPES[field.value - 1];
  }
  if (text === '') throw new TokenizerModelError(`${what} is empty`);
  if (type === undefined) throw new TokenizerModelError(`${what} has an unknown type`);
  if (!Number.isFinite(score)) throw new TokenizerModelError(`${what} has a score that is not a number`);
  return { text, score, type };
}

function readTrainer(message: Uint8Array, into: Trainer): void {
  for (const field of fieldsOf(message, 'the trainer settings')) {
    if (field.kind === 'integer') {
      if (field.number === 3) into.modelType = field.value;
      else if (field.number === 35) into.byteFallback = field.value !== 0;
      else if (field.number === 24 && field.value !== 0) {
        throw new TokenizerModelError(
          'it writes spaces as suffixes (treat_whitespace_as_suffix), which is not supported',
        );
      }
    } else if (field.kind === 'bytes') {
      if (field.number === 44) into.unknownText = textOf(field.value, 'the text of the unknown piece');
      else if (field.number === 46) into.bosPiece = textOf(field.value, 'the name of the opening piece');
      else if (field.number === 47) into.eosPiece = textOf(field.value, 'the name of the closing piece');
    }
  }
}

function readNormaliser(message: Uint8Array, into: { -readonly [Rule in keyof NormaliserRules]: boolean }): void {
  refuseCharacterMap(message, 'the normaliser');
  for (const field of fieldsOf(message, 'the normaliser')) {
    if (field.kind !== 'integer') continue;
    if (field.number === 3) into.addDummyPrefix = field.value !== 0;
    else if (field.number === 4) into.removeExtraWhitespaces = field.value !== 0;
    else if (field.number === 5) into.escapeWhitespaces = field.value !== 0;
  }
}

function refuseCharacterMap(message: Uint8Array, what: string): void {
  for (const field of fieldsOf(message, what)) {
    if (field.number === 2 && field.kind === 'bytes' && field.value.length > 0) {
      throw new TokenizerModelError(`${what} has a character map (precompiled_charsmap); only identity is supported`);
    }
  }
}

/** What SentencePiece itself demands of the pieces; the id of the unknown piece. */
function check(pieces: readonly Piece[], byteFallback: boolean): number {
  const ordinary = new Set<string>();
  const reserved = new Set<string>();
  const bytes = new Set<number>();
  const unknown: number[] = [];
  pieces.forEach(({ text, type }, id) => {
    const names = type === 'normal' || type === 'user-defined' || type === 'unused' ? ordinary : reserved;
    if (names.has(text)) throw new TokenizerModelError(`piece ${id}, ${JSON.stringify(text)}, is there twice`);
    names.add(text);
    if (type === 'unknown') unknown.push(id);
    if (type !== 'byte') return;
    const byte = byteOfPiece(text);
    if (byte === null || !byteFallback) throw new TokenizerModelError(`piece ${id} is not a byte that could be used`);
    bytes.add(byte);
  });
  const [unknownId] = unknown;
  if (unknownId === undefined || unknown.length > 1) {
    throw new TokenizerModelError(`it has ${unknown.length} unknown pieces; there must be one`);
  }
  if (byteFallback && bytes.size < 256) throw new TokenizerModelError(`it has ${bytes.size} of the 256 byte pieces`);
  return unknownId;
}

function controlId(pieces: readonly Piece[], text: string): number | null {
  const id = pieces.findIndex((piece) => piece.type === 'control' && piece.text === text);
  return id < 0 ? null : id;
}
