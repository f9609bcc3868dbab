/**
 * Reads questions with their answers out of what a model wrote: `Question: ... Answer: ...` in English, Korean and Chinese,
 * `Q1: ... A1: ...`, numbered lists, JSON. Knows nothing of what is asked.
 */

export interface Proposal {
  readonly question: string;
  readonly answer: string;
}

/** In the order of the text; what has no answer is left out. */
export function parseProposals(text: string): Proposal[] {
  const plain = text.replace(/\*\*|__|^#+\s*/gm, '').trim();
  const found = fromJson(plain) ?? fromLabels(plain) ?? fromLines(plain);
  return found
    .map(({ answer, question }) => ({ question: tidy(question), answer: tidy(answer) }))
    .filter(({ answer, question }) => /\p{L}/u.test(question) && /[\p{L}\p{N}]/u.test(answer));
}

function fromJson(text: string): Proposal[] | undefined {
  const fenced = /```(?:json)?\s*([\s\S]*?)```/i.exec(text)?.[1] ?? text;
  const from = fenced.search(/[[{]/);
  if (from < 0 || /\S/.test(fenced.slice(0, from).replace(/^.*:\s*$/m, ''))) return undefined;
  const body = fenced.slice(from).trim();
  const values = parsed(body.slice(0, Math.max(body.lastIndexOf(']'), body.lastIndexOf('}')) + 1));
  const lines = values === undefined ? body.split('\n').map((line) => parsed(line.trim().replace(/,$/, ''))) : [values];
  const proposals = lines.flatMap(proposalsIn);
  return proposals.length > 0 ? proposals : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An object with a question and an answer, or any list or object that holds such. */
function proposalsIn(value: unknown): Proposal[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(proposalsIn);
  const entries = Object.entries(value);
  const named = (names: RegExp) => entries.find(([name]) => names.test(name))?.[1] as unknown;
  const [question, answer] = [named(/^(?:q|question|질문|问题|問題)$/i), named(/^(?:a|answer|답|답변|答案|回答)$/i)];
  if (typeof question === 'string' && ['string', 'number', 'boolean'].includes(typeof answer))
    return [{ question, answer: typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : String(answer) }];
  return entries.flatMap(([, part]) => proposalsIn(part));
}

const LABEL =
  /(?<=^|[\s.?!。？！])(?:\d+\s*[.):]\s*|[-*•]\s*)?(?:(question|q|질문|문제|问题|問題|问|問)|(answer|a|답변|정답|답|答案|回答|答))\s*\d*\s*[:：]\s*/giu;

function fromLabels(text: string): Proposal[] | undefined {
  const labels = [...text.matchAll(LABEL)];
  if (!labels.some(([, asks]) => asks !== undefined)) return undefined;
  const proposals: Proposal[] = [];
  let question: string | undefined;
  for (const [index, label] of labels.entries()) {
    const said = text
      .slice(label.index + label[0].length, labels[index + 1]?.index)
      .replace(/\n\s*\d+\s*[.)]?\s*$/, '');
    if (label[1] !== undefined) {
      question = said;
      const isAnswered = labels[index + 1]?.[2] !== undefined;
      if (!isAnswered) proposals.push(...splitAtMark(said));
    } else if (question !== undefined) {
      // An answer is one paragraph; what a model adds below it is not part of it.
      proposals.push({ question, answer: said.trim().split(/\n\s*\n/)[0] ?? '' });
      question = undefined;
    }
  }
  return proposals;
}

const BULLET = /^\s*(?:\d+\s*[.):]|[-*•])\s*/;

/** `1. What is it? A ring.`, or the answer on the lines that follow. */
function fromLines(text: string): Proposal[] {
  const entries: string[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const bare = line.replace(BULLET, '');
    const last = entries.at(-1);
    const isAnswered = last === undefined || splitAtMark(last).length > 0;
    if (last === undefined || isAnswered || MARK.test(bare)) entries.push(bare);
    else entries[entries.length - 1] = `${last} ${bare}`;
  }
  return entries.flatMap(splitAtMark);
}

const MARK = /[?？]["”』」]?/u;

function splitAtMark(text: string): Proposal[] {
  const mark = MARK.exec(text);
  if (mark === null) return [];
  const end = mark.index + mark[0].length;
  const answer = text.slice(end).replace(/^\s*(?:[-–—:(]|->|=>|→)\s*/u, '');
  return /[\p{L}\p{N}]/u.test(answer)
    ? [{ question: text.slice(0, end), answer: answer.replace(/^([^(]*)\)$/, '$1') }]
    : [];
}

function tidy(text: string): string {
  const line = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return /^["“'‘][^"”'’]*["”'’]$/u.test(line) ? line.slice(1, -1).trim() : line;
}
