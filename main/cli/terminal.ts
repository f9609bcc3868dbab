/** What a person reads while a command works: one line that moves on a terminal, a line now and then in a log. */

export interface Progress extends Disposable {
  /** How far it is; the latest is what counts. */
  show(line: string): void;
  /** Something that stays. */
  note(line: string): void;
}

/** Where nobody watches, a line this often is enough. */
const LOG_EVERY_MS = 5000;

export function openProgress(stream: NodeJS.WriteStream, now: () => number = Date.now): Progress {
  return stream.isTTY ? onTerminal(stream) : inLog(stream, now);
}

/** On one line. Names of files and texts of models may hold anything, also what a terminal obeys. */
export function printable(text: string): string {
  return printableLines(text.replace(/[\t\r\n]+/g, ' '));
}

/** As `printable`, with the text's own line breaks. */
export function printableLines(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '\uFFFD');
}

function onTerminal(stream: NodeJS.WriteStream): Progress {
  let shown = '';
  const draw = (line: string): void => {
    const cut = printable(line).slice(0, Math.max(10, (stream.columns || 80) - 1));
    stream.write(`\r${cut}\u001b[K`);
    shown = cut;
  };
  return {
    show: draw,
    note(line) {
      const before = shown;
      stream.write(`\r\u001b[K${printable(line)}\n`);
      if (before !== '') draw(before);
    },
    [Symbol.dispose]() {
      if (shown !== '') stream.write('\n');
      shown = '';
    },
  };
}

function inLog(stream: NodeJS.WriteStream, now: () => number): Progress {
  let lastAt = -Infinity;
  let waiting: string | null = null;
  return {
    show(line) {
      waiting = line;
      if (now() - lastAt < LOG_EVERY_MS) return;
      stream.write(`${printable(line)}\n`);
      lastAt = now();
      waiting = null;
    },
    note: (line) => void stream.write(`${printable(line)}\n`),
    [Symbol.dispose]() {
      if (waiting !== null) stream.write(`${printable(waiting)}\n`);
      waiting = null;
    },
  };
}
