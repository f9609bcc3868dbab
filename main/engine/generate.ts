/**
 * A request to generate, seen from the client: gives the prefix's pieces when the engine asks for them, passes tokens on,
 * cancels. Knows one call; does not know where it runs.
 */
import type { Caller, Connection } from './connection.ts';
import type { GenerationEnd, GenerationRequest, PrefixPiece } from './generation.ts';
import type { FromEngine } from './messages.ts';
import type { TokenEvent } from './sampling.ts';
import { TokenStream } from './token-stream.ts';

export interface DecoderHandle {
  readonly kind: 'decoder';
  readonly handle: number;
}

export interface GenerateRequest extends GenerationRequest {
  readonly decoder: DecoderHandle;
  readonly prefix?: RequestPrefix;
}

/** What stands before the suffix and may be shared with other requests of the decoder: the same key, the same pieces. */
export interface RequestPrefix {
  readonly key: string;
  /** A function is called only when the engine does not hold the prefix; never for two requests at once. */
  readonly pieces: readonly PrefixPiece[] | (() => Promise<readonly PrefixPiece[]>);
}

/** Tokens as they come; leaving the loop early cancels. A failure is thrown there, and `end` is rejected with it. */
export interface Generation extends AsyncIterable<TokenEvent> {
  readonly end: Promise<GenerationEnd>;
}

export function generate(
  connection: Connection,
  { decoder, prefix, suffix, sampling, maxNewTokens, stopTokens, priority }: GenerateRequest,
  signal: AbortSignal | undefined,
): Generation {
  const call = connection.newNumber();
  const cancel = () => connection.tell({ kind: 'cancel', call });
  const tokens = new TokenStream(cancel);
  const end = Promise.withResolvers<GenerationEnd>();
  end.promise.catch(() => undefined); // whoever only iterates hears of it there
  const over = () => signal?.removeEventListener('abort', cancel);
  const caller: Required<Caller> = {
    receive: (message: FromEngine) => {
      if (message.kind === 'token') tokens.push(message.token);
      else if (message.kind === 'want-pieces') void givePieces();
    },
    done: (value) => {
      over();
      tokens.end();
      end.resolve(value as GenerationEnd);
    },
    fail: (error) => {
      over();
      tokens.fail(error);
      end.reject(error);
    },
  };
  const givePieces = async () => {
    try {
      const pieces = typeof prefix?.pieces === 'function' ? await prefix.pieces() : (prefix?.pieces ?? []);
      connection.tell({ kind: 'pieces', call, pieces });
    } catch (error) {
      cancel();
      caller.fail(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const request = { suffix, sampling, maxNewTokens, stopTokens, priority };
  connection.call(
    { kind: 'generate', call, decoder: decoder.handle, prefixKey: prefix?.key ?? null, request },
    caller,
    decoder.handle,
  );
  if (signal?.aborted) cancel();
  else signal?.addEventListener('abort', cancel);
  return { end: end.promise, [Symbol.asyncIterator]: () => tokens };
}
