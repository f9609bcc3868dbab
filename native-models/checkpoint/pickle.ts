/**
 * A pickle machine that can run nothing. It knows the opcodes that a dictionary of tensors is written with (protocols 2 to
 * 4) and refuses every other; what a name stands for, the caller's table says, and a name that is not in it is refused.
 * Time and memory are bounded by the number of opcodes. Knows no tensors.
 * Source of the opcodes: CPython's Lib/pickletools.py.
 */
import { CheckpointError } from './error.ts';

export type PickleValue =
  null | boolean | number | string | PickleTuple | PickleList | PickleDict | PickleGlobal | PickleObject;

export type PickleTuple = readonly PickleValue[];
export type PickleDict = Map<PickleValue, PickleValue>;

export class PickleList {
  readonly items: PickleValue[] = [];
}

/** What the table makes of its names' calls and of persistent ids; its own business. */
export abstract class PickleObject {
  abstract readonly kind: string;
}

/** A name that may stand in the pickle. */
export class PickleGlobal {
  readonly name: string;
  /** What calling it makes; undefined where it is never called. */
  readonly call: ((args: PickleTuple) => PickleValue) | undefined;

  constructor(name: string, call?: (args: PickleTuple) => PickleValue) {
    this.name = name;
    this.call = call;
  }
}

export interface PickleTable {
  /** By `module.name`. */
  readonly globals: ReadonlyMap<string, PickleGlobal>;
  readonly persistent: (id: PickleValue) => PickleValue;
}

/** A shard of a 7B model has 20,000. */
const mostOpcodes = 1_000_000;
const longestName = 200;
const longestText = 4000;

/** What the pickle holds. `where` names it in errors. Throws CheckpointError. */
export function readPickle(bytes: Buffer, { where, table }: { where: string; table: PickleTable }): PickleValue {
  return new Machine(bytes, where, table).run();
}

class Machine {
  readonly #bytes: Buffer;
  readonly #where: string;
  readonly #table: PickleTable;
  #at = 0;
  /** The values since the last mark, and those below each mark. */
  #stack: PickleValue[] = [];
  readonly #below: PickleValue[][] = [];
  readonly #memo = new Map<number, PickleValue>();

  constructor(bytes: Buffer, where: string, table: PickleTable) {
    this.#bytes = bytes;
    this.#where = where;
    this.#table = table;
  }

  run(): PickleValue {
    for (let step = 0; step < mostOpcodes; step++) {
      const opcode = this.#take(1)[0] ?? 0;
      if (opcode === 0x2e) return this.#result();
      this.#obey(opcode);
    }
    throw this.#refusal(`has more than ${mostOpcodes} steps`);
  }

  #obey(opcode: number): void {
    switch (opcode) {
      case 0x80: // PROTO
        if ((this.#take(1)[0] ?? 0) > 5) throw this.#refusal('is of a protocol that is not known');
        return;
      case 0x95: // FRAME
        this.#take(8);
        return;
      case 0x28: // MARK
        this.#below.push(this.#stack);
        this.#stack = [];
        return;
      case 0x4e: // NONE
        return this.#push(null);
      case 0x88: // NEWTRUE
        return this.#push(true);
      case 0x89: // NEWFALSE
        return this.#push(false);
      case 0x4b: // BININT1
        return this.#push(this.#take(1).readUInt8());
      case 0x4d: // BININT2
        return this.#push(this.#take(2).readUInt16LE());
      case 0x4a: // BININT
        return this.#push(this.#take(4).readInt32LE());
      case 0x8a: // LONG1
        return this.#push(this.#long());
      case 0x47: // BINFLOAT
        return this.#push(this.#take(8).readDoubleBE());
      case 0x8c: // SHORT_BINUNICODE
        return this.#push(this.#text(this.#take(1).readUInt8()));
      case 0x58: // BINUNICODE
        return this.#push(this.#text(this.#take(4).readUInt32LE()));
      case 0x7d: // EMPTY_DICT
        return this.#push(new Map());
      case 0x5d: // EMPTY_LIST
        return this.#push(new PickleList());
      case 0x29: // EMPTY_TUPLE
        return this.#push([]);
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        return this.#push(this.#popMany(opcode - 0x84));
      case 0x74: // TUPLE
        return this.#push(this.#popToMark());
      case 0x61: // APPEND
        return this.#append([this.#pop()]);
      case 0x65: // APPENDS
        return this.#append(this.#popToMark());
      case 0x73: // SETITEM
        return this.#set(this.#popMany(2));
      case 0x75: // SETITEMS
        return this.#set(this.#popToMark());
      case 0x71: // BINPUT
        return this.#remember(this.#take(1).readUInt8());
      case 0x72: // LONG_BINPUT
        return this.#remember(this.#take(4).readUInt32LE());
      case 0x94: // MEMOIZE
        return this.#remember(this.#memo.size);
      case 0x68: // BINGET
        return this.#recall(this.#take(1).readUInt8());
      case 0x6a: // LONG_BINGET
        return this.#recall(this.#take(4).readUInt32LE());
      case 0x63: // GLOBAL
        return this.#global(this.#line(), this.#line());
      case 0x93: {
        // STACK_GLOBAL
        const [module, name] = this.#popMany(2);
        if (typeof module !== 'string' || typeof name !== 'string')
          throw this.#refusal('names something without a name');
        return this.#global(module, name);
      }
      case 0x51: // BINPERSID
        return this.#push(this.#table.persistent(this.#pop()));
      case 0x52: // REDUCE
        return this.#call();
      case 0x62: // BUILD
        return this.#build();
      default:
        throw this.#refusal(`uses the opcode 0x${opcode.toString(16).padStart(2, '0')}, which no tensor needs`);
    }
  }

  #result(): PickleValue {
    const result = this.#pop();
    if (this.#stack.length > 0 || this.#below.length > 0) throw this.#refusal('ends with values left over');
    return result;
  }

  #append(items: PickleTuple): void {
    const list = this.#stack.at(-1);
    if (!(list instanceof PickleList)) throw this.#refusal('appends to what is no list');
    for (const item of items) list.items.push(item);
  }

