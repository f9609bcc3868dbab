/**
 * One text changed into another: something in it replaced, something put before or behind it. A regular expression that a
 * person wrote may take for ever on some text, so it runs where it can be stopped: V8 ends it at a time limit, without a
 * thread of its own. Knows nothing of where texts come from.
 */
import { createContext, Script } from 'node:vm';
import type { Context } from 'node:vm';
import type { TextChange } from '../../contract/replace.ts';
import { ProblemError } from '../../document/problem.ts';

/** As long as a person would wait for a bad pattern; good ones take a thousandth of it for as many texts. */
const LIMIT_MS = 3000;
const TEXTS_AT_ONCE = 500;
const TEXT_SHOWN = 60;

/** Throws `pattern-unreadable` now, and `pattern-too-slow` when it is used. */
export function changerOf({ find, prefix, suffix }: TextChange, limitMs = LIMIT_MS): (texts: string[]) => string[] {
  const replace =
    find === null ? (texts: string[]) => texts : find.kind === 'text' ? literally(find) : byPattern(find, limitMs);
  return (texts) => replace(texts).map((text) => withEnds(text, { prefix, suffix }));
}

function withEnds(text: string, { prefix, suffix }: Pick<TextChange, 'prefix' | 'suffix'>): string {
  const before = prefix !== null && !text.startsWith(prefix) ? prefix : '';
  const behind = suffix !== null && !text.endsWith(suffix) ? suffix : '';
  return before + text + behind;
}

interface Finding {
  readonly what: string;
  readonly with: string;
}

function literally({ what, with: by }: Finding): (texts: string[]) => string[] {
  return (texts) => texts.map((text) => text.replaceAll(what, () => by));
}

function byPattern({ what, with: by }: Finding, limitMs: number): (texts: string[]) => string[] {
  try {
    new RegExp(what, 'gu');
  } catch (error) {
    const cause = (error as Error).message.replace(/^Invalid regular expression: /, '');
    throw new ProblemError({ code: 'pattern-unreadable', pattern: what, cause });
  }
  const script = new Script(`
    const expression = new RegExp(what, 'gu');
    for (; done.length < texts.length; ) done.push(texts[done.length].replace(expression, by));
  `);
  return (texts) => {
    const all: string[] = [];
    for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) {
      const work = { what, by, texts: texts.slice(from, from + TEXTS_AT_ONCE), done: [] as string[] };
      runWithin(script, createContext(work), limitMs, () => {
        const text = (work.texts[work.done.length] ?? '').slice(0, TEXT_SHOWN);
        return new ProblemError({ code: 'pattern-too-slow', pattern: what, seconds: limitMs / 1000, text });
      });
      all.push(...work.done);
    }
    return all;
  };
}

function runWithin(script: Script, context: Context, limitMs: number, tooSlow: () => Error): void {
  try {
    script.runInContext(context, { timeout: limitMs });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw tooSlow();
    throw error;
  }
}