  #set(pairs: PickleTuple): void {
    const dict = this.#stack.at(-1);
    if (!(dict instanceof Map) || pairs.length % 2 > 0) throw this.#refusal('sets an item of what is no dictionary');
    for (let index = 0; index < pairs.length; index += 2) {
      const key = pairs[index] ?? null;
      if (dict.has(key)) throw this.#refusal(`has ${JSON.stringify(key)} twice`.slice(0, 200));
      dict.set(key, pairs[index + 1] ?? null);
    }
  }

  #remember(index: number): void {
    const value = this.#stack.at(-1);
    if (value === undefined) throw this.#refusal('remembers what is not there');
    this.#memo.set(index, value);
  }

  #recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw this.#refusal('recalls what it never held');
    this.#push(value);
  }

  #global(module: string, name: string): void {
    const known = this.#table.globals.get(`${module}.${name}`);
    if (!known) {
      const asked = JSON.stringify(`${module}.${name}`.slice(0, longestName));
      throw this.#refusal(`asks for ${asked}, which no tensor needs; nothing of it was run`);
    }
    this.#push(known);
  }

  #call(): void {
    const [callee, args] = this.#popMany(2);
    if (!(callee instanceof PickleGlobal) || callee.call === undefined || !Array.isArray(args)) {
      throw this.#refusal('calls what cannot be called');
    }
    this.#push(callee.call(args));
  }

  /** Attributes of a dictionary (a state dict has `_metadata`): nothing a tensor needs, so they are dropped. */
  #build(): void {
    this.#pop();
    if (!(this.#stack.at(-1) instanceof Map)) throw this.#refusal('gives attributes to what has none');
  }

  #push(value: PickleValue): void {
    this.#stack.push(value);
  }

  #pop(): PickleValue {
    const value = this.#stack.pop();
    if (value === undefined) throw this.#refusal('takes from an empty stack');
    return value;
  }

  #popMany(count: number): PickleTuple {
    if (this.#stack.length < count) throw this.#refusal('takes from an empty stack');
    return this.#stack.splice(this.#stack.length - count);
  }

  #popToMark(): PickleTuple {
    const values = this.#stack;
    const below = this.#below.pop();
    if (!below) throw this.#refusal('goes back to a mark that is not there');
    this.#stack = below;
    return values;
  }

  #take(count: number): Buffer {
    if (this.#at + count > this.#bytes.length) throw this.#refusal('ends too early');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  #text(length: number): string {
    if (length > longestText) throw this.#refusal(`has a text of ${length} bytes`);
    return this.#take(length).toString('utf8');
  }

  #line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0 || end - this.#at > longestName) throw this.#refusal('has a name that does not end');
    const text = this.#take(end - this.#at).toString('utf8');
    this.#take(1);
    return text;
  }

  /** Little-endian, two's complement. */
  #long(): number {
    const length = this.#take(1).readUInt8();
    if (length > 8) throw this.#refusal('has a number beyond all sizes');
    const digits = this.#take(length);
    let value = 0n;
    for (let index = length - 1; index >= 0; index--) value = (value << 8n) | BigInt(digits[index] ?? 0);
    const number = Number(BigInt.asIntN(8 * length, value));
    if (!Number.isSafeInteger(number)) throw this.#refusal('has a number beyond all sizes');
    return number;
  }

  #refusal(reason: string): CheckpointError {
    return new CheckpointError(`${this.#where} ${reason}`);
  }
}
